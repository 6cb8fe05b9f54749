// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/patient_head.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/widgets/patient_banner.h"

#include <QVBoxLayout>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int mostMerges = 64; // in a row, as the core
}

PatientHead::PatientHead(const PageContext& context, Merges merges, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_merges(merges)
    , m_banner(new PatientBanner(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    hide();
    connect(m_banner, &PatientBanner::openRequested, this, [this](const QString& id) {
        m_context.shell.open({ u"patients"_s, id, {} });
    });
    connect(&m_context.core, &client::CoreClient::signedIn, this, &PatientHead::reload);
    connect(&m_context.core, &client::CoreClient::gapFound, this, &PatientHead::reload);
    connect(&m_context.core, &client::CoreClient::stateChanged, this, &PatientHead::showState);
    connect(&m_context.core, &client::CoreClient::changed, this, &PatientHead::onChanges);
    connect(
        &PatientLabels::of(m_context.core), &PatientLabels::changed, this, &PatientHead::showState);
    m_ages.setInterval(std::chrono::seconds(10));
    connect(&m_ages, &QTimer::timeout, this, &PatientHead::showState);
    m_ages.start();
}

void PatientHead::show(const QString& reference)
{
    if (reference == m_reference) {
        return;
    }
    ++m_generation;
    m_reference = reference;
    m_patient.reset();
    m_error.reset();
    setVisible(!reference.isEmpty());
    if (!reference.isEmpty()) {
        m_banner->setReference(reference, {});
        read(reference, 0);
    }
}

void PatientHead::reload()
{
    if (!m_reference.isEmpty()) {
        ++m_generation;
        read(m_reference, 0);
    }
}

void PatientHead::read(const QString& id, int steps)
{
    m_context.core.call<protocol::PatientsGet>({ toStd(id) }, this,
        [this, steps, generation = m_generation](Result<protocol::PatientDetail> answer) {
            if (generation == m_generation) {
                take(steps, std::move(answer));
            }
        });
}

void PatientHead::take(int steps, Result<protocol::PatientDetail> answer)
{
    if (!answer.ok()) {
        m_error = answer.error();
        if (!m_error->isRetriable()) {
            m_patient.reset();
        }
    } else if (m_merges == Merges::Follow && !answer->patient.mergedInto.empty()
        && steps < mostMerges) {
        read(fromStd(answer->patient.mergedInto), steps + 1);
        return;
    } else {
        m_error.reset();
        m_patient = std::move(*answer);
        m_readAt = m_context.clock.now();
    }
    showState();
    Q_EMIT changed();
}

void PatientHead::showState()
{
    if (m_reference.isEmpty()) {
        return;
    }
    if (!m_patient) {
        const bool unknown = m_error && m_error->kind == ErrorKind::NotFound;
        m_banner->setReference(m_reference,
            !m_error      ? QString()
                : unknown ? tr("A reference that the directory of patients does not know")
                          : Words::cause(*m_error));
        m_banner->setStale({});
        return;
    }
    m_banner->setPatient(m_patient->patient, m_context.clock.now());
    const auto into = fromStd(m_patient->patient.mergedInto);
    if (!into.isEmpty()) {
        m_banner->setMergedInto(into, PatientLabels::of(m_context.core).text(into));
    }
    const bool stale = !m_context.core.isSignedIn() || m_error;
    m_banner->setStale(stale ? tr("Not connected. This is what was known %1.")
                                   .arg(Words::age(m_readAt, m_context.clock.now()))
                             : QString());
}

void PatientHead::onChanges(const QString& stream, const QList<protocol::Change>& changes)
{
    if (stream != u"patients"_s || m_reference.isEmpty()) {
        return;
    }
    const auto concerns = [this](const protocol::Change& change) {
        if (change.id == toStd(m_reference)) {
            return true;
        }
        if (!m_patient) {
            return false;
        }
        const auto& [patient, replaces] = *m_patient;
        // A merge into this one changes the record that retires alone.
        return change.id == patient.id
            || std::find(replaces.begin(), replaces.end(), change.id) != replaces.end()
            || change.item.find("\"Patient/" + patient.id + '"') != Bytes::npos;
    };
    if (std::any_of(changes.begin(), changes.end(), concerns)) {
        reload();
    }
}

} // namespace locus::ui
