// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/manifest.h"

#include <nlohmann/json.hpp>

namespace locus::backup {

namespace {

using Json = nlohmann::json;

Error bad(const std::string& why)
{
    return invalid("backup.bad_manifest", std::string(manifestFile) + ": " + why);
}

// Names come from outside: one of two words, so none leads out of the folder.
bool isKnownFile(const std::string& name)
{
    return name == storeFile || name == busFile || name == keysFile;
}

Result<Manifest> read(const Json& json)
{
    const auto format = json.at("format").get<std::int64_t>();
    if (format > manifestFormat) {
        return refused("backup.newer_format",
            "the backup has format " + std::to_string(format) + "; this program reads up to "
                + std::to_string(manifestFormat) + "; update Locus");
    }
    Manifest manifest;
    manifest.productVersion = json.at("productVersion").get<std::string>();
    manifest.storeFormat = json.at("storeFormat").get<std::int64_t>();
    manifest.installation = json.at("installation").get<std::string>();
    LOCUS_TRY_VALUE(createdAt, parseRfc3339(json.at("createdAt").get<std::string>()));
    manifest.createdAt = createdAt;
    bool hasStore = false;
    for (const Json& file : json.at("files")) {
        manifest.files.push_back({ file.at("name").get<std::string>(),
            file.at("bytes").get<std::uint64_t>(), file.at("sha256").get<std::string>() });
        if (!isKnownFile(manifest.files.back().name)) {
            return bad("it names a file that no backup has: " + manifest.files.back().name);
        }
        hasStore = hasStore || manifest.files.back().name == storeFile;
    }
    if (!hasStore) {
        return bad(std::string("it does not name ") + storeFile);
    }
    for (const Json& at : json.at("positions")) {
        manifest.positions.push_back(
            { at.at("topic").get<std::string>(), at.at("partition").get<std::int32_t>(),
                at.at("next").get<std::int64_t>(), at.at("busEnd").get<std::int64_t>() });
    }
    return manifest;
}

} // namespace

Bytes Manifest::toJson() const
{
    Json saved = Json::array();
    for (const SavedFile& file : files) {
        saved.push_back(
            { { "name", file.name }, { "bytes", file.bytes }, { "sha256", file.sha256 } });
    }
    Json places = Json::array();
    for (const SavedPosition& at : positions) {
        places.push_back({ { "topic", at.topic }, { "partition", at.partition },
            { "next", at.next }, { "busEnd", at.busEnd } });
    }
    const Json json = { { "format", manifestFormat }, { "productVersion", productVersion },
        { "storeFormat", storeFormat }, { "installation", installation },
        { "createdAt", toRfc3339(createdAt) }, { "files", saved }, { "positions", places } };
    return json.dump(2) + "\n";
}

Result<Manifest> Manifest::fromJson(BytesView text)
{
    try {
        return read(Json::parse(text));
    } catch (const Json::exception& failure) {
        return bad(failure.what());
    }
}

} // namespace locus::backup
