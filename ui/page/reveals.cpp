// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/reveals.h"

#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/form_dialog.h"

#include <QLineEdit>
#include <QPointer>
#include <QSpinBox>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostMinutes = 30; // as the core

std::vector<std::string> idsOf(const std::vector<protocol::RevealInfo>& reveals)
{
    std::vector<std::string> out;
    for (const auto& one : reveals) {
        out.push_back(one.revealId);
    }
    return out;
}

} // namespace

Reveals& Reveals::of(client::CoreClient& core)
{
    auto* found = core.findChild<Reveals*>(QString(), Qt::FindDirectChildrenOnly);
    return found != nullptr ? *found : *new Reveals(core);
}

Reveals::Reveals(client::CoreClient& core)
    : QObject(&core)
    , m_core(core)
{
    const auto take = [this] {
        setOpen(m_core.session() ? m_core.session()->reveals : std::vector<protocol::RevealInfo>());
    };
    connect(&m_core, &client::CoreClient::signedIn, this, take);
    take();
}

void Reveals::setOpen(std::vector<protocol::RevealInfo> open)
{
    const bool isSame = idsOf(open) == idsOf(m_open);
    m_open = std::move(open);
    if (!isSame) {
        Q_EMIT changed();
    }
}

void Reveals::ask(const QString& record, const QString& label, QWidget* over)
{
    auto* dialog = new FormDialog(u"revealDialog"_s, tr("Show what is masked"),
        //: %1: label of a patient
        tr("%1\nShown to you alone, for a while. It is recorded with your reason and with every "
           "read made under it.")
            .arg(label),
        tr("Show it"), over->window());
    auto* reason = dialog->addNeeded(tr("Reason"), "revealReason", tr("Give a reason first"));
    auto* minutes = new QSpinBox(dialog);
    minutes->setRange(1, mostMinutes);
    minutes->setValue(protocol::RevealBegin {}.minutes);
    minutes->setButtonSymbols(QSpinBox::NoButtons);
    //: After a number of minutes
    minutes->setSuffix(tr(" min"));
    dialog->addField(tr("For"), minutes, "revealMinutes");
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        protocol::RevealBegin message;
        message.record = toStd(record);
        message.reason = toStd(reason->text().trimmed());
        message.minutes = minutes->value();
        dialog->setBusy(true);
        m_core.call<protocol::RevealBegin>(message, this,
            [this, label, dialog = QPointer(dialog)](const Result<protocol::RevealInfo>& answer) {
                if (!answer.ok()) {
                    if (dialog) {
                        dialog->showError(Words::whole(answer.error()));
                    }
                    return;
                }
                if (dialog) {
                    dialog->accept();
                }
                auto open = m_open;
                std::erase_if(open, [&](const auto& one) { return one.record == answer->record; });
                open.push_back(*answer);
                setOpen(std::move(open));
                //: %1: label of a patient
                Q_EMIT said(tr("What is masked of %1 is shown; it was recorded").arg(label), false);
            });
    });
    dialog->open();
}

void Reveals::end(const std::string& revealId)
{
    m_core.call<protocol::RevealEnd>(
        { revealId }, this, [this](const Result<protocol::RevealsShown>& answer) {
            if (answer.ok()) {
                setOpen(answer->items);
                Q_EMIT said(tr("It is masked again"), false);
            } else if (answer.error().code == "reveal.unknown") {
                refresh(); // its time was over
            } else {
                Q_EMIT said(Words::whole(answer.error()), true);
            }
        });
}

void Reveals::refresh()
{
    m_core.call<protocol::RevealList>(
        {}, this, [this](const Result<protocol::RevealsShown>& answer) {
            if (answer.ok()) {
                setOpen(answer->items);
            }
        });
}

} // namespace locus::ui
