// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/masking.h"

#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <random>

using namespace locus;
using namespace locus::masking;
using nlohmann::json;
using people::Role;

namespace {

const Bytes siteKey(32, 'k');
const std::string bullets(maskText);

std::string replaced(std::string text)
{
    for (auto at = text.find("***"); at != std::string::npos; at = text.find("***", at)) {
        text.replace(at, 3, bullets);
    }
    return text;
}

MaskingPolicy policyOf(const std::string& members)
{
    auto policy = MaskingPolicy::parse(
        "{\"rules\":[{\"events\":\"*\",\"roles\":[\"operator\"]," + members + "}]}");
    Q_ASSERT(policy.ok());
    return std::move(*policy);
}

std::string masked(const std::string& members, const std::string& value)
{
    const MaskingPolicy policy = policyOf(members);
    const auto made = Masking(policy, { Role::Operator }, siteKey).payload("Task.Started", value);
    return made.ok() ? made->json : "hidden";
}

// A document of any shape; every text of it is one of its own, so that none can be told from
// another.
json document(std::mt19937& random, int depth, int& number)
{
    static const std::vector<std::string> names { "a", "b", "c", "patient", "items" };
    const unsigned kind = depth > 4 ? 2 : static_cast<unsigned>(random() % 4);
    if (kind == 0) {
        json out = json::object();
        for (unsigned i = 0; i < random() % 4; ++i) {
            const bool usual = random() % 3 != 0;
            const std::string name =
                usual ? names[random() % names.size()] : "n" + std::to_string(++number) + "x";
            out[name] = document(random, depth + 1, number);
        }
        return out;
    }
    if (kind == 1) {
        json out = json::array();
        for (unsigned i = 0; i < random() % 4; ++i) {
            out.push_back(document(random, depth + 1, number));
        }
        return out;
    }
    return kind == 2 ? json("v" + std::to_string(++number) + "x") : json(1'000'000 + ++number);
}

// All texts, numbers and unusual names below, by whether the path shows them.
void collect(const json& value, const std::string& path, bool shown,
    const std::vector<std::string>& show, std::vector<std::string>& seen,
    std::vector<std::string>& hidden)
{
    shown = shown || std::find(show.begin(), show.end(), path) != show.end();
    if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            const std::string at = path.empty() ? name : path + '.' + name;
            if (name.starts_with('n')) {
                (shown ? seen : hidden).push_back('"' + name + '"');
            }
            collect(member, at, shown, show, seen, hidden);
        }
    } else if (value.is_array()) {
        for (const json& item : value) {
            collect(item, path + "[*]", shown, show, seen, hidden);
        }
    } else {
        (shown ? seen : hidden).push_back(value.dump());
    }
}

} // namespace

class MaskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatARuleNamesAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* rule, const char* value,
                             const char* expected) {
            QTest::newRow(name) << QByteArray(rule) << QByteArray(value) << QByteArray(expected);
        };
        row("one member", R"("show":["a"])", R"({"a":"x","b":"y"})",
            R"({"a":"x","masked-1":"***"})");
        row("all below", R"("show":["a"])", R"({"a":{"x":[1,{"y":2}]},"b":[1]})",
            R"({"a":{"x":[1,{"y":2}]},"masked-1":"***"})");
        row("inside", R"("show":["a.b"])", R"({"a":{"b":1,"c":{"d":2}}})",
            R"({"a":{"b":1,"masked-1":"***"}})");
        row("items", R"("show":["items[*].code"])", R"({"items":[{"code":1,"name":"n"},7,[8]]})",
            R"({"items":[{"code":1,"masked-1":"***"},"***","***"]})");
        row("lists in lists", R"("show":["m[*][*]"])", R"({"m":[[1,2],[3]]})",
            R"({"m":[[1,2],[3]]})");
        row("a map by person", R"("show":["*.count"])", R"({"Ama Osei":{"count":3,"x":1}})",
            R"({"masked-1":{"count":3,"masked-1":"***"}})");
        row("another kind", R"("show":["a.b"])", R"({"a":"text","b":1})",
            R"({"a":"***","masked-1":"***"})");
        row("a list at the top", R"("show":["a"])", R"([{"a":1}])", R"("***")");
        row("items at the top", R"("show":["[*].a"])", R"([{"a":1}])", R"([{"a":1}])");
        row("digits stand", R"("show":["a"])",
            R"({"a":[1.10,1e40,123456789012345678901234567890]})",
            R"({"a":[1.10,1e40,123456789012345678901234567890]})");
        row("nothing", R"("show":[])", R"({"a":1,"b":true,"c":null})", R"("***")");
        row("removed", R"("mask":[{"path":"a","mode":"remove"},{"path":"b[*]","mode":"remove"}])",
            R"({"a":{"x":1},"b":[1,[2],{}]})", R"({"b":[]})");
        row("modes",
            R"("mask":[{"path":"f","mode":"keepFirst","n":2},{"path":"l","mode":"keepLast","n":2},
               {"path":"i","mode":"initials"},{"path":"e","mode":"email"},{"path":"y","mode":"year"},
               {"path":"z","mode":"zero"},{"path":"r","mode":"replace"}])",
            R"({"f":"abcd","l":"abcd","i":"Ama Osei","e":"ama@example.org","y":"1971-03-05","z":7,"r":"r"})",
            R"({"f":"ab***","l":"***cd","i":"A.O.","e":"a***@example.org","y":"1971","z":0,"r":"***"})");
        row("modes that do not fit",
            R"("mask":[{"path":"f","mode":"keepFirst","n":9},{"path":"e","mode":"email"},
               {"path":"y","mode":"year"},{"path":"z","mode":"zero"},{"path":"i","mode":"keepLast","n":2}])",
            R"({"f":"abcd","e":"nobody","y":"then","z":"seven","i":4711})",
            R"({"f":"***","e":"***","y":"***","z":"***","i":"***"})");
    }
    void showsWhatARuleNamesAndNothingElse()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        QCOMPARE(QString::fromStdString(masked(rule.toStdString(), value.toStdString())),
            QString::fromStdString(replaced(expected.toStdString())));
    }

    void charactersAreKeptWhole()
    {
        const std::string name = reinterpret_cast<const char*>(u8"\u00c4nne");
        QCOMPARE(
            masked(R"("mask":[{"path":"a","mode":"keepFirst","n":1}])", "{\"a\":\"" + name + "\"}"),
            std::string("{\"a\":\"") + reinterpret_cast<const char*>(u8"\u00c4") + bullets + "\"}");
    }

    void equalValuesHaveEqualHashesOfTheirSite()
    {
        const std::string rule =
            R"("mask":[{"path":"a","mode":"hash"},{"path":"b","mode":"hash"}])";
        const json out = json::parse(masked(rule, R"({"a":"943","b":"943"})"));
        QCOMPARE(out["a"].get<std::string>(), out["b"].get<std::string>());
        QCOMPARE(out["a"].get<std::string>().size(), std::size_t(33));
        const MaskingPolicy policy = policyOf(rule);
        const auto elsewhere = Masking(policy, { Role::Operator }, Bytes(32, 'x'))
                                   .payload("T", R"({"a":"943","b":"943"})");
        QVERIFY(elsewhere.ok() && json::parse(elsewhere->json)["a"] != out["a"]);
    }

    void whatOneRoleSeesIsSeen()
    {
        const auto policy = MaskingPolicy::parse(R"({"rules":[
            {"events":"*","roles":["operator"],"show":["a"],"mask":[{"path":"b","mode":"year"}]},
            {"events":"*","roles":["coordinator"],"show":["b"]}]})");
        QVERIFY(policy.ok());
        const auto both = Masking(*policy, { Role::Operator, Role::Coordinator }, siteKey)
                              .payload("T", R"({"a":1,"b":"1971-03-05","c":3})");
        QCOMPARE(both->json, replaced(R"({"a":1,"b":"1971-03-05","masked-1":"***"})"));
        QCOMPARE(both->masked, std::size_t(1));
    }

    void hidesWholeWhatItCannotJudge()
    {
        const MaskingPolicy policy = policyOf(R"("show":["a"])");
        const Masking eyes(policy, { Role::Operator }, siteKey);
        const auto reasonFor = [&](const std::string& value) {
            const MaskedRecord out = eyes.record({ "T", std::nullopt, {}, BytesView(value) });
            return out.value ? std::string() : out.hidden;
        };
        QVERIFY(!reasonFor("Ama Osei").empty());
        QVERIFY(!reasonFor("{\"a\":1").empty());
        QVERIFY(!reasonFor("").empty());
        QVERIFY(!reasonFor("{\"a\":\"\xff\"}").empty());
        QVERIFY(!reasonFor(std::string(10'000'000, '[')).empty());
        QVERIFY(!reasonFor("{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}").empty());
        QVERIFY(reasonFor(R"({"a":1})").empty());
        const Masking nobody(policy, { Role::Auditor }, siteKey);
        const std::string value = R"({"a":1})";
        QVERIFY(!nobody.record({ "T", std::nullopt, {}, BytesView(value) }).value);
    }

    void keyAndHeadersAreMaskedToo()
    {
        const MaskingPolicy policy = policyOf(R"("headers":["ce_type"],"key":"hash")");
        const Masking eyes(policy, { Role::Operator }, siteKey);
        const std::vector<std::pair<std::string, std::optional<Bytes>>> headers {
            { "CE_Type", "Task.Started" }, { "exception", "no bed for Ama Osei" },
            { "exception", "again Ama Osei" }, { "empty", std::nullopt }
        };
        const MaskedRecord out = eyes.record({ "T", "Ama Osei", headers, std::nullopt });
        QVERIFY(out.key && out.key->starts_with('#'));
        QCOMPARE(out.headers.size(), std::size_t(4));
        QCOMPARE(*out.headers[0].second, std::string("Task.Started"));
        QCOMPARE(*out.headers[1].second, bullets);
        QCOMPARE(*out.headers[2].second, bullets);
        QVERIFY(!out.headers[3].second);
        QCOMPARE(out.masked, std::size_t(3));
    }

    // Any document, any choice of paths: what a path shows is there, nothing else is.
    void nothingElseEverComesThrough()
    {
        const std::vector<std::string> paths { "a", "b.c", "items[*]", "items[*].a",
            "patient.items", "c[*][*]", "a.b.c", "[*]", "[*].b" };
        for (unsigned seed = 1; seed <= 500; ++seed) {
            std::mt19937 random(seed);
            std::vector<std::string> show;
            std::string rule = "\"show\":[";
            for (const std::string& path : paths) {
                if (random() % 3 == 0) {
                    rule += (show.empty() ? "\"" : ",\"") + path + '"';
                    show.push_back(path);
                }
            }
            int number = 0;
            const json value = document(random, 0, number);
            std::vector<std::string> seen;
            std::vector<std::string> hidden;
            collect(value, "", false, show, seen, hidden);
            const std::string out = masked(rule + "]", value.dump());
            QVERIFY2(json::accept(out), qPrintable(QString::number(seed)));
            for (const std::string& text : seen) {
                QVERIFY2(out.find(text) != std::string::npos, qPrintable(QString::number(seed)));
            }
            for (const std::string& text : hidden) {
                QVERIFY2(out.find(text) == std::string::npos, qPrintable(QString::number(seed)));
            }
        }
    }
};

LOCUS_TEST(masking, MaskingTest)
#include "tst_masking.moc"
