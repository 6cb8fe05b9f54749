// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/picture_taker.h"

#include "ui/shell/main_window.h"

#include <QDir>
#include <QPlainTextEdit>

#include <utility>

namespace locus::app {

namespace {

constexpr int settleMs = 900; // longer than a page's skeleton and its first answers

} // namespace

PictureTaker::PictureTaker(
    ui::MainWindow& window, ui::Theme& theme, QString folder, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_theme(theme)
    , m_folder(std::move(folder))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &PictureTaker::take);
}

void PictureTaker::start(std::vector<Subject> subjects)
{
    QDir().mkpath(m_folder);
    m_subjects = std::move(subjects);
    m_next = 0;
    showNext();
}

void PictureTaker::showNext()
{
    if (m_next == 2 * m_subjects.size()) {
        Q_EMIT finished();
        return;
    }
    const bool dark = m_next >= m_subjects.size();
    m_theme.setChoice(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    const Subject& subject = m_subjects[m_next % m_subjects.size()];
    m_window.open(subject.place);
    fillIn(subject.submission);
    m_settle.start();
}

void PictureTaker::fillIn(const QString& submission)
{
    auto* text = m_window.findChild<QPlainTextEdit*>(QStringLiteral("submitText"));
    if (text != nullptr && !submission.isEmpty()) {
        m_typed = text->toPlainText();
        text->setPlainText(submission);
    }
}

void PictureTaker::take()
{
    const bool dark = m_next >= m_subjects.size();
    const Subject& subject = m_subjects[m_next % m_subjects.size()];
    const QString scheme = dark ? QStringLiteral("dark") : QStringLiteral("light");
    m_window.grab().save(QStringLiteral("%1/%2_%3.png").arg(m_folder, subject.name, scheme));
    if (!subject.submission.isEmpty()) {
        const QString typed = std::exchange(m_typed, {});
        m_window.findChild<QPlainTextEdit*>(QStringLiteral("submitText"))->setPlainText(typed);
    }
    ++m_next;
    showNext();
}

} // namespace locus::app
