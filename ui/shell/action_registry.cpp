// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_registry.h"

#include <QAction>

namespace locus::ui {

void ActionRegistry::add(const QString& group, const QList<QAction*>& actions)
{
    m_entries.removeIf([](const Entry& entry) { return entry.action.isNull(); });
    for (auto* action : actions) {
        m_entries.append({ action, group });
        connect(action, &QAction::triggered, this, [this, id = action->objectName()] {
            m_recent.removeAll(id);
            m_recent.prepend(id);
            m_recent = m_recent.mid(0, 20);
        });
    }
    Q_EMIT added(actions);
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
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            const auto& one = m_entries[i];
            const auto& other = m_entries[j];
            const auto& window = m_entries.front().group;
            const bool meet = one.group == other.group || other.group == window;
            if (!meet || one.action == nullptr || other.action == nullptr) {
                continue;
            }
            for (const auto& key : one.action->shortcuts()) {
                if (other.action->shortcuts().contains(key)) {
                    out << QString(key.toString() + QStringLiteral(": ")
                        + other.action->objectName() + QStringLiteral(", ")
                        + one.action->objectName());
                }
            }
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
