// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/batch_model.h"

#include "core/client/analyses_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int atOnce = 8; // requests under way, far below what a session may have open
constexpr std::array columns {
    TableColumn { "result", 140 },
    TableColumn { "label", 230 },
    TableColumn { "reason", 300 },
};
static_assert(columns.size() == BatchModel::ColumnCount);

} // namespace

BatchModel::BatchModel(client::AnalysesClient& analyses, QObject* parent)
    : QAbstractTableModel(parent)
    , m_analyses(analyses)
{ }

bool BatchModel::isLegal(Verb verb, analyses::State state)
{
    using enum analyses::State;
    return verb == Verb::Retry ? state == Failed || state == Partial || state == Cancelled
                               : state == Requested || state == Running;
}

int BatchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int BatchModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void BatchModel::start(Verb verb, const std::vector<analyses::Summary>& items, int unread)
{
    if (isRunning()) {
        return;
    }
    beginResetModel();
    m_verb = verb;
    m_entries.clear();
    m_next = 0;
    m_done = 0;
    for (const auto& item : items) {
        Entry entry { item };
        if (isLegal(verb, item.state)) {
            ++m_open;
        } else {
            entry.result = Result::Illegal;
            //: Why a batch left an analysis out; %1 is its state
            entry.reason = verb == Verb::Retry
                ? tr("It is %1: only what failed, is partial or was cancelled can be tried again.")
                      .arg(Words::of(item.state).word)
                : tr("It is %1: only what is queued or running can be cancelled.")
                      .arg(Words::of(item.state).word);
        }
        m_entries.push_back(std::move(entry));
    }
    if (unread > 0) {
        m_entries.push_back({ {}, Result::Illegal,
            tr("%n selected row(s) were not read yet: scroll to them, then select again.", nullptr,
                unread) });
    }
    endResetModel();
    Q_EMIT changed();
    askNext();
    if (!isRunning()) {
        Q_EMIT finished();
    }
}

void BatchModel::askNext()
{
    while (m_asked < atOnce && m_next < m_entries.size()) {
        const auto at = m_next++;
        auto& entry = m_entries[at];
        if (entry.result != Result::Waiting) {
            continue;
        }
        entry.result = Result::Asked;
        ++m_asked;
        const auto settled = [this, at](const locus::Result<protocol::AnalysisChanged>& answer) {
            settle(at, answer.ok() ? std::nullopt : std::optional(answer.error()));
        };
        if (m_verb == Verb::Retry) {
            m_analyses.retry(entry.item->id, entry.item->version, this, settled);
        } else {
            m_analyses.cancel(
                entry.item->id, entry.item->version, "cancelled in the console", this, settled);
        }
    }
}

void BatchModel::settle(std::size_t at, const std::optional<Error>& error)
{
    --m_asked;
    --m_open;
    auto& entry = m_entries[at];
    entry.result = error ? Result::Refused : Result::Done;
    if (error) {
        entry.reason = QString(Words::cause(*error) + u' ' + Words::nextStep(*error));
    } else {
        ++m_done;
    }
    const auto row = static_cast<int>(at);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT changed();
    askNext();
    if (!isRunning()) {
        Q_EMIT finished();
    }
}

QString BatchModel::headline() const
{
    QStringList parts;
    if (isRunning()) {
        parts << tr("%n still asked", nullptr, m_open);
    }
    parts << (m_verb == Verb::Retry ? tr("%n tried again", nullptr, m_done)
                                    : tr("%n cancelled", nullptr, m_done));
    if (notDone() > 0) {
        parts << tr("%n not, for the reason beside each", nullptr, notDone());
    }
    return parts.join(u"  ·  "_s);
}

QString BatchModel::idAt(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return row >= 0 && at < m_entries.size() && m_entries[at].item
        ? fromStd(m_entries[at].item->id.toString())
        : QString();
}

QVariant BatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role != Qt::DisplayRole) {
        return columnFact(columns, section, role);
    }
    switch (section) {
    //: Column: what a batch did with one analysis
    case ResultColumn: return tr("Result");
    case LabelColumn: return tr("Analysis");
    case ReasonColumn: return tr("Reason");
    default: return {};
    }
}

QString BatchModel::word(Result result) const
{
    switch (result) {
    //: Result of a batch for one analysis: its turn has not come
    case Result::Waiting: return tr("waiting");
    case Result::Asked: return tr("asked");
    case Result::Done: return m_verb == Verb::Retry ? tr("tried again") : tr("cancelled");
    //: Result of a batch for one analysis: not legal in its state
    case Result::Illegal: return tr("left out");
    case Result::Refused: return tr("not done");
    }
    return {};
}

Tone BatchModel::tone(Result result)
{
    switch (result) {
    case Result::Done: return Tone::Success;
    case Result::Illegal: return Tone::Warning;
    case Result::Refused: return Tone::Danger;
    case Result::Waiting:
    case Result::Asked: break;
    }
    return Tone::Neutral;
}

QVariant BatchModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto& entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == ToneRole && index.column() == ResultColumn) {
        return static_cast<int>(tone(entry.result));
    }
    if (role == Qt::ToolTipRole) {
        return entry.reason;
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case ResultColumn: return word(entry.result);
    case LabelColumn: return entry.item ? Words::nameOf(*entry.item) : QString();
    case ReasonColumn: return entry.reason;
    default: return {};
    }
}

} // namespace locus::ui
