// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/patients_messages.h"
#include "ui/models/paged_model.h"

#include <QSet>

namespace locus {
class Clock;
}

namespace locus::ui {

// Who was found, best first, page by page as one scrolls. Rows that change are changed where they
// stand; who else changed is counted, so that nothing moves under a hand.
class PatientsModel : public PagedModel<protocol::PatientsSearch, patients::Patient>
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

    // Both must outlive this.
    PatientsModel(client::CoreClient& core, const Clock& clock, QObject* parent = nullptr);

    void search(const QString& typed);
    void again();
    [[nodiscard]] const QString& typed() const { return m_typed; }
    [[nodiscard]] std::size_t total() const { return m_total; }
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    [[nodiscard]] int rowOf(const QString& id) const; // -1: not among them

Q_SIGNALS:
    void waitingChanged();

protected:
    [[nodiscard]] protocol::PatientsSearch question(const std::string& after) const override;
    void onPage(const patients::PatientPage& page) override { m_total = page.total; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString display(int row, int column) const override;
    [[nodiscard]] QVariant fact(int row, int column, int role) const override;

private:
    void onChanges(const QString& stream, const QList<protocol::Change>& changes);
    [[nodiscard]] QVariant mark(const patients::Patient& patient, int role) const;

    const Clock& m_clock;
    QString m_typed;
    std::size_t m_total = 0;
    QSet<QString> m_waiting;
};

} // namespace locus::ui
