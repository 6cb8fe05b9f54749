// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/outbox.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/rpc_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace locus::client {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t largestFile = 32UL * 1024 * 1024;
constexpr std::size_t mostItems = 1000;

Result<OutboxItem> itemFrom(const Bytes& text)
{
    LOCUS_TRY_VALUE(object, protocol::parseJson(text, { largestFile, 32 }));
    protocol::JsonFields in(object);
    OutboxItem item;
    item.createdAt = in.instant("createdAt").value_or(Instant());
    item.attempts = static_cast<int>(in.integerOr("attempts", 0, 0, INT32_MAX));
    item.installation = in.textOr("installation");
    item.user = in.textOr("user");
    item.onBehalfOf = in.textOr("onBehalfOf");
    const json& submit = in.any("submit");
    const json& refusal = in.any("refusal");
    LOCUS_TRY(in.status());
    LOCUS_TRY_VALUE(message, protocol::AnalysesSubmit::fromJson(protocol::dumpJson(submit)));
    item.submit = std::move(message);
    if (!refusal.is_null()) {
        item.refusal = protocol::errorFromJson(refusal);
    }
    return item;
}

} // namespace

Outbox::Outbox(fs::path folder, FileSeal seal)
    : m_folder(std::move(folder))
    , m_seal(std::move(seal))
{ }

Result<Outbox> Outbox::open(const fs::path& folder, FileSeal seal)
{
    Outbox outbox(folder, std::move(seal));
    std::error_code failure;
    if (fs::create_directories(folder, failure)) {
        fs::permissions(folder, fs::perms::owner_all, failure);
    }
    if (failure) {
        return retriable("file.unwritable", folder.string() + " cannot be made");
    }
    outbox.readAll();
    outbox.setUser({});
    return outbox;
}

void Outbox::readAll()
{
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(m_folder, failure)) {
        if (entry.path().extension() != ".json") {
            continue;
        }
        const auto content = readFile(entry.path(), largestFile);
        const auto text = content.ok() ? m_seal.open(entry.path().stem().string(), *content)
                                       : Result<Bytes>(content.error());
        auto item = text.ok() ? itemFrom(*text) : Result<OutboxItem>(text.error());
        if (!item.ok()) {
            ++m_unreadable;
            log::error("client.outbox_unreadable", { { "code", item.error().code } });
            continue;
        }
        const bool isPlain = m_seal.hasKey() && !FileSeal::isSealed(*content);
        if (isPlain && !write(*item).ok()) {
            log::warn("client.outbox_not_sealed");
        }
        m_items.push_back(std::move(*item));
    }
}

void Outbox::setUser(const std::string& user)
{
    std::vector<OutboxItem> all = std::exchange(m_items, {});
    std::move(m_others.begin(), m_others.end(), std::back_inserter(all));
    m_others.clear();
    std::sort(all.begin(), all.end(), [](const OutboxItem& a, const OutboxItem& b) {
        return std::pair(a.createdAt, a.id()) < std::pair(b.createdAt, b.id());
    });
    for (OutboxItem& item : all) {
        auto& where = item.user.empty() || item.user == user ? m_items : m_others;
        where.push_back(std::move(item));
    }
}

const OutboxItem* Outbox::find(const Uuid& id) const
{
    const auto found = std::find_if(
        m_items.begin(), m_items.end(), [&id](const OutboxItem& item) { return item.id() == id; });
    return found == m_items.end() ? nullptr : &*found;
}

fs::path Outbox::pathOf(const Uuid& id) const
{
    return m_folder / (id.toString() + ".json");
}

Status Outbox::write(const OutboxItem& item) const
{
    json out = { { "createdAt", toRfc3339(item.createdAt) }, { "attempts", item.attempts },
        { "installation", item.installation }, { "user", item.user },
        { "onBehalfOf", item.onBehalfOf } };
    LOCUS_TRY_VALUE(submit, protocol::parseJson(item.submit.toJson(), { largestFile, 32 }));
    out["submit"] = std::move(submit);
    if (item.refusal) {
        out["refusal"] = protocol::errorToJson(*item.refusal);
    }
    LOCUS_TRY_VALUE(sealed, m_seal.seal(item.id().toString(), protocol::dumpJson(out)));
    return writeFileAtomically(pathOf(item.id()), sealed, true);
}

Status Outbox::add(OutboxItem item)
{
    if (m_items.size() >= mostItems) {
        return refused("outbox.full",
            "the outbox holds 1000 submissions that were not sent; send or discard some first")
            .with("allowed", std::to_string(mostItems));
    }
    LOCUS_TRY(write(item));
    m_items.push_back(std::move(item));
    return {};
}

Status Outbox::update(const OutboxItem& item)
{
    for (OutboxItem& known : m_items) {
        if (known.id() == item.id()) {
            LOCUS_TRY(write(item));
            known = item;
            return {};
        }
    }
    return notFound("outbox.unknown", "there is no such submission in the outbox");
}

Status Outbox::remove(const Uuid& id)
{
    std::error_code failure;
    fs::remove(pathOf(id), failure);
    if (failure) {
        return retriable("file.unwritable", "a submission cannot be removed from the outbox");
    }
    std::erase_if(m_items, [&id](const OutboxItem& item) { return item.id() == id; });
    return {};
}

} // namespace locus::client
