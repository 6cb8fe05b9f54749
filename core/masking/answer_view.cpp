// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/answer_view.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <algorithm>

namespace locus::masking {

namespace {

constexpr std::string_view eachSuffix = "[*]";

bool showsAllOf(const Node& root)
{
    return root.shown || (root.anyMember && root.anyMember->shown);
}

using Nodes = std::vector<const Node*>;

Nodes below(const Nodes& nodes, std::string_view name)
{
    Nodes out;
    for (const Node* node : nodes) {
        if (const auto at = node->members.find(name); at != node->members.end()) {
            out.push_back(&at->second);
        }
        if (node->anyMember) {
            out.push_back(node->anyMember.get());
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

bool anyShown(const Nodes& nodes)
{
    return std::any_of(nodes.begin(), nodes.end(), [](const Node* node) { return node->shown; });
}

} // namespace

AnswerView::AnswerView(
    const MaskingPolicy& policy, std::string_view method, std::span<const people::Role> roles)
    : m_roots(policy.answerViewOf(method, roles).roots)
{
    m_all = std::any_of(
        m_roots.begin(), m_roots.end(), [](const Node* root) { return showsAllOf(*root); });
}

void AnswerView::reveal(const std::vector<std::string>& paths)
{
    m_all = m_all || paths.empty();
    m_revealed = std::make_shared<Node>();
    for (const std::string& path : paths) {
        if (auto made = m_revealed->make(path); made.ok()) {
            (*made)->shown = true;
        }
    }
    m_roots.push_back(m_revealed.get());
}

bool AnswerView::shows(std::string_view path) const
{
    if (m_all) {
        return true;
    }
    Nodes at = m_roots;
    for (std::string_view step : split(path, '.')) {
        std::size_t lists = 0;
        for (; step.ends_with(eachSuffix); step.remove_suffix(eachSuffix.size())) {
            ++lists;
        }
        at = below(at, step);
        for (; lists > 0 && !anyShown(at); --lists) {
            at = itemsOf(at);
        }
        if (anyShown(at)) {
            return true;
        }
    }
    return false;
}

Result<Bytes> AnswerView::apply(BytesView answer, BytesView siteKey) const
{
    if (m_all) {
        return Bytes(answer);
    }
    LOCUS_TRY_VALUE(made, maskedAnswer(m_roots, answer, siteKey));
    if (made.masked.empty()) {
        return std::move(made.text);
    }
    JsonWriter paths;
    paths.beginArray();
    for (const std::string& path : made.masked) {
        paths.string(path);
    }
    paths.endArray();
    // An answer that is no object, or of which nothing is seen at all, leaves only this.
    Bytes out = made.text.ends_with('}') ? std::move(made.text) : Bytes("{}");
    out.pop_back();
    out += (out.size() > 1 ? "," : "") + std::string(R"("masked":)") + paths.text() + "}";
    return out;
}

Status checkPath(std::string_view path)
{
    Node scratch;
    if (auto made = scratch.make(path); !made.ok()) {
        return std::move(made).error();
    }
    return {};
}

} // namespace locus::masking
