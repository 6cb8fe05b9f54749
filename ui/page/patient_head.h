// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/changes_messages.h"
#include "core/protocol/patients_messages.h"
#include "ui/page/page_context.h"

#include <QTimer>
#include <QWidget>

#include <optional>

namespace locus::ui {

class PatientBanner;

// The banner of a patient, read from the core and kept as the core has it. Told to follow merges,
// it shows the record that stands for the reference. Says when something is masked for this person,
// and how to see it.
class PatientHead : public QWidget
{
    Q_OBJECT

public:
    enum class Merges
    {
        Follow,
        ShowAsIs
    };

    // context must outlive this.
    PatientHead(const PageContext& context, Merges merges, QWidget* parent = nullptr);

    // Empty: shows nothing.
    void show(const QString& reference);
    void reload();
    [[nodiscard]] const std::optional<protocol::PatientDetail>& patient() const
    {
        return m_patient;
    }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    // Something else that is shown of this patient is masked.
    void setAlsoMasked(bool isMasked);

Q_SIGNALS:
    // The patient was read, or why not.
    void changed();

private:
    void read(const QString& id, int steps);
    void take(int steps, Result<protocol::PatientDetail> answer);
    void makeMaskLine();
    void showState();
    void onChanges(const QString& stream, const QList<protocol::Change>& changes);

    const PageContext& m_context;
    Merges m_merges;
    PatientBanner* m_banner;
    QString m_reference;
    std::optional<protocol::PatientDetail> m_patient;
    std::optional<Error> m_error;
    Instant m_readAt {};
    QTimer m_ages;
    int m_generation = 0;
    QWidget* m_maskLine;
    bool m_isMasked = false;
    bool m_isAlsoMasked = false;
};

} // namespace locus::ui
