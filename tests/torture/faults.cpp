// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/faults.h"

#include <array>

#include <csignal>

namespace locus::torture {

using std::chrono::milliseconds;
using Live = std::function<void(milliseconds)>;

namespace {

constexpr milliseconds startPatience = std::chrono::seconds(60);
constexpr std::array points { "before_begin", "in_transaction", "before_commit", "after_commit",
    "before_produce", "before_report", "before_cursor", "during_recovery" };

} // namespace

Result<std::unique_ptr<Victim>> Victim::make(bool kafka)
{
    auto victim = std::make_unique<Victim>();
    if (kafka) {
        LOCUS_TRY_VALUE(broker, test::KafkaBroker::start());
        victim->m_broker = std::move(broker);
        victim->m_proxy = std::make_unique<test::TcpProxy>(
            victim->m_broker->proxiedPort(), victim->m_broker->proxyPort());
    }
    LOCUS_TRY(victim->startCore());
    return victim;
}

Victim::~Victim() = default;

Status Victim::startCore(const QString& killPoint)
{
    QStringList words;
    if (m_proxy) {
        words << QStringLiteral("--bus") << QStringLiteral("kafka") << QStringLiteral("--bootstrap")
              << QString::fromStdString(m_proxy->address());
    }
    m_core.setEnvironment(QStringLiteral("LOCUS_KILL_POINT"), killPoint);
    m_core.keepPlain(); // the judges read the files themselves
    return m_core.start(words, startPatience);
}

std::vector<Victim::FaultKind> Victim::faults(test::SeededRandom& random)
{
    const auto between = [&random](int least, int most) {
        return milliseconds(
            least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1))));
    };
    std::vector<FaultKind> kinds {
        { "kill -9",
            [this](const Live&) {
                m_core.killHard();
                return startCore();
            } },
        { "kill -9 at a named point",
            [this, &random, between](const Live& live) -> Status {
                const QString point = QStringLiteral("%1:%2").arg(
                    QString::fromLatin1(points[random.below(points.size())]),
                    QString::number(1 + random.below(40)));
                m_core.killHard();
                // It may end before it can be entered: that is what the point is for.
                if (startCore(point).ok()) {
                    live(between(300, 800));
                }
                m_core.killHard();
                return startCore();
            } },
        { "SIGSTOP",
            [this, between](const Live& live) -> Status {
                ::kill(static_cast<pid_t>(m_core.pid()), SIGSTOP);
                live(between(500, 2500));
                ::kill(static_cast<pid_t>(m_core.pid()), SIGCONT);
                return {};
            } },
        { "SIGTERM",
            [this](const Live&) -> Status {
                LOCUS_TRY_VALUE(took, m_core.stop());
                (void)took;
                return startCore();
            } },
#ifdef __linux__
        { "disk full",
            [this, between](const Live& live) -> Status {
                LOCUS_TRY(m_core.limitFiles(4096));
                live(between(500, 2500));
                return m_core.unlimitFiles();
            } },
#endif
    };
    if (m_broker) {
        kinds.push_back({ "broker killed", [this, between](const Live& live) -> Status {
                             m_broker->killHard();
                             live(between(300, 2000));
                             return m_broker->restart();
                         } });
        kinds.push_back({ "network cut", [this, between](const Live& live) -> Status {
                             m_proxy->cut();
                             live(between(500, 3000));
                             m_proxy->mend();
                             return {};
                         } });
        kinds.push_back({ "network frozen", [this, between](const Live& live) -> Status {
                             m_proxy->freeze();
                             live(between(500, 3000));
                             m_proxy->mend();
                             return {};
                         } });
        kinds.push_back({ "network slow", [this, between](const Live& live) -> Status {
                             m_proxy->delay(between(50, 300));
                             live(between(1000, 3000));
                             m_proxy->mend();
                             return {};
                         } });
    }
    return kinds;
}

} // namespace locus::torture
