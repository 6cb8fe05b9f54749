// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation_ports.h"
#include "core/genetics/input_item.h"
#include "core/genetics/reference.h"
#include "core/genetics/sequence_locator.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// What one item comes to before an engine sees it: exactly one row each, later. Either `refused` is
// set, or a variant, or a query, or both of the latter.
struct ResolvedInput
{
    std::optional<Variant> variant; // normalised where covered, else as stated
    bool covered = false; // the local reference holds it
    std::optional<ServiceQuery> query; // what a service would be asked
    std::optional<NotAnnotated> refused; // final: no engine is asked
    std::optional<NotAnnotated> notLocal; // why the local engine cannot answer
    std::vector<std::string> notes;
};

// One entry a variant that the item names (an ALT, a difference of a sequence), at least one. REF
// is checked against the reference wherever that is covered. REQUIRES: reference and locator belong
// together. Any thread.
class InputResolver
{
public:
    InputResolver(const Reference& reference, const SequenceLocator& locator, std::string assembly);

    [[nodiscard]] std::vector<ResolvedInput> resolve(
        const InputItem& item, const CancelCheck& cancelled = {}) const;

private:
    [[nodiscard]] std::vector<ResolvedInput> resolveVcf(const InputItem& item) const;
    [[nodiscard]] std::vector<ResolvedInput> resolveRegion(const InputItem& item) const;
    [[nodiscard]] ResolvedInput resolveSpdi(const InputItem& item) const;
    [[nodiscard]] ResolvedInput resolveHgvs(const InputItem& item) const;
    [[nodiscard]] std::vector<ResolvedInput> resolveSequence(
        const InputItem& item, const CancelCheck& cancelled) const;
    // A stated place and its letters: checked and normalised, or why not.
    [[nodiscard]] ResolvedInput resolveChange(const std::string& contigName, std::int64_t position,
        std::string ref, std::string alt) const;
    [[nodiscard]] std::optional<Variant> onContig(const std::string& name) const;

    const Reference& m_reference;
    const SequenceLocator& m_locator;
    std::string m_assembly;
};

} // namespace locus::genetics
