// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_editor.h"

#include "ui/shell/action_registry.h"
#include "ui/shell/key_bindings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QTableWidget>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column
{
    ActionColumn,
    WhereColumn,
    DefaultColumn,
    KeyColumn,
    ColumnCount
};

// Takes one key, at once; Enter, Tab and Escape do in this dialog what they do everywhere.
class KeyField final : public QKeySequenceEdit
{
public:
    using QKeySequenceEdit::QKeySequenceEdit;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        const bool plain = event->modifiers() == Qt::NoModifier;
        const auto key = event->key();
        if (plain && (key == Qt::Key_Return || key == Qt::Key_Escape)) {
            event->ignore();
            return;
        }
        QKeySequenceEdit::keyPressEvent(event);
        if (!keySequence().isEmpty()) {
            setKeySequence(QKeySequence(keySequence()[0])); // ends the wait for a second key
            Q_EMIT keySequenceChanged(keySequence());
        }
    }
};

QPushButton* makeButton(const QString& text, const char* name, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

KeyEditor::KeyEditor(const ActionRegistry& registry, KeyBindings& keys, QWidget* parent)
    : QDialog(parent)
    , m_registry(registry)
    , m_keys(keys)
    , m_filter(makeSearchField(tr("Search for an action or a key"), this))
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_chosen(makeLabel({}, nullptr, this))
    , m_field(new KeyField(this))
    , m_use(makeButton(tr("Use this key"), "useKey", this))
    , m_none(makeButton(tr("No key"), "noKey", this))
    , m_reset(makeButton(tr("Default"), "resetKey", this))
    , m_resetAll(makeButton(tr("All keys to default"), "resetAllKeys", this))
    , m_message(makeLabel({}, nullptr, this))
{
    setObjectName(u"keyEditor"_s);
    setWindowTitle(tr("Edit keys"));
    m_filter->setObjectName(u"keyFilter"_s);
    m_filter->setPlaceholderText(tr("Action or key"));
    m_message->setObjectName(u"keyMessage"_s);
    m_message->setWordWrap(true);
    m_use->setProperty("role", u"primary"_s);
    m_use->setDefault(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* closing = buttons->button(QDialogButtonBox::Close);
    closing->setIcon({});
    closing->setText(tr("Close"));
    closing->setAccessibleName(tr("Close"));
    closing->setObjectName(u"closeKeyEditor"_s);
    closing->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* last = new QHBoxLayout;
    last->addWidget(m_resetAll);
    last->addStretch();
    last->addWidget(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::small);
    layout->addWidget(m_filter);
    layout->addWidget(makeTable(), 1);
    layout->addLayout(makeFields());
    layout->addWidget(m_message);
    layout->addLayout(last);
    connectAll();
    fill();
    resize(760, 600);
}

QWidget* KeyEditor::makeTable()
{
    m_table->setObjectName(u"keyTable"_s);
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setProperty("role", u"framed"_s);
    m_table->setHorizontalHeaderLabels({ tr("Action"), tr("Where"), tr("Default"), tr("Key") });
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight());
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    auto* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(ActionColumn, QHeaderView::Stretch);
    constexpr int narrow = 120;
    constexpr int wide = 160;
    header->resizeSection(WhereColumn, narrow);
    header->resizeSection(DefaultColumn, wide);
    header->resizeSection(KeyColumn, wide);
    return m_table;
}

QLayout* KeyEditor::makeFields()
{
    m_field->setObjectName(u"keyField"_s);
    m_field->setAccessibleName(tr("New key: press it here"));
    if (auto* inner = m_field->findChild<QLineEdit*>()) {
        inner->setAccessibleName(m_field->accessibleName());
        inner->setPlaceholderText(tr("Press the new key"));
    }
    auto* fields = new QHBoxLayout;
    fields->setSpacing(space::small);
    fields->addWidget(m_chosen, 1);
    fields->addWidget(m_field);
    fields->addWidget(m_use);
    fields->addWidget(m_none);
    fields->addWidget(m_reset);
    return fields;
}

void KeyEditor::connectAll()
{
    connect(m_filter, &QLineEdit::textChanged, this, &KeyEditor::showFilter);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &KeyEditor::showChosen);
    connect(m_table, &QTableWidget::itemActivated, m_field, qOverload<>(&QWidget::setFocus));
    connect(m_field, &QKeySequenceEdit::keySequenceChanged, this, &KeyEditor::judge);
    connect(m_use, &QPushButton::clicked, this, [this] { use(m_field->keySequence()); });
    connect(m_none, &QPushButton::clicked, this, [this] { use({}); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        const auto refused = m_keys.reset(chosenId());
        if (!refused.isEmpty()) {
            m_message->setText(tr("The default cannot be used: %1").arg(refused));
        }
    });
    connect(m_resetAll, &QPushButton::clicked, &m_keys, &KeyBindings::resetAll);
    connect(&m_keys, &KeyBindings::changed, this, &KeyEditor::fill);
}

void KeyEditor::fill()
{
    const auto chosen = chosenId();
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    bool any = false;
    for (const auto& entry : m_registry.all()) {
        if (entry.action == nullptr) {
            continue;
        }
        const auto id = entry.action->objectName();
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        const bool changed = m_keys.isChanged(id);
        any = any || changed;
        const QStringList texts { entry.action->text().remove(u'&'), entry.group,
            textOf(m_keys.defaults(id)), textOf(entry.action->shortcuts()) };
        for (int column = 0; column < ColumnCount; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            auto font = item->font();
            font.setBold(changed && column == KeyColumn);
            item->setFont(font);
            m_table->setItem(row, column, item);
        }
        m_table->item(row, ActionColumn)->setData(Qt::UserRole, id);
        if (id == chosen || row == 0) {
            m_table->setCurrentCell(row, ActionColumn);
        }
    }
    m_resetAll->setEnabled(any);
    showFilter(m_filter->text());
    showChosen();
}

void KeyEditor::showFilter(const QString& text)
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        bool found = false;
        for (int column = 0; column < ColumnCount; ++column) {
            found = found || m_table->item(row, column)->text().contains(text, Qt::CaseInsensitive);
        }
        m_table->setRowHidden(row, !found);
    }
}

QString KeyEditor::chosenId() const
{
    const auto* item = m_table->item(m_table->currentRow(), ActionColumn);
    return item != nullptr ? item->data(Qt::UserRole).toString() : QString();
}

void KeyEditor::showChosen()
{
    const auto* item = m_table->item(m_table->currentRow(), ActionColumn);
    //: %1 is an action
    m_chosen->setText(item != nullptr ? tr("New key for “%1”:").arg(item->text()) : QString());
    const auto* action = m_registry.find(chosenId());
    m_none->setEnabled(action != nullptr && !action->shortcuts().isEmpty());
    m_reset->setEnabled(m_keys.isChanged(chosenId()));
    m_field->clear();
    judge();
}

void KeyEditor::judge()
{
    const auto key = m_field->keySequence();
    const auto conflict = m_keys.conflict(chosenId(), key);
    m_use->setEnabled(!key.isEmpty() && conflict.isEmpty());
    m_message->setProperty("tone", conflict.isEmpty() ? QVariant() : QVariant(u"danger"_s));
    m_message->style()->polish(m_message);
    m_message->setText(!conflict.isEmpty() ? conflict
            : key.isEmpty()                ? tr("Choose an action, go to the field, press the key.")
                            : tr("%1 is free here.").arg(key.toString(QKeySequence::NativeText)));
}

void KeyEditor::use(const QKeySequence& key)
{
    if (m_keys.setKey(chosenId(), key)) {
        m_table->setFocus();
    }
}

} // namespace locus::ui
