// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_changes.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/people/audit_retention.h"
#include "core/people/audit_wish.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/form_dialog.h"

#include <QLineEdit>
#include <QPointer>
#include <QSpinBox>

namespace locus::ui {

using namespace Qt::StringLiterals;

AuditChanges::AuditChanges(const PageContext& context, QWidget& over)
    : QObject(&over)
    , m_context(context)
    , m_over(over)
    , m_ids(context.clock, m_random)
{ }

FormDialog* AuditChanges::form(
    const char* name, const QString& title, const QString& note, const QString& act)
{
    return new FormDialog(QString::fromLatin1(name), title,
        note + u"\n\n"_s
            + tr("It is done when a second admin approves it in Settings, Requests. The trail "
                 "keeps who asked, who approved, and why."),
        act, &m_over);
}

void AuditChanges::ask(FormDialog* dialog, std::string_view method,
    const std::function<protocol::AuditChange()>& message)
{
    connect(dialog, &FormDialog::submitted, this, [this, dialog, method, message] {
        dialog->setBusy(true);
        auto wish = message();
        wish.commandId = m_ids.next();
        m_context.core.request({ std::string(method), wish.toJson() }, this,
            [this, dialog = QPointer(dialog)](const Result<Bytes>& answer) {
                if (!answer.ok() && answer.error().code != "people.needs_approval") {
                    if (dialog) {
                        dialog->showError(
                            Words::cause(answer.error()) + u' ' + Words::nextStep(answer.error()));
                    }
                    return;
                }
                m_context.shell.report(
                    { tr("Asked to change the audit trail; it waits for a second person"), false,
                        { u"settings"_s, u"requests"_s, {} } });
                if (dialog) {
                    dialog->close();
                }
            });
    });
    dialog->open();
}

void AuditChanges::setRetention()
{
    auto* dialog = form("auditRetention", tr("Keep records for another time"),
        tr("Records that are older are forgotten, the oldest first. The law asks for six years."),
        tr("Ask to change it"));
    auto* years = new QSpinBox(dialog);
    years->setRange(
        static_cast<int>(people::leastAuditYears), static_cast<int>(people::mostAuditYears));
    dialog->addField(tr("Years"), years, "auditYears");
    auto* reason = dialog->addNeeded(tr("Reason"), "reason", tr("Give a reason first"));
    ask(dialog, people::setAuditRetention, [years, reason] {
        return protocol::AuditChange { {}, toStd(reason->text().trimmed()), years->value() };
    });
}

void AuditChanges::changeKey()
{
    auto* dialog = form("auditKey", tr("Change the signing key"),
        tr("The trail is signed with a new key from then on. The old key signs the record that "
           "names the new one, so that the whole trail can still be verified."),
        tr("Ask to change the key"));
    auto* reason = dialog->addNeeded(tr("Reason"), "reason", tr("Give a reason first"));
    ask(dialog, people::changeAuditKey, [reason] {
        return protocol::AuditChange { {}, toStd(reason->text().trimmed()), std::nullopt };
    });
}

} // namespace locus::ui
