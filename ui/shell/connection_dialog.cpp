// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_dialog.h"

#include "core/secrets/secret_store.h"
#include "ui/shell/connection_secret_field.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/kafka_form.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QUuid>

#include <initializer_list>
#include <utility>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// The keychain lists the entry under this name; a profile of another name never shares it.
void nameEntry(
    secrets::SecretPlace& place, const QString& profile, const QString& what, bool sameProfile)
{
    const bool named = sameProfile && !place.name.isEmpty();
    if (place.kind == secrets::SecretPlace::Kind::Keychain && !place.typed.isEmpty() && !named) {
        const auto id = QUuid::createUuid().toString(QUuid::Id128).left(8);
        place.name = u"%1 · %2 · %3"_s.arg(profile, what, id);
    }
}

} // namespace

ConnectionDialog::ConnectionDialog(ConnectionProfiles& profiles, ConnectionTester& tester,
    ConnectionTester* kafka, QWidget* parent)
    : QDialog(parent)
    , m_profiles(profiles)
    , m_core(tester)
    , m_kafka(kafka)
    , m_choice(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_address(new QLineEdit(this))
    , m_token(new SecretField(tr("Token"), u"profileToken"_s, this))
    , m_authorities(new QLineEdit(this))
    , m_environment(new QLineEdit(this))
    , m_form(new QFormLayout)
    , m_cluster(new KafkaForm(this))
    , m_title(makeLabel({}, "title", this))
    , m_problem(makeLabel({}, nullptr, this))
    , m_test(new QPushButton(tr("Test step by step"), this))
    , m_connect(new QPushButton(this))
    , m_steps(new QVBoxLayout)
{
    setObjectName(u"connectionDialog"_s);
    setWindowTitle(tr("Connection"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    layout->setSpacing(space::medium);
    layout->addWidget(m_title);
    makeForm(layout);
    makeSteps(layout);
    makeButtons(layout);
    for (auto* one : { &m_core, m_kafka }) {
        if (one != nullptr) {
            connect(one, &ConnectionTester::stepFinished, this, &ConnectionDialog::onStep);
            connect(one, &ConnectionTester::finished, this, &ConnectionDialog::onFinished);
        }
    }
    fillProfiles();
    resize(680, 660);
}

ConnectionDialog::~ConnectionDialog()
{
    tester().stop();
}

ConnectionTester& ConnectionDialog::tester()
{
    return m_kind == ConnectionProfile::Kind::Kafka && m_kafka != nullptr ? *m_kafka : m_core;
}

void ConnectionDialog::makeSteps(QVBoxLayout* layout)
{
    auto* card = makeCard(this);
    static_cast<QVBoxLayout*>(card->layout())->addLayout(m_steps);
    card->setMinimumHeight(150);
    m_hint = makeLabel(
        tr("The test goes the way step by step and says where it ends, why, and what to do."),
        "muted", card);
    m_hint->setWordWrap(true);
    m_steps->addWidget(m_hint);
    layout->addWidget(card);
    m_problem->setObjectName(u"connectionProblem"_s);
    m_problem->setProperty("tone", u"danger"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addStretch();
}

void ConnectionDialog::makeButtons(QVBoxLayout* layout)
{
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelConnection"_s);
    cancel->setAccessibleName(cancel->text());
    m_test->setObjectName(u"testConnection"_s);
    m_test->setAccessibleName(m_test->text());
    m_connect->setObjectName(u"connectNow"_s);
    m_connect->setProperty("role", u"primary"_s);
    m_connect->setDefault(true);
    buttons->addWidget(m_test);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_connect);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::startTest);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionDialog::finish);
}

void ConnectionDialog::finish()
{
    m_problem->hide();
    keepSecrets(edited());
}

void ConnectionDialog::keepSecrets(const ConnectionProfile& profile)
{
    auto kept = profile;
    for (auto* place : kept.secretPlaces()) {
        if (place->typed.isEmpty()) {
            continue;
        }
        m_connect->setEnabled(false);
        const auto secret = std::exchange(place->typed, {});
        secrets::SecretStore().keep(place->name, secret, this, [this, kept](const Status& done) {
            m_connect->setEnabled(true);
            if (done.ok()) {
                keepSecrets(kept);
                return;
            }
            m_problem->setText(ConnectionWords::cause(done.error()) + u' '
                + ConnectionWords::nextStep(done.error()));
            m_problem->show();
        });
        return;
    }
    keep(kept);
}

// A core is connected to; a cluster is only kept.
void ConnectionDialog::keep(const ConnectionProfile& profile)
{
    m_profiles.save(profile);
    if (profile.kind != ConnectionProfile::Kind::Kafka) {
        m_profiles.setLast(profile.name);
        Q_EMIT connectRequested(profile);
    }
    accept();
}

void ConnectionDialog::makeForm(QVBoxLayout* layout)
{
    auto* form = m_form;
    form->setHorizontalSpacing(space::large);
    form->setVerticalSpacing(space::small);
    const auto add = [form](const QString& text, QWidget* field, const char* name) {
        field->setObjectName(QString::fromLatin1(name));
        field->setAccessibleName(text);
        form->addRow(text, field);
    };
    add(tr("Profile"), m_choice, "profileChoice");
    add(tr("Name"), m_name, "profileName");
    add(tr("Address"), m_address, "profileAddress");
    m_address->setPlaceholderText(u"host:8765"_s);
    m_form->addRow(tr("Token"), m_token);
    auto* file = new QWidget(this);
    auto* line = new QHBoxLayout(file);
    line->setContentsMargins(0, 0, 0, 0);
    auto* browse = makeIconButton(u"file"_s, tr("Choose the file of the authorities"), file);
    browse->setObjectName(u"browseAuthorities"_s);
    line->addWidget(m_authorities);
    line->addWidget(browse);
    m_authorities->setObjectName(u"profileAuthorities"_s);
    m_authorities->setAccessibleName(tr("Authorities"));
    m_authorities->setPlaceholderText(tr("of a wss address: PEM; empty: those of the system"));
    form->addRow(tr("Authorities"), file);
    add(tr("Environment"), m_environment, "profileEnvironment");
    m_environment->setPlaceholderText(tr("Production, Test, Read-only …"));
    layout->addLayout(form);
    layout->addWidget(m_cluster);
    connect(browse, &QToolButton::clicked, this, [this] {
        auto* dialog = new QFileDialog(this, tr("Authorities"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, m_authorities, &QLineEdit::setText);
        dialog->open();
    });
    connect(m_choice, &QComboBox::activated, this, &ConnectionDialog::choose);
}

void ConnectionDialog::choose(int index)
{
    clearSteps();
    const auto kept = static_cast<int>(m_profiles.all().size());
    if (index == 0) {
        showProfile({ tr("This seat"), ConnectionProfile::Kind::ThisSeat, {} });
    } else if (index <= kept) {
        showProfile(m_profiles.all()[static_cast<std::size_t>(index) - 1]);
    } else if (index == kept + 1) {
        showProfile({ tr("New connection"), ConnectionProfile::Kind::Core, {} });
        m_address->setFocus();
    } else {
        showProfile({ tr("Kafka cluster"), ConnectionProfile::Kind::Kafka, {} });
        m_cluster->setFocus();
    }
}

void ConnectionDialog::fillProfiles()
{
    m_choice->addItem(tr("This seat's own core"));
    for (const auto& profile : m_profiles.all()) {
        m_choice->addItem(profile.name);
    }
    m_choice->addItem(tr("New connection…"));
    if (m_kafka != nullptr) {
        m_choice->addItem(tr("New Kafka cluster (inspection)…"));
    }
    if (const auto* last = m_profiles.last()) {
        m_choice->setCurrentText(last->name);
        showProfile(*last);
    } else {
        showProfile({ tr("This seat"), ConnectionProfile::Kind::ThisSeat, {} });
    }
}

void ConnectionDialog::showProfile(const ConnectionProfile& profile)
{
    m_kind = profile.kind;
    const bool seat = profile.kind == ConnectionProfile::Kind::ThisSeat;
    const bool kafka = profile.kind == ConnectionProfile::Kind::Kafka;
    m_title->setText(kafka ? tr("Look at a Kafka cluster") : tr("Connect to a core"));
    m_name->setText(profile.name);
    m_name->setEnabled(!seat);
    m_address->setText(seat ? tr("found by itself") : profile.address);
    m_address->setEnabled(!seat);
    m_shown = profile.name;
    m_token->show(profile.token);
    m_authorities->setText(profile.caFile);
    m_problem->hide();
    m_environment->setText(profile.environment);
    for (auto* row : std::initializer_list<QWidget*> { m_address, m_environment }) {
        m_form->setRowVisible(row, !kafka);
    }
    for (auto* row : { static_cast<QWidget*>(m_token), m_authorities->parentWidget() }) {
        m_form->setRowVisible(row, !kafka && !seat);
    }
    m_cluster->setVisible(kafka);
    m_cluster->show(kafka ? profile.address : QString(), profile.kafka);
    //: Button: keeps the description of a Kafka cluster
    m_connect->setText(kafka ? tr("Keep") : tr("Connect"));
    m_connect->setAccessibleName(m_connect->text());
    m_test->setEnabled(!kafka || m_kafka != nullptr);
}

ConnectionProfile ConnectionDialog::edited() const
{
    ConnectionProfile profile { m_name->text().trimmed(), m_kind, {} };
    const bool same = profile.name == m_shown;
    if (m_kind == ConnectionProfile::Kind::Kafka) {
        profile.address = m_cluster->servers();
        profile.kafka = m_cluster->kafka();
        nameEntry(profile.kafka.keyPassword, profile.name, u"key"_s, same);
        nameEntry(profile.kafka.password, profile.name, u"password"_s, same);
        return profile;
    }
    if (m_kind == ConnectionProfile::Kind::Core) {
        profile.address = m_address->text().trimmed();
        profile.token = m_token->place();
        profile.caFile = m_authorities->text().trimmed();
        nameEntry(profile.token, profile.name, u"token"_s, same);
    }
    profile.environment = m_environment->text().trimmed();
    return profile;
}

void ConnectionDialog::clearSteps()
{
    tester().stop();
    for (auto* row : m_rows) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    m_test->setEnabled(true);
}

void ConnectionDialog::startTest()
{
    clearSteps();
    m_hint->hide();
    m_test->setEnabled(false);
    const auto profile = edited();
    for (const auto& name : tester().steps(profile)) {
        auto* row = new QWidget(this);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto* badge = new Badge(row);
        badge->setObjectName(u"stepBadge"_s);
        badge->setState(tr("to do"), Tone::Neutral);
        line->addWidget(badge, 0, Qt::AlignTop);
        line->addWidget(makeLabel(name, nullptr, row), 0, Qt::AlignTop);
        auto* detail = makeLabel({}, "muted", row);
        detail->setObjectName(u"stepDetail"_s);
        detail->setWordWrap(true);
        line->addWidget(detail, 1);
        m_steps->addWidget(row);
        m_rows << row;
    }
    tester().run(profile);
}

void ConnectionDialog::onStep(int number, const ConnectionTester::Step& step)
{
    auto* row = m_rows.value(number);
    if (row == nullptr) {
        return;
    }
    using Mark = ConnectionTester::Step::Mark;
    auto* badge = row->findChild<Badge*>(u"stepBadge"_s);
    if (!step.passed) {
        badge->setState(tr("failed"), Tone::Danger);
    } else if (step.mark == Mark::Warning) {
        badge->setState(tr("passed"), Tone::Warning);
    } else if (step.mark == Mark::NotUsed) {
        badge->setState(tr("not used"), Tone::Neutral);
    } else {
        badge->setState(tr("passed"), Tone::Success);
    }
    row->findChild<QLabel*>(u"stepDetail"_s)
        ->setText(step.next.isEmpty() ? step.detail : QString(step.detail + u"\n→ "_s + step.next));
}

void ConnectionDialog::onFinished(bool passed)
{
    m_test->setEnabled(true);
    if (passed) {
        m_connect->setFocus();
    }
}

} // namespace locus::ui
