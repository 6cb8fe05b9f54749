// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/masked_json.h"

#include "core/base/json_writer.h"
#include "core/masking/masking.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locus::masking {

namespace {

constexpr std::size_t maxDepth = 32;

using Nodes = std::vector<const Node*>;

bool anyShown(const Nodes& nodes)
{
    return std::any_of(nodes.begin(), nodes.end(), [](const Node* node) { return node->shown; });
}

// How a value that is not shown is masked: by the first role that says more than "not at all".
Masked howOf(const Nodes& nodes)
{
    for (const Node* node : nodes) {
        if (node->masked && node->masked->mode != Mode::Replace) {
            return *node->masked;
        }
    }
    return {};
}

Nodes membersOf(const Nodes& nodes, std::string_view name, bool& isNamed)
{
    Nodes out;
    for (const Node* node : nodes) {
        if (const auto at = node->members.find(name); at != node->members.end()) {
            out.push_back(&at->second);
            isNamed = true;
        }
        if (node->anyMember) {
            out.push_back(node->anyMember.get());
            isNamed |= node->anyMember->shown; // who may see all below may see how it is called
        }
    }
    return out;
}

Nodes itemsOf(const Nodes& nodes)
{
    Nodes out;
    for (const Node* node : nodes) {
        if (node->eachItem) {
            out.push_back(node->eachItem.get());
        }
    }
    return out;
}

bool looksInto(const Nodes& nodes, bool isList)
{
    return std::any_of(nodes.begin(), nodes.end(), [isList](const Node* node) {
        return isList ? node->eachItem != nullptr : node->anyMember || !node->members.empty();
    });
}

// Takes the text apart as it comes and writes what may be seen.
class Masker
{
public:
    // `paths`: of an answer, in which what is masked is not there but named.
    Masker(const Nodes& roots, BytesView siteKey, std::size_t size,
        std::set<std::string>* paths = nullptr)
        : m_out(size)
        , m_siteKey(siteKey)
        , m_next(roots)
        , m_paths(paths)
    { }

    [[nodiscard]] bool isTooDeep() const { return m_tooDeep; }
    MaskedJson take() { return { std::move(m_out).take(), m_masked }; }

    // What nlohmann's reader calls; false ends it.
    bool null() { return plain("null", Kind::Other); }
    bool boolean(bool value) { return plain(value ? "true" : "false", Kind::Other); }
    bool number_integer(std::int64_t value) { return plain(std::to_string(value), Kind::Number); }
    bool number_unsigned(std::uint64_t value) { return plain(std::to_string(value), Kind::Number); }
    bool number_float(double, const std::string& written) { return plain(written, Kind::Number); }
    bool string(std::string& value) { return plain(value, Kind::Text); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(false); }
    bool start_array(std::size_t) { return open(true); }
    bool end_object() { return close(false); }
    bool end_array() { return close(true); }
    bool key(std::string& name);
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&)
    {
        return false;
    }

private:
    enum class Kind : std::uint8_t
    {
        Text,
        Number,
        Other
    };
    struct Level
    {
        Nodes nodes;
        bool isList = false;
        bool shown = false;
        std::size_t hiddenNames = 0;
        std::string path {}; // kept for answers alone
    };

    bool plain(std::string_view value, Kind kind);
    void writeMasked(std::string_view value, Kind kind, const Masked& how);
    bool open(bool isList);
    bool close(bool isList);
    void beginValue();
    [[nodiscard]] std::string path() const; // of the value that comes
    // Whether nothing is written where a value was: its path is named instead.
    bool leavesOut(const Masked& how);
    [[nodiscard]] bool isShown() const
    {
        return anyShown(m_next) || (!m_levels.empty() && m_levels.back().shown);
    }

    JsonWriter m_out;
    const BytesView m_siteKey;
    Nodes m_next; // of the value that comes
    std::string m_name; // of the member that comes, as it is written
    std::vector<Level> m_levels;
    std::size_t m_skipped = 0; // levels inside a value that is masked whole
    std::size_t m_masked = 0;
    bool m_tooDeep = false;
    bool m_isNamed = true; // the member that comes, by a rule
    std::set<std::string>* m_paths;
};

std::string Masker::path() const
{
    if (m_levels.empty()) {
        return {};
    }
    const Level& level = m_levels.back();
    if (level.isList) {
        return level.path + "[*]";
    }
    return level.path + (level.path.empty() ? "" : ".") + (m_isNamed ? m_name : "*");
}

bool Masker::leavesOut(const Masked& how)
{
    if (m_paths == nullptr) {
        return how.mode == Mode::Remove;
    }
    const std::string here = path();
    m_paths->insert(here.empty() ? "*" : here);
    return how.mode == Mode::Remove || how.mode == Mode::Replace;
}

bool Masker::key(std::string& name)
{
    if (m_skipped > 0) {
        return true;
    }
    Level& level = m_levels.back();
    bool isNamed = level.shown;
    m_next = membersOf(level.nodes, name, isNamed);
    m_isNamed = isNamed;
    m_name = isNamed ? name : "masked-" + std::to_string(++level.hiddenNames);
    return true;
}

void Masker::beginValue()
{
    if (!m_levels.empty() && !m_levels.back().isList) {
        m_out.key(m_name);
    }
}

bool Masker::plain(std::string_view value, Kind kind)
{
    if (m_skipped > 0) {
        return true;
    }
    if (!m_levels.empty() && m_levels.back().isList) {
        m_next = itemsOf(m_levels.back().nodes);
    }
    if (!isShown()) {
        writeMasked(value, kind, howOf(m_next));
        return true;
    }
    beginValue();
    kind == Kind::Text ? m_out.string(value) : m_out.raw(value);
    return true;
}

void Masker::writeMasked(std::string_view value, Kind kind, const Masked& how)
{
    ++m_masked;
    if (leavesOut(how)) {
        return;
    }
    beginValue();
    if (how.mode == Mode::Zero && kind == Kind::Number) {
        m_out.raw("0");
    } else if (kind == Kind::Text || how.mode == Mode::Hash) {
        m_out.string(maskedText(how, value, m_siteKey));
    } else {
        m_out.string(maskText);
    }
}

bool Masker::open(bool isList)
{
    if (m_levels.size() + m_skipped >= maxDepth) {
        m_tooDeep = true;
        return false;
    }
    if (m_skipped > 0) {
        ++m_skipped;
        return true;
    }
    if (!m_levels.empty() && m_levels.back().isList) {
        m_next = itemsOf(m_levels.back().nodes);
    }
    const bool shown = isShown();
    std::string here = m_paths == nullptr ? std::string() : path();
    if (!shown && !looksInto(m_next, isList)) {
        writeMasked(
            {}, Kind::Other, howOf(m_next).mode == Mode::Remove ? howOf(m_next) : Masked {});
        m_skipped = 1;
        return true;
    }
    beginValue();
    isList ? m_out.beginArray() : m_out.beginObject();
    m_levels.push_back({ m_next, isList, shown, 0, std::move(here) });
    return true;
}

bool Masker::close(bool isList)
{
    if (m_skipped > 0) {
        --m_skipped;
        return true;
    }
    isList ? m_out.endArray() : m_out.endObject();
    m_levels.pop_back();
    return true;
}

Result<MaskedJson> run(Masker& masker, BytesView json)
{
    if (!nlohmann::json::sax_parse(json, &masker)) {
        return masker.isTooDeep()
            ? refused("masking.too_deep", "the value is nested deeper than 32 levels")
            : refused("masking.not_json", "the value is not JSON, so no rule can name its fields");
    }
    return masker.take();
}

} // namespace

Result<MaskedJson> maskedJson(
    const std::vector<const Node*>& roots, BytesView json, BytesView siteKey)
{
    Masker masker(roots, siteKey, json.size());
    return run(masker, json);
}

Result<MaskedAnswer> maskedAnswer(
    const std::vector<const Node*>& roots, BytesView json, BytesView siteKey)
{
    MaskedAnswer out;
    Masker masker(roots, siteKey, json.size(), &out.masked);
    LOCUS_TRY_VALUE(made, run(masker, json));
    out.text = std::move(made.text);
    return out;
}

} // namespace locus::masking
