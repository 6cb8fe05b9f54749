// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/bench/bench_report.h"

#include <QTemporaryDir>

#include <memory>
#include <string>
#include <string_view>

namespace locus::bench {

// `bcftools csq` and our predictor on the same files: the chromosome 21 variants of the oracle
// data, each `repeats` times, so that starting a program is not what is measured. Both read the
// FASTA, the gene models and the VCF, call every record alone, and write text. Needs a
// QCoreApplication.
class CsqPeer
{
public:
    static constexpr int repeats = 1000;

    // Nothing unless $LOCUS_ORACLES is set and bcftools is installed.
    static std::unique_ptr<CsqPeer> find();

    [[nodiscard]] std::string words() const;
    Status measure(Report& report) const;

private:
    struct Own
    {
        double total = 0;
        double prediction = 0; // without reading and writing
    };
    CsqPeer(std::string data, std::string program);
    Status write(std::string_view vcf);
    [[nodiscard]] Result<double> peerSeconds() const;
    [[nodiscard]] Result<Own> ownSeconds() const;
    [[nodiscard]] std::string file(const char* name) const;

    const std::string m_data; // .../vep/chr21/
    const std::string m_program;
    QTemporaryDir m_folder;
    std::size_t m_records = 0;
};

} // namespace locus::bench
