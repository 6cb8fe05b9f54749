// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

#include <QObject>

class QApplication;
class QEvent;
class QPalette;

namespace locus::ui {

class SystemScheme;

enum class Density : std::uint8_t
{
    Comfortable,
    Compact
};

// How everything looks: colours, font, row height. One for the application; made before the first
// window. Widgets that paint by themselves read color() at paint time and need no notice; others
// follow changed(). Thread contract: the ui thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice
    {
        FollowSystem,
        Light,
        Dark
    };
    Q_ENUM(Choice)

    // Fusion, our palette, font and style sheet on this application.
    explicit Theme(QApplication& application);
    ~Theme() override;

    [[nodiscard]] Choice choice() const { return m_choice; }
    void setChoice(Choice choice);
    [[nodiscard]] Density density() const { return m_density; }
    void setDensity(Density density);

    // For the theme in force; light where none was made.
    static Scheme scheme();
    static QColor color(ColorId id);
    static int rowHeight();

Q_SIGNALS:
    void changed();

private:
    void apply();
    void followSystem();

    QApplication& m_application;
    SystemScheme* m_system;
    Choice m_choice = Choice::FollowSystem;
    Density m_density = Density::Comfortable;
};

// The spacing scale, in pixels of the unscaled screen.
namespace space {
inline constexpr int hair = 4;
inline constexpr int small = 8;
inline constexpr int medium = 12;
inline constexpr int large = 16;
inline constexpr int page = 20;
} // namespace space

} // namespace locus::ui
