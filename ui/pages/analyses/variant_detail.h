// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"

#include <QScrollArea>

class QFrame;
class QLabel;
class QPlainTextEdit;
class QToolButton;
class QVBoxLayout;

namespace locus::ui {

class Badge;
class DataTable;
class FactGrid;
class TranscriptsModel;
class ViewStore;

// Everything known about one answer row, or why nothing is: label, transcripts, evidence,
// predictors, provenance with the engine's own reply.
class VariantDetail : public QScrollArea
{
    Q_OBJECT

public:
    explicit VariantDetail(ViewStore& views, QWidget* parent = nullptr);
    void show(const genetics::AnnotationRow& row);
    void clear();

private:
    void makeHead(QVBoxLayout* into);
    void makeTranscripts(QVBoxLayout* into, ViewStore& views);
    void makeRawReply();
    FactGrid* addSection(const QString& title, QVBoxLayout* into, QFrame** card);
    void showNotAnnotated(const genetics::AnnotationRow& row);
    void showTranscripts(const genetics::AnnotationRow& row);
    void showEvidence(const genetics::AnnotationRow& row);
    void showProvenance(const genetics::AnnotationRow& row);

    QWidget* m_body;
    QLabel* m_title;
    QLabel* m_genomic;
    QLabel* m_sent;
    Badge* m_badge;
    Badge* m_elsewhere;
    QFrame* m_whyNotCard = nullptr;
    FactGrid* m_whyNot = nullptr;
    QFrame* m_transcriptsCard = nullptr;
    QLabel* m_reason = nullptr;
    DataTable* m_table = nullptr;
    TranscriptsModel* m_transcripts = nullptr;
    QFrame* m_evidenceCard = nullptr;
    FactGrid* m_evidence = nullptr;
    QFrame* m_predictorsCard = nullptr;
    FactGrid* m_predictors = nullptr;
    QFrame* m_provenanceCard = nullptr;
    FactGrid* m_provenance = nullptr;
    QToolButton* m_rawButton = nullptr;
    QPlainTextEdit* m_raw = nullptr;
};

} // namespace locus::ui
