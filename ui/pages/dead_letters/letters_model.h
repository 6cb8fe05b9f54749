// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/changes_messages.h"
#include "core/protocol/dead_letters_messages.h"
#include "ui/models/paged_model.h"

#include <QSet>

namespace locus {
class Clock;
}

namespace locus::ui {

// The dead letters that match, newest first, page by page as one scrolls. Rows that change are
// changed where they stand, also when they match no more; new ones are counted, so that nothing
// moves under a hand.
class LettersModel : public PagedModel<protocol::DeadLettersList, dead_letters::Letter>
{
    Q_OBJECT

public:
    enum Column
    {
        CameColumn,
        StateColumn,
        WhyColumn,
        PlaceColumn,
        TriesColumn,
        LastColumn,
        CodeColumn,
        HandlerColumn,
        IdColumn,
        ColumnCount
    };

    // Both must outlive this.
    LettersModel(client::CoreClient& core, const Clock& clock, QObject* parent = nullptr);

    void setFilter(const dead_letters::LetterFilter& filter);
    [[nodiscard]] const dead_letters::LetterFilter& filter() const { return m_filter; }
    void reload();
    [[nodiscard]] std::optional<std::int64_t> total() const { return m_total; }
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    [[nodiscard]] Instant loadedAt() const { return m_loadedAt; }
    [[nodiscard]] int rowOf(const QString& id) const; // -1: not among those read

Q_SIGNALS:
    void waitingChanged();

protected:
    [[nodiscard]] protocol::DeadLettersList question(const std::string& after) const override;
    void onPage(const dead_letters::LetterPage& page) override;
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString display(int row, int column) const override;
    [[nodiscard]] QVariant fact(int row, int column, int role) const override;

private:
    void onChanges(const QString& stream, const QList<protocol::Change>& changes);

    const Clock& m_clock;
    dead_letters::LetterFilter m_filter;
    std::optional<std::int64_t> m_total;
    QSet<QString> m_waiting;
    Instant m_loadedAt {};
};

} // namespace locus::ui
