// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/patient_labels.h"

#include "core/client/core_client.h"
#include "core/protocol/patients_messages.h"
#include "ui/models/text.h"
#include "ui/widgets/patient_label.h"

namespace locus::ui {

using namespace Qt::StringLiterals;

PatientLabels& PatientLabels::of(client::CoreClient& core)
{
    auto* found = core.findChild<PatientLabels*>(QString(), Qt::FindDirectChildrenOnly);
    return found != nullptr ? *found : *new PatientLabels(core);
}

PatientLabels::PatientLabels(client::CoreClient& core)
    : QObject(&core)
    , m_core(core)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(20);
    connect(&m_delay, &QTimer::timeout, this, &PatientLabels::ask);
    connect(&m_core, &client::CoreClient::changed, this, &PatientLabels::onChanges);
    connect(&m_core, &client::CoreClient::signedIn, this, &PatientLabels::clear);
    connect(&m_core, &client::CoreClient::gapFound, this, &PatientLabels::clear);
}

const patients::Patient* PatientLabels::find(const QString& reference)
{
    const auto known = m_known.constFind(reference);
    if (known != m_known.cend()) {
        return known->has_value() ? &**known : nullptr;
    }
    if (!reference.isEmpty() && !m_denied && m_core.isSignedIn()) {
        m_wanted << reference;
        if (!m_delay.isActive()) {
            m_delay.start();
        }
    }
    return nullptr;
}

QString PatientLabels::text(const QString& reference)
{
    const auto* patient = find(reference);
    return patient != nullptr ? PatientWords::label(*patient) : reference;
}

void PatientLabels::ask()
{
    protocol::PatientsLabels message;
    for (auto it = m_wanted.begin();
         it != m_wanted.end() && message.patientIds.size() < protocol::PatientsLabels::most;) {
        message.patientIds.push_back(toStd(*it));
        it = m_wanted.erase(it);
    }
    if (message.patientIds.empty()) {
        return;
    }
    m_core.call<protocol::PatientsLabels>(message, this,
        [this, asked = message.patientIds, generation = m_generation](
            const Result<protocol::PatientLabels>& answer) {
            if (generation != m_generation) {
                return;
            }
            if (!answer.ok()) {
                // What is not answered now is asked again when it comes into sight after a sign-in.
                m_denied = answer.error().kind == ErrorKind::Refused;
                return;
            }
            for (const auto& ref : asked) {
                m_known.insert(fromStd(ref), std::nullopt);
            }
            for (const auto& item : answer->items) {
                m_known.insert(fromStd(item.ref), item.patient);
            }
            Q_EMIT changed();
        });
    if (!m_wanted.isEmpty()) {
        m_delay.start();
    }
}

void PatientLabels::onChanges(const QString& stream, const QList<protocol::Change>& changes)
{
    if (stream != u"patients"_s) {
        return;
    }
    QSet<QString> ids;
    for (const auto& change : changes) {
        ids << fromStd(change.id);
    }
    bool touched = false;
    for (auto it = m_known.begin(); it != m_known.end();) {
        if (ids.contains(it.key()) || (it->has_value() && ids.contains(fromStd((*it)->id)))) {
            it = m_known.erase(it);
            touched = true;
        } else {
            ++it;
        }
    }
    if (touched) {
        Q_EMIT changed(); // who shows them asks again
    }
}

void PatientLabels::clear()
{
    ++m_generation;
    m_denied = false;
    m_wanted.clear();
    m_known.clear();
    Q_EMIT changed();
}

} // namespace locus::ui
