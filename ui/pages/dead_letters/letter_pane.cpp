// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/letter_pane.h"

#include "core/client/core_client.h"
#include "core/protocol/reveal_messages.h"
#include "ui/models/text.h"
#include "ui/pages/dead_letters/letter_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;
using dead_letters::Letter;

LetterPane::LetterPane(const PageContext& context, QAction* close, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(makeLabel({}, "heading", this))
    , m_why(makeLabel({}, nullptr, this))
    , m_first(makeTextButton({}, tr("Open the one that it stands behind"), this))
    , m_facts(new FactGrid(this))
    , m_headers(new FactGrid(this))
    , m_headersTitle(makeLabel(tr("Headers"), "section", this))
    , m_history(new FactGrid(this))
    //: Heading: the history of a dead letter
    , m_historyTitle(makeLabel(tr("What happened"), "section", this))
{
    setObjectName(u"letterPane"_s);
    setMinimumWidth(360);
    m_title->setObjectName(u"letterTitle"_s);
    m_title->setWordWrap(true);
    m_why->setObjectName(u"letterWhy"_s);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_first->setObjectName(u"letterFirst"_s);
    m_facts->setObjectName(u"letterFacts"_s);
    m_headers->setObjectName(u"letterHeaders"_s);
    m_history->setObjectName(u"letterHistory"_s);
    auto* closing = makeIconButton({}, close->text(), this);
    closing->setObjectName(u"closeLetter"_s);
    closing->setDefaultAction(close);
    closing->setAccessibleName(close->text());
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(closing, 0, Qt::AlignTop);
    auto* payload =
        makeLabel(tr("What the record says is not shown to operators: it may be about a patient. "
                     "It can be redriven or discarded without being read."),
            "muted", this);
    payload->setObjectName(u"letterPayload"_s);
    payload->setWordWrap(true);

    auto* body = new QWidget(this);
    body->setObjectName(u"scrollBody"_s);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(space::small);
    for (QWidget* part : std::initializer_list<QWidget*> { m_why, m_first, m_facts, payload,
             m_historyTitle, m_history, m_headersTitle, m_headers }) {
        inner->addWidget(part);
    }
    inner->setAlignment(m_first, Qt::AlignLeft);
    inner->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    auto* card = makeCard(this);
    static_cast<QVBoxLayout*>(card->layout())->addLayout(head);
    card->layout()->addWidget(scroll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);

    connect(m_first, &QToolButton::clicked, this, [this] {
        if (m_detail && m_detail->letter.behind) {
            Q_EMIT letterWanted(fromStd(m_detail->letter.behind->toString()));
        }
    });
    connect(&m_context.core, &client::CoreClient::changed, this, &LetterPane::onChanges);
    const auto again = [this] {
        if (!m_id.isEmpty()) {
            reload();
        }
    };
    connect(&m_context.core, &client::CoreClient::signedIn, this, again);
    connect(&m_context.core, &client::CoreClient::gapFound, this, again);
}

void LetterPane::open(const QString& id)
{
    if (m_id != id) {
        m_id = id;
        m_detail.reset();
        showLetter();
    }
    reload();
}

void LetterPane::close()
{
    m_id.clear();
    m_detail.reset();
}

void LetterPane::reload()
{
    const auto id = Uuid::parse(toStd(m_id));
    if (!id.ok()) {
        take(id.error());
        return;
    }
    m_context.core.request({ std::string(protocol::DeadLettersGet::method),
                               protocol::DeadLettersGet { *id }.toJson() },
        this, [this, asked = m_id](const Result<Bytes>& answer) {
            if (asked == m_id) {
                take(answer);
            }
        });
}

void LetterPane::take(const Result<Bytes>& answer)
{
    auto read = answer.ok() ? protocol::DeadLetterDetail::fromJson(*answer)
                            : Result<protocol::DeadLetterDetail>(answer.error());
    if (!read.ok()) {
        if (!m_detail) {
            m_title->setText(tr("It cannot be shown"));
            m_why->setText(LetterWords::refusal(read.error()));
        }
        return; // what was known stays
    }
    const auto masked = protocol::maskedPaths(*answer);
    m_isMasked =
        std::find(masked.begin(), masked.end(), "letter.errorMessage") != masked.end();
    m_detail = std::move(read->detail);
    showLetter();
    Q_EMIT this->read();
}

void LetterPane::showLetter()
{
    const bool known = m_detail.has_value();
    for (QWidget* part : std::initializer_list<QWidget*> { m_facts, m_headers, m_history,
             m_headersTitle, m_historyTitle }) {
        part->setVisible(known);
    }
    m_first->setVisible(known && m_detail->letter.behind);
    if (!known) {
        m_title->setText(tr("Reading…"));
        m_why->clear();
        return;
    }
    const Letter& letter = m_detail->letter;
    m_title->setText(LetterWords::place(letter));
    m_why->setText(LetterWords::why(letter));
    std::vector<FactGrid::Fact> facts;
    const auto put = [&facts](const QString& name, const QString& value) {
        if (!value.isEmpty()) {
            facts.push_back({ name, value });
        }
    };
    const auto state = LetterWords::of(letter.state);
    facts.push_back({ tr("State"), state.word, state.tone });
    put(tr("Code"), fromStd(letter.errorCode));
    if (!m_isMasked) {
        put(tr("The core's words"), fromStd(letter.errorMessage));
    }
    put(tr("Topic"), fromStd(letter.topic));
    if (letter.partition >= 0) {
        put(tr("Partition"), QString::number(letter.partition));
        put(tr("Offset"), QString::number(letter.offset));
    }
    put(tr("Failed in"), fromStd(letter.sourceTopic));
    //: The program or library that wrote the dead letter
    put(tr("Written by"), fromStd(letter.origin));
    //: The part of the core, or the consumer, that refused the record
    put(tr("Handler"), fromStd(letter.handler));
    put(tr("Tried"), LetterWords::tries(letter));
    put(tr("Failed first"), Words::moment(letter.firstFailed));
    put(tr("Failed last"), Words::moment(letter.lastFailed));
    put(tr("Record made"), letter.timestampMs > 0 ? Words::moment(fromMillis(letter.timestampMs))
                                                  : QString());
    put(tr("Key"), LetterWords::size(m_detail->keyBytes));
    //: The payload of a record
    put(tr("Value"), LetterWords::size(m_detail->valueBytes));
    //: Letters with the same cause have the same one
    put(tr("Cause"), fromStd(letter.cause));
    put(tr("Id"), fromStd(letter.id.toString()));
    m_facts->setFacts(facts);
    std::vector<FactGrid::Fact> headers;
    for (const auto& header : m_detail->headers) {
        headers.push_back(header.text
                ? FactGrid::Fact { fromStd(header.name), fromStd(*header.text) }
                : FactGrid::Fact { fromStd(header.name), {}, {},
                    //: A header whose text may quote the payload; %1: "17 octets"
                    tr("hidden, %1").arg(LetterWords::size(header.bytes)) });
    }
    m_headers->setFacts(headers);
    m_headersTitle->setVisible(!headers.empty());
    showHistory();
}

void LetterPane::showHistory()
{
    std::vector<FactGrid::Fact> facts;
    for (const auto& note : m_detail->history) {
        const auto actor = note.actor.empty() ? tr("the core") : fromStd(note.actor);
        QString why = fromStd(note.reason);
        if (note.isByCore()) {
            const auto known = LetterWords::ofCode(note.reason);
            why = known.isEmpty() ? why : known;
        } else if (m_isMasked) {
            why.clear(); // a person's words may name a patient
        }
        //: %1: what was done, %2: by whom
        facts.push_back({ Words::moment(note.at),
            tr("%1 by %2").arg(LetterWords::action(note), actor), {}, why });
    }
    m_history->setFacts(facts);
    m_historyTitle->setVisible(!facts.empty());
}

void LetterPane::onChanges(const QString& stream, const QList<protocol::Change>& changes)
{
    const bool concerned = stream == u"deadLetters"_s && !m_id.isEmpty()
        && std::any_of(changes.begin(), changes.end(),
            [id = toStd(m_id)](const protocol::Change& change) { return change.id == id; });
    if (concerned) {
        reload();
    }
}

} // namespace locus::ui
