// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/core_launcher.h"

#include <QLockFile>
#include <QTemporaryDir>
#include <QTimer>

#include <filesystem>
#include <memory>

class QProcess;

namespace locus::app {

// Starts locusd beside this program: the seat's own one detached, so that it may outlive the
// window; the demo one as a child with a folder of its own that is deleted with it. If this process
// is killed, Linux ends the demo core with it, and the next start deletes the folder. Thread
// contract: the ui thread; nothing blocks but the end of what was started.
class LocalCoreLauncher final : public ui::CoreLauncher
{
    Q_OBJECT

public:
    // `dataFolder`: where this seat's own core keeps its data.
    explicit LocalCoreLauncher(std::filesystem::path dataFolder, QObject* parent = nullptr);
    ~LocalCoreLauncher() override;

    [[nodiscard]] Status local() const override { return m_local.status; }
    [[nodiscard]] Status demo() const override { return m_demo.status; }

    void startLocal() override;
    void startDemo() override;
    void endDemo() override;
    void keepInBackground(bool keep) override { m_keep = keep; }

private:
    struct Core
    {
        Status status;
        std::filesystem::path folder;
        QTimer poll;
        qint64 waitedMs = 0;
        bool isDemo = false;
    };

    void awaitEndpoint(Core& core);
    void lookForEndpoint(Core& core);
    void fail(Core& core, const Error& error);
    void stopLocal() const;
    bool makeDemoFolder();

    Core m_local;
    Core m_demo;
    std::unique_ptr<QTemporaryDir> m_demoFolder;
    std::unique_ptr<QLockFile> m_demoOwner; // held while this process lives
    std::unique_ptr<QProcess> m_demoProcess;
    bool m_keep = true; // a core that has been asked to work goes on unless told otherwise
};

} // namespace locus::app
