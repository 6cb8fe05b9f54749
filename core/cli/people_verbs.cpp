// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/places.h"
#include "core/base/text.h"
#include "core/cli/account_verbs.h"
#include "core/cli/context.h"
#include "core/cli/rights_verbs.h"
#include "core/people/token_store.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

struct TokenOptions
{
    std::string name;
    std::string roles;
};

Result<people::TokenStore> openTokens(const Context& context, const Clock& clock)
{
    const auto folder = context.dataDir.empty() ? seatPlaces().data : context.dataDir;
    return people::TokenStore::open(folder / "service-tokens.json", clock);
}

Status issueToken(Context& context, const TokenOptions& options)
{
    const SystemClock clock;
    LOCUS_TRY_VALUE(roles, rolesFrom(options.roles));
    LOCUS_TRY_VALUE(tokens, openTokens(context, clock));
    LOCUS_TRY_VALUE(token, tokens.issue(options.name, std::move(roles)));
    context.out << token << '\n';
    context.err << "locusctl: keep it in a 0600 file; it cannot be shown again\n";
    return {};
}

Status revokeToken(Context& context, const TokenOptions& options)
{
    const SystemClock clock;
    LOCUS_TRY_VALUE(tokens, openTokens(context, clock));
    return tokens.revoke(options.name);
}

Status listTokens(Context& context)
{
    const SystemClock clock;
    LOCUS_TRY_VALUE(tokens, openTokens(context, clock));
    for (const people::ServiceToken& token : tokens.tokens()) {
        context.out << token.name << "  ";
        for (const people::Role role : token.roles) {
            context.out << toString(role) << ' ';
        }
        context.out << " issued " << toRfc3339(token.issuedAt)
                    << (token.revokedAt ? "  revoked " + toRfc3339(*token.revokedAt)
                                        : std::string())
                    << '\n';
    }
    return {};
}

} // namespace

void addPeopleVerbs(CLI::App& app, Context& context)
{
    CLI::App* people = app.add_subcommand(
        "people", "Accounts of a core, and service tokens of one on this machine");
    people->require_subcommand(1);
    addAccountVerbs(*people, context);
    addRightsVerbs(*people, context);
    addTeamsVerbs(*people, context);
    auto options = std::make_shared<TokenOptions>();
    const auto withName = [&](CLI::App* verb) {
        verb->add_option("NAME", options->name, "Name that the token signs in")->required();
        verb->add_option("--data-dir", context.dataDir,
            "Data folder of the core; default: this seat's own core");
    };

    CLI::App* issue = people->add_subcommand(
        "issue-token", "Issue a token for a service account and print it once");
    withName(issue);
    issue->add_option("--roles", options->roles, "clinician,coordinator,operator,auditor,admin")
        ->required();
    issue->callback([options, &context] {
        context.task = [options](Context& given) { return issueToken(given, *options); };
    });

    CLI::App* revoke = people->add_subcommand("revoke-token", "Revoke a token; its sessions end");
    withName(revoke);
    revoke->callback([options, &context] {
        context.task = [options](Context& given) { return revokeToken(given, *options); };
    });

    CLI::App* list = people->add_subcommand("tokens", "List the tokens, without their secrets");
    list->add_option(
        "--data-dir", context.dataDir, "Data folder of the core; default: this seat's own core");
    list->callback([&context] { context.task = listTokens; });
}

} // namespace locus::cli
