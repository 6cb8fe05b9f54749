// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/kafka_connection_tester.h"
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/client/drafts.h"
#include "tests/ui/support/test_core.h"
#include "ui/page/core_launcher.h"
#include "ui/shell/connection_profiles.h"
#include "ui/shell/core_connection_tester.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/view_store.h"

#include <QTemporaryDir>

namespace locus::test {

// Starts nothing; says what it is told to say.
class IdleLauncher final : public ui::CoreLauncher
{
public:
    using CoreLauncher::CoreLauncher;
    [[nodiscard]] Status local() const override { return localStatus; }
    [[nodiscard]] Status demo() const override { return {}; }
    void startLocal() override { ++localStarts; }
    void startDemo() override { ++demoStarts; }
    void endDemo() override { }
    void keepInBackground(bool keep) override { kept = keep; }

    Status localStatus;
    std::optional<bool> kept; // what it was told of the core's fate
    int localStarts = 0;
    int demoStarts = 0;
};

// The console with everything that app/console would give it, in a folder of its own.
class Console
{
public:
    explicit Console(const QString& folder = {});

    void connectTo(const TestCore& core) { client.connectTo(core.endpoint()); }
    template <typename T> T* find(const char* name)
    {
        return window.findChild<T*>(QString::fromLatin1(name));
    }

    QTemporaryDir own;
    std::filesystem::path folder;
    SystemClock clock;
    SystemRandom random;
    UuidSource ids { clock, random };
    client::CoreClient client;
    client::AnalysesClient analyses;
    client::Drafts drafts;
    ui::ViewStore views { {} };
    IdleLauncher launcher;
    ui::ConnectionProfiles profiles { views };
    ui::CoreConnectionTester tester { clock, random };
    app::KafkaConnectionTester kafkaTester;
    ui::MainWindow window;
};

// The one theme of the test's application.
ui::Theme& theme();

} // namespace locus::test
