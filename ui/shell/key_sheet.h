// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace locus::ui {

class ActionRegistry;

// The keys that work now: those of the window, of the page that shows and of its tables.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    // `group`: title of the page that shows; only its keys and the window's are listed.
    KeySheet(const ActionRegistry& registry, const QString& group, const QString& windowGroup,
        QWidget* parent = nullptr);

Q_SIGNALS:
    void editRequested();

private:
    [[nodiscard]] QWidget* makeKeys(const ActionRegistry& registry, const QStringList& groups);
    [[nodiscard]] QWidget* makeButtons();
};

} // namespace locus::ui
