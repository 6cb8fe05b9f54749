// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/ordeal_picture.h"

#include "tests/torture/ordeal.h"

#include <algorithm>
#include <fstream>

namespace locus::torture {

namespace {

constexpr int width = 1000;
constexpr int panel = 180;
constexpr int left = 60;
constexpr int top = 40;

template <typename Value>
void drawPanel(std::ostream& out, const OrdealReport& report, int y, const char* title, Value value)
{
    double highest = 1;
    double end = 1;
    for (const Sample& sample : report.samples) {
        highest = std::max(highest, value(sample));
        end = std::max(end, static_cast<double>(sample.atMs));
    }
    const auto x = [end](double ms) { return left + ms / end * (width - left - 10); };
    for (const Fault& fault : report.faults) {
        const double from = x(static_cast<double>(fault.fromMs));
        const double to = x(static_cast<double>(fault.toMs));
        out << "<rect x='" << from << "' y='" << y << "' width='" << std::max(1.0, to - from)
            << "' height='" << panel << "' fill='#E69F00' fill-opacity='0.35'><title>" << fault.name
            << "</title></rect>\n<text font-size='9' transform='translate(" << from + 9 << ' '
            << y + panel - 4 << ") rotate(-90)'>" << fault.name << "</text>\n";
    }
    out << "<polyline fill='none' stroke='#0072B2' stroke-width='1.2' points='";
    for (const Sample& sample : report.samples) {
        out << x(static_cast<double>(sample.atMs)) << ','
            << y + panel - value(sample) / highest * panel << ' ';
    }
    out << "'/>\n<line x1='" << left << "' y1='" << y + panel << "' x2='" << width - 10 << "' y2='"
        << y + panel << "' stroke='#444'/>\n<text x='4' y='" << y - 8 << "'>" << title
        << "</text>\n<text x='4' y='" << y + 12 << "'>" << static_cast<int>(highest)
        << "</text>\n<text x='4' y='" << y + panel << "'>0</text>\n<text x='" << width - 60
        << "' y='" << y + panel + 16 << "'>" << static_cast<int>(end / 1000) << " s</text>\n";
}

} // namespace

void writePicture(const std::filesystem::path& file, const OrdealReport& report)
{
    std::ofstream out(file);
    const int height = 2 * (panel + 60);
    out << "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " << width << ' ' << height
        << "' font-family='sans-serif' font-size='12'>\n<rect width='100%' height='100%' "
           "fill='white'/>\n";
    drawPanel(out, report, top, "worst acknowledgement in 0.1 s (ms); bands: faults",
        [](const Sample& sample) { return sample.latencyMs; });
    drawPanel(out, report, top + panel + 60, "values accepted and without a result",
        [](const Sample& sample) { return static_cast<double>(sample.waiting); });
    out << "</svg>\n";
}

} // namespace locus::torture
