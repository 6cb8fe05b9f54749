// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_writer.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <limits>

using namespace locus;

namespace {

// Qt's own parser, so that the writer is not judged by its author.
QJsonArray parsed(const JsonWriter& writer)
{
    QJsonParseError error {};
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(writer.text()), &error);
    if (error.error != QJsonParseError::NoError) {
        qWarning("%s in %s", qPrintable(error.errorString()), writer.text().c_str());
    }
    return document.array();
}

} // namespace

class JsonWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commasStandWhereTheyMust()
    {
        JsonWriter out;
        out.beginObject().key("a").number(std::int64_t { -1 }).key("b").beginArray();
        out.boolean(true).null().beginObject().endObject().beginArray().endArray().endArray();
        out.key("c").raw("[1, 2]").member("d", "x").member("left out", "").endObject();
        QCOMPARE(out.text(), Bytes(R"({"a":-1,"b":[true,null,{},[]],"c":[1, 2],"d":"x"})"));
    }

    void everyCharacterComesBack()
    {
        std::string all;
        for (int c = 1; c < 128; ++c) {
            all += static_cast<char>(c);
        }
        all += "\u00fc\u6e2c\U0001F9EC";
        all += '\0';
        JsonWriter out;
        out.beginArray().string(all).endArray();
        QCOMPARE(parsed(out).at(0).toString(),
            QString::fromUtf8(all.data(), static_cast<qsizetype>(all.size())));
        QVERIFY(out.text().find('\n') == Bytes::npos);
    }

    // The writer looks at eight octets at a time.
    void whatNeedsEscapingIsFoundAnywhere()
    {
        for (const char special : { '"', '\\', '\n', '\x1f', '\0', '\xFF' }) {
            for (std::size_t at = 0; at < 20; ++at) {
                std::string text(20, '~');
                text[at] = special;
                JsonWriter out;
                out.beginArray().string(text).endArray();
                const auto whole = special == '\xFF'
                    ? QString::fromUtf8(text.c_str())
                    : QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
                QCOMPARE(parsed(out).at(0).toString(), whole);
            }
        }
    }

    void whatIsNotUtf8IsMarkedInTextsAndNames()
    {
        JsonWriter out;
        out.beginArray().string("a\xFF").beginObject();
        out.key("n\xC3").number(std::int64_t { 1 }).endObject().endArray();
        const QJsonArray read = parsed(out);
        QCOMPARE(read.at(0).toString(), QString::fromUtf8("a\uFFFD"));
        QCOMPARE(read.at(1).toObject().keys(), QStringList { QString::fromUtf8("n\uFFFD") });
    }

    void numbersReadBackAsTheyWere()
    {
        JsonWriter out;
        out.beginArray().number(std::numeric_limits<std::int64_t>::min());
        out.number(std::numeric_limits<std::uint64_t>::max());
        out.real(0.1).real(1e-300).real(std::nan("")).real(HUGE_VAL).endArray();
        QCOMPARE(
            out.text(), Bytes("[-9223372036854775808,18446744073709551615,0.1,1e-300,null,null]"));
    }
};

LOCUS_TEST(json_writer, JsonWriterTest)
#include "tst_json_writer.moc"
