// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/input_work.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/pipeline/failure_class.h"
#include "core/store/unit_of_work.h"

#include <exception>
#include <iterator>
#include <typeinfo>

namespace locus::pipeline {

namespace {

template <typename T> void moveTo(std::vector<T>& to, std::vector<T>& from)
{
    if (to.empty()) {
        to.swap(from);
        return;
    }
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Uuid timerId(const std::string& lane)
{
    return deriveUuid(lane, Instant(), "lane timer");
}

} // namespace

bool endsTransaction(const Error& error)
{
    const FailureClass failure = classify(error);
    return failure == FailureClass::StoreTrouble || failure == FailureClass::Fatal;
}

Status InputWork::run(const Work& work)
{
    LOCUS_TRY_VALUE(savepoint, store::Savepoint::begin(m_context.store.database()));
    std::vector<store::LoggedEvent>& appended = m_after.appended;
    const auto before = static_cast<std::ptrdiff_t>(appended.size());
    Effects effects(
        m_context.store, m_context.topics, m_context.roles, m_context.clock.now(), appended);
    Status done;
    try {
        done = work(effects);
    } catch (const std::exception& thrown) {
        log::error("pipeline.handler_threw", { { "what", typeid(thrown).name() } });
        done = poison("pipeline.handler_threw", "the handler failed with an exception");
    } catch (...) {
        log::error("pipeline.handler_threw", { { "what", "not an exception" } });
        done = poison("pipeline.handler_threw", "the handler failed with an exception");
    }
    if (done.ok()) {
        done = effects.finish();
    }
    if (!done.ok()) {
        appended.erase(appended.begin() + before, appended.end());
        if (effects.touched()) {
            for (Role* role : m_context.roles) {
                role->forget();
            }
        }
        LOCUS_TRY(savepoint.undo());
        return done;
    }
    LOCUS_TRY(savepoint.keep());
    moveTo(m_after.changes, effects.changes());
    moveTo(m_after.jobs, effects.jobs());
    moveTo(m_after.cancelledJobs, effects.cancelledJobs());
    m_after.outboxGrew |= appended.begin() + before != appended.end();
    m_after.timersTouched |= effects.touchedTimers();
    m_after.erases |= effects.erases();
    return wake(effects.begun());
}

Status InputWork::wake(const std::vector<std::string>& streams)
{
    for (const std::string& stream : streams) {
        for (const std::string& lane : m_lanes.awaiting(stream)) {
            LOCUS_TRY(setLaneTimer(lane, m_context.clock.now()));
        }
    }
    return {};
}

void InputWork::forget()
{
    m_after = {};
    for (Role* role : m_context.roles) {
        role->forget();
    }
}

Status InputWork::setLaneTimer(const std::string& lane, Instant due)
{
    m_after.timersTouched = true;
    return m_context.store.timers.put({ timerId(lane), due, laneTimerRole, lane });
}

Status InputWork::dropLaneTimer(const std::string& lane)
{
    LOCUS_TRY(m_context.store.timers.remove(timerId(lane)));
    return {};
}

} // namespace locus::pipeline
