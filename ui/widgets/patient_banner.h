// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient.h"

#include <QFrame>
#include <QLabel>

#include <optional>

class QPushButton;

namespace locus::ui {

class Badge;
class FlowLayout;
class PatientLabel;

// Who is treated, always in view where something is about a patient: label, sex, age, identifiers,
// flags with word and shape, whether he died or another record stands for this one.
class PatientBanner : public QFrame
{
    Q_OBJECT

public:
    explicit PatientBanner(QWidget* parent = nullptr);

    void setPatient(const patients::Patient& patient, Instant now);
    void setReference(const QString& reference, const QString& why);
    // The record that stands for this one, by its label; the link opens it.
    void setMergedInto(const QString& id, const QString& label);
    // How old what is shown is; empty: it is as the core has it now.
    void setStale(const QString& note);
    [[nodiscard]] QString label() const;

Q_SIGNALS:
    void openRequested(const QString& patientId);

private:
    void clearBadges();
    void addBadge(const QString& word, const QString& said, int tone, const QString& shape);
    void showFacts(const patients::Patient& patient, Instant now);

    PatientLabel* m_label;
    QLabel* m_facts;
    QLabel* m_stale;
    QPushButton* m_link;
    QWidget* m_badges;
    FlowLayout* m_flow;
    QString m_mergedInto;
};

} // namespace locus::ui
