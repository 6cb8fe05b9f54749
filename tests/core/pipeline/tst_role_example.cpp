// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A whole role and its test; tests/support/README.md explains it.
#include "core/pipeline/effects.h"
#include "tests/support/role_tester.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <cstdlib>

using namespace locus;
using namespace locus::test;

namespace {

// Calls for a doctor when a potassium value is dangerous.
class PotassiumRole final : public pipeline::Role
{
public:
    [[nodiscard]] std::string_view name() const override { return "potassium"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == "Lab.PotassiumMeasured";
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const events::Envelope& event = incoming.event;
        const double value = std::strtod(event.data.c_str(), nullptr); // mmol/l
        if (value <= 0) {
            return poison("potassium.bad_value", "the value must be a number above 0");
        }
        if (value < 6.5) {
            return {};
        }
        events::Envelope alert;
        alert.id = deriveUuid(event.id, event.time, "alert").toString();
        alert.source = "/example";
        alert.type = "Alert.Raised";
        alert.time = event.time;
        alert.aggregateType = "Patient";
        alert.aggregateId = event.aggregateId;
        alert.partitionKey = event.aggregateId;
        alert.data = event.data;
        return effects.append(std::move(alert), "alerts");
    }
};

} // namespace

class RoleExampleTest : public QObject
{
    Q_OBJECT

    static events::Envelope measured(const char* id, const char* patient, const char* value)
    {
        return EventBuilder(id).type("Lab.PotassiumMeasured").of("Patient", patient).data(value);
    }

private Q_SLOTS:
    void aDangerousValueCallsOnce()
    {
        PotassiumRole role;
        RoleTester tester(role);
        QVERIFY(tester.open().ok());
        tester.give(measured("1", "erika", "4.1"));
        tester.give(measured("2", "erika", "7.2"));
        tester.give(measured("2", "erika", "7.2")); // delivered again
        QVERIFY(tester.restart().ok()); // as after kill -9
        tester.give(measured("2", "erika", "7.2"));
        QCOMPARE(tester.published("alerts"), std::vector<Bytes> { "7.2" });
    }

    void aWrongValueParksItsPatientAlone()
    {
        PotassiumRole role;
        RoleTester tester(role);
        QVERIFY(tester.open().ok());
        tester.giveAll({ measured("1", "erika", "\"high\""), measured("2", "erika", "7.0"),
            measured("3", "otto", "6.8") });
        QCOMPARE(tester.published("alerts"), std::vector<Bytes> { "6.8" });
        QCOMPARE(tester.letters().size(), std::size_t { 2 }); // 1, and 2 behind it
        QCOMPARE(tester.letters().front().errorCode, std::string("potassium.bad_value"));
    }
};

LOCUS_TEST(role_example, RoleExampleTest)
#include "tst_role_example.moc"
