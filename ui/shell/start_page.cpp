// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/start_page.h"

#include "ui/models/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

StartPage::StartPage(CoreLauncher& launcher, QWidget* parent)
    : QWidget(parent)
    , m_launcher(launcher)
    , m_status(makeLabel({}, "muted", this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(u"startPage"_s);
    auto* title = makeLabel(tr("Welcome to Locus"), "title", this);
    auto* text =
        makeLabel(tr("Submit sequences and variants, read annotations, follow the work. Where "
                     "shall it run?"),
            "muted", this);
    title->setAlignment(Qt::AlignHCenter);
    text->setAlignment(Qt::AlignHCenter);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(space::large);
    choices->addStretch();
    choices->addWidget(makeChoice(u"seat"_s, tr("On this seat"),
        tr("Starts a core of its own here. Nothing else needs to be installed; data stay on this "
           "computer."),
        tr("Start on this seat"), "startLocal", true));
    choices->addWidget(makeChoice(u"plug"_s, tr("With a core elsewhere"),
        tr("Your hospital runs a core. You need its address and a token file."), tr("Connect…"),
        "startConnect", false));
    choices->addWidget(makeChoice(u"flask"_s, tr("With sample data"),
        tr("Fictional patients and public variants in a core that is deleted as a whole "
           "afterwards."),
        tr("Try with sample data"), "startDemo", false));
    choices->addStretch();
    m_status->setObjectName(u"startStatus"_s);
    m_status->setAlignment(Qt::AlignHCenter);
    m_status->setWordWrap(true);
    m_progress->setRange(0, 0);
    m_progress->setFixedWidth(240);
    m_progress->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(space::page);
    layout->addLayout(choices);
    layout->addSpacing(space::large);
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addWidget(m_status);
    layout->addStretch(3);
    connect(&m_launcher, &CoreLauncher::statusChanged, this, &StartPage::showStatus);
    connect(findChild<QPushButton*>(u"startLocal"_s), &QPushButton::clicked, this, [this] {
        Q_EMIT localRequested();
        m_launcher.startLocal();
    });
    connect(findChild<QPushButton*>(u"startDemo"_s), &QPushButton::clicked, &m_launcher,
        [this] { m_launcher.startDemo(); });
    connect(findChild<QPushButton*>(u"startConnect"_s), &QPushButton::clicked, this,
        &StartPage::connectRequested);
    showStatus();
}

QWidget* StartPage::makeChoice(const QString& picture, const QString& title, const QString& text,
    const QString& button, const char* name, bool primary)
{
    auto* card = makeCard(this);
    card->setFixedSize(290, 230);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    auto* image = new QLabel(card);
    image->setPixmap(icon(picture, ColorId::Accent).pixmap(34, 34));
    layout->addWidget(image);
    layout->addWidget(makeLabel(title, "heading", card));
    auto* words = makeLabel(text, "muted", card);
    words->setWordWrap(true);
    layout->addWidget(words);
    layout->addStretch();
    auto* go = new QPushButton(button, card);
    go->setObjectName(QString::fromLatin1(name));
    go->setAccessibleName(button);
    if (primary) {
        go->setProperty("role", u"primary"_s);
    }
    layout->addWidget(go);
    return card;
}

void StartPage::showStatus()
{
    const auto local = m_launcher.local();
    const auto demo = m_launcher.demo();
    const auto& shown = demo.phase == CoreLauncher::Phase::NotRunning ? local : demo;
    m_progress->setVisible(shown.phase == CoreLauncher::Phase::Starting);
    if (shown.phase == CoreLauncher::Phase::Failed && shown.error) {
        m_status->setProperty("tone", u"danger"_s);
        m_status->setText(Words::cause(*shown.error) + u' ' + Words::nextStep(*shown.error));
    } else {
        m_status->setText(shown.detail);
    }
}

} // namespace locus::ui
