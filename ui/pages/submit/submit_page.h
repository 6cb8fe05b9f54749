// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/analyses_client.h"
#include "core/genetics/input_recognition.h"
#include "core/genetics/reference.h"
#include "ui/page/page.h"
#include "ui/page/page_factory.h"

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace locus::ui {

class PatientHead;
class PatientPicker;
class DataTable;
class Recognition;
class SubmissionsModel;
class VerdictsModel;

// Paste or drop anything; the page says line by line what it is and where it will be annotated,
// before it is sent. What is typed is kept over a restart; what is sent without a connection waits
// in the outbox.
class SubmitPage : public Page
{
    Q_OBJECT

public:
    explicit SubmitPage(const PageContext& context, QWidget* parent = nullptr);
    ~SubmitPage() override;

    [[nodiscard]] QList<QAction*> pageActions() const override { return m_actions; }
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override { return { QStringLiteral("submit"), {}, {} }; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeActions();
    void layOut();
    QWidget* makeInput();
    QWidget* makeVerdicts();
    QWidget* makeForm();
    void makeFields(QWidget* card);
    QWidget* makeSent();
    void readFile(const QString& path);
    void showFile(const QString& name, const QByteArray& content);
    void recognise();
    void fillAssemblies(const std::vector<genetics::CoveredInterval>& intervals);
    void takeWantedAssembly();
    QWidget* withHint(QWidget* table, const QString& text);
    void onTextChanged();
    void onRecognised(const std::shared_ptr<const genetics::RecognisedInput>& input);
    void askCoverage();
    void saveDraft();
    void loadDraft();
    void clear();
    void send();
    void onSent(const std::string& label, const Result<client::SubmitOutcome>& outcome);
    void syncOutbox();
    void cancelSelected();
    void showMode();
    void showMessage(const QString& text, bool isError);
    void refreshSend();

    PageContext m_context;
    Recognition* m_recognition;
    VerdictsModel* m_verdicts;
    SubmissionsModel* m_sent;
    std::shared_ptr<const genetics::RecognisedInput> m_input;
    QPlainTextEdit* m_text = nullptr;
    DataTable* m_table = nullptr;
    DataTable* m_sentTable = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_assemblyNote = nullptr;
    QLabel* m_modeNote = nullptr;
    QLabel* m_message = nullptr;
    PatientPicker* m_patient = nullptr;
    PatientHead* m_patientHead = nullptr;
    QLineEdit* m_label = nullptr;
    QComboBox* m_assembly = nullptr;
    QComboBox* m_kind = nullptr;
    QComboBox* m_mode = nullptr;
    static constexpr int usualPriority = 5;
    QComboBox* m_priority = nullptr;
    QPushButton* m_send = nullptr;
    QTimer* m_typing;
    QTimer* m_draft;
    QTimer* m_times;
    QString m_wantedAssembly; // of the draft, until the core has said what it covers
    QList<QAction*> m_actions;
    QAction* m_sendAction = nullptr;
    bool m_sending = false;
};

PageFactory submitPage();

} // namespace locus::ui
