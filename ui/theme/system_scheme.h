// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

#include <QObject>

namespace locus::ui {

// Light or dark, as the desktop wants it, and when it changes its mind. Qt 6.4 has no question for
// it, so: the registry on Windows, the desktop portal on Linux, the lightness of the platform's own
// window colour elsewhere and wherever these say nothing. Nothing blocks: a portal's answer comes
// as a change. Thread contract: the ui thread.
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    // `bus`: name of a QtDBus connection; empty: the session's.
    explicit SystemScheme(const QString& bus = {}, QObject* parent = nullptr);

    [[nodiscard]] Scheme value() const { return m_value; }

Q_SIGNALS:
    void changed();

private:
    void follow(const QString& bus);
    void take(Scheme scheme);

    Scheme m_value;
};

} // namespace locus::ui
