// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// No header that may quote payload is shown.
#include "core/dead_letters/failure_headers.h"
#include "core/dead_letters/shown_header.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::dead_letters;

class ShownHeaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatCannotQuotePayloadIsShown()
    {
        for (const char* hidden : { "kafka_dlt-exception-message", "kafka_dlt-exception-stacktrace",
                 "__connect.errors.exception.message", "dead-letter-reason", "dead-letter-cause",
                 "locus-dl-error-message", "ce_subject", "ce_partitionkey", "patient", "" }) {
            const ShownHeader shown = shownHeader({ hidden, Bytes("P-17") });
            QVERIFY2(!shown.text, hidden);
            QVERIFY(shown.bytes == 4);
        }
        for (const char* open : { "content-type", "traceparent", "ce_type",
                 "kafka_dlt-original-topic", "dead-letter-topic", "locus-dl-error-code" }) {
            QVERIFY2(shownHeader({ open, Bytes("x") }).text == "x", open);
        }
    }

    void everyMessageAndTraceOfEveryFrameworkIsHidden()
    {
        for (const FailureHeader& header : failureHeaders()) {
            const bool quotes = header.field == Field::Message || header.field == Field::StackTrace
                || header.field == Field::CauseMessage || header.field == Field::KeyMessage
                || header.field == Field::KeyStackTrace
                || header.field == Field::SerializedException
                || header.field == Field::SerializedKeyException;
            const bool isShown =
                shownHeader({ std::string(header.name), Bytes("secret") }).text.has_value();
            QVERIFY2(!(quotes && isShown), std::string(header.name).c_str());
        }
    }

    void binaryIsHexadecimalAndLongIsHidden()
    {
        QVERIFY(shownHeader({ "kafka_dlt-original-partition", Bytes("\0\0\0\x0B", 4) }).text
            == "0x0000000b");
        QVERIFY(!shownHeader({ "ce_type", Bytes(5000, 'x') }).text);
        const ShownHeader absent = shownHeader({ "ce_type", std::nullopt });
        QVERIFY(!absent.text && !absent.bytes);
    }
};

LOCUS_TEST(shown_header, ShownHeaderTest)
#include "tst_shown_header.moc"
