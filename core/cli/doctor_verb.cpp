// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/places.h"
#include "core/cli/context.h"
#include "core/cli/session.h"
#include "core/genetics/reference.h"
#include "core/protocol/system_messages.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

// Says how one thing is; what is wrong comes with the next step.
class Findings
{
public:
    explicit Findings(std::ostream& out)
        : m_out(out)
    { }

    void say(const std::string& what, bool well, const std::string& detail)
    {
        m_out << (well ? "ok    " : "WRONG ") << what << ": " << detail << '\n';
        m_wrong += well ? 0 : 1;
    }
    void say(const std::string& what, const Error& error) { say(what, false, error.message); }
    [[nodiscard]] int wrong() const { return m_wrong; }

private:
    std::ostream& m_out;
    int m_wrong = 0;
};

void checkSeat(Findings& findings)
{
    findings.say("program", true,
        std::string("locus ") + LOCUS_VERSION + " at " + executablePath().string());
    std::error_code failure;
    const auto space = std::filesystem::space(seatPlaces().data.root_path(), failure);
    constexpr std::uintmax_t enough = 1ULL << 30U;
    findings.say("disk", !failure && space.available >= enough,
        std::to_string(space.available >> 20U)
            + " MiB free where data are kept; at least 1,024 are wanted");
    const auto reference = genetics::openReferenceBundle(resourceFolder() / "reference");
    if (!reference.ok()) {
        findings.say("reference", reference.error());
        return;
    }
    for (const genetics::CoveredInterval& interval : (*reference)->intervals()) {
        findings.say("reference", true,
            interval.assembly + " " + interval.contig + ":" + std::to_string(interval.range.start)
                + "-" + std::to_string(interval.range.end) + ", " + interval.release);
    }
}

void checkCore(Findings& findings, const Context& context)
{
    auto session = Session::open(context);
    if (!session.ok()) {
        findings.say("core", session.error());
        return;
    }
    const auto& opened = (*session)->opened();
    findings.say("core", true, "version " + opened.serverVersion + ", signed in as " + opened.user);
    const auto health = (*session)->call(protocol::SystemHealth());
    if (!health.ok()) {
        findings.say("health", health.error());
        return;
    }
    for (const protocol::HealthCheck& check : health->checks) {
        // A service elsewhere may be away; data that cannot be read or saved may not, nor may the
        // clock be wrong.
        const bool well = check.status == "up"
            || (check.status == "degraded" && check.name != protocol::integrityCheck
                && check.name != protocol::backupCheck && check.name != "clock");
        const std::string by = check.by.empty() ? "" : ", asked for by " + check.by;
        findings.say(check.name, well, check.status + ": " + check.detail + by);
    }
}

Status doctor(Context& context)
{
    Findings findings(context.out);
    checkSeat(findings);
    checkCore(findings, context);
    if (findings.wrong() > 0) {
        return refused("doctor.wrong",
            std::to_string(findings.wrong()) + " things are wrong; each line above says which");
    }
    return {};
}

} // namespace

void addDoctorVerb(CLI::App& app, Context& context)
{
    CLI::App* verb = app.add_subcommand(
        "doctor", "Check this seat and its core, and say what is wrong and what to do");
    addConnectionOptions(*verb, context);
    verb->callback([&context] { context.task = doctor; });
}

} // namespace locus::cli
