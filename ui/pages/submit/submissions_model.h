// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/error.h"
#include "core/client/outbox.h"
#include "core/protocol/changes_messages.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace locus {
class Clock;
}

namespace locus::ui {

// What was sent from this page while it was open, newest first: on this seat, queued, how far,
// done.
class SubmissionsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        StateColumn,
        LabelColumn,
        ProgressColumn,
        TimeColumn,
        ColumnCount
    };

    explicit SubmissionsModel(const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    // Kept on this seat: shown until the core has it.
    void addKept(const Uuid& commandId, const std::string& label);
    void setAccepted(
        const Uuid& commandId, const std::string& label, const analyses::AnalysisId& id);
    void setRefused(const Uuid& commandId, const Error& error);
    void apply(const QList<protocol::Change>& changes);
    void refreshTimes();
    // Empty while the core has not acknowledged it.
    [[nodiscard]] QString analysisIdAt(int row) const;
    [[nodiscard]] bool canCancel(int row) const;

private:
    struct Entry
    {
        Uuid commandId;
        std::string label;
        std::optional<analyses::AnalysisId> id;
        std::optional<analyses::Summary> summary;
        std::optional<Error> refusal;
        Instant since;
    };

    int rowOf(const Uuid& commandId, const std::string& label);
    [[nodiscard]] QString display(const Entry& entry, int column) const;

    const Clock& m_clock;
    std::vector<Entry> m_entries;
};

} // namespace locus::ui
