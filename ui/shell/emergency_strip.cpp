// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/emergency_strip.h"

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/form_dialog.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

Uuid newId(const Clock& clock)
{
    SystemRandom random;
    return UuidSource(clock, random).next();
}

} // namespace

EmergencyStrip::EmergencyStrip(client::CoreClient& core, const Clock& clock, QWidget* parent)
    : QFrame(parent)
    , m_core(core)
    , m_clock(clock)
    , m_open(addWindowAction(
          *parent->window(), u"window.emergency"_s, u"alert"_s, tr("Open emergency access…"), {}))
    , m_text(new QLabel(this))
    , m_end(new QPushButton(tr("End emergency access"), this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"emergencyStrip"_s);
    m_text->setObjectName(u"emergencyText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_end->setObjectName(u"emergencyEnd"_s);
    m_end->setAccessibleName(m_end->text());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::page, space::small, space::page, space::small);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_end);
    hide();
    m_timer->setInterval(std::chrono::seconds(1));
    connect(m_timer, &QTimer::timeout, this, &EmergencyStrip::tick);
    connect(m_end, &QPushButton::clicked, this, &EmergencyStrip::end);
    connect(m_open, &QAction::triggered, this, &EmergencyStrip::ask);
    connect(&m_core, &client::CoreClient::signedIn, this,
        [this] { setAccess(m_core.session()->breakGlass); });
    connect(&m_core, &client::CoreClient::changed, this, &EmergencyStrip::onChanges);
}

void EmergencyStrip::setAccess(std::optional<protocol::BreakGlassOpen> access)
{
    m_access = std::move(access);
    setVisible(m_access.has_value());
    m_open->setEnabled(!m_access);
    if (m_access) {
        tick();
        m_timer->start();
    } else {
        m_timer->stop();
    }
    Q_EMIT openChanged();
}

void EmergencyStrip::tick()
{
    const Instant now = m_clock.now();
    if (now >= m_access->until) {
        setAccess({});
        Q_EMIT changed(tr("Emergency access is over: its time has run out."));
        return;
    }
    const QString whom = m_access->patientRef.empty()
        ? tr("all patients")
        : tr("patient %1").arg(fromStd(m_access->patientRef));
    //: %1: for whom, %2: how long still
    m_text->setText(tr("Emergency access to %1 is open for another %2. Everything seen and done is "
                       "recorded and will be reviewed.")
                        .arg(whom, Words::duration(m_access->until - now)));
}

QString EmergencyStrip::entryRow() const
{
    return u"people.breakGlass/"_s + fromStd(m_access->breakGlassId.toString());
}

// A change says which entry, not how it is now: that the session knows.
void EmergencyStrip::onChanges(const QString& stream)
{
    if (!m_access || stream != u"people.breakGlass"_s) {
        return;
    }
    m_core.call<protocol::SessionGet>({}, this, [this](const Result<protocol::SessionState>& now) {
        const bool endsHere = !m_end->isEnabled(); // its own answer says so
        if (m_access && now.ok() && !now->breakGlass && !endsHere) {
            setAccess({});
            Q_EMIT changed(tr("Emergency access is over: it was ended elsewhere."));
        }
    });
}

void EmergencyStrip::ask()
{
    auto* dialog = new FormDialog(u"emergencyDialog"_s, tr("Open emergency access"),
        tr("For when a patient's care cannot wait for a right you do not have. It is recorded at "
           "once, shown as long as it is open, and reviewed by somebody else afterwards."),
        tr("Open emergency access"), window());
    auto* reason = new QLineEdit(dialog);
    auto* patient = new QLineEdit(dialog);
    patient->setPlaceholderText(tr("empty: all patients"));
    auto* minutes = new QSpinBox(dialog);
    minutes->setRange(1, static_cast<int>(people::longestBreakGlass));
    minutes->setValue(static_cast<int>(people::longestBreakGlass));
    minutes->setButtonSymbols(QSpinBox::NoButtons);
    //: After a number of minutes
    minutes->setSuffix(tr(" min"));
    auto* code = new QLineEdit(dialog);
    code->setPlaceholderText(tr("six digits of your authenticator"));
    dialog->addField(tr("Why"), reason, "emergencyReason");
    dialog->addField(tr("Patient"), patient, "emergencyPatient");
    dialog->addField(tr("For at most"), minutes, "emergencyMinutes");
    dialog->addField(tr("Second factor"), code, "emergencyCode");
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        protocol::BreakGlassBegin message;
        message.commandId = newId(m_clock);
        message.reason = toStd(reason->text().trimmed());
        message.patientRef = toStd(patient->text().trimmed());
        message.allPatients = message.patientRef.empty();
        message.minutes = minutes->value();
        message.code = toStd(code->text().trimmed());
        dialog->setBusy(true);
        m_core.call<protocol::BreakGlassBegin>(
            message, dialog, [this, dialog](const Result<protocol::BreakGlassOpen>& answer) {
                dialog->setBusy(false);
                if (!answer.ok()) {
                    dialog->showError(Words::whole(answer.error()));
                    return;
                }
                setAccess(*answer);
                Q_EMIT changed(tr("Emergency access is open; it was recorded."));
                dialog->accept();
            });
    });
    dialog->open();
}

void EmergencyStrip::end()
{
    protocol::BreakGlassEnd message;
    message.commandId = newId(m_clock);
    message.breakGlassId = m_access->breakGlassId;
    m_end->setEnabled(false);
    m_core.call<protocol::BreakGlassEnd>(
        message, this, [this](const Result<protocol::RightsChanged>& answer) {
            m_end->setEnabled(true);
            if (answer.ok() || answer.error().code == "people.glass_over") {
                setAccess({});
                Q_EMIT changed(tr("Emergency access is closed."));
            } else {
                Q_EMIT changed(Words::whole(answer.error()));
            }
        });
}

} // namespace locus::ui
