// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/vcf_reader.h"

#include "core/base/text.h"
#include "core/genetics/input_notation.h"

#include <htslib/bgzf.h>
#include <htslib/hfile.h>
#include <htslib/hts.h>
#include <htslib/kstring.h>
#include <htslib/vcf.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace locus::genetics {
namespace {

constexpr std::string_view refLetters = "ACGTNRYMKWSBDHVacgtnrymkwsbdhv";

Error malformed(std::string_view line, std::string_view part, const std::string& allowed)
{
    const auto at = std::to_string(part.data() - line.data() + 1);
    return explained(ErrorKind::Invalid, "vcf.malformed",
        because("vcf.syntax", { { "position", at }, { "allowed", allowed } }));
}

bool isSymbolic(std::string_view allele)
{
    return allele == "." || allele == "*"
        || (allele.size() > 2 && allele.front() == '<' && allele.back() == '>')
        || allele.find_first_of("[]") != std::string_view::npos
        || (allele.size() > 1 && (allele.front() == '.' || allele.back() == '.'));
}

struct FreeBuffer
{
    void operator()(kstring_t* text) const
    {
        std::free(text->s);
        delete text;
    }
};
using Line = std::unique_ptr<kstring_t, FreeBuffer>;

Line emptyLine()
{
    return Line(new kstring_t { 0, 0, nullptr });
}

struct CloseFile
{
    void operator()(htsFile* file) const { hts_close(file); }
    void operator()(BGZF* file) const { bgzf_close(file); }
};

hFILE* openMemory(BytesView bytes)
{
    // htslib frees the buffer of a memory file when it closes it.
    void* copy = std::malloc(bytes.size());
    if (copy == nullptr) {
        return nullptr;
    }
    std::memcpy(copy, bytes.data(), bytes.size());
    hFILE* memory = hopen("mem:", "r:", copy, bytes.size());
    if (memory == nullptr) {
        std::free(copy);
    }
    return memory;
}

// Closes `memory` if nothing could be opened on it.
template <typename File> std::unique_ptr<File, CloseFile> owned(File* file, hFILE* memory)
{
    if (file == nullptr && memory != nullptr) {
        hclose_abruptly(memory);
    }
    return std::unique_ptr<File, CloseFile>(file);
}

// Adds one line; false if that would pass the limit.
bool append(std::string& text, const kstring_t& line, std::size_t mostBytes)
{
    if (text.size() + line.l + 1 > mostBytes) {
        return false;
    }
    text.append(line.s == nullptr ? "" : line.s, line.l);
    if (text.empty() || text.back() != '\n') {
        text += '\n';
    }
    return true;
}

Reason tooLarge(std::size_t mostBytes)
{
    return because("input.unpacked_too_large", { { "most", std::to_string(mostBytes) } });
}

Reason cutShort()
{
    return because("input.cut_short");
}

UnpackedText unpackBcf(BytesView bytes, std::size_t mostBytes)
{
    UnpackedText unpacked;
    hFILE* memory = openMemory(bytes);
    const auto opened =
        owned(memory == nullptr ? nullptr : hts_hopen(memory, "submission", "r"), memory);
    htsFile* file = opened.get();
    if (file == nullptr) {
        unpacked.damage = cutShort();
        return unpacked;
    }
    const std::unique_ptr<bcf_hdr_t, decltype(&bcf_hdr_destroy)> header(
        bcf_hdr_read(file), &bcf_hdr_destroy);
    const std::unique_ptr<bcf1_t, decltype(&bcf_destroy)> record(bcf_init(), &bcf_destroy);
    const Line line = emptyLine();
    if (!header || bcf_hdr_format(header.get(), 0, line.get()) != 0
        || !append(unpacked.text, *line, mostBytes)) {
        unpacked.damage = cutShort();
        return unpacked;
    }
    int status = 0;
    while ((status = bcf_read(file, header.get(), record.get())) >= 0) {
        line->l = 0;
        if (vcf_format(header.get(), record.get(), line.get()) != 0) {
            status = -2;
            break;
        }
        if (!append(unpacked.text, *line, mostBytes)) {
            unpacked.damage = tooLarge(mostBytes);
            return unpacked;
        }
    }
    if (status < -1) {
        unpacked.damage = cutShort();
    }
    return unpacked;
}

UnpackedText unpackGzip(BytesView bytes, std::size_t mostBytes)
{
    UnpackedText unpacked;
    hFILE* memory = openMemory(bytes);
    const auto file = owned(memory == nullptr ? nullptr : bgzf_hopen(memory, "r"), memory);
    if (!file) {
        unpacked.damage = cutShort();
        return unpacked;
    }
    // BGZF marks its end with an empty block; plain gzip has only the end of its stream.
    const bool early = bgzf_compression(file.get()) == bgzf && bgzf_check_EOF(file.get()) == 0;
    std::array<char, 65536> chunk {};
    ssize_t count = 0;
    while ((count = bgzf_read(file.get(), chunk.data(), chunk.size())) > 0) {
        if (unpacked.text.size() + static_cast<std::size_t>(count) > mostBytes) {
            unpacked.damage = tooLarge(mostBytes);
            break;
        }
        unpacked.text.append(chunk.data(), static_cast<std::size_t>(count));
    }
    if (!unpacked.damage && (count < 0 || early)) {
        unpacked.damage = cutShort();
    }
    if (unpacked.damage) { // half a line is no record
        unpacked.text.resize(unpacked.text.rfind('\n') + 1);
    }
    return unpacked;
}

} // namespace

bool isSequenceAllele(std::string_view allele)
{
    return !allele.empty() && allele.find_first_not_of("ACGT") == std::string_view::npos;
}

bool looksLikeVcfLine(std::string_view line)
{
    const auto fields = fieldsOf(line);
    return fields.size() >= 5 && toInt(fields[1])
        && fields[3].find_first_not_of(refLetters) == std::string_view::npos;
}

Result<VcfRecord> parseVcfLine(std::string_view line)
{
    // Tabs are the rule; lists pasted from elsewhere have spaces.
    const auto fields =
        line.find('\t') != std::string_view::npos ? split(line, '\t') : fieldsOf(line);
    if (fields.size() < 5) {
        return explained(ErrorKind::Invalid, "vcf.malformed",
            because("vcf.columns",
                { { "position", std::to_string(line.size() + 1) },
                    { "found", std::to_string(fields.size()) } }));
    }
    VcfRecord record { .contig = std::string(fields[0]),
        .position = toInt(fields[1]).value_or(0),
        .id = std::string(fields[2]),
        .ref = toUpper(fields[3]),
        .alts = {} };
    if (record.contig.empty()) {
        return malformed(line, fields[0], "a chromosome");
    }
    if (record.position < 1) {
        return malformed(line, fields[1], "a position counted from 1");
    }
    if (const std::size_t bad = fields[3].find_first_not_of(refLetters);
        bad != std::string_view::npos || fields[3].empty()) {
        return malformed(
            line, fields[3].substr(fields[3].empty() ? 0 : bad), "REF of A C G T (or N)");
    }
    for (const std::string_view alt : split(trimmed(fields[4]), ',')) {
        if (isSymbolic(alt)) {
            record.alts.emplace_back(alt);
            continue;
        }
        const std::size_t bad = alt.find_first_not_of("ACGTNacgtn");
        if (alt.empty() || bad != std::string_view::npos) {
            return malformed(line, alt.substr(alt.empty() ? 0 : bad),
                "ALT of A C G T, '.', '*' or a symbolic allele in < >");
        }
        record.alts.push_back(toUpper(alt));
    }
    return record;
}

bool looksPacked(BytesView bytes)
{
    return bytes.starts_with("\x1f\x8b");
}

UnpackedText unpack(BytesView bytes, std::size_t mostBytes)
{
    // Damage is told by our own sentence, in the row; the library's standard error reaches nobody.
    hts_set_log_level(HTS_LOG_OFF);
    UnpackedText unpacked = unpackGzip(bytes, mostBytes);
    return unpacked.text.starts_with("BCF\2") ? unpackBcf(bytes, mostBytes) : unpacked;
}

} // namespace locus::genetics
