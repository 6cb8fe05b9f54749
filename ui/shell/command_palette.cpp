// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/shell/action_registry.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

enum EntryRole
{
    GroupRole = Qt::UserRole + 1,
    KeyRole,
    WhyNotRole
};

class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(Theme::color(ColorId::AccentSoft));
            painter->drawRoundedRect(option.rect, 7, 7);
        }
        const auto whyNot = index.data(WhyNotRole).toString();
        auto rect = option.rect.adjusted(10, 0, -10, 0);
        const QRect picture(rect.x(), rect.center().y() - 8, 17, 17);
        const auto iconOf = index.data(Qt::DecorationRole).value<QIcon>();
        iconOf.paint(
            painter, picture, Qt::AlignCenter, whyNot.isEmpty() ? QIcon::Normal : QIcon::Disabled);
        rect.setLeft(rect.left() + 28);
        const auto key = index.data(KeyRole).toString();
        painter->setPen(Theme::color(ColorId::TextMuted));
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, key);
        painter->setPen(Theme::color(whyNot.isEmpty() ? ColorId::Text : ColorId::TextFaint));
        const auto text = index.data(Qt::DisplayRole).toString();
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, text);
        rect.setLeft(rect.left() + painter->fontMetrics().horizontalAdvance(text) + 12);
        rect.setRight(rect.right() - painter->fontMetrics().horizontalAdvance(key) - 12);
        painter->setPen(Theme::color(ColorId::TextFaint));
        const auto group = index.data(GroupRole).toString();
        const QString second = whyNot.isEmpty() ? group : whyNot;
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(second, Qt::ElideRight, rect.width()));
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override
    {
        return { 100, 36 };
    }
};

} // namespace

CommandPalette::CommandPalette(ActionRegistry& registry, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_registry(registry)
    , m_field(makeSearchField(tr("Search for a command"), this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    m_field->setObjectName(u"paletteField"_s);
    m_field->setPlaceholderText(tr("Search or run…"));
    m_field->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::medium, space::medium, space::medium, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    resize(620, 430);
}

void CommandPalette::setSearch(std::function<void(const QString&)> search)
{
    m_search = std::move(search);
}

void CommandPalette::popUp()
{
    m_field->clear();
    fill({});
    const auto* window = parentWidget();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 64)));
    show();
    m_field->setFocus();
}

void CommandPalette::fill(const QString& pattern)
{
    struct Found
    {
        ActionRegistry::Entry entry;
        int score;
    };
    std::vector<Found> found;
    for (const auto& entry : m_registry.entries()) {
        if (entry.action->objectName() == u"window.palette"_s) {
            continue;
        }
        auto score = fuzzyScore(pattern, entry.action->text() + u' ' + entry.group);
        if (score > 0) {
            const auto recency = m_registry.recency(entry.action->objectName());
            score += recency >= 0 ? 40 - recency : 0;
            found.push_back({ entry, score });
        }
    }
    std::stable_sort(found.begin(), found.end(),
        [](const Found& a, const Found& b) { return a.score > b.score; });
    m_list->clear();
    for (const auto& [entry, score] : found) {
        auto* item =
            new QListWidgetItem(entry.action->icon(), entry.action->text().remove(u'&'), m_list);
        item->setData(GroupRole, entry.group);
        item->setData(KeyRole, entry.action->shortcut().toString(QKeySequence::NativeText));
        item->setData(Qt::UserRole, QVariant::fromValue<QObject*>(entry.action));
        if (!entry.action->isEnabled()) {
            const auto tip = entry.action->toolTip();
            item->setData(WhyNotRole, tip == entry.action->text() ? tr("not possible now") : tip);
        }
    }
    if (m_search && !pattern.trimmed().isEmpty()) {
        auto* item = new QListWidgetItem(
            icon(u"search"_s), tr("Search analyses for “%1”").arg(pattern.trimmed()), m_list);
        item->setData(GroupRole, QString());
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    auto* item = m_list->currentItem();
    if (item == nullptr || !item->data(WhyNotRole).toString().isEmpty()) {
        return;
    }
    const QPointer<QObject> action = item->data(Qt::UserRole).value<QObject*>();
    const auto text = m_field->text().trimmed();
    hide();
    if (auto* chosen = qobject_cast<QAction*>(action.data())) {
        chosen->trigger();
    } else if (m_search) {
        m_search(text);
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
            const auto step = key->key() == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            run();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace locus::ui
