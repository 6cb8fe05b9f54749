// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Moves a master key and dies as kill -9 would where it is told to.
//   locus_test_master_key FILE keychain|file POINT:N
#include "core/pipeline/kill_point.h"
#include "core/sealing/master_key.h"

#include <QCoreApplication>

#include <iostream>
#include <string_view>

int main(int argc, char** argv)
{
    using namespace locus::sealing;
    const QCoreApplication application(argc, argv);
    if (argc != 4) {
        std::cerr << "usage: locus_test_master_key FILE keychain|file POINT:N\n";
        return 2;
    }
    auto master = MasterKey::load(argv[1]);
    if (!master.ok()) {
        std::cerr << master.error().message << '\n';
        return 1;
    }
    const auto place =
        std::string_view(argv[2]) == "keychain" ? KeyPlace::Keychain : KeyPlace::File;
    const auto killPoint = locus::pipeline::killPointFrom(argv[3]);
    if (!killPoint.ok()) {
        std::cerr << killPoint.error().message << '\n';
        return 2;
    }
    const auto moved = master->moveTo(place, *killPoint);
    std::cerr << "not killed: " << (moved.ok() ? "moved" : moved.error().message) << '\n';
    return 1;
}
