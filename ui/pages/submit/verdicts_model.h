// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/input_coverage.h"
#include "core/genetics/input_recognition.h"

#include "ui/theme/color_id.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace locus::ui {

// What was recognised, line by line: what it is, where it will be annotated, or why it cannot be
// used.
class VerdictsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        LineColumn,
        VerdictColumn,
        KindColumn,
        TextColumn,
        WhereColumn, // or why not
        ColumnCount
    };

    static QString nameOf(genetics::InputKind kind);
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    void setInput(std::shared_ptr<const genetics::RecognisedInput> input);
    // What the core can annotate; nothing while it has not said.
    void setKnowledge(std::optional<genetics::CoverageKnowledge> knowledge);
    [[nodiscard]] const genetics::InputItem* itemAt(int row) const;

private:
    [[nodiscard]] QVariant display(const genetics::InputItem& item, int column) const;
    [[nodiscard]] QString where(const genetics::InputItem& item) const;
    // Sent, but neither the local reference nor a service will answer it.
    [[nodiscard]] bool isNobodys(const genetics::InputItem& item) const;
    [[nodiscard]] Tone tone(const genetics::InputItem& item) const;
    static QString whyNobody(const genetics::InputItem& item);

    std::shared_ptr<const genetics::RecognisedInput> m_input;
    std::optional<genetics::CoverageKnowledge> m_knowledge;
};

} // namespace locus::ui
