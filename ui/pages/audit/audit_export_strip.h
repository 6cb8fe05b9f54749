// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_reader.h"
#include "core/protocol/audit_messages.h"
#include "ui/page/page_context.h"

#include <QFrame>

#include <memory>

class QAction;
class QLabel;
class QProgressBar;
class QSaveFile;

namespace locus::ui {

// Writes the records of a filter to a file for another audit repository, page by page: one record a
// line, newest first. Shows how far it is, can be cancelled, leaves no half file.
class AuditExportStrip : public QFrame
{
    Q_OBJECT

public:
    // context and action must outlive this. `filter` is asked when it starts.
    AuditExportStrip(const PageContext& context, QAction* action,
        std::function<people::AuditFilter()> filter, QWidget* parent = nullptr);
    ~AuditExportStrip() override;

    void exportTo(const QString& path, people::AuditFormat format);
    [[nodiscard]] bool isRunning() const { return m_file != nullptr; }

private:
    void ask();
    void next(std::int64_t before);
    void take(const protocol::AuditLines& lines);
    void cancel();
    void finish(const QString& text, bool failed, const QString& details = {});

    const PageContext& m_context;
    QAction* m_action;
    std::function<people::AuditFilter()> m_filter;
    QLabel* m_text;
    std::unique_ptr<QSaveFile> m_file;
    people::AuditFilter m_wanted;
    people::AuditFormat m_format = people::AuditFormat::FhirR4;
    std::int64_t m_records = 0;
    int m_run = 0;
};

} // namespace locus::ui
