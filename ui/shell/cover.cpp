// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/cover.h"

#include "ui/widgets/form_dialog.h"
#include "ui/widgets/password_field.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QMainWindow>
#include <QToolTip>

namespace locus::ui {

Cover::Cover(QMainWindow& window)
    : m_window(window)
{ }

Cover::~Cover()
{
    forget();
    delete m_content;
}

void Cover::forget()
{
    for (const Form& form : std::exchange(m_forms, {})) {
        delete form.dialog;
    }
}

// As the content: hidden, it would still be read to whoever asks for the accessibility tree.
void Cover::putAway(FormDialog& dialog)
{
    const auto passwords = dialog.findChildren<PasswordField*>();
    for (auto* field : passwords) {
        field->clear();
    }
    m_forms.push_back({ &dialog, dialog.parentWidget(), dialog.windowFlags() });
    dialog.hide();
    dialog.setParent(nullptr, Qt::Popup);
}

void Cover::closeWhatIsOpen(Dialogs dialogs)
{
    QToolTip::hideText();
    while (auto* popup = QApplication::activePopupWidget()) {
        popup->close();
        if (QApplication::activePopupWidget() == popup) {
            break;
        }
    }
    const auto windows = QApplication::topLevelWidgets();
    for (auto* widget : windows) {
        if (widget == &m_window || !widget->isVisible()) {
            continue;
        }
        auto* form = qobject_cast<FormDialog*>(widget);
        if (form != nullptr && dialogs == Dialogs::Closed) {
            putAway(*form);
        } else if (auto* dialog = qobject_cast<QDialog*>(widget)) {
            dialog->reject();
        } else {
            widget->close();
        }
    }
}

// What a page opens by itself, long after it was asked to, stays unseen.
bool Cover::eventFilter(QObject* watched, QEvent* event)
{
    auto* dialog = event->type() == QEvent::Show ? qobject_cast<QDialog*>(watched) : nullptr;
    if (dialog != nullptr) {
        QMetaObject::invokeMethod(
            dialog,
            [dialog] {
                dialog->hide();
                dialog->reject();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void Cover::lay(QWidget* page, Dialogs dialogs)
{
    QCoreApplication::instance()->removeEventFilter(this);
    if (dialogs == Dialogs::Closed) {
        QCoreApplication::instance()->installEventFilter(this);
    }
    if (m_page) {
        auto* before = m_window.takeCentralWidget();
        before->hide();
        before->deleteLater(); // it may be the one that calls
    } else {
        m_focus = m_window.focusWidget();
        closeWhatIsOpen(dialogs);
        m_content = m_window.takeCentralWidget();
        // Should it get a window of its own, a popup's is no part of the accessibility tree.
        m_content->setParent(nullptr, Qt::Popup);
        const auto actions = m_window.actions();
        for (auto* action : actions) {
            m_window.removeAction(action);
            m_actions << action;
        }
    }
    m_page = page;
    m_window.setCentralWidget(page);
    page->show();
}

void Cover::lift()
{
    if (!m_page) {
        return;
    }
    QCoreApplication::instance()->removeEventFilter(this);
    auto* page = m_window.takeCentralWidget();
    page->hide();
    page->deleteLater(); // it may be the one that calls
    m_page.clear();
    m_window.setCentralWidget(m_content);
    m_content->show();
    m_content.clear();
    for (const auto& action : std::exchange(m_actions, {})) {
        if (action) {
            m_window.addAction(action);
        }
    }
    if (m_focus) {
        m_focus->setFocus();
    }
    for (const Form& form : std::exchange(m_forms, {})) {
        if (form.dialog && form.parent) {
            form.dialog->setParent(form.parent, form.flags);
            form.dialog->open();
        } else {
            delete form.dialog;
        }
    }
}

} // namespace locus::ui
