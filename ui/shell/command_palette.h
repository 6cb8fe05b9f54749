// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

class QAction;
class QLineEdit;
class QListWidget;

namespace locus::ui {

class ActionRegistry;

// Find and run anything: every action with its key, and why it cannot run now; what was used last
// stands first. Text that names no action can be searched for.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    explicit CommandPalette(ActionRegistry& registry, QWidget* parent = nullptr);
    // What the last entry does with the text: "search analyses for …".
    void setSearch(std::function<void(const QString&)> search);
    void popUp();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QString& pattern);
    void run();

    ActionRegistry& m_registry;
    QLineEdit* m_field;
    QListWidget* m_list;
    std::function<void(const QString&)> m_search;
};

} // namespace locus::ui
