// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the widgets of the submit page stand.
#include "ui/pages/submit/submit_page.h"

#include "ui/delegates/cell_delegate.h"
#include "ui/models/words.h"
#include "ui/page/patient_head.h"
#include "ui/page/patient_picker.h"
#include "ui/pages/submit/submissions_model.h"
#include "ui/pages/submit/verdicts_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QTextBlock>
#include <QTimer>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

void SubmitPage::makeActions()
{
    const auto add = [this](const QString& id, const QString& picture, const QString& text,
                         const QString& key) {
        return m_actions.emplaceBack(makeAction(id, picture, text, this, QKeySequence(key)));
    };
    m_sendAction = add(u"submit.send"_s, u"submit"_s, tr("Send the submission"), u"Ctrl+Return"_s);
    auto* open = add(u"submit.openFile"_s, u"file"_s, tr("Open a file to submit"), u"Ctrl+O"_s);
    auto* clearAll =
        add(u"submit.clear"_s, u"trash"_s, tr("Clear the submission"), u"Ctrl+Shift+Backspace"_s);
    connect(m_sendAction, &QAction::triggered, this, &SubmitPage::send);
    connect(clearAll, &QAction::triggered, this, &SubmitPage::clear);
    connect(open, &QAction::triggered, this, [this] {
        auto* dialog = new QFileDialog(this, tr("File to submit"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, &SubmitPage::readFile);
        dialog->open();
    });
}

void SubmitPage::layOut()
{
    auto* left = new QSplitter(Qt::Vertical, this);
    left->setHandleWidth(space::medium);
    left->setChildrenCollapsible(false);
    left->addWidget(makeInput());
    left->addWidget(makeVerdicts());
    left->setStretchFactor(0, 2);
    left->setStretchFactor(1, 3);
    auto* right = new QVBoxLayout;
    right->setSpacing(space::medium);
    right->addWidget(makeForm());
    right->addWidget(makeSent(), 1);
    auto* side = new QWidget(this);
    side->setMinimumWidth(330); // gives way first where the window is small
    side->setMaximumWidth(400);
    right->setContentsMargins(0, 0, 0, 0);
    side->setLayout(right);

    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Submit"), "title", this));
    head->addSpacing(space::small);
    head->addWidget(makeLabel(
        tr("Sequence, FASTA, VCF, HGVS, rsID, region or SPDI: paste it, type it or drop a file."),
        "muted", this));
    head->addStretch();
    auto* columns = new QHBoxLayout;
    columns->setSpacing(space::medium);
    columns->addWidget(left, 2);
    columns->addWidget(side, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->setSpacing(space::medium);
    layout->addLayout(head);
    layout->addWidget(m_patientHead);
    layout->addLayout(columns, 1);
}

QWidget* SubmitPage::makeInput()
{
    auto* card = makeCard(this);
    m_text = new QPlainTextEdit(card);
    m_text->setObjectName(u"submitText"_s);
    m_text->setAccessibleName(tr("What to submit"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setPlaceholderText(u"21 25585733 rs142513484 C T\nNM_000518.5:c.20A>T\n"
                               "NC_000021.9:25585732:C:T\nrs699\n>sample1\nACGTACGT…"_s);
    m_text->setTabChangesFocus(true);
    m_text->setAcceptDrops(false);
    m_text->setMinimumHeight(130);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SubmitPage::onTextChanged);
    auto* tools = new QHBoxLayout;
    for (auto* action : { m_actions[1], m_actions[2] }) {
        auto* button = makeTextButton({}, action->text(), card);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        tools->addWidget(button);
    }
    tools->addStretch();
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->addWidget(m_text);
    layout->addLayout(tools);
    return card;
}

QWidget* SubmitPage::makeVerdicts()
{
    auto* card = makeCard(this);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->setContentsMargins(1, space::medium, 1, 4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::large, 0, space::large, 0);
    head->addWidget(makeLabel(tr("What will be sent"), "heading", card));
    m_summary = makeLabel({}, "muted", card);
    m_summary->setObjectName(u"verdictSummary"_s);
    head->addSpacing(space::small);
    head->addWidget(m_summary, 1);
    m_table = new DataTable(u"verdicts"_s, &m_context.views, card);
    m_table->setAccessibleName(tr("Verdict on every line"));
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setModel(m_verdicts);
    layout->addLayout(head);
    layout->addWidget(withHint(m_table,
        tr("Each line gets a verdict here before anything is sent: what it is, and who will "
           "annotate it.")));
    // A verdict points back at its line.
    connect(m_table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        if (const auto* item = m_verdicts->itemAt(index.row())) {
            const auto block =
                m_text->document()->findBlockByNumber(static_cast<int>(item->line) - 1);
            m_text->setTextCursor(QTextCursor(block));
            m_text->ensureCursorVisible();
        }
    });
    return card;
}

// A table that says in its middle what will stand there, as long as nothing does.
QWidget* SubmitPage::withHint(QWidget* table, const QString& text)
{
    auto* stack = new QStackedWidget(this);
    auto* empty = new QWidget(stack);
    auto* middle = new QVBoxLayout(empty);
    middle->setContentsMargins(space::page, space::large, space::page, space::page);
    middle->setSpacing(space::small);
    auto* picture = new QLabel(empty);
    picture->setPixmap(icon(u"inbox"_s, ColorId::TextFaint).pixmap(32, 32));
    picture->setAlignment(Qt::AlignCenter);
    auto* words = makeLabel(text, "muted", empty);
    words->setAlignment(Qt::AlignCenter);
    words->setWordWrap(true);
    middle->addStretch();
    middle->addWidget(picture);
    middle->addWidget(words);
    middle->addStretch();
    stack->addWidget(empty);
    stack->addWidget(table);
    auto* model = qobject_cast<DataTable*>(table)->model();
    const auto refresh = [stack, model] { stack->setCurrentIndex(model->rowCount() > 0 ? 1 : 0); };
    connect(model, &QAbstractItemModel::rowsInserted, stack, refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, stack, refresh);
    connect(model, &QAbstractItemModel::modelReset, stack, refresh);
    refresh();
    return stack;
}

QWidget* SubmitPage::makeForm()
{
    auto* card = makeCard(this);
    makeFields(card);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(space::small);
    form->setHorizontalSpacing(space::medium);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [&](const QString& text, QWidget* field, const char* name) {
        field->setObjectName(QString::fromLatin1(name));
        field->setAccessibleName(text);
        form->addRow(text, field);
    };
    const auto note = [&](QLabel*& label) {
        label = makeLabel({}, "muted", card);
        label->setWordWrap(true);
        form->addRow(QString(), label);
    };
    add(tr("Patient"), m_patient, "submitPatient");
    add(tr("Label"), m_label, "submitLabel");
    add(tr("Assembly"), m_assembly, "submitAssembly");
    note(m_assemblyNote);
    m_assemblyNote->setProperty("tone", u"warning"_s);
    m_assemblyNote->hide();
    add(tr("Recognise as"), m_kind, "submitKind");
    add(tr("Mode"), m_mode, "submitMode");
    note(m_modeNote);
    add(tr("Priority"), m_priority, "submitPriority");
    m_message = makeLabel({}, nullptr, card);
    m_message->setObjectName(u"submitMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    m_send = new QPushButton(card);
    m_send->setObjectName(u"submitSend"_s);
    m_send->setProperty("role", u"primary"_s);
    m_send->setMinimumHeight(36);
    connect(m_send, &QPushButton::clicked, this, &SubmitPage::send);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->addWidget(makeLabel(tr("How"), "heading", card));
    layout->addLayout(form);
    layout->addSpacing(space::hair);
    layout->addWidget(m_message);
    layout->addWidget(m_send);
    return card;
}

void SubmitPage::makeFields(QWidget* card)
{
    m_patient = new PatientPicker(m_context, card);
    m_patientHead = new PatientHead(m_context, PatientHead::Merges::Follow, this);
    connect(m_patient, &PatientPicker::chosen, m_patientHead,
        [this] { m_patientHead->show(m_patient->reference()); });
    m_label = new QLineEdit(card);
    m_label->setPlaceholderText(tr("what you will look for later"));
    m_assembly = new QComboBox(card);
    m_assembly->addItems({ u"GRCh38"_s, u"GRCh37"_s });
    m_kind = new QComboBox(card);
    //: What the lines of a submission are taken for
    m_kind->addItem(tr("what the content says"));
    using genetics::InputKind;
    for (const auto kind :
        { InputKind::Sequence, InputKind::Fasta, InputKind::Vcf, InputKind::EnsemblDefault,
            InputKind::Identifier, InputKind::Spdi, InputKind::Hgvs, InputKind::Region }) {
        m_kind->addItem(VerdictsModel::nameOf(kind), static_cast<int>(kind));
    }
    m_mode = new QComboBox(card);
    using enum analyses::Mode;
    for (const auto mode : { Normal, BigData, NodeScale, LagDemo }) {
        m_mode->addItem(Words::of(mode), static_cast<int>(mode));
    }
    m_priority = new QComboBox(card);
    for (int priority = 9; priority >= 0; --priority) {
        m_priority->addItem(Words::priority(priority), priority);
    }
    m_priority->setCurrentIndex(m_priority->findData(usualPriority));
    connect(m_mode, &QComboBox::currentIndexChanged, this, &SubmitPage::showMode);
    connect(m_assembly, &QComboBox::currentIndexChanged, this, &SubmitPage::askCoverage);
    connect(m_assembly, &QComboBox::activated, this, [this] { m_wantedAssembly.clear(); });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SubmitPage::onTextChanged);
    connect(m_label, &QLineEdit::textChanged, m_draft, qOverload<>(&QTimer::start));
    connect(m_patient, &PatientPicker::chosen, m_draft, qOverload<>(&QTimer::start));
    connect(m_patient, &QLineEdit::textChanged, m_draft, qOverload<>(&QTimer::start));
}

QWidget* SubmitPage::makeSent()
{
    auto* card = makeCard(this);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->setContentsMargins(1, space::medium, 1, 4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::large, 0, space::small, 0);
    head->addWidget(makeLabel(tr("Sent from here"), "heading", card));
    head->addStretch();
    auto* cancel = makeTextButton(u"cancel"_s, tr("Cancel the selected one"), card);
    cancel->setObjectName(u"cancelSent"_s);
    cancel->setEnabled(false);
    head->addWidget(cancel);
    m_sentTable = new DataTable(u"submissions"_s, &m_context.views, card);
    m_sentTable->setAccessibleName(tr("Sent from here"));
    m_sentTable->setItemDelegate(new CellDelegate(m_sentTable));
    m_sentTable->setModel(m_sent);
    layout->addLayout(head);
    layout->addWidget(withHint(m_sentTable,
        tr("What you send is listed here with its progress, also while the core is away.")));
    connect(cancel, &QToolButton::clicked, this, &SubmitPage::cancelSelected);
    const auto refresh = [this, cancel] {
        cancel->setEnabled(m_sent->canCancel(m_sentTable->currentIndex().row()));
    };
    connect(m_sentTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, refresh);
    connect(m_sent, &QAbstractItemModel::dataChanged, this, refresh);
    connect(m_sentTable, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        const auto id = m_sent->analysisIdAt(index.row());
        if (!id.isEmpty()) {
            m_context.shell.open({ u"analyses"_s, id, {} });
        }
    });
    return card;
}

void SubmitPage::showMessage(const QString& text, bool isError)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    m_message->setProperty("tone", isError ? u"danger"_s : u"success"_s);
    m_message->style()->unpolish(m_message);
    m_message->style()->polish(m_message);
}

} // namespace locus::ui
