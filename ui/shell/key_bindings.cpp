// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_bindings.h"

#include "ui/shell/action_registry.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QJsonValue>

#include <algorithm>
#include <optional>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// Nothing if the person has not chosen, or what is kept is no key.
std::optional<QKeySequence> keptKey(const ViewStore& views, const QString& id)
{
    const auto kept = views.value(u"keys"_s, id);
    if (!kept.isString()) {
        return {};
    }
    const QKeySequence key(kept.toString(), QKeySequence::PortableText);
    const bool damaged =
        !kept.toString().isEmpty() && (key.isEmpty() || key[0].key() == Qt::Key_unknown);
    return damaged ? std::optional<QKeySequence>() : key;
}

} // namespace

QList<FixedKey> fixedKeys()
{
    return {
        { { Qt::Key_J, Qt::Key_K }, KeyBindings::tr("Next and previous row"), true },
        { { Qt::Key_Return }, KeyBindings::tr("Open the row"), true },
        { { Qt::Key_Home, Qt::Key_End }, KeyBindings::tr("First and last row"), true },
        { { QKeySequence(u"Ctrl+C"_s), QKeySequence(u"Ctrl+Shift+C"_s) },
            KeyBindings::tr("Copy the selected rows as TSV, as Markdown"), true },
        { { QKeySequence(u"Ctrl+X"_s), QKeySequence(u"Ctrl+V"_s), QKeySequence(u"Ctrl+A"_s),
              QKeySequence(u"Ctrl+Z"_s) },
            KeyBindings::tr("Cut, paste, select all and undo in every text") },
        { { Qt::Key_Enter, Qt::Key_Space }, KeyBindings::tr("Press what has the focus") },
        { { Qt::Key_Escape }, KeyBindings::tr("Close or leave") },
        { { Qt::Key_Tab, QKeySequence(u"Shift+Tab"_s) },
            KeyBindings::tr("Go to the next control") },
        { { Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right, Qt::Key_PageUp,
              Qt::Key_PageDown },
            KeyBindings::tr("Move in what has the focus") },
        { { Qt::Key_Backspace, Qt::Key_Delete }, KeyBindings::tr("Delete in every text") },
    };
}

QString textOf(const QList<QKeySequence>& keys)
{
    return QKeySequence::listToString(keys, QKeySequence::NativeText).replace(u"; "_s, u", "_s);
}

KeyBindings::KeyBindings(ActionRegistry& registry, ViewStore& views, QObject* parent)
    : QObject(parent)
    , m_registry(registry)
    , m_views(views)
{
    connect(&registry, &ActionRegistry::added, this, [this](const QList<QAction*>& actions) {
        for (const auto* action : actions) {
            auto keys = action->shortcuts();
            keys.removeAll(QKeySequence());
            m_defaults.insert(action->objectName(), keys);
        }
        apply();
    });
}

QList<QKeySequence> KeyBindings::defaults(const QString& id) const
{
    return m_defaults.value(id);
}

bool KeyBindings::isChanged(const QString& id) const
{
    return keptKey(m_views, id).has_value();
}

QList<QKeySequence> KeyBindings::wanted(const QString& id) const
{
    const auto kept = keptKey(m_views, id);
    if (!kept) {
        return defaults(id);
    }
    return kept->isEmpty() ? QList<QKeySequence>() : QList<QKeySequence> { *kept };
}

bool KeyBindings::meet(const QString& group, const QString& other) const
{
    const auto& window = m_registry.all().front().group;
    return group == other || group == window || other == window;
}

// Whether the person has given this key to another action that works in the same place.
bool KeyBindings::isTaken(const QString& id, const QString& group, const QKeySequence& key) const
{
    const auto& entries = m_registry.all();
    return std::any_of(entries.begin(), entries.end(), [&](const ActionRegistry::Entry& entry) {
        return entry.action != nullptr && entry.action->objectName() != id
            && keptKey(m_views, entry.action->objectName()) == key && meet(group, entry.group);
    });
}

// What the person chose wins over a default: two actions with one key would both be dead.
void KeyBindings::apply()
{
    for (const auto& entry : m_registry.all()) {
        if (entry.action == nullptr) {
            continue;
        }
        const auto id = entry.action->objectName();
        auto keys = wanted(id);
        if (!isChanged(id)) {
            keys.removeIf([&](const QKeySequence& key) { return isTaken(id, entry.group, key); });
        }
        if (keys != entry.action->shortcuts()) {
            entry.action->setShortcuts(keys);
        }
    }
}

QString KeyBindings::conflict(const QString& id, const QKeySequence& key) const
{
    if (key.isEmpty()) {
        return {};
    }
    const auto shown = key.toString(QKeySequence::NativeText);
    for (const auto& fixed : fixedKeys()) {
        if (fixed.keys.contains(key)) {
            //: %1 a key, %2 what it does everywhere: "J is fixed: Next and previous row."
            return tr("%1 is fixed: %2.").arg(shown, fixed.text);
        }
    }
    const auto entries = m_registry.all();
    QString group;
    for (const auto& entry : entries) {
        if (entry.action != nullptr && entry.action->objectName() == id) {
            group = entry.group;
        }
    }
    for (const auto& entry : entries) {
        const bool other = entry.action != nullptr && entry.action->objectName() != id;
        if (other && meet(group, entry.group) && entry.action->shortcuts().contains(key)) {
            //: %1 a key, %2 an action, %3 the page or window it belongs to
            return tr("%1 is the key of “%2” (%3).")
                .arg(shown, entry.action->text().remove(u'&'), entry.group);
        }
    }
    return {};
}

bool KeyBindings::setKey(const QString& id, const QKeySequence& key)
{
    if (!m_defaults.contains(id) || !conflict(id, key).isEmpty()) {
        return false;
    }
    const QList<QKeySequence> list =
        key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence> { key };
    m_views.setValue(u"keys"_s, id,
        list == defaults(id) ? QJsonValue() : QJsonValue(key.toString(QKeySequence::PortableText)));
    apply();
    Q_EMIT changed();
    return true;
}

QString KeyBindings::reset(const QString& id)
{
    for (const auto& key : defaults(id)) {
        auto said = conflict(id, key);
        if (!said.isEmpty()) {
            return said;
        }
    }
    m_views.setValue(u"keys"_s, id, {});
    apply();
    Q_EMIT changed();
    return {};
}

void KeyBindings::resetAll()
{
    for (auto known = m_defaults.cbegin(); known != m_defaults.cend(); ++known) {
        if (isChanged(known.key())) {
            m_views.setValue(u"keys"_s, known.key(), {});
        }
    }
    apply();
    Q_EMIT changed();
}

} // namespace locus::ui
