// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/batch_bar.h"

#include "ui/delegates/cell_delegate.h"
#include "ui/models/text.h"
#include "ui/page/page_context.h"
#include "ui/pages/analyses/analyses_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

BatchBar::BatchBar(
    const PageContext& context, AnalysesModel& model, DataTable& table, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_rows(model)
    , m_table(table)
    , m_batch(new BatchModel(context.analyses, this))
    , m_retry(addAction(u"analyses.retrySelected"_s, u"refresh"_s, &BatchBar::retry))
    , m_cancel(addAction(u"analyses.cancelSelected"_s, u"cancel"_s, &BatchBar::cancel))
    , m_links(addAction(u"analyses.copyLinks"_s, u"link"_s, &BatchBar::copyLinks))
{
    setObjectName(u"batchBar"_s);
    setProperty("role", u"inset"_s);
    m_choices = makeChoices();
    m_results = makeResults();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::medium, space::small, space::small, space::small);
    layout->setSpacing(space::small);
    layout->addWidget(m_choices);
    layout->addWidget(m_results);
    connect(m_table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &BatchBar::showSelection);
    // What is selected may change its state, or be read only now.
    connect(&m_rows, &QAbstractItemModel::dataChanged, this, &BatchBar::showSelection);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &BatchBar::showSelection);
    connect(m_batch, &BatchModel::changed, this, &BatchBar::showResults);
    connect(m_batch, &BatchModel::finished, this, &BatchBar::report);
    showSelection();
    showResults();
}

QAction* BatchBar::addAction(const QString& id, const QString& picture, void (BatchBar::*run)())
{
    auto* action = makeAction(id, picture, {}, this);
    connect(action, &QAction::triggered, this, run);
    m_actions << action;
    return action;
}

QWidget* BatchBar::makeChoices()
{
    auto* choices = new QWidget(this);
    auto* layout = new QVBoxLayout(choices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::hair);
    m_count = makeLabel({}, "section", choices);
    m_count->setObjectName(u"selectedCount"_s);
    layout->addWidget(m_count);
    auto* buttons = new FlowLayout(space::hair);
    for (auto* action : m_actions) {
        auto* button = makeTextButton({}, {}, choices);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setDefaultAction(action);
        const auto name = [button, action] { button->setAccessibleName(action->text()); };
        connect(action, &QAction::changed, button, name);
        buttons->addWidget(button);
    }
    layout->addLayout(buttons);
    return choices;
}

QWidget* BatchBar::makeResults()
{
    auto* results = new QWidget(this);
    auto* layout = new QVBoxLayout(results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::hair);
    auto* head = new QHBoxLayout;
    m_headline = makeLabel({}, "section", results);
    m_headline->setObjectName(u"batchHeadline"_s);
    m_headline->setWordWrap(true);
    head->addWidget(m_headline, 1);
    auto* dismiss = makeIconButton(u"close"_s, tr("Dismiss the results"), results);
    dismiss->setObjectName(u"dismissBatch"_s);
    connect(dismiss, &QToolButton::clicked, this, [this] {
        m_dismissed = true;
        showResults();
        m_table.setFocus();
    });
    head->addWidget(dismiss);
    layout->addLayout(head);
    auto* table = new DataTable(u"batchResults"_s, &m_context.views, results);
    table->setAccessibleName(tr("Results of what was done with the selected analyses"));
    table->setItemDelegate(new CellDelegate(table));
    table->setModel(m_batch);
    table->setFixedHeight(Theme::rowHeight() * 5);
    connect(table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        const auto id = m_batch->idAt(index.row());
        if (!id.isEmpty()) {
            m_context.shell.open({ u"analyses"_s, id, {} });
        }
    });
    layout->addWidget(table);
    return results;
}

BatchBar::Selected BatchBar::selected() const
{
    Selected out;
    for (const auto& range : m_table.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (const auto* item = m_rows.summaryAt(row)) {
                out.loaded.push_back(item);
            } else {
                ++out.unread;
            }
        }
    }
    return out;
}

void BatchBar::showSelection()
{
    const auto chosen = selected();
    const auto legal = [&](BatchModel::Verb verb) {
        return static_cast<int>(std::count_if(chosen.loaded.begin(), chosen.loaded.end(),
            [verb](const auto* item) { return BatchModel::isLegal(verb, item->state); }));
    };
    const auto count = static_cast<int>(chosen.loaded.size());
    m_count->setText(tr("%n selected", nullptr, count + chosen.unread));
    const auto set = [](QAction* action, const QString& text, bool enabled, const QString& why) {
        action->setText(text);
        action->setEnabled(enabled);
        action->setToolTip(enabled ? text : why);
    };
    const auto retry = legal(BatchModel::Verb::Retry);
    const auto cancel = legal(BatchModel::Verb::Cancel);
    const bool idle = !m_batch->isRunning();
    //: Button: how many of the selected analyses are tried again
    set(m_retry, tr("Retry %n selected", nullptr, retry), retry > 0 && idle,
        tr("None of the selected analyses failed, is partial or was cancelled"));
    //: Button: how many of the selected analyses are cancelled
    set(m_cancel, tr("Cancel %n selected", nullptr, cancel), cancel > 0 && idle,
        tr("None of the selected analyses is queued or running"));
    set(m_links, tr("Copy %n link(s)", nullptr, count), count > 0, tr("Nothing is selected"));
    m_choices->setVisible(count + chosen.unread > 1);
    setVisible(count + chosen.unread > 1 || !m_dismissed);
}

void BatchBar::showResults()
{
    m_headline->setText(m_batch->headline());
    m_results->setVisible(!m_dismissed);
    showSelection();
}

void BatchBar::start(BatchModel::Verb verb)
{
    const auto chosen = selected();
    std::vector<analyses::Summary> items;
    items.reserve(chosen.loaded.size());
    for (const auto* item : chosen.loaded) {
        items.push_back(*item);
    }
    m_dismissed = false;
    m_batch->start(verb, items, chosen.unread);
}

void BatchBar::copyLinks()
{
    QStringList links;
    for (const auto* item : selected().loaded) {
        links << linkOf({ u"analyses"_s, fromStd(item->id.toString()), {} }).toString();
    }
    QGuiApplication::clipboard()->setText(links.join(u'\n'));
    m_count->setText(tr("%n link(s) copied", nullptr, static_cast<int>(links.size())));
}

void BatchBar::report()
{
    showResults();
    m_context.shell.report({ m_batch->headline(), m_batch->done() == 0, {} });
}

} // namespace locus::ui
