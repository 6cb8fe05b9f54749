// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page.h"
#include "ui/page/page_factory.h"

#include <vector>

class QTextBlock;
class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace locus::ui {

// The user guide inside the console: chapters, full-text search, no network.
class HelpPage : public Page
{
    Q_OBJECT

public:
    explicit HelpPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> pageActions() const override { return m_actions; }
    // `item` is a chapter's file name without its ending.
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Chapter
    {
        QString id;
        QString title;
        QString text;
    };
    void load();
    void fill(const QString& search);
    void showChapter(int row);
    void space();
    void fitPictures(const QTextBlock& block);

    PageContext m_context;
    std::vector<Chapter> m_chapters;
    QLineEdit* m_search;
    QListWidget* m_list;
    QTextBrowser* m_text;
    QList<QAction*> m_actions;
};

PageFactory helpPage();

} // namespace locus::ui
