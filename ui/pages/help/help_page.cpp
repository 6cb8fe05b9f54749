// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/help_page.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBrowser>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QString inGuide(const QString& name)
{
    return u":/locus/help/"_s + name;
}

} // namespace

HelpPage::HelpPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_search(makeSearchField(tr("Search the guide"), this))
    , m_list(new QListWidget(this))
    , m_text(new QTextBrowser(this))
{
    setObjectName(u"helpPage"_s);
    auto* find =
        makeAction(u"help.search"_s, u"search"_s, tr("Search the guide"), this, QKeySequence::Find);
    connect(find, &QAction::triggered, this, [this] { m_search->setFocus(); });
    m_actions << find;
    m_search->setObjectName(u"helpSearch"_s);
    m_search->setPlaceholderText(tr("Search the guide"));
    m_list->setObjectName(u"helpChapters"_s);
    m_list->setAccessibleName(tr("Chapters"));
    m_text->setObjectName(u"helpText"_s);
    m_text->setAccessibleName(tr("Chapter"));
    m_text->setProperty("role", u"document"_s);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(0);
    // Always there: a bar that came and went would make pictures jump between two sizes.
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_text->viewport()->installEventFilter(this);

    auto* chapters = makeCard(this);
    chapters->setFixedWidth(290);
    static_cast<QVBoxLayout*>(chapters->layout())->addWidget(m_search);
    static_cast<QVBoxLayout*>(chapters->layout())->addWidget(m_list);
    auto* body = makeCard(this);
    body->layout()->setContentsMargins(28, space::page, 28, space::page);
    body->layout()->addWidget(m_text);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(space::medium);
    columns->addWidget(chapters);
    columns->addWidget(body, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->setSpacing(space::medium);
    layout->addWidget(makeLabel(tr("Help"), "title", this));
    layout->addLayout(columns, 1);

    connect(m_search, &QLineEdit::textChanged, this, &HelpPage::fill);
    connect(m_list, &QListWidget::currentRowChanged, this, &HelpPage::showChapter);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        const auto chapter = link.path().section(u'.', 0, 0);
        go({ u"help"_s, chapter, {} });
        Q_EMIT moved(place());
    });
    connect(&m_context.theme, &Theme::changed, this, [this] { showChapter(m_list->currentRow()); });
    load();
    fill({});
}

void HelpPage::load()
{
    const QDir folder(inGuide({}));
    //: The folder of the guide in your language, such as "de"; "en" where it is not translated
    const QDir translated(inGuide(tr("en")));
    for (const auto& name : folder.entryList({ u"*.md"_s }, QDir::Files, QDir::Name)) {
        QFile file((translated.exists(name) ? translated : folder).filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        Chapter chapter;
        // The number in a file name orders, the word names.
        chapter.id = name.section(u'.', 0, 0).section(u'-', 1);
        chapter.text = QString::fromUtf8(file.readAll());
        chapter.title = chapter.text.section(u'\n', 0, 0).remove(u'#').trimmed();
        m_chapters.push_back(chapter);
    }
}

void HelpPage::fill(const QString& search)
{
    m_list->clear();
    for (std::size_t i = 0; i < m_chapters.size(); ++i) {
        const auto& chapter = m_chapters[i];
        if (search.isEmpty() || chapter.text.contains(search, Qt::CaseInsensitive)) {
            auto* item = new QListWidgetItem(chapter.title, m_list);
            item->setData(Qt::UserRole, static_cast<int>(i));
            item->setSizeHint({ 0, 32 });
        }
    }
    if (m_list->count() == 0) {
        m_text->setPlainText(tr("No chapter contains “%1”.").arg(search));
        return;
    }
    m_list->setCurrentRow(0);
}

void HelpPage::showChapter(int row)
{
    const auto* item = m_list->item(row);
    if (item == nullptr) {
        return;
    }
    const auto& chapter = m_chapters[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())];
    auto font = m_text->font();
    font.setPixelSize(15);
    m_text->document()->setDefaultFont(font);
    m_text->setMarkdown(chapter.text);
    space();
    const auto search = m_search->text();
    if (search.isEmpty()) {
        return;
    }
    QList<QTextEdit::ExtraSelection> marks;
    for (auto found = m_text->document()->find(search); !found.isNull();
         found = m_text->document()->find(search, found)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = found;
        mark.format.setBackground(Theme::color(ColorId::WarningSoft));
        marks << mark;
    }
    m_text->setExtraSelections(marks);
    if (!marks.isEmpty()) {
        auto cursor = marks.first().cursor;
        cursor.clearSelection();
        m_text->setTextCursor(cursor);
        m_text->ensureCursorVisible();
    }
}

// Pictures show a whole window: never wider than the column, and in the colours of this one.
void HelpPage::fitPictures(const QTextBlock& block)
{
    for (auto part = block.begin(); !part.atEnd(); ++part) {
        const auto fragment = part.fragment();
        auto picture = fragment.charFormat().toImageFormat();
        if (!fragment.charFormat().isImageFormat()) {
            continue;
        }
        auto name = picture.name();
        if (!name.startsWith(inGuide({}))) {
            name = inGuide(name);
            if (Theme::scheme() == Scheme::Dark) {
                name.replace(u"_light."_s, u"_dark."_s);
            }
        }
        const QPixmap pixels(name);
        const auto width = std::clamp(m_text->viewport()->width() - 2, 100, pixels.width());
        picture.setName(name);
        picture.setWidth(width);
        picture.setHeight(double(width) * pixels.height() / std::max(pixels.width(), 1));
        QTextCursor cursor(block);
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(picture);
        return;
    }
}

void HelpPage::space()
{
    // Markdown comes without air between its blocks, and with headings for print.
    static const double sizes[] { 0, 24, 18, 16 };
    for (auto block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        auto format = block.blockFormat();
        const auto level = std::clamp(format.headingLevel(), 0, 3);
        const bool inside =
            block.textList() != nullptr || QTextCursor(block).currentTable() != nullptr;
        format.setTopMargin(level > 1 ? 16 : 0);
        format.setBottomMargin(inside ? 4 : 9);
        format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
        QTextCursor cursor(block);
        cursor.setBlockFormat(format);
        if (level > 0) {
            cursor.select(QTextCursor::BlockUnderCursor);
            auto letters = block.begin().fragment().charFormat();
            letters.setProperty(QTextFormat::FontPixelSize, sizes[level]);
            letters.clearProperty(QTextFormat::FontSizeAdjustment);
            letters.setFontWeight(QFont::Medium);
            cursor.setCharFormat(letters);
        }
        fitPictures(block);
        if (auto* table = cursor.currentTable()) {
            auto border = table->format();
            border.setBorderCollapse(true);
            border.setBorderBrush(Theme::color(ColorId::Border));
            border.setBorder(1);
            border.setCellPadding(7);
            table->setFormat(border);
        }
    }
    m_text->moveCursor(QTextCursor::Start);
}

bool HelpPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text->viewport() && event->type() == QEvent::Resize) {
        for (auto block = m_text->document()->begin(); block.isValid(); block = block.next()) {
            fitPictures(block);
        }
    }
    return Page::eventFilter(watched, event);
}

void HelpPage::go(const Place& place)
{
    m_search->clear();
    for (int row = 0; row < m_list->count() && !place.item.isEmpty(); ++row) {
        const auto index = static_cast<std::size_t>(m_list->item(row)->data(Qt::UserRole).toInt());
        if (m_chapters[index].id == place.item) {
            m_list->setCurrentRow(row);
        }
    }
}

Place HelpPage::place() const
{
    const auto* item = m_list->currentItem();
    if (item == nullptr) {
        return { u"help"_s, {}, {} };
    }
    const auto index = static_cast<std::size_t>(item->data(Qt::UserRole).toInt());
    return { u"help"_s, m_chapters[index].id, {} };
}

PageFactory helpPage()
{
    return { u"help"_s, u"help"_s, [] { return HelpPage::tr("Help"); },
        [] {
            //: Heading in the navigation
            return HelpPage::tr("More");
        },
        {},
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new HelpPage(context, parent);
        },
        u"more"_s };
}

} // namespace locus::ui
