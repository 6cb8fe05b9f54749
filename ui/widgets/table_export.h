// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/widgets/table_text.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>
#include <string>

class QSaveFile;

namespace locus::ui {

struct ExportPage
{
    QList<QVariantList> rows; // one value a column
    std::string next {}; // key of the page after this one; empty: this is the last
    std::optional<qint64> total {}; // of the whole export, where it is known
};
// Brings the page after this key, the first one after an empty key: `done` is called once, from the
// event loop, unless `context` is gone by then. Keeps nothing, so that an export can be repeated.
using ExportSource = std::function<void(
    const std::string& after, QObject* context, std::function<void(Result<ExportPage>)> done)>;

// Writes all rows of a source to a file, one page after the other, formatted and written on a
// thread of its own: the file appears as a whole under its name, or not at all. Thread contract:
// the ui thread.
class TableExport : public QObject
{
    Q_OBJECT

public:
    enum class Outcome
    {
        Done,
        Cancelled,
        Failed, // error(): what the source said, or refused "export.denied", "export.disk_full",
                // "export.unwritable" with the system's words
    };
    Q_ENUM(Outcome)

    TableExport(QString path, TableText text, ExportSource source, QObject* parent = nullptr);
    ~TableExport() override;

    void start();
    void cancel();
    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] std::optional<qint64> total() const { return m_total; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    void progressed();
    void finished(locus::ui::TableExport::Outcome outcome);

private:
    using Fault = std::optional<Error>;

    void onThread(std::function<Fault()> work, std::function<void()> then);
    [[nodiscard]] Fault open();
    [[nodiscard]] Fault write(const QString& text);
    void ask(const std::string& after);
    void take(Result<ExportPage> page);
    void commit();
    void end(Outcome outcome);

    QString m_path;
    TableText m_text;
    ExportSource m_source;
    QThread m_thread;
    QObject* m_home; // lives in m_thread, as does what is done to m_file
    std::unique_ptr<QSaveFile> m_file;
    qint64 m_rows = 0;
    std::optional<qint64> m_total;
    std::optional<Error> m_error;
    bool m_committing = false; // too late to cancel
    bool m_over = false;
};

} // namespace locus::ui
