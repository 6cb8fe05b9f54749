// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_actions.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::WindowActions)
};

} // namespace

QAction* addWindowAction(QWidget& window, const QString& id, const QString& picture,
    const QString& text, const QString& keys)
{
    auto* action = new QAction(icon(picture), text, &window);
    action->setObjectName(id);
    if (!keys.isEmpty()) {
        action->setShortcuts(QKeySequence::listFromString(keys));
    }
    window.addAction(action);
    return action;
}

WindowActions::WindowActions(QWidget& window)
{
    const auto add = [&window](const QString& id, const QString& picture, const QString& text,
                         const QString& shortcut = {}) {
        return addWindowAction(window, u"window."_s + id, picture, text, shortcut);
    };
    back = add(u"back"_s, u"back"_s, Words::tr("Back"), u"Alt+Left"_s);
    forward = add(u"forward"_s, u"forward"_s, Words::tr("Forward"), u"Alt+Right"_s);
    palette = add(u"palette"_s, u"command"_s, Words::tr("Search or run a command"),
        u"Ctrl+K; Ctrl+Shift+P"_s);
    menu = add(u"menu"_s, u"menu"_s, Words::tr("Open the menu"), u"F10"_s);
    theme = add(
        u"theme"_s, u"contrast"_s, Words::tr("Switch between light and dark"), u"Ctrl+Shift+D"_s);
    density =
        add(u"density"_s, u"panel"_s, Words::tr("Switch between comfortable and compact rows"));
    keys = add(u"keys"_s, u"keyboard"_s, Words::tr("Show the keys of this page"), u"?; F1"_s);
    editKeys = add(u"editKeys"_s, u"keyboard"_s, Words::tr("Edit keys…"));
    pin = add(u"pin"_s, u"star"_s, Words::tr("Start with this page"));
    unpin = add(u"unpin"_s, u"star"_s, Words::tr("Start with the first page"));
    connection = add(u"connection"_s, u"plug"_s, Words::tr("Connection…"), u"Ctrl+Shift+O"_s);
    activity =
        add(u"activity"_s, u"activity"_s, Words::tr("Show or hide what I did"), u"Ctrl+Shift+A"_s);
    undo = add(u"undo"_s, u"undo"_s, Words::tr("Undo what I did last"), u"Ctrl+Z"_s);
    unsent = add(u"unsent"_s, u"inbox"_s, Words::tr("Show what is unsent"));
    askOnClose = add(u"askOnClose"_s, u"seat"_s, Words::tr("Ask again on closing"));
    askOnClose->setToolTip(Words::tr("it asks already"));
    quit = add(u"quit"_s, u"close"_s, Words::tr("Quit"), u"Ctrl+Q"_s);
}

} // namespace locus::ui
