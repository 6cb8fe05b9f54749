// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QProgressBar;

namespace locus::ui {

// What a page shows instead of its content: nothing here yet, loading, away, not allowed, failed.
// Says what it is, why, and what to do next.
class StatePanel : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Empty,
        Loading,
        Offline,
        Denied,
        Failed
    };

    explicit StatePanel(QWidget* parent = nullptr);

    // The actions become buttons, the first one the main one; they must outlive the panel's use.
    void show(
        Kind kind, const QString& title, const QString& text, const QList<QAction*>& actions = {});
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QString title() const;

private:
    QLabel* m_picture;
    QLabel* m_title;
    QLabel* m_text;
    QProgressBar* m_progress;
    QHBoxLayout* m_buttons;
    Kind m_kind = Kind::Empty;
};

} // namespace locus::ui
