// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>

class QAction;

namespace locus::ui {

class ActionRegistry;
class ViewStore;

// Keys that belong to no action and cannot be given to one.
struct FixedKey
{
    QList<QKeySequence> keys;
    QString text; // what they do
    bool ofTables = false; // listed in the key sheet
};
QList<FixedKey> fixedKeys();

// The keys of a person: each action has its default, which he may change. Kept with his views by
// the action's id, so that an update changes nothing; ids that are not known now are kept too.
// Actions of the window and of the page that shows work together and must not share a key.
class KeyBindings : public QObject
{
    Q_OBJECT

public:
    // Follows what is added to the registry from now on. Both must outlive this.
    KeyBindings(ActionRegistry& registry, ViewStore& views, QObject* parent = nullptr);

    [[nodiscard]] QList<QKeySequence> defaults(const QString& id) const;
    [[nodiscard]] bool isChanged(const QString& id) const;
    // A sentence that names what the key does already where this action works; empty: it is free.
    [[nodiscard]] QString conflict(const QString& id, const QKeySequence& key) const;
    // An empty key: none. A key with a conflict is refused: false.
    bool setKey(const QString& id, const QKeySequence& key);
    // Back to the default; a sentence if another action has been given that key meanwhile.
    QString reset(const QString& id);
    void resetAll();

Q_SIGNALS:
    void changed();

private:
    void apply();
    [[nodiscard]] QList<QKeySequence> wanted(const QString& id) const;
    [[nodiscard]] bool isTaken(
        const QString& id, const QString& group, const QKeySequence& key) const;
    [[nodiscard]] bool meet(const QString& group, const QString& other) const;

    ActionRegistry& m_registry;
    ViewStore& m_views;
    QHash<QString, QList<QKeySequence>> m_defaults;
};

// As a person reads it: "Ctrl+K, Ctrl+Shift+P".
QString textOf(const QList<QKeySequence>& keys);

} // namespace locus::ui
