// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"

#include "app/console/kafka_connection_tester.h"
#include "app/console/first_paint.h"
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
#include "ui/pages/help/help_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/submit/submit_page.h"
#include "ui/shell/connection_profiles.h"
#include "ui/shell/core_connection_tester.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/view_store.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <iostream>

namespace locus::app {

namespace {

std::filesystem::path coreFolder(const ConsoleOptions& options)
{
    return options.dataDir.empty() ? seatPlaces().data : options.dataDir;
}

// What belongs to the person and not to the core lies beside the seat's configuration; with a core
// of its own
// (--data-dir) beside that core, so that a visit leaves nothing behind.
std::filesystem::path personFolder(const ConsoleOptions& options)
{
    return options.dataDir.empty() ? seatPlaces().config : options.dataDir / "console";
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
    Parts(QApplication& application, ConsoleOptions given, client::Outbox outbox)
        : options(std::move(given))
        , ids(clock, random)
        , theme(application)
        , views(textOf(personFolder(options) / "console.json"))
        , profiles(views)
        , tester(clock, random)
        , core({ QStringLiteral("locus-console"), QStringLiteral(LOCUS_VERSION) }, clock, random)
        , analyses(core, std::move(outbox), clock, ids)
        , drafts(personFolder(options) / "drafts")
        , launcher(coreFolder(options))
        , window({ core, analyses, drafts, views, theme, launcher, clock, profiles, tester,
                     &kafkaTester },
              { ui::homePage(), ui::submitPage(), ui::analysesPage(), ui::helpPage() })
        , pictures(window, theme, options.pictures)
    {
        core.setStreams({ QStringLiteral("analyses") });
    }

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

    void connectToGivenCore()
    {
        const auto find = [folder = options.dataDir] { return client::endpointOf(folder); };
        core.setEndpointSource(find);
        const auto endpoint = find();
        if (endpoint.ok()) {
            core.connectTo(*endpoint);
        } else {
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

Console::Console(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{ }

Console::~Console() = default;

Result<std::unique_ptr<Console>> Console::make(
    QApplication& application, const ConsoleOptions& options)
{
    std::error_code failure;
    std::filesystem::create_directories(personFolder(options), failure);
    LOCUS_TRY_VALUE(outbox, client::Outbox::open(personFolder(options) / "outbox"));
    return std::unique_ptr<Console>(
        new Console(std::make_unique<Parts>(application, options, std::move(outbox))));
}

void Console::show()
{
    Parts& parts = *m_parts;
    if (!parts.options.pictures.isEmpty()) {
        constexpr QSize pictureSize { 1440, 900 };
        parts.window.resize(pictureSize);
        QObject::connect(&parts.core, &client::CoreClient::signedIn, &parts.window,
            [&parts] { parts.takePictures(); });
        QObject::connect(&parts.pictures, &PictureTaker::finished, qApp, &QCoreApplication::quit);
    }
    if (parts.options.announcePaint) {
        new FirstPaint(parts.window, &parts.window);
    }
    parts.window.show();
    if (parts.options.dataDir.empty()) {
        parts.window.start();
    } else {
        parts.connectToGivenCore();
    }
    if (parts.options.link.isValid()) {
        parts.window.openLink(parts.options.link);
    }
}

} // namespace locus::app
