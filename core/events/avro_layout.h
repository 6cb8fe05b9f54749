// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

struct avro_obj_t;

namespace locus::events {

// Whether the octets are one value of an Avro schema and nothing else. avro-c takes lengths, counts
// and numbers of symbols as they come, so no payload goes to it before. REQUIRES: the schema does
// not contain itself, and no array of it holds what takes no octet.
[[nodiscard]] bool fitsAvro(avro_obj_t* schema, BytesView payload);
// A value of it has no octets. REQUIRES: it does not contain itself.
[[nodiscard]] bool takesNoOctet(avro_obj_t* schema);

} // namespace locus::events
