// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/client/core_client.h"
#include "core/protocol/reveal_messages.h"
#include "ui/widgets/table_columns.h"

#include <QAbstractTableModel>

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

namespace locus::ui {

// What every table over keyset pages says of its columns and of its state; see PagedModel.
class PagedTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Phase
    {
        Idle, // nothing was asked for
        Loading, // the first page is on its way; rows of before stay meanwhile
        Ready,
        Failed // error(); rows of before stay
    };

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    // Also after each page.
    void phaseChanged();

protected:
    // Both must outlive this.
    PagedTable(client::CoreClient& core, std::span<const TableColumn> columns, QObject* parent);

    [[nodiscard]] virtual QString title(int column) const = 0;
    // What a cell says; spoken together with its title. `row` is one that is there.
    [[nodiscard]] virtual QString display(int row, int column) const = 0;
    // The other roles of a cell.
    [[nodiscard]] virtual QVariant fact(int row, int column, int role) const = 0;

    [[nodiscard]] client::CoreClient& core() const { return m_core; }
    void setPhase(Phase phase, std::optional<Error> error = {});
    // The words of a column came out different, in all rows.
    void columnChanged(int column);

private:
    client::CoreClient& m_core;
    std::span<const TableColumn> m_columns;
    Phase m_phase = Phase::Idle;
    std::optional<Error> m_error;
};

// Rows that come from the core page by page as one scrolls: `Message` asks for a page from a key
// on, its answer has `page` with rows and the key of the next. An answer that another question has
// overtaken is dropped.
template <typename Message, typename Row> class PagedModel : public PagedTable
{
public:
    using Answer = typename Message::Answer;
    using Page = decltype(Answer::page);
    using Key = decltype(Page::next);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const final
    {
        return !parent.isValid() && !isWhole() && !m_busy && phase() == Phase::Ready;
    }
    void fetchMore(const QModelIndex& parent) final
    {
        if (canFetchMore(parent)) {
            request(m_next);
        }
    }
    // Null: no such row.
    [[nodiscard]] const Row* rowAt(int row) const
    {
        return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
    }
    [[nodiscard]] bool isWhole() const { return m_next == Key(); } // no more to come
    // Some of what was read is masked for this person.
    [[nodiscard]] bool isMasked() const { return m_isMasked; }

protected:
    using PagedTable::PagedTable;

    [[nodiscard]] virtual Message question(const Key& after) const = 0;
    // A page came, the first of a list or a further one.
    virtual void onPage(const Page&) { }

    // Asks anew from the beginning.
    void start()
    {
        ++m_generation;
        m_next = Key();
        setPhase(Phase::Loading);
        request(Key());
    }
    // Drops the rows and what is on its way.
    void clear()
    {
        ++m_generation;
        m_busy = false;
        m_next = Key();
        beginResetModel();
        m_rows.clear();
        m_isMasked = false;
        endResetModel();
        setPhase(Phase::Idle);
    }
    void replaceRow(int row, Row by)
    {
        m_rows[static_cast<std::size_t>(row)] = std::move(by);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
    template <typename Is> [[nodiscard]] int findRow(const Is& is) const // -1: none
    {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(), is);
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

private:
    void request(const Key& after)
    {
        m_busy = true;
        core().request({ std::string(Message::method), question(after).toJson() }, this,
            [this, isFirst = after == Key(), generation = m_generation](const Result<Bytes>& text) {
                if (generation != m_generation) {
                    return;
                }
                m_busy = false;
                Result<Answer> answer = text.ok() ? Answer::fromJson(*text) : text.error();
                if (!answer.ok()) {
                    setPhase(Phase::Failed, answer.error());
                    return;
                }
                m_isMasked = (m_isMasked && !isFirst) || !protocol::maskedPaths(*text).empty();
                receive(isFirst, std::move(answer->page));
            });
    }

    static std::vector<Row>& rowsOf(Page& page)
    {
        if constexpr (requires { page.items; }) {
            return page.items;
        } else {
            return page.records;
        }
    }

    void receive(bool isFirst, Page page)
    {
        m_next = page.next;
        onPage(page);
        auto& rows = rowsOf(page);
        if (isFirst) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
        } else if (!rows.empty()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
            m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()),
                std::make_move_iterator(rows.end()));
            endInsertRows();
        }
        // What matches may lie far apart: as long as nothing was found, the next page is asked for.
        if (m_rows.empty() && !isWhole()) {
            request(m_next);
            return;
        }
        setPhase(Phase::Ready);
    }

    std::vector<Row> m_rows;
    Key m_next {};
    bool m_busy = false;
    bool m_isMasked = false;
    int m_generation = 0;
};

} // namespace locus::ui
