// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

// A Result or Status must be ok; else the test ends and its error is shown.
#define VERIFY_OK(expression)                                                                      \
    do {                                                                                           \
        const auto& verified = (expression);                                                       \
        QVERIFY2(verified.ok(),                                                                    \
            verified.ok() ? ""                                                                     \
                          : (verified.error().code + ": " + verified.error().message).c_str());    \
    } while (false)
