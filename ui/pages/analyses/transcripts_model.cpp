// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/transcripts_model.h"

#include "ui/models/text.h"
#include "ui/pages/analyses/variant_words.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array columns {
    TableColumn { "transcript", 156 },
    TableColumn { "why", 124 },
    TableColumn { "consequence", 168 },
    TableColumn { "hgvsc", 84 },
    TableColumn { "hgvsp", 98 },
    TableColumn { "exon", 54 },
    TableColumn { "biotype", 36 },
};
static_assert(columns.size() == TranscriptsModel::ColumnCount);
} // namespace

int TranscriptsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_transcripts.size());
}

int TranscriptsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void TranscriptsModel::setTranscripts(std::vector<genetics::TranscriptAnnotation> transcripts)
{
    beginResetModel();
    m_transcripts = std::move(transcripts);
    endResetModel();
}

QVariant TranscriptsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role != Qt::DisplayRole) {
        return columnFact(columns, section, role);
    }
    switch (section) {
    case TranscriptColumn: return tr("Transcript");
    //: Column: why a transcript stands where it does (MANE Select, canonical)
    case ReasonColumn: return tr("Standing");
    case ConsequenceColumn: return tr("Consequence");
    case CodingColumn: return u"c."_s;
    case ProteinColumn: return u"p."_s;
    case ExonColumn: return tr("Exon");
    case BiotypeColumn: return tr("Biotype");
    default: return {};
    }
}

QString TranscriptsModel::reason(int row) const
{
    const auto& transcript = m_transcripts[static_cast<std::size_t>(row)];
    if (transcript.flags.maneSelect) {
        return u"MANE Select"_s;
    }
    if (transcript.flags.manePlusClinical) {
        return u"MANE Plus Clinical"_s;
    }
    return transcript.flags.canonical ? tr("canonical") : QString();
}

QVariant TranscriptsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto& transcript = m_transcripts[static_cast<std::size_t>(index.row())];
    if (role == ToneRole) {
        if (index.column() == ConsequenceColumn) {
            return static_cast<int>(VariantWords::toneOfImpact(transcript.impact));
        }
        const bool mane = index.column() == ReasonColumn
            && (transcript.flags.maneSelect || transcript.flags.manePlusClinical);
        return mane ? QVariant(static_cast<int>(Tone::Accent)) : QVariant();
    }
    if (role == ShapeRole && index.column() == ReasonColumn) {
        return u"star"_s;
    }
    if (role == MutedRole) {
        return index.row() > 0 && index.column() != TranscriptColumn;
    }
    if (role == Qt::ToolTipRole && index.column() == ConsequenceColumn) {
        QStringList terms;
        for (const auto& entry : transcript.consequenceTerms) {
            terms << VariantWords::term(entry);
        }
        return terms.join(u", "_s);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case TranscriptColumn: return fromStd(transcript.transcriptId);
    case ReasonColumn: return reason(index.row());
    case ConsequenceColumn:
        return transcript.consequenceTerms.empty()
            ? QString()
            : VariantWords::term(transcript.consequenceTerms.front());
    case CodingColumn: return fromStd(transcript.hgvsc).section(u':', -1);
    case ProteinColumn: return fromStd(transcript.hgvsp).section(u':', -1);
    case ExonColumn:
        return transcript.exon.empty() ? fromStd(transcript.intron) : fromStd(transcript.exon);
    case BiotypeColumn: return VariantWords::term(transcript.biotype);
    default: return {};
    }
}

} // namespace locus::ui
