// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/changes_messages.h"
#include "core/protocol/dead_letters_messages.h"
#include "ui/page/page_context.h"

#include <QFrame>

#include <optional>

class QAction;
class QLabel;
class QToolButton;

namespace locus::ui {

class FactGrid;

// One dead letter beside the list: where it stands, why, its headers that cannot quote the payload,
// what happened to it. The payload itself is never asked for.
class LetterPane : public QFrame
{
    Q_OBJECT

public:
    // Both must outlive this; `close` closes the pane.
    LetterPane(const PageContext& context, QAction* close, QWidget* parent = nullptr);

    void open(const QString& id);
    void close();
    [[nodiscard]] const QString& openId() const { return m_id; }
    // Null: not read yet, or it could not be.
    [[nodiscard]] const dead_letters::Letter* letter() const
    {
        return m_detail ? &m_detail->letter : nullptr;
    }

Q_SIGNALS:
    void letterWanted(const QString& id);
    void read();

private:
    void reload();
    void take(const Result<Bytes>& answer);
    void showLetter();
    void showHistory();
    void onChanges(const QString& stream, const QList<protocol::Change>& changes);

    const PageContext& m_context;
    QString m_id;
    std::optional<dead_letters::LetterDetail> m_detail;
    bool m_isMasked = false; // what the core said in words is not for this person
    QLabel* m_title;
    QLabel* m_why;
    QToolButton* m_first; // to the one that it stands behind
    FactGrid* m_facts;
    FactGrid* m_headers;
    QLabel* m_headersTitle;
    FactGrid* m_history;
    QLabel* m_historyTitle;
};

} // namespace locus::ui
