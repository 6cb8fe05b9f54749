// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QCoreApplication>
#include <QString>

namespace locus::ui {

// Cause and next step of what goes wrong on the way to a connection: secrets and certificates. All
// other codes are worded as everywhere (ui/models/words.h).
class ConnectionWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::ConnectionWords)

public:
    static QString cause(const Error& error);
    static QString nextStep(const Error& error);
};

} // namespace locus::ui
