// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fact_grid.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace locus::ui {

namespace {

constexpr int lineHeight = 22; // a badge's, so that the words beside it stand on its line

} // namespace

FactGrid::FactGrid(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::large);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(1, 1);
}

void FactGrid::clear()
{
    while (auto* item = m_grid->takeAt(0)) {
        if (auto* old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
}

void FactGrid::setFacts(const std::vector<Fact>& facts)
{
    clear();
    int row = 0;
    for (const auto& fact : facts) {
        auto* name = makeLabel(fact.name, "muted", this);
        name->setMinimumHeight(lineHeight);
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        auto* cell = new QWidget(this);
        auto* line = new QHBoxLayout(cell);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(space::small);
        if (fact.tone) {
            auto* badge = new Badge(cell);
            badge->setState(fact.value, *fact.tone);
            line->addWidget(badge, 0, Qt::AlignTop);
        } else if (!fact.value.isEmpty()) {
            auto* value = makeLabel(fact.value, nullptr, cell);
            // A wrapping label asks for a square: a short value stands on one line.
            constexpr int shortest = 48;
            value->setWordWrap(fact.value.size() > shortest);
            value->setMinimumHeight(lineHeight);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            line->addWidget(value, fact.note.isEmpty() ? 1 : 0, Qt::AlignTop);
        }
        if (!fact.note.isEmpty()) {
            auto* note = makeLabel(fact.note, "muted", cell);
            note->setWordWrap(true);
            note->setMinimumHeight(lineHeight);
            line->addWidget(note, 1, Qt::AlignTop);
        }
        line->addStretch();
        m_grid->addWidget(cell, row, 1);
        ++row;
    }
}

} // namespace locus::ui
