// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/inference_codec.h"

#include "core/base/text.h"
#include "core/remote/loose_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace locus::remote {

using nlohmann::json;

namespace {

Error badReply(const std::string& what)
{
    return poison("inference.bad_reply", "The model server's reply cannot be used: " + what);
}

enum class Family
{
    Text,
    Bool,
    Whole,
    Fraction,
};

std::optional<Family> familyOf(std::string_view datatype)
{
    static constexpr std::array<std::string_view, 8> kWhole { "INT8", "INT16", "INT32", "INT64",
        "UINT8", "UINT16", "UINT32", "UINT64" };
    if (datatype == "BYTES") {
        return Family::Text;
    }
    if (datatype == "BOOL") {
        return Family::Bool;
    }
    if (datatype == "FP32" || datatype == "FP64") {
        return Family::Fraction;
    }
    const bool whole = std::find(kWhole.begin(), kWhole.end(), datatype) != kWhole.end();
    return whole ? std::optional(Family::Whole) : std::nullopt;
}

std::optional<double> toDouble(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = !text.empty() && end == text.data() + text.size();
    return error == std::errc() && whole ? std::optional(value) : std::nullopt;
}

Result<json> cell(const ModelTensor& input, Family family, const std::string& text)
{
    const auto wrong = [&](const char* wanted) {
        return invalid("inference.feature_type",
            "Input " + input.name + " of the model takes " + wanted + " (" + input.datatype + ")");
    };
    switch (family) {
    case Family::Text: return json(text);
    case Family::Bool:
        if (text != "0" && text != "1") {
            return wrong("0 or 1");
        }
        return json(text == "1");
    case Family::Whole:
        if (const auto value = toInt(text)) {
            return json(*value);
        }
        return wrong("a whole number");
    case Family::Fraction:
        if (const auto value = toDouble(text)) {
            return json(*value);
        }
        return wrong("a number");
    }
    return wrong("another type");
}

Result<json> column(const ModelTensor& input, std::span<const FeatureRow> rows)
{
    const auto family = familyOf(input.datatype);
    if (!family) {
        return refused("inference.unsupported_datatype",
            "Input " + input.name + " of the model has datatype " + input.datatype
                + "; allowed: BYTES, BOOL, INT and UINT of 8 to 64 bits, FP32, FP64");
    }
    json data = json::array();
    for (const auto& row : rows) {
        LOCUS_TRY_VALUE(value, cell(input, *family, row.at(input.name)));
        data.push_back(std::move(value));
    }
    json tensor = { { "name", input.name }, { "shape", json::array({ rows.size() }) },
        { "datatype", input.datatype }, { "data", std::move(data) } };
    if (*family == Family::Text) {
        tensor["parameters"] = { { "content_type", "str" } };
    }
    return tensor;
}

void flatten(const json& data, std::vector<json>& into)
{
    if (!data.is_array()) {
        into.push_back(data);
        return;
    }
    for (const auto& part : data) {
        flatten(part, into);
    }
}

std::optional<std::string> fromBase64(std::string_view text)
{
    static constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text.substr(0, text.find('='))) {
        const auto digit = kLetters.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        bits = (bits << 6U) | static_cast<unsigned>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
        }
    }
    return out;
}

const json* findOutput(const json& reply, std::string_view name)
{
    for (const auto& output : loose::list(reply, "outputs")) {
        if (loose::text(output, "name") == name) {
            return &output;
        }
    }
    return nullptr;
}

std::vector<std::int64_t> shapeOf(const json& output)
{
    std::vector<std::int64_t> shape;
    for (const auto& size : loose::texts(output, "shape")) {
        shape.push_back(toInt(size).value_or(-1));
    }
    return shape;
}

bool isBase64(const json& reply, const json& output)
{
    const auto says = [](const json& level) {
        const auto* parameters = loose::member(level, "parameters");
        return parameters && loose::text(*parameters, "content_type") == "base64";
    };
    return says(output) || says(reply);
}

std::optional<double> valueOf(const json& item, bool base64)
{
    if (item.is_boolean()) {
        return item.get<bool>() ? 1.0 : 0.0;
    }
    if (!base64) {
        return loose::number(item);
    }
    const auto text = fromBase64(loose::text(item));
    return text ? toDouble(*text) : std::nullopt;
}

// Every `step`-th value of the tensor, the last of each group.
Result<std::vector<std::optional<double>>> lastOfEach(
    const json& reply, const json& output, std::size_t rows, std::size_t step)
{
    const std::string name = loose::text(output, "name");
    const auto shape = shapeOf(output);
    std::int64_t count = shape.empty() ? -1 : 1;
    for (const auto size : shape) {
        count *= size;
    }
    std::vector<json> data;
    if (const auto* raw = loose::member(output, "data")) {
        flatten(*raw, data);
    }
    const std::size_t wanted = rows * step;
    const bool fits = !shape.empty() && shape[0] == static_cast<std::int64_t>(rows)
        && count == static_cast<std::int64_t>(wanted) && data.size() == wanted;
    if (!fits) {
        return badReply("output " + name + " holds " + std::to_string(data.size())
            + " values in a shape of " + std::to_string(count) + ", expected "
            + std::to_string(wanted) + " for " + std::to_string(rows) + " rows");
    }
    const bool base64 = loose::text(output, "datatype") == "BYTES" && isBase64(reply, output);
    std::vector<std::optional<double>> values;
    for (std::size_t i = step - 1; i < data.size(); i += step) {
        values.push_back(valueOf(data[i], base64));
    }
    return values;
}

std::vector<ModelTensor> tensors(const json& metadata, const char* name)
{
    std::vector<ModelTensor> all;
    for (const auto& tensor : loose::list(metadata, name)) {
        all.push_back({ loose::text(tensor, "name"), loose::text(tensor, "datatype") });
    }
    return all;
}

} // namespace

Result<ModelMetadata> decodeModelMetadata(std::string_view body)
{
    const auto parsed = loose::parse(body);
    if (!parsed.ok() || !parsed->is_object()) {
        return badReply("the model's description is no JSON object");
    }
    ModelMetadata metadata;
    metadata.name = loose::text(*parsed, "name");
    metadata.versions = loose::texts(*parsed, "versions");
    metadata.inputs = tensors(*parsed, "inputs");
    metadata.outputs = tensors(*parsed, "outputs");
    if (metadata.inputs.empty()) {
        return badReply("the model's description names no inputs");
    }
    return metadata;
}

Result<std::string> encodeInference(std::string_view id, std::span<const ModelTensor> inputs,
    std::span<const FeatureRow> rows, std::span<const std::string> outputs)
{
    json request = { { "id", std::string(id) }, { "parameters", { { "content_type", "pd" } } },
        { "inputs", json::array() } };
    for (const auto& input : inputs) {
        LOCUS_TRY_VALUE(tensor, column(input, rows));
        request["inputs"].push_back(std::move(tensor));
    }
    for (const auto& name : outputs) {
        request["outputs"].push_back(json::object({ { "name", name } }));
    }
    return request.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<InferenceReply> decodeInference(std::string_view body, std::size_t rows)
{
    const auto parsed = loose::parse(body);
    if (!parsed.ok() || !parsed->is_object()) {
        return badReply("it is no JSON object");
    }
    InferenceReply reply;
    reply.model = loose::text(*parsed, "model_name");
    reply.version = loose::text(*parsed, "model_version");
    if (const auto* output = findOutput(*parsed, "predict_proba")) {
        LOCUS_TRY_VALUE(values, lastOfEach(*parsed, *output, rows, 2));
        reply.values = std::move(values);
        return reply;
    }
    const auto* output = findOutput(*parsed, "predict");
    if (!output) {
        return badReply("it has neither an output predict_proba nor an output predict");
    }
    LOCUS_TRY_VALUE(values, lastOfEach(*parsed, *output, rows, 1));
    reply.values = std::move(values);
    reply.classesOnly = familyOf(loose::text(*output, "datatype")) != Family::Fraction;
    return reply;
}

std::string inferenceErrorText(std::string_view body)
{
    const auto parsed = loose::parse(body);
    if (!parsed.ok()) {
        return {};
    }
    auto text = loose::text(*parsed, "error");
    return text.empty() ? loose::text(*parsed, "message") : text;
}

} // namespace locus::remote
