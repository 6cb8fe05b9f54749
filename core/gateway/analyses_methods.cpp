// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/gateway/uploads.h"
#include "core/protocol/analyses_messages.h"
#include "core/protocol/filter_text.h"

#include <algorithm>

namespace locus::gateway {

namespace {

// A list whose rows do not fit one frame is read again with half as many: the reader alone knows
// the key of a row.
Result<Bytes> fittingPage(analyses::AnalysesReader& reader, analyses::Query query, std::size_t cap)
{
    for (;;) {
        LOCUS_TRY_VALUE(page, reader.list(query));
        Bytes json = protocol::AnalysesPage { std::move(page) }.toJson();
        if (json.size() <= cap || query.limit == 1) {
            return json;
        }
        query.limit /= 2;
    }
}

Bytes fittingRows(analyses::RowPage page, std::size_t cap)
{
    Bytes json = protocol::AnalysisRows { page }.toJson();
    while (json.size() > cap && page.rows.size() > 1) {
        page.rows.resize(page.rows.size() / 2);
        json = protocol::AnalysisRows { page }.toJson();
    }
    if (json.size() > cap && !page.rows.empty()) {
        page.rows.front().rawReply.clear();
        json = protocol::AnalysisRows { page }.toJson();
    }
    return json;
}

// Cut at a character, so that the frame holds; inputBytes tells how much there is.
Bytes fittingDetail(analyses::Detail detail, std::size_t cap)
{
    protocol::AnalysisDetail answer { std::move(detail), 0 };
    std::string& text = answer.detail.inputText;
    answer.inputBytes = static_cast<std::int64_t>(text.size());
    Bytes json = answer.toJson();
    while (json.size() > cap && !text.empty()) {
        std::size_t keep = text.size() / 2;
        while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xC0U) == 0x80U) {
            --keep;
        }
        text.resize(keep);
        json = answer.toJson();
    }
    return json;
}

void addReads(RpcTable& table, ReaderThread& reader, std::size_t cap)
{
    table.add(protocol::AnalysesList::method,
        decoding<protocol::AnalysesList>(
            [&reader, cap](const Call& call, protocol::AnalysesList message, const Reply& reply) {
                auto query = protocol::applyAnalysesFilter(
                    message.filter, call.principal.user, std::move(message.query));
                if (!query.ok()) {
                    reply(std::move(query).error());
                    return;
                }
                readAndReply(
                    reader,
                    [query = std::move(*query), cap](ReadPorts& ports) -> Result<Bytes> {
                        return fittingPage(*ports.analyses, query, cap);
                    },
                    reply);
            }));
    table.add(protocol::AnalysesGet::method,
        decoding<protocol::AnalysesGet>(
            [&reader, cap](const Call&, protocol::AnalysesGet message, const Reply& reply) {
                readAndReply(
                    reader,
                    [id = message.analysisId, cap](ReadPorts& ports) -> Result<Bytes> {
                        LOCUS_TRY_VALUE(detail, ports.analyses->get(id));
                        return fittingDetail(std::move(detail), cap);
                    },
                    reply);
            }));
    table.add(protocol::AnalysesRows::method,
        decoding<protocol::AnalysesRows>([&reader, cap](const Call&, protocol::AnalysesRows message,
                                             const Reply& reply) {
            readAndReply(
                reader,
                [message, cap](ReadPorts& ports) -> Result<Bytes> {
                    LOCUS_TRY_VALUE(page,
                        ports.analyses->rows(message.analysisId, message.firstRow, message.limit));
                    return fittingRows(std::move(page), cap);
                },
                reply);
        }));
}

void submit(const Call& call, protocol::AnalysesSubmit message, CommandSender& commands,
    Uploads& uploads, const Reply& reply)
{
    const auto uploadId = message.uploadId;
    if (uploadId) {
        auto content = uploads.content(call.principal.user, *uploadId);
        if (!content.ok()) {
            reply(std::move(content).error());
            return;
        }
        message.text = std::move(*content);
        message.uploadId.reset();
    }
    commands.send(
        { message.commandId, call.method, message.toJson(), call.principal.user, {}, &call },
        [&uploads, uploadId, reply](const Result<Bytes>& answer) {
            // A retriable refusal leaves the upload for the next try.
            if (uploadId && (answer.ok() || !answer.error().isRetriable())) {
                uploads.release(*uploadId);
            }
            reply(answer);
        });
}

template <typename Message> Handler changing(CommandSender& commands)
{
    return decoding<Message>([&commands](const Call& call, Message message, const Reply& reply) {
        commands.send({ message.commandId, call.method, message.toJson(), call.principal.user,
                          message.expectedVersion, &call },
            reply);
    });
}

} // namespace

void addAnalysesMethods(RpcTable& table, ReaderThread& reader, CommandSender& commands,
    Uploads& uploads, const GatewayOptions& options)
{
    addReads(table, reader, options.limits.frameBytesOut - frameMargin);
    table.add(protocol::AnalysesSubmit::method,
        decoding<protocol::AnalysesSubmit>(
            [&commands, &uploads](
                const Call& call, protocol::AnalysesSubmit message, const Reply& reply) {
                submit(call, std::move(message), commands, uploads, reply);
            }));
    table.add(protocol::AnalysesCancel::method, changing<protocol::AnalysesCancel>(commands));
    table.add(protocol::AnalysesRetry::method, changing<protocol::AnalysesRetry>(commands));
    table.add(protocol::AnalysesAssignPatient::method,
        changing<protocol::AnalysesAssignPatient>(commands));
}

} // namespace locus::gateway
