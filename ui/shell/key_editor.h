// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace locus::ui {

class ActionRegistry;
class KeyBindings;

// Every action with its key; a key is given by pressing it. A key that is in use says by what.
class KeyEditor : public QDialog
{
    Q_OBJECT

public:
    // Both must outlive this.
    KeyEditor(const ActionRegistry& registry, KeyBindings& keys, QWidget* parent = nullptr);

private:
    QWidget* makeTable();
    QLayout* makeFields();
    void connectAll();
    void fill();
    void showFilter(const QString& text);
    void showChosen();
    void judge();
    void use(const QKeySequence& key);
    [[nodiscard]] QString chosenId() const;

    const ActionRegistry& m_registry;
    KeyBindings& m_keys;
    QLineEdit* m_filter;
    QTableWidget* m_table;
    QLabel* m_chosen;
    QKeySequenceEdit* m_field;
    QPushButton* m_use;
    QPushButton* m_none;
    QPushButton* m_reset;
    QPushButton* m_resetAll;
    QLabel* m_message;
};

} // namespace locus::ui
