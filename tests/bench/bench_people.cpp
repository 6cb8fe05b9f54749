// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long a person waits for a sign-in with a password, alone and beside others, and what asking
// for a right costs each call.
#include "core/client/account_sign_in.h"
#include "core/people/permissions.h"
#include "core/protocol/people_messages.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/load_client.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <iostream>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr int runs = 5;
constexpr int alone = 20; // sign-ins, one after the other
constexpr int together = 8; // people at the same moment
constexpr int checks = 200'000;
constexpr const char* password = "correct horse battery";

double millisSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

template <typename Message>
Result<typename Message::Answer> call(client::CoreClient& client, const Message& message)
{
    QEventLoop loop;
    std::optional<Result<typename Message::Answer>> answer;
    client.call<Message>(message, &loop, [&](Result<typename Message::Answer> given) {
        answer = std::move(given);
        loop.quit();
    });
    if (!answer) {
        loop.exec();
    }
    return std::move(*answer);
}

// Signs all in at once; how long each waited.
Result<std::vector<double>> signIn(
    const client::Endpoint& endpoint, const std::vector<std::string>& users)
{
    QEventLoop loop;
    std::vector<double> waited;
    std::optional<Error> failure;
    std::vector<std::unique_ptr<client::AccountSignIn>> doors;
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& user : users) {
        doors.push_back(std::make_unique<client::AccountSignIn>());
        doors.back()->start(
            endpoint, { user, password, {} }, [&](const Result<protocol::SignedIn>& given) {
                waited.push_back(millisSince(start));
                if (!given.ok()) {
                    failure = given.error();
                }
                if (waited.size() == users.size()) {
                    loop.quit();
                }
            });
    }
    loop.exec();
    return failure ? Result<std::vector<double>>(*failure)
                   : Result<std::vector<double>>(std::move(waited));
}

Status addPeople(LoadClient& load, std::vector<std::string>& users)
{
    SystemClock clock;
    SystemRandom random;
    UuidSource ids(clock, random);
    LOCUS_TRY(call(load.client(), protocol::FirstAdmin { ids.next(), "root.admin", {}, password }));
    for (int n = 0; n < together; ++n) {
        protocol::AccountsCreate wish;
        wish.commandId = ids.next();
        wish.user = "person." + std::to_string(n);
        wish.password = password;
        wish.fields.roles = std::vector { people::Role::Clinician };
        LOCUS_TRY(call(load.client(), wish));
        users.push_back(wish.user);
    }
    return {};
}

Status oneRun(Report& report)
{
    test::CoreProcess core;
    LOCUS_TRY(core.start());
    LoadClient load(core);
    LOCUS_TRY(load.signIn());
    std::vector<std::string> users;
    LOCUS_TRY(addPeople(load, users));
    LOCUS_TRY_VALUE(endpoint, client::endpointOf(core.dataDir()));
    std::vector<double> waits;
    for (int n = 0; n < alone; ++n) {
        LOCUS_TRY_VALUE(
            waited, signIn(endpoint, { users[static_cast<std::size_t>(n % together)] }));
        waits.push_back(waited.front());
    }
    report.add("sign-in alone p50", "ms", percentile(waits, 0.5));
    report.add("sign-in alone p99", "ms", percentile(waits, 0.99));
    LOCUS_TRY_VALUE(crowd, signIn(endpoint, users));
    report.add("last of 8 at once", "ms", percentile(crowd, 1));
    return {};
}

void checkRights(Report& report)
{
    const people::Principal somebody { "a.osei", { people::Role::Clinician }, "t" };
    int permitted = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int n = 0; n < checks; ++n) {
        permitted += people::checkPermitted(somebody, "analyses.submit").ok() ? 1 : 0;
    }
    const double took = millisSince(start);
    report.add("permission check", "us", permitted == checks ? took * 1e3 / checks : -1);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    Report report("people", "password to session token through locusd on this machine's disk");
    for (int run = 0; run < runs; ++run) {
        if (const Status done = oneRun(report); !done.ok()) {
            std::cerr << "bench_people: " << done.error().message << '\n';
            return 1;
        }
        checkRights(report);
    }
    report.print();
    return 0;
}
