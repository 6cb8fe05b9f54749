// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;

namespace locus::ui {

// Names and values in two columns; a value may stand in a badge. Values can be selected and copied.
class FactGrid : public QWidget
{
    Q_OBJECT

public:
    struct Fact
    {
        QString name;
        QString value;
        std::optional<Tone> tone {};
        QString note {}; // after the value, secondary
    };

    explicit FactGrid(QWidget* parent = nullptr);
    void setFacts(const std::vector<Fact>& facts);

private:
    void clear();

    QGridLayout* m_grid;
};

} // namespace locus::ui
