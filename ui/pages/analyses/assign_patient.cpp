// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/assign_patient.h"

#include "core/client/analyses_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/page_context.h"
#include "ui/page/patient_labels.h"
#include "ui/page/patient_picker.h"
#include "ui/widgets/form_dialog.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPointer>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

class Assign
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::AssignPatient)

public:
    Assign(const PageContext& context, const analyses::Summary& analysis, QWidget& over)
        : m_context(context)
        , m_analysis(analysis)
        , m_dialog(new FormDialog(u"assignPatient"_s, tr("Whose analysis is it?"), noteOf(),
              tr("Give it to the patient"), &over))
        , m_patient(new PatientPicker(context, m_dialog))
        , m_nobody(new QCheckBox(tr("nobody of the directory"), m_dialog))
        , m_reason(new QLineEdit(m_dialog))
    { }

    void ask() const
    {
        m_dialog->addField(tr("Patient"), m_patient, "assignTo");
        if (!m_analysis.patientRef.empty()) {
            m_dialog->addField(tr("Take it away"), m_nobody, "assignNobody");
        } else {
            m_nobody->hide();
        }
        m_dialog->addField(tr("Reason"), m_reason, "reason");
        const auto self = *this;
        const auto judge = [self] { self.judge(); };
        judge();
        QObject::connect(m_patient, &PatientPicker::chosen, m_dialog, judge);
        QObject::connect(m_nobody, &QCheckBox::toggled, m_dialog, judge);
        QObject::connect(m_reason, &QLineEdit::textChanged, m_dialog, judge);
        QObject::connect(m_dialog, &FormDialog::submitted, m_dialog, [self] { self.send(); });
        m_dialog->open();
        m_patient->setFocus();
    }

private:
    [[nodiscard]] QString noteOf() const
    {
        const auto ref = fromStd(m_analysis.patientRef);
        const auto name = Words::nameOf(m_analysis);
        return (ref.isEmpty() ? tr("“%1” is nobody's so far.").arg(name)
                              : tr("“%1” is given to %2.")
                                    .arg(name, PatientLabels::of(m_context.core).text(ref)))
            + u' ' + tr("Nothing is copied: the analysis refers to the record in the directory.");
    }

    void judge() const
    {
        m_patient->setEnabled(!m_nobody->isChecked());
        const bool whom = m_nobody->isChecked() || !m_patient->reference().isEmpty();
        m_dialog->setReady(whom && !m_reason->text().trimmed().isEmpty(),
            tr("Choose the patient from those who are found, and give a reason"));
    }

    void send() const
    {
        m_dialog->setBusy(true);
        const auto to = m_nobody->isChecked() ? QString() : m_patient->reference();
        const auto name = Words::nameOf(m_analysis);
        const auto done = to.isEmpty() ? tr("“%1” is nobody's now").arg(name)
                                       : tr("Gave “%1” to %2").arg(name, m_patient->text());
        m_context.analyses.assignPatient(m_analysis.id, m_analysis.version, toStd(to),
            toStd(m_reason->text().trimmed()), m_dialog,
            [context = &m_context, dialog = QPointer(m_dialog), done,
                id = fromStd(m_analysis.id.toString())](
                const Result<protocol::AnalysisChanged>& answer) {
                if (!answer.ok()) {
                    dialog->showError(
                        Words::cause(answer.error()) + u' ' + Words::nextStep(answer.error()));
                    return;
                }
                context->shell.report({ done, false, { u"analyses"_s, id, {} } });
                dialog->close();
            });
    }

    const PageContext& m_context;
    analyses::Summary m_analysis;
    FormDialog* m_dialog;
    PatientPicker* m_patient;
    QCheckBox* m_nobody;
    QLineEdit* m_reason;
};

} // namespace

void assignPatient(const PageContext& context, const analyses::Summary& analysis, QWidget& over)
{
    Assign(context, analysis, over).ask();
}

} // namespace locus::ui
