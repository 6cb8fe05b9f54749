// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/letter_words.h"

#include "ui/models/text.h"

namespace locus::ui {

using namespace Qt::StringLiterals;
using namespace dead_letters;

namespace {

struct Entry
{
    std::string_view code;
    const char* sentence;
};

// clang-format off
constexpr Entry entries[] = {
    // Why a record is held back.
    { "pipeline.lane_parked", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "It stands behind another one of its lane and follows when that one is redriven or discarded.") },
    { "pipeline.hung", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Handling it never came to an end, twice.") },
    { "pipeline.handler_threw", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The handler broke off with an error of its own.") },
    { "pipeline.job_threw", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The job broke off with an error of its own.") },
    { "pipeline.bad_job", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "What the job was given cannot be read.") },
    { "json.malformed", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "It begins like JSON but is not valid JSON.") },
    { "json.not_an_object", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "It is JSON, but not an object.") },
    { "json.duplicate_name", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "A name stands twice in its envelope.") },
    { "json.number_range", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "A number in its envelope is too large.") },
    { "json.too_deep", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Its JSON is nested deeper than is read here.") },
    { "event.missing_attribute", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The event lacks an attribute that it must have.") },
    { "event.too_large", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The event is larger than its topic allows.") },
    { "event.unreadable_status", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The event lacks the status that its name calls for.") },
    { "event.unreadable_time", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "A time of the event cannot be read.") },
    { "event.unsupported_specversion", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Its version of CloudEvents is not read here.") },
    { "payload.damaged", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Its sealed payload is damaged.") },
    { "payload.unknown_form", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Its payload is sealed in a way that is not known here.") },
    { "analyses.unknown_mode", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "It asks for a mode of analysis that is not known here.") },
    { "inference.bad_reply", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The model server answered something that cannot be used.") },
    { "bus.body_reference", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "It refers to a body in a way that cannot be read.") },
    { "bus.body_damaged", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Its body cannot be read: it cannot be sent.") },
    { "bus.body_expired", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Its body is past its retention: it cannot be sent any more.") },
    { "bus.body_not_there_yet", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Its body has not arrived on this cluster: try again later.") },
    { "bus.too_large", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "It is larger than its topic takes.") },
    { "bus.no_topic", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The topic is not there: create it, then redrive again.") },
    { "bus.not_permitted", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The core may not write to that topic.") },
    // What became of it, and what is refused.
    { "dead_letters.no_event", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The event is no longer in the log.") },
    { "dead_letters.no_source", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "It does not tell where it came from; locusctl can send it to a topic by name.") },
    { "dead_letters.not_first", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "An earlier one of its lane is held back: redrive or discard that one first.") },
    { "dead_letters.earlier_failed", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "An earlier one of its lane failed; it is still open.") },
    { "dead_letters.run_cancelled", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "The redrive was cancelled before its turn; it is still open.") },
    { "dead_letters.closed", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "Somebody redrove or discarded it already.") },
    { "dead_letters.in_run", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "A redrive holds it: wait for that one, or cancel it.") },
    { "dead_letters.unknown", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "There is no such dead letter any more.") },
    { "dead_letters.no_reason", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "A reason is needed.") },
    { "dead_letters.nothing_selected", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "None of them is open and free to be redriven.") },
    { "dead_letters.too_many", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "These are too many for one redrive: narrow the filter.") },
    { "dead_letters.count_changed", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "They are not as many as before: look again what would be redriven.") },
    { "dead_letters.own_topic", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "That topic is the core's own.") },
    { "dead_letters.run_over", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "This redrive is over already.") },
    { "dead_letters.unknown_run", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "There is no such redrive.") },
    { "gateway.no_dead_letters", QT_TRANSLATE_NOOP("locus::ui::LetterWords", "This core keeps no dead letters.") },
};
// clang-format on

} // namespace

Words::State LetterWords::of(LetterState state)
{
    switch (state) {
    //: State of a dead letter: a person has to decide
    case LetterState::Open: return { tr("open"), Tone::Danger, u"inbox"_s };
    //: State of a dead letter: it was handled again
    case LetterState::Redriven: return { tr("redriven"), Tone::Success, u"check-circle"_s };
    //: State of a dead letter: it is never handled
    case LetterState::Discarded: return { tr("discarded"), Tone::Neutral, u"trash"_s };
    //: State of a record that the core tries again by itself
    case LetterState::Waiting: return { tr("waiting"), Tone::Info, u"clock"_s };
    }
    return {};
}

QString LetterWords::place(const Letter& letter)
{
    const auto topic = fromStd(letter.topic);
    if (letter.partition < 0) {
        //: Place of a record that could not be sent; %1: topic, %2: its number
        return tr("%1 · not sent · %2").arg(topic).arg(letter.offset);
    }
    return topic + u" · "_s + QString::number(letter.partition) + u" · "_s
        + QString::number(letter.offset);
}

QString LetterWords::ofCode(std::string_view code)
{
    for (const Entry& entry : entries) {
        if (entry.code == code) {
            return tr(entry.sentence);
        }
    }
    return {};
}

QString LetterWords::why(const Letter& letter)
{
    if (!letter.origin.empty()) {
        return letter.errorCode.empty()
            ? tr("Another program gave it up and does not tell why.")
            //: %1: the error as another program names it
            : tr("Another program gave it up: %1.").arg(fromStd(letter.errorCode));
    }
    const auto known = ofCode(letter.errorCode);
    //: %1: an error code
    return known.isEmpty() ? tr("The core refused it: %1.").arg(fromStd(letter.errorCode)) : known;
}

QString LetterWords::refusal(const Error& error)
{
    const auto known = ofCode(error.code);
    return known.isEmpty() ? Words::whole(error) : known;
}

QString LetterWords::result(const RunItem& item)
{
    const auto known = ofCode(item.result);
    return known.isEmpty() ? fromStd(item.result) : known;
}

QString LetterWords::action(const LetterNote& note)
{
    static const std::pair<std::string_view, const char*> words[] = {
        //: What happened to a dead letter
        { "parked", QT_TR_NOOP("held back") },
        { "failed", QT_TR_NOOP("failed again") },
        { "redriven", QT_TR_NOOP("redriven") },
        { "discarded", QT_TR_NOOP("discarded") },
        { "edited", QT_TR_NOOP("given another value") },
        //: Somebody was shown what the record says
        { "revealed", QT_TR_NOOP("unmasked") },
    };
    for (const auto& [action, word] : words) {
        if (note.action == action) {
            return tr(word);
        }
    }
    return fromStd(note.action);
}

QString LetterWords::tries(const Letter& letter)
{
    const bool isTold = letter.origin.empty() || letter.attempts > 0;
    //: How often another program tried a record
    return isTold ? Words::count(letter.attempts) : tr("not told");
}

QString LetterWords::named(const std::vector<Letter>& letters, std::int64_t all)
{
    constexpr std::size_t most = 5;
    QStringList lines;
    for (const Letter& letter : letters) {
        if (static_cast<std::size_t>(lines.size()) == most) {
            break;
        }
        lines << place(letter) + u": "_s + why(letter);
    }
    if (all > lines.size()) {
        //: After the first of a list
        lines << tr("and %n more", nullptr, static_cast<int>(all - lines.size()));
    }
    return lines.join(u'\n');
}

QString LetterWords::size(const std::optional<std::int64_t>& octets)
{
    return octets ? tr("%n octet(s)", nullptr, static_cast<int>(*octets))
                  //: The record has no key or no value
                  : tr("none");
}

QString LetterWords::plan(const RedrivePlan& plan)
{
    QStringList lines;
    const auto line = [&lines](const QString& text, std::int64_t letters) {
        if (letters > 0) {
            //: A line of what a redrive would do; %1: what, %2: of how many
            lines << tr("%1: %2").arg(text, Words::count(letters));
        }
    };
    for (const auto& target : plan.targets) {
        const auto topic = fromStd(target.topic);
        line(topic.isEmpty() ? tr("Handled again here, in the order of the lane")
                : target.exists.value_or(true)
                ? tr("Sent back to %1").arg(topic)
                : tr("Would fail, because there is no topic %1").arg(topic),
            target.letters);
    }
    line(tr("Would fail, because an earlier one of the lane is not among them"), plan.behindOthers);
    line(tr("Would fail, because they do not tell where they came from"), plan.withoutSource);
    line(tr("Left out, because they are not open any more"), plan.notOpen);
    line(tr("Left to the redrive that holds them"), plan.inOtherRuns);
    line(tr("Later ones of the same lanes, which follow by themselves"), plan.followers);
    return lines.join(u'\n');
}

} // namespace locus::ui
