// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/submit/verdicts_model.h"

#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array ids { "line", "verdict", "kind", "text", "where" };
constexpr std::array widths { 58, 112, 124, 224, 180 };
static_assert(ids.size() == VerdictsModel::ColumnCount);
} // namespace

int VerdictsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_input ? 0 : static_cast<int>(m_input->items.size());
}

int VerdictsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void VerdictsModel::setInput(std::shared_ptr<const genetics::RecognisedInput> input)
{
    beginResetModel();
    m_input = std::move(input);
    endResetModel();
}

void VerdictsModel::setReference(
    std::string assembly, std::vector<genetics::CoveredInterval> coverage, bool serviceConfigured)
{
    m_assembly = std::move(assembly);
    m_serviceConfigured = serviceConfigured;
    m_coverage = std::move(coverage);
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

const genetics::InputItem* VerdictsModel::itemAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_input->items[static_cast<std::size_t>(row)] : nullptr;
}

QVariant VerdictsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    const auto column = static_cast<std::size_t>(section);
    if (role == ColumnIdRole) {
        return QString::fromLatin1(ids[column]);
    }
    if (role == ColumnWidthRole) {
        return widths[column];
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case LineColumn: return tr("Line");
    case VerdictColumn: return tr("Verdict");
    case KindColumn: return tr("Recognised as");
    case TextColumn: return tr("Text");
    //: Column: the engine that will annotate the line, or the reason why none can
    case WhereColumn: return tr("Annotated by, or why not");
    default: return {};
    }
}

QVariant VerdictsModel::data(const QModelIndex& index, int role) const
{
    const auto* item = index.isValid() ? itemAt(index.row()) : nullptr;
    if (item == nullptr) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return display(*item, index.column());
    case ToneRole:
        return index.column() == VerdictColumn
            ? QVariant(static_cast<int>(item->accepted() ? Tone::Success : Tone::Danger))
            : QVariant();
    case MonoRole: return index.column() == TextColumn;
    case MutedRole: return index.column() == LineColumn || index.column() == KindColumn;
    case Qt::ToolTipRole:
        return index.column() == WhereColumn || index.column() == TextColumn
            ? display(*item, index.column())
            : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()
            + u": "_s + display(*item, index.column()).toString());
    default: return {};
    }
}

QVariant VerdictsModel::display(const genetics::InputItem& item, int column) const
{
    switch (column) {
    case LineColumn: return static_cast<qlonglong>(item.line);
    //: Verdict on one line of a submission
    case VerdictColumn: return item.accepted() ? tr("taken") : tr("not usable");
    case WhereColumn: return where(item);
    case TextColumn: return fromStd(item.text).left(200).simplified();
    case KindColumn:
        return item.kind == genetics::InputKind::Fasta && !item.name.empty()
            ? tr("FASTA · %1").arg(fromStd(item.name))
            : nameOf(item.kind);
    default: return {};
    }
}

QString VerdictsModel::nameOf(genetics::InputKind kind)
{
    using genetics::InputKind;
    switch (kind) {
    case InputKind::Unknown: return tr("not recognised");
    case InputKind::Sequence: return tr("plain sequence");
    case InputKind::Fasta: return tr("FASTA record");
    case InputKind::Vcf: return tr("VCF line");
    case InputKind::EnsemblDefault: return tr("Ensembl format");
    case InputKind::Identifier: return tr("identifier");
    case InputKind::Spdi: return u"SPDI"_s;
    case InputKind::Hgvs: return u"HGVS"_s;
    case InputKind::Region: return tr("region");
    }
    return {};
}

QString VerdictsModel::where(const genetics::InputItem& item) const
{
    const auto placement = place(item, m_assembly, m_coverage);
    switch (placement.engine) {
    case Engine::None: return fromStd(item.rejection->reason);
    case Engine::Local: return tr("local reference · %1").arg(fromStd(placement.release));
    case Engine::Service:
        return m_serviceConfigured
            ? tr("VEP service")
            : tr("nobody: not in the local reference, and no VEP service is configured");
    case Engine::LocalOrService:
        return item.kind == genetics::InputKind::Sequence || item.kind == genetics::InputKind::Fasta
            ? tr("local reference, after alignment")
            : m_serviceConfigured ? tr("local if the transcript is held, else VEP")
                                  : tr("local if the transcript is held");
    }
    return {};
}

} // namespace locus::ui
