// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/tokens_section.h"

#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/role_boxes.h"
#include "ui/pages/settings/role_words.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns {
    TableColumn { .id = "name", .width = 160, .sorts = true, .grows = true },
    TableColumn { .id = "roles", .width = 190, .sorts = true, .grows = true },
    TableColumn { .id = "issued", .width = 180 },
    TableColumn { .id = "state", .width = 110, .sorts = true },
};

} // namespace

TokensSection::TokensSection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
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

Record TokensSection::recordOf(const protocol::TokenShown& token) const
{
    const QString name = fromStd(token.name);
    //: State of a token
    const RecordCell state = token.revokedAt ? RecordCell { tr("revoked"), Tone::Neutral }
                                             : RecordCell { tr("valid"), Tone::Success };
    Record record { name, name,
        { { name }, { RoleWords::list(token.roles) }, { Words::moment(token.issuedAt), {}, true },
            state },
        { { tr("Signs in as"), name }, { tr("State"), state.text, state.tone },
            { tr("Roles"), RoleWords::list(token.roles) },
            { tr("Issued"), Words::moment(token.issuedAt) } } };
    if (token.revokedAt) {
        // A name may be given again: the id of what is over must not be the same.
        record.id += u'@' + fromStd(toRfc3339(*token.revokedAt));
        record.facts.push_back({ tr("Revoked"), Words::moment(*token.revokedAt) });
    }
    return record;
}

void TokensSection::onChosen(const Record* record)
{
    const bool valid = record && record->id == record->name;
    m_revoke->setEnabled(valid);
    m_revoke->setText(valid ? tr("Revoke the token of %1").arg(record->name) : tr("Revoke"));
}

void TokensSection::issue()
{
    auto* dialog =
        new FormDialog(u"tokenDialog"_s, tr("Issue a token"), {}, tr("Issue the token"), this);
    auto* name = new QLineEdit(dialog);
    name->setPlaceholderText(tr("lower-case letters, digits, - _ ."));
    dialog->addField(tr("Name of the program"), name, "tokenName");
    auto* boxes = new RoleBoxes({}, dialog);
    dialog->addField(tr("Roles"), boxes, "tokenRoles");
    connect(dialog, &FormDialog::submitted, this, [this, dialog, name, boxes] {
        const protocol::TokensIssue message { toStd(name->text().trimmed()), boxes->roles() };
        dialog->setBusy(true);
        context().core.call(message, this,
            [this, dialog = QPointer(dialog), program = name->text().trimmed()](
                const Result<protocol::TokenIssued>& answer) {
                report(tr("Issued a token of %1").arg(program),
                    answer.ok() ? Status() : Status(answer.error()), dialog);
                if (answer.ok()) {
                    choose(program);
                    showToken(fromStd(answer->token));
                }
            });
    });
    dialog->open();
}

void TokensSection::showToken(const QString& token)
{
    auto* dialog = new FormDialog(u"tokenShown"_s, tr("The token"),
        tr("This is the token. It is shown this once and cannot be read again: put it where the "
           "program finds it, readable by it alone."),
        tr("Copy the token"), this);
    dialog->setClosing(tr("Done"));
    auto* text = new QLineEdit(token, dialog);
    text->setReadOnly(true);
    dialog->addField(tr("The token"), text, "tokenText");
    connect(dialog, &FormDialog::submitted, text,
        [text] { QGuiApplication::clipboard()->setText(text->text()); });
    dialog->open();
    text->selectAll();
}

void TokensSection::revoke()
{
    const QString name = chosenRecord()->name;
    perform(protocol::TokensRevoke { toStd(name) }, tr("Revoked the token of %1").arg(name));
}

} // namespace locus::ui
