// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/failure_class.h"

namespace locus::pipeline {

FailureClass classify(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Retriable:
        return error.code.starts_with("store.") ? FailureClass::StoreTrouble
                                                : FailureClass::Retriable;
    case ErrorKind::Fatal: return FailureClass::Fatal;
    case ErrorKind::Poison:
    case ErrorKind::Refused:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Invalid: break;
    }
    return FailureClass::Poison;
}

std::string_view toString(FailureClass failure)
{
    switch (failure) {
    case FailureClass::Retriable: return "retriable";
    case FailureClass::Poison: return "poison";
    case FailureClass::StoreTrouble: return "store";
    case FailureClass::Fatal: break;
    }
    return "fatal";
}

} // namespace locus::pipeline
