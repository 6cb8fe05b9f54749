// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotator.h"
#include "core/genetics/input_resolver.h"

#include <map>
#include <string>
#include <vector>

namespace locus::genetics {

// One call of Annotator::annotate(): the rows while they are made. Not for others.
class AnnotatorRun
{
public:
    AnnotatorRun(const AnnotatorParts& parts, const AnnotationRequest& request,
        const AnnotationProgress& progress, const CancelCheck& cancelled);

    void resolve(const SequenceLocator& locator);
    void askCache();
    void askService();
    void askLocal();
    [[nodiscard]] AnnotationOutcome finish();

private:
    // A distinct question and the engines' answers to it, shared by every row that asks it.
    struct Question
    {
        ResolvedInput resolved;
        std::vector<AnnotationRow> answers; // the service's or cache's; several if it is ambiguous
        std::optional<NotAnnotated> failure; // why the service gave none
        std::vector<std::string> notes;
        bool done = false;
    };
    struct Asked
    {
        std::string input;
        std::int64_t line = 0;
        std::size_t question = 0;
        std::vector<std::string> notes;
    };

    [[nodiscard]] bool stopped();
    void report(std::string_view stage, std::size_t done, std::size_t total) const;
    void add(const InputItem& item, ResolvedInput resolved);
    [[nodiscard]] bool isFor(const Question& question, QueryKind kind) const;
    void askService(QueryKind kind);
    [[nodiscard]] bool isCovered(const Variant& variant) const;
    void take(Question& question, ServiceAnswer answer);
    void answerLocally(Question& question);
    void compareWithLocal(Question& question) const;
    [[nodiscard]] AnnotationRow local(const Variant& variant) const;
    [[nodiscard]] NotAnnotated reasonFor(const Question& question) const;
    static std::string shownInput(const std::string& input);
    static void spreadScore(AnnotationOutcome& outcome);
    void appendRows(const Asked& asked, AnnotationOutcome& outcome);

    const AnnotatorParts& m_parts;
    const AnnotationRequest& m_request;
    const AnnotationProgress& m_progress;
    const CancelCheck& m_cancelled;
    Duration m_started;
    bool m_stopped = false;
    std::vector<Question> m_questions;
    std::vector<Asked> m_asked; // in the order of the rows
    std::map<std::string, std::pair<std::size_t, std::int64_t>> m_known; // key -> question, line
};

} // namespace locus::genetics
