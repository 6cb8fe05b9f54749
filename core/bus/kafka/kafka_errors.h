// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string>

namespace locus::bus::kafka {

// What an rd_kafka_resp_err_t means to its caller; the one place where that is decided.
// `doing` and `detail` become part of the message.
Error kafkaError(int code, const std::string& doing, const std::string& detail = {});

// A right is missing; notPermitted() names it and the topic (empty: the cluster): refused
// "bus.not_permitted".
bool isNotPermitted(const Error& error);
Error notPermitted(const std::string& right, const std::string& topic, const Error& cause);

} // namespace locus::bus::kafka
