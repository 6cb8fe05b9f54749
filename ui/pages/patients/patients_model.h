// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/patients/patient.h"
#include "core/protocol/changes_messages.h"

#include <QAbstractTableModel>
#include <QSet>

#include <optional>
#include <vector>

namespace locus {
class Clock;
}
namespace locus::client {
class CoreClient;
}
namespace locus::protocol {
struct PatientsPage;
}

namespace locus::ui {

// Who was found, best first, page by page as one scrolls. Rows that change are changed where they
// stand; who else changed is counted, so that nothing moves under a hand.
class PatientsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        PatientColumn,
        SexColumn,
        AgeColumn,
        MarkColumn,
        IdColumn,
        ColumnCount
    };
    enum class Phase
    {
        Idle, // nothing was typed
        Searching,
        Ready,
        Failed
    };

    // Both must outlive this.
    PatientsModel(client::CoreClient& core, const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    void search(const QString& typed);
    void again();
    [[nodiscard]] const QString& typed() const { return m_typed; }
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] std::size_t total() const { return m_total; }
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    [[nodiscard]] const patients::Patient* patientAt(int row) const;
    [[nodiscard]] int rowOf(const QString& id) const; // -1: not among them

Q_SIGNALS:
    void phaseChanged();
    void waitingChanged();

private:
    void request(const std::string& after);
    void receive(bool first, Result<protocol::PatientsPage> answer);
    void onChanges(const QString& stream, const QList<protocol::Change>& changes);
    [[nodiscard]] QVariant mark(const patients::Patient& patient, int role) const;
    [[nodiscard]] QString display(const patients::Patient& patient, int column) const;

    client::CoreClient& m_core;
    const Clock& m_clock;
    std::vector<patients::Patient> m_rows;
    QString m_typed;
    std::string m_next;
    std::size_t m_total = 0;
    QSet<QString> m_waiting;
    Phase m_phase = Phase::Idle;
    std::optional<Error> m_error;
    int m_generation = 0;
    bool m_busy = false;
};

} // namespace locus::ui
