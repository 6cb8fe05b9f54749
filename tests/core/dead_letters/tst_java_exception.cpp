// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/dead_letters/java_exception.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <filesystem>

using namespace locus;
using namespace locus::dead_letters;

namespace {

struct Written
{
    QString what;
    Bytes stream;
    QJsonArray exceptions; // [class, message or null] each
};

std::vector<Written> writtenByJava()
{
    const auto file = std::filesystem::path(LOCUS_TEST_DATA) / "java" / "exceptions.jsonl";
    std::vector<Written> out;
    for (const QByteArray& line :
        QByteArray::fromStdString(readFile(file, 1 << 20).valueOr({})).split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (!json.isEmpty()) {
            out.push_back({ json[u"what"].toString(),
                QByteArray::fromBase64(json[u"stream_b64"].toString().toLatin1()).toStdString(),
                json[u"exceptions"].toArray() });
        }
    }
    return out;
}

QJsonArray asJson(const std::vector<TracedException>& exceptions)
{
    QJsonArray out;
    for (const TracedException& one : exceptions) {
        out.append(QJsonArray { QString::fromStdString(one.className),
            one.message ? QJsonValue(QString::fromStdString(*one.message)) : QJsonValue() });
    }
    return out;
}

} // namespace

class JavaExceptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatJavaWroteIsReadAsJavaTellsIt()
    {
        const auto all = writtenByJava();
        QCOMPARE(all.size(), std::size_t { 10 });
        for (const Written& one : all) {
            QVERIFY2(asJson(readJavaException(one.stream)) == one.exceptions, qPrintable(one.what));
        }
    }

    void aCutStreamTellsNothing()
    {
        for (const Written& one : writtenByJava()) {
            const std::size_t step = one.stream.size() > 8000 ? 997 : 1;
            for (std::size_t size = 0; size < one.stream.size(); size += step) {
                const auto read = readJavaException(BytesView(one.stream).substr(0, size));
                QVERIFY2(read.empty(), qPrintable(one.what + u' ' + QString::number(size)));
            }
        }
    }

    void aDamagedStreamNeverBreaksTheReader()
    {
        test::SeededRandom random(20261121);
        for (const Written& one : writtenByJava()) {
            for (int i = 0; i < 2000; ++i) {
                Bytes damaged = one.stream.substr(0, 6000);
                for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes) {
                    damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
                }
                for (const TracedException& told : readJavaException(damaged)) {
                    QVERIFY(told.className.size() <= 3 * damaged.size());
                }
            }
        }
    }

    void deepNestingEnds()
    {
        Bytes stream("\xAC\xED\x00\x05", 4);
        for (int i = 0; i < 200000; ++i) {
            stream += '\x73'; // an object whose class is an object whose class ...
        }
        QVERIFY(readJavaException(stream).empty());
    }

    void hugeCountsTakeNoMemory()
    {
        constexpr char stream[] =
            "\xAC\xED\x00\x05\x75\x72\x00\x02[B\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00"
            "\x00\x78\x70\x7F\xFF\xFF\xFF";
        const Bytes array(stream, sizeof stream - 1);
        QVERIFY(readJavaException(array).empty());
    }
};

LOCUS_TEST(java_exception, JavaExceptionTest)
#include "tst_java_exception.moc"
