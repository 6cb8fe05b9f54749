// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/submit/submit_page.h"

#include "core/base/text.h"
#include "core/client/core_client.h"
#include "core/client/drafts.h"
#include "core/genetics/vcf_reader.h"
#include "core/protocol/reference_messages.h"
#include "ui/models/reason_words.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_picker.h"
#include "ui/pages/submit/recognition.h"
#include "ui/pages/submit/submissions_model.h"
#include "ui/pages/submit/verdicts_model.h"
#include "ui/widgets/data_table.h"

#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

SubmitPage::SubmitPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_recognition(new Recognition(this))
    , m_verdicts(new VerdictsModel(this))
    , m_sent(new SubmissionsModel(context.clock, this))
    , m_typing(new QTimer(this))
    , m_draft(new QTimer(this))
    , m_times(new QTimer(this))
{
    setObjectName(u"submitPage"_s);
    setAcceptDrops(true);
    makeActions();
    layOut();
    m_typing->setSingleShot(true);
    m_typing->setInterval(120);
    connect(m_typing, &QTimer::timeout, this, &SubmitPage::recognise);
    m_draft->setSingleShot(true);
    m_draft->setInterval(500);
    connect(m_draft, &QTimer::timeout, this, &SubmitPage::saveDraft);
    m_times->setInterval(1000);
    connect(m_times, &QTimer::timeout, m_sent, &SubmissionsModel::refreshTimes);
    m_times->start();
    connect(m_recognition, &Recognition::recognised, this, &SubmitPage::onRecognised);
    connect(&m_context.core, &client::CoreClient::signedIn, this, &SubmitPage::askCoverage);
    connect(&m_context.core, &client::CoreClient::stateChanged, this, &SubmitPage::refreshSend);
    connect(&m_context.core, &client::CoreClient::changed, this,
        [this](const QString& stream, const QList<protocol::Change>& changes) {
            if (stream == u"analyses"_s) {
                m_sent->apply(changes);
            }
        });
    connect(
        &m_context.analyses, &client::AnalysesClient::outboxChanged, this, &SubmitPage::syncOutbox);
    loadDraft();
    syncOutbox();
    askCoverage();
    showMode();
    refreshSend();
}

SubmitPage::~SubmitPage()
{
    if (m_draft->isActive()) {
        saveDraft();
    }
}

void SubmitPage::go(const Place& /*place*/)
{
    m_text->setFocus();
}

void SubmitPage::readFile(const QString& path)
{
    constexpr qint64 largest = 64LL << 20U;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        showMessage(
            tr("“%1” cannot be read: %2").arg(QFileInfo(path).fileName(), file.errorString()),
            true);
        return;
    }
    if (file.size() > largest) {
        showMessage(tr("“%1” is larger than 64 MiB. Use locusctl submit for it.")
                        .arg(QFileInfo(path).fileName()),
            true);
        return;
    }
    showFile(QFileInfo(path).fileName(), file.readAll());
    if (m_label->text().isEmpty()) {
        m_label->setText(QFileInfo(path).completeBaseName());
    }
}

// What is sent is text: packed files are unpacked here, octets that are no text are shown as such.
void SubmitPage::showFile(const QString& name, const QByteArray& content)
{
    std::string_view bytes(content.constData(), static_cast<std::size_t>(content.size()));
    genetics::UnpackedText unpacked;
    if (genetics::looksPacked(bytes)) {
        unpacked = genetics::unpack(bytes, genetics::InputLimits().bytes);
        bytes = unpacked.text;
    }
    const auto invalid = firstInvalidUtf8(bytes);
    m_text->setPlainText(fromStd(toUtf8(bytes)));
    if (unpacked.damage) {
        showMessage(
            tr("“%1” is damaged: %2 Only what could be read is shown; do not send it as "
               "the whole.")
                .arg(name,
                    ReasonWords::of(*unpacked.damage, genetics::sentenceOf(*unpacked.damage))),
            true);
    } else if (invalid) {
        showMessage(tr("“%1” is not all text: octet %2 is not UTF-8. Such places are shown as �.")
                        .arg(name)
                        .arg(*invalid + 1),
            true);
    }
}

void SubmitPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText()) {
        event->acceptProposedAction();
    }
}

void SubmitPage::dropEvent(QDropEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile()) {
        readFile(urls.first().toLocalFile());
    } else {
        m_text->setPlainText(event->mimeData()->text());
    }
    event->acceptProposedAction();
}

void SubmitPage::onTextChanged()
{
    m_typing->start();
    m_draft->start();
    showMessage({}, false);
    refreshSend();
}

void SubmitPage::recognise()
{
    const auto chosen = m_kind->currentData();
    m_recognition->recognise(m_text->toPlainText().toUtf8(),
        chosen.isValid() ? std::optional(static_cast<genetics::InputKind>(chosen.toInt()))
                         : std::nullopt);
}

void SubmitPage::onRecognised(const std::shared_ptr<const genetics::RecognisedInput>& input)
{
    m_input = input;
    // An empty field is no submission to judge.
    m_verdicts->setInput(m_text->document()->isEmpty() ? nullptr : input);
    if (!input->assembly.empty()) {
        const auto named = m_assembly->findText(fromStd(input->assembly));
        m_assemblyNote->setText(named == m_assembly->currentIndex()
                ? tr("as the file says")
                : tr("The file says %1: please check.").arg(fromStd(input->assembly)));
    } else {
        m_assemblyNote->clear();
    }
    m_assemblyNote->setVisible(!m_assemblyNote->text().isEmpty());
    refreshSend();
}

// Of the chosen assembly; asked again when that changes.
void SubmitPage::askCoverage()
{
    m_verdicts->setKnowledge({});
    if (!m_context.core.isSignedIn()) {
        return;
    }
    const auto assembly = toStd(m_assembly->currentText());
    m_context.core.call<protocol::ReferenceCoverage>(
        { assembly }, this, [this, assembly](const Result<protocol::ReferenceIntervals>& answer) {
            if (answer.ok()) {
                if (assembly == toStd(m_assembly->currentText())) {
                    m_verdicts->setKnowledge(answer->knowledge);
                }
                fillAssemblies(answer->intervals);
            }
        });
}

// The two human assemblies a service knows, and whatever else this core covers: references of
// single genes such as NG_017013.2.
void SubmitPage::fillAssemblies(const std::vector<genetics::CoveredInterval>& intervals)
{
    for (const auto& interval : intervals) {
        const auto name = fromStd(interval.assembly);
        if (m_assembly->findText(name) < 0) {
            m_assembly->addItem(name);
        }
    }
    takeWantedAssembly();
}

void SubmitPage::takeWantedAssembly()
{
    const auto wanted = m_assembly->findText(m_wantedAssembly);
    if (wanted >= 0) {
        m_assembly->setCurrentIndex(wanted);
        m_wantedAssembly.clear();
    }
}

void SubmitPage::saveDraft()
{
    const QJsonObject draft { { u"text"_s, m_text->toPlainText() },
        { u"patient"_s, m_patient->referenceOrWord() }, { u"label"_s, m_label->text() },
        { u"assembly"_s,
            m_wantedAssembly.isEmpty() ? m_assembly->currentText() : m_wantedAssembly },
        { u"kind"_s, m_kind->currentIndex() }, { u"mode"_s, m_mode->currentIndex() },
        { u"priority"_s, m_priority->currentData().toInt() } };
    const auto bytes = QJsonDocument(draft).toJson(QJsonDocument::Compact);
    const auto saved = m_context.drafts.save("submit", bytes.toStdString());
    if (!saved.ok()) {
        showMessage(tr("The draft cannot be kept: %1").arg(fromStd(saved.error().message)), true);
    }
}

void SubmitPage::loadDraft()
{
    const auto kept = m_context.drafts.load("submit");
    if (!kept.ok()) {
        if (kept.error().code == "client.sealed_elsewhere") {
            showMessage(tr("A draft is here that was sealed with a key that is not at hand. It is "
                           "kept as it is, also when you write another."),
                false);
        }
        return;
    }
    const auto draft = QJsonDocument::fromJson(QByteArray::fromStdString(*kept)).object();
    m_patient->setReference(draft.value(u"patient"_s).toString());
    m_label->setText(draft.value(u"label"_s).toString());
    m_wantedAssembly = draft.value(u"assembly"_s).toString();
    takeWantedAssembly();
    m_kind->setCurrentIndex(draft.value(u"kind"_s).toInt());
    m_mode->setCurrentIndex(draft.value(u"mode"_s).toInt());
    const auto priority = m_priority->findData(draft.value(u"priority"_s).toInt(usualPriority));
    if (priority >= 0) {
        m_priority->setCurrentIndex(priority);
    }
    m_text->setPlainText(draft.value(u"text"_s).toString());
}

void SubmitPage::clear()
{
    m_text->clear();
    m_label->clear();
    m_patient->setReference({});
    m_kind->setCurrentIndex(0);
    m_priority->setCurrentIndex(m_priority->findData(usualPriority));
    m_draft->stop();
    (void)m_context.drafts.discard("submit");
}

void SubmitPage::send()
{
    if (m_sending || !m_send->isEnabled()) {
        return;
    }
    if (m_patient->isUndecided()) {
        showMessage(
            tr("Choose the patient from those who are found, or leave the field empty."), true);
        m_patient->setFocus();
        return;
    }
    protocol::AnalysesSubmit message;
    message.text = toStd(m_text->toPlainText());
    if (m_kind->currentData().isValid()) {
        message.format = toString(static_cast<genetics::InputKind>(m_kind->currentData().toInt()));
    }
    message.mode = static_cast<analyses::Mode>(m_mode->currentData().toInt());
    message.priority = m_priority->currentData().toInt();
    message.assembly = toStd(m_assembly->currentText());
    message.patientRef = toStd(m_patient->referenceOrWord());
    message.label = toStd(m_label->text().trimmed());
    const auto label = message.label;
    m_sending = true;
    refreshSend();
    m_context.analyses.submit(std::move(message), this,
        [this, label](const Result<client::SubmitOutcome>& outcome) { onSent(label, outcome); });
}

void SubmitPage::onSent(const std::string& label, const Result<client::SubmitOutcome>& outcome)
{
    m_sending = false;
    if (!outcome.ok()) {
        showMessage(Words::cause(outcome.error()) + u' ' + Words::nextStep(outcome.error()), true);
        refreshSend();
        return;
    }
    const auto name = label.empty() ? tr("Submission without label") : fromStd(label);
    clear();
    if (outcome->accepted) {
        m_sent->setAccepted(outcome->commandId, label, outcome->accepted->analysisId);
        const auto id = fromStd(outcome->accepted->analysisId.toString());
        showMessage(tr("“%1” is queued.").arg(name), false);
        m_context.shell.report(
            { tr("Submitted “%1”").arg(name), false, { u"analyses"_s, id, {} } });
    } else {
        m_sent->addKept(outcome->commandId, label);
        showMessage(
            tr("“%1” is kept on this seat and sent as soon as the core answers.").arg(name), false);
        m_context.shell.report({ tr("Kept “%1” for sending").arg(name) });
    }
    refreshSend();
}

void SubmitPage::syncOutbox()
{
    for (const auto& item : m_context.analyses.unsent()) {
        if (item.refusal) {
            m_sent->setRefused(item.id(), *item.refusal);
        } else if (!m_sending) {
            m_sent->addKept(item.id(), item.submit.label);
        }
    }
}

void SubmitPage::cancelSelected()
{
    const auto row = m_sentTable->currentIndex().row();
    const auto id = m_sent->analysisIdAt(row);
    const auto parsed = analyses::AnalysisId::parse(toStd(id));
    if (!parsed.ok() || !m_sent->canCancel(row)) {
        return;
    }
    const auto name = m_sent->index(row, SubmissionsModel::LabelColumn).data().toString();
    m_context.analyses.cancel(*parsed, std::nullopt, "cancelled in the console", this,
        [this, name, id](const Result<protocol::AnalysisChanged>& answer) {
            Activity activity { tr("Cancelled “%1”").arg(name), !answer.ok(),
                { u"analyses"_s, id, {} } };
            if (!answer.ok()) {
                activity.details =
                    QString(Words::cause(answer.error()) + u' ' + Words::nextStep(answer.error()));
            }
            m_context.shell.report(activity);
        });
}

void SubmitPage::showMode()
{
    m_modeNote->setText(Words::explain(static_cast<analyses::Mode>(m_mode->currentData().toInt())));
}

void SubmitPage::refreshSend()
{
    const bool empty = m_text->document()->isEmpty();
    const auto taken = m_input && !empty ? m_input->accepted() : 0;
    const auto refused = m_input && !empty ? m_input->rejected() : 0;
    m_send->setEnabled(taken > 0 && !m_sending && !m_typing->isActive());
    m_sendAction->setEnabled(m_send->isEnabled());
    const bool online = m_context.core.isSignedIn();
    m_send->setText(m_sending ? tr("Sending…")
            : online          ? tr("Send %n", nullptr, static_cast<int>(taken))
                              : tr("Keep %n and send later", nullptr, static_cast<int>(taken)));
    m_send->setAccessibleName(m_send->text());
    if (empty) {
        m_summary->setText(tr("Nothing yet"));
    } else {
        QStringList parts { tr("%n taken", nullptr, static_cast<int>(taken)) };
        if (refused > 0) {
            parts << tr("%n not usable: left out, listed in the result", nullptr,
                static_cast<int>(refused));
        }
        m_summary->setText(parts.join(u"  ·  "_s));
    }
}

PageFactory submitPage()
{
    return { u"submit"_s, u"submit"_s, [] { return SubmitPage::tr("Submit"); },
        [] {
            //: Heading in the navigation
            return SubmitPage::tr("Clinic");
        },
        { u"clinician"_s },
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new SubmitPage(context, parent);
        },
        u"clinic"_s };
}

} // namespace locus::ui
