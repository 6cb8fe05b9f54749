// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/activity_pane.h"

#include "core/base/clock.h"
#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

ActivityPane::ActivityPane(Shell& shell, const Clock& clock, QWidget* parent)
    : QFrame(parent)
    , m_shell(shell)
    , m_clock(clock)
{
    setObjectName(u"detailsPane"_s);
    setAccessibleName(tr("Activity"));
    setMinimumWidth(280);
    auto* body = new QWidget(this);
    body->setObjectName(u"scrollBody"_s);
    m_list = new QVBoxLayout(body);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(space::small);
    auto* empty = makeLabel(
        tr("What you do is listed here with its result, and can be undone where that is possible."),
        "muted", body);
    empty->setWordWrap(true);
    m_empty = empty;
    m_list->addWidget(empty);
    m_list->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large, space::large, space::medium, space::medium);
    layout->addWidget(makeLabel(tr("Activity"), "heading", this));
    layout->addWidget(scroll);
}

void ActivityPane::add(const Activity& activity)
{
    m_empty->hide();
    m_list->insertWidget(0, makeEntry(activity));
    Q_EMIT countChanged(++m_count);
}

void ActivityPane::clear()
{
    for (int i = m_list->count() - 1; i >= 0; --i) {
        auto* entry = m_list->itemAt(i)->widget();
        if (entry != nullptr && entry != m_empty) {
            m_list->takeAt(i);
            delete entry;
        }
    }
    m_empty->show();
    m_count = 0;
    Q_EMIT countChanged(0);
}

bool ActivityPane::undoNewest()
{
    for (int i = 0; i < m_list->count(); ++i) {
        const auto* entry = m_list->itemAt(i)->widget();
        auto* undo = entry != nullptr ? entry->findChild<QPushButton*>(u"undoActivity"_s) : nullptr;
        if (undo != nullptr && undo->isEnabled()) {
            undo->click();
            return true;
        }
    }
    return false;
}

void ActivityPane::takeFocus()
{
    auto* button = findChild<QAbstractButton*>();
    if (button != nullptr) {
        button->setFocus(Qt::ShortcutFocusReason);
    }
}

QWidget* ActivityPane::makeEntry(const Activity& activity)
{
    auto* entry = new QFrame(this);
    entry->setProperty("role", u"inset"_s);
    auto* layout = new QVBoxLayout(entry);
    layout->setContentsMargins(space::medium, space::small, space::small, space::small);
    layout->setSpacing(space::hair);
    auto* head = new QHBoxLayout;
    auto* badge = new Badge(entry);
    badge->setState(activity.failed ? tr("failed") : tr("done"),
        activity.failed ? Tone::Danger : Tone::Success);
    head->addWidget(badge);
    head->addStretch();
    head->addWidget(makeLabel(Words::moment(m_clock.now()).section(u' ', 3, 3), "muted", entry));
    auto* dismiss = makeIconButton(u"close"_s, tr("Dismiss this entry"), entry);
    dismiss->setObjectName(u"dismissActivity"_s);
    connect(dismiss, &QToolButton::clicked, entry, [this, entry] {
        entry->hide();
        entry->deleteLater();
        Q_EMIT countChanged(--m_count);
        m_empty->setVisible(m_count == 0);
    });
    head->addWidget(dismiss);
    layout->addLayout(head);
    auto* text = makeLabel(activity.text, nullptr, entry);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text);
    if (!activity.details.isEmpty()) {
        auto* details = makeLabel(activity.details, "muted", entry);
        details->setWordWrap(true);
        details->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(details);
    }
    layout->addLayout(makeButtons(activity, entry));
    return entry;
}

QHBoxLayout* ActivityPane::makeButtons(const Activity& activity, QWidget* entry)
{
    auto* buttons = new QHBoxLayout;
    if (!activity.place.page.isEmpty()) {
        auto* open = new QPushButton(tr("Open"), entry);
        open->setObjectName(u"openActivity"_s);
        open->setProperty("role", u"link"_s);
        open->setAccessibleName(tr("Open: %1").arg(activity.text));
        connect(open, &QPushButton::clicked, entry,
            [this, place = activity.place] { m_shell.open(place); });
        buttons->addWidget(open);
    }
    if (activity.undo) {
        auto* undo = new QPushButton(tr("Undo"), entry);
        undo->setObjectName(u"undoActivity"_s);
        undo->setProperty("role", u"link"_s);
        undo->setAccessibleName(tr("Undo: %1").arg(activity.text));
        connect(undo, &QPushButton::clicked, entry, [undo, run = activity.undo] {
            undo->setEnabled(false);
            run();
        });
        buttons->addWidget(undo);
    }
    for (const auto& choice : activity.choices) {
        auto* button = new QPushButton(choice.text, entry);
        button->setObjectName(u"activityChoice"_s);
        button->setProperty("role", u"link"_s);
        button->setAccessibleName(u"%1: %2"_s.arg(choice.text, activity.text));
        connect(button, &QPushButton::clicked, entry, choice.run);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    return buttons;
}

} // namespace locus::ui
