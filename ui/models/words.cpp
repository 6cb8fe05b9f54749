// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/words.h"

#include "ui/models/text.h"

#include <QDateTime>
#include <QLocale>

namespace locus::ui {

using namespace Qt::StringLiterals;

Words::State Words::of(analyses::State state)
{
    switch (state) {
    //: State of an analysis
    case analyses::State::Requested: return { tr("queued"), Tone::Neutral, u"clock"_s };
    //: State of an analysis
    case analyses::State::Running: return { tr("running"), Tone::Info, u"play"_s };
    //: State of an analysis
    case analyses::State::Completed: return { tr("completed"), Tone::Success, u"check-circle"_s };
    //: State of an analysis: some rows could not be annotated
    case analyses::State::Partial: return { tr("partial"), Tone::Warning, u"alert"_s };
    //: State of an analysis
    case analyses::State::Failed: return { tr("failed"), Tone::Danger, u"error"_s };
    //: State of an analysis
    case analyses::State::Cancelled: return { tr("cancelled"), Tone::Neutral, u"cancel"_s };
    }
    return {};
}

QString Words::of(analyses::Mode mode)
{
    switch (mode) {
    //: Mode of an analysis
    case analyses::Mode::Normal: return tr("Normal");
    //: Mode of an analysis
    case analyses::Mode::BigData: return tr("Big data");
    //: Mode of an analysis
    case analyses::Mode::NodeScale: return tr("Node scale");
    //: Mode of an analysis
    case analyses::Mode::LagDemo: return tr("Lag drill");
    }
    return {};
}

QString Words::nameOf(const analyses::Summary& analysis)
{
    return analysis.label.empty() ? tr("Analysis %1").arg(fromStd(analysis.id.toString()).right(8))
                                  : fromStd(analysis.label);
}

QString Words::explain(analyses::Mode mode)
{
    switch (mode) {
    case analyses::Mode::Normal: return tr("Clinical work: small batches, answered first.");
    case analyses::Mode::BigData:
        return tr(
            "Large files: own queue and large batches, so that clinical work is not delayed.");
    case analyses::Mode::NodeScale:
        return tr("Own queue whose workers a cluster scales by their lag.");
    case analyses::Mode::LagDemo:
        return tr("A drill for operators: own queue, used to practise lag. Not for patients.");
    }
    return {};
}

QString Words::role(const std::string& role)
{
    //: Roles of a person
    static const std::pair<const char*, const char*> names[] = {
        { "clinician", QT_TR_NOOP("clinician") },
        { "coordinator", QT_TR_NOOP("coordinator") },
        { "operator", QT_TR_NOOP("operator") },
        { "auditor", QT_TR_NOOP("auditor") },
        { "admin", QT_TR_NOOP("administrator") },
    };
    for (const auto& [code, name] : names) {
        if (role == code) {
            return tr(name);
        }
    }
    return fromStd(role);
}

QString Words::priority(int priority)
{
    if (priority >= 8) {
        //: Priority of an analysis, %1 is 0 to 9
        return tr("%1 · urgent").arg(priority);
    }
    if (priority >= 6) {
        return tr("%1 · high").arg(priority);
    }
    if (priority >= 4) {
        return tr("%1 · normal").arg(priority);
    }
    return tr("%1 · low").arg(priority);
}

QString Words::age(Instant then, Instant now)
{
    const auto seconds = (toMillis(now) - toMillis(then)) / 1000;
    if (seconds < 60) {
        //: Age of something; %1 is a number of seconds
        return tr("%1 s ago").arg(std::max<std::int64_t>(seconds, 0));
    }
    if (seconds < 3600) {
        //: Age of something; %1 is a number of minutes
        return tr("%1 min ago").arg(seconds / 60);
    }
    if (seconds < 24 * 3600) {
        //: Age of something; %1 is a number of hours
        return tr("%1 h ago").arg(seconds / 3600);
    }
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(toMillis(then)).date(), u"d MMM yyyy"_s);
}

QString Words::duration(Duration length)
{
    const auto millis = length.count() / 1000;
    if (millis < 1000) {
        return tr("%1 ms").arg(millis);
    }
    const auto seconds = millis / 1000;
    if (seconds < 60) {
        return tr("%1 s").arg(QLocale().toString(static_cast<double>(millis) / 1000.0, 'f', 1));
    }
    if (seconds < 3600) {
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    }
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString Words::moment(Instant t)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(toMillis(t));
    return QLocale().toString(time, u"d MMM yyyy HH:mm:ss"_s) + u' ' + time.timeZoneAbbreviation();
}

QString Words::count(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

QString Words::rowsRead(int rows, bool isWhole)
{
    return rows == 0 ? QString()
        : isWhole    ? count(rows)
                  //: %1: number of rows that were read
                  : tr("the newest %1").arg(count(rows));
}

QString Words::unknownFilter(const Error& error)
{
    const auto allowed = fromStd(error.fact("allowed"));
    return allowed.isEmpty()
        ? fromStd(error.message)
        //: %1 is what was typed
        : tr("“%1” is not known here. Allowed: %2").arg(fromStd(error.fact("field")), allowed);
}

namespace {

// The core says it as a log does: small letter first, no full stop.
QString sentence(QString message)
{
    if (!message.isEmpty()) {
        message[0] = message[0].toUpper();
        if (message.back().isLetterOrNumber() || message.back() == u')') {
            message += u'.';
        }
    }
    return message;
}

} // namespace

QString Words::cause(const Error& error)
{
    const auto& code = error.code;
    if (code == "client.offline") {
        return tr("There is no connection to the core.");
    }
    if (code == "client.connection_lost") {
        return tr("The connection was lost before the core answered.");
    }
    if (code == "client.timeout") {
        return tr("The core did not answer in time.");
    }
    if (code == "client.no_core") {
        return tr("No core has run on this seat yet.");
    }
    if (code == "client.token_readable") {
        return tr("The sign-in token can be read by other accounts of this computer.");
    }
    auto message = fromStd(error.message);
    if (code == "export.denied") {
        //: %1: the system's words
        return tr("The file cannot be made there: %1.").arg(message);
    }
    if (code == "export.disk_full") {
        return tr("The disk is full; no half file was left behind.");
    }
    if (code == "export.unwritable") {
        return tr("The file could not be written, no half file was left behind: %1.").arg(message);
    }
    return sentence(message);
}

QString Words::whole(const Error& error)
{
    return cause(error) + u' ' + nextStep(error);
}

QString Words::nextStep(const Error& error)
{
    if (error.code == "client.token_readable") {
        return tr("Let only your own account read the token file, then connect again.");
    }
    if (error.code == "client.no_core") {
        return tr("Start a core on this seat, or connect to another one.");
    }
    if (error.code.starts_with("export.")) {
        return tr("Choose another folder, or make room there and try again.");
    }
    const auto allowed = fromStd(error.fact("allowed"));
    if (!allowed.isEmpty()) {
        return tr("Allowed: %1").arg(allowed);
    }
    switch (error.kind) {
    case ErrorKind::Retriable: return tr("Try again; nothing was lost.");
    case ErrorKind::Conflict: return tr("Somebody changed it meanwhile: look at it again.");
    case ErrorKind::NotFound: return tr("It may have been removed: refresh the list.");
    case ErrorKind::Refused: return tr("Ask the person who grants rights on this core.");
    case ErrorKind::Invalid: return tr("Correct what you entered and try again.");
    case ErrorKind::Poison:
    case ErrorKind::Fatal: return tr("Copy the details and tell the person who runs the core.");
    }
    return {};
}

} // namespace locus::ui
