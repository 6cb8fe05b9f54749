// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/secret_input.h"

#include <iostream>

#ifndef _WIN32
#include <termios.h>
#include <unistd.h>
#else
#include <io.h>
#include <windows.h>
#endif

namespace locus::cli {

namespace {

// The terminal shows nothing while this lives.
class HiddenInput
{
public:
#ifndef _WIN32
    HiddenInput()
        : m_isTerminal(isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (m_isTerminal) {
            termios quiet = m_before;
            quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
        }
    }
    ~HiddenInput()
    {
        if (m_isTerminal) {
            tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
        }
    }
#else
    HiddenInput()
        : m_isTerminal(GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &m_before) != 0)
    {
        if (m_isTerminal) {
            SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), m_before & ~ENABLE_ECHO_INPUT);
        }
    }
    ~HiddenInput()
    {
        if (m_isTerminal) {
            SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), m_before);
        }
    }
#endif
    HiddenInput(const HiddenInput&) = delete;
    HiddenInput& operator=(const HiddenInput&) = delete;

    [[nodiscard]] bool isTerminal() const
    {
        return m_isTerminal;
    }

private:
#ifndef _WIN32
    termios m_before {};
#else
    DWORD m_before = 0;
#endif
    bool m_isTerminal;
};

} // namespace

Result<std::string> readSecret(std::string_view prompt, std::ostream& err)
{
    const HiddenInput hidden;
    if (hidden.isTerminal()) {
        err << prompt << ": " << std::flush;
    }
    std::string line;
    const bool came = static_cast<bool>(std::getline(std::cin, line));
    if (hidden.isTerminal()) {
        err << '\n';
    }
    if (!line.empty() && line.back() == '\r') {
        line.pop_back();
    }
    if (!came && line.empty()) {
        return invalid("usage", "the password is read from standard input, where nothing came");
    }
    return line;
}

} // namespace locus::cli
