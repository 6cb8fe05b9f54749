// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/pictures.h"

#include <QDir>
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

} // namespace locus::test
