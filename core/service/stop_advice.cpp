// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/stop_advice.h"

namespace locus::service {

Error withAdvice(Error error)
{
    const std::string_view code = error.code;
    if (code == "bus.offset_out_of_range" || code == "bus.topic_recreated"
        || code == "pipeline.topic_recreated") {
        const std::string topic(error.fact("topic"));
        error.message += ". Nothing that was read before is lost. To go on, start once with "
                         "locusd --read-anew "
            + (topic.empty() ? "TOPIC" : topic)
            + " --start-from beginning (or end, or a time): an event that is read again is known "
              "by its id and not applied twice";
    } else if (code == "bus.other_cluster" || code == "pipeline.other_cluster") {
        error.message += ". Name the brokers of its own cluster again (--bootstrap), or give this "
                         "cluster a data folder of its own (--data-dir)";
    }
    return error;
}

} // namespace locus::service
