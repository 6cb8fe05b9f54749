// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/export_strip.h"

#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

struct FileKind
{
    TableFormat format;
    const char16_t* name;
    const char16_t* ending;
};
constexpr FileKind kinds[] = {
    { TableFormat::Tsv, u"TSV", u"tsv" },
    { TableFormat::Csv, u"CSV", u"csv" },
    { TableFormat::JsonLines, u"JSON Lines", u"jsonl" },
    { TableFormat::Markdown, u"Markdown", u"md" },
};

QString filterOf(const FileKind& kind)
{
    return u"%1 (*.%2)"_s.arg(QString::fromUtf16(kind.name), QString::fromUtf16(kind.ending));
}

const FileKind& kindOf(const QString& nameFilter)
{
    const auto* found = std::find_if(std::begin(kinds), std::end(kinds),
        [&](const FileKind& kind) { return filterOf(kind) == nameFilter; });
    return found == std::end(kinds) ? kinds[0] : *found;
}

} // namespace

ExportStrip::ExportStrip(
    const QString& name, const PageContext& context, Table table, QAction* action, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_table(std::move(table))
    , m_action(action)
    , m_text(makeLabel({}, nullptr, this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(name);
    setProperty("role", u"inset"_s);
    m_text->setObjectName(name + u"Text"_s);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    auto* cancel = new QPushButton(tr("Cancel the export"), this);
    cancel->setObjectName(name + u"Cancel"_s);
    connect(cancel, &QPushButton::clicked, this, [this] { m_export->cancel(); });
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(space::medium, space::small, space::small, space::small);
    line->setSpacing(space::medium);
    line->addWidget(m_text, 1);
    line->addWidget(m_progress);
    line->addWidget(cancel);
    hide();
    connect(m_action, &QAction::triggered, this, &ExportStrip::ask);
}

void ExportStrip::ask()
{
    auto folder = m_context.views.value(u"export"_s, u"folder"_s).toString();
    if (!QFileInfo(folder).isDir()) {
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    }
    auto* dialog = new QFileDialog(this, tr("Export all rows"), folder);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const auto& kind : kinds) {
        filters << filterOf(kind);
    }
    dialog->setNameFilters(filters);
    const auto suffix = [dialog](const QString& filter) {
        dialog->setDefaultSuffix(QString::fromUtf16(kindOf(filter).ending));
    };
    connect(dialog, &QFileDialog::filterSelected, dialog, suffix);
    const auto wanted = m_context.views.value(u"export"_s, u"format"_s).toString(filters.front());
    dialog->selectNameFilter(wanted);
    suffix(wanted);
    dialog->selectFile(m_table.fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](const QString& path) {
        const auto filter = dialog->selectedNameFilter();
        m_context.views.setValue(u"export"_s, u"folder"_s, QFileInfo(path).absolutePath());
        m_context.views.setValue(u"export"_s, u"format"_s, filter);
        exportTo(path, kindOf(filter).format);
    });
    dialog->open();
}

void ExportStrip::exportTo(const QString& path, TableFormat format)
{
    const auto columns = m_table.view->shownColumns();
    run(path, TableText(textColumns(*m_table.view->model(), columns), format),
        m_table.rows(columns));
}

void ExportStrip::run(const QString& path, const TableText& text, const ExportSource& source)
{
    if (m_export != nullptr) {
        return;
    }
    m_export = new TableExport(path, text, source, this);
    connect(m_export, &TableExport::progressed, this, &ExportStrip::showProgress);
    connect(m_export, &TableExport::finished, this,
        [this, path, text, source](TableExport::Outcome outcome) {
            report(outcome, [self = QPointer(this), path, text, source] {
                if (self) {
                    self->run(path, text, source);
                }
            });
        });
    m_action->setEnabled(false);
    showProgress();
    show();
    m_export->start();
}

void ExportStrip::showProgress()
{
    const auto file = QFileInfo(m_export->path()).fileName();
    const auto rows = Words::count(m_export->rows());
    const auto total = m_export->total();
    m_text->setText(total
            ? tr("Exporting to %1: %2 of %3 rows").arg(file, rows, Words::count(*total))
            : tr("Exporting to %1: %2 rows").arg(file, rows));
    m_progress->setRange(0, total ? 1000 : 0);
    if (total && *total > 0) {
        m_progress->setValue(static_cast<int>(std::min(m_export->rows() * 1000 / *total, 1000LL)));
    }
}

void ExportStrip::report(TableExport::Outcome outcome, const std::function<void()>& again)
{
    auto* done = std::exchange(m_export, nullptr);
    done->deleteLater();
    hide();
    m_action->setEnabled(true);
    const QFileInfo file(done->path());
    Activity activity;
    switch (outcome) {
    case TableExport::Outcome::Done:
        activity.text = tr("Exported %n row(s) to %1", nullptr, static_cast<int>(done->rows()))
                            .arg(file.fileName());
        activity.details = file.absoluteFilePath();
        activity.choices = { { tr("Open folder"), [folder = file.absolutePath()] {
                                  QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
                              } } };
        break;
    case TableExport::Outcome::Cancelled:
        activity.text = tr("Export to %1 cancelled: no file was made").arg(file.fileName());
        activity.choices = { { tr("Try again"), again } };
        break;
    case TableExport::Outcome::Failed:
        activity.failed = true;
        activity.text =
            tr("Export to %1: not done. %2").arg(file.fileName(), Words::cause(*done->error()));
        activity.details = Words::nextStep(*done->error());
        activity.choices = { { tr("Try again"), again } };
        break;
    }
    m_context.shell.report(activity);
}

} // namespace locus::ui
