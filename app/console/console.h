// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>
#include <QUrl>

#include <filesystem>
#include <memory>

class QApplication;

namespace locus::app {

// What the command line of locus asks for.
struct ConsoleOptions
{
    std::filesystem::path dataDir; // of the core to work with; empty: this seat's own
    QUrl link; // locus://... to open; "locus:" if what was given is no link at all
    bool demo = false; // start with sample data
    bool announcePaint = false; // say "painted" when the first page is on the screen
    QString pictures; // folder: take a picture of every page in light and dark, and leave
};

// Everything the window stands on, built in order and torn down in reverse. Thread contract: the ui
// thread.
class Console
{
public:
    // Errors: those of the outbox's folder.
    static Result<std::unique_ptr<Console>> make(
        QApplication& application, const ConsoleOptions& options);
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    // What belongs to the person and not to a core: profiles, outbox, drafts. Made if missing.
    static std::filesystem::path personFolder(const ConsoleOptions& options);

    void show();
    // Another start asked for this window; opens the link unless it is empty.
    void comeForward(const QUrl& link);

private:
    struct Parts;
    explicit Console(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace locus::app
