// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/patient_banner.h"

#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/patient_label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

struct Severity
{
    Tone tone;
    QString word;
    QString shape;
};

Severity severityOf(const std::string& severity)
{
    if (severity == "high") {
        //: How grave a patient's flag is
        return { Tone::Danger, PatientBanner::tr("high"), u"alert"_s };
    }
    if (severity == "medium") {
        return { Tone::Warning, PatientBanner::tr("medium"), u"diamond"_s };
    }
    if (severity == "low") {
        return { Tone::Info, PatientBanner::tr("low"), u"info"_s };
    }
    return { Tone::Neutral, {}, u"dot"_s };
}

// "urn:oid:…" and long web addresses say little: the last part does.
QString issuerOf(const std::string& system)
{
    const auto text = textOf(system);
    const auto cut = std::max(text.lastIndexOf(u'/'), text.lastIndexOf(u':'));
    const auto last = text.mid(cut + 1);
    return last.isEmpty() ? text : last;
}

} // namespace

PatientBanner::PatientBanner(QWidget* parent)
    : QFrame(parent)
    , m_label(new PatientLabel(this))
    , m_facts(makeLabel({}, "muted", this))
    , m_stale(makeLabel({}, nullptr, this))
    , m_link(new QPushButton(this))
    , m_badges(new QWidget(this))
    , m_flow(new FlowLayout(space::small, m_badges))
{
    setObjectName(u"patientBanner"_s);
    setProperty("role", u"inset"_s);
    m_label->setObjectName(u"patientLabel"_s);
    m_label->setProperty("role", u"heading"_s);
    m_facts->setObjectName(u"patientFacts"_s);
    m_facts->setWordWrap(true);
    m_stale->setProperty("tone", u"warning"_s);
    m_stale->setWordWrap(true);
    m_stale->hide();
    m_link->setObjectName(u"patientMergedInto"_s);
    m_link->hide();
    connect(m_link, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_mergedInto); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::medium, space::small, space::medium, space::small);
    layout->setSpacing(space::hair);
    layout->addWidget(m_label);
    layout->addWidget(m_facts);
    layout->addWidget(m_badges);
    layout->addWidget(m_link, 0, Qt::AlignLeft);
    layout->addWidget(m_stale);
}

QString PatientBanner::label() const
{
    return m_label->text();
}

void PatientBanner::clearBadges()
{
    while (auto* item = m_flow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void PatientBanner::addBadge(
    const QString& word, const QString& said, int tone, const QString& shape)
{
    auto* badge = new Badge(m_badges);
    badge->setObjectName(u"patientBadge"_s);
    badge->setState(word, static_cast<Tone>(tone), shape);
    badge->setAccessibleName(said);
    m_flow->addWidget(badge);
    badge->show();
}

void PatientBanner::showFacts(const patients::Patient& patient, Instant now)
{
    QStringList facts { PatientWords::gender(patient.gender) };
    const auto age = PatientWords::age(patient, now);
    if (patient.deceasedOn) {
        //: %1: date of death
        facts << tr("died %1").arg(PatientWords::date(*patient.deceasedOn));
    }
    if (!age.isEmpty()) {
        //: %1: age at death
        facts << (patient.deceasedOn ? tr("aged %1").arg(age) : age);
    }
    for (const auto& identifier : patient.identifiers) {
        const auto issuer = issuerOf(identifier.system);
        const auto value = textOf(identifier.value);
        facts << (issuer.isEmpty() ? value : issuer + u' ' + value);
    }
    m_facts->setText(facts.join(u"  ·  "_s));
    m_facts->show();
}

void PatientBanner::setPatient(const patients::Patient& patient, Instant now)
{
    m_label->setPatient(patient);
    showFacts(patient, now);
    clearBadges();
    if (patient.deceased) {
        //: Badge: the patient died
        addBadge(tr("deceased"), tr("deceased"), static_cast<int>(Tone::Danger), u"ring"_s);
    }
    if (!patient.active) {
        //: Badge: the record of a patient is not used any more
        addBadge(
            tr("inactive"), tr("inactive record"), static_cast<int>(Tone::Neutral), u"pause"_s);
    }
    for (const auto& flag : patient.flags) {
        const auto severity = severityOf(flag.severity);
        const auto text = textOf(flag.text);
        //: A patient's flag: %1 its text, %2 how grave it is
        const auto said = severity.word.isEmpty() ? tr("Flag: %1").arg(text)
                                                  : tr("Flag: %1, %2").arg(text, severity.word);
        addBadge(severity.word.isEmpty() ? text : text + u" · "_s + severity.word, said,
            static_cast<int>(severity.tone), severity.shape);
    }
    m_badges->setVisible(m_flow->count() > 0);
    setMergedInto(textOf(patient.mergedInto), textOf(patient.mergedInto));
    setAccessibleName(m_label->accessibleName());
}

void PatientBanner::setReference(const QString& reference, const QString& why)
{
    m_label->setReference(reference);
    m_facts->setText(why);
    m_facts->setVisible(!why.isEmpty());
    clearBadges();
    m_badges->hide();
    setMergedInto({}, {});
    setAccessibleName(m_label->accessibleName());
}

void PatientBanner::setMergedInto(const QString& id, const QString& label)
{
    m_mergedInto = id;
    //: %1: label of the patient's record that stands for this one
    m_link->setText(tr("Merged into %1").arg(label));
    m_link->setAccessibleName(tr("Merged; open the record that stands for it: %1").arg(label));
    m_link->setVisible(!id.isEmpty());
}

void PatientBanner::setStale(const QString& note)
{
    m_stale->setText(note);
    m_stale->setVisible(!note.isEmpty());
}

} // namespace locus::ui
