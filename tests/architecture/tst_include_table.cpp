// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads every #include of core/, ui/ and app/ and fails on one that include_table.txt does not
// allow.
#include "tests/support/test_registry.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

#include <map>

namespace {

struct Allowance
{
    QStringList rooms; // "core/base", or one header of a room: "core/pipeline/command"
    QStringList thirdParties; // "sodium", "QtCore"
    QStringList inHeadersToo;
};

// The table's word for a header of Qt or of a library; empty for the standard library and the C
// library.
QString thirdPartyOf(const QString& header)
{
    static const std::map<QString, QString> byHeader {
        { QStringLiteral("nlohmann/json_fwd.hpp"), QStringLiteral("nlohmann/json_fwd") },
        { QStringLiteral("simdjson.h"), QStringLiteral("simdjson") },
        { QStringLiteral("sodium.h"), QStringLiteral("sodium") },
        { QStringLiteral("avro.h"), QStringLiteral("avro") },
        { QStringLiteral("edlib.h"), QStringLiteral("edlib") },
        { QStringLiteral("sqlite3.h"), QStringLiteral("sqlite3") },
        { QStringLiteral("librdkafka/rdkafka.h"), QStringLiteral("rdkafka") },
    };
    if (const auto known = byHeader.find(header); known != byHeader.end()) {
        return known->second;
    }
    const QString folder = header.section(QLatin1Char('/'), 0, 0);
    static const QStringList folders { QStringLiteral("nlohmann"), QStringLiteral("spdlog"),
        QStringLiteral("htslib"), QStringLiteral("curl"), QStringLiteral("CLI"),
        QStringLiteral("valijson"), QStringLiteral("google"), QStringLiteral("qt6keychain"),
        QStringLiteral("rapidcheck") };
    if (header.contains(QLatin1Char('/')) && folders.contains(folder)) {
        return folder == QLatin1String("qt6keychain") ? QStringLiteral("QtKeychain") : folder;
    }
    return {};
}

// Which Qt module a class header belongs to, asked of the Qt installation itself.
QString qtModuleOf(const QString& header)
{
    static const QString qtHeaders = QStringLiteral(LOCUS_QT_HEADERS);
    static const QStringList modules { QStringLiteral("QtCore"), QStringLiteral("QtNetwork"),
        QStringLiteral("QtWebSockets"), QStringLiteral("QtHttpServer"), QStringLiteral("QtGui"),
        QStringLiteral("QtWidgets"), QStringLiteral("QtCharts"), QStringLiteral("QtPrintSupport"),
        QStringLiteral("QtSvg"), QStringLiteral("QtDBus"), QStringLiteral("QtTest") };
    const QString name = header.section(QLatin1Char('/'), -1);
    for (const QString& module : modules) {
        if (QFile::exists(qtHeaders + QLatin1Char('/') + module + QLatin1Char('/') + name)) {
            return module;
        }
    }
    return {};
}

// "core/bus" of "core/bus/kafka/x.h"; a page folder counts as ui/pages.
QString roomOf(const QString& path)
{
    return path.section(QLatin1Char('/'), 0, 1);
}

} // namespace

class IncludeTableTest : public QObject
{
    Q_OBJECT

private:
    std::map<QString, Allowance> m_table;

    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QString complaint(const QString& file, const QString& included, bool quoted) const
    {
        const QString room = roomOf(file);
        const auto row = m_table.find(room);
        if (row == m_table.end()) {
            return room + QStringLiteral(" is not in the table");
        }
        if (quoted) {
            return ownInclude(file, included, row->second);
        }
        QString library = thirdPartyOf(included);
        if (library.isEmpty() && included.startsWith(QLatin1Char('Q'))) {
            library = qtModuleOf(included);
        }
        if (library.isEmpty()) {
            return {};
        }
        const bool inHeader = file.endsWith(QLatin1String(".h"));
        const QStringList& allowed = inHeader ? row->second.inHeadersToo : row->second.thirdParties;
        const bool known = allowed.contains(library)
            || (!inHeader && allowed.contains(library.section(QLatin1Char('/'), 0, 0)));
        return known ? QString()
                     : room + QStringLiteral(" may not include ") + library
                + (inHeader ? QStringLiteral(" in a header") : QString());
    }

    static QString ownInclude(const QString& file, const QString& included, const Allowance& row)
    {
        const QString room = roomOf(file);
        const QString other = roomOf(included);
        if (!included.contains(QLatin1Char('/'))) {
            const bool generated = included.endsWith(QLatin1String(".moc"))
                || included.startsWith(QLatin1String("ui_"));
            return generated ? QString() : QStringLiteral("include by the path from the root");
        }
        if (room == other) {
            const QString page = file.section(QLatin1Char('/'), 2, 2);
            const bool foreignPage = room == QLatin1String("ui/pages")
                && included.section(QLatin1Char('/'), 2, 2) != page;
            return foreignPage ? QStringLiteral("a page may not include another page") : QString();
        }
        const QString header = included.section(QLatin1Char('.'), 0, 0);
        if (row.rooms.contains(other) || row.rooms.contains(header)) {
            return {};
        }
        return room + QStringLiteral(" may not know ") + other;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray text =
            read(QStringLiteral(LOCUS_SOURCE_DIR "/tests/architecture/include_table.txt"));
        QVERIFY2(!text.isEmpty(), "include_table.txt cannot be read");
        for (const QByteArray& line : text.split('\n')) {
            if (line.startsWith('#') || line.trimmed().isEmpty()) {
                continue;
            }
            const QString row = QString::fromUtf8(line);
            Allowance allowance;
            for (QString word :
                row.section(QLatin1Char(':'), 1).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
                const bool inHeaders = word.endsWith(QLatin1Char('*'));
                if (inHeaders) {
                    word.chop(1);
                }
                if (word.startsWith(QLatin1String("core/"))
                    || word.startsWith(QLatin1String("ui/"))) {
                    allowance.rooms.append(word);
                    continue;
                }
                allowance.thirdParties.append(word);
                if (inHeaders) {
                    allowance.inHeadersToo.append(word);
                }
            }
            m_table[row.section(QLatin1Char(':'), 0, 0)] = allowance;
        }
    }

    void theTableForbidsWhatItShould_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("included");
        QTest::addColumn<bool>("quoted");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* name, const char* file, const char* included, bool quoted,
                             bool allowed) {
            QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(included)
                                << quoted << allowed;
        };
        row("ui never sees the store", "ui/pages/home/home_page.cpp", "core/store/database.h", true,
            false);
        row("pages do not know each other", "ui/pages/home/home_page.cpp",
            "ui/pages/submit/submit_page.h", true, false);
        row("no third party in a header", "core/bus/kafka/kafka_bus.h", "librdkafka/rdkafka.h",
            false, false);
        row("but in a source", "core/bus/kafka/kafka_bus.cpp", "librdkafka/rdkafka.h", false, true);
        row("no widgets in the core", "core/gateway/gateway.cpp", "QWidget", false, false);
        row("a capability is pure", "core/analyses/analysis.cpp", "sqlite3.h", false, false);
        row("only the command port of the loop", "core/gateway/gateway.cpp",
            "core/pipeline/core_loop.h", true, false);
        row("the command port itself", "core/gateway/gateway.cpp", "core/pipeline/command.h", true,
            true);
    }

    void theTableForbidsWhatItShould()
    {
        QFETCH(QString, file);
        QFETCH(QString, included);
        QFETCH(bool, quoted);
        QFETCH(bool, allowed);
        QCOMPARE(complaint(file, included, quoted).isEmpty(), allowed);
    }

    void everyIncludeIsAllowed()
    {
        // Not a raw string: moc of Qt 6.4 loses its place after one that holds a quote.
        static const QRegularExpression pattern(
            QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*([<\"])([^>\"]+)[>\"]"),
            QRegularExpression::MultilineOption);
        const QString root = QStringLiteral(LOCUS_SOURCE_DIR "/");
        QStringList wrong;
        int seen = 0;
        for (const QString& top :
            { QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app") }) {
            QDirIterator files(root + top, { QStringLiteral("*.h"), QStringLiteral("*.cpp") },
                QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString file = files.next().mid(root.size());
                auto matches = pattern.globalMatch(QString::fromUtf8(read(root + file)));
                while (matches.hasNext()) {
                    const auto match = matches.next();
                    ++seen;
                    const QString why = complaint(
                        file, match.captured(2), match.captured(1) == QLatin1String("\""));
                    if (!why.isEmpty()) {
                        wrong.append(file + QStringLiteral(": ") + match.captured(2)
                            + QStringLiteral(": ") + why);
                    }
                }
            }
        }
        QVERIFY2(seen > 100, "the sources were not found");
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void everySourceCarriesItsLicence()
    {
        QStringList bare;
        for (const QString& top : { QStringLiteral("core"), QStringLiteral("ui"),
                 QStringLiteral("app"), QStringLiteral("tests") }) {
            QDirIterator files(QStringLiteral(LOCUS_SOURCE_DIR "/") + top,
                { QStringLiteral("*.h"), QStringLiteral("*.cpp") }, QDir::Files,
                QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString file = files.next();
                const QByteArray head = read(file).left(200);
                if (!head.contains("SPDX-FileCopyrightText")
                    || !head.contains("SPDX-License-Identifier")) {
                    bare.append(file);
                }
            }
        }
        QVERIFY2(bare.isEmpty(), qPrintable(bare.join(QLatin1Char('\n'))));
    }

    // A stranger's clone has nothing beside it: whatever document a source points at must be in it.
    void everyDocumentThatIsNamedIsHere()
    {
        // In quotes it is a file that the program writes.
        static const QRegularExpression name(
            QStringLiteral("(?<![\"A-Za-z_/])[A-Za-z_/]+\\.md\\b"));
        const QString root = QStringLiteral(LOCUS_SOURCE_DIR "/");
        QStringList missing;
        for (const QString& top : { QStringLiteral("core"), QStringLiteral("ui"),
                 QStringLiteral("app"), QStringLiteral("tests") }) {
            QDirIterator files(root + top,
                { QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.md"),
                    QStringLiteral("*.txt"), QStringLiteral("*.cmake") },
                QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString file = files.next();
                auto matches = name.globalMatch(QString::fromUtf8(read(file)));
                while (matches.hasNext()) {
                    const QString document = matches.next().captured();
                    const bool here = QFile::exists(root + document)
                        || QFile::exists(QFileInfo(file).path() + QLatin1Char('/') + document)
                        || QFile::exists(root + QStringLiteral("core/") + document)
                        || QFile::exists(root + QStringLiteral("ui/") + document);
                    if (!here && !document.endsWith(QLatin1String("README.md"))) {
                        missing.append(file.mid(root.size()) + QStringLiteral(": ") + document);
                    }
                }
            }
        }
        QVERIFY2(
            missing.isEmpty(), qPrintable(QLatin1Char('\n') + missing.join(QLatin1Char('\n'))));
    }

    void everyRoomHasAReadme()
    {
        QStringList missing;
        for (const auto& [room, allowance] : m_table) {
            const QString folder = QStringLiteral(LOCUS_SOURCE_DIR "/") + room;
            if (QDir(folder).exists() && !room.startsWith(QLatin1String("app/"))
                && !QFile::exists(folder + QStringLiteral("/README.md"))) {
                missing.append(room);
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }
};

LOCUS_TEST(include_table, IncludeTableTest)
#include "tst_include_table.moc"
