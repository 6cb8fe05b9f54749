// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/role.h"

namespace locus::pipeline {

namespace {

Error notMine(std::string_view role, std::string_view what)
{
    return fatal("pipeline.wrong_role",
        "the role " + std::string(role) + " was given a " + std::string(what)
            + " that it does not handle");
}

} // namespace

Status Role::onBatch(std::span<const Incoming> batch, Effects& effects)
{
    for (const Incoming& incoming : batch) {
        LOCUS_TRY(onEvent(incoming, effects));
    }
    return {};
}

bool Role::begins(const Incoming& /*incoming*/) const
{
    return false;
}

bool Role::owns(const events::Envelope& /*report*/) const
{
    return false;
}

Status Role::onReport(events::Envelope& /*report*/, std::string_view /*logicalTopic*/,
    const Payload& /*payload*/, Effects& /*effects*/)
{
    return notMine(name(), "report");
}

bool Role::handles(std::string_view /*command*/) const
{
    return false;
}

Answer Role::onCommand(const Command& /*command*/, Effects& /*effects*/)
{
    return notMine(name(), "command");
}

Result<std::optional<Measured>> Role::measured(
    const Command& /*command*/, store::Store& /*store*/) const
{
    return std::optional<Measured>();
}

bool Role::ownsJob(std::string_view /*kind*/) const
{
    return false;
}

Status Role::onJobDone(const JobOutcome& /*outcome*/, Effects& /*effects*/)
{
    return notMine(name(), "job");
}

Status Role::onTimer(const store::Timer& /*timer*/, Effects& /*effects*/)
{
    return notMine(name(), "timer");
}

} // namespace locus::pipeline
