// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A script publishes through locusctl: right lines, wrong lines, large ones, and a Ctrl-C.
#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/bus/body_reader.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/bus/kafka/kafka_bus.h"
#include "core/events/wire_decoder.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace locus;
using namespace locus::bus;
using namespace locus::test;
using namespace std::chrono_literals;

namespace {

QList<QJsonObject> objects(const QByteArray& lines)
{
    QList<QJsonObject> all;
    for (const QByteArray& line : lines.split('\n')) {
        if (!line.isEmpty()) {
            all.append(QJsonDocument::fromJson(line).object());
        }
    }
    return all;
}

std::vector<Record> recordsOf(EventBus& bus, const std::string& topic)
{
    std::vector<Record> all;
    const auto marks = bus.watermarks({ topic, 0 });
    auto consumer = bus.makeConsumer({});
    const Position start { { topic, 0 }, 0 };
    if (!marks.ok() || !consumer.ok() || !(*consumer)->assign({ &start, 1 }).ok()) {
        return all;
    }
    while (static_cast<std::int64_t>(all.size()) < marks->end) {
        auto some = (*consumer)->poll(1000, 64UL << 20U, 10s);
        if (!some.ok() || some->empty()) {
            break;
        }
        std::move(some->begin(), some->end(), std::back_inserter(all));
    }
    return all;
}

} // namespace

class PublishTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    PlainCodec m_codec;
    std::unique_ptr<KafkaBroker> m_broker;

    std::unique_ptr<EventBus> openLog()
    {
        auto opened =
            EmbeddedBus::open({ m_folder.filePath(QStringLiteral("bus.sqlite")).toStdString() },
                m_clock, m_random, m_codec);
        return opened.ok() ? std::move(*opened) : nullptr;
    }
    Finished publishHere(const QByteArray& lines)
    {
        return runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("publish"), QStringLiteral("--records"), QStringLiteral("-"),
                QStringLiteral("--data-dir"), m_folder.path() },
            lines);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto bus = openLog();
        QVERIFY(bus);
        const TopicSpec specs[] = { { "plain" }, { "workflow-order-events" } };
        QVERIFY(bus->ensureTopics(specs).ok());
    }

    void rightLinesAreWrittenAndWrongOnesNamed()
    {
        QByteArray lines =
            "{'topic':'plain','key':'a','value':'one','headers':{'h':'1','none':null}}\n"
            "\n"
            "{'topic':'plain','key':null,'value':{'n':1.50}}\n"
            "not json\n"
            "{'topic':'plain','kee':'a','value':'x'}\n"
            "{'type':'Order.Created','aggregateid':'ORD-9','data':{'orderId':'ORD-9'}}\n"
            "{'topic':'nowhere','key':'a','value':'x'}\n"
            "{'type':'Order.Created','aggregateid':'ORD-9','data':17}\n"
            "{'topic':'plain','partition':0,'offset':0,'timestamp':1772440173123,"
            "'key_b64':'/w==','value_b64':'AAE=','headers':[['h',null]]}\n"
            "{'topic':'plain','key':'big','value':'LARGE'}\n"
            "{'topic':'plain','key':'a','value':'last'}";
        lines.replace('\'', '"').replace("LARGE", QByteArray(2'000'000, 'x'));
        const Finished done = publishHere(lines);
        QCOMPARE(done.exitCode, 1);
        const auto told = objects(done.out);
        QList<int> numbers;
        for (const QJsonObject& line : told) {
            numbers.append(line.value(QStringLiteral("line")).toInt());
        }
        std::sort(numbers.begin(), numbers.end());
        QCOMPARE(numbers, (QList<int> { 1, 3, 6, 9, 10, 11 }));
        for (const char* said : { "standard input line 4: not a JSON object",
                 "standard input line 5: there is no member \"kee\"; did you mean \"key\"?",
                 "standard input line 7: nowhere: ",
                 "standard input line 8: workflow-order-events: the event's data is not a JSON "
                 "object",
                 "4 lines were not published, each is named above; 6 were" }) {
            QVERIFY2(done.err.contains(said), done.err.constData());
        }

        const auto bus = openLog();
        QVERIFY(bus);
        const auto records = recordsOf(*bus, "plain");
        QCOMPARE(records.size(), 5UL);
        QCOMPARE(*records[0].value, Bytes("one"));
        QVERIFY(records[0].headers
            == (std::vector<Header> { { "h", Bytes("1") }, { "none", std::nullopt } }));
        QVERIFY(!records[1].key);
        QCOMPARE(*records[1].value, Bytes("{\"n\":1.50}"));
        QCOMPARE(*records[2].key, Bytes("\xff"));
        QCOMPARE(*records[2].value, Bytes("\0\1", 2));
        QCOMPARE(records[2].timestampMs, 1'772'440'173'123);
        const auto whole = BodyReader(*bus).whole(records[3], 10s);
        QVERIFY(whole.ok());
        QCOMPARE(whole->value->size(), std::size_t { 2'000'000 });
        QCOMPARE(*records[4].value, Bytes("last"));
        const auto orders = recordsOf(*bus, "workflow-order-events");
        QCOMPARE(orders.size(), 1UL);
        events::WireDecoder decoder;
        events::WireRecord view;
        view.value = *orders[0].value;
        view.headers = orders[0].headers;
        const auto decoded = decoder.decode(view);
        QVERIFY(decoded.ok() && decoded->envelope);
        QCOMPARE(decoded->envelope->type, std::string("Order.Created"));
        QCOMPARE(decoded->envelope->source, std::string("/locus/cli/publish"));
        QCOMPARE(*orders[0].key, Bytes("ORD-9"));
    }

    void aPayloadThatBreaksTheRulesOfItsTypeNeverLeaves()
    {
        QByteArray lines =
            "{'type':'Order.Created','aggregateid':'ORD-8','data':{'orderId':8}}\n"
            "{'type':'Analysis.Requested','aggregateid':'A-1','topic':'workflow-order-events',"
            "'data':{'input':{'text':'rs699'},'priority':11}}\n"
            "{'type':'Ward.Repainted','aggregateid':'W-1','topic':'plain','data':{'orderId':8}}\n";
        lines.replace('\'', '"');
        const Finished done = publishHere(lines);
        QCOMPARE(done.exitCode, 1);
        for (const char* said : { "standard input line 1: workflow-order-events: Order.Created: "
                                  "/orderId is a number; allowed: a text that is not empty",
                 "standard input line 2: workflow-order-events: Analysis.Requested: /priority is "
                 "the number 11; allowed: a whole number from 0 to 9",
                 "2 lines were not published, each is named above; 1 were" }) {
            QVERIFY2(done.err.contains(said), done.err.constData());
        }
        const auto told = objects(done.out);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].value(QStringLiteral("line")).toInt(), 3);
        const Finished help = runProgram(
            QStringLiteral("locusctl"), { QStringLiteral("publish"), QStringLiteral("--help") });
        QVERIFY2(help.out.contains("of types that the catalogue does"), help.out.constData());
    }

    void whereItCannotPublishItSaysWhatToDo()
    {
        const auto owner = openLog(); // as a running core does
        const Finished held = publishHere("{}");
        QCOMPARE(held.exitCode, 1);
        QVERIFY2(held.err.contains("stop it first"), held.err.constData());
        const Finished nowhere = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("publish"), QStringLiteral("--records"), QStringLiteral("-") });
        QCOMPARE(nowhere.exitCode, 2);
        QVERIFY2(nowhere.err.contains("--bootstrap or --data-dir"), nowhere.err.constData());
        const Finished unreachable = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("publish"), QStringLiteral("--records"), QStringLiteral("-"),
                QStringLiteral("--bootstrap"), QStringLiteral("127.0.0.1:1") });
        QCOMPARE(unreachable.exitCode, 3);
        const Finished noLog = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("publish"), QStringLiteral("--records"), QStringLiteral("-"),
                QStringLiteral("--data-dir"), QStringLiteral("/nonexistent") });
        QCOMPARE(noLog.exitCode, 1);
        QVERIFY(noLog.err.contains("there is no event log"));
    }

    void anInterruptTellsWhatIsAcknowledged()
    {
        auto broker = KafkaBroker::start();
        QVERIFY2(broker.ok(), broker.ok() ? "" : broker.error().message.c_str());
        auto bus = KafkaBus::open({ (*broker)->bootstrap() });
        QVERIFY(bus.ok());
        const TopicSpec spec { "plain" };
        QVERIFY((*bus)->ensureTopics({ &spec, 1 }).ok());
        QProcess program;
        program.start(CoreProcess::program(QStringLiteral("locusctl")),
            { QStringLiteral("publish"), QStringLiteral("--records"), QStringLiteral("-"),
                QStringLiteral("--bootstrap"), QString::fromStdString((*broker)->bootstrap()),
                QStringLiteral("--compression"), QStringLiteral("zstd") });
        QVERIFY(program.waitForStarted());
        constexpr int count = 2'000;
        for (int i = 0; i < count; ++i) {
            program.write(
                "{\"topic\":\"plain\",\"key\":\"k\",\"value\":" + QByteArray::number(i) + "}\n");
        }
        QByteArray out;
        QTRY_VERIFY_WITH_TIMEOUT((out += program.readAllStandardOutput()).count('\n') > 0, 30'000);
        ::kill(static_cast<pid_t>(program.processId()), SIGINT); // its input is still open
        QVERIFY(program.waitForFinished(30'000));
        out += program.readAllStandardOutput();
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 1);
        const QByteArray said = program.readAllStandardError();
        const auto told = objects(out);
        QVERIFY2(said.contains(QByteArray("interrupted; " + QByteArray::number(told.size())
                     + " records are acknowledged")),
            said.constData());
        // What is acknowledged is what is there, from the first line on.
        const auto records = recordsOf(**bus, "plain");
        QCOMPARE(records.size(), static_cast<std::size_t>(told.size()));
        for (std::size_t i = 0; i < records.size(); ++i) {
            QCOMPARE(*records[i].value, std::to_string(i));
        }
    }
};

LOCUS_TEST(publish, PublishTest)
#include "tst_publish.moc"
