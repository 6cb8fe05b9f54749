// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/gateway/test_socket.h"
#include "tests/support/core_process.h"
#include "tests/ui/support/console.h"
#include "ui/widgets/data_table.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace locus::test {

// A real core with these people, each with one role and the same password, and "root", its
// administrator.
class Hospital
{
public:
    static constexpr const char* password = "correct horse battery";

    explicit Hospital(const nlohmann::json& roles);

    std::string id() { return m_ids.next().toString(); }
    // Signs in; the token.
    std::string enter(TestSocket& socket, const std::string& user) const;
    // A second factor for who is signed in there; its secret.
    Bytes enrol(TestSocket& socket);
    std::string code(const Bytes& secret);
    bool plantDeadLetters(int count);

    CoreProcess core;

private:
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
};

// A window at which one of them works.
class Seat
{
public:
    static constexpr int patience = 30'000; // ms

    // Is in with a token.
    Seat(const Hospital& hospital, const std::string& token);
    // Signs in at the window, by keys.
    Seat(const Hospital& hospital, const QString& user);

    QStringList rows(const char* table, int column);
    bool openPart(const QString& part); // of the settings
    void chooseFirst(const char* table);
    template <typename T> T* dialog(const char* name)
    {
        T* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                found = console.window.findChild<T*>(QString::fromLatin1(name));
                return found && found->isVisible();
            },
            patience);
        return found;
    }
    // Answers the one question of a dialog.
    void answer(const char* name, const QString& text);
    void click(const char* name);

    Console console;
};

} // namespace locus::test
