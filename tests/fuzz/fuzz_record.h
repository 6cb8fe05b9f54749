// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/text.h"
#include "core/events/wire_record.h"

#include <string>
#include <vector>

namespace locus::test {

// Any octets as a record, so that seeds can be read and written by hand: the topic's line, lines
// "name: value" of headers ("@key: ..." is the key, a line without colon a header without value),
// an empty line, the value. Without the empty line the record has no value.
class FuzzRecord
{
public:
    explicit FuzzRecord(BytesView input)
    {
        m_topic = toUtf8(takeLine(input)); // Kafka allows no more than ASCII
        bool ended = false;
        while (!input.empty() && !ended) {
            const std::string line = takeLine(input);
            ended = line.empty();
            if (!ended) {
                addHeader(line);
            }
        }
        if (ended) {
            m_value = Bytes(input);
        }
    }

    [[nodiscard]] events::WireRecord view() const
    {
        events::WireRecord out { m_topic, 3, 41, 1'772'440'173'000, {}, {}, m_headers };
        if (m_key) {
            out.key = *m_key;
        }
        if (m_value) {
            out.value = *m_value;
        }
        return out;
    }

private:
    static std::string takeLine(BytesView& input)
    {
        const auto end = std::min(input.find('\n'), input.size());
        std::string line(input.substr(0, end));
        input.remove_prefix(std::min(end + 1, input.size()));
        return line;
    }

    void addHeader(const std::string& line)
    {
        const auto colon = line.find(": ");
        const std::string name = line.substr(0, colon);
        const auto value =
            colon == std::string::npos ? std::optional<Bytes>() : Bytes(line.substr(colon + 2));
        if (name == "@key") {
            m_key = value;
        } else {
            m_headers.emplace_back(name, value);
        }
    }

    std::string m_topic;
    std::optional<Bytes> m_key;
    std::optional<Bytes> m_value;
    std::vector<events::WireHeader> m_headers;
};

} // namespace locus::test
