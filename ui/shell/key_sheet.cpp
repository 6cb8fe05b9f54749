// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_sheet.h"

#include "ui/shell/action_registry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>

namespace locus::ui {

using namespace Qt::StringLiterals;

KeySheet::KeySheet(const ActionRegistry& registry, const QString& group, const QString& windowGroup,
    QWidget* parent)
    : QDialog(parent)
{
    setObjectName(u"keySheet"_s);
    setWindowTitle(tr("Keys"));
    auto* body = new QWidget(this);
    body->setObjectName(u"scrollBody"_s);
    auto* grid = new QGridLayout(body);
    grid->setHorizontalSpacing(space::page);
    grid->setVerticalSpacing(space::small);
    int row = 0;
    const auto line = [&](const QString& key, const QString& text) {
        auto* keys = makeLabel(key, nullptr, body);
        keys->setStyleSheet(u"font-weight: 500;"_s);
        grid->addWidget(keys, row, 0);
        grid->addWidget(makeLabel(text, nullptr, body), row++, 1);
    };
    for (const auto& part : { group, windowGroup }) {
        grid->addWidget(makeLabel(part, "heading", body), row++, 0, 1, 2);
        for (const auto& entry : registry.entries()) {
            if (entry.group == part && !entry.action->shortcut().isEmpty()) {
                line(entry.action->shortcut().toString(QKeySequence::NativeText),
                    entry.action->text().remove(u'&'));
            }
        }
    }
    grid->addWidget(makeLabel(tr("Every table"), "heading", body), row++, 0, 1, 2);
    line(u"J, K"_s, tr("Next and previous row"));
    line(u"Enter"_s, tr("Open the row"));
    line(u"Home, End"_s, tr("First and last row"));
    line(u"Ctrl+C, Ctrl+Shift+C"_s, tr("Copy the selected rows as TSV, as Markdown"));
    grid->setRowStretch(row, 1);
    grid->setColumnStretch(1, 1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(body);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"closeKeySheet"_s);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    resize(520, 520);
}

} // namespace locus::ui
