// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_patients_reader.h"

#include "core/base/text.h"
#include "core/events/json_members.h"

#include <algorithm>

namespace locus::store {

using patients::PatientIndex;
using patients::TimelineEntry;

namespace {

constexpr std::size_t mostItems = 500;
constexpr int slice = 2000;

Status checkLimit(std::size_t limit)
{
    if (limit < 1 || limit > mostItems) {
        return invalid("patients.bad_limit", "a page has 1 to 500 entries")
            .with("field", "limit")
            .with("allowed", "1 to 500");
    }
    return {};
}

Error badKey()
{
    return invalid("patients.bad_page_key", "\"after\" is not a key that a page gave")
        .with("field", "after");
}

std::string keyOf(const PatientIndex::Place& place)
{
    return (place.begins ? "b" : "p") + std::to_string(place.number);
}

Result<std::optional<PatientIndex::Place>> placeFrom(const std::string& key)
{
    if (key.empty()) {
        return std::optional<PatientIndex::Place>();
    }
    const auto number = toInt(std::string_view(key).substr(1));
    if ((key[0] != 'b' && key[0] != 'p') || !number || *number < 0
        || *number > std::int64_t { UINT32_MAX }) {
        return badKey();
    }
    return std::optional(
        PatientIndex::Place { key[0] == 'b', static_cast<PatientIndex::Number>(*number) });
}

// The first of these members that says something.
std::string firstOf(
    const events::JsonMembers& object, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        if (const std::string_view text = object.text(name); !text.empty()) {
            return std::string(text);
        }
    }
    return {};
}

// What a person needs of the payload: neither a submission's text nor names.
std::string detailOf(const events::JsonMembers& data)
{
    for (const char* const inner : { "flag", "identifier" }) {
        const events::JsonMember* const member = data.find(inner);
        events::JsonMembers object;
        if (member != nullptr && object.read(member->raw).ok()) {
            return firstOf(object, { "text", "value" });
        }
    }
    return firstOf(data, { "into", "from", "label", "deceasedDateTime", "patientRef" });
}

TimelineEntry entryOf(const LoggedEvent& event)
{
    TimelineEntry out { event.position, event.recorded, event.type, event.stream, {}, {}, {}, {},
        event.local, event.forgotten };
    events::JsonMembers envelope;
    if (event.forgotten || !envelope.read(event.value).ok()) {
        return out; // or of another system, in another form
    }
    out.actor = firstOf(envelope, { "actor" });
    out.onBehalfOf = firstOf(envelope, { "onbehalfof" });
    const events::JsonMember* const payload = envelope.find("data");
    events::JsonMembers data;
    if (payload != nullptr && data.read(payload->raw).ok()) {
        out.reason = firstOf(data, { "reason" });
        out.detail = detailOf(data);
    }
    return out;
}

} // namespace

Result<std::unique_ptr<StorePatientsReader>> StorePatientsReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    return std::unique_ptr<StorePatientsReader>(
        new StorePatientsReader(std::move(database), codec));
}

StorePatientsReader::StorePatientsReader(Database database, const PayloadCodec& codec)
    : m_database(std::move(database))
    , m_patients(m_database, codec)
    , m_analyses(m_database, codec)
    , m_events(m_database, codec)
{ }

void StorePatientsReader::note(Number number, const std::optional<patients::Patient>& patient)
{
    if (patient && !patient->mergedInto.empty()) {
        m_merges[number] = { patient->id, patient->mergedInto };
    } else {
        m_merges.erase(number);
    }
    patient ? m_index.put(number, *patient) : m_index.remove(number);
}

Status StorePatientsReader::catchUp()
{
    for (;;) {
        LOCUS_TRY_VALUE(changed, m_patients.changedAfter(m_seen, slice));
        for (const Patients::Changed& one : changed) {
            note(static_cast<Number>(one.number), one.patient);
            m_seen = one.change;
        }
        if (changed.size() < static_cast<std::size_t>(slice)) {
            return {};
        }
    }
}

std::vector<std::string> StorePatientsReader::mergedInto(const std::string& id) const
{
    std::vector<std::string> all { id };
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const auto& [number, merge] : m_merges) {
            if (merge.into == all[i]
                && std::find(all.begin(), all.end(), merge.from) == all.end()) {
                all.push_back(merge.from);
            }
        }
    }
    all.erase(all.begin());
    return all;
}

Result<patients::PatientPage> StorePatientsReader::search(const patients::PatientQuery& query)
{
    LOCUS_TRY(checkLimit(query.limit));
    LOCUS_TRY_VALUE(after, placeFrom(query.after));
    LOCUS_TRY(catchUp());
    const PatientIndex::Found found = m_index.find(query.text, query.limit + 1, after);
    patients::PatientPage page;
    page.total = found.total;
    if (found.best.size() > query.limit) {
        page.next = keyOf({ found.begins >= query.limit, found.best[query.limit - 1] });
    }
    for (std::size_t i = 0; i < std::min(found.best.size(), query.limit); ++i) {
        const Number number = found.best[i];
        LOCUS_TRY_VALUE(patient, m_patients.byNumber(number));
        if (patient) {
            page.items.push_back(std::move(*patient));
        } else { // erased since
            m_index.remove(number);
            --page.total;
        }
    }
    return page;
}

Result<patients::PatientPage> StorePatientsReader::all(const patients::PatientQuery& query)
{
    LOCUS_TRY(checkLimit(query.limit));
    const auto after = query.after.empty() ? std::int64_t { 0 } : toInt(query.after).value_or(-1);
    if (after < 0) {
        return badKey();
    }
    LOCUS_TRY_VALUE(changed, m_patients.changedAfter(after, static_cast<int>(query.limit)));
    patients::PatientPage page;
    for (Patients::Changed& one : changed) {
        if (one.patient) {
            page.items.push_back(std::move(*one.patient));
        }
    }
    if (changed.size() == query.limit) {
        page.next = std::to_string(changed.back().change);
    }
    page.total = page.items.size();
    return page;
}

Result<patients::Patient> StorePatientsReader::get(std::string_view id)
{
    LOCUS_TRY_VALUE(found, m_patients.load(id));
    if (found) {
        return std::move(*found);
    }
    LOCUS_TRY_VALUE(erased, m_patients.isErased(id));
    return erased ? notFound("patients.erased",
               "this person was erased; what identified him or her cannot be read any more")
                  : notFound("patients.unknown", "there is no patient of this id");
}

Result<patients::PatientRecord> StorePatientsReader::record(std::string_view id)
{
    LOCUS_TRY_VALUE(patient, get(id));
    LOCUS_TRY(catchUp());
    std::vector<std::string> replaces = mergedInto(patient.id);
    return patients::PatientRecord { std::move(patient), std::move(replaces) };
}

Result<std::vector<std::string>> StorePatientsReader::recordsOf(const std::string& id)
{
    auto found = record(id);
    if (!found.ok() && found.error().code == "patients.erased") {
        return std::vector { id };
    }
    LOCUS_TRY(found);
    std::vector<std::string> records = std::move(found->replaces);
    records.push_back(found->patient.id);
    return records;
}

// A search finds parts; the same number of two people tells nobody.
Result<bool> StorePatientsReader::isOthersToo(
    const std::string& value, const std::vector<std::string>& own)
{
    const auto isOther = [&](const patients::Patient& patient) {
        return std::find(own.begin(), own.end(), patient.id) == own.end()
            && (patient.id == value
                || std::any_of(patient.identifiers.begin(), patient.identifiers.end(),
                    [&](const patients::Identifier& one) { return one.value == value; }));
    };
    LOCUS_TRY_VALUE(record, m_patients.load(value));
    if (record && isOther(*record)) {
        return true;
    }
    for (patients::PatientQuery query { value, mostItems, {} };;) {
        LOCUS_TRY_VALUE(page, search(query));
        if (std::any_of(page.items.begin(), page.items.end(), isOther)) {
            return true;
        }
        if (page.next.empty()) {
            return false;
        }
        query.after = page.next;
    }
}

Result<std::vector<std::string>> StorePatientsReader::references(std::string_view id)
{
    LOCUS_TRY_VALUE(found, record(id));
    std::vector<std::string> out { found.patient.id };
    out.insert(out.end(), found.replaces.begin(), found.replaces.end());
    const std::vector<std::string> records = out;
    for (const std::string& one : records) {
        LOCUS_TRY_VALUE(patient, get(one));
        for (const patients::Identifier& identifier : patient.identifiers) {
            LOCUS_TRY_VALUE(shared, isOthersToo(identifier.value, records));
            if (!shared && std::find(out.begin(), out.end(), identifier.value) == out.end()) {
                out.push_back(identifier.value);
            }
        }
    }
    return out;
}

Result<patients::TimelinePage> StorePatientsReader::timeline(const patients::TimelineQuery& query)
{
    LOCUS_TRY(checkLimit(static_cast<std::size_t>(query.limit)));
    LOCUS_TRY_VALUE(records, recordsOf(query.patientId));
    std::vector<std::string> streams;
    for (const std::string& id : records) {
        streams.push_back("Patient/" + id);
        LOCUS_TRY_VALUE(analyses, m_analyses.ofPatient(id));
        for (const analyses::AnalysisId& analysis : analyses) {
            streams.push_back("Analysis/" + analysis.toString());
        }
    }
    const auto limit = static_cast<std::size_t>(query.limit);
    LOCUS_TRY_VALUE(events, m_events.newestOf(streams, query.before, limit + 1));
    patients::TimelinePage page;
    for (const LoggedEvent& event : events) {
        if (page.items.size() == limit) {
            page.next = page.items.back().position;
            break;
        }
        page.items.push_back(entryOf(event));
    }
    return page;
}

} // namespace locus::store
