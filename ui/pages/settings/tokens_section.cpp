// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/tokens_section.h"

#include "core/protocol/rights_shown_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/role_words.h"
#include "ui/pages/settings/token_dialog.h"

#include <QAction>

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns {
    TableColumn { .id = "name", .width = 160, .sorts = true, .grows = true },
    TableColumn { .id = "roles", .width = 190, .sorts = true, .grows = true },
    TableColumn { .id = "issued", .width = 150 },
    TableColumn { .id = "state", .width = 110, .sorts = true },
};

} // namespace

TokensSection::TokensSection(const PageContext& context, QWidget* parent)
    : RecordSection(context,
        { u"tokens"_s, tr("Program tokens"),
            tr("Programs sign in with a token instead of a password. A token is shown once, when "
               "it is issued; a revoked one ends at the program's next call."),
            tr("No program has a token"), { u"admin"_s } },
        columns,
        { tr("Name"), tr("Roles"),
            //: Column: when a token was made
            tr("Issued"), tr("State") },
        parent)
{
    auto* add = addAct(u"issueToken"_s, u"link"_s, tr("Issue a token…"));
    connect(add, &QAction::triggered, this, &TokensSection::issue);
    m_revoke = addAct(u"revokeToken"_s, u"trash"_s, tr("Revoke"));
    connect(m_revoke, &QAction::triggered, this, &TokensSection::revoke);
    onChosen(nullptr);
}

void TokensSection::read()
{
    context().core.call<protocol::TokensList>(
        {}, this, [this](const Result<protocol::TokensShown>& answer) {
            if (!answer.ok()) {
                fail(answer.error());
                return;
            }
            std::vector<Record> records;
            for (const protocol::TokenShown& token : answer->items) {
                const QString name = fromStd(token.name);
                //: State of a token
                const RecordCell state = token.revokedAt
                    ? RecordCell { tr("revoked"), Tone::Neutral }
                    : RecordCell { tr("valid"), Tone::Success };
                Record record { name, name,
                    { { name }, { RoleWords::list(token.roles) },
                        { Words::moment(token.issuedAt), {}, true }, state },
                    { { tr("Signs in as"), name }, { tr("State"), state.text, state.tone },
                        { tr("Roles"), RoleWords::list(token.roles) },
                        { tr("Issued"), Words::moment(token.issuedAt) } } };
                if (token.revokedAt) {
                    // A name may be given again: the id of what is over must not be the same.
                    record.id += u'@' + fromStd(toRfc3339(*token.revokedAt));
                    record.facts.push_back({ tr("Revoked"), Words::moment(*token.revokedAt) });
                }
                records.push_back(std::move(record));
            }
            showRecords(std::move(records));
        });
}

void TokensSection::onChosen(const Record* record)
{
    const bool valid = record && record->id == record->name;
    m_revoke->setEnabled(valid);
    m_revoke->setText(valid ? tr("Revoke the token of %1").arg(record->name) : tr("Revoke"));
}

void TokensSection::issue()
{
    auto* dialog = new TokenDialog(context().core, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TokenDialog::issued, this, [this](const QString& name) {
        report(tr("Issued a token of %1").arg(name), {});
        choose(name);
    });
    dialog->open();
}

void TokensSection::revoke()
{
    const QString name = chosenRecord()->name;
    perform(protocol::TokensRevoke { toStd(name) }, tr("Revoked the token of %1").arg(name));
}

} // namespace locus::ui
