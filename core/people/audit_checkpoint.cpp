// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_checkpoint.h"

#include "core/base/file.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <fstream>

namespace locus::people {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t keyCap = 4096;

unsigned char* octets(Bytes& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

const unsigned char* octets(BytesView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

// What is signed: the numbers, then the texts behind their lengths.
Bytes signedOctets(const AuditCheckpoint& checkpoint)
{
    AuditRow row;
    row.number = checkpoint.number;
    row.timeMicros = toMicros(checkpoint.time);
    row.action = "checkpoint";
    row.entity = checkpoint.installation;
    row.sealed = octetsOf(checkpoint.hash);
    return canonicalAudit(row);
}

Error badCheckpoint(const std::string& why)
{
    return invalid("audit.bad_checkpoint", "this is not a checkpoint of an audit trail: " + why);
}

Result<Bytes> octetsIn(const nlohmann::json& object, const char* name, std::size_t size)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) {
        return badCheckpoint(std::string(name) + " is missing");
    }
    LOCUS_TRY_VALUE(bytes, fromHex(found->get_ref<const std::string&>()));
    if (bytes.size() != size) {
        return badCheckpoint(
            std::string(name) + " has to have " + std::to_string(size) + " octets");
    }
    return bytes;
}

Result<Bytes> makeSeed(const fs::path& file)
{
    Bytes seed(crypto_sign_SEEDBYTES, '\0');
    randombytes_buf(seed.data(), seed.size());
    LOCUS_TRY(writeFileAtomically(file, toHex(seed) + "\n", true));
    return seed;
}

fs::path nextOf(const fs::path& file)
{
    return file.string() + ".next";
}

Result<Bytes> readOrMakeSeed(const fs::path& file)
{
    auto known = readFile(file, keyCap);
    if (!known.ok() && known.error().kind == ErrorKind::NotFound) {
        return makeSeed(file);
    }
    if (!known.ok()) {
        return known.error();
    }
#ifndef _WIN32
    const auto others = fs::perms::group_all | fs::perms::others_all;
    if ((fs::status(file).permissions() & others) != fs::perms::none) {
        return refused("audit.key_exposed",
            file.string()
                + " signs the audit trail and can be read by others; make it private (chmod 600)");
    }
#endif
    auto seed = fromHex(trimmed(*known));
    if (!seed.ok() || seed->size() != crypto_sign_SEEDBYTES) {
        return refused("audit.bad_key",
            file.string()
                + " has to hold 64 hexadecimal digits; put the right file back, or move it away to "
                  "sign the audit trail with a new key from here on");
    }
    return seed;
}

} // namespace

Bytes AuditCheckpoint::toJson() const
{
    JsonWriter out;
    out.beginObject().key("number").number(number);
    out.key("hash").string(toHex(octetsOf(hash)));
    out.key("time").string(toRfc3339(time));
    out.key("installation").string(installation);
    out.key("publicKey").string(toHex(publicKey));
    out.key("signature").string(toHex(signature));
    out.endObject();
    return std::move(out).take();
}

Result<AuditCheckpoint> AuditCheckpoint::fromJson(BytesView json)
{
    const auto object = nlohmann::json::parse(json, nullptr, false);
    if (!object.is_object()) {
        return badCheckpoint("it is no JSON object");
    }
    AuditCheckpoint out;
    const auto number = object.find("number");
    const auto time = object.find("time");
    const auto installation = object.find("installation");
    if (number == object.end() || !number->is_number_integer() || time == object.end()
        || !time->is_string() || installation == object.end() || !installation->is_string()) {
        return badCheckpoint("number, time or installation is missing");
    }
    out.number = number->get<std::int64_t>();
    out.installation = installation->get<std::string>();
    LOCUS_TRY_VALUE(at, parseRfc3339(time->get_ref<const std::string&>()));
    out.time = at;
    LOCUS_TRY_VALUE(hash, octetsIn(object, "hash", out.hash.size()));
    out.hash = auditHashFrom(hash);
    LOCUS_TRY_VALUE(key, octetsIn(object, "publicKey", crypto_sign_PUBLICKEYBYTES));
    out.publicKey = std::move(key);
    LOCUS_TRY_VALUE(signature, octetsIn(object, "signature", crypto_sign_BYTES));
    out.signature = std::move(signature);
    return out;
}

bool isSignedRight(const AuditCheckpoint& checkpoint)
{
    const Bytes text = signedOctets(checkpoint);
    return checkpoint.signature.size() == crypto_sign_BYTES
        && checkpoint.publicKey.size() == crypto_sign_PUBLICKEYBYTES
        && crypto_sign_verify_detached(octets(BytesView(checkpoint.signature)),
               octets(BytesView(text)), text.size(), octets(BytesView(checkpoint.publicKey)))
        == 0;
}

Result<std::vector<AuditCheckpoint>> readWitness(const fs::path& file)
{
    std::vector<AuditCheckpoint> out;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return out;
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return retriable("file.unreadable", file.string() + " cannot be read");
    }
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.back() != '}') {
            continue; // cut by a crash; it was written again behind that
        }
        auto checkpoint = AuditCheckpoint::fromJson(line);
        if (!checkpoint.ok()) {
            return invalid("audit.bad_checkpoint",
                file.string() + " line " + std::to_string(number) + ": "
                    + checkpoint.error().message);
        }
        out.push_back(std::move(*checkpoint));
    }
    return out;
}

Result<AuditSigner> AuditSigner::open(const fs::path& file)
{
    if (sodium_init() < 0) {
        return fatal("audit.no_random", "the system gives no random numbers for keys");
    }
    LOCUS_TRY_VALUE(seed, readOrMakeSeed(file));
    return of(file, std::move(seed));
}

Result<AuditSigner> AuditSigner::of(const fs::path& file, Bytes seed)
{
    AuditSigner out;
    out.m_file = file;
    out.m_publicKey.resize(crypto_sign_PUBLICKEYBYTES);
    out.m_secretKey.resize(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(octets(out.m_publicKey), octets(out.m_secretKey), octets(seed));
    sodium_memzero(seed.data(), seed.size());
    return out;
}

Result<AuditSigner> AuditSigner::makeNext() const
{
    LOCUS_TRY_VALUE(seed, makeSeed(nextOf(m_file)));
    return of(m_file, std::move(seed));
}

Status AuditSigner::takePlace() const
{
    LOCUS_TRY_VALUE(text, readFile(nextOf(m_file), keyCap));
    LOCUS_TRY(writeFileAtomically(m_file, text, true));
    std::error_code ignored;
    fs::remove(nextOf(m_file), ignored);
    return {};
}

Status AuditSigner::finishChange(const fs::path& file, std::string_view told)
{
    std::error_code ignored;
    if (!fs::exists(nextOf(file), ignored)) {
        return {};
    }
    LOCUS_TRY_VALUE(seed, readOrMakeSeed(nextOf(file)));
    LOCUS_TRY_VALUE(next, of(file, std::move(seed)));
    if (toHex(next.publicKey()) == told) {
        return next.takePlace();
    }
    fs::remove(nextOf(file), ignored); // nothing was ever signed with it
    return {};
}

AuditCheckpoint AuditSigner::sign(
    std::int64_t number, const AuditHash& hash, Instant time, const std::string& installation) const
{
    AuditCheckpoint out { number, hash, time, installation, m_publicKey,
        Bytes(crypto_sign_BYTES, '\0') };
    const Bytes text = signedOctets(out);
    crypto_sign_detached(octets(out.signature), nullptr, octets(BytesView(text)), text.size(),
        octets(BytesView(m_secretKey)));
    return out;
}

} // namespace locus::people
