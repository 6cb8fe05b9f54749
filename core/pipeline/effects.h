// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/pipeline/role.h"
#include "core/store/store.h"
#include "core/store/subjects.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus::pipeline {

class TopicNames;

// What an input may do: rows in the loop's open transaction, nothing else. Lives as long as one
// input; if the input fails, all of it is undone.
class Effects
{
public:
    // `appended`: events of this core that are to go out, in order; an input adds its own.
    Effects(store::Store& store, const TopicNames& topics, std::span<Role* const> roles,
        Instant now, std::vector<store::LoggedEvent>& appended);

    [[nodiscard]] Instant now() const { return m_now; }
    store::Store& store() { return m_store; }

    // Appends an event of the role's own stream; it goes out by `logicalTopic`. The caller sets id
    // and streamVersion; recordedTime is set here.
    Status append(events::Envelope event, std::string_view logicalTopic);
    // The same of an event that identifies nobody and must outlast the keys of whom it is about.
    Status appendPlainly(events::Envelope event, std::string_view logicalTopic);
    // Appends a worker's report, which belongs to the stream of another role. Is that role in this
    // process, it takes the report now, in this transaction, numbers and appends it; one that it
    // does not want is not published.
    Status report(events::Envelope event, std::string_view logicalTopic, const Payload& payload);
    // Keeps an event of others as part of a stream of ours; never published again.
    Status keepForeign(const Incoming& incoming, std::uint64_t streamVersion);

    // Work outside the loop: jobs of different lanes run in parallel, those of one lane (Job::lane)
    // one after the other, over retries and restarts.
    Status addJob(store::Job job, std::string_view subject);
    // Drops the jobs that work for a stream and stops those under way where they can be; returns
    // how many.
    Result<int> cancelJobs(std::string_view stream);
    Status setTimer(const store::Timer& timer);
    Status cancelTimer(const Uuid& id);
    // Erases what these subjects' payloads can be read with, behind the commit; what stands in
    // memory of them is forgotten then. Errors: those of store::Erasures::add().
    Status erase(const store::Subjects& subjects);
    // Tells live lists; several changes of one row by one input are one.
    void changed(std::string_view stream, std::string_view op, std::string id);

    // What a command is about, for the audit trail: "Analysis/<id>", and whose data it is.
    void concerns(std::string entity, std::string subject)
    {
        m_entity = std::move(entity);
        m_subject = std::move(subject);
    }
    [[nodiscard]] const std::string& entity() const { return m_entity; }
    [[nodiscard]] const std::string& subject() const { return m_subject; }

    // For the loop: writes what was gathered; then the rest is read.
    Status finish();
    Status offerNextOf(const std::string& jobLane); // its first job is gone
    std::vector<Change>& changes() { return m_changes; }
    std::vector<store::Job>& jobs() { return m_jobs; }
    std::vector<Uuid>& cancelledJobs() { return m_cancelledJobs; }
    [[nodiscard]] const std::vector<std::string>& begun() const { return m_begun; } // streams
    [[nodiscard]] bool touchedTimers() const { return m_touchedTimers; }
    [[nodiscard]] bool touched() const { return m_touched; }
    [[nodiscard]] bool erases() const { return m_erases; }

private:
    enum class Kept : std::uint8_t
    {
        Sealed, // under the key of its aggregate
        Plain
    };
    Status append(Kept kept, events::Envelope event, std::string_view logicalTopic);
    Status write(store::LoggedEvent&& row, std::string_view subject);

    store::Store& m_store;
    const TopicNames& m_topics;
    std::span<Role* const> m_roles;
    const Instant m_now;
    std::vector<Change> m_changes;
    std::vector<store::Job> m_jobs;
    std::vector<Uuid> m_cancelledJobs;
    std::vector<std::string> m_begun;
    bool m_touchedTimers = false;
    bool m_touched = false;
    bool m_erases = false;
    std::vector<store::LoggedEvent>& m_appended;
    std::string m_entity;
    std::string m_subject;
};

} // namespace locus::pipeline
