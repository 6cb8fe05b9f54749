// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/csq_peer.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/genetics/haplotype_predictor.h"
#include "core/genetics/oracle_text.h"
#include "core/genetics/vcf_reader.h"

#include <QProcess>
#include <QStandardPaths>

#include <chrono>
#include <fstream>

namespace locus::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t fileCap = 64U << 20U;
constexpr const char* fasta = "GRCh38.chr21.Npadded.fa.gz";
constexpr const char* models = "Homo_sapiens.GRCh38.84.chr21_slice.gff3";
constexpr const char* variants = "ensembl-vep.test.vcf";

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

Result<std::vector<genetics::PhasedRecord>> recordsOf(std::string_view vcf)
{
    std::vector<genetics::PhasedRecord> records;
    for (const std::string_view line : split(vcf, '\n')) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        LOCUS_TRY_VALUE(record, genetics::parseVcfLine(line));
        records.push_back({ record.contig, record.position, record.ref, record.alts, {} });
    }
    return records;
}

} // namespace

CsqPeer::CsqPeer(std::string data, std::string program)
    : m_data(std::move(data))
    , m_program(std::move(program))
{ }

std::unique_ptr<CsqPeer> CsqPeer::find()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("bcftools"));
    const std::string data = qgetenv("LOCUS_ORACLES").toStdString() + "/vep/chr21/";
    const auto vcf = readFile(data + variants, fileCap);
    if (program.isEmpty() || !vcf.ok()) {
        return nullptr;
    }
    std::unique_ptr<CsqPeer> peer(new CsqPeer(data, program.toStdString()));
    return peer->m_folder.isValid() && peer->write(*vcf).ok() ? std::move(peer) : nullptr;
}

// Header, then the first eight columns of every record `repeats` times: no samples, no genotypes.
Status CsqPeer::write(std::string_view vcf)
{
    std::string out;
    for (const std::string_view line : split(vcf, '\n')) {
        if (line.starts_with("##") || line.empty()) {
            out += line.empty() ? "" : std::string(line) + '\n';
            continue;
        }
        const auto columns = split(line, '\t');
        std::string kept(columns[0]);
        for (std::size_t i = 1; i < 8; ++i) {
            kept += '\t' + std::string(columns[i]);
        }
        for (int i = 0; i < (line.front() == '#' ? 1 : repeats); ++i) {
            out += kept + '\n';
        }
        m_records += line.front() == '#' ? 0 : repeats;
    }
    std::ofstream(file("in.vcf"), std::ios::binary) << out;
    return {};
}

std::string CsqPeer::file(const char* name) const
{
    return m_folder.filePath(QString::fromLatin1(name)).toStdString();
}

std::string CsqPeer::words() const
{
    QProcess process;
    process.start(QString::fromStdString(m_program), { QStringLiteral("--version") });
    process.waitForFinished();
    return process.readLine().trimmed().toStdString() + " csq -l, " + std::to_string(m_records)
        + " records of chromosome 21";
}

Result<double> CsqPeer::peerSeconds() const
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    QStringList arguments { QStringLiteral("csq"), QStringLiteral("-l"), QStringLiteral("-B"),
        QStringLiteral("1"), QStringLiteral("-O"), QStringLiteral("t") };
    for (const auto& [option, value] : { std::pair("-f", m_data + fasta),
             std::pair("-g", m_data + models), std::pair("-o", file("peer.txt")) }) {
        arguments << QString::fromLatin1(option) << QString::fromStdString(value);
    }
    arguments << QString::fromStdString(file("in.vcf"));
    const auto start = Clock::now();
    process.start(QString::fromStdString(m_program), arguments);
    process.waitForFinished(-1);
    const double seconds = secondsSince(start);
    if (process.exitCode() != 0) {
        return retriable("bench.peer", "bcftools csq failed");
    }
    return seconds;
}

Result<CsqPeer::Own> CsqPeer::ownSeconds() const
{
    const auto start = Clock::now();
    LOCUS_TRY_VALUE(reference,
        genetics::openReferenceFiles({ m_data + fasta, m_data + models, "GRCh38", false }));
    LOCUS_TRY_VALUE(vcf, readFile(file("in.vcf"), fileCap));
    LOCUS_TRY_VALUE(records, recordsOf(vcf));
    const auto predicting = Clock::now();
    const auto predicted =
        genetics::predictRecords(*reference, "GRCh38", records, { .local = true, .brief = 1 });
    const double prediction = secondsSince(predicting);
    std::string text;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (predicted[i].calls.empty()) {
            return fatal("bench.not_called", "a record of the oracle data was not called");
        }
        text += records[i].contig + '\t' + std::to_string(records[i].position) + '\t'
            + records[i].ref + '\t' + genetics::oracleText(predicted[i].calls) + '\n';
    }
    std::ofstream(file("own.txt"), std::ios::binary) << text;
    return Own { secondsSince(start), prediction };
}

Status CsqPeer::measure(Report& report) const
{
    const auto each = 1e6 / static_cast<double>(m_records);
    LOCUS_TRY_VALUE(own, ownSeconds());
    LOCUS_TRY_VALUE(peer, peerSeconds());
    report.add("chromosome 21: files to calls, a record", "us", own.total * each);
    report.add("chromosome 21: prediction alone, a record", "us", own.prediction * each);
    report.add("chromosome 21: bcftools csq, files to calls, a record", "us", peer * each);
    report.add("chromosome 21: speed against bcftools csq", "times", peer / own.total);
    return {};
}

} // namespace locus::bench
