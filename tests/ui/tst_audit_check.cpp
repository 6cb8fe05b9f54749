// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A trail so long that one wants to see how far its check is.
#include "core/people/audit_reader.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

#include <atomic>
#include <thread>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t million = 1'000'000;
constexpr int longMs = 30'000;

class LongCheck final : public people::AuditCheck
{
public:
    explicit LongCheck(std::atomic<std::int64_t>& asked)
        : m_asked(asked)
    { }

    Result<bool> go(int records) override
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        m_checked = std::min(m_checked + records, million);
        m_asked = m_checked;
        return m_checked < million;
    }
    [[nodiscard]] std::int64_t checked() const override { return m_checked; }
    [[nodiscard]] std::int64_t all() const override { return million; }
    [[nodiscard]] people::AuditVerdict verdict() override
    {
        people::AuditVerdict out;
        out.records = million;
        out.first = 1;
        out.last = million;
        return out;
    }

private:
    std::atomic<std::int64_t>& m_asked;
    std::int64_t m_checked = 0;
};

class LongTrail final : public people::AuditReader
{
public:
    explicit LongTrail(std::atomic<std::int64_t>& asked)
        : m_asked(asked)
    { }

    Result<people::AuditPage> list(const people::AuditQuery&) override
    {
        people::AuditPage page;
        page.records.emplace_back().number = million;
        return page;
    }
    Result<std::unique_ptr<people::AuditCheck>> check() override
    {
        return std::unique_ptr<people::AuditCheck>(std::make_unique<LongCheck>(m_asked));
    }

private:
    std::atomic<std::int64_t>& m_asked;
};

} // namespace

class AuditCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSeesHowFarItIsAndCanLeaveOff()
    {
        std::atomic<std::int64_t> asked { 0 };
        FakeCore core;
        core.stop();
        core.readers = [&asked]() -> Result<gateway::ReadPorts> {
            gateway::ReadPorts ports;
            ports.audit = std::make_unique<LongTrail>(asked);
            return ports;
        };
        core.start();
        Console console;
        console.window.resize(1440, 900);
        console.window.show();
        client::Endpoint endpoint;
        endpoint.rpc = QUrl(core.url(u"/rpc"_s));
        endpoint.token = QString::fromStdString(core.token("v.audit", { people::Role::Auditor }));
        console.client.connectTo(endpoint);
        QTRY_VERIFY_WITH_TIMEOUT(console.window.currentPage() != nullptr, longMs);
        console.window.open({ u"audit"_s, {}, {} });
        auto* verify = console.find<QAction>("audit.verify");
        QTRY_VERIFY_WITH_TIMEOUT(verify != nullptr && verify->isEnabled(), longMs);
        auto* strip = console.find<QWidget>("verifyAudit");
        auto* bar = console.find<QProgressBar>("verifyProgress");

        verify->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bar->value() > 0, longMs);
        QVERIFY(bar->isVisible());
        QCOMPARE(console.find<QLabel>("verifyReached")->text(), u"200,000 / 1,000,000"_s);
        QCOMPARE(bar->value(), bar->maximum() / 5);
        keepPicture(console.window, u"audit-check"_s);
        QTest::mouseClick(console.find<QPushButton>("verifyStop"), Qt::LeftButton);
        QVERIFY(!strip->isVisible());
        QVERIFY(verify->isEnabled());
        QTest::qWait(500); // as long as all that was left would have taken
        QVERIFY2(asked <= 600'000, qPrintable(QString::number(asked)));

        verify->trigger();
        auto* verdict = console.find<ui::Badge>("verifyVerdict");
        QTRY_VERIFY_WITH_TIMEOUT(verdict->isVisible(), longMs);
        QCOMPARE(verdict->word(), u"whole"_s);
        QVERIFY(!bar->isVisible());
    }
};

LOCUS_TEST(audit_check, AuditCheckTest)
#include "tst_audit_check.moc"
