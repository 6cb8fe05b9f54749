// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/masking_policy.h"

#include "tests/support/test_registry.h"

#include <QTest>

#include <array>

using namespace locus;
using namespace locus::masking;
using people::Role;

class MaskingPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("path");
        const auto rule = [](const char* members) -> QByteArray {
            return QByteArray("{\"rules\":[{\"events\":\"*\",\"roles\":[\"operator\"],") + members
                + "}]}";
        };
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("");
        QTest::newRow("no rules") << QByteArray("{}") << QByteArray("/rules");
        QTest::newRow("role") << QByteArray(R"({"rules":[{"events":"*","roles":["guest"]}]})")
                              << QByteArray("/rules/0/roles");
        QTest::newRow("nobody") << QByteArray(R"({"rules":[{"events":"*","roles":[]}]})")
                                << QByteArray("/rules/0/roles");
        QTest::newRow("path") << rule(R"("show":["a[1].b"])") << QByteArray("/rules/0/show");
        QTest::newRow("star") << rule(R"("show":["a.na*"])") << QByteArray("/rules/0/show");
        QTest::newRow("gap") << rule(R"("show":["a..b"])") << QByteArray("/rules/0/show");
        QTest::newRow("mode") << rule(R"("mask":[{"path":"a","mode":"blur"}])")
                              << QByteArray("/rules/0/mask/0/mode");
        QTest::newRow("key") << rule(R"("key":"half")") << QByteArray("/rules/0/key");
    }
    void namesWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, path);
        const auto policy = MaskingPolicy::parse(json.toStdString());
        QVERIFY(!policy.ok());
        QCOMPARE(policy.error().code, std::string("masking.malformed"));
        QVERIFY(policy.error().kind == ErrorKind::Invalid);
        for (const auto& [name, value] : policy.error().context) {
            if (name == "path") {
                QCOMPARE(value, path.toStdString());
            }
        }
    }

    void theLongestTypeDecidesAndOthersSeeNothing()
    {
        const auto policy = MaskingPolicy::parse(R"({"rules":[
            {"events":"*","roles":["operator"],"show":["a"],"headers":["ce_type"]},
            {"events":"Task.*","roles":["operator"],"show":["b"],"key":"show"}]})");
        QVERIFY(policy.ok());
        const std::array operators { Role::Operator };
        const std::array clinicians { Role::Clinician };
        QVERIFY(!policy->viewOf("Other.Thing", operators).outside.showsKey);
        QCOMPARE(policy->viewOf("Other.Thing", operators).outside.headers.size(), std::size_t(1));
        QVERIFY(policy->viewOf("Task.Started", operators).outside.showsKey);
        QVERIFY(policy->viewOf("Task.Started", operators).outside.headers.empty());
        QVERIFY(policy->viewOf("Task.Started", clinicians).roots.empty());
        QVERIFY(policy->viewOf("Task.Started", {}).roots.empty());
    }
};

LOCUS_TEST(masking_policy, MaskingPolicyTest)
#include "tst_masking_policy.moc"
