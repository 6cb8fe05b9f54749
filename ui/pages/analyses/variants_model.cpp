// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/variants_model.h"

#include "core/base/text.h"
#include "core/client/analyses_client.h"
#include "core/protocol/analyses_messages.h"
#include "ui/models/reason_words.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 200;
constexpr int exportRows = 500; // the most that the core gives at once
constexpr std::size_t keptRows = 3000;

constexpr std::array facts {
    TableColumn { "line", 46, false, false, true },
    TableColumn { "gene", 72, false, false, false },
    TableColumn { "hgvsc", 120, false, false, false },
    TableColumn { "hgvsp", 104, false, false, false },
    TableColumn { "consequence", 190, false, false, false },
    TableColumn { "clinvar", 150, false, false, false },
    TableColumn { "frequency", 104, false, false, true },
    TableColumn { "alphamissense", 64, false, false, true },
    TableColumn { "cadd", 64, false, false, true },
    TableColumn { "revel", 64, false, false, true },
    TableColumn { "engine", 150, true, false, false },
    TableColumn { "input", 120, false, false, false },
    TableColumn { "transcript", 160, true, false, false },
};
static_assert(facts.size() == VariantsModel::ColumnCount);

} // namespace

VariantsModel::VariantsModel(client::AnalysesClient& analyses, QObject* parent)
    : QAbstractTableModel(parent)
    , m_analyses(analyses)
{ }

int VariantsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_total;
}

int VariantsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void VariantsModel::open(const analyses::AnalysisId& id)
{
    close();
    m_id = id;
    m_loading = true;
    request(0);
}

void VariantsModel::refresh()
{
    if (m_id) {
        ++m_generation;
        m_busy = false;
        request(std::max(m_wantFirst, 0) / pageRows * pageRows);
    }
}

void VariantsModel::close()
{
    ++m_generation;
    beginResetModel();
    m_id.reset();
    m_rows.clear();
    m_total = 0;
    m_busy = false;
    m_loading = false;
    m_wantFirst = 0;
    m_wantLast = 0;
    m_error.reset();
    endResetModel();
}

void VariantsModel::request(std::int64_t first)
{
    protocol::AnalysesRows message;
    message.analysisId = *m_id;
    message.firstRow = first;
    message.limit = pageRows;
    m_busy = true;
    m_analyses.rows(message, this,
        [this, first, generation = m_generation](Result<protocol::AnalysisRows> answer) {
            if (generation == m_generation) {
                m_busy = false;
                m_loading = false;
                receive(first, std::move(answer));
            }
        });
}

void VariantsModel::receive(std::int64_t first, Result<protocol::AnalysisRows> answer)
{
    if (!answer.ok()) {
        m_error = answer.error();
        Q_EMIT loaded();
        return;
    }
    m_error.reset();
    auto& page = answer->page;
    resizeTo(static_cast<int>(page.total));
    auto number = page.firstRow;
    for (auto& row : page.rows) {
        m_rows[number++] = std::move(row);
    }
    if (number > first) {
        Q_EMIT dataChanged(index(static_cast<int>(page.firstRow), 0),
            index(static_cast<int>(number) - 1, ColumnCount - 1));
    }
    forgetFar();
    noteMane();
    Q_EMIT loaded();
    if (number > first) {
        want(m_wantFirst, m_wantLast);
    }
}

void VariantsModel::resizeTo(int total)
{
    if (total > m_total) {
        beginInsertRows({}, m_total, total - 1);
        m_total = total;
        endInsertRows();
    } else if (total < m_total) {
        beginRemoveRows({}, total, m_total - 1);
        m_rows.erase(m_rows.lower_bound(total), m_rows.end());
        m_total = total;
        endRemoveRows();
    }
}

void VariantsModel::forgetFar()
{
    while (m_rows.size() > keptRows) {
        const auto below = m_wantFirst - m_rows.begin()->first;
        const auto above = m_rows.rbegin()->first - m_wantLast;
        m_rows.erase(below > above ? m_rows.begin() : std::prev(m_rows.end()));
    }
}

void VariantsModel::noteMane()
{
    bool any = false;
    bool all = true;
    for (const auto& [number, row] : m_rows) {
        if (VariantWords::displayed(row) != nullptr) {
            any = true;
            all = all && VariantWords::displaysMane(row);
        }
    }
    if (m_allMane != (any && all)) {
        m_allMane = any && all;
        Q_EMIT headerDataChanged(Qt::Horizontal, CodingColumn, CodingColumn);
    }
}

void VariantsModel::want(int first, int last)
{
    m_wantFirst = std::max(first, 0);
    m_wantLast = last;
    if (m_busy || !m_id) {
        return;
    }
    const auto end = std::min(m_wantLast + 50, m_total - 1);
    for (auto row = m_wantFirst; row <= end; ++row) {
        if (!m_rows.contains(row)) {
            request(row);
            return;
        }
    }
}

const genetics::AnnotationRow* VariantsModel::rowAt(int row) const
{
    const auto found = m_rows.find(row);
    return found == m_rows.end() ? nullptr : &found->second;
}

QVariant VariantsModel::headerTip(int section)
{
    switch (section) {
    case FrequencyColumn: return tr("Frequency of this allele as a fraction, 0 to 1");
    case ClinVarColumn: return tr("What ClinVar says about this allele");
    case LineColumn: return tr("Line of the submission");
    case CodingColumn: return tr("On the displayed transcript: MANE Select where there is one");
    default: return {};
    }
}

QVariant VariantsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::ToolTipRole) {
        return headerTip(section);
    }
    if (role != Qt::DisplayRole) {
        return columnFact(facts, section, role);
    }
    switch (section) {
    case LineColumn: return u"#"_s;
    case GeneColumn: return tr("Gene");
    //: Column: change of the coding sequence on the transcript that is displayed
    case CodingColumn: return m_allMane ? tr("c. (MANE)") : tr("c. (displayed)");
    case ProteinColumn: return tr("p.");
    case ConsequenceColumn: return tr("Consequence");
    //: Column: allele frequency, a fraction
    case FrequencyColumn: return tr("AF (0–1)");
    case ClinVarColumn: return tr("ClinVar (allele)");
    case AlphaMissenseColumn: return u"AM"_s;
    case CaddColumn: return u"CADD"_s;
    case RevelColumn: return u"REVEL"_s;
    case EngineColumn: return tr("Annotated by");
    case InputColumn: return tr("As sent");
    case TranscriptColumn: return tr("Transcript");
    default: return {};
    }
}

QVariant VariantsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto* row = rowAt(index.row());
    if (row == nullptr) {
        return role == SkeletonRole ? QVariant(true) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole: return display(*row, index.column());
    case ToneRole: return tone(*row, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    case MutedRole:
        return index.column() == LineColumn || index.column() == InputColumn
            || !said(*row, index.column()).brief.isEmpty();
    case MonoRole: return index.column() == InputColumn;
    case Qt::ToolTipRole: return tip(*row, index.column());
    case Qt::AccessibleTextRole: {
        const auto full = said(*row, index.column()).text;
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()
            + u": "_s + (full.isEmpty() ? display(*row, index.column()).toString() : full));
    }
    default: return {};
    }
}

// The columns whose cells say what evidence says, or why there is none.
VariantWords::Said VariantsModel::said(const genetics::AnnotationRow& row, int column)
{
    switch (column) {
    case FrequencyColumn: return VariantWords::frequency(row);
    case ClinVarColumn: return VariantWords::clinVar(row);
    case AlphaMissenseColumn: return VariantWords::score(row, "am_pathogenicity");
    case CaddColumn: return VariantWords::score(row, "cadd_phred");
    case RevelColumn: return VariantWords::score(row, "revel");
    default: return {};
    }
}

QVariant VariantsModel::tip(const genetics::AnnotationRow& row, int column)
{
    if (row.notAnnotated) {
        return ReasonWords::of(*row.notAnnotated);
    }
    if (column == CodingColumn || column == TranscriptColumn) {
        const auto* shown = VariantWords::displayed(row);
        const auto why =
            shown == nullptr ? QString() : VariantWords::chosenBecause(shown->chosenBecause);
        return why.isEmpty() ? VariantWords::title(row)
                             : QString(VariantWords::title(row) + u'\n' + why);
    }
    const auto evidence = said(row, column);
    return evidence.brief.isEmpty() ? evidence.note
                                    : QString(evidence.text + u'\n' + evidence.note);
}

QVariant VariantsModel::display(const genetics::AnnotationRow& row, int column)
{
    const auto* shown = VariantWords::displayed(row);
    switch (column) {
    case LineColumn: return static_cast<qlonglong>(row.line);
    case GeneColumn: return shown != nullptr ? fromStd(shown->geneSymbol) : QString();
    case CodingColumn:
        return fromStd(shown != nullptr && !shown->hgvsc.empty() ? shown->hgvsc : row.hgvsg)
            .section(u':', -1);
    case ProteinColumn:
        return shown != nullptr ? fromStd(shown->hgvsp).section(u':', -1) : QString();
    case ConsequenceColumn:
        if (row.notAnnotated) {
            //: %1 is a short reason
            return tr("not annotated: %1").arg(VariantWords::notAnnotated(row.notAnnotated->code));
        }
        if (shown != nullptr && !shown->consequenceTerms.empty()) {
            return VariantWords::term(shown->consequenceTerms.front());
        }
        return row.annotation ? VariantWords::term(row.annotation->mostSevere) : QString();
    case FrequencyColumn:
    case ClinVarColumn:
    case AlphaMissenseColumn:
    case CaddColumn:
    case RevelColumn: return said(row, column).inList();
    case EngineColumn: return row.annotation ? VariantWords::engine(row.source) : QString();
    case InputColumn: return fromStd(row.input).left(200);
    case TranscriptColumn: return shown != nullptr ? fromStd(shown->transcriptId) : QString();
    default: return {};
    }
}

QVariant VariantsModel::tone(const genetics::AnnotationRow& row, int column)
{
    if (column == ConsequenceColumn) {
        if (row.notAnnotated) {
            return static_cast<int>(Tone::Info);
        }
        const auto* shown = VariantWords::displayed(row);
        return shown == nullptr
            ? static_cast<int>(VariantWords::toneOfTerm(row.annotation->mostSevere))
            : shown->impact.empty() && !shown->consequenceTerms.empty()
            ? static_cast<int>(VariantWords::toneOfTerm(shown->consequenceTerms.front()))
            : static_cast<int>(VariantWords::toneOfImpact(shown->impact));
    }
    if (column == ClinVarColumn) {
        const auto said = VariantWords::clinVar(row);
        return said.tone ? QVariant(static_cast<int>(*said.tone)) : QVariant();
    }
    return {};
}

ExportSource VariantsModel::exportSource(const QList<int>& columns) const
{
    protocol::AnalysesRows message;
    message.analysisId = m_id.value_or(analyses::AnalysisId());
    message.limit = exportRows;
    return [this, columns, message](const std::string& after, QObject* context, auto done) {
        auto next = message;
        next.firstRow = toInt(after).value_or(0);
        m_analyses.rows(next, context, [columns, done](Result<protocol::AnalysisRows> answer) {
            if (!answer.ok()) {
                done(std::move(answer).error());
                return;
            }
            const auto& page = answer->page;
            const auto end = page.firstRow + static_cast<std::int64_t>(page.rows.size());
            const bool last = page.rows.empty() || end >= page.total;
            ExportPage out { {}, last ? std::string() : std::to_string(end), page.total };
            for (const auto& row : page.rows) {
                QVariantList values;
                for (const auto column : columns) {
                    values << display(row, column);
                }
                out.rows << values;
            }
            done(std::move(out));
        });
    };
}

} // namespace locus::ui
