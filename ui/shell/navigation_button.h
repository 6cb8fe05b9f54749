// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QToolButton>

class QAction;

namespace locus::ui {

struct PageFactory;

// One page in the navigation: its picture and title, its key as a tip, a star if Locus starts with
// it. Triggers `action`.
class NavigationButton : public QToolButton
{
    Q_OBJECT

public:
    NavigationButton(const PageFactory& factory, QAction* action, QWidget* parent);

    [[nodiscard]] const QString& page() const { return m_page; }
    [[nodiscard]] bool isFor(const QStringList& roles) const;
    void setMine(bool mine) { m_mine = mine; }
    [[nodiscard]] bool isMine() const { return m_mine; }
    void setPinned(bool pinned);
    [[nodiscard]] bool isPinned() const { return m_pinned; }
    void setNarrow(bool narrow);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showTip();

    QAction* m_action;
    QString m_page;
    QString m_title;
    QStringList m_roles;
    bool m_mine = true;
    bool m_pinned = false;
};

} // namespace locus::ui
