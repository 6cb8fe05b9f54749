// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_export_strip.h"

#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRecords = 500;

struct Kind
{
    people::AuditFormat format;
    const char16_t* filter;
    const char16_t* ending;
};
constexpr Kind kinds[] = {
    { people::AuditFormat::FhirR4, u"FHIR R4 AuditEvent (*.ndjson)", u"ndjson" },
    { people::AuditFormat::FhirR5, u"FHIR R5 AuditEvent (*.ndjson)", u"ndjson" },
    { people::AuditFormat::Dicom, u"DICOM PS3.15 / IHE ATNA (*.xml)", u"xml" },
};

const Kind& kindOf(const QString& filter)
{
    for (const auto& kind : kinds) {
        if (filter == QString::fromUtf16(kind.filter)) {
            return kind;
        }
    }
    return kinds[0];
}

} // namespace

AuditExportStrip::AuditExportStrip(const PageContext& context, QAction* action,
    std::function<people::AuditFilter()> filter, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_action(action)
    , m_filter(std::move(filter))
    , m_text(makeLabel({}, nullptr, this))
{
    setObjectName(u"exportAudit"_s);
    setProperty("role", u"inset"_s);
    auto* progress = new QProgressBar(this);
    progress->setAccessibleName(tr("Progress of the export"));
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setFixedWidth(120);
    auto* stop = new QPushButton(tr("Cancel the export"), this);
    stop->setObjectName(u"exportAuditCancel"_s);
    stop->setAccessibleName(stop->text());
    connect(stop, &QPushButton::clicked, this, &AuditExportStrip::cancel);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(space::medium, space::small, space::small, space::small);
    line->setSpacing(space::medium);
    line->addWidget(m_text, 1);
    line->addWidget(progress);
    line->addWidget(stop);
    hide();
    connect(m_action, &QAction::triggered, this, &AuditExportStrip::ask);
}

AuditExportStrip::~AuditExportStrip() = default;

void AuditExportStrip::ask()
{
    auto folder = m_context.views.value(u"export"_s, u"folder"_s).toString();
    if (!QFileInfo(folder).isDir()) {
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    }
    auto* dialog = new QFileDialog(this, tr("Export the audit trail"), folder);
    dialog->setObjectName(u"exportAuditDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const auto& kind : kinds) {
        filters << QString::fromUtf16(kind.filter);
    }
    dialog->setNameFilters(filters);
    const auto suffix = [dialog](const QString& filter) {
        dialog->setDefaultSuffix(QString::fromUtf16(kindOf(filter).ending));
    };
    connect(dialog, &QFileDialog::filterSelected, dialog, suffix);
    suffix(filters.front());
    dialog->selectFile(tr("audit-trail"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](const QString& path) {
        m_context.views.setValue(u"export"_s, u"folder"_s, QFileInfo(path).absolutePath());
        exportTo(path, kindOf(dialog->selectedNameFilter()).format);
    });
    dialog->open();
}

void AuditExportStrip::exportTo(const QString& path, people::AuditFormat format)
{
    if (m_file) {
        return;
    }
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        finish(tr("Export of the audit trail: not done. %1").arg(m_file->errorString()), true);
        return;
    }
    m_format = format;
    m_wanted = m_filter();
    m_records = 0;
    m_action->setEnabled(false);
    m_text->setText(tr("Exporting the audit trail"));
    show();
    next(0);
}

void AuditExportStrip::next(std::int64_t before)
{
    m_context.core.call<protocol::AuditExport>({ m_format, { m_wanted, before, pageRecords } },
        this, [this, run = m_run](const Result<protocol::AuditLines>& answer) {
            if (run != m_run || !m_file) {
                return;
            }
            if (answer.ok()) {
                take(*answer);
            } else {
                m_file->cancelWriting();
                finish(
                    tr("Export of the audit trail: not done. %1").arg(Words::cause(answer.error())),
                    true, Words::nextStep(answer.error()));
            }
        });
}

void AuditExportStrip::take(const protocol::AuditLines& lines)
{
    for (const auto& line : lines.lines) {
        m_file->write(QByteArray::fromStdString(line + '\n'));
    }
    m_records += static_cast<std::int64_t>(lines.lines.size());
    m_text->setText(tr("Exporting the audit trail: %1 records").arg(Words::count(m_records)));
    if (lines.next != 0) {
        next(lines.next);
        return;
    }
    const QFileInfo file(m_file->fileName());
    const bool written = m_file->commit();
    finish(written ? tr("Exported %n record(s) of the audit trail to %1", nullptr,
               static_cast<int>(m_records))
                         .arg(file.fileName())
                   : tr("Export of the audit trail: not done. %1").arg(m_file->errorString()),
        !written, file.absoluteFilePath());
}

void AuditExportStrip::cancel()
{
    if (m_file) {
        m_file->cancelWriting();
        finish(tr("Export of the audit trail cancelled: no file was made"), false);
    }
}

void AuditExportStrip::finish(const QString& text, bool failed, const QString& details)
{
    ++m_run;
    m_file.reset();
    hide();
    m_action->setEnabled(true);
    m_context.shell.report({ text, failed, {}, {}, details });
}

} // namespace locus::ui
