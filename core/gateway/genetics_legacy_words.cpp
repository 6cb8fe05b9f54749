// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/genetics_request.h"
#include "core/gateway/genetics_words.h"

#include "core/base/text.h"

#include <sstream>

namespace locus::gateway {

namespace {

QString lines(const std::ostringstream& out)
{
    return QString::fromStdString(out.str());
}

std::string orUnknown(const std::string& value)
{
    return value.empty() ? "not given" : value;
}

std::string named(const genetics::TranscriptAnnotation& transcript, const std::string& engineName)
{
    std::string out;
    if (const auto term = transcript.predictions.find(engineName);
        term != transcript.predictions.end()) {
        out = term->second;
    }
    if (const auto score = transcript.scores.find(engineName); score != transcript.scores.end()) {
        std::ostringstream number;
        number << score->second;
        out += (out.empty() ? "" : " ") + std::string("(") + number.str() + ")";
    }
    return orUnknown(out);
}

std::string variantOf(const genetics::AnnotationRow& row)
{
    if (!row.hgvsg.empty()) {
        return row.hgvsg;
    }
    return row.spdi.empty() ? row.input : row.spdi;
}

void writeRow(std::ostringstream& out, const genetics::AnnotationRow& row)
{
    out << "\n**Variant:** " << variantOf(row) << '\n';
    if (!row.annotation) {
        const auto& why = row.notAnnotated;
        out << "- Not annotated: " << (why ? why->reason : std::string("no reason given")) << '\n';
        return;
    }
    const auto& annotation = *row.annotation;
    static const genetics::TranscriptAnnotation none;
    const auto& first = annotation.transcripts.empty() ? none : annotation.transcripts.front();
    out << "- Consequence: "
        << orUnknown(first.consequenceTerms.empty() ? annotation.mostSevere
                                                    : join(first.consequenceTerms, ", "))
        << "\n- Gene: " << orUnknown(first.geneSymbol) << "\n- Impact: " << orUnknown(first.impact)
        << "\n- SIFT: " << named(first, "sift") << "\n- PolyPhen: " << named(first, "polyphen")
        << '\n';
}

std::string shortened(const std::string& text)
{
    static constexpr std::size_t shown = 50;
    return text.size() <= shown ? text : text.substr(0, shown) + "...";
}

std::string sourcesOf(const analyses::Detail& detail)
{
    std::vector<std::string> names;
    for (const auto& engine : detail.engines) {
        names.push_back(
            engine.release.empty() ? engine.engine : engine.engine + " " + engine.release);
    }
    return names.empty() ? "none" : join(names, ", ");
}

class LegacyWords final : public GeneticsWords
{
public:
    [[nodiscard]] QString connected(const std::string&) const override
    {
        return QStringLiteral(
            "\U0001F9EC Connected to Healthcare ML Service with OpenShift AI Integration");
    }

    [[nodiscard]] QStringList queued(
        const GeneticsRequest& request, const protocol::AnalysesSubmitted& answer) const override
    {
        QStringList out;
        std::ostringstream first;
        first << "\U0001F9EC Genetic sequence queued for " << analyses::toString(request.mode)
              << " processing \u2192 " << answer.topic << " (" << request.text.size() << " chars)";
        out.append(lines(first));
        if (request.mode == analyses::Mode::LagDemo) {
            out.append(QStringLiteral(
                "\U0001F527 Lag mode is in its development phase: it builds real consumer lag"));
            out.append(QStringLiteral(
                "\U0001F527 In the development phase results come as the lag is worked off"));
        }
        return out;
    }

    [[nodiscard]] QString progress(const analyses::Summary&) const override { return {}; }

    [[nodiscard]] QString waiting(Instant now, std::chrono::seconds since) const override
    {
        const std::string time = toRfc3339(now).substr(11, 8);
        return QString::fromStdString("[" + time + "] \u23F3 Processing genetic sequence ("
            + std::to_string(since.count()) + " s)");
    }

    [[nodiscard]] QString gaveUp(std::chrono::seconds since) const override
    {
        return QString::fromStdString("\u23F0 Processing timeout after "
            + std::to_string(since.count()) + " s: the result will be delivered when it is there");
    }

    [[nodiscard]] QStringList result(const GeneticsOutcome& outcome) const override
    {
        std::ostringstream out;
        out << "**Genetic Analysis Complete**\n\n**Sequence:** "
            << shortened(outcome.detail.inputText) << "\n**Analysis Source:** "
            << sourcesOf(outcome.detail) << '\n';
        if (outcome.rows.empty()) {
            out << "\nNo variants were found.\n";
        }
        static constexpr std::size_t mostRows = 500; // one text frame, as its clients expect
        for (std::size_t i = 0; i < outcome.rows.size() && i < mostRows; ++i) {
            writeRow(out, outcome.rows[i]);
        }
        if (outcome.rows.size() > mostRows) {
            out << "\n... and " << outcome.rows.size() - mostRows << " more variants.\n";
        }
        return { lines(out) };
    }

    [[nodiscard]] QString error(
        const Error& error, const std::string&, const std::string&) const override
    {
        return QString::fromStdString("\u274C Error processing message: " + error.message);
    }
};

} // namespace

const GeneticsWords& legacyWords()
{
    static const LegacyWords words;
    return words;
}

} // namespace locus::gateway
