// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/local_core_launcher.h"
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/client/drafts.h"
#include "ui/shell/connection_profiles.h"
#include "ui/shell/core_connection_tester.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/view_store.h"

#include <QTemporaryDir>

#include <filesystem>

namespace locus::test {

// The window as the program builds it, with the launcher that starts real cores.
class RealConsole
{
public:
    // Works on the core of `data`. `person`: what the person's windows remember; empty: nothing,
    // and nothing is kept.
    explicit RealConsole(
        const std::filesystem::path& data, const std::filesystem::path& person = {});

    // A button that is not there fails the test.
    void click(const char* name);

    QTemporaryDir own;
    SystemClock clock;
    SystemRandom random;
    UuidSource ids { clock, random };
    client::CoreClient client;
    client::AnalysesClient analyses;
    client::Drafts drafts;
    ui::ViewStore views;
    ui::ConnectionProfiles profiles { views };
    ui::CoreConnectionTester tester { clock, random };
    app::LocalCoreLauncher launcher;
    ui::MainWindow window;
};

// Whether a process works; one that ended and was not collected yet does not.
bool isRunning(qint64 pid);

} // namespace locus::test
