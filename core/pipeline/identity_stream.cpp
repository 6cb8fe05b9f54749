// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/identity_stream.h"

#include "core/base/text.h"
#include "core/pipeline/effects.h"

namespace locus::pipeline {

IdentityStream::IdentityStream(std::string_view installation, std::string tenantId)
    : m_factory(installation, "people", std::move(tenantId))
{ }

Status IdentityStream::tell(std::string_view entity, const std::string& id,
    const std::vector<people::IdentityEvent>& events, const Command& cause, Effects& effects) const
{
    LOCUS_TRY_VALUE(
        version, effects.store().events.versionOf(std::string(entity).append("/").append(id)));
    for (const people::IdentityEvent& event : events) {
        events::NewEvent made { event.type, id, event.data, effects.now() };
        made.streamVersion = ++version;
        made.actor = cause.actor;
        made.onBehalfOf = cause.onBehalfOf;
        const std::string step = toLower(entity) + ' ' + std::to_string(version);
        const Uuid eventId = deriveUuid(cause.id.toString(), effects.now(), step);
        LOCUS_TRY(effects.append(m_factory.first(eventId, std::move(made)), people::identityTopic));
    }
    return {};
}

} // namespace locus::pipeline
