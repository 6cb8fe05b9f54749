// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/patients/patients_model.h"

#include "core/base/clock.h"
#include "ui/models/text.h"
#include "ui/theme/color_id.h"
#include "ui/widgets/patient_label.h"
#include "ui/widgets/table_roles.h"

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t pageItems = 100;
constexpr std::array facts {
    TableColumn { "patient", 320, false, false, false, true },
    TableColumn { "sex", 84 },
    TableColumn { "age", 84 },
    TableColumn { "mark", 130 },
    TableColumn { "id", 280, true },
};
static_assert(facts.size() == PatientsModel::ColumnCount);

} // namespace

PatientsModel::PatientsModel(client::CoreClient& core, const Clock& clock, QObject* parent)
    : PagedModel(core, facts, parent)
    , m_clock(clock)
{
    connect(&core, &client::CoreClient::changed, this, &PatientsModel::onChanges);
    connect(&core, &client::CoreClient::signedIn, this, &PatientsModel::again);
    connect(&core, &client::CoreClient::gapFound, this, &PatientsModel::again);
}

int PatientsModel::rowOf(const QString& id) const
{
    return findRow([wanted = toStd(id)](const patients::Patient& one) { return one.id == wanted; });
}

QString PatientsModel::title(int column) const
{
    switch (column) {
    case PatientColumn: return tr("Patient");
    case SexColumn: return tr("Sex");
    case AgeColumn: return tr("Age");
    //: Column: merged, deceased, inactive or how many flags
    case MarkColumn: return tr("Mark");
    case IdColumn: return tr("Id");
    default: return {};
    }
}

QString PatientsModel::display(int row, int column) const
{
    const auto& patient = *rowAt(row);
    switch (column) {
    case PatientColumn: return PatientWords::label(patient);
    case SexColumn: return PatientWords::gender(patient.gender);
    case AgeColumn: return PatientWords::age(patient, m_clock.now());
    case MarkColumn: return mark(patient, Qt::DisplayRole).toString();
    case IdColumn: return fromStd(patient.id);
    default: return {};
    }
}

QVariant PatientsModel::mark(const patients::Patient& patient, int role) const
{
    const auto say = [role](const QString& word, Tone tone, const QString& shape) -> QVariant {
        return role == Qt::DisplayRole ? QVariant(word)
            : role == ToneRole         ? QVariant(static_cast<int>(tone))
                                       : QVariant(shape);
    };
    if (!patient.mergedInto.empty()) {
        //: Mark of a patient's record for which another one stands
        return say(tr("merged"), Tone::Neutral, u"link"_s);
    }
    if (patient.deceased) {
        return say(tr("deceased"), Tone::Danger, u"ring"_s);
    }
    if (!patient.flags.empty()) {
        const bool grave = std::any_of(patient.flags.begin(), patient.flags.end(),
            [](const patients::Flag& flag) { return flag.severity == "high"; });
        return say(tr("%n flag(s)", nullptr, static_cast<int>(patient.flags.size())),
            grave ? Tone::Danger : Tone::Warning, u"alert"_s);
    }
    return patient.active ? QVariant() : say(tr("inactive"), Tone::Neutral, u"pause"_s);
}

QVariant PatientsModel::fact(int row, int column, int role) const
{
    switch (role) {
    case ToneRole:
    case ShapeRole: return column == MarkColumn ? mark(*rowAt(row), role) : QVariant();
    case MutedRole: return column == SexColumn || column == AgeColumn;
    case MonoRole: return column == IdColumn;
    case Qt::AccessibleTextRole:
        return column == PatientColumn ? QVariant(PatientWords::spoken(*rowAt(row))) : QVariant();
    default: return {};
    }
}

void PatientsModel::search(const QString& typed)
{
    m_typed = typed;
    again();
}

void PatientsModel::again()
{
    if (!m_waiting.isEmpty()) {
        m_waiting.clear();
        Q_EMIT waitingChanged();
    }
    if (m_typed.isEmpty()) {
        m_total = 0;
        clear();
    } else {
        start();
    }
}

protocol::PatientsSearch PatientsModel::question(const std::string& after) const
{
    return { { toStd(m_typed), pageItems, after } };
}

void PatientsModel::onChanges(const QString& stream, const QList<protocol::Change>& changes)
{
    if (stream != u"patients"_s || m_typed.isEmpty()) {
        return;
    }
    const auto before = m_waiting.size();
    bool isGone = false; // erased, or not for these eyes any more
    for (const auto& change : changes) {
        const auto row = rowOf(fromStd(change.id));
        if (change.op == "delete") {
            isGone = isGone || row >= 0;
            continue;
        }
        auto patient = protocol::patientFromJson(change.item);
        if (row < 0) {
            m_waiting << fromStd(change.id);
        } else if (patient.ok()) {
            replaceRow(row, std::move(*patient));
        }
    }
    if (isGone) {
        again();
        return;
    }
    if (m_waiting.size() != before) {
        Q_EMIT waitingChanged();
    }
}

} // namespace locus::ui
