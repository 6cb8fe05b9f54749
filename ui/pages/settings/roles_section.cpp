// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/roles_section.h"

#include "ui/models/text.h"
#include "ui/pages/settings/role_words.h"

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns {
    TableColumn { .id = "method", .width = 220, .sorts = true },
    TableColumn { .id = "clinician", .width = 84 },
    TableColumn { .id = "coordinator", .width = 94 },
    TableColumn { .id = "operator", .width = 84 },
    TableColumn { .id = "auditor", .width = 84 },
    TableColumn { .id = "admin", .width = 104 },
    TableColumn { .id = "also", .width = 180, .grows = true },
};

} // namespace

RolesSection::RolesSection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
        { u"roles"_s, tr("Roles"),
            tr("What each role may ask of this core. The longest name that fits decides; what no "
               "line names is denied to everybody."),
            tr("This core names no rights"), {} },
        columns,
        {
            //: Column: the calls of the core that a line of the rights is about
            tr("Call"),
            //: Column: a role
            tr("Clinician"),
            //: Column: a role
            tr("Coordinator"),
            //: Column: a role
            tr("Operator"),
            //: Column: a role
            tr("Auditor"),
            //: Column: a role
            tr("Administrator"),
            //: Column: what else it takes to be allowed
            tr("Also needed"),
        },
        parent)
{ }

Record RolesSection::recordOf(const protocol::PermissionShown& line) const
{
    const QString method = fromStd(line.method);
    QStringList also;
    if (line.freshSignIn) {
        also << tr("password again");
    }
    if (!line.secondPerson.empty()) {
        also << (line.secondPerson == "always" ? tr("a second person")
                                               : tr("a second person for many"));
    }
    Record record { method, method, { { method } },
        { { tr("Allowed to"), RoleWords::list(line.roles) },
            { tr("Also needed"), also.isEmpty() ? u"–"_s : also.join(u", "_s) } } };
    for (const people::Role role : people::allRoles) {
        const bool may = std::find(line.roles.begin(), line.roles.end(), role) != line.roles.end();
        //: Whether a role may do something
        record.cells.push_back(
            may ? RecordCell { tr("may"), Tone::Success } : RecordCell { u"–"_s, {}, true });
    }
    record.cells.push_back({ also.join(u", "_s), {}, true });
    return record;
}

} // namespace locus::ui
