// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/real_console.h"

#include "tests/ui/support/console.h"
#include "ui/pages/analyses/analyses_page.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/patients/patients_page.h"

#include <QFile>
#include <QPushButton>
#include <QTest>

namespace locus::test {

using namespace Qt::StringLiterals;

RealConsole::RealConsole(const std::filesystem::path& data, const std::filesystem::path& person)
    : client({ u"locus-console"_s, QStringLiteral(LOCUS_VERSION) }, clock, random)
    , analyses(client, *client::Outbox::open(own.path().toStdString() + "/outbox"), clock, ids)
    , drafts(own.path().toStdString() + "/drafts")
    , views(QString::fromStdString(person.string()))
    , launcher(data)
    , window(
          { client, analyses, drafts, views, theme(), launcher, clock, profiles, tester, nullptr },
          { ui::homePage(), ui::analysesPage(), ui::patientsPage(), ui::auditPage() })
{
    views.setValue(u"people"_s, u"alone"_s, true); // these tests are about one person's seat
    window.show();
    window.start();
}

void RealConsole::click(const char* name)
{
    auto* button = window.findChild<QPushButton*>(QString::fromLatin1(name));
    QVERIFY2(button != nullptr && button->isVisible(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

bool isRunning(qint64 pid)
{
    QFile state(u"/proc/%1/stat"_s.arg(pid));
    return pid > 0 && state.open(QIODevice::ReadOnly) && !state.readAll().contains(") Z ");
}

} // namespace locus::test
