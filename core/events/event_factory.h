// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/events/catalogue.h"
#include "core/events/envelope.h"

#include <string>
#include <string_view>

namespace locus::events {

// What an event is about and what it says. `type` is a canonical name of the catalogue.
struct NewEvent
{
    std::string_view type;
    std::string aggregateId;
    Bytes data; // JSON
    Instant time;
    std::string partitionKey {}; // empty: the aggregate id
    std::uint64_t streamVersion = 0;
    std::string actor {};
    std::string onBehalfOf {};
    std::string schemaVersion = "1.0";
};

// Makes the events of one role with everything the contract asks for. Pure; any thread.
class EventFactory
{
public:
    EventFactory(std::string_view installation, std::string_view role, std::string tenantId = {},
        const Catalogue& catalogue = Catalogue::shipped());

    // The first of a chain: a command's or a timer's.
    [[nodiscard]] Envelope first(const Uuid& id, NewEvent event) const;
    // Follows from `cause`: the same cause and step always give the same id (deriveUuid).
    [[nodiscard]] Envelope following(
        const Envelope& cause, std::string_view step, NewEvent event) const;

    [[nodiscard]] const std::string& source() const { return m_source; }

private:
    [[nodiscard]] Envelope filled(NewEvent event) const;

    std::string m_source; // /locus/<installation>/<role>
    std::string m_tenantId;
    const Catalogue& m_catalogue;
};

} // namespace locus::events
