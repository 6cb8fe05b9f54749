// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/failure_class.h"

#include <string>

namespace locus::pipeline {

FailureClass classify(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Retriable:
        // A store whose keys cannot be written is one that cannot be written.
        if (error.code.starts_with("store.") || error.code.starts_with("sealing.")) {
            return FailureClass::StoreTrouble;
        }
        return error.fact(awaitsFact).empty() ? FailureClass::Retriable : FailureClass::Waiting;
    case ErrorKind::Fatal: return FailureClass::Fatal;
    case ErrorKind::Poison:
    case ErrorKind::Refused:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Invalid: break;
    }
    return FailureClass::Poison;
}

Error awaiting(std::string code, std::string message, std::string stream)
{
    return retriable(std::move(code), std::move(message)).with(awaitsFact, std::move(stream));
}

std::string_view toString(FailureClass failure)
{
    switch (failure) {
    case FailureClass::Retriable: return "retriable";
    case FailureClass::Waiting: return "waiting";
    case FailureClass::Poison: return "poison";
    case FailureClass::StoreTrouble: return "store";
    case FailureClass::Fatal: break;
    }
    return "fatal";
}

} // namespace locus::pipeline
