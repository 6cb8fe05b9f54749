// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/catalogue.h"
#include "core/masking/built_in_text.h"
#include "core/masking/masking.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <array>

using namespace locus;
using namespace locus::masking;
using people::Role;

namespace {

const std::string payload =
    R"({"status":"open","patientId":"P-17","patientName":"Ada Quillfeather",)"
    R"("birthDate":"1971-03-05","note":"Quillfeather, Ada","items":[)"
    R"({"patient":{"name":"Ada Quillfeather"}}]})";

std::string seenBy(Role role, std::string_view type)
{
    const Masking eyes(MaskingPolicy::builtIn(), { role }, Bytes(32, 'k'));
    const auto made = eyes.payload(type, payload);
    return made.ok() ? made->json : made.error().code;
}

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class ShippedPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canBeRead()
    {
        const auto read = MaskingPolicy::parse(builtInText());
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
    }

    // Of each event of the catalogue that may hold a person's data.
    void machinesSeeNobody()
    {
        int events = 0;
        for (const events::EventInfo& entry : events::Catalogue::shipped().events()) {
            if (entry.phi == events::PhiClass::None) {
                continue;
            }
            ++events;
            for (const Role role : { Role::Operator, Role::Admin, Role::Auditor }) {
                const std::string seen = seenBy(role, entry.name);
                QVERIFY2(!has(seen, "Quillfeather") && !has(seen, "P-17") && !has(seen, "1971"),
                    (entry.name + ": " + seen).c_str());
            }
        }
        QVERIFY(events > 500);
    }

    void whoTreatsSeesThePatient()
    {
        for (const events::EventInfo& entry : events::Catalogue::shipped().events()) {
            QVERIFY2(seenBy(Role::Clinician, entry.name) == payload, entry.name.c_str());
            QVERIFY2(has(seenBy(Role::Coordinator, entry.name), "P-17"), entry.name.c_str());
        }
        QVERIFY(!has(seenBy(Role::Coordinator, "ClinicalNote.Signed"), "\"note\""));
    }

    void whatNobodyKnowsIsHidden()
    {
        for (const Role role : people::allRoles) {
            QCOMPARE(seenBy(role, "Nothing.Known"), std::string("masking.no_rule"));
            const std::array roles { role };
            QVERIFY(MaskingPolicy::builtIn().answerViewOf("nothing.known", roles).roots.empty());
        }
        const Masking nobody(MaskingPolicy::builtIn(), {}, Bytes(32, 'k'));
        QVERIFY(!nobody.payload("Patient.Created", payload).ok());
    }
};

LOCUS_TEST(shipped_policy, ShippedPolicyTest)
#include "tst_shipped_policy.moc"
