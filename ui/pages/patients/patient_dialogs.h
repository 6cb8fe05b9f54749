// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/patients/patient.h"
#include "core/patients/patient_rules.h"
#include "core/protocol/patients_messages.h"
#include "ui/page/page_context.h"

#include <QCoreApplication>
#include <QObject>

#include <functional>

namespace locus::ui {

class FormDialog;

// What a person may do with the directory: each opens a dialog that names the patient and the
// effect, sends the command, and stays open with the cause when it was refused.
class PatientActs : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    PatientActs(const PageContext& context, QWidget& over);

    void enter();
    void change(const patients::Patient& patient);
    void merge(const patients::Patient& patient);
    void unmerge(const patients::Patient& patient);
    // Asks for it: a second person has to approve.
    void erase(const patients::Patient& patient);
    void addFlag(const patients::Patient& patient);
    void removeFlag(const patients::Patient& patient, const patients::Flag& flag);

Q_SIGNALS:
    // The core did it.
    void done(const QString& patientId);

private:
    using Event = patients::PatientEvent;
    using Then = std::function<void(const Result<protocol::PatientChanged>&)>;

    void send(const std::string& id, std::optional<std::uint64_t> version, Event event, Then then);
    // Sends one after the other; what came of the last, or of the first that was refused, shows in
    // the dialog or, done, in the activity list.
    void sendFrom(FormDialog* dialog, const patients::Patient& patient, std::vector<Event> events,
        const QString& done, const std::function<void()>& undo = {});
    FormDialog* form(
        const char* name, const QString& title, const QString& note, const QString& act);
    void reasoned(FormDialog* dialog, const patients::Patient& patient,
        const std::function<Event(const std::string& reason)>& event, const QString& done,
        const std::function<void()>& undo = {});
    void edit(FormDialog* dialog, const patients::Patient& patient);

    const PageContext& m_context;
    QWidget& m_over;
    SystemRandom m_random;
    UuidSource m_ids;
};

} // namespace locus::ui
