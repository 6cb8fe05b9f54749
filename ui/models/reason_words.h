// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"
#include "core/genetics/input_item.h"

#include <QCoreApplication>
#include <QString>

#include <string_view>

namespace locus::ui {

// Why a line is not taken or a row not annotated, in the person's language: every key of
// genetics::reasonSentences has its sentence here. A reason that is empty or of another release's
// core is shown in the words it came with.
class ReasonWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::ReasonWords)

public:
    static QString of(const genetics::Reason& reason, std::string_view english);
    static QString of(const genetics::NotAnnotated& why) { return of(why.why, why.reason); }
    static QString of(const genetics::InputRejection& why) { return of(why.why, why.reason); }
    // What is allowed at a place: genetics::allowedWords and notation, in any mixture.
    static QString ofAllowed(std::string_view english);

private:
    static QString filled(std::string_view key, const genetics::Facts& facts);
};

} // namespace locus::ui
