// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analyses_reader.h"
#include "core/base/error.h"
#include "core/protocol/changes_messages.h"
#include "ui/widgets/table_export.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace locus {
class Clock;
}
namespace locus::client {
class AnalysesClient;
class CoreClient;
} // namespace locus::client
namespace locus::protocol {
struct AnalysesPage;
}

namespace locus::ui {

class PatientLabels;

// The list of analyses: the true number of rows at once, their content by keyset pages from
// whichever end is nearer to what is looked at. Sorting and filtering happen in the core.
// Changes arrive in batches; while live and at the top they come in, else they are counted.
// Rows are inserted, removed and changed; a reset happens only when another list is asked for.
class AnalysesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        StateColumn,
        LabelColumn,
        PatientColumn,
        VariantsColumn,
        MostSevereColumn,
        NotAnnotatedColumn,
        PriorityColumn,
        ModeColumn,
        AgeColumn,
        SubmitterColumn,
        ReviewerColumn,
        IdColumn,
        ColumnCount
    };
    enum class Phase
    {
        Idle, // nothing was asked for yet
        Loading,
        Ready,
        Failed, // error(); rows of before stay
    };

    // All must outlive this.
    AnalysesModel(client::CoreClient& core, client::AnalysesClient& analyses, const Clock& clock,
        QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setFilter(const QString& filter);
    [[nodiscard]] const QString& filter() const { return m_filter; }
    void reload();
    // The rows in sight; missing ones are fetched.
    void want(int first, int last);
    void setLive(bool live);
    [[nodiscard]] bool isLive() const { return m_live; }
    void setAtTop(bool atTop);
    // Brings in what waited.
    void showWaiting();
    [[nodiscard]] int waiting() const { return static_cast<int>(m_unknown.size()); }

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] Instant loadedAt() const { return m_loadedAt; }
    [[nodiscard]] bool totalIsExact() const { return m_exact; }
    // Null while the row is not loaded.
    [[nodiscard]] const analyses::Summary* summaryAt(int row) const;
    [[nodiscard]] int rowOf(const QString& id) const; // -1: not among the loaded rows
    // All rows of the present filter in the present order, loaded or not, as plain values.
    [[nodiscard]] ExportSource exportSource(const QList<int>& columns) const;

Q_SIGNALS:
    void phaseChanged();
    void waitingChanged(int waiting);

private:
    static constexpr int largePage = 500; // the most that the core gives at once
    using RowPtr = std::unique_ptr<analyses::Summary>;

    void request(bool fromEnd, int limit);
    void receive(bool fromEnd, Result<protocol::AnalysesPage> answer);
    void replaceAll(analyses::Page page);
    void append(analyses::Page page);
    void prepend(analyses::Page page);
    void mergeTop(analyses::Page page);
    // Brings the first rows to these, by inserting and moving; returns their number.
    int placeTop(std::vector<analyses::Summary>& items);
    void placeAt(int row, analyses::Summary item);
    void resizeTo(std::int64_t total);
    void fetchWanted();
    void refreshTop();
    void onChanges(const QString& stream, const QList<protocol::Change>& changes);
    void flush();
    bool update(const protocol::Change& change);
    void setPhase(Phase phase, std::optional<Error> error = {});
    void reindex() const;
    [[nodiscard]] QVariant display(const analyses::Summary& item, int column) const;
    [[nodiscard]] QVariant tone(const analyses::Summary& item, int column) const;
    [[nodiscard]] QVariant plain(const analyses::Summary& item, int column) const;

    client::CoreClient& m_core;
    client::AnalysesClient& m_analyses;
    PatientLabels& m_labels;
    const Clock& m_clock;
    std::vector<RowPtr> m_rows;
    mutable QHash<QString, int> m_index;
    mutable bool m_indexed = true;
    int m_front = 0; // loaded without a gap from the first row
    int m_back = 0; // loaded without a gap from the last row
    std::string m_frontNext;
    std::string m_backNext;
    bool m_exact = true;
    QString m_filter;
    analyses::SortBy m_sortBy = analyses::SortBy::SubmittedAt;
    bool m_descending = true;
    int m_generation = 0;
    bool m_busy = false;
    bool m_topPending = false;
    int m_wantFirst = 0;
    int m_wantLast = 0;
    bool m_live = true;
    bool m_atTop = true;
    std::vector<protocol::Change> m_changes;
    std::set<std::string> m_unknown;
    QTimer m_flush;
    Phase m_phase = Phase::Idle;
    std::optional<Error> m_error;
    Instant m_loadedAt {};
};

} // namespace locus::ui
