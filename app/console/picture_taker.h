// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/place.h"
#include "ui/theme/theme.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace locus::ui {
class MainWindow;
}

namespace locus::app {

// Opens every page in light and in dark, waits until its data are there, and writes what the window
// shows as PNG.
class PictureTaker : public QObject
{
    Q_OBJECT

public:
    PictureTaker(
        ui::MainWindow& window, ui::Theme& theme, QString folder, QObject* parent = nullptr);

    // `places` in their order; the file is named by `name`.
    struct Subject
    {
        QString name;
        ui::Place place;
        QString submission {}; // what the Submit page holds meanwhile
    };
    void start(std::vector<Subject> subjects);

Q_SIGNALS:
    void finished();

private:
    void showNext();
    void take();
    void fillIn(const QString& submission);

    ui::MainWindow& m_window;
    ui::Theme& m_theme;
    QString m_folder;
    std::vector<Subject> m_subjects;
    std::size_t m_next = 0;
    QString m_typed; // what the person had typed there
    QTimer m_settle;
};

} // namespace locus::app
