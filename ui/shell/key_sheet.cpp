// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_sheet.h"

#include "ui/shell/action_registry.h"
#include "ui/shell/key_bindings.h"
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
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    QStringList groups { group, windowGroup };
    groups.removeAll(QString());
    scroll->setWidget(makeKeys(registry, groups));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    layout->addWidget(makeButtons());
    resize(560, 620);
}

QWidget* KeySheet::makeKeys(const ActionRegistry& registry, const QStringList& groups)
{
    auto* body = new QWidget(this);
    body->setObjectName(u"scrollBody"_s);
    auto* grid = new QGridLayout(body);
    grid->setHorizontalSpacing(space::page);
    grid->setVerticalSpacing(space::small);
    int row = 0;
    const auto line = [&](const QList<QKeySequence>& keys, const QString& text) {
        auto* shown = makeLabel(textOf(keys), nullptr, body);
        shown->setStyleSheet(u"font-weight: 500;"_s);
        grid->addWidget(shown, row, 0);
        grid->addWidget(makeLabel(text, nullptr, body), row++, 1);
    };
    for (const auto& part : groups) {
        grid->addWidget(makeLabel(part, "heading", body), row++, 0, 1, 2);
        for (const auto& entry : registry.entries()) {
            if (entry.group == part && !entry.action->shortcuts().isEmpty()) {
                line(entry.action->shortcuts(), entry.action->text().remove(u'&'));
            }
        }
    }
    grid->addWidget(makeLabel(tr("Every table"), "heading", body), row++, 0, 1, 2);
    for (const auto& fixed : fixedKeys()) {
        if (fixed.ofTables) {
            line(fixed.keys, fixed.text);
        }
    }
    grid->setRowStretch(row, 1);
    grid->setColumnStretch(1, 1);
    return body;
}

QWidget* KeySheet::makeButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* closing = buttons->button(QDialogButtonBox::Close);
    closing->setIcon({});
    closing->setText(tr("Close"));
    closing->setObjectName(u"closeKeySheet"_s);
    closing->setAccessibleName(tr("Close"));
    auto* edit = buttons->addButton(tr("Edit keys…"), QDialogButtonBox::ActionRole);
    edit->setObjectName(u"editKeys"_s);
    edit->setAccessibleName(tr("Edit keys…"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(edit, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT editRequested();
    });
    return buttons;
}

} // namespace locus::ui
