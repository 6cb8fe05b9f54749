// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/patient_picker.h"

#include "core/client/core_client.h"
#include "core/protocol/patients_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/widgets/patient_label.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStandardItemModel>
#include <QTimer>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int referenceRole = Qt::UserRole;
constexpr std::size_t mostOffered = 12;
} // namespace

PatientPicker::PatientPicker(const PageContext& context, QWidget* parent)
    : QLineEdit(parent)
    , m_context(context)
    , m_completer(new QCompleter(this))
    , m_found(new QStandardItemModel(this))
    , m_delay(new QTimer(this))
{
    setPlaceholderText(tr("part of a name, number or date of birth"));
    m_completer->setModel(m_found);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(this);
    m_completer->popup()->setObjectName(u"patientsFound"_s);
    m_completer->popup()->setAccessibleName(tr("Patients found"));
    m_delay->setSingleShot(true);
    m_delay->setInterval(150);
    connect(m_delay, &QTimer::timeout, this, &PatientPicker::search);
    connect(this, &QLineEdit::textEdited, this, &PatientPicker::onEdited);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
        [this](const QModelIndex& index) { choose(index.row()); });
    connect(&PatientLabels::of(m_context.core), &PatientLabels::changed, this,
        &PatientPicker::showLabel);
}

QString PatientPicker::referenceOrWord() const
{
    return !m_reference.isEmpty() ? m_reference : isUndecided() ? QString() : text().trimmed();
}

bool PatientPicker::isUndecided() const
{
    const auto typed = text().trimmed();
    return m_reference.isEmpty() && !typed.isEmpty() && (typed.contains(u' ') || m_offers);
}

void PatientPicker::setReference(const QString& reference)
{
    m_reference = reference;
    ++m_asked;
    showLabel();
    if (reference.isEmpty()) {
        clear();
    }
    Q_EMIT chosen();
}

void PatientPicker::showLabel()
{
    if (!m_reference.isEmpty()) {
        setText(PatientLabels::of(m_context.core).text(m_reference));
        setCursorPosition(0);
    }
}

void PatientPicker::onEdited()
{
    if (!m_reference.isEmpty()) {
        m_reference.clear(); // another one is looked for
        Q_EMIT chosen();
    }
    m_delay->start();
}

void PatientPicker::search()
{
    const auto typed = text().trimmed();
    const auto asked = ++m_asked;
    m_offers = false;
    if (typed.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_context.core.call<protocol::PatientsSearch>({ { toStd(typed), mostOffered, {} } }, this,
        [this, asked](const Result<protocol::PatientsPage>& answer) {
            if (asked != m_asked) {
                return;
            }
            if (answer.ok()) {
                offer(answer->page.items);
            } else {
                setToolTip(Words::cause(answer.error()));
            }
        });
}

void PatientPicker::offer(const std::vector<patients::Patient>& found)
{
    m_found->clear();
    m_offers = !found.empty();
    for (const auto& patient : found) {
        auto* item = new QStandardItem(PatientWords::label(patient));
        item->setData(fromStd(patient.id), referenceRole);
        item->setAccessibleText(PatientWords::spoken(patient));
        m_found->appendRow(item);
    }
    if (found.empty()) {
        auto* none = new QStandardItem(tr("Nobody found"));
        none->setEnabled(false);
        m_found->appendRow(none);
    }
    m_completer->complete();
}

void PatientPicker::choose(int row)
{
    const auto* item = m_found->item(row);
    const auto reference = item == nullptr ? QString() : item->data(referenceRole).toString();
    if (!reference.isEmpty()) {
        m_reference = reference;
        ++m_asked;
        setText(item->text());
        setCursorPosition(0);
        Q_EMIT chosen();
    }
}

} // namespace locus::ui
