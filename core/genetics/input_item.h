// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/reason.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locus::genetics {

// What a piece of a submission was recognised as.
enum class InputKind : std::uint8_t
{
    Unknown,
    Sequence, // bare letters
    Fasta, // one record
    Vcf, // one data line
    EnsemblDefault, // "1 156114921 156114920 -/A 1"
    Identifier, // "rs699", COSV..., CM...
    Spdi,
    Hgvs,
    Region // "21:25585733-25585733:1/T"
};
// The kind of that name; nothing for any other text, "unknown" included.
std::optional<InputKind> inputKindFrom(std::string_view text);
std::string_view toString(InputKind kind); // "sequence" "fasta" "vcf" "ensembl" "id" ...

// Why something is not taken: one sentence that says where, what is wrong and what is allowed.
struct InputRejection
{
    std::string code; // "empty", "not_utf8", "wrong_alphabet", "hgvs.syntax", ...
    std::string reason;
    std::int64_t position = 0; // 1-based character of the item's text; 0 where none applies
    Reason why {}; // from which the reason was made
};

// One thing to annotate, or one thing that cannot be. Every line of a submission that is neither
// blank nor a header belongs to exactly one item.
struct InputItem
{
    std::int64_t line = 0; // 1-based, where it begins
    std::int64_t record = 0; // 1-based number among FASTA or VCF records; 0 for others
    InputKind kind = InputKind::Unknown;
    std::string name; // FASTA header, VCF id
    std::string text; // as sent; a rejected overlong line is cut and its reason says so
    std::optional<InputRejection> rejection {};

    [[nodiscard]] bool accepted() const { return !rejection; }
};

InputRejection rejection(std::string code, Reason why, std::int64_t position = 0);

} // namespace locus::genetics
