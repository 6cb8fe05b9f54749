// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/annotation_row.h"

#include "core/analyses/row_codec.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

Bytes rowToJson(const genetics::AnnotationRow& row)
{
    JsonWriter out;
    analyses::writeRow(out, row);
    return std::move(out).take();
}

Result<genetics::AnnotationRow> rowFromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    return analyses::readRow(object);
}

} // namespace locus::protocol
