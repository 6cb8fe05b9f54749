// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people and monitoring are told about files.
#include "core/backup/integrity_watch.h"
#include "core/metrics/registry.h"
#include "core/service/integrity_status.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using State = backup::Integrity::State;

class IntegrityStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsSaidAsItWasFound_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("running");
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, State state, bool running, const char* status,
                             const char* words) {
            QTest::newRow(name) << static_cast<int>(state) << running << QByteArray(status)
                                << QByteArray(words);
        };
        row("new", State::Unknown, false, "up", "f is not checked yet");
        row("first", State::Unknown, true, "up", "f is being checked");
        row("whole", State::Whole, false, "up", "f was whole at 1970-01-01T00:00:01.000Z (why)");
        row("again", State::Whole, true, "up",
            "f was whole at 1970-01-01T00:00:01.000Z (why), being checked");
        row("damaged", State::Damaged, false, "degraded",
            "f was found damaged at 1970-01-01T00:00:01.000Z: why");
        row("unreadable", State::Unreadable, false, "degraded",
            "f could not be checked at 1970-01-01T00:00:01.000Z (why)");
    }
    void aFileIsSaidAsItWasFound()
    {
        QFETCH(const int, state);
        QFETCH(const bool, running);
        QFETCH(const QByteArray, status);
        QFETCH(const QByteArray, words);
        const protocol::HealthCheck check = service::integrityHealth({ { "f",
            static_cast<State>(state), "why", Instant(std::chrono::seconds(1)), running } });
        QCOMPARE(QByteArray::fromStdString(check.name), QByteArray("integrity"));
        QCOMPARE(QByteArray::fromStdString(check.status), status);
        QCOMPARE(QByteArray::fromStdString(check.detail), words);
        QCOMPARE(check.figures.at("filesNotChecked"),
            static_cast<State>(state) == State::Unknown ? 1.0 : 0.0);
    }

    void theGaugeIsThereOnceAFileWasChecked()
    {
        metrics::Registry registry;
        std::vector<backup::Integrity> files { { "a", State::Unknown, {}, {}, true },
            { "b", State::Whole, {}, {}, false } };
        service::measureIntegrity(files, registry);
        QVERIFY(registry.text().find("store_integrity_ok{file=\"b\"} 1") != std::string::npos);
        QVERIFY(registry.text().find("file=\"a\"") == std::string::npos);
        files[0].state = State::Damaged;
        service::measureIntegrity(files, registry);
        QVERIFY(registry.text().find("store_integrity_ok{file=\"a\"} 0") != std::string::npos);
    }
};

LOCUS_TEST(integrity_status, IntegrityStatusTest)
#include "tst_integrity_status.moc"
