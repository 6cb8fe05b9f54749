// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/submit/submissions_model.h"

#include "core/base/clock.h"
#include "core/protocol/analyses_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array columns {
    TableColumn { "state", 112 },
    TableColumn { "label", 132 },
    TableColumn { "progress", 88 },
    TableColumn { "time", 56 },
};
static_assert(columns.size() == SubmissionsModel::ColumnCount);
} // namespace

SubmissionsModel::SubmissionsModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{ }

int SubmissionsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int SubmissionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int SubmissionsModel::rowOf(const Uuid& commandId, const std::string& label)
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].commandId == commandId) {
            return static_cast<int>(i);
        }
    }
    beginInsertRows({}, 0, 0);
    m_entries.insert(m_entries.begin(), Entry { commandId, label, {}, {}, {}, m_clock.now() });
    endInsertRows();
    return 0;
}

void SubmissionsModel::addKept(const Uuid& commandId, const std::string& label)
{
    rowOf(commandId, label);
}

void SubmissionsModel::setAccepted(
    const Uuid& commandId, const std::string& label, const analyses::AnalysisId& id)
{
    const auto row = rowOf(commandId, label);
    m_entries[static_cast<std::size_t>(row)].id = id;
    m_entries[static_cast<std::size_t>(row)].refusal.reset();
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void SubmissionsModel::setRefused(const Uuid& commandId, const Error& error)
{
    const auto row = rowOf(commandId, {});
    m_entries[static_cast<std::size_t>(row)].refusal = error;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void SubmissionsModel::apply(const QList<protocol::Change>& changes)
{
    for (const auto& change : changes) {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (!m_entries[i].id || change.id != m_entries[i].id->toString()
                || change.op != "put") {
                continue;
            }
            auto summary = protocol::summaryFromJson(change.item);
            if (summary.ok()) {
                m_entries[i].summary = std::move(*summary);
                const auto row = static_cast<int>(i);
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
        }
    }
}

void SubmissionsModel::refreshTimes()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, TimeColumn), index(rowCount() - 1, TimeColumn));
    }
}

QString SubmissionsModel::analysisIdAt(int row) const
{
    if (row < 0 || row >= rowCount() || !m_entries[static_cast<std::size_t>(row)].id) {
        return {};
    }
    return fromStd(m_entries[static_cast<std::size_t>(row)].id->toString());
}

bool SubmissionsModel::canCancel(int row) const
{
    if (analysisIdAt(row).isEmpty()) {
        return false;
    }
    const auto& summary = m_entries[static_cast<std::size_t>(row)].summary;
    return !summary || summary->state == analyses::State::Requested
        || summary->state == analyses::State::Running;
}

QVariant SubmissionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role != Qt::DisplayRole) {
        return columnFact(columns, section, role);
    }
    switch (section) {
    case StateColumn: return tr("State");
    case LabelColumn: return tr("Submission");
    //: Column: rows answered of all rows
    case ProgressColumn: return tr("Rows");
    case TimeColumn: return tr("Time");
    default: return {};
    }
}

QVariant SubmissionsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const auto& entry = m_entries[static_cast<std::size_t>(index.row())];
    const bool state = index.column() == StateColumn;
    if (role == Qt::DisplayRole) {
        return display(entry, index.column());
    }
    if (role == ToneRole && state) {
        const auto tone = entry.refusal ? Tone::Danger
            : entry.summary             ? Words::of(entry.summary->state).tone
            : entry.id                  ? Tone::Neutral
                                        : Tone::Warning;
        return static_cast<int>(tone);
    }
    if (role == ShapeRole && state && entry.summary) {
        return Words::of(entry.summary->state).shape;
    }
    if (role == Qt::ToolTipRole && entry.refusal) {
        return QString(Words::cause(*entry.refusal) + u' ' + Words::nextStep(*entry.refusal));
    }
    return {};
}

QString SubmissionsModel::display(const Entry& entry, int column) const
{
    switch (column) {
    case StateColumn:
        return entry.refusal ? tr("refused")
            : entry.summary  ? Words::of(entry.summary->state).word
            : entry.id       ? tr("queued")
                       //: A submission that the core has not acknowledged yet
                       : tr("on this seat");
    case LabelColumn: return entry.label.empty() ? tr("without label") : fromStd(entry.label);
    case ProgressColumn:
        if (!entry.summary) {
            return {};
        }
        return tr("%1 of %2")
            .arg(Words::count(entry.summary->counts.annotated + entry.summary->counts.notAnnotated),
                Words::count(entry.summary->counts.variants));
    case TimeColumn: {
        const bool over = entry.summary && entry.summary->state != analyses::State::Requested
            && entry.summary->state != analyses::State::Running;
        const auto until = over ? entry.summary->changedAt : m_clock.now();
        return Words::duration(std::max(until - entry.since, Duration(0)));
    }
    default: return {};
    }
}

} // namespace locus::ui
