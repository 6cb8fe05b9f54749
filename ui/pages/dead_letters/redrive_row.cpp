// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/redrive_row.h"

#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int parts = 1'000; // of the bar
} // namespace

RedriveRow::RedriveRow(const Uuid& run, QWidget* parent)
    : QWidget(parent)
    , m_run(run)
    , m_text(makeLabel({}, nullptr, this))
    , m_progress(new QProgressBar(this))
    , m_pause(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_text->setObjectName(u"redriveText"_s);
    m_text->setWordWrap(true);
    m_progress->setObjectName(u"redriveProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the redrive"));
    m_progress->setRange(0, parts);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(180);
    m_pause->setObjectName(u"pauseRedrive"_s);
    m_cancel->setObjectName(u"cancelRedrive"_s);
    m_cancel->setAccessibleName(tr("Cancel the redrive"));
    m_cancel->setToolTip(tr("What was redriven stays so; the others stay open"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::medium);
    line->addWidget(m_text, 1);
    line->addWidget(m_progress);
    line->addWidget(m_pause);
    line->addWidget(m_cancel);
    connect(m_pause, &QPushButton::clicked, this,
        [this] { m_isPaused ? Q_EMIT resumeWanted() : Q_EMIT pauseWanted(); });
    connect(m_cancel, &QPushButton::clicked, this, &RedriveRow::cancelWanted);
}

void RedriveRow::show(const dead_letters::RedriveRun& run)
{
    m_isPaused = run.state == dead_letters::RunState::Paused;
    //: %1: how many were redriven, %2: of how many, %3: who began it
    QString text = tr("Redriven %1 of %2 · begun by %3")
                       .arg(Words::count(run.redriven), Words::count(run.total),
                           fromStd(run.owner));
    if (run.failed > 0) {
        text += u" · "_s + tr("%1 failed").arg(Words::count(run.failed));
    }
    if (m_isPaused) {
        //: After how far a redrive is
        text += u" · "_s + tr("paused");
    }
    m_text->setText(text);
    m_progress->setValue(run.total == 0
            ? 0
            : static_cast<int>((run.total - run.pending()) * parts / run.total));
    m_pause->setText(m_isPaused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_isPaused ? tr("Resume the redrive") : tr("Pause the redrive"));
}

} // namespace locus::ui
