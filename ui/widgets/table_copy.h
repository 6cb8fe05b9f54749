// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <cstdint>

class QAbstractItemModel;

namespace locus::ui {

enum class CopyFormat : std::uint8_t
{
    Tsv,
    Csv,
    Json,
    Markdown
};

// Rows and columns of a table as text, with a header line. Values are what is shown (ExportRole
// where the model has it), so a masked cell stays masked. A cell that a spreadsheet would take for
// a formula is quoted as text.
QString copyTable(const QAbstractItemModel& model, const QList<int>& rows,
    const QList<int>& columns, CopyFormat format);

} // namespace locus::ui
