// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"

#include <QAbstractTableModel>

#include <vector>

namespace locus::ui {

// The transcripts of one annotated row, the displayed one first with the reason why.
class TranscriptsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TranscriptColumn,
        ReasonColumn,
        ConsequenceColumn,
        CodingColumn,
        ProteinColumn,
        ExonColumn,
        BiotypeColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    void setTranscripts(std::vector<genetics::TranscriptAnnotation> transcripts);

private:
    [[nodiscard]] QString reason(int row) const;

    std::vector<genetics::TranscriptAnnotation> m_transcripts;
};

} // namespace locus::ui
