// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/variant_detail.h"

#include "ui/delegates/cell_delegate.h"
#include "ui/models/reason_words.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/analyses/transcripts_model.h"
#include "ui/pages/analyses/variant_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

VariantDetail::VariantDetail(ViewStore& views, QWidget* parent)
    : QScrollArea(parent)
    , m_body(new QWidget(this))
    , m_title(makeLabel({}, "heading", m_body))
    , m_genomic(makeLabel({}, "muted", m_body))
    , m_sent(makeLabel({}, nullptr, m_body))
    , m_badge(new Badge(m_body))
    , m_elsewhere(new Badge(m_body))
{
    setObjectName(u"variantDetail"_s);
    setAccessibleName(tr("Details of the variant"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    m_body->setObjectName(u"scrollBody"_s);
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(0, 0, space::small, 0);
    layout->setSpacing(space::medium);

    makeHead(layout);
    m_whyNot = addSection(tr("Not annotated"), layout, &m_whyNotCard);
    makeTranscripts(layout, views);
    m_evidence = addSection(tr("Evidence"), layout, &m_evidenceCard);
    m_predictors = addSection(tr("Predictors"), layout, &m_predictorsCard);
    m_provenance = addSection(tr("Where this comes from"), layout, &m_provenanceCard);
    makeRawReply();
    layout->addStretch();
    setWidget(m_body);
    clear();
}

void VariantDetail::makeHead(QVBoxLayout* into)
{
    m_title->setObjectName(u"variantTitle"_s);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_genomic->setWordWrap(true);
    m_genomic->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sent->setObjectName(u"variantSent"_s);
    m_sent->setWordWrap(true);
    m_sent->setTextFormat(Qt::PlainText);
    m_sent->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* badges = new QHBoxLayout;
    badges->addWidget(m_badge);
    badges->addWidget(m_elsewhere);
    badges->addStretch();
    auto* card = makeCard(m_body);
    auto* head = static_cast<QVBoxLayout*>(card->layout());
    head->setSpacing(space::hair);
    head->addWidget(m_title);
    head->addWidget(m_genomic);
    head->addWidget(m_sent);
    head->addLayout(badges);
    into->addWidget(card);
}

void VariantDetail::makeTranscripts(QVBoxLayout* into, ViewStore& views)
{
    m_transcriptsCard = makeCard(m_body);
    auto* inner = static_cast<QVBoxLayout*>(m_transcriptsCard->layout());
    auto* line = new QHBoxLayout;
    line->addWidget(makeLabel(tr("Transcripts"), "heading", m_transcriptsCard));
    m_reason = makeLabel({}, "muted", m_transcriptsCard);
    line->addStretch();
    line->addWidget(m_reason);
    inner->addLayout(line);
    m_transcripts = new TranscriptsModel(this);
    m_table = new DataTable(u"transcripts"_s, &views, m_transcriptsCard);
    m_table->setAccessibleName(tr("Transcripts, the displayed one first"));
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setModel(m_transcripts);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    inner->addWidget(m_table);
    into->addWidget(m_transcriptsCard);
}

void VariantDetail::makeRawReply()
{
    m_rawButton = makeTextButton(u"file"_s, tr("Show the engine's own reply"), m_provenanceCard);
    m_rawButton->setObjectName(u"rawReplyButton"_s);
    m_rawButton->setCheckable(true);
    m_raw = new QPlainTextEdit(m_provenanceCard);
    m_raw->setObjectName(u"rawReply"_s);
    m_raw->setAccessibleName(tr("The engine's own reply"));
    m_raw->setReadOnly(true);
    m_raw->setMinimumHeight(220);
    m_raw->hide();
    m_provenanceCard->layout()->addWidget(m_rawButton);
    m_provenanceCard->layout()->addWidget(m_raw);
    connect(m_rawButton, &QToolButton::toggled, m_raw, &QWidget::setVisible);
}

FactGrid* VariantDetail::addSection(const QString& title, QVBoxLayout* into, QFrame** card)
{
    *card = makeCard(m_body);
    (*card)->layout()->addWidget(makeLabel(title, "heading", *card));
    auto* grid = new FactGrid(*card);
    (*card)->layout()->addWidget(grid);
    into->addWidget(*card);
    return grid;
}

void VariantDetail::clear()
{
    m_title->setText(tr("Choose a variant"));
    m_genomic->show();
    m_genomic->setText(tr("Its transcripts, evidence and provenance are shown here."));
    for (auto* part : std::initializer_list<QWidget*> { m_sent, m_badge, m_elsewhere, m_whyNotCard,
             m_transcriptsCard, m_evidenceCard, m_predictorsCard, m_provenanceCard }) {
        part->hide();
    }
}

void VariantDetail::show(const genetics::AnnotationRow& row)
{
    m_title->setText(VariantWords::title(row));
    m_genomic->setText(VariantWords::genomic(row));
    m_genomic->setVisible(!m_genomic->text().isEmpty());
    const auto sent = fromStd(row.input);
    constexpr int most = 400;
    //: %1 number of the line, %2 the text of the submission
    m_sent->setText(tr("Line %1, as sent: %2")
                        .arg(row.line)
                        .arg(sent.size() > most ? QString(sent.left(most) + u'…') : sent));
    m_sent->show();
    const auto* shown = VariantWords::displayed(row);
    const bool hasTerm = shown != nullptr && !shown->consequenceTerms.empty();
    if (hasTerm) {
        m_badge->setState(VariantWords::term(shown->consequenceTerms.front()),
            VariantWords::toneOfTerm(shown->consequenceTerms.front()));
    }
    m_badge->setVisible(hasTerm);
    const auto worse = VariantWords::worseElsewhere(row);
    m_elsewhere->setState(worse, Tone::Warning);
    m_elsewhere->setVisible(!worse.isEmpty());
    showNotAnnotated(row);
    showTranscripts(row);
    showEvidence(row);
    showProvenance(row);
    verticalScrollBar()->setValue(0);
}

void VariantDetail::showNotAnnotated(const genetics::AnnotationRow& row)
{
    m_whyNotCard->setVisible(row.notAnnotated.has_value());
    if (!row.notAnnotated) {
        return;
    }
    std::vector<FactGrid::Fact> facts {
        { tr("Why"), VariantWords::notAnnotated(row.notAnnotated->code), Tone::Info, {} },
        { tr("In full"), ReasonWords::of(*row.notAnnotated) },
    };
    if (row.notAnnotated->retryAt) {
        facts.push_back({ tr("Tried again"), Words::moment(*row.notAnnotated->retryAt) });
    }
    facts.push_back(
        { tr("Meaning"), tr("No statement about this variant: neither harmful nor harmless.") });
    m_whyNot->setFacts(facts);
}

void VariantDetail::showTranscripts(const genetics::AnnotationRow& row)
{
    const auto* shown = VariantWords::displayed(row);
    m_transcriptsCard->setVisible(shown != nullptr);
    if (shown == nullptr) {
        m_transcripts->setTranscripts({});
        return;
    }
    const auto reason = VariantWords::chosenBecause(shown->chosenBecause);
    m_reason->setText(reason.isEmpty() ? QString() : tr("First: %1").arg(reason));
    m_transcripts->setTranscripts(row.annotation->transcripts);
    const auto rows = std::min(m_transcripts->rowCount(), 8);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
        + rows * m_table->verticalHeader()->defaultSectionSize() + 14);
}

void VariantDetail::showEvidence(const genetics::AnnotationRow& row)
{
    m_evidenceCard->setVisible(row.annotation.has_value());
    m_predictorsCard->setVisible(row.annotation.has_value());
    if (!row.annotation) {
        return;
    }
    const auto clinVar = VariantWords::clinVar(row);
    std::vector<FactGrid::Fact> facts { { u"ClinVar"_s, clinVar.text, clinVar.tone,
        clinVar.note } };
    QStringList known;
    for (const auto& entry : row.annotation->colocated) {
        known << fromStd(entry.id);
    }
    if (!known.isEmpty()) {
        facts.push_back({ tr("Known as"), known.join(u", "_s) });
    }
    const auto frequencies = VariantWords::frequencies(row);
    for (const auto& entry : frequencies) {
        facts.push_back({ entry.name, entry.said.text, {}, tr("fraction of alleles") });
    }
    if (frequencies.empty()) {
        const auto none = VariantWords::frequency(row);
        facts.push_back({ tr("Frequency"), none.text, {}, none.note });
    }
    m_evidence->setFacts(facts);

    facts.clear();
    for (const auto& entry : VariantWords::predictors(row)) {
        facts.push_back({ entry.name, entry.said.text, {}, entry.said.note });
    }
    if (facts.empty()) {
        facts.push_back({ tr("Scores"), tr("no score for the displayed transcript"), {}, {} });
    }
    m_predictors->setFacts(facts);
}

void VariantDetail::showProvenance(const genetics::AnnotationRow& row)
{
    m_provenanceCard->show();
    std::vector<FactGrid::Fact> facts;
    if (row.annotation) {
        facts.push_back({ tr("Engine"), VariantWords::engine(row.source) });
        if (!row.source.dataRelease.empty()) {
            facts.push_back({ tr("Data"), fromStd(row.source.dataRelease) });
        }
        facts.push_back({ tr("Annotated at"), Words::moment(row.retrieved) });
        const auto missing = VariantWords::missing(row);
        if (!missing.isEmpty() && row.source.engine == "locus-local") {
            facts.push_back({ tr("Not looked up"), missing });
        } else if (!missing.isEmpty()) {
            facts.push_back(
                { tr("Missing"), missing, Tone::Warning, tr("asked for, not delivered") });
        }
    }
    for (const auto& note : row.notes) {
        facts.push_back({ tr("Note"), fromStd(note) });
    }
    m_provenance->setFacts(facts);
    m_rawButton->setVisible(!row.rawReply.empty());
    m_rawButton->setChecked(false);
    const auto raw = QByteArray::fromStdString(row.rawReply);
    const auto json = QJsonDocument::fromJson(raw);
    m_raw->setPlainText(json.isNull() ? QString::fromUtf8(raw) : QString::fromUtf8(json.toJson()));
}

} // namespace locus::ui
