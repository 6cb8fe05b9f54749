// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/redrive_messages.h"
#include "ui/page/page_context.h"

#include <QFrame>

#include <vector>

class QTimer;
class QVBoxLayout;

namespace locus::ui {

class RedriveRow;

// The redrives that are under way, whoever began them: how far each is, pause, resume, cancel. What
// came of those begun here goes to the activity list. Hidden while there is none.
class RedriveStrip : public QFrame
{
    Q_OBJECT

public:
    // context must outlive this.
    explicit RedriveStrip(const PageContext& context, QWidget* parent = nullptr);

    // Asks the core which there are.
    void refresh();
    // Begun here.
    void follow(const Uuid& run);

private:
    using Run = dead_letters::RedriveRun;

    void take(const std::vector<Run>& runs);
    void report(const Uuid& run);
    void say(const protocol::RedriveRunDetail& answer);
    template <typename Message> void change(const Uuid& run, const QString& did);
    RedriveRow* rowOf(const Uuid& run);
    RedriveRow* addRow(const Uuid& run);

    const PageContext& m_context;
    SystemRandom m_random;
    UuidSource m_ids;
    QVBoxLayout* m_layout;
    std::vector<RedriveRow*> m_rows;
    std::vector<Uuid> m_own; // begun here and not reported yet
    QTimer* m_timer;
    bool m_asked = false;
};

} // namespace locus::ui
