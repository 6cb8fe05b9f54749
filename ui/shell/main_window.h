// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/system_messages.h"
#include "ui/page/page_context.h"
#include "ui/page/page_factory.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/background_watch.h"
#include "ui/shell/connection_profiles.h"
#include "ui/shell/key_bindings.h"
#include "ui/shell/navigation_history.h"
#include "ui/shell/start_choice.h"
#include "ui/shell/window_actions.h"

#include <QMainWindow>

#include <optional>
#include <vector>

class QSplitter;

namespace locus::ui {

class ActivityPane;
class CommandPalette;
class ConnectionTester;
class NavigationBar;
class PageHost;
class StartPage;
class StatusStrip;
class TopBar;

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

// Frames the pages: navigation, history, palette, environment, status, activity. Knows pages by
// their factories only.
class MainWindow : public QMainWindow, public Shell
{
    Q_OBJECT

public:
    MainWindow(const ShellServices& services, std::vector<PageFactory> pages);
    ~MainWindow() override;

    void open(const Place& place) override;
    void report(const Activity& activity) override;
    void showConnectionDialog() override;
    // A link from outside, opened once somebody is signed in. Anything that is not ours changes
    // nothing and is said so.
    void openLink(const QUrl& link);
    // With the profile used last, else this seat's core if it runs, else the start page.
    void start();

    [[nodiscard]] ActionRegistry& actionRegistry() { return m_registry; }
    [[nodiscard]] Page* currentPage() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeWindow();
    void connectActions();
    void addPages();
    void showPlace(const Place& place);
    void remember(const Place& place);
    void showHistory();
    void askOnCloseAgain();
    void startWith(const QString& page);
    void showStartChoice();
    void connectWith(const ConnectionProfile& profile);
    void onState();
    void askHealth();
    void showKeys();
    void editKeys();

    ShellServices m_services;
    PageContext m_context;
    ActionRegistry m_registry;
    PageHost* m_host;
    KeyBindings m_keys;
    BackgroundWatch m_watch;
    StartChoice m_start;
    WindowActions m_actions;
    NavigationHistory m_history;
    std::optional<Place> m_pending;
    QString m_environment;
    int m_attempt = 0; // the newest wish to connect
    QStringList m_roles;
    NavigationBar* m_navigation = nullptr;
    TopBar* m_top = nullptr;
    StatusStrip* m_status = nullptr;
    ActivityPane* m_activity = nullptr;
    CommandPalette* m_palette = nullptr;
    StartPage* m_startPage = nullptr;
    QSplitter* m_splitter = nullptr;
};

} // namespace locus::ui
