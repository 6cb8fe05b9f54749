// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_model.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/protocol/audit_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/pages/audit/audit_words.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRecords = 200;
constexpr std::array facts {
    TableColumn { "time", 205 },
    TableColumn { "person", 120 },
    TableColumn { "kind", 130 },
    TableColumn { "action", 170, false, false, false, true },
    TableColumn { "about", 150, false, false, false, true },
    TableColumn { "patient", 150, false, false, false, true },
    TableColumn { "outcome", 140 },
    TableColumn { "number", 84, false, false, true },
};
static_assert(facts.size() == AuditModel::ColumnCount);

} // namespace

AuditModel::AuditModel(client::CoreClient& core, const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_core(core)
    , m_labels(PatientLabels::of(core))
    , m_clock(clock)
{
    connect(&m_labels, &PatientLabels::changed, this, [this] {
        if (rowCount() > 0) {
            Q_EMIT dataChanged(index(0, PatientColumn), index(rowCount() - 1, PatientColumn));
        }
    });
}

int AuditModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const people::AuditRecord* AuditModel::recordAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int AuditModel::rowOf(std::int64_t number) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
        [number](const people::AuditRecord& one) { return one.number == number; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role != Qt::DisplayRole) {
        return columnFact(facts, section, role);
    }
    switch (section) {
    case TimeColumn: return tr("When");
    case PersonColumn: return tr("Who");
    //: Column: kind of an audit record
    case KindColumn: return tr("Kind");
    //: Column: the method that was called
    case ActionColumn: return tr("What");
    case AboutColumn: return tr("About");
    case PatientColumn: return tr("Patient");
    case OutcomeColumn: return tr("Outcome");
    case NumberColumn: return tr("No.");
    default: return {};
    }
}

QString AuditModel::patientOf(const people::AuditRecord& record) const
{
    if (record.forgotten) {
        return tr("erased");
    }
    return m_labels.text(fromStd(record.note.subject));
}

QString AuditModel::display(const people::AuditRecord& record, int column) const
{
    const auto& note = record.note;
    switch (column) {
    case TimeColumn: return Words::moment(record.time);
    case PersonColumn:
        //: In place of a person who did something: nobody was signed in
        return note.actor.empty() ? tr("nobody") : fromStd(note.actor);
    case KindColumn: return AuditWords::kind(note.kind);
    case ActionColumn: return fromStd(note.action);
    case AboutColumn: return fromStd(note.entity);
    case PatientColumn: return patientOf(record);
    case OutcomeColumn: return AuditWords::outcome(note.outcome);
    case NumberColumn: return Words::count(record.number);
    default: return {};
    }
}

QVariant AuditModel::data(const QModelIndex& index, int role) const
{
    const auto* record = index.isValid() ? recordAt(index.row()) : nullptr;
    if (record == nullptr) {
        return {};
    }
    const auto column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(*record, column);
    case ToneRole:
        return column == KindColumn ? QVariant(static_cast<int>(AuditWords::toneOf(record->note)))
                                    : QVariant();
    case MutedRole: return column == TimeColumn || column == NumberColumn;
    case ExportRole:
        return column == TimeColumn  ? QVariant(fromStd(toRfc3339(record->time)))
            : column == NumberColumn ? QVariant(static_cast<qlonglong>(record->number))
                                     : QVariant();
    case Qt::TextAlignmentRole: return headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    case Qt::ToolTipRole:
        return record->clock != people::AuditClock::Steady && column == TimeColumn
            ? QVariant(tr("Clock: %1").arg(AuditWords::clock(record->clock)))
            : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
            + display(*record, column));
    default: return {};
    }
}

void AuditModel::setFilter(const people::AuditFilter& filter)
{
    m_filter = filter;
    reload();
}

void AuditModel::reload()
{
    ++m_generation;
    m_busy = false;
    m_first = true;
    m_next = 0;
    m_phase = Phase::Loading;
    m_error.reset();
    request();
    Q_EMIT phaseChanged();
}

void AuditModel::request()
{
    m_busy = true;
    m_core.call<protocol::AuditList>({ { m_filter, m_next, pageRecords } }, this,
        [this, generation = m_generation](Result<protocol::AuditRecords> answer) {
            if (generation == m_generation) {
                m_busy = false;
                receive(std::move(answer));
            }
        });
}

void AuditModel::receive(Result<protocol::AuditRecords> answer)
{
    if (!answer.ok()) {
        m_error = answer.error();
        m_phase = Phase::Failed;
        Q_EMIT phaseChanged();
        return;
    }
    auto& page = answer->page;
    m_next = page.next;
    m_loadedAt = m_clock.now();
    if (m_first) {
        m_first = false;
        m_checkpoint = page.checkpoint;
        beginResetModel();
        m_rows = std::move(page.records);
        endResetModel();
    } else if (!page.records.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.records.size()) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(page.records.begin()),
            std::make_move_iterator(page.records.end()));
        endInsertRows();
    }
    // Records of one patient may lie far apart: a page that found none goes on.
    if (m_rows.empty() && m_next != 0) {
        request();
        return;
    }
    m_phase = Phase::Ready;
    Q_EMIT phaseChanged();
}

bool AuditModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_next != 0 && !m_busy && m_phase == Phase::Ready;
}

void AuditModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent)) {
        request();
    }
}

} // namespace locus::ui
