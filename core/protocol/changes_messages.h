// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

struct ChangesSubscribed
{
    std::uint64_t now = 0; // the last change's number when the subscription began

    [[nodiscard]] Bytes toJson() const;
    static Result<ChangesSubscribed> fromJson(BytesView text);
};

// Changes after `from`, in order of their numbers; several changes of one row may come as the
// last of them. Each name is a stream ("analyses") or one row of it ("analyses/<id>"; the row need
// not exist yet); nothing else comes, and nothing twice when names overlap. A second subscription
// of the same socket replaces the first; one that is refused changes nothing. Errors: invalid
// "changes.unknown_stream", "changes.empty_id", "changes.too_many_names" (more than 1,000);
// refused "people.not_permitted" (who may not list the stream, unless the row is
// the entry of the emergency access that is open in the own session). Those about one name have it
// as "stream".
struct ChangesSubscribe
{
    using Answer = ChangesSubscribed;
    static constexpr std::string_view method = "changes.subscribe";

    std::vector<std::string> streams;
    std::optional<std::uint64_t> from; // last number seen; absent: from now on

    [[nodiscard]] Bytes toJson() const;
    static Result<ChangesSubscribe> fromJson(BytesView text);
};

// Notification "change". `item` is the row as its list shows it (JSON), empty when it is gone.
struct Change
{
    static constexpr std::string_view method = "change";

    std::uint64_t seq = 0;
    std::string stream;
    std::string op; // "put" or "delete"
    std::string id;
    Bytes item;

    [[nodiscard]] Bytes toJson() const;
    static Result<Change> fromJson(BytesView text);
};

// Notification "changes.gap": changes in this range are no longer known one by one; list again.
struct ChangesGap
{
    static constexpr std::string_view method = "changes.gap";

    std::uint64_t from = 0;
    std::uint64_t to = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<ChangesGap> fromJson(BytesView text);
};

} // namespace locus::protocol
