// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <string>

namespace locus::test {

using MakeTest = std::function<std::unique_ptr<QObject>()>;
// Called by LOCUS_TEST before main; returns true so that a static can hold it.
bool registerTest(const char* name, MakeTest make);

} // namespace locus::test

// Makes the class runnable as "tst_<room> <name> [QtTest arguments]", which is how ctest calls it.
#define LOCUS_TEST(name, Class)                                                                    \
    static const bool registered_##name = locus::test::registerTest(                               \
        #name, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); });
