// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/reveal_strip.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/page/reveals.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

RevealStrip::RevealStrip(client::CoreClient& core, const Clock& clock, QWidget* parent)
    : QFrame(parent)
    , m_core(core)
    , m_reveals(Reveals::of(core))
    , m_clock(clock)
    , m_text(new QLabel(this))
    , m_end(makeTextButton({}, tr("Mask it again"), this))
    , m_menu(new QMenu(m_end))
    , m_timer(new QTimer(this))
{
    setObjectName(u"revealStrip"_s);
    m_text->setObjectName(u"revealText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_end->setObjectName(u"revealEnd"_s);
    m_end->setFocusPolicy(Qt::StrongFocus);
    m_end->setPopupMode(QToolButton::InstantPopup);
    m_menu->setObjectName(u"revealMenu"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::page, space::small, space::page, space::small);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_end);
    m_timer->setInterval(std::chrono::seconds(1));
    connect(m_timer, &QTimer::timeout, this, &RevealStrip::tick);
    connect(&m_reveals, &Reveals::changed, this, &RevealStrip::tick);
    connect(&PatientLabels::of(core), &PatientLabels::changed, this, &RevealStrip::tick);
    connect(m_menu, &QMenu::aboutToShow, this, &RevealStrip::showMenu);
    connect(m_end, &QToolButton::clicked, this, [this] {
        if (!m_reveals.open().empty()) {
            m_reveals.end(m_reveals.open().front().revealId);
        }
    });
    tick();
}

QString RevealStrip::labelOf(const std::string& record) const
{
    const QString text = fromStd(record);
    return text.startsWith(u"Patient/"_s) ? PatientLabels::of(m_core).text(text.mid(8)) : text;
}

void RevealStrip::tick()
{
    const auto& open = m_reveals.open();
    setVisible(!open.empty());
    if (open.empty()) {
        m_timer->stop();
        return;
    }
    m_timer->start();
    const auto first = std::min_element(open.begin(), open.end(),
        [](const auto& one, const auto& other) { return one.expiresAt < other.expiresAt; });
    const Duration left = first->expiresAt - m_clock.now();
    if (left <= Duration(0)) {
        m_reveals.refresh();
        return;
    }
    const int count = static_cast<int>(open.size());
    m_text->setText(count == 1
            //: %1: label of a patient, %2: how long still
            ? tr("What is masked of %1 is shown to you for another %2. Every read is recorded.")
                  .arg(labelOf(first->record), Words::duration(left))
            //: %1: how long still
            : tr("What is masked of %n record(s) is shown to you, of the first for another %1. "
                 "Every read is recorded.",
                nullptr, count)
                  .arg(Words::duration(left)));
    m_end->setMenu(count == 1 ? nullptr : m_menu);
}

void RevealStrip::showMenu()
{
    m_menu->clear();
    for (const auto& one : m_reveals.open()) {
        auto* action = m_menu->addAction(
            //: %1: label of a patient, %2: how long still
            tr("%1 · another %2")
                .arg(labelOf(one.record), Words::duration(one.expiresAt - m_clock.now())));
        connect(
            action, &QAction::triggered, this, [this, id = one.revealId] { m_reveals.end(id); });
    }
}

} // namespace locus::ui
