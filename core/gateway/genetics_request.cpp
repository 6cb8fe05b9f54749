// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/genetics_request.h"

#include "core/base/text.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::gateway {

using protocol::JsonFields;

namespace {

constexpr std::size_t longestSessionId = 128;

Error oneSource()
{
    return invalid("genetics.one_input", "give one of sequence, variants and text")
        .with("field", "sequence")
        .with("allowed", "sequence, variants, text");
}

// The submission's text from whichever member holds it.
std::string inputOf(JsonFields& in)
{
    const std::string sequence = in.textOr("sequence");
    const std::string text = in.textOr("text");
    const std::string variants = join(in.texts("variants"), "\n");
    const int given = int(!sequence.empty()) + int(!text.empty()) + int(!variants.empty());
    if (given > 1) {
        in.fail(oneSource());
    }
    return sequence + text + variants;
}

analyses::Mode modeOf(JsonFields& in)
{
    const std::string name = in.textOr("mode", "normal");
    const auto mode = analyses::modeFrom(name);
    if (!mode) {
        in.fail(invalid("genetics.unknown_mode", "there is no such mode")
                    .with("field", "mode")
                    .with("allowed", "normal, big-data, node-scale, lag-demo, kafka-lag"));
    }
    return mode.value_or(analyses::Mode::Normal);
}

std::string secretOf(JsonFields& in)
{
    const std::string token = in.textOr("token");
    const std::string ticket = in.textOr("ticket");
    if (!token.empty() && !ticket.empty()) {
        in.fail(invalid("genetics.one_secret", "give a token or a ticket")
                    .with("field", "token")
                    .with("allowed", "token, ticket"));
    }
    return token + ticket;
}

} // namespace

Result<GeneticsRequest> parseGeneticsRequest(BytesView frame)
{
    const std::string_view content = trimmed(frame);
    if (content.empty()) {
        return invalid("genetics.empty", "the message is empty; send a sequence or JSON")
            .with("allowed", "sequence text, or JSON with sequence, variants or text");
    }
    GeneticsRequest request;
    if (content.front() != '{') {
        request.text = std::string(content);
        return request;
    }
    LOCUS_TRY_VALUE(
        object, protocol::parseJson(content, { protocol::frameBytesToCore, protocol::jsonDepth }));
    JsonFields in(object);
    request.secret = secretOf(in);
    request.sessionId = in.textOr("sessionId");
    request.requestId = in.textOr("requestId");
    request.text = inputOf(in);
    request.mode = modeOf(in);
    request.priority = static_cast<int>(in.integerOr("priority", 5, 0, 9));
    request.assembly = in.textOr("assembly", "GRCh38");
    request.patientRef = in.textOr("patientRef");
    request.label = in.textOr("label");
    request.resourceProfile = in.textOr("resourceProfile");
    in.any("timestamp");
    in.any("size");
    LOCUS_TRY(in.statusStrict());
    if (request.sessionId.size() > longestSessionId) {
        return invalid("params.range", "\"sessionId\" has at most 128 octets")
            .with("field", "sessionId")
            .with("allowed", "1..128 octets");
    }
    const bool saysNothing =
        request.text.empty() && request.secret.empty() && request.sessionId.empty();
    return saysNothing ? Result<GeneticsRequest>(oneSource()) : Result<GeneticsRequest>(request);
}

} // namespace locus::gateway
