// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patients_reader.h"
#include "core/protocol/patients_messages.h"
#include "ui/models/paged_model.h"

namespace locus {
class Clock;
}

namespace locus::ui {

class PatientLabels;

// What happened to a patient and to the analyses that refer to him, newest first, page by page.
class TimelineModel : public PagedModel<protocol::PatientsTimeline, patients::TimelineEntry>
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

    // Empty: nobody.
    void open(const QString& patientId);
    void reload();
    // "Analysis/<id>" of the entry; may be empty.
    [[nodiscard]] QString streamAt(int row) const;

protected:
    [[nodiscard]] protocol::PatientsTimeline question(const std::int64_t& before) const override;
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString display(int row, int column) const override;
    [[nodiscard]] QVariant fact(int row, int column, int role) const override;

private:
    PatientLabels& m_labels;
    const Clock& m_clock;
    std::string m_patient;
};

} // namespace locus::ui
