// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus {

// What the caller can do about an error. Retry, parking, stopping and the answer to a person all
// follow from it.
enum class ErrorKind
{
    Retriable, // the same call may succeed later: broker away, disk busy, service overloaded
    Poison, // this input can never succeed, others can: undecodable, violates its schema
    Fatal, // going on would risk data: damaged store, wrong cluster
    Refused, // a rule forbids it; the message says why and what would be allowed
    NotFound,
    Conflict, // somebody changed it meanwhile
    Invalid, // malformed request; nothing was done
};

// Wire spelling of a kind ("retriable", "not_found", ...): stable, used in RPC errors and
// dead-letter headers.
std::string_view toString(ErrorKind kind);

// A failure as a value. `message` is one English sentence for logs and command lines and never
// holds payload text; the console words it anew from `code` and `context`.
struct Error
{
    std::string code; // stable, dotted, lower case: "store.disk_full", "genetics.ref_mismatch"
    ErrorKind kind = ErrorKind::Invalid;
    std::string message;
    std::vector<std::pair<std::string, std::string>> context {}; // field, allowed, position, ...

    [[nodiscard]] bool isRetriable() const { return kind == ErrorKind::Retriable; }
    // Value of a context entry, or an empty view.
    [[nodiscard]] std::string_view fact(std::string_view name) const;
    Error&& with(std::string name, std::string value) &&;
};

// Shorthands that keep call sites on one line.
Error invalid(std::string code, std::string message);
Error refused(std::string code, std::string message);
Error notFound(std::string code, std::string message);
Error conflict(std::string code, std::string message);
Error retriable(std::string code, std::string message);
Error poison(std::string code, std::string message);
Error fatal(std::string code, std::string message);

} // namespace locus
