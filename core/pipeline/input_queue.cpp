// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/input_queue.h"

#include <algorithm>
#include <iterator>

namespace locus::pipeline {

namespace {

constexpr std::size_t inputOverhead = 256;

std::size_t sizeOf(const std::optional<Bytes>& value)
{
    return value ? value->size() : 0;
}

struct Weigh
{
    std::size_t operator()(const RecordInput& input) const
    {
        return sizeOf(input.record.key) + sizeOf(input.record.value);
    }
    std::size_t operator()(const CommandInput& input) const { return input.command.body.size(); }
    std::size_t operator()(const JobInput& input) const { return input.outcome.job.body.size(); }
    std::size_t operator()(const TimerInput& input) const { return input.timer.body.size(); }
    std::size_t operator()(const AuditInput&) const { return 0; }
    std::size_t operator()(const RefusedInput& input) const { return sizeOf(input.record.value); }
};

} // namespace

std::size_t bytesOf(const Input& input)
{
    return inputOverhead + std::visit(Weigh(), input);
}

bool InputQueue::pushRecords(std::vector<OwnedInput> records)
{
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [this] { return m_closed || m_inputs.size() < m_capacity; });
    if (m_closed) {
        return false;
    }
    m_inputs.insert(m_inputs.end(), std::make_move_iterator(records.begin()),
        std::make_move_iterator(records.end()));
    m_arrived.notify_one();
    return true;
}

bool InputQueue::tryPush(CommandInput& input)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed || m_inputs.size() >= m_capacity) {
        return false;
    }
    m_inputs.push_back(std::make_unique<Input>(std::move(input)));
    m_arrived.notify_one();
    return true;
}

bool InputQueue::tryPush(AuditInput& input)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed || m_notes.size() >= m_capacity) {
        return false;
    }
    m_notes.push_back(std::move(input));
    m_arrived.notify_one();
    return true;
}

bool InputQueue::push(JobInput input)
{
    return add(std::make_unique<Input>(std::move(input)));
}

bool InputQueue::push(RefusedInput input)
{
    return add(std::make_unique<Input>(std::move(input)));
}

bool InputQueue::add(OwnedInput input)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed) {
        return false;
    }
    m_inputs.push_back(std::move(input));
    m_arrived.notify_one();
    return true;
}

Inputs InputQueue::take(const BatchBounds& bounds, Duration wait)
{
    Inputs out;
    std::unique_lock lock(m_mutex);
    m_arrived.wait_for(lock, wait,
        [this] { return m_closed || m_woken || !m_inputs.empty() || !m_notes.empty(); });
    m_woken = false;
    for (; !m_notes.empty() && out.size() < bounds.inputs; m_notes.pop_front()) {
        out.push_back(std::make_unique<Input>(std::move(m_notes.front())));
    }
    std::size_t bytes = 0;
    std::size_t count = 0;
    for (; count < std::min(m_inputs.size(), bounds.inputs) && bytes < bounds.bytes; ++count) {
        bytes += bytesOf(*m_inputs[count]);
    }
    if (count == m_inputs.size() && out.empty()) {
        out.swap(m_inputs);
    } else {
        const auto behind = m_inputs.begin() + static_cast<std::ptrdiff_t>(count);
        out.insert(
            out.end(), std::make_move_iterator(m_inputs.begin()), std::make_move_iterator(behind));
        m_inputs.erase(m_inputs.begin(), behind);
    }
    m_room.notify_all();
    return out;
}

void InputQueue::putBack(Inputs inputs)
{
    const std::lock_guard lock(m_mutex);
    m_inputs.insert(m_inputs.begin(), std::make_move_iterator(inputs.begin()),
        std::make_move_iterator(inputs.end()));
}

void InputQueue::wake()
{
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_arrived.notify_one();
}

void InputQueue::rest(Duration time)
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait_for(lock, time, [this] { return m_closed || m_woken; });
    m_woken = false;
}

void InputQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_arrived.notify_all();
    m_room.notify_all();
}

bool InputQueue::drained() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed && m_inputs.empty() && m_notes.empty();
}

std::size_t InputQueue::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_inputs.size() + m_notes.size();
}

} // namespace locus::pipeline
