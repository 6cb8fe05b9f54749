// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/protocol/audit_messages.h"
#include "ui/page/page_context.h"

#include <QObject>

#include <functional>

namespace locus::ui {

class FormDialog;

// What an admin may change of the trail itself; each waits for a second admin.
class AuditChanges : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    AuditChanges(const PageContext& context, QWidget& over);

    void setRetention();
    void changeKey();

private:
    FormDialog* form(
        const char* name, const QString& title, const QString& note, const QString& act);
    // `message` fills in all but the id of the command.
    void ask(FormDialog* dialog, std::string_view method,
        const std::function<protocol::AuditChange()>& message);

    const PageContext& m_context;
    QWidget& m_over;
    SystemRandom m_random;
    UuidSource m_ids;
};

} // namespace locus::ui
