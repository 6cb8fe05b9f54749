// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <vector>

namespace locus::ui {

struct PageFactory;
class ViewStore;

// The page Locus opens first: the one the person pinned, else the first of all. A pin on a page
// that no longer exists is kept but not followed.
class StartChoice : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    StartChoice(ViewStore& views, const std::vector<PageFactory>& pages, QObject* parent = nullptr);

    [[nodiscard]] QString pinned() const; // empty: none
    [[nodiscard]] QString page() const;
    // Empty: no longer any.
    void pin(const QString& pageId);

Q_SIGNALS:
    void changed();

private:
    ViewStore& m_views;
    const std::vector<PageFactory>& m_pages;
};

} // namespace locus::ui
