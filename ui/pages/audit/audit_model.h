// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/people/audit_reader.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace locus {
class Clock;
}
namespace locus::client {
class CoreClient;
}
namespace locus::protocol {
struct AuditRecords;
}

namespace locus::ui {

class PatientLabels;

// The audit trail, newest first, page by page as one scrolls. Reading it is recorded too, so
// nothing is read again by itself.
class AuditModel : public QAbstractTableModel
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
    enum class Phase
    {
        Idle,
        Loading,
        Ready,
        Failed
    };

    AuditModel(client::CoreClient& core, const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    void setFilter(const people::AuditFilter& filter);
    [[nodiscard]] const people::AuditFilter& filter() const { return m_filter; }
    void reload();
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] Instant loadedAt() const { return m_loadedAt; }
    [[nodiscard]] const people::AuditRecord* recordAt(int row) const;
    [[nodiscard]] int rowOf(std::int64_t number) const; // -1: not among those read
    // Records up to here are signed for; 0: not known yet.
    [[nodiscard]] std::int64_t checkpoint() const { return m_checkpoint; }
    [[nodiscard]] bool isWhole() const { return m_next == 0; } // all that match were read
    [[nodiscard]] QString patientOf(const people::AuditRecord& record) const;

Q_SIGNALS:
    void phaseChanged();

private:
    void request();
    void receive(Result<protocol::AuditRecords> answer);
    [[nodiscard]] QString display(const people::AuditRecord& record, int column) const;

    client::CoreClient& m_core;
    PatientLabels& m_labels;
    const Clock& m_clock;
    people::AuditFilter m_filter;
    std::vector<people::AuditRecord> m_rows;
    std::int64_t m_next = 0;
    std::int64_t m_checkpoint = 0;
    bool m_first = true;
    bool m_busy = false;
    int m_generation = 0;
    Phase m_phase = Phase::Idle;
    std::optional<Error> m_error;
    Instant m_loadedAt {};
};

} // namespace locus::ui
