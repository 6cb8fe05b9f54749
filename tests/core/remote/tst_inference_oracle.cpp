// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/remote/inference_client.h"
#include "tests/core/remote/oracle_files.h"
#include "tests/core/remote/remote_fixture.h"
#include "tests/support/model_server.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

namespace {

// Block YAML of maps, lists and plain scalars, which is all that the protocol's description uses.
class YamlReader
{
public:
    explicit YamlReader(const std::string& text)
    {
        for (const auto raw : split(text, '\n')) {
            const auto indent = raw.find_first_not_of(" \r");
            if (indent != std::string_view::npos && raw[indent] != '#') {
                m_lines.push_back({ indent, std::string(trimmed(raw)) });
            }
        }
    }
    json read() { return m_lines.empty() ? json() : block(m_lines[0].indent); }

private:
    struct Line
    {
        std::size_t indent;
        std::string text;
    };

    static std::string unquoted(std::string_view text)
    {
        text = trimmed(text);
        const bool quoted = text.size() > 1 && text.front() == '\'' && text.back() == '\'';
        return std::string(quoted ? text.substr(1, text.size() - 2) : text);
    }

    json block(std::size_t indent)
    {
        const bool isList = m_lines[m_at].text.starts_with("- ");
        json out = isList ? json::array() : json::object();
        while (m_at < m_lines.size() && m_lines[m_at].indent == indent
            && m_lines[m_at].text.starts_with("- ") == isList) {
            if (isList) {
                out.push_back(item(indent));
            } else {
                member(out, indent);
            }
        }
        return out;
    }

    // "- key: value" is a map that begins two columns further right.
    json item(std::size_t indent)
    {
        auto& line = m_lines[m_at];
        line.text = line.text.substr(2);
        line.indent = indent + 2;
        const bool isMap = line.text.ends_with(":") || line.text.find(": ") != std::string::npos;
        return isMap ? block(indent + 2) : json(unquoted(m_lines[m_at++].text));
    }

    void member(json& out, std::size_t indent)
    {
        const std::string text = m_lines[m_at++].text;
        const auto colon = text.ends_with(":") ? text.size() - 1 : text.find(": ");
        const auto key = unquoted(std::string_view(text).substr(0, colon));
        if (colon + 1 < text.size()) {
            out[key] = unquoted(std::string_view(text).substr(colon + 1));
            return;
        }
        const bool deeper = m_at < m_lines.size()
            && (m_lines[m_at].indent > indent
                || (m_lines[m_at].indent == indent && m_lines[m_at].text.starts_with("- ")));
        out[key] = deeper ? block(m_lines[m_at].indent) : json();
    }

    std::vector<Line> m_lines;
    std::size_t m_at = 0;
};

// Types, required members, items, references and alternatives: the words that the description uses.
class SchemaCheck
{
public:
    explicit SchemaCheck(json schemas)
        : m_schemas(std::move(schemas))
    { }

    // An empty text, or where it is wrong.
    std::string problem(const std::string& name, const json& value) const
    {
        return check(m_schemas.at(name), value, name);
    }

private:
    static bool isOfType(const std::string& type, const json& value)
    {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array())
            || (type == "string" && value.is_string()) || (type == "number" && value.is_number())
            || (type == "integer" && value.is_number_integer())
            || (type == "boolean" && value.is_boolean());
    }

    std::string check(const json& schema, const json& value, const std::string& where) const
    {
        if (schema.contains("$ref")) {
            const auto ref = schema.at("$ref").get<std::string>();
            return check(m_schemas.at(ref.substr(ref.rfind('/') + 1)), value, where);
        }
        if (schema.contains("anyOf")) {
            for (const auto& choice : schema.at("anyOf")) {
                if (check(choice, value, where).empty()) {
                    return {};
                }
            }
            return where + " fits none of its alternatives";
        }
        if (schema.contains("type") && !isOfType(schema.at("type").get<std::string>(), value)) {
            return where + " is not of type " + schema.at("type").get<std::string>();
        }
        return value.is_object() ? checkObject(schema, value, where)
                                 : checkItems(schema, value, where);
    }

    std::string checkObject(const json& schema, const json& value, const std::string& where) const
    {
        for (const auto& name : schema.value("required", json::array())) {
            if (!value.contains(name.get<std::string>())) {
                return where + " lacks " + name.get<std::string>();
            }
        }
        const json properties = schema.value("properties", json::object());
        for (const auto& [name, member] : value.items()) {
            if (properties.contains(name)) {
                if (auto wrong = check(properties.at(name), member, where + "." + name);
                    !wrong.empty()) {
                    return wrong;
                }
            }
        }
        return {};
    }

    std::string checkItems(const json& schema, const json& value, const std::string& where) const
    {
        for (std::size_t i = 0; value.is_array() && schema.contains("items") && i < value.size();
             ++i) {
            if (auto wrong =
                    check(schema.at("items"), value[i], where + "[" + std::to_string(i) + "]");
                !wrong.empty()) {
                return wrong;
            }
        }
        return {};
    }

    json m_schemas;
};

genetics::AnnotationRow scorable(double sift)
{
    genetics::TranscriptAnnotation transcript;
    transcript.consequenceTerms = { "missense_variant" };
    transcript.proteinStart = 34;
    transcript.scores["sift"] = sift;
    genetics::AnnotationRow row;
    row.annotation.emplace();
    row.annotation->transcripts = { transcript };
    return row;
}

} // namespace

// Our requests, and the replies that our client is tested with, against the protocol's OpenAPI
// text.
class InferenceOracleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto folder = oracleFolder("vep/kserve", 1);
        if (folder) {
            m_api = YamlReader(contentOf(*folder / "open_inference_rest.yaml")).read();
            QVERIFY(m_api.contains("components"));
        }
    }

    void requestsAndRepliesFitTheDescription()
    {
        if (m_api.is_null()) {
            return;
        }
        const SchemaCheck check(m_api.at("components").at("schemas"));
        RemoteFixture fixture;
        ModelServer server;
        remote::InferenceClient client(
            { .baseUrl = server.url(), .model = "pathogenicity", .version = "3" }, fixture.http,
            fixture.seams());
        const std::vector<genetics::AnnotationRow> rows { scorable(0.1), scorable(0.9) };
        for (const auto* form : { "flat", "nested", "base64", "classes" }) {
            server.answersIn(form);
            QVERIFY(client.score(rows).ok());
            const auto sent = server.inferences().back();
            const auto request = json::parse(sent.body);
            QCOMPARE(check.problem("inference_request", request), std::string());
            const auto reply =
                fixture.http.send({ "POST", server.url() + sent.target, {}, sent.body });
            QVERIFY(reply.ok());
            QCOMPARE(check.problem("inference_response", json::parse(reply->body)), std::string());
        }
        const auto metadata =
            fixture.http.send({ "GET", server.url() + "/v2/models/pathogenicity" });
        QVERIFY(metadata.ok());
        QCOMPARE(
            check.problem("metadata_model_response", json::parse(metadata->body)), std::string());
    }

    void ourPathsAreThoseOfTheDescription()
    {
        if (m_api.is_null()) {
            return;
        }
        const auto& paths = m_api.at("paths");
        const std::string model = "/v2/models/${MODEL_NAME}/versions/${MODEL_VERSION}";
        QVERIFY(paths.at(model).contains("get"));
        QVERIFY(paths.at(model + "/ready").contains("get"));
        QVERIFY(paths.at(model + "/infer").contains("post"));
    }

    void theCheckItselfFindsFaults()
    {
        if (m_api.is_null()) {
            return;
        }
        const SchemaCheck check(m_api.at("components").at("schemas"));
        auto request = json::parse(
            R"({"inputs":[{"name":"a","shape":[1],"datatype":"FP32","data":[[1.5]]}]})");
        QCOMPARE(check.problem("inference_request", request), std::string());
        auto noShape = request;
        noShape["inputs"][0].erase("shape");
        QVERIFY(!check.problem("inference_request", noShape).empty());
        auto badShape = request;
        badShape["inputs"][0]["shape"] = json::array({ "1" });
        QVERIFY(!check.problem("inference_request", badShape).empty());
        auto badData = request;
        badData["inputs"][0]["data"] = json::array({ nullptr });
        QVERIFY(!check.problem("inference_request", badData).empty());
        QVERIFY(!check.problem("inference_request", json::object()).empty());
    }

private:
    json m_api;
};

LOCUS_TEST(inference_oracle, InferenceOracleTest)
#include "tst_inference_oracle.moc"
