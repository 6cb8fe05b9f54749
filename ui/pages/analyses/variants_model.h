// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/error.h"
#include "core/genetics/annotation.h"
#include "ui/pages/analyses/variant_words.h"
#include "ui/widgets/table_export.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>

namespace locus::client {
class AnalysesClient;
}
namespace locus::protocol {
struct AnalysisRows;
}

namespace locus::ui {

// The answer rows of one analysis by their number: the true count at once, pages as they come into
// sight, at most a few thousand rows kept.
class VariantsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        LineColumn,
        GeneColumn,
        CodingColumn,
        ProteinColumn,
        ConsequenceColumn,
        ClinVarColumn,
        FrequencyColumn,
        AlphaMissenseColumn,
        CaddColumn,
        RevelColumn,
        EngineColumn,
        InputColumn,
        TranscriptColumn,
        ColumnCount
    };

    explicit VariantsModel(client::AnalysesClient& analyses, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    void open(const analyses::AnalysisId& id);
    // The same analysis has new rows: counts and what is in sight are read again.
    void refresh();
    void close();
    void want(int first, int last);
    [[nodiscard]] const genetics::AnnotationRow* rowAt(int row) const;
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    // All rows of the open analysis, loaded or not, as plain values.
    [[nodiscard]] ExportSource exportSource(const QList<int>& columns) const;
    [[nodiscard]] bool isLoading() const { return m_loading; }

Q_SIGNALS:
    void loaded();

private:
    void request(std::int64_t first);
    void receive(std::int64_t first, Result<protocol::AnalysisRows> answer);
    void forgetFar();
    void resizeTo(int total);
    void noteMane();
    [[nodiscard]] static QVariant headerTip(int section);
    [[nodiscard]] static VariantWords::Said said(const genetics::AnnotationRow& row, int column);
    [[nodiscard]] static QVariant tip(const genetics::AnnotationRow& row, int column);
    [[nodiscard]] static QVariant display(const genetics::AnnotationRow& row, int column);
    [[nodiscard]] static QVariant tone(const genetics::AnnotationRow& row, int column);

    client::AnalysesClient& m_analyses;
    std::optional<analyses::AnalysisId> m_id;
    std::map<std::int64_t, genetics::AnnotationRow> m_rows;
    int m_total = 0;
    int m_generation = 0;
    bool m_busy = false;
    bool m_loading = false;
    bool m_allMane = false; // every loaded row stands on a MANE transcript
    int m_wantFirst = 0;
    int m_wantLast = 0;
    std::optional<Error> m_error;
};

} // namespace locus::ui
