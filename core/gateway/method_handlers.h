// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/reader_thread.h"
#include "core/gateway/rpc_table.h"

#include <utility>

namespace locus::gateway {

// The frame around an answer: {"jsonrpc":"2.0","id":<at most 128 octets>,"result":}.
inline constexpr std::size_t frameMargin = 1024;

// Decodes the parameters and acts; a message that cannot be read is answered with why.
template <typename Message, typename Act> Handler decoding(Act act)
{
    return [act = std::move(act)](const Call& call, const Reply& reply) {
        auto message = Message::fromJson(call.params);
        if (message.ok()) {
            act(call, std::move(*message), reply);
        } else {
            reply(std::move(message).error());
        }
    };
}

// Asks on the reader thread; an error there or a full queue becomes the answer.
template <typename Read> void readAndReply(ReaderThread& reader, Read read, const Reply& reply)
{
    Status asked =
        reader.ask(std::move(read), [reply](Result<Bytes> answer) { reply(std::move(answer)); });
    if (!asked.ok()) {
        reply(std::move(asked).error());
    }
}

} // namespace locus::gateway
