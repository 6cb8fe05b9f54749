// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster as a file, with the real program against a real broker that checks rights.
#include "core/base/file.h"
#include "core/bus/kafka/kafka_bus.h"
#include "tests/core/bus/kafka_hands.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/kafka_view.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

using namespace locus;
using namespace std::chrono_literals;

class ClusterFileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::KafkaBroker> m_broker;
    QTemporaryDir m_folder;

    QString write(const QByteArray& text)
    {
        const QString name = m_folder.filePath(QStringLiteral("cluster.json"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
            qWarning("cannot write %s", qPrintable(name));
        }
        return name;
    }

    test::Finished ctl(const char* verb, const QString& file, const QStringList& more = {})
    {
        return test::runProgram(QStringLiteral("locusctl"),
            QStringList { QStringLiteral("cluster"), QLatin1String(verb), file,
                QStringLiteral("--bootstrap"), QString::fromStdString(m_broker->bootstrap()) }
                + more);
    }

    // Lines of this kind in a plan.
    std::vector<QJsonObject> planned(const QString& file, const char* what)
    {
        const test::Finished plan = ctl("plan", file, { QStringLiteral("--json") });
        std::vector<QJsonObject> found;
        if (plan.exitCode != 0) {
            qWarning("%s", plan.err.constData());
            found.emplace_back();
        }
        for (const QByteArray& line : plan.out.split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object.value(QStringLiteral("what")).toString() == QLatin1String(what)) {
                found.push_back(object);
            }
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto started = test::KafkaBroker::start(test::KafkaBroker::Kind::Secure);
        VERIFY_OK(started);
        m_broker = std::move(started).value();
    }

    void theShippedExampleIsAppliedOnceAndIsThereThen()
    {
        const QString file = QStringLiteral(LOCUS_RESOURCE_DIR "/schemas/cluster.example.json");
        const test::Finished before = ctl("plan", file);
        QVERIFY2(before.exitCode == 0, before.err.constData());
        QVERIFY(before.out.contains("would     create topic genetic-data-raw with 12 partitions"));
        QVERIFY(before.out.contains("wants 3 copies and has 1 copy"));
        const test::Finished applied = ctl("apply", file);
        QVERIFY2(applied.exitCode == 0, QByteArray(applied.out + applied.err).constData());
        QVERIFY(!applied.out.contains("FAILED"));
        // A broker may show a change a moment after the controller has made it.
        QTRY_VERIFY_WITH_TIMEOUT(planned(file, "step").empty(), 30'000);
        const test::Finished after = ctl("plan", file);
        QVERIFY2(after.out.contains("\n0 changes to make; nothing is ever deleted"),
            after.out.constData());
        QVERIFY(after.out.contains("kafka-configs.sh --bootstrap-server"));
        test::KafkaHands hands(m_broker->bootstrap());
        QCOMPARE(hands.configOf("healthcare.clinical.events", "retention.ms"),
            std::string("7776000000"));
        QCOMPARE(
            hands.configOf("genetic-bigdata-raw", "max.message.bytes"), std::string("10551296"));
    }

    void aChangeKeepsWhatTheFileDoesNotSpeakOf()
    {
        const QString first = write(R"({"topics":[{"name":"file.a","partitions":2,
            "replication":1,"retention_hours":24,"cleanup_policy":"compact"}]})");
        QCOMPARE(ctl("apply", first).exitCode, 0);
        QTRY_VERIFY_WITH_TIMEOUT(planned(first, "step").empty(), 30'000);
        const QString second = write(R"({"topics":[{"name":"file.a","partitions":4,
            "replication":1,"retention_hours":2}]})");
        const auto steps = planned(second, "step");
        QCOMPARE(steps.size(), 2UL);
        QCOMPARE(
            steps[0].value(QStringLiteral("kind")).toString(), QStringLiteral("add_partitions"));
        QVERIFY(steps[0]
                    .value(QStringLiteral("consequence"))
                    .toString()
                    .contains(QStringLiteral("order of a key is not kept")));
        QCOMPARE(steps[1].value(QStringLiteral("sentence")).toString(),
            QStringLiteral("change topic file.a: retention.ms from 86400000 to 7200000"));
        QCOMPARE(ctl("apply", second).exitCode, 0);
        QTRY_VERIFY_WITH_TIMEOUT(planned(second, "step").empty(), 30'000);
        test::KafkaHands hands(m_broker->bootstrap());
        QCOMPARE(hands.configOf("file.a", "retention.ms"), std::string("7200000"));
        QCOMPARE(hands.configOf("file.a", "cleanup.policy"), std::string("compact"));
        const auto view = test::viewOf(m_broker->bootstrap());
        VERIFY_OK(view);
        QVERIFY(view->partitions.contains({ "file.a", 3 }));
        const QString fewer = write(R"({"topics":[{"name":"file.a","partitions":1,
            "replication":1}]})");
        QVERIFY(planned(fewer, "step").empty());
    }

    void rightsOfTheFileAreThoseOfTheCluster()
    {
        const QString file = write(R"({"topics":[{"name":"file.r","partitions":1,"replication":1}],
            "rules":[{"principal":"User:reader","topic":"file.r","operations":["Read","Describe"]},
                     {"principal":"User:reader","group_prefix":"file-","operations":["Read"]},
                     {"principal":"User:nobody","topic_prefix":"file.","operations":["Write"],
                      "permission":"Deny"}]})");
        QCOMPARE(ctl("apply", file).exitCode, 0);
        QTRY_VERIFY_WITH_TIMEOUT(planned(file, "step").empty(), 30'000);
        bus::KafkaSettings reader;
        reader.bootstrap = m_broker->saslTlsBootstrap();
        reader.tls = true;
        reader.caFile = m_broker->keys().authority;
        reader.sasl = bus::SaslMechanism::Plain;
        reader.user = "reader";
        reader.password = test::KafkaBroker::readerPassword;
        auto bus = bus::KafkaBus::open(reader);
        VERIFY_OK(bus);
        auto consumer = (*bus)->makeConsumer({});
        VERIFY_OK(consumer);
        const bus::Position from { { "file.r", 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        VERIFY_OK((*consumer)->poll(1, 1000, 1500ms));
    }

    void whoMayNotDoAllIsToldItemByItem()
    {
        const QString grants = write(R"({"topics":[],"rules":[
            {"principal":"User:reader","topic_prefix":"mine.","operations":["Create","Describe","DescribeConfigs"]}]})");
        QCOMPARE(ctl("apply", grants).exitCode, 0);
        const QString password = m_folder.filePath(QStringLiteral("password"));
        QFile secret(password);
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write(test::KafkaBroker::readerPassword);
        secret.close();
        const QString file = write(R"({"topics":[
            {"name":"mine.a","partitions":1,"replication":1},
            {"name":"others.b","partitions":1,"replication":1},
            {"name":"mine.c","partitions":1,"replication":1}]})");
        const test::Finished applied = test::runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("cluster"), QStringLiteral("apply"), file,
                QStringLiteral("--bootstrap"), QString::fromStdString(m_broker->saslTlsBootstrap()),
                QStringLiteral("--ca-file"), QString::fromStdString(m_broker->keys().authority),
                QStringLiteral("--sasl"), QStringLiteral("PLAIN"), QStringLiteral("--user"),
                QStringLiteral("reader"), QStringLiteral("--password-file"), password });
        QCOMPARE(applied.exitCode, 1);
        QVERIFY2(applied.out.contains("done      create topic mine.a"), applied.out.constData());
        QVERIFY2(applied.out.contains("FAILED    create topic others.b"), applied.out.constData());
        QVERIFY2(applied.out.contains("lacks the right Create on topic others.b"),
            applied.out.constData());
        QVERIFY2(applied.out.contains("done      create topic mine.c"), applied.out.constData());
        QVERIFY2(applied.err.contains("1 of 3 changes failed"), applied.err.constData());
        QCOMPARE(planned(file, "step").size(), 1UL); // what is left for somebody who may
    }

    void mistakesAreNamedBeforeAnythingIsDone()
    {
        const QString file = write(R"({"topics":[{"name":"x","partitons":1,"replication":1}]})");
        const test::Finished plan = ctl("plan", file);
        QCOMPARE(plan.exitCode, 1);
        QVERIFY2(plan.err.contains("/topics/0: unknown key partitons; did you mean partitions?"),
            plan.err.constData());
        const test::Finished nobody = test::runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("cluster"), QStringLiteral("plan"), write(R"({"topics":[]})"),
                QStringLiteral("--bootstrap"), QStringLiteral("127.0.0.1:1") });
        QCOMPARE(nobody.exitCode, 3);
    }
};

LOCUS_TEST(cluster_file, ClusterFileTest)
#include "tst_cluster_file.moc"
