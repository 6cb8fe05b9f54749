// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/changes_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

std::uint64_t numberAt(JsonFields& in, std::string_view name)
{
    return static_cast<std::uint64_t>(in.integer(name, 0, INT64_MAX));
}

} // namespace

Bytes ChangesSubscribed::toJson() const
{
    return dumpJson({ { "now", now } });
}

Result<ChangesSubscribed> ChangesSubscribed::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ChangesSubscribed message { numberAt(in, "now") };
    LOCUS_TRY(in.status());
    return message;
}

Bytes ChangesSubscribe::toJson() const
{
    json out = { { "streams", streams } };
    if (from) {
        out["from"] = *from;
    }
    return dumpJson(out);
}

Result<ChangesSubscribe> ChangesSubscribe::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ChangesSubscribe message { in.texts("streams"), std::nullopt };
    if (in.has("from")) {
        message.from = numberAt(in, "from");
    }
    LOCUS_TRY(in.statusStrict());
    if (message.streams.empty()) {
        return invalid("params.missing", "\"streams\" must name at least one stream")
            .with("field", "streams");
    }
    return message;
}

Bytes Change::toJson() const
{
    Bytes out = dumpJson({ { "seq", seq }, { "stream", stream }, { "op", op }, { "id", id } });
    if (!item.empty()) {
        out.pop_back();
        out += R"(,"item":)" + item + '}';
    }
    return out;
}

Result<Change> Change::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    Change message;
    message.seq = numberAt(in, "seq");
    message.stream = in.text("stream");
    message.op = in.text("op");
    message.id = in.text("id");
    const json& item = in.any("item");
    message.item = item.is_null() ? Bytes() : dumpJson(item);
    LOCUS_TRY(in.status());
    return message;
}

Bytes ChangesGap::toJson() const
{
    return dumpJson({ { "from", from }, { "to", to } });
}

Result<ChangesGap> ChangesGap::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ChangesGap message { numberAt(in, "from"), numberAt(in, "to") };
    LOCUS_TRY(in.status());
    return message;
}

} // namespace locus::protocol
