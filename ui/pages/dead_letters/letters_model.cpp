// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/letters_model.h"

#include "core/base/clock.h"
#include "ui/models/text.h"
#include "ui/pages/dead_letters/letter_words.h"
#include "ui/pages/dead_letters/letters_filter.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;
using dead_letters::Letter;

namespace {

constexpr int pageLetters = 200;
constexpr std::array facts {
    TableColumn { "came", 205 },
    TableColumn { "state", 116 },
    TableColumn { "why", 300, false, false, false, true },
    TableColumn { "place", 230 },
    TableColumn { "tries", 80, false, false, true },
    TableColumn { "last", 205, true },
    TableColumn { "code", 190, true },
    TableColumn { "handler", 190, true },
    TableColumn { "id", 280, true },
};
static_assert(facts.size() == LettersModel::ColumnCount);

} // namespace

LettersModel::LettersModel(client::CoreClient& core, const Clock& clock, QObject* parent)
    : PagedModel(core, facts, parent)
    , m_clock(clock)
{
    connect(&core, &client::CoreClient::changed, this, &LettersModel::onChanges);
    const auto again = [this] {
        if (phase() != Phase::Idle) {
            reload();
        }
    };
    connect(&core, &client::CoreClient::signedIn, this, again);
    connect(&core, &client::CoreClient::gapFound, this, again);
}

int LettersModel::rowOf(const QString& id) const
{
    return findRow([wanted = toStd(id)](const Letter& one) { return one.id.toString() == wanted; });
}

QString LettersModel::title(int column) const
{
    switch (column) {
    //: Column: when the record was held back first
    case CameColumn: return tr("Came");
    case StateColumn: return tr("State");
    //: Column: the reason in words
    case WhyColumn: return tr("Why");
    //: Column: the record's place on the bus
    case PlaceColumn: return tr("Topic · partition · offset");
    //: Column: how often it was tried
    case TriesColumn: return tr("Tried");
    case LastColumn: return tr("Failed last");
    case CodeColumn: return tr("Code");
    case HandlerColumn: return tr("Handler");
    case IdColumn: return tr("Id");
    default: return {};
    }
}

QString LettersModel::display(int row, int column) const
{
    const Letter& letter = *rowAt(row);
    switch (column) {
    case CameColumn: return Words::moment(letter.firstFailed);
    case StateColumn: return LetterWords::of(letter.state).word;
    case WhyColumn: return LetterWords::why(letter);
    case PlaceColumn: return LetterWords::place(letter);
    case TriesColumn: return LetterWords::tries(letter);
    case LastColumn: return Words::moment(letter.lastFailed);
    case CodeColumn: return fromStd(letter.errorCode);
    case HandlerColumn: return fromStd(letter.handler);
    case IdColumn: return fromStd(letter.id.toString());
    default: return {};
    }
}

QVariant LettersModel::fact(int row, int column, int role) const
{
    const Letter& letter = *rowAt(row);
    switch (role) {
    case ToneRole:
        return column == StateColumn ? QVariant(static_cast<int>(LetterWords::of(letter.state).tone))
                                     : QVariant();
    case ShapeRole:
        return column == StateColumn ? QVariant(LetterWords::of(letter.state).shape) : QVariant();
    case MutedRole: return column == CameColumn || column == LastColumn;
    case MonoRole: return column == IdColumn || column == CodeColumn;
    case Qt::ToolTipRole:
        return column == WhyColumn ? QVariant(display(row, column)) : QVariant();
    case ExportRole:
        return column == CameColumn   ? QVariant(fromStd(toRfc3339(letter.firstFailed)))
            : column == LastColumn    ? QVariant(fromStd(toRfc3339(letter.lastFailed)))
            : column == TriesColumn   ? QVariant(letter.attempts)
            : column == StateColumn   ? QVariant(fromStd(toString(letter.state)))
                                      : QVariant();
    default: return {};
    }
}

void LettersModel::setFilter(const dead_letters::LetterFilter& filter)
{
    m_filter = filter;
    reload();
}

void LettersModel::reload()
{
    if (!m_waiting.isEmpty()) {
        m_waiting.clear();
        Q_EMIT waitingChanged();
    }
    start();
}

protocol::DeadLettersList LettersModel::question(const std::string& after) const
{
    return { { m_filter, true, pageLetters, after } };
}

void LettersModel::onPage(const dead_letters::LetterPage& page)
{
    m_total = page.total;
    m_loadedAt = m_clock.now();
}

void LettersModel::onChanges(const QString& stream, const QList<protocol::Change>& changes)
{
    if (stream != u"deadLetters"_s || phase() == Phase::Idle) {
        return;
    }
    const auto before = m_waiting.size();
    bool isGone = false; // erased with the person it was about
    for (const auto& change : changes) {
        const auto row = rowOf(fromStd(change.id));
        auto letter = protocol::letterFromJson(change.item);
        if (change.op == "delete" || !letter.ok()) {
            isGone = isGone || row >= 0;
        } else if (row >= 0) {
            replaceRow(row, std::move(*letter));
        } else if (matches(m_filter, *letter)) {
            m_waiting << fromStd(change.id);
        }
    }
    if (isGone) {
        reload();
    } else if (m_waiting.size() != before) {
        Q_EMIT waitingChanged();
    }
}

} // namespace locus::ui
