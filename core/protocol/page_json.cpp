// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/page_json.h"

#include "core/protocol/json_fields.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

json pageObject(json items, const std::string& next, std::int64_t total)
{
    return { { "items", std::move(items) }, { "next", next.empty() ? json(nullptr) : json(next) },
        { "total", total } };
}

Result<PageHead> readPage(const json& object, const std::function<Status(const json&)>& item)
{
    JsonFields in(object);
    PageHead head { in.textOr("next"), in.integerOr("total", 0) };
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    for (const json& one : items) {
        LOCUS_TRY(item(one));
    }
    return head;
}

} // namespace locus::protocol
