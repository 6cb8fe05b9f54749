// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_profiles.h"

#include "ui/widgets/view_store.h"

#include <QJsonArray>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

Result<client::Endpoint> ConnectionProfile::endpoint() const
{
    if (kind == Kind::ThisSeat) {
        return client::seatEndpoint();
    }
    return client::endpointAt(address, tokenFile.toStdString());
}

ConnectionProfiles::ConnectionProfiles(ViewStore& store)
    : m_store(store)
{
    const auto kept = store.value(u"connections"_s, u"profiles"_s).toArray();
    for (const auto& entry : kept) {
        const auto object = entry.toObject();
        ConnectionProfile profile;
        profile.name = object.value(u"name"_s).toString();
        profile.kind = object.value(u"kind"_s).toString() == u"seat"_s
            ? ConnectionProfile::Kind::ThisSeat
            : ConnectionProfile::Kind::Core;
        profile.address = object.value(u"address"_s).toString();
        profile.tokenFile = object.value(u"tokenFile"_s).toString();
        profile.environment = object.value(u"environment"_s).toString();
        if (!profile.name.isEmpty()) {
            m_profiles.push_back(profile);
        }
    }
}

void ConnectionProfiles::save(const ConnectionProfile& profile)
{
    const auto same = std::find_if(m_profiles.begin(), m_profiles.end(),
        [&](const auto& other) { return other.name == profile.name; });
    if (same != m_profiles.end()) {
        *same = profile;
    } else {
        m_profiles.push_back(profile);
    }
    write();
}

void ConnectionProfiles::remove(const QString& name)
{
    std::erase_if(m_profiles, [&](const auto& profile) { return profile.name == name; });
    write();
}

const ConnectionProfile* ConnectionProfiles::last() const
{
    const auto name = m_store.value(u"connections"_s, u"last"_s).toString();
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
        [&](const auto& profile) { return profile.name == name; });
    return found == m_profiles.end() ? nullptr : &*found;
}

void ConnectionProfiles::setLast(const QString& name)
{
    m_store.setValue(u"connections"_s, u"last"_s, name);
}

void ConnectionProfiles::write()
{
    QJsonArray array;
    for (const auto& profile : m_profiles) {
        array.append(QJsonObject { { u"name"_s, profile.name },
            { u"kind"_s,
                profile.kind == ConnectionProfile::Kind::ThisSeat ? u"seat"_s : u"core"_s },
            { u"address"_s, profile.address }, { u"tokenFile"_s, profile.tokenFile },
            { u"environment"_s, profile.environment } });
    }
    m_store.setValue(u"connections"_s, u"profiles"_s, array);
}

} // namespace locus::ui
