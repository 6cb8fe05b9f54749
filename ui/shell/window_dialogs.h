// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace locus::ui {

class ActionRegistry;
class CoreChoice;
class KeyBindings;
struct ShellServices;

// What the window opens over itself; each goes by itself when it is closed.
void openConnectionDialog(const ShellServices& services, CoreChoice& core, QWidget& window);
void openUnsentDialog(const ShellServices& services, QWidget& window);
// The keys of the page with this title and of the window.
void openKeySheet(
    const ActionRegistry& registry, KeyBindings& keys, const QString& page, QWidget& window);
void openKeyEditor(const ActionRegistry& registry, KeyBindings& keys, QWidget& window);

} // namespace locus::ui
