// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/patient_label.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int weekDays = 7;
constexpr int newborn = 28; // days: age in days up to here
constexpr int infant = 24; // months: age in months up to here

QString textOf(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString givenOf(const patients::Name& name)
{
    QStringList given;
    for (const auto& one : name.given) {
        given << textOf(one);
    }
    return given.join(u' ');
}

QDate dayOf(const patients::PartialDate& date)
{
    return { date.year, std::max(date.month, 1), std::max(date.day, 1) };
}

int monthsBetween(QDate from, QDate to)
{
    const auto months = (to.year() - from.year()) * 12 + to.month() - from.month();
    return months - (to.day() < from.day() ? 1 : 0);
}

} // namespace

QString PatientWords::name(const patients::Name& name)
{
    const auto family = textOf(name.family).toUpper();
    const auto given = givenOf(name);
    if (family.isEmpty() || given.isEmpty()) {
        return family.isEmpty() ? given : family;
    }
    return family + u", "_s + given;
}

QString PatientWords::date(const patients::PartialDate& date)
{
    const auto month = date.month > 0
        ? QLocale::c().monthName(date.month, QLocale::ShortFormat) + u'-'
        : QString();
    const auto day = date.day > 0 ? u"%1-"_s.arg(date.day, 2, 10, QChar(u'0')) : QString();
    return day + month + u"%1"_s.arg(date.year, 4, 10, QChar(u'0'));
}

QString PatientWords::number(const patients::Patient& patient)
{
    return textOf(patient.identifiers.empty() ? patient.id : patient.identifiers.front().value);
}

QString PatientWords::label(const patients::Patient& patient)
{
    QStringList parts;
    parts << (patient.names.empty()
            //: In place of a patient's name that this person may not see or that is not known
            ? tr("name not shown")
            : name(patient.names.front()));
    //: %1: date of birth
    parts << (patient.birthDate ? tr("born %1").arg(date(*patient.birthDate))
                                : tr("born: not shown"));
    const auto id = number(patient);
    //: In place of a patient's number
    parts << (id.isEmpty() ? tr("number not shown") : id);
    return parts.join(u" · "_s);
}

QString PatientWords::spoken(const patients::Patient& patient)
{
    QStringList parts { tr("Patient") };
    if (patient.names.empty()) {
        parts << tr("name not shown");
    } else {
        const auto& name = patient.names.front();
        const QString full = givenOf(name) + u' ' + textOf(name.family);
        parts << full.trimmed();
    }
    if (patient.birthDate) {
        const auto& born = *patient.birthDate;
        const auto form = born.day > 0 ? u"d MMMM yyyy"_s
            : born.month > 0           ? u"MMMM yyyy"_s
                                       : u"yyyy"_s;
        parts << tr("born %1").arg(QLocale().toString(dayOf(born), form));
    } else {
        parts << tr("born: not shown");
    }
    const auto id = number(patient);
    parts << (id.isEmpty() ? tr("number not shown") : tr("number %1").arg(id));
    return parts.join(u", "_s);
}

QString PatientWords::gender(patients::Gender gender)
{
    switch (gender) {
    case patients::Gender::Female: return tr("female");
    case patients::Gender::Male: return tr("male");
    //: Administrative sex of a patient
    case patients::Gender::Other: return tr("other");
    //: Administrative sex of a patient that nobody stated
    case patients::Gender::Unknown: break;
    }
    return tr("sex not known");
}

QString PatientWords::age(const patients::Patient& patient, Instant now)
{
    if (!patient.birthDate || (patient.deceased && !patient.deceasedOn)) {
        return {};
    }
    const auto born = dayOf(*patient.birthDate);
    const auto at = patient.deceasedOn ? dayOf(*patient.deceasedOn)
                                       : QDateTime::fromMSecsSinceEpoch(toMillis(now)).date();
    const auto days = static_cast<int>(born.daysTo(at));
    const bool exact =
        patient.birthDate->day > 0 && (!patient.deceasedOn || patient.deceasedOn->day > 0);
    if (days < 0) {
        return {};
    }
    const auto months = monthsBetween(born, at);
    if (exact && days < newborn) {
        return days < weekDays * 2 ? tr("%n day(s)", nullptr, days)
                                   : tr("%n week(s)", nullptr, days / weekDays);
    }
    if (exact && months < infant) {
        return tr("%n month(s)", nullptr, months);
    }
    const auto years = tr("%n year(s)", nullptr, months / 12);
    //: %1: an age, where the day of birth or death is not known
    return exact ? years : tr("about %1").arg(years);
}

PatientLabel::PatientLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setWordWrap(true);
}

void PatientLabel::setPatient(const patients::Patient& patient)
{
    setText(PatientWords::label(patient));
    setAccessibleName(PatientWords::spoken(patient));
    setToolTip({});
}

void PatientLabel::setReference(const QString& reference)
{
    setText(reference);
    setAccessibleName(tr("Patient reference %1").arg(reference));
    setToolTip(tr("No patient of this reference is known to you in the directory"));
}

} // namespace locus::ui
