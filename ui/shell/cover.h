// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QAction;
class QMainWindow;
class QWidget;

namespace locus::ui {

class FormDialog;

// Lays a page over a window so that nothing of what was shown can be seen, reached by a key or read
// by a screen reader: a hidden widget stays in the accessibility tree, so the content is taken out
// of the window, whole, and put back as it was. Forms that are open wait in the same way under a
// lock, without the passwords in them; other dialogs and menus are closed. The window's own actions
// wait.
class Cover : public QObject
{
    Q_OBJECT

public:
    explicit Cover(QMainWindow& window);
    // The content goes with the window, wherever it is.
    ~Cover() override;

    enum class Dialogs
    {
        Allowed,
        Closed // also those that would open while the page lies there; forms come back
    };
    // Replaces a page laid there before. Takes ownership.
    void lay(QWidget* page, Dialogs dialogs);
    void lift();
    // Forms that wait are dropped: who comes is not who typed.
    void forget();
    [[nodiscard]] QWidget* page() const { return m_page; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // A form that waits outside the accessibility tree.
    struct Form
    {
        QPointer<FormDialog> dialog;
        QPointer<QWidget> parent;
        Qt::WindowFlags flags;
    };

    void closeWhatIsOpen(Dialogs dialogs);
    void putAway(FormDialog& dialog);

    QMainWindow& m_window;
    QPointer<QWidget> m_content; // while it is out of the window
    QPointer<QWidget> m_page;
    QPointer<QWidget> m_focus;
    QList<QPointer<QAction>> m_actions;
    QList<Form> m_forms;
};

} // namespace locus::ui
