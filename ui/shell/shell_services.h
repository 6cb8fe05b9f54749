// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus {
class Clock;
}
namespace locus::client {
class AnalysesClient;
class CoreClient;
class Drafts;
} // namespace locus::client

namespace locus::ui {

class ConnectionProfiles;
class ConnectionTester;
class CoreLauncher;
class Theme;
class ViewStore;

// What app/console builds the window from. All must outlive it.
struct ShellServices
{
    client::CoreClient& core;
    client::AnalysesClient& analyses;
    client::Drafts& drafts;
    ViewStore& views;
    Theme& theme;
    CoreLauncher& launcher;
    const Clock& clock;
    ConnectionProfiles& profiles;
    ConnectionTester& tester;
    ConnectionTester* kafkaTester = nullptr; // none: no cluster can be looked at without a core
};

} // namespace locus::ui
