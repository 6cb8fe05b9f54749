// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page_context.h"

#include <QLabel>

class QTimer;

namespace locus::ui {

// How many there are in each state and since when the oldest waits; kept as the core has it.
class LettersSummary : public QLabel
{
    Q_OBJECT

public:
    // context must outlive this.
    explicit LettersSummary(const PageContext& context, QWidget* parent = nullptr);

    void refresh();

private:
    const PageContext& m_context;
    QTimer* m_delay;
    bool m_asked = false;
};

} // namespace locus::ui
