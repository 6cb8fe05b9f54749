// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_registry.h"

#include <QAction>
#include <QHash>

namespace locus::ui {

void ActionRegistry::add(const QString& group, const QList<QAction*>& actions)
{
    for (auto* action : actions) {
        m_entries.append({ action, group });
        connect(action, &QAction::triggered, this, [this, id = action->objectName()] {
            m_recent.removeAll(id);
            m_recent.prepend(id);
            m_recent = m_recent.mid(0, 20);
        });
    }
}

void ActionRegistry::setActiveGroup(const QString& group)
{
    m_active = group;
}

QList<ActionRegistry::Entry> ActionRegistry::entries() const
{
    QList<Entry> out;
    for (const auto& entry : m_entries) {
        const bool active = entry.group == m_entries.front().group || entry.group == m_active;
        if (active && entry.action != nullptr && entry.action->isVisible()) {
            out.append(entry);
        }
    }
    return out;
}

QAction* ActionRegistry::find(const QString& id) const
{
    for (const auto& entry : m_entries) {
        if (entry.action != nullptr && entry.action->objectName() == id) {
            return entry.action;
        }
    }
    return nullptr;
}

QStringList ActionRegistry::conflicts() const
{
    QStringList out;
    QHash<QString, QString> seen;
    for (const auto& entry : m_entries) {
        if (entry.action == nullptr) {
            continue;
        }
        for (const auto& key : entry.action->shortcuts()) {
            const QString slot = entry.group + u'\n' + key.toString();
            if (seen.contains(slot)) {
                out << QString(key.toString() + QStringLiteral(": ") + seen.value(slot)
                    + QStringLiteral(", ") + entry.action->objectName());
            }
            seen.insert(slot, entry.action->objectName());
        }
    }
    return out;
}

int ActionRegistry::recency(const QString& id) const
{
    return static_cast<int>(m_recent.indexOf(id));
}

int fuzzyScore(const QString& pattern, const QString& text)
{
    if (pattern.isEmpty()) {
        return 1;
    }
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const auto c : pattern) {
        if (c.isSpace()) {
            continue;
        }
        const auto found = text.indexOf(c, at, Qt::CaseInsensitive);
        if (found < 0) {
            return 0;
        }
        const bool wordStart = found == 0 || !text.at(found - 1).isLetterOrNumber();
        score += 1 + (wordStart ? 6 : 0) + (found == previous + 1 ? 4 : 0);
        previous = found;
        at = found + 1;
    }
    return score * 100 / static_cast<int>(10 + text.size());
}

} // namespace locus::ui
