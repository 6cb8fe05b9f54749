// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/settings_page.h"

#include "core/client/core_client.h"
#include "ui/pages/settings/deputies_section.h"
#include "ui/pages/settings/emergency_section.h"
#include "ui/pages/settings/people_section.h"
#include "ui/pages/settings/requests_section.h"
#include "ui/pages/settings/roles_section.h"
#include "ui/pages/settings/sessions_section.h"
#include "ui/pages/settings/teams_section.h"
#include "ui/pages/settings/tokens_section.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>

namespace locus::ui {

using namespace Qt::StringLiterals;

SettingsPage::SettingsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_core(context.core)
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"settingsPage"_s);
    m_list->setObjectName(u"settingsSections"_s);
    m_list->setAccessibleName(tr("Parts of the settings"));
    m_list->setFixedWidth(168);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->setSpacing(space::large);
    layout->addWidget(m_list);
    layout->addWidget(m_stack, 1);
    add(new PeopleSection(context, this));
    add(new TeamsSection(context, this));
    add(new DeputiesSection(context, this));
    add(new RequestsSection(context, this));
    add(new EmergencySection(context, this));
    add(new SessionsSection(context, this));
    add(new TokensSection(context, this));
    add(new RolesSection(context, this));
    connect(&context.core, &client::CoreClient::signedIn, this, &SettingsPage::offer);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        m_stack->setCurrentIndex(std::max(row, 0));
        if (isVisible()) {
            current()->reload();
        }
        Q_EMIT moved(place());
    });
    offer();
}

void SettingsPage::add(RecordSection* section)
{
    m_sections << section;
    m_stack->addWidget(section);
    auto* item = new QListWidgetItem(section->title(), m_list);
    item->setSizeHint({ 0, 34 });
    connect(section, &RecordSection::chosen, this, [this] { Q_EMIT moved(place()); });
}

// Only what this person may use; the core refuses the rest in any case.
void SettingsPage::offer()
{
    const auto& session = m_core.session();
    const auto roles = session ? session->roles : std::vector<std::string>();
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool shown = m_sections[row]->isFor(roles);
        m_list->item(row)->setHidden(!shown);
        first = first < 0 && shown ? row : first;
    }
    if (!m_list->currentItem() || m_list->currentItem()->isHidden()) {
        m_list->setCurrentRow(first);
    }
}

RecordSection* SettingsPage::current() const
{
    return m_sections.at(m_stack->currentIndex());
}

QList<QAction*> SettingsPage::pageActions() const
{
    QList<QAction*> out;
    for (const RecordSection* section : m_sections) {
        out << section->sectionActions();
    }
    return out;
}

void SettingsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    current()->reload();
}

void SettingsPage::go(const Place& place)
{
    const QString name = place.item.section(u'/', 0, 0);
    for (qsizetype at = 0; at < m_sections.size(); ++at) {
        if (m_sections[at]->id() == name && !m_list->item(static_cast<int>(at))->isHidden()) {
            m_list->setCurrentRow(static_cast<int>(at));
            m_sections[at]->choose(place.item.section(u'/', 1));
        }
    }
}

Place SettingsPage::place() const
{
    const QString entry = current()->chosenId();
    return { u"settings"_s, entry.isEmpty() ? current()->id() : current()->id() + u'/' + entry,
        {} };
}

PageFactory settingsPage()
{
    return { u"settings"_s, u"settings"_s, [] { return SettingsPage::tr("Settings"); },
        [] {
            //: Heading in the navigation
            return SettingsPage::tr("Administration");
        },
        {},
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new SettingsPage(context, parent);
        },
        u"administration"_s };
}

} // namespace locus::ui
