// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/service/options.h"

#include <functional>
#include <iosfwd>
#include <memory>

namespace locus::service {

// A running core: everything that locusd is, from the lock on its data to the last socket. Thread
// contract: made, stopped and destroyed on a thread with a Qt event loop.
class CoreService
{
public:
    // The core cannot go on: it has to be stopped. On the thread that made it.
    using Failed = std::function<void(const Error&)>;
    using Unwanted = std::function<bool()>; // nobody waits for the start any longer; any thread

    // Errors: conflict "lock.held" naming the process that has the data; refused
    // "bus.topics_missing"; those of the store, the bus, the reference and the gateway; of a
    // damaged or lost file with the command that restores it. Nothing runs after an error.
    static Result<std::unique_ptr<CoreService>> start(
        const Options& options, Failed failed, const Unwanted& unwanted);
    ~CoreService(); // stops
    CoreService(const CoreService&) = delete;
    CoreService& operator=(const CoreService&) = delete;

    // Takes nobody new, finishes what is there, publishes what it can within a second, closes.
    // Under two seconds.
    void stop();

private:
    struct Parts;
    explicit CoreService(std::unique_ptr<Parts> parts);
    static Result<std::unique_ptr<CoreService>> build(
        const Options& options, Failed failed, const Unwanted& unwanted);

    std::unique_ptr<Parts> m_parts;
};

// For many sockets, where the system has more than Qt uses of it. Call before the QCoreApplication
// is made.
void prepareEventLoop();

// Runs until a stop signal or a fatal error; the exit code of locusd. REQUIRES: a QCoreApplication
// of this thread.
int runCore(const Options& given);

// locusd --check: validates, explains every member, and with Kafka walks the way to the cluster.
// The exit code.
int checkAndExplain(const Options& options, std::ostream& out, std::ostream& err);

} // namespace locus::service
