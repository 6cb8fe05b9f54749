// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/protocol/system_messages.h"

#include <QFrame>

namespace locus::ui {

class FactGrid;

// Is the core well? Each part of it with a word, and what is worth knowing of it.
class HealthCard : public QFrame
{
    Q_OBJECT

public:
    explicit HealthCard(QWidget* parent = nullptr);

    void setReport(const Result<protocol::HealthReport>& answer);

private:
    // A part of the core by its name in the report; one that is not known stands as it is.
    static QString partName(const std::string& check);
    // What is worth knowing of a part: in the person's words while it is well, else the core's.
    static QString partNote(
        const protocol::HealthCheck& check, const protocol::HealthReport& report);

    FactGrid* m_facts;
};

} // namespace locus::ui
