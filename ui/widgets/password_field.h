// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace locus::ui {

// Asks for a password: can be pasted into and filled in by a password manager, shown for a look,
// and says when Caps Lock is on as far as the typed letters tell.
class PasswordField : public QWidget
{
    Q_OBJECT

public:
    // `name` is what the field is called, `id` the object name of its line; the button that shows
    // what was typed is called `id` + "Show".
    PasswordField(const QString& name, const QString& id, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    void clear();
    void takeFocus();
    [[nodiscard]] QLineEdit* line() const { return m_line; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* m_line;
    QLabel* m_capsLock;
};

} // namespace locus::ui
