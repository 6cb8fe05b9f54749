// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/error.h"
#include "ui/theme/color_id.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace locus::client {
class AnalysesClient;
}

namespace locus::ui {

// One act on many analyses, and what came of each: those for which it is legal are asked of the
// core, a few at a time; the rest are listed at once with the reason. Stays until the next one.
class BatchModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Verb
    {
        Retry, // what failed, was left partial or was cancelled
        Cancel, // what is queued or running
    };
    enum Column
    {
        ResultColumn,
        LabelColumn,
        ReasonColumn,
        ColumnCount
    };
    static bool isLegal(Verb verb, analyses::State state);

    explicit BatchModel(client::AnalysesClient& analyses, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    // Nothing while another one runs. `unread` were selected too, but are not loaded.
    void start(Verb verb, const std::vector<analyses::Summary>& items, int unread);
    [[nodiscard]] bool isRunning() const { return m_open > 0; }
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] int notDone() const { return rowCount() - m_done - m_open; }
    // "3 tried again, 2 not" in words.
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString idAt(int row) const;

Q_SIGNALS:
    void changed();
    void finished();

private:
    enum class Result
    {
        Waiting,
        Asked,
        Done,
        Illegal,
        Refused
    };
    struct Entry
    {
        std::optional<analyses::Summary> item; // none: those that are not loaded
        Result result = Result::Waiting;
        QString reason {};
    };

    void askNext();
    void settle(std::size_t at, const std::optional<Error>& error);
    [[nodiscard]] QString word(Result result) const;
    [[nodiscard]] static Tone tone(Result result);

    client::AnalysesClient& m_analyses;
    Verb m_verb = Verb::Retry;
    std::vector<Entry> m_entries;
    std::size_t m_next = 0;
    int m_asked = 0;
    int m_open = 0; // legal and not settled
    int m_done = 0;
};

} // namespace locus::ui
