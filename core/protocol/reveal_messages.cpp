// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/reveal_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

constexpr int mostMinutes = 30;

json objectOf(const RevealInfo& info)
{
    json out { { "revealId", info.revealId }, { "record", info.record }, { "reason", info.reason },
        { "begunAt", toRfc3339(info.begunAt) }, { "expiresAt", toRfc3339(info.expiresAt) } };
    if (!info.fields.empty()) {
        out["fields"] = info.fields;
    }
    return out;
}

Result<RevealInfo> infoFrom(const json& value)
{
    JsonFields in(value);
    RevealInfo out;
    out.revealId = in.text("revealId");
    out.record = in.text("record");
    out.fields = in.texts("fields");
    out.reason = in.textOr("reason");
    out.begunAt = in.instant("begunAt").value_or(Instant());
    out.expiresAt = in.instant("expiresAt").value_or(Instant());
    LOCUS_TRY(in.status());
    return out;
}

} // namespace

Bytes RevealInfo::toJson() const
{
    return dumpJson(objectOf(*this));
}

Result<RevealInfo> RevealInfo::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    return infoFrom(object);
}

Bytes RevealBegin::toJson() const
{
    json out { { "record", record }, { "reason", reason }, { "minutes", minutes } };
    if (!fields.empty()) {
        out["fields"] = fields;
    }
    return dumpJson(out);
}

Result<RevealBegin> RevealBegin::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RevealBegin out;
    out.record = in.text("record");
    out.fields = in.texts("fields");
    out.reason = in.text("reason");
    out.minutes = static_cast<int>(in.integerOr("minutes", out.minutes, 1, mostMinutes));
    LOCUS_TRY(in.statusStrict());
    return out;
}

Bytes RevealsShown::toJson() const
{
    json list = json::array();
    for (const RevealInfo& info : items) {
        list.push_back(objectOf(info));
    }
    return dumpJson({ { "items", std::move(list) } });
}

Result<RevealsShown> RevealsShown::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RevealsShown out;
    for (const json& value : in.any("items")) {
        LOCUS_TRY_VALUE(info, infoFrom(value));
        out.items.push_back(std::move(info));
    }
    LOCUS_TRY(in.status());
    return out;
}

Bytes RevealEnd::toJson() const
{
    return dumpJson({ { "revealId", revealId } });
}

Result<RevealEnd> RevealEnd::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RevealEnd out { in.text("revealId") };
    LOCUS_TRY(in.statusStrict());
    return out;
}

Result<RevealList> RevealList::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    LOCUS_TRY(JsonFields(object).statusStrict());
    return RevealList {};
}

std::vector<std::string> maskedPaths(BytesView answer)
{
    const auto object = parseObject(answer);
    if (!object.ok()) {
        return {};
    }
    JsonFields in(*object);
    return in.texts("masked");
}

} // namespace locus::protocol
