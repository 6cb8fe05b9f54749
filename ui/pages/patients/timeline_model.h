// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/patients/patients_reader.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace locus {
class Clock;
}
namespace locus::client {
class CoreClient;
}

namespace locus::ui {

class PatientLabels;

// What happened to a patient and to the analyses that refer to him, newest first, page by page.
class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        WhenColumn,
        WhatColumn,
        DetailColumn,
        ByColumn,
        ReasonColumn,
        StreamColumn,
        ColumnCount
    };

    TimelineModel(client::CoreClient& core, const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    // Empty: nobody.
    void open(const QString& patientId);
    void reload();
    // "Analysis/<id>" of the entry; may be empty.
    [[nodiscard]] QString streamAt(int row) const;
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    void loaded();

private:
    void request(std::int64_t before);
    [[nodiscard]] QString display(const patients::TimelineEntry& entry, int column) const;

    client::CoreClient& m_core;
    PatientLabels& m_labels;
    const Clock& m_clock;
    std::string m_patient;
    std::vector<patients::TimelineEntry> m_rows;
    std::int64_t m_next = 0;
    std::optional<Error> m_error;
    int m_generation = 0;
    bool m_busy = false;
};

} // namespace locus::ui
