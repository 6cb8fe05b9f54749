// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/model_server.h"

#include <QByteArray>

#include <nlohmann/json.hpp>

namespace locus::test {

using nlohmann::json;

namespace {

constexpr auto* kPath = "/v2/models/pathogenicity";

std::vector<double> firstNumbers(const json& request)
{
    for (const auto& input : request.at("inputs")) {
        if (input.at("datatype") != "BYTES") {
            return input.at("data").get<std::vector<double>>();
        }
    }
    return {};
}

json outputOf(const std::string& form, const std::vector<double>& scores)
{
    json output = { { "name", "predict_proba" }, { "datatype", "FP32" },
        { "shape", { scores.size(), 2 } }, { "data", json::array() } };
    if (form == "classes" || form == "base64") {
        output["name"] = "predict";
        output["shape"] = json::array({ scores.size() });
        output["datatype"] = form == "classes" ? "INT64" : "BYTES";
    }
    for (const double score : scores) {
        if (form == "nested") {
            output["data"].push_back({ 1 - score, score });
        } else if (form == "classes") {
            output["data"].push_back(score >= 0.5 ? 1 : 0);
        } else if (form == "base64") {
            output["parameters"] = { { "content_type", "base64" } };
            output["data"].push_back(QByteArray::number(score).toBase64().toStdString());
        } else {
            output["data"].push_back(1 - score);
            output["data"].push_back(score);
        }
    }
    return output;
}

} // namespace

ModelServer::ModelServer()
    : m_metadata(R"({"name":"pathogenicity","platform":"sklearn","versions":["3"],"inputs":[
{"name":"sift_score","datatype":"FP32","shape":[-1]},
{"name":"protPos","datatype":"INT32","shape":[-1]},
{"name":"Consequence","datatype":"BYTES","shape":[-1]}],
"outputs":[{"name":"predict_proba","datatype":"FP32","shape":[-1,2]}]})")
    , m_server([this](const ServedRequest& request) { return answer(request); })
{ }

std::vector<ServedRequest> ModelServer::inferences() const
{
    auto all = m_server.requests();
    std::erase_if(all, [](const auto& request) { return !request.target.ends_with("/infer"); });
    return all;
}

void ModelServer::readyAnswers(int status)
{
    const std::lock_guard lock(m_mutex);
    m_ready = status;
}

void ModelServer::describedAs(const std::string& metadata)
{
    const std::lock_guard lock(m_mutex);
    m_metadata = metadata;
}

void ModelServer::answersIn(const std::string& form)
{
    const std::lock_guard lock(m_mutex);
    m_form = form;
}

void ModelServer::next(ServedReply reply)
{
    const std::lock_guard lock(m_mutex);
    m_script.push_back(std::move(reply));
}

ServedReply ModelServer::answer(const ServedRequest& request)
{
    const std::lock_guard lock(m_mutex);
    std::string target = request.target;
    if (const auto version = target.find("/versions/3"); version != std::string::npos) {
        target.erase(version, 11);
    }
    if (target == std::string(kPath) + "/ready") {
        return { m_ready, "" };
    }
    if (target == kPath) {
        return { 200, m_metadata };
    }
    if (target != std::string(kPath) + "/infer") {
        return { 404, R"({"error":"Model not found"})" };
    }
    if (!m_script.empty()) {
        ServedReply reply = std::move(m_script.front());
        m_script.pop_front();
        return reply;
    }
    return infer(request);
}

ServedReply ModelServer::infer(const ServedRequest& request) const
{
    const json body = json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("inputs")) {
        return { 400, R"({"error":"no inputs"})" };
    }
    const json reply = { { "model_name", "pathogenicity" }, { "model_version", "3" },
        { "id", body.value("id", "") },
        { "outputs", json::array({ outputOf(m_form, firstNumbers(body)) }) } };
    return { 200, reply.dump() };
}

} // namespace locus::test
