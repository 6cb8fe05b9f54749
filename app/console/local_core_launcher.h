// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/core_launcher.h"

#include <QTemporaryDir>
#include <QTimer>

#include <filesystem>
#include <memory>

class QProcess;

namespace locus::app {

// Starts locusd beside this program: the seat's own one detached, so that it may outlive the
// window; the demo one as a child with a folder of its own that is deleted with it. Thread
// contract: the ui thread; nothing blocks.
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
    void stopLocal();

    Core m_local;
    Core m_demo;
    std::unique_ptr<QTemporaryDir> m_demoFolder;
    std::unique_ptr<QProcess> m_demoProcess;
    bool m_startedLocal = false;
    bool m_keep =
        true; // a core that has been asked to work goes on unless the person says otherwise
};

} // namespace locus::app
