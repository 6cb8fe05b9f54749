// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/audit_messages.h"
#include "ui/models/paged_model.h"

namespace locus {
class Clock;
}

namespace locus::ui {

class PatientLabels;

// The audit trail, newest first, page by page as one scrolls. Reading it is recorded too, so
// nothing is read again by itself.
class AuditModel : public PagedModel<protocol::AuditList, people::AuditRecord>
{
    Q_OBJECT

public:
    enum Column
    {
        TimeColumn,
        PersonColumn,
        KindColumn,
        ActionColumn,
        AboutColumn,
        PatientColumn,
        OutcomeColumn,
        NumberColumn,
        ColumnCount
    };

    AuditModel(client::CoreClient& core, const Clock& clock, QObject* parent = nullptr);

    void setFilter(const people::AuditFilter& filter);
    [[nodiscard]] const people::AuditFilter& filter() const { return m_filter; }
    void reload() { start(); }
    [[nodiscard]] Instant loadedAt() const { return m_loadedAt; }
    [[nodiscard]] int rowOf(std::int64_t number) const; // -1: not among those read
    // Records up to here are signed for; 0: not known yet.
    [[nodiscard]] std::int64_t checkpoint() const { return m_checkpoint; }
    [[nodiscard]] QString patientOf(const people::AuditRecord& record) const;

protected:
    [[nodiscard]] protocol::AuditList question(const std::int64_t& before) const override;
    void onPage(const people::AuditPage& page) override;
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString display(int row, int column) const override;
    [[nodiscard]] QVariant fact(int row, int column, int role) const override;

private:
    PatientLabels& m_labels;
    const Clock& m_clock;
    people::AuditFilter m_filter;
    std::int64_t m_checkpoint = 0;
    Instant m_loadedAt {};
};

} // namespace locus::ui
