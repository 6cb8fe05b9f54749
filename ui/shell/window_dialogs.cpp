// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_dialogs.h"

#include "ui/shell/connection_dialog.h"
#include "ui/shell/core_choice.h"
#include "ui/shell/key_editor.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/main_window.h"
#include "ui/shell/unsent_dialog.h"

namespace locus::ui {

namespace {

void show(QDialog& dialog)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.open();
}

} // namespace

void openConnectionDialog(const ShellServices& services, CoreChoice& core, QWidget& window)
{
    auto* dialog =
        new ConnectionDialog(services.profiles, services.tester, services.kafkaTester, &window);
    QObject::connect(dialog, &ConnectionDialog::connectRequested, &core, &CoreChoice::use);
    show(*dialog);
}

void openUnsentDialog(const ShellServices& services, QWidget& window)
{
    show(*new UnsentDialog(services.analyses, services.clock, &window));
}

void openKeySheet(
    const ActionRegistry& registry, KeyBindings& keys, const QString& page, QWidget& window)
{
    auto* sheet = new KeySheet(registry, page, MainWindow::tr("Window"), &window);
    QObject::connect(sheet, &KeySheet::editRequested, &window,
        [&registry, &keys, &window] { openKeyEditor(registry, keys, window); });
    show(*sheet);
}

void openKeyEditor(const ActionRegistry& registry, KeyBindings& keys, QWidget& window)
{
    show(*new KeyEditor(registry, keys, &window));
}

} // namespace locus::ui
