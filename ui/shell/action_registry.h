// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

class QAction;
class QKeyEvent;

namespace locus::ui {

// Every action of the console by its id (its object name): what menus, the command palette and the
// key sheet are made from. Recent use is kept by id.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QPointer<QAction> action;
        QString group; // title of the page, or of the window's part
    };

    using QObject::QObject;

    // Each action needs an object name that no other action has.
    void add(const QString& group, const QList<QAction*>& actions);
    // The group of the page that shows; the first group added is always active.
    void setActiveGroup(const QString& group);
    // Of the window and of the page that shows now.
    [[nodiscard]] QList<Entry> entries() const;
    [[nodiscard]] const QList<Entry>& all() const { return m_entries; }
    [[nodiscard]] QAction* find(const QString& id) const;
    // Two actions with one key in the same group, or one in the window's and one in a page's.
    [[nodiscard]] QStringList conflicts() const;
    // 0 for the most recent; -1 if not used.
    [[nodiscard]] int recency(const QString& id) const;

Q_SIGNALS:
    void added(const QList<QAction*>& actions);

private:
    QList<Entry> m_entries;
    QString m_active;
    QStringList m_recent;
};

// How well `pattern` fits `text` as a subsequence: higher is better, 0 does not fit. Beginnings of
// words and runs count more.
int fuzzyScore(const QString& pattern, const QString& text);

} // namespace locus::ui
