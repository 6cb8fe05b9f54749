// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/patient_head.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/page/reveals.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/patient_banner.h"
#include "ui/widgets/patient_label.h"

#include <QHBoxLayout>
#include <QPushButton>

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
    , m_maskLine(new QWidget(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addWidget(m_maskLine);
    makeMaskLine();
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
    connect(&Reveals::of(m_context.core), &Reveals::changed, this, &PatientHead::reload);
    m_ages.setInterval(std::chrono::seconds(10));
    connect(&m_ages, &QTimer::timeout, this, &PatientHead::showState);
    m_ages.start();
}

void PatientHead::makeMaskLine()
{
    auto* text = makeLabel(tr("Part of this is masked for your role."), "muted", m_maskLine);
    auto* reveal = new QPushButton(tr("Show what is masked…"), m_maskLine);
    reveal->setObjectName(u"revealPatient"_s);
    reveal->setAccessibleName(reveal->text());
    connect(reveal, &QPushButton::clicked, this, [this] {
        const auto& patient = m_patient->patient;
        Reveals::of(m_context.core)
            .ask(u"Patient/"_s + fromStd(patient.id), PatientWords::label(patient), this);
    });
    auto* line = new QHBoxLayout(m_maskLine);
    line->setContentsMargins(space::medium, space::hair, space::medium, 0);
    line->addWidget(text);
    line->addWidget(reveal);
    line->addStretch();
    m_maskLine->hide();
}

void PatientHead::setAlsoMasked(bool isMasked)
{
    m_isAlsoMasked = isMasked;
    m_maskLine->setVisible(m_patient && (m_isMasked || m_isAlsoMasked));
}

void PatientHead::show(const QString& reference)
{
    if (reference == m_reference) {
        return;
    }
    ++m_generation;
    m_reference = reference;
    m_isMasked = m_isAlsoMasked = false;
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
    m_context.core.request({ std::string(protocol::PatientsGet::method),
                               protocol::PatientsGet { toStd(id) }.toJson() },
        this, [this, steps, generation = m_generation](const Result<Bytes>& text) {
            if (generation == m_generation) {
                m_isMasked = text.ok() && !protocol::maskedPaths(*text).empty();
                take(steps,
                    text.ok() ? protocol::PatientDetail::fromJson(*text)
                              : Result<protocol::PatientDetail>(text.error()));
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
    setAlsoMasked(m_isAlsoMasked);
    if (!m_patient) {
        const bool erased = m_error && m_error->code == "patients.erased";
        const bool unknown = m_error && m_error->kind == ErrorKind::NotFound;
        m_banner->setReference(m_reference,
            !m_error      ? QString()
                : erased  ? tr("This person was erased; nothing that identifies him or her is left")
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
