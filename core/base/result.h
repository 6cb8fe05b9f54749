// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace locus {

// A value or an Error; std::expected in spirit, to be replaced by it when the floor rises to C++23.
template <typename T> class [[nodiscard]] Result
{
public:
    using Value = T;

    Result(T value) // NOLINT(google-explicit-constructor): `return value;` is the point
        : m_state(std::in_place_index<0>, std::move(value))
    { }
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<1>, std::move(error))
    { }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    // REQUIRES: ok()
    T& value() &
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const&
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    T&& value() &&
    {
        assert(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    // REQUIRES: !ok()
    const Error& error() const&
    {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }
    Error&& error() &&
    {
        assert(!ok());
        return std::move(*std::get_if<1>(&m_state));
    }

    T valueOr(T fallback) && { return ok() ? std::move(*this).value() : std::move(fallback); }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void>
{
public:
    using Value = void;

    Result() = default;
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_error(std::move(error))
    { }

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    // REQUIRES: !ok()
    const Error& error() const&
    {
        assert(!ok());
        return *m_error;
    }
    Error&& error() &&
    {
        assert(!ok());
        return std::move(*m_error);
    }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

} // namespace locus

// Leaves the enclosing function with the error of `expression`, if there is one.
#define LOCUS_TRY(expression)                                                                      \
    do {                                                                                           \
        if (auto locusTried = (expression); !locusTried.ok())                                      \
            return std::move(locusTried).error();                                                  \
    } while (false)

// NOLINTBEGIN(bugprone-macro-parentheses): the second one declares a variable
// Declares `variable` with the value of `expression`, or leaves the enclosing function with its
// error.
#define LOCUS_TRY_VALUE(variable, expression)                                                      \
    auto variable##Result = (expression);                                                          \
    if (!variable##Result.ok())                                                                    \
        return std::move(variable##Result).error();                                                \
    auto variable = std::move(variable##Result).value()
// NOLINTEND(bugprone-macro-parentheses)
