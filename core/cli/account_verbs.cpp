// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/account_verbs.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/cli/context.h"
#include "core/cli/rights_verbs.h"
#include "core/cli/secret_input.h"
#include "core/cli/session.h"
#include "core/client/account_sign_in.h"
#include "core/client/endpoint.h"
#include "core/client/oidc_sign_in.h"
#include "core/protocol/people_messages.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <QEventLoop>
#include <QProcess>
#include <QUrl>

#include <ostream>

namespace locus::cli {

using people::AccountSummary;

namespace {

struct AccountOptions
{
    std::string user;
    std::string displayName;
    std::string roles;
    bool isService = false;
    std::string team;
    std::string code;
    bool byProvider = false;
    std::filesystem::path out;
};

void print(const AccountSummary& account, Context& context)
{
    if (context.json) {
        context.out << protocol::AccountDetail { account }.toJson() << '\n';
        return;
    }
    context.out << account.user << "  " << account.displayName << "  ";
    for (const people::Role role : account.roles) {
        context.out << toString(role) << ' ';
    }
    context.out << ' ' << toString(account.kind);
    if (account.disabledAt) {
        context.out << "  disabled " << toRfc3339(*account.disabledAt);
    }
    if (account.lastSignIn) {
        context.out << "  last sign-in " << toRfc3339(*account.lastSignIn);
    }
    if (!account.department.empty() || !account.teams.empty()) {
        context.out << "  of " << account.department << (account.department.empty() ? "" : " ")
                    << join(account.teams, " ");
    }
    context.out << (account.hasSecondFactor ? "  with codes" : "") << '\n';
}

// Calls `each` until it says that it has found what it wants.
Status forAccounts(Session& session, const std::function<bool(const AccountSummary&)>& each,
    protocol::AccountsList request = {})
{
    do {
        LOCUS_TRY_VALUE(page, session.call(request));
        for (const AccountSummary& account : page.page.items) {
            if (each(account)) {
                return {};
            }
        }
        request.after = page.page.next;
    } while (!request.after.empty());
    return {};
}

Result<people::AccountId> find(Session& session, const std::string& user)
{
    std::optional<people::AccountId> found;
    LOCUS_TRY(forAccounts(session, [&](const AccountSummary& account) {
        if (account.user == user) {
            found = account.id;
        }
        return found.has_value();
    }));
    if (!found) {
        return notFound("people.unknown_account", "nobody has the user name " + user);
    }
    return *found;
}

Status done(Context& context, const protocol::AccountChanged& changed, const std::string& sentence)
{
    if (context.json) {
        context.out << changed.toJson() << '\n';
    } else {
        context.out << sentence << '\n';
    }
    return {};
}

Status list(Context& context, const AccountOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::AccountsList request;
    if (!options.team.empty()) {
        LOCUS_TRY_VALUE(team, teamNamed(*session, options.team));
        request.teamId = team;
    }
    return forAccounts(
        *session,
        [&](const AccountSummary& account) {
            print(account, context);
            return false;
        },
        request);
}

Status makeFirstAdmin(Context& context, const AccountOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::FirstAdmin message { session->newId(), options.user, options.displayName, {} };
    LOCUS_TRY_VALUE(password, readSecret("password of " + options.user, context.err));
    message.password = std::move(password);
    LOCUS_TRY_VALUE(changed, session->call(message));
    return done(context, changed, options.user + " is the first admin");
}

Status add(Context& context, const AccountOptions& options)
{
    LOCUS_TRY_VALUE(roles, rolesFrom(options.roles));
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::AccountsCreate message;
    message.commandId = session->newId();
    message.user = options.user;
    message.fields.roles = std::move(roles);
    if (!options.displayName.empty()) {
        message.fields.displayName = options.displayName;
    }
    if (options.isService) {
        message.kind = people::AccountKind::Service;
    } else {
        LOCUS_TRY_VALUE(password, readSecret("password of " + options.user, context.err));
        message.password = std::move(password);
    }
    LOCUS_TRY_VALUE(changed, session->call(message));
    return done(context, changed, options.user + " has an account");
}

template <typename Message>
Status change(Context& context, const std::string& user, const std::string& sentence)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(id, find(*session, user));
    Message message;
    message.commandId = session->newId();
    message.accountId = id;
    LOCUS_TRY_VALUE(changed, session->call(message));
    return done(context, changed, user + sentence);
}

Status setPassword(Context& context, const AccountOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(id, find(*session, options.user));
    protocol::AccountsSetPassword message { session->newId(), id, {} };
    LOCUS_TRY_VALUE(password, readSecret("new password of " + options.user, context.err));
    message.password = std::move(password);
    LOCUS_TRY_VALUE(changed, session->call(message));
    return done(
        context, changed, options.user + " has a new password; the account's sessions have ended");
}

Result<client::Endpoint> endpointFor(const Context& context)
{
    if (!context.url.empty()) {
        LOCUS_TRY_VALUE(address, client::addressOf(QString::fromStdString(context.url)));
        client::Endpoint endpoint;
        endpoint.rpc = address;
        return endpoint;
    }
    return context.dataDir.empty() ? client::seatEndpoint() : client::endpointOf(context.dataDir);
}

Result<protocol::SignedIn> signInByProvider(Context& context, const client::Endpoint& endpoint)
{
    QEventLoop loop;
    std::optional<Result<protocol::SignedIn>> answer;
    client::OidcSignIn door;
    door.start(
        endpoint,
        [&context](const QUrl& url) {
            const QString address = url.toString(QUrl::FullyEncoded);
            context.err << "locusctl: sign in in a browser of this machine at\n"
                        << address.toStdString() << std::endl;
            QProcess::startDetached(QStringLiteral("xdg-open"), { address });
        },
        [&](Result<protocol::SignedIn> given) {
            answer = std::move(given);
            loop.quit();
        });
    loop.exec();
    return std::move(*answer);
}

Result<protocol::SignedIn> signInByPassword(
    Context& context, const client::Endpoint& endpoint, const AccountOptions& options)
{
    if (options.user.empty()) {
        return invalid("usage", "name the USER, or sign in by the identity provider with --oidc");
    }
    LOCUS_TRY_VALUE(password, readSecret("password of " + options.user, context.err));
    QEventLoop loop;
    std::optional<Result<protocol::SignedIn>> answer;
    client::AccountSignIn door;
    door.start(endpoint, { options.user, std::move(password), options.code },
        [&](Result<protocol::SignedIn> given) {
            answer = std::move(given);
            loop.quit();
        });
    loop.exec();
    return std::move(*answer);
}

Status signIn(Context& context, const AccountOptions& options)
{
    LOCUS_TRY_VALUE(endpoint, endpointFor(context));
    LOCUS_TRY_VALUE(signedIn,
        options.byProvider ? signInByProvider(context, endpoint)
                           : signInByPassword(context, endpoint, options));
    if (signedIn.needsCode) {
        return refused("people.needs_code",
            "this account has a second factor; give the six digits with --code");
    }
    LOCUS_TRY(writeFileAtomically(options.out, signedIn.token + "\n", true));
    if (context.json) {
        const nlohmann::json shown { { "user", signedIn.user }, { "roles", signedIn.roles },
            { "expiresAt", toRfc3339(signedIn.expiresAt) }, { "tokenFile", options.out.string() } };
        context.out << shown.dump() << '\n';
    } else {
        context.out << signedIn.user << " is signed in until " << toRfc3339(signedIn.expiresAt)
                    << " at the latest; use --url with --token-file " << options.out.string()
                    << '\n';
    }
    return {};
}

using Options = std::shared_ptr<AccountOptions>;
using Verb = Status (*)(Context&, const AccountOptions&);

CLI::App* addVerb(CLI::App& group, Context& context, const Options& options, const char* name,
    const char* help, Verb verb)
{
    CLI::App* app = group.add_subcommand(name, help);
    app->add_option("USER", options->user, "User name")->required();
    addJsonOption(*app, context);
    app->callback([options, verb, &context] {
        context.task = [options, verb](Context& given) { return verb(given, *options); };
    });
    return app;
}

void addSignIn(CLI::App& group, Context& context, const Options& options)
{
    CLI::App* app = addVerb(group, context, options, "sign-in",
        "Sign in with a password from standard input and keep the session's token in a 0600 file",
        signIn);
    auto* folder = app->add_option(
        "--data-dir", context.dataDir, "Data folder of the core; default: this seat's own core");
    app->add_option("--url", context.url, "Core at host:port or ws(s)://host:port/rpc")
        ->excludes(folder);
    app->get_option("USER")->required(false);
    app->add_flag("--oidc", options->byProvider,
        "By the identity provider of the core, in a browser; no password is read");
    app->add_option("--code", options->code, "Six digits of the second factor");
    app->add_option("--out", options->out, "File for the token")->required()->type_name("FILE");
}

} // namespace

Result<std::vector<people::Role>> rolesFrom(const std::string& words)
{
    std::vector<people::Role> roles;
    for (const std::string_view word : split(words, ',')) {
        const auto role = people::roleFrom(trimmed(word));
        if (!role) {
            return invalid("usage",
                "no role \"" + std::string(word)
                    + "\"; there are clinician, coordinator, operator, auditor, admin");
        }
        roles.push_back(*role);
    }
    return roles;
}

void addAccountVerbs(CLI::App& group, Context& context)
{
    const auto options = std::make_shared<AccountOptions>();
    CLI::App* all = group.add_subcommand("list", "List the accounts");
    addConnectionOptions(*all, context);
    addJsonOption(*all, context);
    all->add_option("--team", options->team, "Those of this team or department alone");
    all->callback([options, &context] {
        context.task = [options](Context& given) { return list(given, *options); };
    });

    CLI::App* first = addVerb(group, context, options, "first-admin",
        "Make the first account, an admin's; password from standard input", makeFirstAdmin);
    CLI::App* one = addVerb(
        group, context, options, "add", "Make an account; password from standard input", add);
    one->add_option("--roles", options->roles, "clinician,coordinator,operator,auditor,admin")
        ->required();
    one->add_flag("--service", options->isService, "Of a program: no password, tokens only");
    for (CLI::App* verb : { first, one }) {
        verb->add_option("--name", options->displayName, "Name that is shown");
        addConnectionOptions(*verb, context);
    }
    for (CLI::App* verb : {
             addVerb(group, context, options, "disable", "Disable an account; its sessions end",
                 [](Context&given, const AccountOptions&chosen) {
                     return change<protocol::AccountsDisable>(
                         given, chosen.user, " is disabled; the account's sessions have ended");
                 }),
             addVerb(group, context, options, "enable", "Enable an account again",
                 [](Context&given, const AccountOptions&chosen) {
                     return change<protocol::AccountsEnable>(given, chosen.user, " is enabled");
                 }),
             addVerb(group, context, options, "set-password",
                 "Set an account's password, from standard input; its sessions end", setPassword),
         }) {
        addConnectionOptions(*verb, context);
    }
    addSignIn(group, context, options);
}

} // namespace locus::cli
