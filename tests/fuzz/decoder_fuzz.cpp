// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/decoder_promises.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    static locus::events::WireDecoder decoder;
    const locus::test::FuzzRecord record({ reinterpret_cast<const char*>(data), size });
    if (const std::string broken = locus::test::brokenPromise(record, decoder); !broken.empty()) {
        std::fprintf(stderr, "%s\n", broken.c_str());
        std::abort();
    }
    return 0;
}
