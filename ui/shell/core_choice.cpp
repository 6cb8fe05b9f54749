// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/core_choice.h"

#include "core/client/endpoint.h"
#include "ui/page/core_launcher.h"
#include "ui/shell/connection_profiles.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/gate.h"

namespace locus::ui {

using namespace Qt::StringLiterals;

CoreChoice::CoreChoice(const ShellServices& services, Gate& gate, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_gate(gate)
{
    connect(&m_services.launcher, &CoreLauncher::ready, this, &CoreChoice::useLaunched);
}

void CoreChoice::start()
{
    if (const auto* last = m_services.profiles.last()) {
        use(*last);
    } else if (client::seatEndpoint().ok()) {
        m_services.launcher.startLocal();
    }
}

void CoreChoice::use(const ConnectionProfile& profile)
{
    const auto attempt = ++m_attempt;
    if (profile.kind == ConnectionProfile::Kind::ThisSeat) {
        m_services.launcher.startLocal();
        return;
    }
    profile.findEndpoint(this, [this, profile, attempt](const auto& endpoint) {
        if (attempt != m_attempt) {
            return; // another core was chosen while the keychain waited for the person
        }
        if (endpoint.ok()) {
            useFound(profile, *endpoint);
            return;
        }
        const auto& error = endpoint.error();
        Q_EMIT failed(
            tr("Not connected to “%1”. %2")
                .arg(profile.name,
                    ConnectionWords::cause(error) + u' ' + ConnectionWords::nextStep(error)));
    });
}

void CoreChoice::useFound(const ConnectionProfile& profile, const client::Endpoint& endpoint)
{
    m_environment = profile.environment;
    Q_EMIT chosen(false);
    std::function<Result<client::Endpoint>()> source;
    if (!endpoint.token.isEmpty()) {
        source = [profile] { return profile.endpoint(); };
    }
    m_gate.enter({ endpoint, std::move(source), false, profile.name, profile.environment });
}

void CoreChoice::useLaunched(const client::Endpoint& endpoint, bool isDemo)
{
    m_environment.clear();
    Q_EMIT chosen(!isDemo);
    std::function<Result<client::Endpoint>()> source;
    if (!isDemo) {
        source = [folder = m_services.launcher.local().dataFolder.toStdString()] {
            return client::endpointOf(folder);
        };
    }
    m_gate.enter(
        { endpoint, std::move(source), !isDemo, isDemo ? tr("Sample data") : tr("This seat") });
}

} // namespace locus::ui
