// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/reveal_messages.h"

#include <QObject>

#include <vector>

namespace locus::client {
class CoreClient;
}

namespace locus::ui {

// The records of which this session sees what is masked, each for a while and with a reason that
// stands in the audit trail. One for a connection, shared by all pages and the window. Thread
// contract: the ui thread.
class Reveals : public QObject
{
    Q_OBJECT

public:
    // Made on first use; lives as long as the connection.
    static Reveals& of(client::CoreClient& core);

    [[nodiscard]] const std::vector<protocol::RevealInfo>& open() const { return m_open; }
    // Asks for the reason and for how long, over this widget, and opens it. `record`:
    // "Patient/<id>"; `label`: what people call it.
    void ask(const QString& record, const QString& label, QWidget* over);
    void end(const std::string& revealId);
    // Asks the core which are open still.
    void refresh();

Q_SIGNALS:
    // What may be seen is another than before: it has to be read again.
    void changed();
    // One was opened or ended here, or could not be.
    void said(const QString& sentence, bool failed);

private:
    explicit Reveals(client::CoreClient& core);
    void setOpen(std::vector<protocol::RevealInfo> open);

    client::CoreClient& m_core;
    std::vector<protocol::RevealInfo> m_open;
};

} // namespace locus::ui
