// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/patients/patients_model.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/protocol/patients_messages.h"
#include "ui/models/text.h"
#include "ui/theme/color_id.h"
#include "ui/widgets/patient_label.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <algorithm>
#include <array>
#include <iterator>

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
    : QAbstractTableModel(parent)
    , m_core(core)
    , m_clock(clock)
{
    connect(&m_core, &client::CoreClient::changed, this, &PatientsModel::onChanges);
    connect(&m_core, &client::CoreClient::signedIn, this, &PatientsModel::again);
    connect(&m_core, &client::CoreClient::gapFound, this, &PatientsModel::again);
}

int PatientsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PatientsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const patients::Patient* PatientsModel::patientAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int PatientsModel::rowOf(const QString& id) const
{
    const auto wanted = toStd(id);
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
        [&](const patients::Patient& one) { return one.id == wanted; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QVariant PatientsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role != Qt::DisplayRole) {
        return columnFact(facts, section, role);
    }
    switch (section) {
    case PatientColumn: return tr("Patient");
    case SexColumn: return tr("Sex");
    case AgeColumn: return tr("Age");
    //: Column: merged, deceased, inactive or how many flags
    case MarkColumn: return tr("Mark");
    case IdColumn: return tr("Id");
    default: return {};
    }
}

QString PatientsModel::display(const patients::Patient& patient, int column) const
{
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

QVariant PatientsModel::data(const QModelIndex& index, int role) const
{
    const auto* patient = index.isValid() ? patientAt(index.row()) : nullptr;
    if (patient == nullptr) {
        return {};
    }
    const auto column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(*patient, column);
    case ToneRole:
    case ShapeRole: return column == MarkColumn ? mark(*patient, role) : QVariant();
    case MutedRole: return column == SexColumn || column == AgeColumn;
    case MonoRole: return column == IdColumn;
    case Qt::TextAlignmentRole: return headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    case Qt::AccessibleTextRole:
        return column == PatientColumn
            ? PatientWords::spoken(*patient)
            : QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
                + display(*patient, column));
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
    ++m_generation;
    m_busy = false;
    m_next.clear();
    m_error.reset();
    if (!m_waiting.isEmpty()) {
        m_waiting.clear();
        Q_EMIT waitingChanged();
    }
    if (m_typed.isEmpty()) {
        beginResetModel();
        m_rows.clear();
        m_total = 0;
        endResetModel();
        m_phase = Phase::Idle;
    } else {
        m_phase = Phase::Searching;
        request({});
    }
    Q_EMIT phaseChanged();
}

void PatientsModel::request(const std::string& after)
{
    m_busy = true;
    m_core.call<protocol::PatientsSearch>({ { toStd(m_typed), pageItems, after } }, this,
        [this, first = after.empty(), generation = m_generation](
            Result<protocol::PatientsPage> answer) {
            if (generation == m_generation) {
                m_busy = false;
                receive(first, std::move(answer));
            }
        });
}

void PatientsModel::receive(bool first, Result<protocol::PatientsPage> answer)
{
    if (!answer.ok()) {
        m_error = answer.error();
        m_phase = Phase::Failed;
        Q_EMIT phaseChanged();
        return;
    }
    auto& page = answer->page;
    m_next = page.next;
    m_total = page.total;
    if (first) {
        beginResetModel();
        m_rows = std::move(page.items);
        endResetModel();
    } else if (!page.items.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.items.size()) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(page.items.begin()),
            std::make_move_iterator(page.items.end()));
        endInsertRows();
    }
    m_phase = Phase::Ready;
    Q_EMIT phaseChanged();
}

bool PatientsModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_next.empty() && !m_busy && m_phase == Phase::Ready;
}

void PatientsModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent)) {
        request(m_next);
    }
}

void PatientsModel::onChanges(const QString& stream, const QList<protocol::Change>& changes)
{
    if (stream != u"patients"_s || m_typed.isEmpty()) {
        return;
    }
    const auto before = m_waiting.size();
    for (const auto& change : changes) {
        const auto row = rowOf(fromStd(change.id));
        auto patient = protocol::patientFromJson(change.item);
        if (row < 0) {
            m_waiting << fromStd(change.id);
        } else if (patient.ok()) {
            m_rows[static_cast<std::size_t>(row)] = std::move(*patient);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
    if (m_waiting.size() != before) {
        Q_EMIT waitingChanged();
    }
}

} // namespace locus::ui
