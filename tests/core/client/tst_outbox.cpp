// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/outbox.h"
#include "core/base/file.h"
#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/client/drafts.h"
#include "core/client/endpoint.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/support/test_registry.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using client::AnalysesClient;
using client::CoreClient;
using client::Outbox;
using client::SubmitOutcome;
using people::Role;
namespace fs = std::filesystem;

namespace {

// A client as a program holds one; made anew, it finds what the last one left.
class Seat
{
public:
    Seat(const fs::path& folder, const Clock& clock, RandomSource& random)
        : m_ids(clock, random)
        , core(options(), clock, random)
        , analyses(core, *Outbox::open(folder), clock, m_ids)
    { }

    static client::ClientOptions options()
    {
        client::ClientOptions options;
        options.name = QStringLiteral("test");
        options.firstRetry = std::chrono::milliseconds(10);
        options.longestRetry = std::chrono::milliseconds(40);
        return options;
    }

private:
    UuidSource m_ids;

public:
    CoreClient core;
    AnalysesClient analyses;
};

const Bytes publishedEndpoint = "{\"rpc\":\"ws://127.0.0.1:8765/rpc\",\"http\":"
                                "\"http://127.0.0.1:8766\",\"pid\":7,\"version\":\"1\"}";
const Bytes httpEndpoint = "{\"rpc\":\"http://x\"}";

protocol::AnalysesSubmit textOf(const std::string& text)
{
    protocol::AnalysesSubmit message;
    message.text = text;
    return message;
}

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SystemRandom m_random;
    QTemporaryDir m_folder;

    [[nodiscard]] fs::path folder(const char* name) const
    {
        return fs::path(m_folder.path().toStdString()) / name;
    }
    static client::Endpoint endpointOf(FakeCore& core, const std::string& token)
    {
        return { QUrl(core.gateway->rpcUrl()), QString::fromStdString(token), {}, 0 };
    }

private Q_SLOTS:
    void aSubmissionOnlineLeavesNothingBehind()
    {
        FakeCore core;
        Seat seat(folder("online"), m_clock, m_random);
        seat.core.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(seat.core.isSignedIn());
        std::optional<SubmitOutcome> outcome;
        seat.analyses.submit(
            textOf("ACGT"), this, [&outcome](const Result<SubmitOutcome>& got) { outcome = *got; });
        QCOMPARE(seat.analyses.unsent().size(), std::size_t(1)); // written before it is sent
        QTRY_VERIFY(outcome.has_value());
        QVERIFY(outcome->accepted.has_value());
        QVERIFY(seat.analyses.unsent().empty());
        QVERIFY(fs::is_empty(folder("online")));
    }

    void offlineSubmissionsOutliveTheWindowAndGoInOrder()
    {
        FakeCore core;
        const std::string token = core.token("a", { Role::Clinician });
        {
            Seat seat(folder("offline"), m_clock, m_random);
            int kept = 0;
            for (const char* text : { "AAAA", "CCCC", "GGGG" }) {
                seat.analyses.submit(textOf(text), this, [&kept](const Result<SubmitOutcome>& got) {
                    kept += got.ok() && !got->accepted ? 1 : 0;
                });
            }
            QTRY_COMPARE(kept, 3);
        }
        for (const auto& entry : fs::directory_iterator(folder("offline"))) {
            QVERIFY(
                (fs::status(entry).permissions() & (fs::perms::group_all | fs::perms::others_all))
                == fs::perms::none);
        }
        Seat seat(folder("offline"), m_clock, m_random);
        QCOMPARE(seat.analyses.unsent().size(), std::size_t(3));
        QSignalSpy accepted(&seat.analyses, &AnalysesClient::submitted);
        seat.core.connectTo(endpointOf(core, token));
        QTRY_COMPARE(accepted.size(), 3);
        QVERIFY(seat.analyses.unsent().empty());
        std::vector<std::string> texts;
        for (const auto& command : core.loop.received()) {
            texts.push_back(protocol::AnalysesSubmit::fromJson(command.body)->text);
        }
        QCOMPARE(texts, (std::vector<std::string> { "AAAA", "CCCC", "GGGG" }));
    }

    void anAnswerThatGotLostIsNoSecondAnalysis()
    {
        FakeCore core;
        core.loop.loseAnswers(true);
        const std::string token = core.token("a", { Role::Clinician });
        Seat seat(folder("lost"), m_clock, m_random);
        seat.core.connectTo(endpointOf(core, token));
        QTRY_VERIFY(seat.core.isSignedIn());
        std::optional<SubmitOutcome> outcome;
        seat.analyses.submit(
            textOf("ACGT"), this, [&outcome](const Result<SubmitOutcome>& got) { outcome = *got; });
        QTRY_COMPARE(core.loop.received().size(), std::size_t(1));
        core.stop();
        QTRY_VERIFY(outcome.has_value());
        QVERIFY(!outcome->accepted.has_value()); // kept
        QCOMPARE(seat.analyses.unsent().size(), std::size_t(1));
        core.loop.loseAnswers(false);
        QSignalSpy accepted(&seat.analyses, &AnalysesClient::submitted);
        core.start();
        QTRY_COMPARE(accepted.size(), 1);
        QCOMPARE(core.loop.received().size(), std::size_t(2));
        QCOMPARE(core.loop.received()[0].id, core.loop.received()[1].id);
        QCOMPARE(core.loop.applied(), 1);
        QVERIFY(seat.analyses.unsent().empty());
    }

    void aRefusalGoesToWhoWaits()
    {
        FakeCore core;
        core.loop.refuseWith(refused("analyses.not_possible", "no"));
        Seat seat(folder("refused"), m_clock, m_random);
        seat.core.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(seat.core.isSignedIn());
        std::optional<Error> error;
        seat.analyses.submit(textOf("ACGT"), this,
            [&error](const Result<SubmitOutcome>& got) { error = got.error(); });
        QTRY_VERIFY(error.has_value());
        QCOMPARE(error->code, std::string("analyses.not_possible"));
        QVERIFY(seat.analyses.unsent().empty());
    }

    void aRefusalNobodyWaitsForStaysUntilAPersonDecides()
    {
        FakeCore core;
        core.loop.refuseWith(refused("analyses.not_possible", "no"));
        Seat seat(folder("stays"), m_clock, m_random);
        bool kept = false;
        seat.analyses.submit(
            textOf("ACGT"), this, [&kept](const Result<SubmitOutcome>&) { kept = true; });
        QTRY_VERIFY(kept);
        seat.core.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(seat.analyses.unsent().front().refusal.has_value());
        const Uuid id = seat.analyses.unsent().front().id();
        QCOMPARE(Outbox::open(folder("stays"))->items().front().refusal->code,
            std::string("analyses.not_possible"));
        core.loop.refuseWith(std::nullopt);
        QVERIFY(seat.analyses.resend(id).ok());
        QTRY_VERIFY(seat.analyses.unsent().empty());
        QCOMPARE(core.loop.applied(), 1);
    }

    void aSubmissionCanBeDiscarded()
    {
        Seat seat(folder("discard"), m_clock, m_random);
        bool kept = false;
        seat.analyses.submit(
            textOf("ACGT"), this, [&kept](const Result<SubmitOutcome>&) { kept = true; });
        QTRY_VERIFY(kept);
        const Uuid id = seat.analyses.unsent().front().id();
        QVERIFY(seat.analyses.discard(id).ok());
        QVERIFY(fs::is_empty(folder("discard")));
        QCOMPARE(seat.analyses.discard(id).error().code, std::string("outbox.unknown"));
    }

    void aLargeTextGoesUpInChunks()
    {
        FakeCore core;
        Seat seat(folder("large"), m_clock, m_random);
        seat.core.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(seat.core.isSignedIn());
        const std::string text(300'000, 'T');
        std::optional<SubmitOutcome> outcome;
        seat.analyses.submit(
            textOf(text), this, [&outcome](const Result<SubmitOutcome>& got) { outcome = *got; });
        QTRY_VERIFY(outcome.has_value());
        QVERIFY(outcome->accepted.has_value());
        QCOMPARE(protocol::AnalysesSubmit::fromJson(core.loop.received().front().body)->text, text);
    }

    void aDamagedItemIsCountedAndLeftAlone()
    {
        fs::create_directories(folder("damaged"));
        QVERIFY(writeFileAtomically(folder("damaged") / "x.json", "{\"submit\":", true).ok());
        const auto outbox = Outbox::open(folder("damaged"));
        QCOMPARE(outbox->unreadable(), std::size_t(1));
        QVERIFY(fs::exists(folder("damaged") / "x.json"));
    }

    void draftsAreKeptPrivately()
    {
        client::Drafts drafts(folder("drafts"));
        QVERIFY(drafts.save("submit", "ACGT").ok());
        QCOMPARE(*drafts.load("submit"), Bytes("ACGT"));
        QCOMPARE(drafts.names(), std::vector<std::string> { "submit" });
        const auto mode = fs::status(folder("drafts") / "submit.draft").permissions();
        QVERIFY((mode & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
        QCOMPARE(drafts.save("../escape", "x").error().code, std::string("drafts.name"));
        QVERIFY(drafts.discard("submit").ok());
        QVERIFY(!drafts.load("submit").ok());
    }

    void anEndpointIsFoundInADataFolder()
    {
        const fs::path data = folder("data");
        fs::create_directories(data);
        QCOMPARE(client::endpointOf(data).error().code, std::string("client.no_core"));
        QVERIFY(writeFileAtomically(data / "endpoint.json", publishedEndpoint).ok());
        QVERIFY(writeFileAtomically(data / "token", "secret\n", true).ok());
        const auto endpoint = client::endpointOf(data);
        QVERIFY(endpoint.ok());
        QCOMPARE(endpoint->rpc.port(), 8765);
        QCOMPARE(endpoint->token, QStringLiteral("secret"));
        fs::permissions(data / "token", fs::perms::group_read, fs::perm_options::add);
        QCOMPARE(client::endpointOf(data).error().code, std::string("client.token_readable"));
        QVERIFY(writeFileAtomically(data / "endpoint.json", httpEndpoint).ok());
        QCOMPARE(client::endpointOf(data).error().code, std::string("client.endpoint_damaged"));
        QVERIFY(writeFileAtomically(data / "token", "secret\n", true).ok());
        QCOMPARE(client::endpointAt(QStringLiteral("127.0.0.1:9"), data / "token")->rpc.path(),
            QStringLiteral("/rpc"));
        QCOMPARE(client::endpointAt(QStringLiteral("nonsense"), data / "token").error().code,
            std::string("client.bad_url"));
    }

    // Another core, one with sample data for instance, must not get what was meant for this one.
    void whatWasWrittenForOneCoreGoesToNoOther()
    {
        const fs::path folder = m_folder.path().toStdString() + "/two-cores";
        FakeCore hospital;
        FakeCore demo;
        demo.stop();
        demo.options.installation = QStringLiteral("sample-data");
        demo.start();
        const auto endpoint = [](FakeCore& core) {
            return client::Endpoint { QUrl(core.gateway->rpcUrl()),
                QString::fromStdString(core.token("a", { Role::Clinician })), {}, 0 };
        };
        const auto there = endpoint(hospital);
        {
            Seat seat(folder, m_clock, m_random);
            seat.core.connectTo(there);
            QTRY_VERIFY(seat.core.isSignedIn());
            hospital.stop();
            QTRY_VERIFY(!seat.core.isSignedIn());
            seat.analyses.submit(textOf("ACGT"), nullptr, [](const auto&) {});
            QCOMPARE(seat.analyses.unsent().size(), std::size_t(1));
        }
        Seat seat(folder, m_clock, m_random);
        seat.core.connectTo(endpoint(demo));
        QTRY_VERIFY(seat.core.isSignedIn());
        std::optional<Result<SubmitOutcome>> own;
        seat.analyses.submit(
            textOf("rs334"), nullptr, [&own](const Result<SubmitOutcome>& done) { own = done; });
        QTRY_VERIFY(own);
        QCOMPARE(demo.loop.applied(), 1); // its own, and not the hospital's
        QCOMPARE(seat.analyses.unsent().size(), std::size_t(1));
        hospital.start();
        seat.core.connectTo(there);
        QTRY_COMPARE(hospital.loop.applied(), 1);
        QTRY_VERIFY(seat.analyses.unsent().empty());
    }
};

LOCUS_TEST(outbox, OutboxTest)
#include "tst_outbox.moc"
