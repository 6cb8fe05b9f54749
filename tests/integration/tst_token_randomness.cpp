// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a stranger could learn of the next token from those that he has seen, from outside.
#include "tests/core/gateway/test_socket.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QTcpSocket>
#include <QTest>

#include <bitset>
#include <cmath>
#include <set>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

namespace {

constexpr std::size_t leastBits = 128; // OWASP ASVS 5.0, 7.2.3
constexpr std::size_t digitsOfAWord = 16; // 64 bits
constexpr std::size_t bits = 256;
using Secret = std::bitset<bits>;

// What is behind the prefix, if all of it is hexadecimal and there is enough.
std::optional<std::string> digitsOf(const std::string& token, const std::string& prefix)
{
    const std::string digits = token.substr(std::min(prefix.size(), token.size()));
    const bool good = token.starts_with(prefix)
        && digits.find_first_not_of("0123456789abcdef") == std::string::npos
        && digits.size() * 4 >= leastBits && digits.size() * 4 == bits;
    return good ? std::optional(digits) : std::nullopt;
}

Secret secretOf(const std::string& digits)
{
    Secret out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        out |= Secret(std::stoul(digits.substr(i, 1), nullptr, 16)) << (4 * i);
    }
    return out;
}

} // namespace

class TokenRandomnessTest : public QObject
{
    Q_OBJECT

    static constexpr const char* password = "correct horse battery";
    CoreProcess m_cores[2];

    static std::string ticket(const CoreProcess& core)
    {
        const QUrl url(core.endpoint(QStringLiteral("http")));
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        socket.write("POST /ticket HTTP/1.1\r\nHost: core\r\nConnection: close\r\n"
                     "Content-Length: 0\r\nAuthorization: Bearer "
            + core.token().toLatin1() + "\r\n\r\n");
        QByteArray answer;
        while (!answer.endsWith('}') && socket.waitForReadyRead(10'000)) {
            answer += socket.readAll();
        }
        const json body =
            json::parse(answer.mid(answer.indexOf("\r\n\r\n") + 4).toStdString(), nullptr, false);
        return body.is_object() ? body.value("ticket", "") : std::string();
    }
    static std::string session(const CoreProcess& core)
    {
        TestSocket door;
        if (!door.open(core.endpoint(QStringLiteral("rpc")))) {
            return {};
        }
        return door
            .call("session.signIn", { { "user", "root" }, { "password", password } })["result"]
            .value("token", "");
    }
    // Fair bits each, no two alike, and no part of one in another: neither a counter, nor a clock,
    // nor a seed that comes again passes this. The bounds are six standard deviations and more.
    static void judge(const std::vector<std::string>& tokens, const std::string& prefix)
    {
        std::set<std::string> words;
        std::vector<Secret> secrets;
        for (const std::string& token : tokens) {
            const auto digits = digitsOf(token, prefix);
            QVERIFY2(digits, "not 256 bits in hexadecimal digits");
            for (std::size_t at = 0; at < digits->size(); at += digitsOfAWord) {
                QVERIFY2(words.insert(digits->substr(at, digitsOfAWord)).second, "64 bits again");
            }
            secrets.push_back(secretOf(*digits));
        }
        const auto count = static_cast<double>(secrets.size());
        for (std::size_t bit = 0; bit < bits; ++bit) {
            double ones = 0;
            for (const Secret& secret : secrets) {
                ones += secret[bit] ? 1 : 0;
            }
            QVERIFY2(std::abs(ones - count / 2) <= 3 * std::sqrt(count),
                qPrintable(
                    QStringLiteral("bit %1 is one %2 times of %3").arg(bit).arg(ones).arg(count)));
        }
        for (std::size_t i = 0; i < secrets.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const std::size_t apart = (secrets[i] ^ secrets[k]).count();
                QVERIFY2(apart > 64 && apart < bits - 64, qPrintable(QString::number(apart)));
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (CoreProcess& core : m_cores) {
            QVERIFY(core.start().ok());
            TestSocket seat;
            QVERIFY(
                seat.openSession(core.endpoint(QStringLiteral("rpc")), core.token().toStdString()));
            QVERIFY(seat.call("people.firstAdmin",
                            { { "commandId", "01890a5d-ac96-774b-bcce-b302099a8057" },
                                { "user", "root" }, { "password", password } })
                        .contains("result"));
        }
    }

    void ticketsOfSocketsCannotBeGuessed()
    {
        std::vector<std::string> tokens;
        for (int i = 0; i < 200; ++i) {
            for (const CoreProcess& core : m_cores) {
                tokens.push_back(ticket(core));
            }
        }
        judge(tokens, "ticket_");
    }

    void tokensOfSessionsCannotBeGuessed()
    {
        std::vector<std::string> tokens;
        for (int i = 0; i < 24; ++i) {
            for (const CoreProcess& core : m_cores) {
                tokens.push_back(session(core));
            }
        }
        judge(tokens, "session_");
    }

    void tokensOfServicesCannotBeGuessed()
    {
        std::vector<std::string> tokens;
        for (const CoreProcess& core : m_cores) {
            TestSocket socket;
            QVERIFY(socket.openSession(core.endpoint(QStringLiteral("rpc")), session(core)));
            for (int i = 0; i < 100; ++i) {
                const json answer = socket.call("people.tokens.issue",
                    { { "tokenName", "service-" + std::to_string(i) },
                        { "roles", json::array({ "operator" }) } });
                QVERIFY2(answer.contains("result"), answer.dump().c_str());
                tokens.push_back(answer["result"].value("token", ""));
            }
        }
        judge(tokens, "locus_");
        judge({ m_cores[0].token().toStdString(), m_cores[1].token().toStdString() }, ""); // seats
    }
};

LOCUS_TEST(token_randomness, TokenRandomnessTest)
#include "tst_token_randomness.moc"
