// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/core_client.h"
#include "ui/pages/settings/record_section.h"

#include <map>

namespace locus::ui {

// A section whose list is the answer to one message, read to its end where it comes page by page.
// A subclass says how an entry is shown; what is chosen it gets back as the core gave it.
template <typename Message, typename Entry> class EntrySection : public RecordSection
{
protected:
    using RecordSection::RecordSection;

    // What is asked for, from the beginning.
    [[nodiscard]] virtual Message question() const { return {}; }
    [[nodiscard]] virtual Record recordOf(const Entry& entry) const = 0;
    // All of them, before each is shown.
    virtual void take(const std::vector<Entry>&) { }
    // Null: nothing is chosen.
    [[nodiscard]] const Entry* entry() const
    {
        const auto found = m_entries.find(chosenId());
        return found == m_entries.end() ? nullptr : &found->second;
    }

    void read() final { readOn(question(), {}); }
    // That of the same name as the list.
    [[nodiscard]] QString stream() const final
    {
        return QString::fromUtf8(Message::method.data(), Message::method.rfind('.'));
    }

private:
    using Answer = typename Message::Answer;

    static const auto& pageOf(const Answer& answer)
    {
        if constexpr (requires { answer.page; }) {
            return answer.page;
        } else {
            return answer;
        }
    }

    // `before`: the pages that have come so far.
    void readOn(Message message, std::vector<Entry> before)
    {
        context().core.template call<Message>(
            message, this, [this, message, before](const Result<Answer>& answer) mutable {
                if (!answer.ok()) {
                    fail(answer.error());
                    return;
                }
                const auto& page = pageOf(*answer);
                before.insert(before.end(), page.items.begin(), page.items.end());
                if constexpr (requires { page.next; }) {
                    if (!page.next.empty()) {
                        message.after = page.next;
                        readOn(std::move(message), std::move(before));
                        return;
                    }
                }
                show(before);
            });
    }

    void show(const std::vector<Entry>& entries)
    {
        std::vector<Record> records;
        records.reserve(entries.size());
        m_entries.clear();
        take(entries);
        for (const Entry& entry : entries) {
            records.push_back(recordOf(entry));
            m_entries.insert_or_assign(records.back().id, entry);
        }
        showRecords(std::move(records));
    }

    std::map<QString, Entry> m_entries; // by the id of their record
};

} // namespace locus::ui
