// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include <iostream>
#include <map>

namespace locus::test {

namespace {
std::map<std::string, MakeTest>& tests()
{
    static std::map<std::string, MakeTest> all;
    return all;
}
} // namespace

bool registerTest(const char* name, MakeTest make)
{
    tests().emplace(name, std::move(make));
    return true;
}

// Rooms with pixels bring their own: it makes a QApplication instead.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv);

} // namespace locus::test

int main(int argc, char** argv)
{
    using namespace locus::test;
    // What a core keeps beside its data, its master key above all, goes with the test.
    const QTemporaryDir configuration;
    qputenv("XDG_CONFIG_HOME", configuration.path().toLocal8Bit());
    const auto application = makeApplication(argc, argv);
    const auto found = argc > 1 ? tests().find(argv[1]) : tests().end();
    if (found == tests().end()) {
        std::cerr << "usage: " << argv[0] << " TEST [QtTest arguments]; tests here:";
        for (const auto& [name, make] : tests())
            std::cerr << ' ' << name;
        std::cerr << '\n';
        return 2;
    }
    // ctest bounds a test's time; a run of many seeds by hand may take its own.
    if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT")) {
        qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(24 * 3600 * 1000));
    }
    argv[1] = argv[0];
    const auto test = found->second();
    return QTest::qExec(test.get(), argc - 1, argv + 1);
}
