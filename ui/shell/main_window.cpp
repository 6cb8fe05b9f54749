// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/client/drafts.h"
#include "core/protocol/system_messages.h"
#include "ui/models/text.h"
#include "ui/page/reveals.h"
#include "ui/shell/acting_strip.h"
#include "ui/shell/activity_pane.h"
#include "ui/shell/appearance.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/emergency_strip.h"
#include "ui/shell/main_menu.h"
#include "ui/shell/navigation_bar.h"
#include "ui/shell/page_host.h"
#include "ui/shell/reveal_strip.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_dialogs.h"
#include "ui/theme/icons.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QSplitter>
#include <QTimer>

namespace locus::ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(const ShellServices& services, std::vector<PageFactory> pages)
    : m_services(services)
    , m_context { services.core, services.analyses, services.drafts, services.views, services.theme,
        services.launcher, services.clock, *this }
    , m_host(new PageHost(m_context, std::move(pages), m_registry, this))
    , m_keys(m_registry, services.views)
    , m_watch(services.core, services.analyses, services.launcher, services.views, *this)
    , m_entrance(m_services, *this)
    , m_core(services, m_entrance.gate())
    , m_start(services.views, m_host->factories())
    , m_actions(*this)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Locus"_s);
    setWindowIcon(icon(u"locus"_s, ColorId::Accent));
    m_registry.add(tr("Window"), actions());
    makeWindow();
    connectActions();
    addPages();
    m_actions.askOnClose->setEnabled(m_watch.isAnswerKept());
    showStartChoice();
    showHistory();
    connect(&m_services.core, &client::CoreClient::stateChanged, this, &MainWindow::onState);
    connect(&m_entrance, &Entrance::opened, this, &MainWindow::onState);
    followChanges();
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
    // A locked window asks nothing; before the first decision there is a core to end already.
    const bool isShut =
        m_entrance.isCovered() && m_entrance.gate().state() != Gate::State::FirstRun;
    if (isShut || m_watch.mayClose()) {
        keepWindow(*this, m_services.views);
        QMainWindow::closeEvent(event);
    } else {
        event->ignore();
    }
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    constexpr int narrow = 1240;
    m_navigation->setNarrow(width() < narrow);
    QMainWindow::resizeEvent(event);
}

void MainWindow::connectActions()
{
    const auto on = [this](const QAction* action, auto run) {
        connect(action, &QAction::triggered, this, run);
    };
    on(m_actions.back, [this] { showPlace(m_history.back()); });
    on(m_actions.forward, [this] { showPlace(m_history.forward()); });
    on(m_actions.palette, [this] { m_palette->popUp(); });
    on(m_actions.menu, [this] { m_top->openMenu(); });
    on(m_actions.theme, [this] { switchScheme(m_services.theme, m_services.views); });
    on(m_actions.density, [this] { switchDensity(m_services.theme, m_services.views); });
    on(m_actions.keys,
        [this] { openKeySheet(m_registry, m_keys, m_host->titleOf(pageId()), *this); });
    on(m_actions.editKeys, [this] { openKeyEditor(m_registry, m_keys, *this); });
    on(m_actions.pin, [this] { startWith(pageId()); });
    on(m_actions.unpin, [this] { startWith({}); });
    on(m_actions.connection, [this] { showConnectionDialog(); });
    on(m_actions.activity, [this] {
        m_activity->setVisible(m_activity->isHidden());
        if (m_activity->isVisible()) {
            m_activity->takeFocus();
        }
    });
    on(m_actions.undo, [this] {
        if (!m_activity->undoNewest()) {
            report({ tr("There is nothing that can be undone."), false, {}, {} });
        }
    });
    on(m_actions.askOnClose, [this] { askOnCloseAgain(); });
    on(m_actions.unsent, [this] { openUnsentDialog(m_services, *this); });
    on(m_actions.quit, [this] { close(); });
    connect(&m_entrance, &Entrance::connectionRequested, this, &MainWindow::showConnectionDialog);
    connect(&m_entrance.gate(), &Gate::personChanged, this, &MainWindow::onPersonChanged);
    connect(m_startPage, &StartPage::localRequested, &m_entrance.gate(), &Gate::offerFirstRun);
    connect(&m_core, &CoreChoice::chosen, &m_watch, &BackgroundWatch::setOnSeat);
    connect(&m_core, &CoreChoice::failed, this, [this](const QString& sentence) {
        report({ sentence, true });
    });
    connect(&m_watch, &BackgroundWatch::mayCloseNow, this, &QWidget::close);
    connect(&m_watch, &BackgroundWatch::watchedChanged, m_status, &StatusStrip::setWatched);
    connect(&m_start, &StartChoice::changed, this, &MainWindow::showStartChoice);
}

void MainWindow::makeWindow()
{
    auto* central = new QWidget(this);
    auto* outer = new QHBoxLayout(central);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_navigation = new NavigationBar(m_services.views, central);
    m_top = new TopBar(m_actions, central);
    m_top->setMenu(new MainMenu(m_registry, m_top));
    m_status = new StatusStrip(m_services.core, m_services.analyses, m_services.launcher, central);
    m_status->setAccount(m_entrance.gate(), &m_entrance.menu());
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
    m_emergency = new EmergencyStrip(m_services.core, m_services.clock, central);
    right->addWidget(m_emergency);
    auto* acting = new ActingStrip(m_services.core, m_services.clock, central);
    right->addWidget(acting);
    right->addWidget(new RevealStrip(m_services.core, m_services.clock, central));
    right->addWidget(m_splitter, 1);
    right->addWidget(m_status);
    outer->addWidget(m_navigation);
    outer->addLayout(right, 1);
    setCentralWidget(central);

    m_entrance.menu().addAction(m_emergency->openAction());
    m_registry.add(tr("Window"), { m_emergency->openAction() });
    m_entrance.menu().addMenu(acting->choice());
    m_entrance.menu().addAction(acting->stopAction());
    m_registry.add(tr("Window"), { acting->stopAction() });
    connect(acting, &ActingStrip::changed, this, [this](const QString& sentence) {
        report({ sentence, false, {}, {} });
    });
    // More or less may be seen now: what is shown is read anew.
    connect(m_emergency, &EmergencyStrip::openChanged, this, &MainWindow::showRoles);
    connect(m_emergency, &EmergencyStrip::openChanged, this, &MainWindow::followChanges);
    connect(m_emergency, &EmergencyStrip::changed, this, [this](const QString& sentence) {
        const Place place = currentPage() != nullptr ? currentPage()->place() : Place();
        m_host->setCurrentWidget(m_startPage);
        m_host->closePages();
        open(place);
        report({ sentence, false, {}, {} });
    });
    connect(&Reveals::of(m_services.core), &Reveals::said, this,
        [this](const QString& sentence, bool failed) {
            report({ sentence, failed, {}, {} });
        });
    connect(m_navigation, &NavigationBar::startPageChosen, this, &MainWindow::startWith);
    connect(m_host, &PageHost::moved, this, &MainWindow::remember);
    m_palette = new CommandPalette(m_registry, this);
    m_palette->setSearch([this](const QString& text) { open({ u"analyses"_s, {}, text }); });
    connect(m_startPage, &StartPage::connectRequested, this, &MainWindow::showConnectionDialog);
    connect(m_activity, &ActivityPane::countChanged, m_status, &StatusStrip::setActivityCount);
    connect(m_status, &StatusStrip::connectionClicked, this, &MainWindow::showConnectionDialog);
    connect(m_status, &StatusStrip::unsentClicked, m_actions.unsent, &QAction::trigger);
    connect(m_status, &StatusStrip::activityClicked, m_actions.activity, &QAction::trigger);
}

void MainWindow::addPages()
{
    int number = 1;
    for (const auto& factory : m_host->factories()) {
        auto* action = addWindowAction(*this, u"go."_s + factory.id, factory.icon,
            tr("Go to %1").arg(factory.title()), number <= 9 ? u"Alt+%1"_s.arg(number) : QString());
        ++number;
        connect(action, &QAction::triggered, this, [this, id = factory.id] {
            open({ id, {}, {} });
        });
        m_registry.add(tr("Window"), { action });
        m_navigation->addPage(factory, action);
    }
}

Page* MainWindow::currentPage() const
{
    return m_host->currentPage();
}

QString MainWindow::pageId() const
{
    return currentPage() != nullptr ? currentPage()->place().page : QString();
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
        showStartChoice();
    }
    showHistory();
}

void MainWindow::startWith(const QString& page)
{
    const auto before = m_start.pinned();
    m_start.pin(page);
    const auto said = page.isEmpty()
        ? tr("Locus starts with “%1” again.").arg(m_host->titleOf(m_start.page()))
        : tr("Locus starts with “%1” from now on.").arg(m_host->titleOf(page));
    report({ said, false, {}, [this, before] { m_start.pin(before); } });
}

void MainWindow::askOnCloseAgain()
{
    m_watch.askAgain();
    m_actions.askOnClose->setEnabled(false);
    report(
        { tr("Locus asks again on closing whether to go on in the background."), false, {}, {} });
}

void MainWindow::showStartChoice()
{
    const auto pinned = m_start.pinned();
    const auto page = pageId();
    m_navigation->setPinned(pinned);
    const auto offer = [](QAction* action, bool possible, const QString& whyNot) {
        action->setEnabled(possible);
        action->setToolTip(possible ? action->text() : whyNot);
    };
    offer(m_actions.pin, !page.isEmpty() && page != pinned,
        page.isEmpty() ? tr("no page is open") : tr("Locus starts with this page already"));
    offer(m_actions.unpin, !pinned.isEmpty(), tr("it does already"));
}

void MainWindow::remember(const Place& place)
{
    m_history.visit(place);
    showHistory();
}

void MainWindow::showHistory()
{
    m_actions.back->setEnabled(m_history.canGoBack());
    m_actions.forward->setEnabled(m_history.canGoForward());
}

void MainWindow::openLink(const QUrl& link)
{
    raise();
    activateWindow();
    const auto place = placeFromLink(link);
    const bool known = place && !m_host->titleOf(place->page).isEmpty();
    if (!known) {
        report({ tr("This link leads to nothing that Locus can open. Its links look like "
                    "locus://analysis/… and name one thing."),
            true });
    } else if (m_services.core.session() && m_entrance.gate().isOpen()) {
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

void MainWindow::reportKeptDrafts(const Error& error)
{
    report({ tr("Earlier drafts and unsent submissions cannot be opened now and are kept as they "
                "are. %1 %2")
                 .arg(ConnectionWords::cause(error), ConnectionWords::nextStep(error)),
        true });
}

void MainWindow::start()
{
    loadAppearance(m_services.theme, m_services.views);
    m_core.start();
}

// In an emergency one sees as who treats.
void MainWindow::showRoles()
{
    const auto& session = m_services.core.session();
    if (!session) {
        return;
    }
    QStringList roles;
    for (const auto& role : session->roles) {
        roles << fromStd(role);
    }
    if (m_emergency->isOpen()) {
        roles << u"clinician"_s;
    }
    m_navigation->setRoles(roles);
    m_host->setRoles(roles);
}

// What pages and strips show live; of it comes what this person may see.
void MainWindow::followChanges()
{
    QStringList streams { u"analyses"_s, u"deadLetters"_s, u"patients"_s, u"people.approvals"_s,
        u"people.breakGlass"_s, u"people.delegations"_s, u"people.teams"_s };
    if (m_emergency->isOpen()) {
        streams << m_emergency->entryRow();
    }
    m_services.core.setStreams(streams);
}

void MainWindow::onState()
{
    const bool mayLook = m_services.core.isSignedIn() && m_entrance.gate().isOpen();
    if (mayLook) {
        showRoles();
        askHealth();
    } else {
        m_top->clearEnvironment();
    }
    const bool firstTime = m_host->currentWidget() == m_startPage;
    m_navigation->setDisabled(firstTime && !mayLook);
    if (mayLook && firstTime) {
        open(std::exchange(m_pending, {}).value_or(Place { m_start.page(), {}, {} }));
        QTimer::singleShot(200, m_host, &PageHost::warm);
    } else if (mayLook && m_pending) {
        open(*std::exchange(m_pending, {}));
    }
}

// The pages were made for somebody else: nothing of his is left.
void MainWindow::onPersonChanged()
{
    m_host->setCurrentWidget(m_startPage);
    m_host->closePages(); // which keep their drafts
    const auto& person = m_entrance.gate().person();
    m_services.drafts.setOwner(person ? toStd(person->user) : std::string());
    m_activity->clear();
    m_history = {};
    showHistory();
}

void MainWindow::askHealth()
{
    m_services.core.call<protocol::SystemHealth>(
        {}, this, [this](const Result<protocol::HealthReport>& answer) {
            if (answer.ok() && m_entrance.gate().isOpen()) {
                m_top->setEnvironment(*answer, m_core.environment());
                m_status->setDemo(answer->demo);
                m_watch.setHealth(*answer);
                setWindowTitle(u"Locus — "_s + m_top->environment());
            } else if (!answer.ok() && answer.error().kind == ErrorKind::Refused) {
                m_top->setConnected(m_core.environment());
            }
        });
}

void MainWindow::showConnectionDialog()
{
    openConnectionDialog(m_services, m_core, *this);
}

} // namespace locus::ui
