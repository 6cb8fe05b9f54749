// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/pictures.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPixmap>
#include <QTest>
#include <QWidget>

namespace locus::test {

namespace {
// Longer than the rows of a list are gathered and a layout takes; no test hangs on it.
constexpr int restMs = 60;
} // namespace

QImage keepPicture(QWidget& window, const QString& name)
{
    QTest::qWait(restMs);
    const QString folder = QStringLiteral(LOCUS_PICTURES);
    const QPixmap picture = window.grab();
    const bool kept =
        QDir().mkpath(folder) && picture.save(folder + u'/' + name + QStringLiteral(".png"));
    return kept ? picture.toImage() : QImage();
}

QStringList clippedIn(QWidget& window, const QString& name)
{
    keepPicture(window, name);
    QStringList clipped;
    for (auto* button : window.findChildren<QAbstractButton*>()) {
        const bool ofField = qobject_cast<QLineEdit*>(button->parentWidget()) != nullptr;
        if (!ofField && button->isVisible()
            && button->width() < button->minimumSizeHint().width()) {
            clipped << QString(name + u": " + button->objectName() + u": " + button->text());
        }
    }
    for (auto* label : window.findChildren<QLabel*>()) {
        const bool oneLine = !label->wordWrap() && !label->text().isEmpty();
        const bool cut = oneLine
            ? label->width() < label->sizeHint().width()
            : label->wordWrap() && label->height() < label->heightForWidth(label->width());
        if (label->isVisible() && cut) {
            clipped << QString(name + u": " + label->text());
        }
    }
    return clipped;
}

} // namespace locus::test
