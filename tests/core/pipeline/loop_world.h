// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/effects.h"
#include "core/pipeline/failure_class.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/role_tester.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <stdexcept>

namespace locus::test {

// Does what the data of an event says: "good", "throw", "bad" (until repaired), "flaky", "begin"
// the stream of its aggregate, "awaits X" the stream Test/X.
class ObedientRole final : public pipeline::Role
{
public:
    std::vector<std::string> taken;
    int failures = 0; // left for "flaky"
    bool repaired = false;

    [[nodiscard]] std::string_view name() const override { return "obedient"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == "Test.Asked";
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const Bytes& data = incoming.event.data;
        effects.changed("tests", "put", incoming.event.id);
        if (data == "\"throw\"") {
            throw std::runtime_error("simulated");
        }
        if (data == "\"throw 7\"") {
            throw 7;
        }
        if (data == "\"bad\"" && !repaired) {
            return poison("test.bad", "simulated");
        }
        if (data == "\"flaky\"" && failures-- > 0) {
            return retriable("test.not_now", "simulated");
        }
        if (data.starts_with("\"awaits ")) {
            const std::string stream = "Test/" + data.substr(8, data.size() - 9);
            LOCUS_TRY_VALUE(version, effects.store().events.versionOf(stream));
            if (version == 0) {
                return pipeline::awaiting("test.not_yet_known", "simulated", stream);
            }
        }
        if (data == "\"begin\"") {
            LOCUS_TRY(effects.keepForeign(incoming, 1));
        }
        taken.push_back(incoming.event.id);
        return {};
    }
    [[nodiscard]] bool begins(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.data == "\"begin\"";
    }
    [[nodiscard]] bool handles(std::string_view command) const override
    {
        return command == "test.do";
    }
    pipeline::Answer onCommand(const pipeline::Command&, pipeline::Effects& effects) override
    {
        effects.changed("tests", "put", "command");
        return Bytes("{}");
    }
};

struct LoopParts
{
    FaultVfs vfs;
    ObedientRole role;
    std::set<std::pair<bus::TopicPartition, std::int64_t>> suspects;
    pipeline::RecordSource* records = nullptr;
};

// The obedient role on a store that can fail; the parts outlive the tester.
struct LoopWorld : LoopParts, RoleTester
{
    LoopWorld()
        : RoleTester(role, FaultVfs::name())
    {
        tune = [this](pipeline::LoopContext& context) {
            context.suspects = suspects;
            context.records = records;
        };
    }
    void send(const std::string& id, const std::string& aggregate, const std::string& what,
        std::int32_t partition = 0)
    {
        RoleTester::send(
            EventBuilder(id).of("Test", aggregate).at(clock.now()).data('"' + what + '"'),
            partition);
    }
};

} // namespace locus::test
