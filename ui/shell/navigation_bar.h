// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QAction;
class QButtonGroup;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace locus::ui {

class NavigationButton;
struct PageFactory;
class ViewStore;

// The pages on the left, in groups that fold. A page that one's roles do not need is not listed; a
// folded group still shows the page one is on. What is folded is kept with the person's views by
// the group's id.
class NavigationBar : public QFrame
{
    Q_OBJECT

public:
    // `views` must outlive this.
    explicit NavigationBar(ViewStore& views, QWidget* parent = nullptr);

    void addPage(const PageFactory& factory, QAction* action);
    void setCurrent(const QString& pageId);
    // Roles of the person; pages without roles are everybody's.
    void setRoles(const QStringList& roles);
    // The page that is marked as the one Locus starts with; empty: none.
    void setPinned(const QString& pageId);
    // Pictures without words, for a window that needs the room.
    void setNarrow(bool narrow);

Q_SIGNALS:
    // Empty: with the page of the role again.
    void startPageChosen(const QString& pageId);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Group
    {
        QString id;
        QString title;
        QToolButton* heading = nullptr; // none above the first pages
        QVBoxLayout* layout = nullptr;
        std::vector<NavigationButton*> pages {};
        bool folded = false;
    };

    Group& groupOf(const PageFactory& factory);
    QToolButton* makeHeading(const QString& id, const QString& title);
    void fold(const QString& id, bool folded);
    void showGroup(const Group& group);
    void showAll();
    void popUpMenu(NavigationButton& button, const QPoint& at);

    ViewStore& m_views;
    QVBoxLayout* m_list;
    QLabel* m_name;
    QButtonGroup* m_buttons;
    std::vector<Group> m_groups;
    QString m_current;
    bool m_narrow = false;
};

} // namespace locus::ui
