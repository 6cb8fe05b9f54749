// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/record_handler.h"

#include "core/pipeline/bodies.h"
#include "core/metrics/registry.h"

#include <algorithm>
#include <iterator>
#include <memory>

namespace locus::pipeline {

const std::string& laneOf(const bus::Record& record, const events::Envelope& event)
{
    static const std::string none;
    if (!event.aggregateId.empty()) {
        return event.aggregateId;
    }
    return record.key ? *record.key : none;
}

RecordHandler::RecordHandler(LoopContext& context, const Lanes& lanes, InputWork& work)
    : m_context(context)
    , m_lanes(lanes)
    , m_work(work)
    , m_decoder(context.topics)
    , m_duplicates(context.metrics.counter("event_duplicates_total", "Events refused by the inbox"))
{ }

Handled RecordHandler::apply(RecordInput& input, Passage passage)
{
    const bus::Record& record = input.record;
    Handled out;
    out.handler = "decoder";
    if (isSuspect(record)) {
        out.lane = record.key.value_or(std::string()); // decoding it may be what hangs
        out.status = poison("pipeline.hung", "handling this record hung twice");
        return out;
    }
    if (m_context.bodies == nullptr || !isReference(record)) {
        return applyWhole(input, passage);
    }
    auto whole = m_context.bodies->whole(record);
    if (whole.ok()) {
        RecordInput fetched { std::move(*whole) };
        return applyWhole(fetched, passage);
    }
    out.lane = laneWithoutBody(record);
    out.status = whole.error();
    return out;
}

std::string RecordHandler::laneWithoutBody(const bus::Record& reference)
{
    const auto made = m_decoder.decode(reference);
    const Result<events::Decoded>& decoded = *made;
    return decoded.ok() && decoded->envelope ? laneOf(reference, *decoded->envelope)
                                             : reference.key.value_or(std::string());
}

Handled RecordHandler::applyWhole(RecordInput& input, Passage passage)
{
    Handled out;
    out.handler = "decoder";
    const Result<events::Decoded>& decoded = decode(input);
    if (!decoded.ok()) {
        out.status = decoded.error();
    } else if (decoded->envelope) {
        const events::Envelope& event = *decoded->envelope;
        out.lane = laneOf(input.record, event);
        out.status = dispatch(input.record, event, passage, out);
    }
    return out;
}

bool RecordHandler::isSuspect(const bus::Record& record) const
{
    return !m_context.suspects.empty() && m_context.suspects.contains({ record.at, record.offset });
}

const Result<events::Decoded>& RecordHandler::decode(RecordInput& input)
{
    if (!input.decoded) {
        input.decoded = m_decoder.decode(input.record);
    }
    return *input.decoded;
}

Result<bool> RecordHandler::isFresh(const Role& role, const events::Envelope& event, Instant now)
{
    const Uuid key = store::Inbox::keyOf(event.id, event.source, event.time);
    LOCUS_TRY_VALUE(fresh, m_context.store.inbox.insert(role.name(), key, now));
    if (!fresh) {
        m_duplicates.add();
    }
    return fresh;
}

Status RecordHandler::dispatch(
    const bus::Record& record, const events::Envelope& event, Passage passage, Handled& handled)
{
    const Incoming incoming { event, m_context.topics.logical(record.at.topic), &record };
    std::vector<Role*> takers;
    std::copy_if(m_context.roles.begin(), m_context.roles.end(), std::back_inserter(takers),
        [&](const Role* role) { return role->wants(incoming); });
    if (takers.empty()) {
        return {};
    }
    if (passage == Passage::InLine) {
        LOCUS_TRY(checkLane(takers, incoming, handled));
    }
    return m_work.run([&](Effects& effects) -> Status {
        for (Role* role : takers) {
            handled.handler = role->name();
            LOCUS_TRY_VALUE(fresh, isFresh(*role, event, effects.now()));
            if (fresh) {
                LOCUS_TRY(role->onEvent(incoming, effects));
            }
        }
        return {};
    });
}

Status RecordHandler::checkLane(
    const std::vector<Role*>& takers, const Incoming& incoming, Handled& handled)
{
    const Lanes::Head* const head = m_lanes.heldOf(handled.lane);
    const auto begins = [&](const Role* role) { return role->begins(incoming); };
    if (head == nullptr
        || (!head->awaits.empty() && std::any_of(takers.begin(), takers.end(), begins))) {
        return {};
    }
    handled.queued = true;
    return poison(laneHeld, "an earlier record of this lane is held back")
        .with("behind", head->first.toString());
}

} // namespace locus::pipeline
