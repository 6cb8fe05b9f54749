// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/page/core_launcher.h"
#include "ui/shell/activity_pane.h"
#include "ui/shell/appearance.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/connection_dialog.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/main_menu.h"
#include "ui/shell/navigation_bar.h"
#include "ui/shell/page_host.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/unsent_dialog.h"
#include "ui/theme/icons.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QHBoxLayout>
#include <QSplitter>
#include <QTimer>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(const ShellServices& services, std::vector<PageFactory> pages)
    : m_services(services)
    , m_context { services.core, services.analyses, services.drafts, services.views, services.theme,
        services.launcher, services.clock, *this }
    , m_host(new PageHost(m_context, std::move(pages), m_registry, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Locus"_s);
    setWindowIcon(icon(u"locus"_s, ColorId::Accent));
    makeActions();
    makeWindow();
    addPages();
    connect(&m_services.core, &client::CoreClient::stateChanged, this, &MainWindow::onState);
    connect(&m_services.launcher, &CoreLauncher::ready, this,
        [this](const client::Endpoint& endpoint, bool isDemo) {
            m_environment.clear();
            std::function<Result<client::Endpoint>()> source;
            if (!isDemo) {
                source = [folder = m_services.launcher.local().dataFolder.toStdString()] {
                    return client::endpointOf(folder);
                };
            }
            m_services.core.setEndpointSource(std::move(source));
            m_services.core.connectTo(endpoint);
        });
    resize(1440, 900);
    restoreWindow(*this, m_services.views);
    onState();
}

MainWindow::~MainWindow()
{
    // Pages report to the window while they close: they go first, while it is whole.
    m_host->closePages();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    keepWindow(*this, m_services.views);
    QMainWindow::closeEvent(event);
}

QAction* MainWindow::add(
    const char* id, const char* picture, const QString& text, const QString& key)
{
    auto* action = new QAction(icon(QString::fromLatin1(picture)), text, this);
    action->setObjectName(QString::fromLatin1(id));
    if (!key.isEmpty()) {
        action->setShortcuts(QKeySequence::listFromString(key));
    }
    addAction(action);
    return action;
}

void MainWindow::makeActions()
{
    m_back = add("window.back", "back", tr("Back"), u"Alt+Left"_s);
    m_forward = add("window.forward", "forward", tr("Forward"), u"Alt+Right"_s);
    m_paletteAction =
        add("window.palette", "command", tr("Search or run a command"), u"Ctrl+K; Ctrl+Shift+P"_s);
    m_themeAction =
        add("window.theme", "contrast", tr("Switch between light and dark"), u"Ctrl+Shift+D"_s);
    auto* density =
        add("window.density", "panel", tr("Switch between comfortable and compact rows"), {});
    m_keys = add("window.keys", "keyboard", tr("Show the keys of this page"), u"?; F1"_s);
    auto* connection = add("window.connection", "plug", tr("Connection…"), u"Ctrl+Shift+O"_s);
    auto* activity =
        add("window.activity", "activity", tr("Show or hide what I did"), u"Ctrl+Shift+A"_s);
    auto* unsent = add("window.unsent", "inbox", tr("Show what is unsent"), {});
    auto* quit = add("window.quit", "close", tr("Quit"), u"Ctrl+Q"_s);
    connect(m_back, &QAction::triggered, this, [this] { showPlace(m_history.back()); });
    connect(m_forward, &QAction::triggered, this, [this] { showPlace(m_history.forward()); });
    connect(m_paletteAction, &QAction::triggered, this, [this] { m_palette->popUp(); });
    connect(m_themeAction, &QAction::triggered, this,
        [this] { switchScheme(m_services.theme, m_services.views); });
    connect(density, &QAction::triggered, this,
        [this] { switchDensity(m_services.theme, m_services.views); });
    connect(m_keys, &QAction::triggered, this, &MainWindow::showKeys);
    connect(connection, &QAction::triggered, this, &MainWindow::showConnectionDialog);
    connect(activity, &QAction::triggered, this,
        [this] { m_activity->setVisible(m_activity->isHidden()); });
    connect(unsent, &QAction::triggered, this, [this] {
        auto* dialog = new UnsentDialog(m_services.analyses, m_services.clock, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(quit, &QAction::triggered, this, &QWidget::close);
    showHistory();
    m_registry.add(tr("Window"), actions());
}

void MainWindow::makeWindow()
{
    auto* central = new QWidget(this);
    auto* outer = new QHBoxLayout(central);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_navigation = new NavigationBar(central);
    m_top = new TopBar(m_back, m_forward, m_paletteAction, m_themeAction, m_keys, central);
    m_top->setMenu(new MainMenu(m_registry, m_top));
    m_status = new StatusStrip(m_services.core, m_services.analyses, m_services.launcher, central);
    m_activity = new ActivityPane(*this, m_services.clock, central);
    m_activity->hide();
    m_startPage = new StartPage(m_services.launcher, m_host);
    m_host->addWidget(m_startPage);
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->addWidget(m_host);
    m_splitter->addWidget(m_activity);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setCollapsible(0, false);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addWidget(m_splitter, 1);
    right->addWidget(m_status);
    outer->addWidget(m_navigation);
    outer->addLayout(right, 1);
    setCentralWidget(central);

    connect(m_host, &PageHost::moved, this, &MainWindow::remember);
    m_palette = new CommandPalette(m_registry, this);
    m_palette->setSearch([this](const QString& text) { open({ u"analyses"_s, {}, text }); });
    connect(m_startPage, &StartPage::connectRequested, this, &MainWindow::showConnectionDialog);
    connect(m_activity, &ActivityPane::countChanged, m_status, &StatusStrip::setActivityCount);
    connect(m_status, &StatusStrip::connectionClicked, this, &MainWindow::showConnectionDialog);
    connect(m_status, &StatusStrip::unsentClicked, m_registry.find(u"window.unsent"_s),
        &QAction::trigger);
    connect(m_status, &StatusStrip::activityClicked, m_registry.find(u"window.activity"_s),
        &QAction::trigger);
}

void MainWindow::addPages()
{
    int number = 1;
    for (const auto& factory : m_host->factories()) {
        auto* action = new QAction(icon(factory.icon), tr("Go to %1").arg(factory.title()), this);
        action->setObjectName(u"go."_s + factory.id);
        if (number <= 9) {
            action->setShortcut(QKeySequence(u"Alt+%1"_s.arg(number++)));
        }
        connect(action, &QAction::triggered, this, [this, id = factory.id] {
            open({ id, {}, {} });
        });
        addAction(action);
        m_registry.add(tr("Window"), { action });
        m_navigation->addPage(factory, action);
    }
}

Page* MainWindow::currentPage() const
{
    return m_host->currentPage();
}

void MainWindow::open(const Place& place)
{
    showPlace(place);
    if (auto* page = currentPage()) {
        remember(page->place());
    }
}

void MainWindow::showPlace(const Place& place)
{
    if (m_host->show(place)) {
        m_navigation->setCurrent(place.page);
    }
    showHistory();
}

void MainWindow::remember(const Place& place)
{
    m_history.visit(place);
    showHistory();
}

void MainWindow::showHistory()
{
    m_back->setEnabled(m_history.canGoBack());
    m_forward->setEnabled(m_history.canGoForward());
}

void MainWindow::openLink(const QUrl& link)
{
    raise();
    activateWindow();
    const auto place = placeFromLink(link);
    const auto& pages = m_host->factories();
    const bool known = place && std::any_of(pages.begin(), pages.end(), [&place](const auto& page) {
        return page.id == place->page;
    });
    if (!known) {
        report({ tr("This link leads to nothing that Locus can open. Its links look like "
                    "locus://analysis/… and name one thing."),
            true });
    } else if (m_services.core.session()) {
        open(*place);
    } else {
        m_pending = place;
    }
}

void MainWindow::report(const Activity& activity)
{
    m_activity->add(activity);
    if (activity.failed) {
        m_activity->show();
    }
}

void MainWindow::start()
{
    loadAppearance(m_services.theme, m_services.views);
    if (const auto* last = m_services.profiles.last()) {
        connectWith(*last);
    } else if (client::seatEndpoint().ok()) {
        m_services.launcher.startLocal();
    }
}

void MainWindow::connectWith(const ConnectionProfile& profile)
{
    const auto attempt = ++m_attempt;
    if (profile.kind == ConnectionProfile::Kind::ThisSeat) {
        m_services.launcher.startLocal();
        return;
    }
    profile.findEndpoint(this, [this, profile, attempt](const auto& endpoint) {
        if (attempt != m_attempt) {
            return; // another core was chosen while the keychain waited for the person
        }
        if (!endpoint.ok()) {
            const auto& error = endpoint.error();
            report({ tr("Not connected to “%1”. %2")
                         .arg(profile.name,
                             ConnectionWords::cause(error) + u' '
                                 + ConnectionWords::nextStep(error)),
                true });
            return;
        }
        m_environment = profile.environment;
        m_services.core.setEndpointSource([profile] { return profile.endpoint(); });
        m_services.core.connectTo(*endpoint);
    });
}

void MainWindow::onState()
{
    const bool signedIn = m_services.core.isSignedIn();
    if (signedIn) {
        QStringList roles;
        for (const auto& role : m_services.core.session()->roles) {
            roles << fromStd(role);
        }
        m_navigation->setRoles(roles);
        askHealth();
    } else {
        m_top->clearEnvironment();
    }
    const bool firstTime = m_host->currentWidget() == m_startPage;
    m_navigation->setDisabled(firstTime && !signedIn);
    if (signedIn && firstTime) {
        const auto pinned = m_services.views.value(u"window"_s, u"startPage"_s).toString();
        const Place home { pinned.isEmpty() ? m_host->factories().front().id : pinned, {}, {} };
        open(m_pending.value_or(home));
        m_pending.reset();
        QTimer::singleShot(200, m_host, &PageHost::warm);
    }
}

void MainWindow::askHealth()
{
    m_services.core.call<protocol::SystemHealth>(
        {}, this, [this](const Result<protocol::HealthReport>& answer) {
            if (answer.ok()) {
                m_top->setEnvironment(*answer, m_environment);
                m_status->setDemo(answer->demo);
                setWindowTitle(u"Locus — "_s + m_top->environment());
            }
        });
}

void MainWindow::showConnectionDialog()
{
    auto* dialog =
        new ConnectionDialog(m_services.profiles, m_services.tester, m_services.kafkaTester, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::connectRequested, this, &MainWindow::connectWith);
    dialog->open();
}

void MainWindow::showKeys()
{
    const auto title =
        currentPage() != nullptr ? m_host->titleOf(currentPage()->place().page) : QString();
    auto* sheet = new KeySheet(m_registry, title, tr("Window"), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

} // namespace locus::ui
