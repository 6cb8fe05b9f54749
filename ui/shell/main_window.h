// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page_context.h"
#include "ui/page/page_factory.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/background_watch.h"
#include "ui/shell/core_choice.h"
#include "ui/shell/entrance.h"
#include "ui/shell/key_bindings.h"
#include "ui/shell/navigation_history.h"
#include "ui/shell/shell_services.h"
#include "ui/shell/start_choice.h"
#include "ui/shell/window_actions.h"

#include <QMainWindow>

#include <optional>
#include <vector>

class QSplitter;

namespace locus::ui {

class ActivityPane;
class CommandPalette;
class EmergencyStrip;
class NavigationBar;
class PageHost;
class StartPage;
class StatusStrip;
class TopBar;

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
    // The key of earlier drafts is not at hand.
    void reportKeptDrafts(const Error& error);
    // With the profile used last, else this seat's core if it runs, else the start page.
    void start();

    [[nodiscard]] ActionRegistry& actionRegistry() { return m_registry; }
    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] Entrance& entrance() { return m_entrance; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeWindow();
    void connectActions();
    void addPages();
    [[nodiscard]] QString pageId() const; // empty: none is open
    void showPlace(const Place& place);
    void remember(const Place& place);
    void showHistory();
    void askOnCloseAgain();
    void startWith(const QString& page);
    void showStartChoice();
    void onState();
    void showRoles();
    void followChanges();
    void onPersonChanged();
    void askHealth();

    ShellServices m_services;
    PageContext m_context;
    ActionRegistry m_registry;
    PageHost* m_host;
    KeyBindings m_keys;
    BackgroundWatch m_watch;
    Entrance m_entrance;
    CoreChoice m_core;
    StartChoice m_start;
    WindowActions m_actions;
    NavigationHistory m_history;
    std::optional<Place> m_pending;
    NavigationBar* m_navigation = nullptr;
    TopBar* m_top = nullptr;
    EmergencyStrip* m_emergency = nullptr;
    StatusStrip* m_status = nullptr;
    ActivityPane* m_activity = nullptr;
    CommandPalette* m_palette = nullptr;
    StartPage* m_startPage = nullptr;
    QSplitter* m_splitter = nullptr;
};

} // namespace locus::ui
