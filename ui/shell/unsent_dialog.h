// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QVBoxLayout;

namespace locus {
class Clock;
}
namespace locus::client {
class AnalysesClient;
}

namespace locus::ui {

// What the core has not acknowledged yet: waiting, or refused and waiting for a person.
class UnsentDialog : public QDialog
{
    Q_OBJECT

public:
    UnsentDialog(client::AnalysesClient& analyses, const Clock& clock, QWidget* parent = nullptr);

private:
    void fill();

    client::AnalysesClient& m_analyses;
    const Clock& m_clock;
    QVBoxLayout* m_list;
};

} // namespace locus::ui
