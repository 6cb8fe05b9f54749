// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient.h"

#include <QCoreApplication>
#include <QLabel>

namespace locus::ui {

// The one place that says how a patient is called on every page:
// SURNAME, Given · born DD-Mmm-YYYY · id (NHS CUI patient banner; months in English everywhere, so
// that no date is read the other way round). What the core masked is named as masked, never left
// out.
class PatientWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::PatientWords)

public:
    static QString label(const patients::Patient& patient);
    // For a screen reader: no capitals that it would spell, the date in words.
    static QString spoken(const patients::Patient& patient);
    static QString name(const patients::Name& name); // "OSEI, Ama"
    static QString date(const patients::PartialDate& date); // "05-Mar-1971", "Mar-1971", "1971"
    // The number to show: the first identifier, else the id.
    static QString number(const patients::Patient& patient);
    static QString gender(patients::Gender gender);
    // On this day, or when he died: "55 years", "about 55 years", "7 months", "9 days".
    static QString age(const patients::Patient& patient, Instant now);
};

// The label as a widget; plain text only, so that a name is never taken for markup.
class PatientLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PatientLabel(QWidget* parent = nullptr);
    void setPatient(const patients::Patient& patient);
    // Of whom the directory is not known, or not yet, or not to this person.
    void setReference(const QString& reference);
};

} // namespace locus::ui
