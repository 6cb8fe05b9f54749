// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/client/file_seal.h"
#include "core/protocol/analyses_messages.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace locus::client {

// A submission that the core has not yet acknowledged.
struct OutboxItem
{
    protocol::AnalysesSubmit submit; // its commandId names the item
    Instant createdAt;
    int attempts = 0;
    std::optional<Error> refusal; // the core said no: waits for a person
    // Of the core it was written for, and goes to no other; empty: to the first that is entered.
    std::string installation {};
    // Who wrote it, and goes out under no other's name; empty: whoever needed no sign-in.
    std::string user {};
    std::string onBehalfOf {}; // whom he acted for when he wrote it

    [[nodiscard]] const Uuid& id() const { return submit.commandId; }
};

// Submissions that outlive the window: one file an item, sealed, readable by the owner alone,
// written before it is sent and removed after the core has answered. A crash in between sends it
// again with the same commandId, so it is never done twice. Thread contract: one thread.
class Outbox
{
public:
    // `folder` is made if missing. Files that cannot be read or opened stay where they are and are
    // counted; those in the clear are sealed.
    static Result<Outbox> open(const std::filesystem::path& folder, FileSeal seal = {});

    // Whose items are meant from now on: his own and those of nobody.
    void setUser(const std::string& user);
    // In the order of their making.
    [[nodiscard]] const std::vector<OutboxItem>& items() const { return m_items; }
    [[nodiscard]] const OutboxItem* find(const Uuid& id) const;
    [[nodiscard]] std::size_t unreadable() const { return m_unreadable; }

    // Errors: retriable "file.unwritable"; refused "outbox.full" (1,000 items).
    Status add(OutboxItem item);
    Status update(const OutboxItem& item);
    Status remove(const Uuid& id);

private:
    Outbox(std::filesystem::path folder, FileSeal seal);
    void readAll();
    [[nodiscard]] std::filesystem::path pathOf(const Uuid& id) const;
    Status write(const OutboxItem& item) const;

    std::filesystem::path m_folder;
    FileSeal m_seal;
    std::vector<OutboxItem> m_items;
    std::vector<OutboxItem> m_others; // of those who are not here
    std::size_t m_unreadable = 0;
};

} // namespace locus::client
