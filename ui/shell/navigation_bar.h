// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QButtonGroup;
class QVBoxLayout;

namespace locus::ui {

struct PageFactory;

// The pages on the left, in groups; a page that one's roles do not need is not listed.
class NavigationBar : public QFrame
{
    Q_OBJECT

public:
    explicit NavigationBar(QWidget* parent = nullptr);

    void addPage(const PageFactory& factory, QAction* action);
    void setCurrent(const QString& pageId);
    // Roles of the person; pages without roles are everybody's.
    void setRoles(const QStringList& roles);

private:
    QVBoxLayout* m_layout;
    QButtonGroup* m_buttons;
    QString m_lastGroup;
};

} // namespace locus::ui
