// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/patients/patient_dialogs.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/patients/patient_codec.h"
#include "core/patients/patient_commands.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_picker.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/patient_label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPointer>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;
using patients::Patient;

namespace {

std::string_view commandOf(const patients::PatientEvent& event)
{
    for (const auto& known : patients::patientCommands) {
        if (known.event == patients::typeOf(event)) {
            return known.name;
        }
    }
    return {};
}

QString causeOf(const Error& error)
{
    return Words::cause(error) + u' ' + Words::nextStep(error);
}

std::vector<std::string> wordsOf(const QString& text)
{
    std::vector<std::string> out;
    for (const auto& word : text.split(u' ', Qt::SkipEmptyParts)) {
        out.push_back(toStd(word));
    }
    return out;
}

} // namespace

PatientActs::PatientActs(const PageContext& context, QWidget& over)
    : QObject(&over)
    , m_context(context)
    , m_over(over)
    , m_ids(context.clock, m_random)
{ }

void PatientActs::send(
    const std::string& id, std::optional<std::uint64_t> version, Event event, Then then)
{
    const auto command = commandOf(event);
    const protocol::PatientsCommand wish { m_ids.next(), version,
        patients::encodeChange({ id, std::move(event) }) };
    m_context.core.request({ std::string(command), wish.toJson() }, this,
        [then = std::move(then)](Result<Bytes> answer) {
            if (answer.ok()) {
                then(protocol::PatientChanged::fromJson(*answer));
            } else {
                then(std::move(answer).error());
            }
        });
}

void PatientActs::sendFrom(FormDialog* dialog, const Patient& patient, std::vector<Event> events,
    const QString& done, const std::function<void()>& undo)
{
    dialog->setBusy(true);
    auto event = std::move(events.front());
    events.erase(events.begin());
    const auto version = patient.version == 0 ? std::nullopt : std::optional(patient.version);
    send(patient.id, version, std::move(event),
        [this, dialog = QPointer(dialog), patient, events = std::move(events), done, undo](
            const Result<protocol::PatientChanged>& answer) {
            if (!answer.ok()) {
                if (dialog) {
                    dialog->showError(causeOf(answer.error()));
                } else {
                    m_context.shell.report(
                        { tr("%1: not done. %2").arg(done, causeOf(answer.error())), true,
                            { u"patients"_s, fromStd(patient.id), {} } });
                }
                return;
            }
            if (!events.empty()) {
                auto next = patient;
                next.id = answer->patientId;
                next.version = answer->version;
                if (dialog) {
                    sendFrom(dialog, next, events, done, undo);
                }
                return;
            }
            const auto id = fromStd(answer->patientId);
            m_context.shell.report({ done, false, { u"patients"_s, id, {} }, undo });
            if (dialog) {
                dialog->close();
            }
            Q_EMIT this->done(id);
        });
}

FormDialog* PatientActs::form(
    const char* name, const QString& title, const QString& note, const QString& act)
{
    return new FormDialog(QString::fromLatin1(name), title, note, act, &m_over);
}

void PatientActs::reasoned(FormDialog* dialog, const Patient& patient,
    const std::function<Event(const std::string& reason)>& event, const QString& done,
    const std::function<void()>& undo)
{
    auto* reason = dialog->addNeeded(tr("Reason"), "reason", tr("Give a reason first"));
    connect(
        dialog, &FormDialog::submitted, this, [this, dialog, patient, event, done, undo, reason] {
            sendFrom(dialog, patient, { event(toStd(reason->text().trimmed())) }, done, undo);
        });
    dialog->open();
}

void PatientActs::enter()
{
    auto* dialog = form("registerPatient", tr("Register a patient"),
        tr("Search first: a person who is registered twice has to be merged later."),
        tr("Register the patient"));
    edit(dialog, {});
}

void PatientActs::change(const Patient& patient)
{
    auto* dialog = form("changePatient", tr("Change a patient's record"),
        PatientWords::label(patient), tr("Change the record"));
    edit(dialog, patient);
}

void PatientActs::edit(FormDialog* dialog, const Patient& patient)
{
    const auto first = patient.names.empty() ? patients::Name() : patient.names.front();
    QStringList given;
    for (const auto& one : first.given) {
        given << fromStd(one);
    }
    auto* family = new QLineEdit(fromStd(first.family), dialog);
    auto* givenField = new QLineEdit(given.join(u' '), dialog);
    auto* born = new QLineEdit(
        patient.birthDate ? fromStd(toString(*patient.birthDate)) : QString(), dialog);
    born->setPlaceholderText(tr("1971-03-05, or 1971-03, or 1971"));
    auto* sex = new QComboBox(dialog);
    using enum patients::Gender;
    for (const auto gender : { Unknown, Female, Male, Other }) {
        sex->addItem(PatientWords::gender(gender), static_cast<int>(gender));
    }
    sex->setCurrentIndex(sex->findData(static_cast<int>(patient.gender)));
    auto* number = new QLineEdit(dialog);
    auto* issuer = new QLineEdit(dialog);
    issuer->setPlaceholderText(tr("urn:mrn, or the address of whoever gives the numbers"));
    dialog->addField(tr("Family name"), family, "patientFamily");
    dialog->addField(tr("Given names"), givenField, "patientGiven");
    dialog->addField(tr("Date of birth"), born, "patientBorn");
    dialog->addField(tr("Sex"), sex, "patientSex");
    const bool isNew = patient.version == 0;
    dialog->addField(isNew ? tr("Number") : tr("Further number"), number, "patientNumber");
    dialog->addField(tr("Number given by"), issuer, "patientIssuer");
    const auto judge = [=] {
        const bool named =
            !family->text().trimmed().isEmpty() || !givenField->text().trimmed().isEmpty();
        const bool dated =
            born->text().trimmed().isEmpty() || patients::dateFrom(toStd(born->text().trimmed()));
        dialog->setReady(named && dated,
            named ? tr("The date of birth is written 1971-03-05, 1971-03 or 1971")
                  : tr("Give a family name or a given name"));
    };
    judge();
    for (auto* field : { family, givenField, born }) {
        connect(field, &QLineEdit::textChanged, dialog, judge);
    }
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        Patient wanted = patient;
        patients::Name name { toStd(family->text().trimmed()), wordsOf(givenField->text()),
            first.use };
        if (wanted.names.empty()) {
            wanted.names.push_back(name);
        } else {
            wanted.names.front() = name;
        }
        wanted.birthDate = patients::dateFrom(toStd(born->text().trimmed()));
        wanted.gender = static_cast<patients::Gender>(sex->currentData().toInt());
        const patients::Identifier identifier { toStd(issuer->text().trimmed()),
            toStd(number->text().trimmed()), {} };
        const auto label = PatientWords::name(name);
        if (isNew) {
            if (!identifier.value.empty()) {
                wanted.identifiers.push_back(identifier);
            }
            sendFrom(dialog, patient, { patients::Registered { wanted } },
                tr("Registered %1").arg(label));
            return;
        }
        patients::Changed changed;
        changed.names = wanted.names == patient.names ? std::nullopt : std::optional(wanted.names);
        if (wanted.birthDate != patient.birthDate) {
            changed.birthDate = wanted.birthDate;
        }
        if (wanted.gender != patient.gender) {
            changed.gender = wanted.gender;
        }
        std::vector<Event> events;
        if (changed.names || changed.birthDate || changed.gender) {
            events.emplace_back(std::move(changed));
        }
        if (!identifier.value.empty()) {
            events.emplace_back(patients::IdentifierAdded { identifier });
        }
        if (events.empty()) {
            dialog->showError(tr("Nothing was changed."));
            return;
        }
        sendFrom(dialog, patient, std::move(events), tr("Changed the record of %1").arg(label));
    });
    dialog->open();
    family->setFocus();
}

void PatientActs::merge(const Patient& patient)
{
    const auto label = PatientWords::label(patient);
    auto* dialog =
        form("mergePatient", tr("Merge two records of one person"), {}, tr("Merge the record"));
    auto* other = new PatientPicker(m_context, dialog);
    dialog->addField(tr("Record that stays"), other, "mergeInto");
    auto* reason = new QLineEdit(dialog);
    dialog->addField(tr("Reason"), reason, "reason");
    const auto judge = [=] {
        const auto into = other->reference();
        const bool itself = into == fromStd(patient.id);
        const auto stays = into.isEmpty() ? tr("the record that you choose") : other->text();
        dialog->setNote(
            //: %1 and %2: labels of two patients' records
            tr("Retires: %1\nStays: %2\n\nFrom then on the second record stands for the first. "
               "Nothing is moved or copied: what refers to the first still does. The merge can be "
               "taken back at any time.")
                .arg(label, stays));
        dialog->setReady(!into.isEmpty() && !itself && !reason->text().trimmed().isEmpty(),
            itself ? tr("A record cannot be merged into itself")
                   : tr("Choose the record that stays, and give a reason"));
    };
    judge();
    connect(other, &PatientPicker::chosen, dialog, judge);
    connect(reason, &QLineEdit::textChanged, dialog, judge);
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        const auto undo = [this, id = patient.id] {
            send(id, std::nullopt, patients::Unmerged { {}, "undone at once" },
                [this, id](const Result<protocol::PatientChanged>& answer) {
                    m_context.shell.report(
                        { answer.ok() ? tr("Took the merge back") : causeOf(answer.error()),
                            !answer.ok(), { u"patients"_s, fromStd(id), {} } });
                });
        };
        sendFrom(dialog, patient,
            { patients::Merged { toStd(other->reference()), toStd(reason->text().trimmed()) } },
            //: %1 and %2: labels of two patients' records
            tr("Merged %1 into %2").arg(label, other->text()), undo);
    });
    dialog->open();
    other->setFocus();
}

void PatientActs::unmerge(const Patient& patient)
{
    const auto label = PatientWords::label(patient);
    auto* dialog = form("unmergePatient", tr("Take a merge back"),
        tr("%1 stands for itself again. Nothing has to be moved: what referred to it still does.")
            .arg(label),
        tr("Take the merge back"));
    reasoned(
        dialog, patient,
        [](const std::string& reason) {
            return patients::Unmerged { {}, reason };
        },
        tr("Took the merge of %1 back").arg(label));
}

void PatientActs::erase(const Patient& patient)
{
    auto* dialog = form("erasePatient", tr("Erase a person"),
        tr("%1\n\nEverything that is known of this person here is erased for good: the record, "
           "those "
           "merged into it, the analyses and what waits as dead letters, also in backups. The "
           "audit trail keeps that it was done. It cannot be taken back.\n\nIt is done when a "
           "second person approves it in Settings, Requests.")
            .arg(PatientWords::label(patient)),
        tr("Ask to erase the person"));
    auto* reason = dialog->addNeeded(tr("Reason"), "reason", tr("Give a reason first"));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, id = patient.id, reason] {
        dialog->setBusy(true);
        const protocol::PatientsCommand wish { m_ids.next(), std::nullopt,
            patients::encodeErasure({ id, toStd(reason->text().trimmed()) }) };
        m_context.core.request({ std::string(patients::eraseCommand), wish.toJson() }, this,
            [this, dialog = QPointer(dialog)](const Result<Bytes>& answer) {
                if (!answer.ok() && answer.error().code != "people.needs_approval") {
                    if (dialog) {
                        dialog->showError(causeOf(answer.error()));
                    }
                    return;
                }
                // Nobody's name: the list outlives the person's data.
                m_context.shell.report(
                    { tr("Asked to erase a person; it waits for a second person"), false,
                        { u"settings"_s, u"requests"_s, {} } });
                if (dialog) {
                    dialog->close();
                }
            });
    });
    dialog->open();
}

void PatientActs::addFlag(const Patient& patient)
{
    auto* dialog = form("addPatientFlag", tr("Add a flag"),
        tr("%1\nA flag is what whoever treats must know first; it stands on the banner of every "
           "page.")
            .arg(PatientWords::label(patient)),
        tr("Add the flag"));
    auto* text = dialog->addNeeded(tr("Text"), "flagText", tr("Write what has to be known"));
    auto* severity = new QComboBox(dialog);
    //: How grave a patient's flag is
    severity->addItem(tr("high"), u"high"_s);
    severity->addItem(tr("medium"), u"medium"_s);
    severity->addItem(tr("low"), u"low"_s);
    severity->setCurrentIndex(1);
    dialog->addField(tr("How grave"), severity, "flagSeverity");
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        const patients::Flag flag { m_ids.next().toString(), {}, toStd(text->text().trimmed()),
            toStd(severity->currentData().toString()) };
        sendFrom(dialog, patient, { patients::FlagRaised { flag } },
            tr("Added the flag “%1”").arg(text->text().trimmed()));
    });
    dialog->open();
    text->setFocus();
}

void PatientActs::removeFlag(const Patient& patient, const patients::Flag& flag)
{
    auto* dialog = form("removePatientFlag", tr("Remove a flag"),
        tr("%1\nThe flag “%2” goes from the banner of every page; the time line keeps it.")
            .arg(PatientWords::label(patient), fromStd(flag.text)),
        tr("Remove the flag"));
    reasoned(
        dialog, patient,
        [id = flag.id](const std::string& reason) {
            return patients::FlagCleared { id, reason };
        },
        tr("Removed the flag “%1”").arg(fromStd(flag.text)));
}

} // namespace locus::ui
