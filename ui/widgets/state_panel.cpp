// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_panel.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

struct Look
{
    QString icon;
    ColorId color;
};

Look lookOf(StatePanel::Kind kind)
{
    switch (kind) {
    case StatePanel::Kind::Empty: return { u"inbox"_s, ColorId::Accent };
    case StatePanel::Kind::Loading: return { u"clock"_s, ColorId::TextMuted };
    case StatePanel::Kind::Offline: return { u"offline"_s, ColorId::Warning };
    case StatePanel::Kind::Denied: return { u"cancel"_s, ColorId::Warning };
    case StatePanel::Kind::Failed: return { u"error"_s, ColorId::Danger };
    }
    return { u"info"_s, ColorId::TextMuted };
}

} // namespace

StatePanel::StatePanel(QWidget* parent)
    : QWidget(parent)
    , m_picture(new QLabel(this))
    , m_title(makeLabel({}, "heading", this))
    , m_text(makeLabel({}, "muted", this))
    , m_progress(new QProgressBar(this))
    , m_buttons(new QHBoxLayout)
{
    m_title->setObjectName(u"stateTitle"_s);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setMinimumWidth(220); // of the narrowest place that has one
    m_text->setMaximumWidth(560);
    m_picture->setAlignment(Qt::AlignCenter);
    m_progress->setRange(0, 0);
    m_progress->setFixedWidth(180);
    m_progress->setTextVisible(false);
    m_buttons->setSpacing(space::small);

    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::small);
    layout->addStretch(2);
    layout->addWidget(m_picture);
    layout->addWidget(m_title);
    // Between two stretches and not by an alignment: an aligned label gets the height of its
    // widest form and loses its second line.
    auto* line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_text, 100);
    line->addStretch(1);
    layout->addLayout(line);
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addSpacing(space::small);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void StatePanel::show(
    Kind kind, const QString& title, const QString& text, const QList<QAction*>& actions)
{
    m_kind = kind;
    const auto look = lookOf(kind);
    m_picture->setPixmap(icon(look.icon, look.color).pixmap(40, 40));
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_progress->setVisible(kind == Kind::Loading);
    while (auto* item = m_buttons->takeAt(0)) {
        if (auto* old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    m_buttons->addStretch();
    for (auto* action : actions) {
        auto* button = new QPushButton(action->text(), this);
        button->setObjectName(u"state-"_s + action->objectName());
        button->setAccessibleName(action->text());
        button->setEnabled(action->isEnabled());
        if (action == actions.first()) {
            button->setProperty("role", u"primary"_s);
        }
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->addWidget(button);
    }
    m_buttons->addStretch();
    setAccessibleName(title);
    setAccessibleDescription(text);
}

QString StatePanel::title() const
{
    return m_title->text();
}

} // namespace locus::ui
