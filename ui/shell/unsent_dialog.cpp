// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/unsent_dialog.h"

#include "core/base/clock.h"
#include "core/client/analyses_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace locus::ui {

using namespace Qt::StringLiterals;

UnsentDialog::UnsentDialog(client::AnalysesClient& analyses, const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_analyses(analyses)
    , m_clock(clock)
{
    setObjectName(u"unsentDialog"_s);
    setWindowTitle(tr("Unsent"));
    auto* body = new QWidget(this);
    body->setObjectName(u"scrollBody"_s);
    m_list = new QVBoxLayout(body);
    m_list->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"closeUnsent"_s);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    auto* intro =
        makeLabel(tr("Written on this seat and not yet acknowledged by the core. Nothing here "
                     "is lost when the window closes."),
            "muted", this);
    intro->setWordWrap(true);
    layout->addWidget(intro);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    connect(&m_analyses, &client::AnalysesClient::outboxChanged, this, &UnsentDialog::fill);
    resize(560, 380);
    fill();
}

void UnsentDialog::fill()
{
    while (auto* item = m_list->takeAt(0)) {
        if (auto* old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    if (m_analyses.unsent().empty()) {
        m_list->addWidget(makeLabel(tr("Everything is sent."), nullptr, this));
    }
    for (const auto& item : m_analyses.unsent()) {
        auto* card = makeCard(this);
        const auto name =
            item.submit.label.empty() ? tr("Submission without label") : fromStd(item.submit.label);
        auto* line = new QHBoxLayout;
        line->addWidget(makeLabel(name, nullptr, card));
        auto* badge = new Badge(card);
        badge->setState(
            item.refusal ? tr("refused") : tr("waiting"), item.refusal ? Tone::Danger : Tone::Info);
        line->addWidget(badge);
        line->addStretch();
        line->addWidget(makeLabel(Words::age(item.createdAt, m_clock.now()), "muted", card));
        auto* layout = static_cast<QVBoxLayout*>(card->layout());
        layout->addLayout(line);
        if (item.refusal) {
            auto* why = makeLabel(
                Words::whole(*item.refusal), "muted", card);
            why->setWordWrap(true);
            layout->addWidget(why);
        }
        auto* buttons = new QHBoxLayout;
        const auto id = item.id();
        auto* again = new QPushButton(tr("Send again"), card);
        again->setObjectName(u"resend"_s);
        again->setAccessibleName(tr("Send again: %1").arg(name));
        again->setEnabled(item.refusal.has_value());
        connect(again, &QPushButton::clicked, this, [this, id] { (void)m_analyses.resend(id); });
        //: Throws one unsent submission away; cannot be undone
        auto* discard = new QPushButton(tr("Discard 1 submission"), card);
        discard->setObjectName(u"discard"_s);
        discard->setAccessibleName(tr("Discard: %1").arg(name));
        connect(discard, &QPushButton::clicked, this, [this, id] { (void)m_analyses.discard(id); });
        buttons->addStretch();
        buttons->addWidget(discard);
        buttons->addWidget(again);
        layout->addLayout(buttons);
        m_list->addWidget(card);
    }
    m_list->addStretch();
}

} // namespace locus::ui
