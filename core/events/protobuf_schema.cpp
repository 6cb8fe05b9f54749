// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/schema_set.h"

#include <google/protobuf/compiler/parser.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/util/json_util.h>

#include <limits>

namespace locus::events {

namespace {

namespace pb = google::protobuf;

// What is wrong is an answer of ours; older libraries write it to standard error, too.
#if GOOGLE_PROTOBUF_VERSION < 4022000
using Quiet = pb::LogSilencer;
#else
struct Quiet
{
    Quiet() { } // NOLINT(modernize-use-equals-default): no unused variable
};
#endif

class FirstError final : public pb::io::ErrorCollector, public pb::DescriptorPool::ErrorCollector
{
public:
#if GOOGLE_PROTOBUF_VERSION >= 4022000
    using Text = absl::string_view;
    void RecordError(int line, pb::io::ColumnNumber, Text message) override
#else
    using Text = const std::string&;
    void AddError(int line, pb::io::ColumnNumber, Text message) override
#endif
    {
        keep("line " + std::to_string(line + 1) + ": " + std::string(message));
    }
#if GOOGLE_PROTOBUF_VERSION >= 4022000
    void RecordError(Text, Text element, const pb::Message*, ErrorLocation, Text message) override
#else
    void AddError(Text, Text element, const pb::Message*, ErrorLocation, Text message) override
#endif
    {
        keep(std::string(element) + ": " + std::string(message));
    }

    [[nodiscard]] const std::string& text() const
    {
        return m_text;
    }

private:
    void keep(std::string text)
    {
        if (m_text.empty()) {
            m_text = std::move(text);
        }
    }
    std::string m_text;
};

class ProtobufSchema final : public PayloadSchema
{
public:
    ProtobufSchema()
        : m_pool(pb::DescriptorPool::generated_pool())
        , m_factory(&m_pool)
    { }

    Status read(BytesView text)
    {
        FirstError error;
        const Quiet quiet;
        pb::io::ArrayInputStream input(text.data(), static_cast<int>(text.size()));
        pb::io::Tokenizer tokenizer(&input, &error);
        pb::compiler::Parser parser;
        parser.RecordErrorsTo(&error);
        pb::FileDescriptorProto file;
        file.set_name("schema.proto");
        if (parser.Parse(&tokenizer, &file)) {
            m_file = m_pool.BuildFileCollectingErrors(file, &error);
        }
        return m_file ? Status() : Status(invalid("schemas.unreadable", error.text()));
    }

    [[nodiscard]] std::string_view format() const override { return "PROTOBUF"; }
    [[nodiscard]] std::optional<DecodedPayload> decode(
        BytesView payload, const std::vector<std::int64_t>& messageIndexes) const override
    {
        const pb::Descriptor* const type = typeOf(messageIndexes);
        if (!type || payload.size() > std::numeric_limits<int>::max()) {
            return std::nullopt;
        }
        const Quiet quiet;
        const std::unique_ptr<pb::Message> message(m_factory.GetPrototype(type)->New());
        if (!message->ParseFromArray(payload.data(), static_cast<int>(payload.size()))
            || !message->GetReflection()->GetUnknownFields(*message).empty()) {
            return std::nullopt;
        }
        pb::util::JsonPrintOptions options;
        options.preserve_proto_field_names = true;
        std::string json;
        if (!pb::util::MessageToJsonString(*message, &json, options).ok()) {
            return std::nullopt;
        }
        return DecodedPayload { {}, type->full_name(), std::move(json) };
    }

private:
    [[nodiscard]] const pb::Descriptor* typeOf(const std::vector<std::int64_t>& indexes) const
    {
        const pb::Descriptor* out = nullptr;
        for (const std::int64_t index : indexes) {
            const int count = out ? out->nested_type_count() : m_file->message_type_count();
            if (index < 0 || index >= count) {
                return nullptr;
            }
            const auto at = static_cast<int>(index);
            out = out ? out->nested_type(at) : m_file->message_type(at);
        }
        return out;
    }

    pb::DescriptorPool m_pool;
    mutable pb::DynamicMessageFactory m_factory; // guards its cache itself
    const pb::FileDescriptor* m_file = nullptr;
};

} // namespace

Result<std::unique_ptr<PayloadSchema>> readProtobufSchema(BytesView text)
{
    auto out = std::make_unique<ProtobufSchema>();
    LOCUS_TRY(out->read(text));
    return std::unique_ptr<PayloadSchema>(std::move(out));
}

} // namespace locus::events
