// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace locus::ui {

class Badge;
class DataTable;
class PatientHead;
class StatePanel;
class VariantDetail;
class VariantsModel;
struct PageContext;

// One analysis beside the list: what it is, its rows, and the details of the chosen one. Reading
// only; follows the analysis while it changes.
class ReviewPane : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewPane(const PageContext& context, QWidget* parent = nullptr);
    ~ReviewPane() override;

    void open(const QString& id);
    void close();
    [[nodiscard]] QString openId() const;
    [[nodiscard]] const QList<QAction*>& paneActions() const { return m_actions; }
    void focusVariants();

Q_SIGNALS:
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeActions();
    QWidget* makeHead();
    void loadSummary();
    void showSummary();
    void showRows();
    void wantRows();
    void onCurrentChanged();
    void run(const char* verb);
    void report(const QString& done, const std::optional<Error>& error);

    const PageContext& m_context;
    std::optional<analyses::AnalysisId> m_id;
    std::optional<analyses::Detail> m_detail;
    VariantsModel* m_model;
    DataTable* m_table;
    VariantDetail* m_variant;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    StatePanel* m_state;
    QLabel* m_title;
    QLabel* m_facts;
    QLabel* m_counts;
    Badge* m_badge;
    PatientHead* m_patient;
    QList<QAction*> m_actions;
    QAction* m_retry = nullptr;
    QAction* m_cancel = nullptr;
    QAction* m_export = nullptr;
    QAction* m_assign = nullptr;
};

} // namespace locus::ui
