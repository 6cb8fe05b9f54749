// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_wish.h"

#include "core/base/json_writer.h"
#include "core/people/audit_retention.h"

#include <nlohmann/json.hpp>

namespace locus::people {

Bytes encodeRetention(std::int64_t years)
{
    JsonWriter out;
    out.beginObject().key("years").number(years).endObject();
    return std::move(out).take();
}

Result<std::int64_t> decodeRetention(BytesView body)
{
    const auto object = nlohmann::json::parse(body, nullptr, false);
    const auto found = object.is_object() ? object.find("years") : object.end();
    if (found != object.end() && found->is_number_integer()) {
        const auto years = found->get<std::int64_t>();
        if (years >= leastAuditYears && years <= mostAuditYears) {
            return years;
        }
    }
    return invalid("audit.bad_retention",
        "records of the audit trail are kept for 6 to 100 whole years; the law asks for six")
        .with("field", "years")
        .with("allowed", "6 to 100");
}

} // namespace locus::people
