// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/cause.h"
#include "core/dead_letters/failure_reader.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::dead_letters;

namespace {

FailedRecord failed(const std::string& message, std::int64_t offset, std::int64_t timeMs = 1000)
{
    Failure failure;
    failure.family = Family::Connect;
    failure.role = Role::DeadLetter;
    failure.connector = "lab-sink";
    failure.original = { "lab.orders", 1, offset, timeMs };
    failure.exception = Exception {};
    failure.exception->className = "org.example.Wrapper";
    failure.exception->causeClass = "org.example.Timeout";
    failure.exception->causeMessage = message;
    return { failure, { "dlq.lab", 0, offset, timeMs } };
}

} // namespace

class CauseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesLoseWhatDiffersFromRecordToRecord_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("normalised");
        QTest::newRow("numbers") << "300 ms of 12.5"
                                 << "# ms of #.#";
        QTest::newRow("id") << "no order 0af76519-16cd-43dd-8448-eb211c80319c here"
                            << "no order # here";
        QTest::newRow("address") << "handler [a.B$1@7207b063] failed"
                                 << "handler [a.B$#@#] failed";
        QTest::newRow("quoted") << "step \"order sequencing\" failed on 'x y'"
                                << QString::fromUtf8("step \u2026 failed on \u2026");
        QTest::newRow("apostrophe") << "can't read what isn't there"
                                    << "can't read what isn't there";
        QTest::newRow("open quote") << "a \"b"
                                    << "a \"b";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("spaces") << "  a  "
                                << "a";
    }
    void messagesLoseWhatDiffersFromRecordToRecord()
    {
        QFETCH(QString, message);
        QFETCH(QString, normalised);
        QCOMPARE(QString::fromStdString(normalisedMessage(message.toStdString())), normalised);
    }

    void aLongMessageEndsAtACharacter()
    {
        for (int start = 0; start < 4; ++start) {
            std::string text(static_cast<std::size_t>(start), 'a');
            for (int i = 0; i < 1000; ++i) {
                text += "\u6e2c";
            }
            const std::string cut = normalisedMessage(text);
            QVERIFY(cut.size() <= 200 && cut.size() > 190);
            QVERIFY(!QString::fromStdString(cut).contains(QChar(QChar::ReplacementCharacter)));
        }
    }

    void theSameCauseHasTheSameKeyEverywhere()
    {
        const Cause a = causeOf(failed("lock wait 250 ms", 1).failure, "dlq.lab");
        QCOMPARE(a.key, causeOf(failed("lock wait 90 ms", 2).failure, "dlq.lab").key);
        QCOMPARE(a.errorClass, std::string("org.example.Timeout"));
        QCOMPARE(a.message, std::string("lock wait # ms"));
        QCOMPARE(a.handler, std::string("lab-sink"));
        QCOMPARE(a.topic, std::string("lab.orders"));
        // A released key: it stands in links and in the store.
        QCOMPARE(a.key, std::string("5f4603e0c9069632"));
        Failure other = failed("lock wait 250 ms", 1).failure;
        other.connector = "lab-sink-2";
        QVERIFY(causeOf(other, "dlq.lab").key != a.key);
        other = failed("lock wait 250 ms", 1).failure;
        other.original.topic = "lab.results";
        QVERIFY(causeOf(other, "dlq.lab").key != a.key);
        other = failed("lock wait 250 ms", 1).failure;
        other.exception->rootCauseClass = "org.example.Deeper";
        QVERIFY(causeOf(other, "dlq.lab").key != a.key);
    }

    void groupsCountAndPointToTheLatest()
    {
        std::vector<FailedRecord> records { failed("a", 1, 3000), failed("b", 2, 1000),
            failed("a", 3, 5000), failed("a", 4, 4000) };
        records[0].failure.role = Role::Retry;
        records[0].place.topic = "lab.retry";
        FailedRecord fine;
        fine.place = { "lab.orders", 1, 9, 1 };
        records.push_back(fine);
        const auto groups = groupByCause(records);
        QCOMPARE(groups.size(), std::size_t { 2 });
        QCOMPARE(groups[0].deadLetters, std::size_t { 2 });
        QCOMPARE(groups[0].retries, std::size_t { 1 });
        QCOMPARE(groups[0].firstMs.value_or(0), std::int64_t { 3000 });
        QCOMPARE(groups[0].lastMs.value_or(0), std::int64_t { 5000 });
        QCOMPARE(groups[0].sample.offset.value_or(0), std::int64_t { 3 });
        QVERIFY(groups[0].topics == (std::vector<std::string> { "dlq.lab", "lab.retry" }));
        QCOMPARE(describe(groups[0]),
            std::string(
                "2 dead letters and 1 retry of kafka-connect in dlq.lab, lab.retry: records "
                "of lab.orders that lab-sink could not handle."));
        QCOMPARE(groups[1].deadLetters, std::size_t { 1 });
        records[2].failure.attempts = 1;
        QVERIFY(describe(groupByCause(records)[0]).ends_with("could not handle, after 1 attempt."));
        records[3].failure.attempts = 7;
        QVERIFY(describe(groupByCause(records)[0]).ends_with(", after 1 to 7 attempts."));
        const std::vector<FailedRecord> retry { records[0] };
        QCOMPARE(describe(groupByCause(retry).front()),
            std::string(
                "1 retry of kafka-connect in lab.retry: records of lab.orders that lab-sink "
                "could not handle."));
    }

    void anUnknownErrorIsCalledSo()
    {
        const Failure silent = readFailure({ "dlq.imaging", 0, 0, 5, {}, {}, {} });
        QVERIFY(silent.headersTellNothing);
        const std::vector<FailedRecord> one { { silent, { "dlq.imaging", 0, 0, 5 } } };
        const auto groups = groupByCause(one);
        QCOMPARE(groups.size(), std::size_t { 1 });
        QVERIFY(groups[0].cause.errorClass.empty());
        QCOMPARE(describe(groups[0]),
            std::string(
                "1 dead letter that only the topic's name tells in dlq.imaging, the error is "
                "unknown."));
    }
};

LOCUS_TEST(cause, CauseTest)
#include "tst_cause.moc"
