// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_export.h"

#include <QSaveFile>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

Error faultOf(const QSaveFile& file, const char* code)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return refused(full ? "export.disk_full" : code, file.errorString().toStdString());
}

} // namespace

TableExport::TableExport(QString path, TableText text, ExportSource source, QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_text(std::move(text))
    , m_source(std::move(source))
    , m_home(new QObject)
{
    m_home->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

// What was not committed disappears with m_file.
TableExport::~TableExport()
{
    m_thread.quit();
    m_thread.wait();
}

void TableExport::onThread(std::function<Fault()> work, std::function<void()> then)
{
    QMetaObject::invokeMethod(m_home, [this, work = std::move(work), then = std::move(then)] {
        auto fault = work();
        QMetaObject::invokeMethod(this, [this, fault = std::move(fault), then] {
            if (m_over) {
                return;
            }
            if (fault) {
                m_error = fault;
                end(Outcome::Failed);
            } else {
                then();
            }
        });
    });
}

TableExport::Fault TableExport::open()
{
    m_file = std::make_unique<QSaveFile>(m_path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        return faultOf(*m_file, "export.denied");
    }
    return write(m_text.head());
}

TableExport::Fault TableExport::write(const QString& text)
{
    // Flushed, so that a full disk is noticed at once and not at the end.
    if (m_file->write(text.toUtf8()) < 0 || !m_file->flush()) {
        return faultOf(*m_file, "export.unwritable");
    }
    return {};
}

void TableExport::start()
{
    onThread([this] { return open(); }, [this] { ask({}); });
}

void TableExport::ask(const std::string& after)
{
    m_source(after, this, [this](Result<ExportPage> page) {
        if (!m_over) {
            take(std::move(page));
        }
    });
}

void TableExport::take(Result<ExportPage> page)
{
    if (!page.ok()) {
        m_error = std::move(page).error();
        end(Outcome::Failed);
        return;
    }
    const auto count = page->rows.size();
    if (page->total) {
        m_total = page->total;
    }
    onThread(
        [this, rows = std::move(page->rows)] {
            QString text;
            for (const auto& values : rows) {
                text += m_text.row(values);
            }
            return write(text);
        },
        [this, count, after = page->next] {
            m_rows += count;
            Q_EMIT progressed();
            if (m_over) {
                return;
            }
            if (after.empty()) {
                commit();
            } else {
                ask(after);
            }
        });
}

void TableExport::commit()
{
    m_committing = true;
    onThread(
        [this]() -> Fault {
            return m_file->commit() ? Fault() : faultOf(*m_file, "export.unwritable");
        },
        [this] { end(Outcome::Done); });
}

void TableExport::cancel()
{
    if (!m_over && !m_committing) {
        end(Outcome::Cancelled);
    }
}

void TableExport::end(Outcome outcome)
{
    m_over = true;
    QMetaObject::invokeMethod(m_home, [this, outcome] {
        m_file.reset();
        QMetaObject::invokeMethod(this, [this, outcome] { Q_EMIT finished(outcome); });
    });
}

} // namespace locus::ui
