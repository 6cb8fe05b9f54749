// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/protocol/redrive_messages.h"
#include "ui/page/page_context.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace locus::ui {

class FormDialog;

// What an operator does with dead letters, each with a reason: a redrive is asked of the core as a
// dry run first, so that the dialog says what it would do; a discard goes letter by letter.
class LetterActs : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    LetterActs(const PageContext& context, QWidget& over);

    void redrive(const std::vector<dead_letters::Letter>& letters);
    // All open ones that match.
    void redriveAll(dead_letters::LetterFilter filter);
    void discard(std::vector<dead_letters::Letter> letters);

Q_SIGNALS:
    void runBegan(const locus::Uuid& run);

private:
    struct Discarding;

    void plan(dead_letters::RedriveOrder order);
    void ask(dead_letters::RedriveOrder order, const dead_letters::RedrivePlan& plan);
    void start(const QPointer<FormDialog>& dialog, const dead_letters::RedriveOrder& order);
    void discardNext(Discarding work);
    void finish(const Discarding& work);
    void reportFailure(const QString& text);

    const PageContext& m_context;
    QWidget& m_over;
    SystemRandom m_random;
    UuidSource m_ids;
};

} // namespace locus::ui
