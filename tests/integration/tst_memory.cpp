// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// F21, the half of memory: a core that may take no more than half a gigabyte over what it has, and
// two hundred clients that ask for much and read nothing.
#include "tests/core/gateway/raw_socket.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <memory>
#include <vector>

#include <sys/resource.h>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

namespace {

QByteArray frame(const char* method, const json& params)
{
    const json request { { "jsonrpc", "2.0" }, { "id", 1 }, { "method", method },
        { "params", params } };
    return QByteArray::fromStdString(request.dump());
}

} // namespace

class MemoryTest : public QObject
{
    Q_OBJECT

    static constexpr int users = 4; // each has his share of the connections
    static constexpr int clients = 200;
    static constexpr qint64 roomMiB = 512;

    CoreProcess m_core;

    [[nodiscard]] QString rpc() const { return m_core.endpoint(QStringLiteral("rpc")); }
    [[nodiscard]] qint64 residentMiB() const { return m_core.residentKiB() / 1024; }
    [[nodiscard]] Finished locusctl(const QStringList& words, const QByteArray& input = {}) const
    {
        return runProgram(QStringLiteral("locusctl"),
            words
                + QStringList { QStringLiteral("--data-dir"),
                    QString::fromStdString(m_core.dataDir().string()) },
            input);
    }
    // An analysis whose text fills most of a frame.
    [[nodiscard]] std::string submitLarge(TestSocket& who) const
    {
        QByteArray vcf = "##fileformat=VCFv4.2\n";
        while (vcf.size() < 700'000) {
            vcf += "##note=" + QByteArray(200, 'x') + '\n';
        }
        vcf += "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n11\t5227002\t.\tT\tA\t.\t.\t.\n";
        const Finished sent = locusctl(
            { QStringLiteral("submit"), QStringLiteral("--wait"), QStringLiteral("-") }, vcf);
        return sent.exitCode != 0 ? std::string()
                                  : who.call("analyses.list")["result"]["items"][0].value("id", "");
    }
    // The address space of the running core from here on.
    bool limitTo(qint64 moreMiB) const
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(m_core.pid()));
        if (!status.open(QIODevice::ReadOnly)) {
            return false;
        }
        for (const QByteArray& line : status.readAll().split('\n')) {
            if (line.startsWith("VmSize:")) {
                const auto now = line.mid(7).simplified().split(' ').constFirst().toULongLong();
                const rlimit limit { (now + static_cast<quint64>(moreMiB) * 1024) * 1024,
                    RLIM_INFINITY };
                return ::prlimit(static_cast<pid_t>(m_core.pid()), RLIMIT_AS, &limit, nullptr) == 0;
            }
        }
        return false;
    }

    // So many users as the clients need; each signs in with a token of his own.
    static std::vector<std::string> tokens(TestSocket& seat)
    {
        std::vector<std::string> out;
        for (int i = 0; i < users; ++i) {
            out.push_back(seat.call("people.tokens.issue",
                                  { { "tokenName", "user-" + std::to_string(i) },
                                      { "roles", json::array({ "clinician" }) } })["result"]
                              .value("token", ""));
        }
        return out;
    }
    [[nodiscard]] std::unique_ptr<RawSocket> enter(const std::string& token) const
    {
        auto client = std::make_unique<RawSocket>();
        const bool isIn = client->open(static_cast<quint16>(QUrl(rpc()).port()));
        client->sendText(frame(
            "session.open", { { "token", token }, { "client", "raw" }, { "version", "1.0" } }));
        return isIn && client->waitFor("installation") ? std::move(client) : nullptr;
    }

private Q_SLOTS:
    void whoReadsNothingIsShedBeforeMemoryIsGone()
    {
        QVERIFY(m_core.start().ok());
        TestSocket good;
        QVERIFY(good.openSession(rpc(), m_core.token().toStdString()));
        const std::string id = submitLarge(good);
        QVERIFY(!id.empty());
        const auto all = tokens(good);
        const QByteArray get = frame("analyses.get", { { "analysisId", id } });
        const qint64 before = residentMiB();
        QVERIFY(limitTo(roomMiB));
        for (int wave = 0; wave < 2; ++wave) { // what the first took is there for the second
            crowd(all, get, good);
            if (QTest::currentTestFailed()) {
                return;
            }
            const qint64 more = residentMiB() - before;
            qInfo("%lld MiB more", more);
            QVERIFY2(more < roomMiB, qPrintable(QString::number(more)));
        }
        QVERIFY(!good.closed);
        QTRY_VERIFY_WITH_TIMEOUT(enter(all.front()) != nullptr, 30'000);
        QCOMPARE(good.call("analyses.list")["result"]["items"].size(), 3U);
        QVERIFY(m_core.stop().ok());
        QCOMPARE(m_core.exitCode(), 0);
    }

private:
    // Two hundred who ask for much and read nothing, until the core has thrown out whoever it must.
    void crowd(const std::vector<std::string>& all, const QByteArray& get, TestSocket& good)
    {
        std::vector<std::unique_ptr<RawSocket>> slow;
        for (int i = 0; i < clients; ++i) {
            slow.push_back(enter(all[static_cast<std::size_t>(i % users)]));
            QVERIFY(slow.back());
            slow.back()->stopReading();
        }
        constexpr int rounds = 12; // the kernel takes the first six, each then has its 4 MiB
        for (int round = 0; round < rounds; ++round) {
            for (const auto& client : slow) {
                client->sendText(get);
            }
            // A read waits for those before it, and no longer than they take.
            QElapsedTimer clock;
            clock.start();
            QVERIFY2(
                good.call("analyses.list").contains("result"), m_core.errorOutput().constData());
            QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
        }
        // Nothing is lost of what the others do.
        const Finished sent = locusctl({ QStringLiteral("submit"), QStringLiteral("--wait"),
            QStringLiteral("NM_000518.5:c.20A>T") });
        QVERIFY2(sent.exitCode == 0, sent.err.constData());
    }
};

LOCUS_TEST(memory, MemoryTest)
#include "tst_memory.moc"
