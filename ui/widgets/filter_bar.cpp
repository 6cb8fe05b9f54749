// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

FilterBar::FilterBar(
    const QString& id, std::vector<View> builtIn, ViewStore& views, QWidget* parent)
    : QWidget(parent)
    , m_id(id)
    , m_builtIn(std::move(builtIn))
    , m_views(views)
    //: Accessible name of a list's filter field
    , m_field(makeSearchField(tr("Filter"), this))
    , m_error(makeLabel({}, nullptr, this))
    , m_chips(new FlowLayout(6))
    , m_group(new QButtonGroup(this))
    , m_delay(new QTimer(this))
{
    m_field->setObjectName(id + u"Filter"_s);
    m_field->installEventFilter(this);
    m_error->setProperty("tone", u"danger"_s);
    m_error->setObjectName(id + u"FilterError"_s);
    m_error->hide();
    m_group->setExclusive(false);

    auto* save = makeIconButton(u"star"_s, tr("Save this filter as a view"), this);
    save->setObjectName(id + u"SaveView"_s);
    connect(save, &QToolButton::clicked, this, &FilterBar::saveView);

    m_delay->setSingleShot(true);
    m_delay->setInterval(150);
    connect(m_field, &QLineEdit::textEdited, m_delay, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::returnPressed, this, &FilterBar::onEdited);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        // The clear button edits without textEdited().
        if (text.isEmpty()) {
            m_delay->start();
        }
        markChip();
    });
    connect(m_delay, &QTimer::timeout, this, &FilterBar::onEdited);

    auto* line = new QHBoxLayout;
    line->setSpacing(space::hair);
    line->addWidget(m_field, 1);
    line->addWidget(save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addLayout(line);
    layout->addWidget(m_error);
    layout->addLayout(m_chips);
    connect(&m_views, &ViewStore::changed, this, [this](const QString& group) {
        if (group == u"views."_s + m_id) {
            fillChips();
        }
    });
    fillChips();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool down = watched == m_field && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down;
    if (down) {
        Q_EMIT listWanted();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QString FilterBar::text() const
{
    return m_field->text().trimmed();
}

void FilterBar::setText(const QString& text)
{
    m_delay->stop();
    m_field->setText(text);
    m_delay->stop();
    markChip();
}

void FilterBar::setPlaceholder(const QString& text)
{
    m_field->setPlaceholderText(text);
}

void FilterBar::setError(const QString& message)
{
    m_error->setText(message);
    m_error->setVisible(!message.isEmpty());
    m_field->setProperty("invalid", !message.isEmpty());
    m_field->setAccessibleDescription(message);
    m_field->style()->unpolish(m_field);
    m_field->style()->polish(m_field);
}

void FilterBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::onEdited()
{
    m_delay->stop();
    markChip();
    Q_EMIT filterChanged(text());
}

void FilterBar::fillChips()
{
    while (auto* item = m_chips->takeAt(0)) {
        if (auto* old = qobject_cast<QToolButton*>(item->widget())) {
            m_group->removeButton(old);
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    auto all = m_builtIn;
    const auto saved = m_views.group(u"views."_s + m_id);
    for (auto it = saved.begin(); it != saved.end(); ++it) {
        all.push_back({ it.key(), it.value().toString() });
    }
    std::size_t number = 0;
    for (const auto& view : all) {
        auto* chip = new QToolButton(this);
        chip->setObjectName(m_id + u"View"_s + QString::number(number));
        chip->setProperty("role", u"chip"_s);
        chip->setProperty("filter", view.filter);
        chip->setText(view.name);
        chip->setAccessibleName(view.name);
        chip->setToolTip(view.filter);
        chip->setCheckable(true);
        chip->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(chip, &QToolButton::clicked, this, [this, filter = view.filter] {
            setText(filter);
            onEdited();
        });
        if (number >= m_builtIn.size()) {
            auto* remove = new QAction(tr("Remove this view"), chip);
            connect(
                remove, &QAction::triggered, this, [this, name = view.name] { removeView(name); });
            chip->addAction(remove);
            chip->setContextMenuPolicy(Qt::ActionsContextMenu);
        }
        m_group->addButton(chip);
        m_chips->addWidget(chip);
        ++number;
    }
    markChip();
}

void FilterBar::markChip()
{
    for (auto* chip : m_group->buttons()) {
        chip->setChecked(chip->property("filter").toString() == text());
    }
}

void FilterBar::saveView()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(m_id + u"SaveViewDialog"_s);
    dialog->setWindowTitle(tr("Save view"));
    dialog->setLabelText(tr("Name of the view “%1”:").arg(text()));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!name.trimmed().isEmpty()) {
            m_views.setValue(u"views."_s + m_id, name.trimmed(), text());
        }
    });
    dialog->open();
}

void FilterBar::removeView(const QString& name)
{
    m_views.setValue(u"views."_s + m_id, name, QJsonValue::Null);
}

} // namespace locus::ui
