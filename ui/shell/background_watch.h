// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

class QMessageBox;
class QWidget;

namespace locus::client {
class AnalysesClient;
class CoreClient;
} // namespace locus::client
namespace locus::protocol {
struct HealthReport;
}

namespace locus::ui {

class CoreLauncher;
class ViewStore;

// What becomes of this seat's own core when the window closes. Own is a core that this console
// started, or that it left running before; any other goes on untouched. With nothing to do it stops
// with the window; with analyses in work or submissions unsent the person is asked. A core that
// cannot be asked what it does goes on.
class BackgroundWatch : public QObject
{
    Q_OBJECT

public:
    // All must outlive this; questions stand over `window`.
    BackgroundWatch(client::CoreClient& core, client::AnalysesClient& analyses,
        CoreLauncher& launcher, ViewStore& views, QWidget& window);

    // Whether the console is connected to the core that its launcher found or started.
    void setOnSeat(bool onSeat);
    void setHealth(const protocol::HealthReport& report);
    // The core was left running when a window closed.
    [[nodiscard]] bool isWatched() const;
    // True: close now. False: something is asked; mayCloseNow() follows unless the person stays.
    bool mayClose();
    [[nodiscard]] bool isAnswerKept() const;
    void askAgain();

Q_SIGNALS:
    void watchedChanged(bool watched);
    void mayCloseNow();

private:
    [[nodiscard]] bool isOwn() const;
    void askCore();
    void decide(qint64 pending);
    void ask(qint64 pending, qsizetype unsent);
    void leave(bool keep);

    client::CoreClient& m_core;
    client::AnalysesClient& m_analyses;
    CoreLauncher& m_launcher;
    ViewStore& m_views;
    QWidget& m_window;
    QPointer<QMessageBox> m_question;
    QString m_startedAt; // of the core that is connected; tells one run of it from the next
    bool m_onSeat = false;
    bool m_asking = false;
    bool m_decided = false;
};

} // namespace locus::ui
