// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/bus_reads.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/gateway/uploads.h"
#include "core/protocol/redrive_messages.h"

namespace locus::gateway {

namespace {

constexpr int previewLetters = 20; // of a dry run
constexpr std::string_view startRun = "deadLetters.startRun"; // the loop's own command

using dead_letters::InboxReader;

template <typename Read> auto withInbox(Read read)
{
    return [read = std::move(read)](ReadPorts& ports) -> Result<Bytes> {
        if (!ports.inbox) {
            return notFound("gateway.no_dead_letters", "this core keeps no dead letters");
        }
        return read(*ports.inbox);
    };
}

template <typename Message, typename Read> Handler readingInbox(ReaderThread& reader, Read read)
{
    return decoding<Message>([&reader, read](const Call&, Message message, const Reply& reply) {
        readAndReply(reader,
            withInbox([read, message = std::move(message)](
                          InboxReader& inbox) -> Result<Bytes> { return read(inbox, message); }),
            reply);
    });
}

// A page that does not fit one frame is read again with half as many.
Result<Bytes> fittingPage(InboxReader& reader, dead_letters::LetterQuery query, std::size_t cap)
{
    for (;;) {
        LOCUS_TRY_VALUE(page, reader.list(query));
        Bytes json = protocol::DeadLettersPage { std::move(page) }.toJson();
        if (json.size() <= cap || query.limit == 1) {
            return json;
        }
        query.limit /= 2;
    }
}

// A value is cut to what base64 and the rest of the frame leave room for.
Bytes fittingContent(dead_letters::LetterContent content, std::size_t cap)
{
    protocol::DeadLetterContent answer { std::move(content), 0, 0 };
    const auto cut = [](std::optional<Bytes>& value, std::size_t most) -> std::int64_t {
        const std::size_t whole = value ? value->size() : 0;
        if (whole > most) {
            value->resize(most);
        }
        return static_cast<std::int64_t>(whole);
    };
    answer.valueBytes = cut(answer.content.value, SIZE_MAX);
    answer.editedBytes = cut(answer.content.edited, SIZE_MAX);
    Bytes json = answer.toJson();
    for (std::size_t most = cap / 4; json.size() > cap && most > 0; most /= 2) {
        cut(answer.content.value, most);
        cut(answer.content.edited, most);
        json = answer.toJson();
    }
    return json;
}

void addReads(RpcTable& table, ReaderThread& reader, std::size_t cap)
{
    table.add(protocol::DeadLettersList::method,
        readingInbox<protocol::DeadLettersList>(
            reader, [cap](InboxReader& inbox, const protocol::DeadLettersList& message) {
                return fittingPage(inbox, message.query, cap);
            }));
    table.add(protocol::DeadLettersGet::method,
        readingInbox<protocol::DeadLettersGet>(reader,
            [](InboxReader& inbox, const protocol::DeadLettersGet& message) -> Result<Bytes> {
                LOCUS_TRY_VALUE(detail, inbox.get(message.deadLetterId));
                return protocol::DeadLetterDetail { std::move(detail) }.toJson();
            }));
    table.add(protocol::DeadLettersStats::method,
        readingInbox<protocol::DeadLettersStats>(reader,
            [](InboxReader& inbox, const protocol::DeadLettersStats& message) -> Result<Bytes> {
                LOCUS_TRY_VALUE(stats, inbox.stats(message.filter));
                return protocol::DeadLettersCounted { std::move(stats) }.toJson();
            }));
    table.add(protocol::DeadLettersRuns::method,
        readingInbox<protocol::DeadLettersRuns>(reader,
            [](InboxReader& inbox, const protocol::DeadLettersRuns& message) -> Result<Bytes> {
                LOCUS_TRY_VALUE(page, inbox.runs(message.limit, message.after));
                return protocol::RedriveRunsPage { std::move(page) }.toJson();
            }));
    table.add(protocol::DeadLettersRun::method,
        readingInbox<protocol::DeadLettersRun>(reader,
            [](InboxReader& inbox, const protocol::DeadLettersRun& message) -> Result<Bytes> {
                LOCUS_TRY_VALUE(detail, inbox.run(message.runId, message.after, message.limit));
                return protocol::RedriveRunDetail { std::move(detail) }.toJson();
            }));
}

void plan(const protocol::DeadLettersRedrive& message, BusReads& busReads, const Reply& reply)
{
    busReads.ask(withInbox([order = message.order](InboxReader& inbox) -> Result<Bytes> {
        LOCUS_TRY_VALUE(found, inbox.plan(order.selection, order.topic, previewLetters));
        return protocol::RedriveAnswer { {}, {}, std::move(found) }.toJson();
    }),
        reply);
}

// The loop's answer under the name that tells what it is about.
Reply named(const char* name, const Reply& reply)
{
    return [name, reply](Result<Bytes> answer) {
        reply(answer.ok() ? Result<Bytes>(R"({")" + std::string(name) + R"(":)" + *answer + "}")
                          : std::move(answer));
    };
}

void redrive(const Call& call, const protocol::DeadLettersRedrive& message, CommandSender& commands,
    const Reply& reply)
{
    if (message.isOne && message.order.topic.empty()) {
        commands.send({ message.commandId, call.method,
                          protocol::DeadLettersGet { message.order.selection.ids.front() }.toJson(),
                          call.principal.user, {}, &call },
            named("letter", reply));
        return;
    }
    commands.send({ message.commandId, std::string(startRun), message.order.toJson(),
                      call.principal.user, {}, &call },
        named("run", reply));
}

void edit(const Call& call, protocol::DeadLettersEdit message, CommandSender& commands,
    Uploads& uploads, const Reply& reply)
{
    const auto uploadId = message.uploadId;
    if (uploadId) {
        auto content = uploads.content(call.principal.user, *uploadId);
        if (!content.ok()) {
            reply(std::move(content).error());
            return;
        }
        message.value = std::move(*content);
        message.uploadId.reset();
    }
    commands.send(
        { message.commandId, call.method, message.toJson(), call.principal.user, {}, &call },
        [&uploads, uploadId, reply](const Result<Bytes>& answer) {
            if (uploadId && (answer.ok() || !answer.error().isRetriable())) {
                uploads.release(*uploadId);
            }
            reply(answer);
        });
}

// First it is written down who saw it, then it is shown.
void reveal(const Call& call, const protocol::DeadLettersReveal& message, ReaderThread& reader,
    CommandSender& commands, std::size_t cap, const Reply& reply)
{
    commands.send(
        { message.commandId, call.method, message.toJson(), call.principal.user, {}, &call },
        [&reader, cap, id = message.deadLetterId, reply](Result<Bytes> noted) {
            if (!noted.ok()) {
                reply(std::move(noted));
                return;
            }
            readAndReply(reader, withInbox([id, cap](InboxReader& inbox) -> Result<Bytes> {
                LOCUS_TRY_VALUE(content, inbox.content(id));
                return fittingContent(std::move(content), cap);
            }),
                reply);
        });
}

template <typename Message> void addRunCommand(RpcTable& table, CommandSender& commands)
{
    table.add(Message::method,
        decoding<Message>([&commands](const Call& call, const auto& message, const Reply& reply) {
            commands.send({ message.commandId, call.method, message.toJson(), call.principal.user,
                              {}, &call },
                reply);
        }));
}

} // namespace

void addDeadLettersMethods(RpcTable& table, ReaderThread& reader, BusReads& busReads,
    CommandSender& commands, Uploads& uploads, const GatewayOptions& options)
{
    const std::size_t cap = options.limits.frameBytesOut - frameMargin;
    addReads(table, reader, cap);
    table.add(protocol::DeadLettersRedrive::method,
        decoding<protocol::DeadLettersRedrive>(
            [&busReads, &commands](
                const Call& call, const protocol::DeadLettersRedrive& message, const Reply& reply) {
                message.dryRun ? plan(message, busReads, reply)
                               : redrive(call, message, commands, reply);
            }));
    table.add(protocol::DeadLettersEdit::method,
        decoding<protocol::DeadLettersEdit>(
            [&commands, &uploads](const Call& call, protocol::DeadLettersEdit message,
                const Reply& reply) { edit(call, std::move(message), commands, uploads, reply); }));
    table.add(protocol::DeadLettersReveal::method,
        decoding<protocol::DeadLettersReveal>(
            [&reader, &commands, cap](const Call& call, const protocol::DeadLettersReveal& message,
                const Reply& reply) { reveal(call, message, reader, commands, cap, reply); }));
    addRunCommand<protocol::DeadLettersDiscard>(table, commands);
    addRunCommand<protocol::DeadLettersPauseRun>(table, commands);
    addRunCommand<protocol::DeadLettersResumeRun>(table, commands);
    addRunCommand<protocol::DeadLettersCancelRun>(table, commands);
}

} // namespace locus::gateway
