// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/vep_server.h"

#include <nlohmann/json.hpp>

namespace locus::test {

using nlohmann::json;

namespace {

ServedReply failure(const std::string& text)
{
    return { 400, json({ { "error", text } }).dump() };
}

const char* keyOf(const std::string& target)
{
    if (target.find("/region") != std::string::npos) {
        return "variants";
    }
    return target.find("/hgvs") != std::string::npos ? "hgvs_notations" : "ids";
}

} // namespace

VepServer::VepServer()
    : m_server([this](const ServedRequest& request) { return answer(request); })
{ }

std::vector<ServedRequest> VepServer::batches() const
{
    auto all = m_server.requests();
    std::erase_if(all, [](const auto& request) {
        return request.method != "POST" || !request.target.starts_with("/vep/");
    });
    return all;
}

void VepServer::knows(const std::string& input, const std::string& element)
{
    const std::lock_guard lock(m_mutex);
    m_known[input].push_back(element.empty() ? json({ { "input", input } }).dump() : element);
}

void VepServer::knowsMissense(const std::string& input, const std::string& assembly)
{
    const json transcript = { { "transcript_id", "ENST00000990001.1" },
        { "gene_id", "ENSG00000990001" }, { "gene_symbol", "FICT1" },
        { "biotype", "protein_coding" }, { "impact", "MODERATE" }, { "variant_allele", "T" },
        { "strand", 1 }, { "consequence_terms", { "missense_variant" } }, { "cdna_start", 120 },
        { "cds_start", 100 }, { "protein_start", 34 }, { "amino_acids", "A/V" },
        { "codons", "gCc/gTc" }, { "hgvsc", "ENST00000990001.1:c.100C>T" },
        { "hgvsp", "ENSP00000990001.1:p.Ala34Val" }, { "mane_select", "NM_990001.1" },
        { "sift_prediction", "tolerated" }, { "sift_score", 0.25 },
        { "polyphen_prediction", "benign" }, { "polyphen_score", 0 },
        { "alphamissense", { { "am_class", "ambiguous" }, { "am_pathogenicity", 0.4 } } } };
    const json element = { { "input", input }, { "id", "." }, { "assembly_name", assembly },
        { "seq_region_name", "7" }, { "start", 1000 }, { "end", 1000 }, { "strand", 1 },
        { "allele_string", "C/T" }, { "vcf_string", "7-1000-C-T" },
        { "most_severe_consequence", "missense_variant" },
        { "transcript_consequences", json::array({ transcript }) } };
    knows(input, element.dump());
}

void VepServer::refuses(const std::string& input, const std::string& text)
{
    const std::lock_guard lock(m_mutex);
    m_refused[input] = text;
}

void VepServer::next(ServedReply reply)
{
    const std::lock_guard lock(m_mutex);
    m_script.push_back(std::move(reply));
}

void VepServer::limitBatchTo(std::size_t count, int status)
{
    const std::lock_guard lock(m_mutex);
    m_limit = count;
    m_limitStatus = status;
}

void VepServer::pingAnswers(int status)
{
    const std::lock_guard lock(m_mutex);
    m_ping = status;
}

void VepServer::compress(bool on)
{
    const std::lock_guard lock(m_mutex);
    m_gzip = on;
}

ServedReply VepServer::answer(const ServedRequest& request)
{
    const std::lock_guard lock(m_mutex);
    if (request.target.starts_with("/info/ping")) {
        return { m_ping, R"({"ping":1})" };
    }
    if (request.target.starts_with("/info/software")) {
        return { 200, R"({"release":115})" };
    }
    if (request.target.starts_with("/info/data")) {
        return { 200, R"({"releases":[116]})" };
    }
    if (!m_script.empty()) {
        ServedReply reply = std::move(m_script.front());
        m_script.pop_front();
        return reply;
    }
    return answerBatch(request);
}

ServedReply VepServer::answerBatch(const ServedRequest& request)
{
    const json body = json::parse(request.body, nullptr, false);
    const char* key = keyOf(request.target);
    if (!body.is_object() || !body.contains(key)) {
        return failure(std::string(" Cannot find \"") + key
            + "\" key in your POST. Please check the format of your message against the "
              "documentation");
    }
    const auto inputs = body[key].get<std::vector<std::string>>();
    if (inputs.size() > m_limit) {
        return m_limitStatus == 400
            ? failure("POST message too large. You have submitted " + std::to_string(inputs.size())
                + " elements but a limit of " + std::to_string(m_limit)
                + " is in place. Request smaller regions or lists of IDs")
            : ServedReply { m_limitStatus, "<html>Gateway</html>", "text/html" };
    }
    std::string elements;
    for (auto it = inputs.rbegin(); it != inputs.rend(); ++it) { // order is not promised
        const auto found = m_known.find(*it);
        for (std::size_t i = 0; found != m_known.end() && i < found->second.size(); ++i) {
            elements += (elements.empty() ? "" : ",") + found->second[i];
        }
    }
    if (elements.empty() && !inputs.empty()) {
        const auto why = m_refused.find(inputs.front());
        return failure(why == m_refused.end() ? "Unable to parse input" : why->second);
    }
    ServedReply reply { 200, "[" + elements + "]" };
    reply.gzip = m_gzip;
    return reply;
}

} // namespace locus::test
