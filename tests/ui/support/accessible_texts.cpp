// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/accessible_texts.h"

#include <QAccessible>
#include <QApplication>

#include <algorithm>

namespace locus::test {

namespace {

void collect(QAccessibleInterface* node, QStringList& out)
{
    if (node == nullptr || !node->isValid()) {
        return;
    }
    for (const auto part :
        { QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help }) {
        out << node->text(part);
    }
    if (auto* text = node->textInterface()) {
        out << text->text(0, text->characterCount());
    }
    for (int i = 0; i < node->childCount(); ++i) {
        collect(node->child(i), out);
    }
}

} // namespace

QStringList accessibleTexts()
{
    QStringList out;
    collect(QAccessible::queryAccessibleInterface(qApp), out);
    return out;
}

bool isTold(const QString& words)
{
    const auto texts = accessibleTexts();
    return std::any_of(
        texts.begin(), texts.end(), [&words](const QString& text) { return text.contains(words); });
}

} // namespace locus::test
