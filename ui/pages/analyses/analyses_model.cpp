// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/analyses_model.h"

#include "core/base/clock.h"
#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/protocol/analyses_messages.h"
#include "ui/models/text.h"
#include "ui/page/patient_labels.h"

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int firstPage = 200;
constexpr auto batch = std::chrono::milliseconds(80);
} // namespace

AnalysesModel::AnalysesModel(
    client::CoreClient& core, client::AnalysesClient& analyses, const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_core(core)
    , m_analyses(analyses)
    , m_labels(PatientLabels::of(core))
    , m_clock(clock)
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(batch);
    connect(&m_flush, &QTimer::timeout, this, &AnalysesModel::flush);
    connect(&m_core, &client::CoreClient::changed, this, &AnalysesModel::onChanges);
    connect(&m_labels, &PatientLabels::changed, this, [this] {
        if (rowCount() > 0) {
            Q_EMIT dataChanged(index(0, PatientColumn), index(rowCount() - 1, PatientColumn));
        }
    });
    connect(&m_core, &client::CoreClient::signedIn, this, &AnalysesModel::reload);
    connect(&m_core, &client::CoreClient::gapFound, this, &AnalysesModel::reload);
}

int AnalysesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AnalysesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void AnalysesModel::sort(int column, Qt::SortOrder order)
{
    switch (column) {
    case StateColumn: m_sortBy = analyses::SortBy::State; break;
    case VariantsColumn: m_sortBy = analyses::SortBy::Variants; break;
    case MostSevereColumn: m_sortBy = analyses::SortBy::MostSevere; break;
    case NotAnnotatedColumn: m_sortBy = analyses::SortBy::NotAnnotated; break;
    case AgeColumn: m_sortBy = analyses::SortBy::SubmittedAt; break;
    default: return;
    }
    m_descending = order == Qt::DescendingOrder;
    reload();
}

void AnalysesModel::setFilter(const QString& filter)
{
    m_filter = filter;
    reload();
}

void AnalysesModel::reload()
{
    ++m_generation;
    m_busy = false;
    m_topPending = false;
    m_frontNext.clear();
    m_backNext.clear();
    m_front = 0;
    m_back = 0;
    setPhase(Phase::Loading);
    request(false, firstPage);
}

void AnalysesModel::request(bool fromEnd, int limit)
{
    protocol::AnalysesList message;
    message.filter = toStd(m_filter);
    message.query.sortBy = m_sortBy;
    message.query.descending = m_descending != fromEnd;
    message.query.limit = limit;
    message.query.after = fromEnd ? m_backNext : m_topPending ? std::string() : m_frontNext;
    m_busy = true;
    m_analyses.list(message, this,
        [this, fromEnd, generation = m_generation](Result<protocol::AnalysesPage> answer) {
            if (generation == m_generation) {
                m_busy = false;
                receive(fromEnd, std::move(answer));
            }
        });
}

void AnalysesModel::receive(bool fromEnd, Result<protocol::AnalysesPage> answer)
{
    if (!answer.ok()) {
        m_topPending = false;
        setPhase(Phase::Failed, answer.error());
        return;
    }
    auto page = std::move(*answer).page;
    m_loadedAt = m_clock.now();
    if (m_phase != Phase::Ready) {
        replaceAll(std::move(page));
    } else if (m_topPending) {
        m_topPending = false;
        mergeTop(std::move(page));
    } else if (fromEnd) {
        prepend(std::move(page));
    } else {
        append(std::move(page));
    }
    setPhase(Phase::Ready);
    fetchWanted();
}

void AnalysesModel::replaceAll(analyses::Page page)
{
    beginResetModel();
    m_rows.clear();
    m_unknown.clear();
    m_exact = page.total.has_value();
    const auto loaded = page.items.size();
    const auto total = page.total ? static_cast<std::size_t>(*page.total) : loaded;
    m_rows.resize(std::max(total, loaded));
    for (std::size_t i = 0; i < loaded; ++i) {
        m_rows[i] = std::make_unique<analyses::Summary>(std::move(page.items[i]));
    }
    m_front = static_cast<int>(loaded);
    m_back = page.next.empty() ? m_front : 0;
    m_frontNext = page.next;
    m_indexed = false;
    endResetModel();
    Q_EMIT waitingChanged(0);
}

void AnalysesModel::placeAt(int row, analyses::Summary item)
{
    m_rows[static_cast<std::size_t>(row)] = std::make_unique<analyses::Summary>(std::move(item));
    if (m_indexed) {
        m_index.insert(fromStd(m_rows[static_cast<std::size_t>(row)]->id.toString()), row);
    }
}

void AnalysesModel::append(analyses::Page page)
{
    const auto count = static_cast<int>(page.items.size());
    if (m_front + count > rowCount()) {
        resizeTo(m_front + count);
    }
    const auto from = m_front;
    for (auto& item : page.items) {
        placeAt(m_front++, std::move(item));
    }
    m_frontNext = page.next;
    if (page.next.empty()) {
        // The list ends here, whatever was counted before.
        resizeTo(m_front);
        m_back = m_front;
    } else if (!m_exact && m_front == rowCount()) {
        resizeTo(m_front + 1);
    }
    if (count > 0) {
        Q_EMIT dataChanged(index(from, 0), index(m_front - 1, ColumnCount - 1));
    }
}

void AnalysesModel::prepend(analyses::Page page)
{
    const auto last = rowCount() - m_back - 1;
    auto row = last;
    for (auto& item : page.items) {
        if (row < m_front) {
            break;
        }
        placeAt(row--, std::move(item));
        ++m_back;
    }
    m_backNext = page.next;
    if (row < last) {
        Q_EMIT dataChanged(index(row + 1, 0), index(last, ColumnCount - 1));
    }
}

void AnalysesModel::mergeTop(analyses::Page page)
{
    std::set<std::string> ids;
    for (const auto& item : page.items) {
        ids.insert(item.id.toString());
        m_unknown.erase(item.id.toString());
    }
    const auto idAt = [this](int row) {
        const auto* item = summaryAt(row);
        return item != nullptr ? item->id.toString() : std::string();
    };
    // Rows that left this part of the list go first, from below, so that numbers stay true.
    const auto span = std::min(m_front, static_cast<int>(page.items.size()));
    for (int row = span - 1; row >= 0; --row) {
        if (!ids.contains(idAt(row))) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            --m_front;
            m_indexed = false;
            endRemoveRows();
        }
    }
    const auto row = placeTop(page.items);
    if (page.next.empty()) {
        m_front = std::min(m_front, row);
        m_frontNext.clear();
    }
    resizeTo(page.total.value_or(page.next.empty() ? row : rowCount()));
    m_back = std::min(m_back, rowCount());
    if (row > 0) {
        Q_EMIT dataChanged(index(0, 0), index(row - 1, ColumnCount - 1));
    }
    Q_EMIT waitingChanged(waiting());
}

int AnalysesModel::placeTop(std::vector<analyses::Summary>& items)
{
    const auto count = static_cast<int>(items.size());
    int row = 0;
    while (row < count) {
        auto& item = items[static_cast<std::size_t>(row)];
        const auto* known = summaryAt(row);
        if (known != nullptr && known->id == item.id) {
            *m_rows[static_cast<std::size_t>(row)] = std::move(item);
            ++row;
            continue;
        }
        const auto old = rowOf(fromStd(item.id.toString()));
        if (old > row && old < m_front) {
            beginRemoveRows({}, old, old);
            m_rows.erase(m_rows.begin() + old);
            --m_front;
            m_indexed = false;
            endRemoveRows();
        }
        // New rows that stand together come in together.
        int end = row + 1;
        while (
            end < count && rowOf(fromStd(items[static_cast<std::size_t>(end)].id.toString())) < 0) {
            ++end;
        }
        std::vector<RowPtr> fresh;
        for (int i = row; i < end; ++i) {
            fresh.push_back(
                std::make_unique<analyses::Summary>(std::move(items[static_cast<std::size_t>(i)])));
        }
        beginInsertRows({}, row, end - 1);
        m_rows.insert(m_rows.begin() + row, std::make_move_iterator(fresh.begin()),
            std::make_move_iterator(fresh.end()));
        m_front += end - row;
        m_indexed = false;
        endInsertRows();
        row = end;
    }
    return row;
}

void AnalysesModel::resizeTo(std::int64_t total)
{
    const auto now = rowCount();
    const auto want = static_cast<int>(total);
    if (want > now) {
        // Between what is loaded from either end, so that the loaded ends stay where they are.
        const auto at = std::min(std::max(m_front, now - m_back), now);
        beginInsertRows({}, at, at + want - now - 1);
        std::vector<RowPtr> more(static_cast<std::size_t>(want - now));
        m_rows.insert(m_rows.begin() + at, std::make_move_iterator(more.begin()),
            std::make_move_iterator(more.end()));
        m_indexed = false;
        endInsertRows();
    } else if (want < now) {
        beginRemoveRows({}, want, now - 1);
        m_rows.resize(static_cast<std::size_t>(want));
        m_back = 0;
        m_backNext.clear();
        m_front = std::min(m_front, want);
        m_indexed = false;
        endRemoveRows();
    }
}

void AnalysesModel::want(int first, int last)
{
    m_wantFirst = std::max(first, 0);
    m_wantLast = last;
    fetchWanted();
}

void AnalysesModel::fetchWanted()
{
    if (m_busy || m_phase != Phase::Ready || m_rows.empty()) {
        return;
    }
    // A page ahead of what is in sight, so that scrolling meets loaded rows.
    const auto last = std::min(m_wantLast + 100, rowCount() - 1);
    auto row = m_wantFirst;
    while (row <= last && m_rows[static_cast<std::size_t>(row)] != nullptr) {
        ++row;
    }
    if (row > last) {
        return;
    }
    const auto fromFront = row - m_front;
    const auto fromEnd = rowCount() - m_back - row;
    const bool end = m_exact && fromEnd < fromFront;
    request(end, std::min(fromFront, fromEnd) > firstPage ? largePage : firstPage);
}

void AnalysesModel::setLive(bool live)
{
    m_live = live;
    if (live) {
        m_flush.start();
    }
}

void AnalysesModel::setAtTop(bool atTop)
{
    if (m_atTop != atTop) {
        m_atTop = atTop;
        if (atTop && m_live && waiting() > 0) {
            refreshTop();
        }
    }
}

void AnalysesModel::showWaiting()
{
    if (m_sortBy == analyses::SortBy::SubmittedAt && m_descending) {
        refreshTop();
    } else {
        reload();
    }
}

void AnalysesModel::refreshTop()
{
    if (m_phase != Phase::Ready) {
        reload();
    } else if (m_busy) {
        m_flush.start();
    } else {
        m_topPending = true;
        request(false, firstPage);
    }
}

void AnalysesModel::onChanges(const QString& stream, const QList<protocol::Change>& changes)
{
    if (stream != u"analyses"_s) {
        return;
    }
    m_changes.insert(m_changes.end(), changes.begin(), changes.end());
    if (!m_flush.isActive()) {
        m_flush.start();
    }
}

void AnalysesModel::flush()
{
    const auto before = m_unknown.size();
    bool touched = false;
    // Paused: what is shown stays as it is, changes wait in m_changes.
    if (m_live) {
        for (const auto& change : std::exchange(m_changes, {})) {
            touched = update(change) || touched;
        }
    } else {
        for (const auto& change : m_changes) {
            if (rowOf(fromStd(change.id)) < 0) {
                m_unknown.insert(change.id);
            }
        }
    }
    // A change may move a row into or out of a filtered list: only the core knows.
    const bool outdated = touched && !m_filter.isEmpty();
    const bool mayMerge = m_sortBy == analyses::SortBy::SubmittedAt && m_descending;
    if (m_live && m_atTop && mayMerge && (!m_unknown.empty() || outdated)) {
        refreshTop();
    } else if (m_unknown.size() != before) {
        Q_EMIT waitingChanged(waiting());
    }
}

bool AnalysesModel::update(const protocol::Change& change)
{
    const auto row = rowOf(fromStd(change.id));
    if (change.op != "put") {
        return row >= 0;
    }
    if (row < 0) {
        // With a gap between the loaded ends the row may stand there: the count says what is new.
        m_unknown.insert(change.id);
        return true;
    }
    auto item = protocol::summaryFromJson(change.item);
    if (!item.ok()) {
        return false;
    }
    auto& known = *m_rows[static_cast<std::size_t>(row)];
    if (item->version >= known.version) {
        known = std::move(*item);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    return true;
}

void AnalysesModel::setPhase(Phase phase, std::optional<Error> error)
{
    const bool same = m_phase == phase && !error && !m_error;
    m_phase = phase;
    m_error = std::move(error);
    if (!same) {
        Q_EMIT phaseChanged();
    }
}

const analyses::Summary* AnalysesModel::summaryAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].get() : nullptr;
}

int AnalysesModel::rowOf(const QString& id) const
{
    if (!m_indexed) {
        reindex();
    }
    return m_index.value(id, -1);
}

void AnalysesModel::reindex() const
{
    m_index.clear();
    for (int row = 0; row < rowCount(); ++row) {
        if (const auto* item = summaryAt(row)) {
            m_index.insert(fromStd(item->id.toString()), row);
        }
    }
    m_indexed = true;
}

} // namespace locus::ui
