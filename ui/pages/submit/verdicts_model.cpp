// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/submit/verdicts_model.h"

#include "ui/models/reason_words.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array columns {
    TableColumn { "line", 48 },
    TableColumn { "verdict", 138 },
    TableColumn { "kind", 100 },
    TableColumn { "text", 214, false, false, false, true },
    TableColumn { "where", 168, false, false, false, true },
};
static_assert(columns.size() == VerdictsModel::ColumnCount);
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

void VerdictsModel::setKnowledge(std::optional<genetics::CoverageKnowledge> knowledge)
{
    m_knowledge = std::move(knowledge);
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
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role != Qt::DisplayRole) {
        return columnFact(columns, section, role);
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
        return index.column() == VerdictColumn ? QVariant(static_cast<int>(tone(*item)))
                                               : QVariant();
    case MonoRole: return index.column() == TextColumn;
    case MutedRole: return index.column() == LineColumn || index.column() == KindColumn;
    case Qt::ToolTipRole:
        if (index.column() == WhereColumn && isNobodys(*item)) {
            return whyNobody(*item);
        }
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
    case VerdictColumn:
        if (isNobodys(item)) {
            //: Verdict on one line of a submission: it is sent, but nobody can annotate it
            return tr("no annotator");
        }
        return item.accepted() ? tr("taken") : tr("not usable");
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

bool VerdictsModel::isNobodys(const genetics::InputItem& item) const
{
    return item.accepted() && m_knowledge
        && genetics::whereAnnotated(item, *m_knowledge).by == genetics::AnnotatedBy::Nobody;
}

Tone VerdictsModel::tone(const genetics::InputItem& item) const
{
    if (!item.accepted()) {
        return Tone::Danger;
    }
    return isNobodys(item) ? Tone::Warning : Tone::Success;
}

QString VerdictsModel::whyNobody(const genetics::InputItem& item)
{
    return item.kind == genetics::InputKind::Sequence || item.kind == genetics::InputKind::Fasta
        ? tr("Nobody will annotate this line: no reference is bundled that a sequence could be "
             "placed on.")
        : tr("Nobody will annotate this line: it is not in the local reference, and no VEP service "
             "is configured.");
}

QString VerdictsModel::where(const genetics::InputItem& item) const
{
    if (item.rejection) {
        return ReasonWords::of(*item.rejection);
    }
    if (!m_knowledge) {
        //: Who annotates a line, while there is no connection to a core
        return tr("known once a core is connected");
    }
    switch (genetics::whereAnnotated(item, *m_knowledge).by) {
    case genetics::AnnotatedBy::Local: return tr("local reference");
    case genetics::AnnotatedBy::LocalIfPlaced: return tr("local reference, after alignment");
    case genetics::AnnotatedBy::Service: return tr("VEP service");
    case genetics::AnnotatedBy::ServiceElseLocal: return tr("VEP service, else local reference");
    case genetics::AnnotatedBy::Nobody: break;
    }
    return item.kind == genetics::InputKind::Sequence || item.kind == genetics::InputKind::Fasta
        ? tr("no reference to place a sequence on")
        : tr("outside reference, no VEP");
}

} // namespace locus::ui
