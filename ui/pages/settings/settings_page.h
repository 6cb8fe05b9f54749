// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page.h"
#include "ui/page/page_factory.h"

class QListWidget;
class QStackedWidget;

namespace locus::ui {

class RecordSection;

// People and what they may do; a section each. Its place is "section" or "section/entry".
class SettingsPage : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> pageActions() const override;
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void add(RecordSection* section);
    void offer();
    [[nodiscard]] RecordSection* current() const;

    client::CoreClient& m_core;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    QList<RecordSection*> m_sections;
};

PageFactory settingsPage();

} // namespace locus::ui
