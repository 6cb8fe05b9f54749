// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/history.h"

#include <nlohmann/json.hpp>

#include <fstream>

#include <fcntl.h>
#include <unistd.h>

namespace locus::torture {

namespace {

using nlohmann::json;

struct ToJson
{
    json operator()(const Operation& o) const
    {
        return { { "kind", "operation" }, { "phase", static_cast<int>(o.phase) },
            { "value", o.value }, { "atMs", o.atMs } };
    }
    json operator()(const Polled& p) const
    {
        return { { "kind", "polled" }, { "reader", p.reader }, { "topic", p.topic },
            { "partition", p.partition }, { "offset", p.offset }, { "eventId", p.eventId },
            { "aggregate", p.aggregate }, { "version", p.version }, { "atMs", p.atMs } };
    }
    json operator()(const Held& h) const
    {
        return { { "kind", "held" }, { "value", h.value }, { "aggregate", h.aggregate },
            { "version", h.version }, { "effects", h.effects } };
    }
    json operator()(const Letter& l) const
    {
        return { { "kind", "letter" }, { "id", l.id }, { "topic", l.topic },
            { "partition", l.partition }, { "offset", l.offset }, { "hasOctets", l.hasOctets },
            { "hasCause", l.hasCause } };
    }
    json operator()(const Fault& f) const
    {
        return { { "kind", "fault" }, { "name", f.name }, { "fromMs", f.fromMs },
            { "toMs", f.toMs } };
    }
};

template <typename T> T member(const json& line, const char* name)
{
    return line.at(name).get<T>();
}

Entry entryFrom(const json& line)
{
    const auto text = [&line](const char* name) { return member<std::string>(line, name); };
    const auto number = [&line](const char* name) { return member<std::int64_t>(line, name); };
    const auto partition = [&line] { return member<std::int32_t>(line, "partition"); };
    const auto version = [&line] { return member<std::uint64_t>(line, "version"); };
    const std::string kind = text("kind");
    if (kind == "operation") {
        return Operation { member<Operation::Phase>(line, "phase"), text("value"), number("atMs") };
    }
    if (kind == "polled") {
        return Polled { text("reader"), text("topic"), partition(), number("offset"),
            text("eventId"), text("aggregate"), version(), number("atMs") };
    }
    if (kind == "held") {
        return Held { text("value"), text("aggregate"), version(), member<int>(line, "effects") };
    }
    if (kind == "letter") {
        return Letter { text("id"), text("topic"), partition(), number("offset"),
            member<bool>(line, "hasOctets"), member<bool>(line, "hasCause") };
    }
    return Fault { text("name"), number("fromMs"), number("toMs") };
}

} // namespace

Result<History> History::create(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return fatal("torture.history", "cannot create " + file.string());
    }
    return History(descriptor);
}

History::History(History&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_entries(std::move(other.m_entries))
{ }

History::~History()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Status History::add(Entry entry)
{
    const std::string line = std::visit(ToJson(), entry).dump() + '\n';
    const bool isPromise = std::holds_alternative<Operation>(entry);
    m_entries.push_back(std::move(entry));
    const auto written = ::write(m_descriptor, line.data(), line.size());
    // Only what was promised must survive this program; readings can be made again.
    if (written != static_cast<ssize_t>(line.size())
        || (isPromise && ::fdatasync(m_descriptor) != 0)) {
        return fatal("torture.history", "the history cannot be written");
    }
    return {};
}

Result<std::vector<Entry>> History::read(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::vector<Entry> entries;
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        const json line = json::parse(text, nullptr, false);
        if (line.is_discarded()) {
            if (in.peek() == std::char_traits<char>::eof()) {
                break; // the last line of a run that was killed
            }
            return invalid("torture.history", "line " + std::to_string(number) + " is no JSON");
        }
        entries.push_back(entryFrom(line));
    }
    return entries;
}

} // namespace locus::torture
