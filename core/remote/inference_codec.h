// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Messages of the Open Inference Protocol, version 2, over HTTP.
namespace locus::remote {

struct ModelTensor
{
    std::string name;
    std::string datatype; // BOOL, (U)INT8..64, FP16..64, BYTES
};

struct ModelMetadata
{
    std::string name;
    std::vector<std::string> versions;
    std::vector<ModelTensor> inputs;
    std::vector<ModelTensor> outputs;
};

// Errors: poison "inference.bad_reply" naming what is missing.
Result<ModelMetadata> decodeModelMetadata(std::string_view body);

// One row's features as text, by input name.
using FeatureRow = std::map<std::string, std::string>;

// Named columns of shape [n], marked to be read as one data frame. REQUIRES: every row has every
// input. Errors: refused "inference.unsupported_datatype" (FP16, which has no JSON form, and
// unknown ones), invalid "inference.feature_type" where a text stands for a number.
Result<std::string> encodeInference(std::string_view id, std::span<const ModelTensor> inputs,
    std::span<const FeatureRow> rows, std::span<const std::string> outputs);

struct InferenceReply
{
    std::string model;
    std::string version;
    std::vector<std::optional<double>> values; // probability of the second class, one a row
    bool classesOnly = false;
};

// Takes `predict_proba` of shape [n,2], else `predict` of shape [n] or [n,1]; flat or nested data,
// BYTES as text or base64. Errors: poison "inference.bad_reply" naming the tensor, its shape and
// the one expected.
Result<InferenceReply> decodeInference(std::string_view body, std::size_t rows);

// {"error": text}, or {"code": c, "message": text} of the ModelMesh proxy; empty for anything else.
std::string inferenceErrorText(std::string_view body);

} // namespace locus::remote
