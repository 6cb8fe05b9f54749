// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/masking_setup.h"

#include "core/base/file.h"
#include "core/base/random_source.h"
#include "core/masking/masking_policy.h"

namespace locus::service {

namespace {

constexpr std::size_t keyOctets = 32;
constexpr std::size_t mostPolicy = 1024UL * 1024;
constexpr const char* keyFile = "site.key";

std::string contextOf(const Error& error, std::string_view name)
{
    for (const auto& [member, value] : error.context) {
        if (member == name) {
            return value;
        }
    }
    return {};
}

Bytes madeKey()
{
    SystemRandom random;
    Bytes key;
    while (key.size() < keyOctets) {
        std::uint64_t bits = random.next();
        for (int i = 0; i < 8; ++i, bits >>= 8U) {
            key += static_cast<char>(bits & 0xFFU);
        }
    }
    return key;
}

} // namespace

Result<std::shared_ptr<const masking::MaskingPolicy>> maskingPolicy(const std::string& file)
{
    if (file.empty()) {
        return std::shared_ptr<const masking::MaskingPolicy>(
            std::shared_ptr<void>(), &masking::MaskingPolicy::builtIn());
    }
    const auto bad = [&file](const Error& error) {
        const std::string place = contextOf(error, "path");
        return invalid("config.bad_value",
            "masking.policy_file: " + file + (place.empty() ? "" : " at " + place) + ": "
                + error.message)
            .with("field", "masking.policy_file")
            .with("path", place)
            .with("allowed", contextOf(error, "allowed"));
    };
    const auto text = readFile(file, mostPolicy);
    if (!text.ok()) {
        return bad(text.error());
    }
    auto policy = masking::MaskingPolicy::parse(*text);
    if (!policy.ok()) {
        return bad(policy.error());
    }
    return std::make_shared<const masking::MaskingPolicy>(std::move(*policy));
}

Result<Bytes> siteKeyOf(const std::filesystem::path& dataFolder)
{
    const std::filesystem::path file = dataFolder / keyFile;
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown)) {
        Bytes key = madeKey();
        LOCUS_TRY(writeFileAtomically(file, key, true));
        return key;
    }
    LOCUS_TRY_VALUE(key, readFile(file, keyOctets + 1));
    if (key.size() != keyOctets) {
        return refused("core.bad_site_key",
            file.string() + " has to hold 32 octets; delete it, and a new one is made")
            .with("field", file.string());
    }
    return key;
}

} // namespace locus::service
