// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/error.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace locus {
class Clock;
}
namespace locus::client {
class AnalysesClient;
}

namespace locus::ui {

// The analyses that refer to a patient or to a record that was merged into his, newest first; the
// latest 200 of each record.
class PatientAnalysesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        StateColumn,
        LabelColumn,
        VariantsColumn,
        AgeColumn,
        ByColumn,
        ColumnCount
    };

    PatientAnalysesModel(
        client::AnalysesClient& analyses, const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    // All records of the patient; empty: nobody.
    void open(const std::vector<std::string>& records);
    void reload();
    [[nodiscard]] QString idAt(int row) const;
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    void loaded();

private:
    void take(std::vector<analyses::Summary> items);
    [[nodiscard]] QString display(const analyses::Summary& item, int column) const;

    client::AnalysesClient& m_analyses;
    const Clock& m_clock;
    std::vector<std::string> m_records;
    std::vector<analyses::Summary> m_rows;
    std::vector<analyses::Summary> m_coming;
    std::size_t m_open = 0; // answers that are awaited
    std::optional<Error> m_error;
    int m_generation = 0;
};

} // namespace locus::ui
