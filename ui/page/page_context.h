// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/place.h"

#include <QString>

#include <functional>
#include <vector>

namespace locus {
class Clock;
}
namespace locus::client {
class AnalysesClient;
class CoreClient;
class Drafts;
} // namespace locus::client

namespace locus::ui {

class CoreLauncher;
class Theme;
class ViewStore;

// Something a person may do from a line of the activity list.
struct ActivityChoice
{
    QString text; // "Open folder"
    std::function<void()> run;
};

// One line of the activity list: what was done, by whom it can be undone, where the result is.
struct Activity
{
    QString text;
    bool failed = false;
    Place place {}; // opened by a click; may be empty
    std::function<void()> undo {}; // empty: cannot be undone
    QString details {}; // result list, shown on demand and copied
    std::vector<ActivityChoice> choices {}; // can be taken again and again
};

// What the window offers to a page.
class Shell
{
public:
    Shell() = default;
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;
    virtual ~Shell() = default;

    virtual void open(const Place& place) = 0;
    virtual void report(const Activity& activity) = 0;
    virtual void showConnectionDialog() = 0;
};

// The collaborators of a page. All outlive the pages; ui thread only.
struct PageContext
{
    client::CoreClient& core;
    client::AnalysesClient& analyses;
    client::Drafts& drafts;
    ViewStore& views;
    Theme& theme;
    CoreLauncher& launcher;
    const Clock& clock;
    Shell& shell;
};

} // namespace locus::ui
