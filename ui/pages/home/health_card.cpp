// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/health_card.h"

#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"

#include <QVBoxLayout>

#include <utility>
#include <vector>

namespace locus::ui {

using namespace Qt::StringLiterals;

HealthCard::HealthCard(QWidget* parent)
    : QFrame(parent)
    , m_facts(new FactGrid(this))
{
    setObjectName(u"healthCard"_s);
    setProperty("role", u"card"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large, space::medium, space::large, space::large);
    layout->setSpacing(space::small);
    layout->addWidget(makeLabel(tr("Is the core well?"), "heading", this));
    layout->addWidget(m_facts);
    layout->addStretch();
}

QString HealthCard::partName(const std::string& check)
{
    //: Parts of a core whose health is shown
    static const std::pair<const char*, const char*> names[] = {
        { "store", QT_TR_NOOP("Store") },
        { "bus", QT_TR_NOOP("Event bus") },
        { "relay", QT_TR_NOOP("Publishing") },
        { "reference", QT_TR_NOOP("Local reference") },
        { "annotator", QT_TR_NOOP("Annotator") },
        { "vep-rest", QT_TR_NOOP("VEP service") },
        { "model", QT_TR_NOOP("Model service") },
        { "integrity", QT_TR_NOOP("Stored files") },
        { "backup", QT_TR_NOOP("Backup") },
        { "clock", QT_TR_NOOP("Clock") },
        { "sealing", QT_TR_NOOP("Sealing") },
    };
    for (const auto& [code, name] : names) {
        if (check == code) {
            return tr(name);
        }
    }
    return fromStd(check);
}

QString HealthCard::partNote(
    const protocol::HealthCheck& check, const protocol::HealthReport& report)
{
    if (check.status != "up") {
        return fromStd(check.detail);
    }
    if (check.name == "bus") {
        //: How a core keeps its events
        return report.bus == "kafka" ? tr("Kafka cluster") : tr("on this computer");
    }
    if (check.name == "store") {
        return {}; // where it lies is for the person who runs the core
    }
    if (check.name == "relay") {
        const auto waiting = check.figures.find("eventsWaiting");
        const int events = waiting == check.figures.end() ? 0 : static_cast<int>(waiting->second);
        //: Number of events that the bus has not confirmed yet
        return events == 0 ? QString() : tr("%1 on the way").arg(events);
    }
    if (check.name == protocol::integrityCheck) {
        const auto unknown = check.figures.find("filesNotChecked");
        return unknown != check.figures.end() && unknown->second > 0
            ? tr("are read for the first time")
            : tr("were read and are whole");
    }
    if (check.name == protocol::backupCheck) {
        const auto last = check.figures.find(protocol::lastBackupFigure);
        if (last == check.figures.end()) {
            return tr("none was made yet");
        }
        //: When the last backup was made
        return tr("the last one is of %1")
            .arg(Words::moment(fromMillis(static_cast<std::int64_t>(last->second) * 1000)));
    }
    if (check.name == "sealing") {
        const auto seals = check.figures.find("seals");
        return seals != check.figures.end() && seals->second > 0
            ? tr("what names patients is sealed")
            : tr("off: what names patients stands in the clear");
    }
    if (check.name == "clock") {
        return {}; // it goes evenly
    }
    if (check.name == "annotator") {
        return {}; // its circuit is closed
    }
    if (check.name == "reference") {
        return tr("sequences and gene models are loaded");
    }
    return fromStd(check.detail);
}

void HealthCard::setReport(const Result<protocol::HealthReport>& answer)
{
    if (!answer.ok()) {
        m_facts->setFacts(
            { { tr("Core"), tr("not known"), Tone::Warning, Words::cause(answer.error()) } });
        return;
    }
    std::vector<FactGrid::Fact> facts;
    for (const auto& check : answer->checks) {
        const auto tone = check.status == "up" ? Tone::Success
            : check.status == "degraded"       ? Tone::Warning
                                               : Tone::Danger;
        const auto word = check.status == "up" ? tr("well")
            : check.status == "degraded"       ? tr("impaired")
                                               : tr("down");
        facts.push_back({ partName(check.name), word, tone, partNote(check, *answer) });
    }
    facts.push_back({ tr("Version"), fromStd(answer->serverVersion) });
    facts.push_back({ tr("Running since"), Words::moment(answer->startedAt) });
    m_facts->setFacts(facts);
}

} // namespace locus::ui
