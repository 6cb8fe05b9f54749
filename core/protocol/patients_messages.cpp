// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/patients_messages.h"

#include "core/base/json_writer.h"
#include "core/patients/patient_codec.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

constexpr int mostItems = 500;

Result<patients::Patient> patientFrom(const json& value)
{
    return patients::unpackPatient(value.dump());
}

} // namespace

Bytes PatientsPage::toJson() const
{
    JsonWriter out;
    out.beginObject().key("items").beginArray();
    for (const patients::Patient& patient : page.items) {
        out.raw(patients::packPatient(patient));
    }
    out.endArray().key("total").number(static_cast<std::uint64_t>(page.total)).endObject();
    return std::move(out).take();
}

Result<PatientsPage> PatientsPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsPage out;
    out.page.total = static_cast<std::size_t>(in.integer("total", 0, INT64_MAX));
    for (const json& item : in.any("items")) {
        LOCUS_TRY_VALUE(patient, patientFrom(item));
        out.page.items.push_back(std::move(patient));
    }
    LOCUS_TRY(in.status());
    return out;
}

Bytes PatientsSearch::toJson() const
{
    JsonWriter out;
    out.beginObject().key("text").string(text);
    out.key("limit").number(static_cast<std::int64_t>(limit)).endObject();
    return std::move(out).take();
}

Result<PatientsSearch> PatientsSearch::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsSearch out;
    out.text = in.text("text");
    out.limit = static_cast<int>(in.integerOr("limit", out.limit, 1, mostItems));
    LOCUS_TRY(in.statusStrict());
    return out;
}

Bytes PatientDetail::toJson() const
{
    return patients::packPatient(patient);
}

Result<PatientDetail> PatientDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(patient, patients::unpackPatient(text));
    return PatientDetail { std::move(patient) };
}

Bytes PatientsGet::toJson() const
{
    JsonWriter out;
    out.beginObject().key("patientId").string(patientId).endObject();
    return std::move(out).take();
}

Result<PatientsGet> PatientsGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsGet out { in.text("patientId") };
    LOCUS_TRY(in.statusStrict());
    return out;
}

Bytes PatientChanged::toJson() const
{
    JsonWriter out;
    out.beginObject().key("patientId").string(patientId).key("version").number(version);
    return std::move(out.endObject()).take();
}

Result<PatientChanged> PatientChanged::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientChanged out;
    out.patientId = in.text("patientId");
    out.version = static_cast<std::uint64_t>(in.integer("version", 1, INT64_MAX));
    LOCUS_TRY(in.status());
    return out;
}

Result<PatientsCommand> PatientsCommand::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsCommand out;
    out.commandId = in.uuid("commandId");
    if (in.has("expectedVersion")) {
        out.expectedVersion =
            static_cast<std::uint64_t>(in.integer("expectedVersion", 0, INT64_MAX));
    }
    LOCUS_TRY(in.status());
    object.erase("commandId");
    object.erase("expectedVersion");
    out.change = object.dump();
    return out;
}

} // namespace locus::protocol
