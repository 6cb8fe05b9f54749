// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

class QAction;
class QObject;

namespace locus::ui {

// An action as the shell takes it from a page: its id as object name, its default key as shortcut.
// An empty picture or key is none.
QAction* makeAction(const QString& id, const QString& picture, const QString& text, QObject* parent,
    const QKeySequence& key = {});

} // namespace locus::ui
