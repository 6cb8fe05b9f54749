// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace locus {
class Clock;
class UuidSource;
} // namespace locus
namespace locus::genetics {
class Reference;
}

namespace locus::people {
class TokenStore;
}

namespace locus::gateway {

class AccountSignIn;
class AuditChecks;
class BusReads;
class ChangeFeed;
class CommandSender;
class Emergency;
class OidcSignIn;
class PasswordWorkers;
class ReaderThread;
class Reveals;
class RpcTable;
class SessionBook;
class SignIn;
class SystemPort;
class Uploads;
struct GatewayOptions;

// What the methods about accounts and sessions stand on.
struct PeopleServices
{
    ReaderThread& reader;
    CommandSender& commands;
    PasswordWorkers& workers;
    SessionBook& sessions;
    AccountSignIn& signIn;
    UuidSource& ids;
};

// What the methods about emergency access and requests for a second person stand on.
struct RightsServices
{
    ReaderThread& reader;
    CommandSender& commands;
    SessionBook& sessions;
    const Clock& clock;
    const Emergency& emergency;
};

// Each fills the table with the methods of one capability; what they name must outlive the table.
// A new capability adds its own function beside these, and its rights in core/people.
void addSessionMethods(RpcTable& table, SignIn& signIn);
// Sensitive acts of those who signed in by the identity provider.
void addOidcMethods(RpcTable& table, OidcSignIn& oidc);
void addUploadsMethods(RpcTable& table, Uploads& uploads);
void addChangesMethods(RpcTable& table, ChangeFeed& feed);
void addAnalysesMethods(RpcTable& table, ReaderThread& reader, CommandSender& commands,
    Uploads& uploads, const GatewayOptions& options);
void addDeadLettersMethods(RpcTable& table, ReaderThread& reader, BusReads& busReads,
    CommandSender& commands, Uploads& uploads, const GatewayOptions& options);
void addPatientsMethods(
    RpcTable& table, ReaderThread& reader, CommandSender& commands, const GatewayOptions& options);
void addPeopleMethods(RpcTable& table, const PeopleServices& parts);
void addRightsMethods(RpcTable& table, const RightsServices& parts);
void addTeamsMethods(
    RpcTable& table, ReaderThread& reader, CommandSender& commands, const GatewayOptions& options);
void addReferenceMethods(RpcTable& table,
    const std::shared_ptr<const genetics::Reference>& reference,
    const std::vector<std::string>& serviceAssemblies);
void addAuditMethods(RpcTable& table, ReaderThread& reader, CommandSender& commands,
    AuditChecks& checks, const GatewayOptions& options);
void addRevealMethods(RpcTable& table, Reveals& reveals);
// Which role may do what, and the tokens of programs.
void addRightsShownMethods(RpcTable& table, people::TokenStore& tokens);
void addSystemMethods(RpcTable& table, SystemPort& system);

} // namespace locus::gateway
