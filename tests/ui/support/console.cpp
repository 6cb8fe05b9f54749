// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/console.h"

#include "ui/pages/analyses/analyses_page.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/dead_letters/dead_letters_page.h"
#include "ui/pages/help/help_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/patients/patients_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/submit/submit_page.h"

#include <QApplication>

namespace locus::test {

namespace {

client::ClientOptions quickOptions()
{
    client::ClientOptions options;
    options.name = QStringLiteral("locus-console");
    options.version = QStringLiteral(LOCUS_VERSION);
    options.firstRetry = std::chrono::milliseconds(10);
    options.longestRetry = std::chrono::milliseconds(50);
    return options;
}

} // namespace

ui::Theme& theme()
{
    static auto* one = new ui::Theme(*qApp);
    return *one;
}

Console::Console(const QString& kept)
    : folder(kept.isEmpty() ? own.path().toStdString() : kept.toStdString())
    , client(quickOptions(), clock, random)
    , analyses(client, *client::Outbox::open(folder / "outbox"), clock, ids)
    , drafts(folder / "drafts")
    , window({ client, analyses, drafts, views, theme(), launcher, clock, profiles, tester,
                 &kafkaTester },
          { ui::homePage(), ui::submitPage(), ui::analysesPage(), ui::patientsPage(),
              ui::deadLettersPage(), ui::auditPage(), ui::settingsPage(), ui::helpPage() })
{ }

} // namespace locus::test
