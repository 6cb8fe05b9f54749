// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/reader_thread.h"

#include <filesystem>

namespace locus {
class PayloadCodec;
}
namespace locus::bus {
class EventBus;
}

namespace locus::service {

// How the gateway's reader thread opens its own read-only connection to the store. `codec` and
// `bus` outlive the gateway.
gateway::MakeReadPorts readPortsOf(const std::filesystem::path& storeFile,
    const PayloadCodec& codec, bus::EventBus& bus, const std::filesystem::path& witness);

} // namespace locus::service
