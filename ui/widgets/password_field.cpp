// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/password_field.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

PasswordField::PasswordField(const QString& name, const QString& id, QWidget* parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_capsLock(makeLabel(tr("Caps Lock is on."), "muted", this))
{
    m_line->setObjectName(id);
    m_line->setAccessibleName(name);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_line->installEventFilter(this);
    setFocusProxy(m_line);
    auto* show = new QToolButton(this);
    show->setObjectName(id + u"Show"_s);
    show->setText(tr("Show"));
    show->setCheckable(true);
    show->setAccessibleName(tr("Show what is typed as %1").arg(name));
    connect(show, &QToolButton::toggled, this, [this, show](bool isShown) {
        m_line->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
        show->setText(isShown ? tr("Hide") : tr("Show"));
    });
    m_capsLock->setObjectName(id + u"CapsLock"_s);
    m_capsLock->setProperty("tone", u"warning"_s);
    m_capsLock->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(space::small);
    row->addWidget(m_line, 1);
    row->addWidget(show);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_capsLock);
}

QString PasswordField::text() const
{
    return m_line->text();
}

void PasswordField::clear()
{
    m_line->clear();
}

void PasswordField::takeFocus()
{
    m_line->setFocus();
    m_line->selectAll();
}

// No system says it alike: a capital without Shift, or a small letter with it.
bool PasswordField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const auto text = key->text();
        const bool isLetter = text.size() == 1 && text.at(0).toUpper() != text.at(0).toLower();
        if (key->key() == Qt::Key_CapsLock) {
            m_capsLock->hide(); // the next letter tells
        } else if (isLetter && !(key->modifiers() & Qt::ControlModifier)) {
            const bool withShift = key->modifiers().testFlag(Qt::ShiftModifier);
            m_capsLock->setVisible(text.at(0).isUpper() != withShift);
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace locus::ui
