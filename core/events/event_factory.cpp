// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/event_factory.h"

namespace locus::events {

namespace {

// One allocation for each: every event is made with them.
std::string joined(std::initializer_list<std::string_view> parts)
{
    std::size_t size = 0;
    for (const std::string_view part : parts) {
        size += part.size();
    }
    std::string out;
    out.reserve(size);
    for (const std::string_view part : parts) {
        out += part;
    }
    return out;
}

} // namespace

EventFactory::EventFactory(std::string_view installation, std::string_view role,
    std::string tenantId, const Catalogue& catalogue)
    : m_source("/locus/" + std::string(installation) + '/' + std::string(role))
    , m_tenantId(std::move(tenantId))
    , m_catalogue(catalogue)
{ }

Envelope EventFactory::filled(NewEvent event) const
{
    Envelope out;
    out.source = m_source;
    out.type = event.type;
    out.time = event.time;
    out.tenantId = m_tenantId;
    out.dataSchema = joined({ "urn:locus:schema:", out.type, ":", event.schemaVersion });
    const EventInfo* const known = m_catalogue.find(event.type);
    out.knownType = known != nullptr;
    if (known) {
        out.aggregateType = known->aggregateType;
        out.phiClass = known->phi;
    }
    const auto dot = event.type.find('.');
    const std::string_view entity = known ? known->entity : event.type.substr(0, dot);
    out.subject = joined({ entity, "/", event.aggregateId });
    out.aggregateId = std::move(event.aggregateId);
    out.partitionKey = event.partitionKey.empty() ? out.aggregateId : std::move(event.partitionKey);
    out.streamVersion = event.streamVersion;
    out.actor = std::move(event.actor);
    out.onBehalfOf = std::move(event.onBehalfOf);
    out.data = std::move(event.data);
    return out;
}

Envelope EventFactory::first(const Uuid& id, NewEvent event) const
{
    Envelope out = filled(std::move(event));
    out.id = id.toString();
    out.correlationId = out.id;
    return out;
}

Envelope EventFactory::following(const Envelope& cause, std::string_view step, NewEvent event) const
{
    Envelope out = filled(std::move(event));
    out.id = deriveUuid(cause.id, cause.time, step).toString();
    out.causationId = cause.id;
    out.correlationId = cause.correlationId.empty() ? cause.id : cause.correlationId;
    out.traceParent = cause.traceParent;
    out.replayed = cause.replayed;
    if (out.tenantId.empty()) {
        out.tenantId = cause.tenantId;
    }
    if (out.actor.empty()) {
        out.actor = cause.actor;
        out.onBehalfOf = cause.onBehalfOf;
    }
    return out;
}

} // namespace locus::events
