// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

FormDialog::FormDialog(const QString& name, const QString& title, const QString& note,
    const QString& act, QWidget* parent)
    : QDialog(parent)
    , m_note(makeLabel(note, nullptr, this))
    , m_form(new QFormLayout)
    , m_error(makeLabel({}, nullptr, this))
    , m_act(new QPushButton(act, this))
    , m_cancel(new QPushButton(this))
{
    setObjectName(name);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_note->setWordWrap(true);
    m_note->setVisible(!note.isEmpty());
    m_note->setObjectName(name + u"Note"_s);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setHorizontalSpacing(space::large);
    m_error->setObjectName(name + u"Error"_s);
    m_error->setProperty("tone", u"danger"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    m_act->setObjectName(name + u"Act"_s);
    m_act->setAccessibleName(act);
    m_act->setProperty("role", u"primary"_s);
    m_act->setDefault(true);
    m_cancel->setObjectName(name + u"Cancel"_s);
    setClosing(tr("Cancel"));
    connect(m_act, &QPushButton::clicked, this, &FormDialog::submitted);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_act);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large, space::large, space::large, space::large);
    layout->setSpacing(space::medium);
    layout->addWidget(m_note);
    layout->addLayout(m_form);
    layout->addStretch();
    layout->addWidget(m_error);
    layout->addLayout(buttons);
    setMinimumWidth(520);
}

void FormDialog::addField(const QString& text, QWidget* field, const char* name)
{
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(text);
    m_form->addRow(text, field);
    setTabOrder(field, m_cancel);
    setTabOrder(m_cancel, m_act);
}

QLineEdit* FormDialog::addNeeded(const QString& text, const char* name, const QString& why)
{
    auto* line = new QLineEdit(this);
    addField(text, line, name);
    const auto judge = [this, line, why] { setReady(!line->text().trimmed().isEmpty(), why); };
    connect(line, &QLineEdit::textChanged, this, judge);
    judge();
    return line;
}

void FormDialog::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    giveRoom();
}

// What came to be said must not take the fields' room.
void FormDialog::giveRoom()
{
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(width());
    if (isVisible() && height() < needed) {
        resize(width(), needed);
    }
}

void FormDialog::setClosing(const QString& text)
{
    m_cancel->setText(text);
    m_cancel->setAccessibleName(text);
}

void FormDialog::setReady(bool ready, const QString& why)
{
    m_ready = ready;
    m_act->setEnabled(ready);
    m_act->setToolTip(ready ? QString() : why);
}

void FormDialog::setBusy(bool busy)
{
    m_act->setEnabled(m_ready && !busy);
}

void FormDialog::showError(const QString& text)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    setBusy(false);
    giveRoom();
}

} // namespace locus::ui
