// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace locus {

std::string_view toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Retriable: return "retriable";
    case ErrorKind::Poison: return "poison";
    case ErrorKind::Fatal: return "fatal";
    case ErrorKind::Refused: return "refused";
    case ErrorKind::NotFound: return "not_found";
    case ErrorKind::Conflict: return "conflict";
    case ErrorKind::Invalid: return "invalid";
    }
    return "invalid";
}

std::string_view Error::fact(std::string_view name) const
{
    for (const auto& [key, value] : context) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

Error&& Error::with(std::string name, std::string value) &&
{
    context.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

namespace {
Error make(ErrorKind kind, std::string code, std::string message)
{
    return Error { std::move(code), kind, std::move(message), {} };
}
} // namespace

Error invalid(std::string code, std::string message)
{
    return make(ErrorKind::Invalid, std::move(code), std::move(message));
}
Error refused(std::string code, std::string message)
{
    return make(ErrorKind::Refused, std::move(code), std::move(message));
}
Error notFound(std::string code, std::string message)
{
    return make(ErrorKind::NotFound, std::move(code), std::move(message));
}
Error conflict(std::string code, std::string message)
{
    return make(ErrorKind::Conflict, std::move(code), std::move(message));
}
Error retriable(std::string code, std::string message)
{
    return make(ErrorKind::Retriable, std::move(code), std::move(message));
}
Error poison(std::string code, std::string message)
{
    return make(ErrorKind::Poison, std::move(code), std::move(message));
}
Error fatal(std::string code, std::string message)
{
    return make(ErrorKind::Fatal, std::move(code), std::move(message));
}

} // namespace locus
