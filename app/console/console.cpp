// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"

#include "app/console/drafts_seal.h"
#include "app/console/first_paint.h"
#include "app/console/kafka_connection_tester.h"
#include "app/console/local_core_launcher.h"
#include "app/console/picture_taker.h"
#include "core/base/clock.h"
#include "core/base/places.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/client/drafts.h"
#include "ui/pages/analyses/analyses_page.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/dead_letters/dead_letters_page.h"
#include "ui/pages/help/help_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/patients/patients_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/submit/submit_page.h"
#include "ui/page/page.h"
#include "ui/shell/appearance.h"
#include "ui/shell/connection_profiles.h"
#include "ui/shell/core_connection_tester.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/view_store.h"

#include <QApplication>
#include <QCursor>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScreen>
#include <QTimer>

#include <iostream>

namespace locus::app {

namespace {

std::filesystem::path coreFolder(const ConsoleOptions& options)
{
    return options.dataDir.empty() ? seatPlaces().data : options.dataDir;
}

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

// The one of the bundled sample submissions that shows most of what can be typed.
QString mixedSample()
{
    QFile file(QStringLiteral(":/locus/demo/submissions.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const auto samples =
        QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("submissions"));
    for (const QJsonValue sample : samples.toArray()) {
        if (sample[QStringLiteral("label")].toString().startsWith(QStringLiteral("Mixed"))) {
            return sample[QStringLiteral("text")].toString();
        }
    }
    return {};
}

} // namespace

struct Console::Parts
{
    Parts(QApplication& application, ConsoleOptions given, client::Outbox outbox,
        const client::FileSeal& seal)
        : options(std::move(given))
        , ids(clock, random)
        , theme(application)
        , views(textOf(Console::personFolder(options) / "console.json"))
        , profiles(views)
        , tester(clock, random)
        , core({ QStringLiteral("locus-console"), QStringLiteral(LOCUS_VERSION) }, clock, random)
        , analyses(core, std::move(outbox), clock, ids)
        , drafts(Console::personFolder(options) / "drafts", seal)
        , launcher(coreFolder(options))
        , window({ core, analyses, drafts, views, theme, launcher, clock, profiles, tester,
                     &kafkaTester },
              { ui::homePage(), ui::submitPage(), ui::analysesPage(), ui::patientsPage(),
                  ui::deadLettersPage(), ui::auditPage(), ui::settingsPage(), ui::helpPage() })
        , pictures(window, theme, options.pictures)
    { }

    ConsoleOptions options;
    SystemClock clock;
    SystemRandom random;
    UuidSource ids;
    ui::Theme theme;
    ui::ViewStore views;
    ui::ConnectionProfiles profiles;
    ui::CoreConnectionTester tester;
    KafkaConnectionTester kafkaTester;
    client::CoreClient core;
    client::AnalysesClient analyses;
    client::Drafts drafts;
    LocalCoreLauncher launcher;
    ui::MainWindow window;
    PictureTaker pictures;

    // Says of a window under test or measurement where a link or a start has led.
    void announcePlace()
    {
        QTimer::singleShot(0, &window, [this] {
            if (const auto* page = window.currentPage()) {
                const ui::Place place = page->place();
                std::cout << "at " << place.page.toStdString()
                          << (place.item.isEmpty() ? "" : " item") << std::endl;
            }
        });
    }

    // Takes the pictures and leaves no core behind that it had to start.
    void beginPictures()
    {
        constexpr QSize pictureSize { 1440, 900 };
        window.resize(pictureSize.boundedTo(window.screen()->availableSize()));
        QCursor::setPos(0, 0); // nothing lights up under it
        QObject::connect(&core, &client::CoreClient::signedIn, &window, [this] { takePictures(); });
        QObject::connect(
            &launcher, &ui::CoreLauncher::statusChanged, &window, [this] { giveUpIfFailed(); });
        QObject::connect(&launcher, &ui::CoreLauncher::ready, &window,
            [this] { launcher.keepInBackground(!launcher.local().startedHere); });
        // Not quit(): nobody is there to be asked what becomes of the core.
        QObject::connect(
            &pictures, &PictureTaker::finished, qApp, [] { QCoreApplication::exit(0); });
    }

    void giveUpIfFailed() const
    {
        const auto local = launcher.local();
        if (local.phase == ui::CoreLauncher::Phase::Failed && local.error) {
            std::cerr << "locus: " << local.error->message << '\n';
            QCoreApplication::exit(1);
        }
    }

    void connectToCore()
    {
        if (options.demo) {
            ui::loadAppearance(theme, views);
            launcher.startDemo();
        } else if (options.dataDir.empty()) {
            window.start();
        } else {
            ui::loadAppearance(theme, views);
            launcher.startLocal();
        }
    }

    // Every page as it is, and the review of the newest analysis with the most to show.
    void takePictures()
    {
        protocol::AnalysesList list;
        list.query.limit = 1;
        list.query.sortBy = analyses::SortBy::Variants;
        analyses.list(list, &window, [this](const Result<protocol::AnalysesPage>& page) {
            const auto at = [](const char* id, const QString& item = {}) {
                return ui::Place { QString::fromLatin1(id), item, {} };
            };
            std::vector<PictureTaker::Subject> subjects { { QStringLiteral("home"), at("home") },
                { QStringLiteral("submit"), at("submit"), mixedSample() },
                { QStringLiteral("analyses"), at("analyses") } };
            if (page.ok() && !page->page.items.empty()) {
                const QString newest =
                    QString::fromStdString(page->page.items.front().id.toString());
                subjects.push_back({ QStringLiteral("review"), at("analyses", newest) });
            }
            subjects.push_back({ QStringLiteral("help"), at("help") });
            pictures.start(std::move(subjects));
        });
    }
};

// Beside the seat's configuration; with a core of its own (--data-dir) beside that core, so that a
// visit leaves nothing behind.
std::filesystem::path Console::personFolder(const ConsoleOptions& options)
{
    auto folder = options.dataDir.empty() ? seatPlaces().config : options.dataDir / "console";
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    return folder;
}

Console::Console(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{ }

Console::~Console() = default;

Result<std::unique_ptr<Console>> Console::make(
    QApplication& application, const ConsoleOptions& options)
{
    const auto folder = Console::personFolder(options);
    const DraftsSeal found = findDraftsSeal(folder, options.dataDir.empty());
    LOCUS_TRY_VALUE(outbox, client::Outbox::open(folder / "outbox", found.seal));
    auto parts = std::make_unique<Parts>(application, options, std::move(outbox), found.seal);
    if (found.problem) {
        parts->window.reportKeptDrafts(*found.problem);
    }
    return std::unique_ptr<Console>(new Console(std::move(parts)));
}

void Console::show()
{
    Parts& parts = *m_parts;
    if (!parts.options.pictures.isEmpty()) {
        parts.beginPictures();
    }
    if (parts.options.announcePaint) {
        new FirstPaint(parts.window, &parts.window);
        // Whichever comes last: with samples nobody is asked who he is.
        const auto announce = [&parts] { parts.announcePlace(); };
        QObject::connect(&parts.window.entrance(), &ui::Entrance::opened, &parts.window, announce);
        QObject::connect(&parts.core, &client::CoreClient::signedIn, &parts.window, announce);
    }
    parts.window.show();
    parts.connectToCore();
    if (!parts.options.link.isEmpty()) {
        parts.window.openLink(parts.options.link);
    }
}

void Console::comeForward(const QUrl& link)
{
    Parts& parts = *m_parts;
    parts.window.setWindowState(parts.window.windowState() & ~Qt::WindowMinimized);
    parts.window.raise();
    parts.window.activateWindow();
    if (!link.isEmpty()) {
        parts.window.openLink(link);
    }
    if (parts.options.announcePaint) {
        parts.announcePlace();
    }
}

} // namespace locus::app
