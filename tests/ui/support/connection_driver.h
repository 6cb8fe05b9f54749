// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_store.h"
#include "tests/ui/support/console.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

namespace locus::test {

// Opens the connection dialog of a console's window and works it with keys and mouse.
class ConnectionDriver
{
public:
    explicit ConnectionDriver(Console& console);

    template <typename T> T* find(const char* name)
    {
        return m_dialog->findChild<T*>(QString::fromLatin1(name));
    }
    void choose(const QString& entry);
    // Replaces what a line holds.
    void type(const char* name, const QString& text);
    // A secret's place.
    void keepIn(const char* name, secrets::SecretPlace::Kind kind);
    void select(const char* name, const QString& data);
    void click(const char* name);
    // Runs the step-by-step test to its end; whether it passed.
    bool test();
    // "passed", "failed", "to do", … of each step.
    [[nodiscard]] QStringList words() const;
    // Name, word, cause and next step of the last step that was reached.
    [[nodiscard]] QString lastStep() const;
    [[nodiscard]] bool isOpen() const { return m_dialog && m_dialog->isVisible(); }

private:
    Console& m_console;
    QPointer<QDialog> m_dialog;
};

} // namespace locus::test
