// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/annotator_run.h"

#include "core/genetics/annotator_local.h"
#include "core/genetics/hgvs_namer.h"
#include "core/genetics/input_recognition.h"
#include "core/genetics/normalise.h"

#include <algorithm>
#include <set>
#include <utility>

namespace locus::genetics {
namespace {

// Progress and cancellation are looked at once a portion; a service cuts it into its own batches.
constexpr std::size_t portion = 1000;

std::string keyOf(const ResolvedInput& resolved)
{
    if (resolved.refused) {
        return {};
    }
    if (resolved.variant) {
        const Variant& v = *resolved.variant;
        return "v " + v.assembly + " " + v.contig + " " + std::to_string(v.position) + " " + v.ref
            + " " + v.alt;
    }
    return resolved.query ? "q " + resolved.query->text : std::string();
}

NotAnnotated cancelledReason()
{
    return notAnnotated("cancelled", because("engine.cancelled_before"));
}

} // namespace

AnnotatorRun::AnnotatorRun(const AnnotatorParts& parts, const AnnotationRequest& request,
    const AnnotationProgress& progress, const CancelCheck& cancelled)
    : m_parts(parts)
    , m_request(request)
    , m_progress(progress)
    , m_cancelled(cancelled)
    , m_started(parts.clock->monotonic())
{ }

bool AnnotatorRun::stopped()
{
    m_stopped = m_stopped || (m_cancelled && m_cancelled());
    return m_stopped;
}

void AnnotatorRun::report(std::string_view stage, std::size_t done, std::size_t total) const
{
    if (m_progress) {
        m_progress(stage, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
    }
}

void AnnotatorRun::add(const InputItem& item, ResolvedInput resolved)
{
    Asked asked { item.text, item.line, m_questions.size(), std::move(resolved.notes) };
    resolved.notes.clear();
    if (const std::string key = keyOf(resolved); !key.empty()) {
        const auto [known, isNew] = m_known.try_emplace(key, m_questions.size(), item.line);
        if (!isNew) {
            asked.question = known->second.first;
            asked.notes.push_back("same variant as line " + std::to_string(known->second.second));
            m_asked.push_back(std::move(asked));
            return;
        }
    }
    Question question;
    question.done = resolved.refused.has_value();
    question.resolved = std::move(resolved);
    m_questions.push_back(std::move(question));
    m_asked.push_back(std::move(asked));
}

void AnnotatorRun::resolve(const SequenceLocator& locator)
{
    RecognisedInput recognised = recogniseInput(m_request.input, m_request.forcedKind);
    const bool otherAssembly =
        !recognised.assembly.empty() && recognised.assembly != m_request.assembly;
    const InputResolver resolver(*m_parts.reference, locator, m_request.assembly);
    for (std::size_t i = 0; i < recognised.items.size(); ++i) {
        InputItem& item = recognised.items[i];
        if (i % portion == 0) {
            report("resolve", i, recognised.items.size());
        }
        if (otherAssembly && item.accepted()) {
            item.rejection = rejection("other_assembly",
                because("input.other_assembly",
                    { { "header", recognised.assembly }, { "assembly", m_request.assembly } }));
        }
        if (stopped()) {
            ResolvedInput rest;
            rest.refused = cancelledReason();
            add(item, std::move(rest));
            continue;
        }
        for (ResolvedInput& resolved : resolver.resolve(item, m_cancelled)) {
            add(item, std::move(resolved));
        }
    }
    report("resolve", recognised.items.size(), recognised.items.size());
}

void AnnotatorRun::askCache()
{
    if (m_parts.cache == nullptr) {
        return;
    }
    for (Question& question : m_questions) {
        if (question.done || !question.resolved.variant || stopped()) {
            continue;
        }
        if (auto row = m_parts.cache->find(*question.resolved.variant)) {
            row->variant = question.resolved.variant;
            question.answers.push_back(*std::move(row));
            question.done = true;
            compareWithLocal(question);
        }
    }
}

void AnnotatorRun::askService()
{
    if (m_parts.service == nullptr || !m_parts.service->serves(m_request.assembly)) {
        return;
    }
    for (const QueryKind kind : { QueryKind::Region, QueryKind::Hgvs, QueryKind::Id }) {
        askService(kind);
    }
}

// A region on a reference of its own (NG_017013.2) is no place that a service knows.
bool AnnotatorRun::isFor(const Question& question, QueryKind kind) const
{
    const ResolvedInput& resolved = question.resolved;
    if (question.done || !resolved.query || resolved.query->kind != kind) {
        return false;
    }
    return kind != QueryKind::Region || !resolved.variant
        || resolved.variant->assembly == m_request.assembly;
}

void AnnotatorRun::askService(QueryKind kind)
{
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < m_questions.size(); ++i) {
        if (isFor(m_questions[i], kind)) {
            waiting.push_back(i);
        }
    }
    for (std::size_t from = 0; from < waiting.size() && !stopped(); from += portion) {
        report("service", from, waiting.size());
        const std::size_t count = std::min(portion, waiting.size() - from);
        std::vector<ServiceQuery> queries;
        for (std::size_t i = 0; i < count; ++i) {
            queries.push_back(*m_questions[waiting[from + i]].resolved.query);
        }
        auto answers = m_parts.service->annotate(queries, m_request.assembly, m_cancelled);
        for (std::size_t i = 0; i < count && i < answers.size(); ++i) {
            take(m_questions[waiting[from + i]], std::move(answers[i]));
        }
        report("service", from + count, waiting.size());
    }
}

void AnnotatorRun::take(Question& question, ServiceAnswer answer)
{
    if (answer.rows.empty()) {
        question.failure = std::move(answer.notAnnotated);
        return;
    }
    question.answers = std::move(answer.rows);
    question.done = true;
    for (AnnotationRow& row : question.answers) {
        if (question.resolved.covered && question.resolved.query->kind == QueryKind::Region) {
            row.variant = question.resolved.variant;
        }
    }
    compareWithLocal(question);
}

AnnotationRow AnnotatorRun::local(const Variant& variant) const
{
    AnnotationRow row;
    row.variant = variant;
    row.source = localSource(*m_parts.reference, variant);
    row.retrieved = m_parts.clock->now();
    LocalAnnotation answer = annotateLocally(*m_parts.reference, variant);
    row.annotation = std::move(answer.annotation);
    row.notAnnotated = std::move(answer.notAnnotated);
    row.notes = std::move(answer.notes);
    return row;
}

// Two engines that differ in the worst term are shown to differ; neither is preferred silently.
void AnnotatorRun::compareWithLocal(Question& question) const
{
    if (!question.resolved.covered || question.answers.size() != 1
        || !question.answers.front().annotation) {
        return;
    }
    const AnnotationRow here = local(*question.resolved.variant);
    if (!here.annotation) {
        return;
    }
    const std::string difference =
        worstTermDifference(*here.annotation, *question.answers.front().annotation);
    if (!difference.empty()) {
        question.notes.push_back(difference);
    }
}

void AnnotatorRun::answerLocally(Question& question)
{
    if (question.done || !question.resolved.covered) {
        return;
    }
    question.answers.push_back(local(*question.resolved.variant));
    question.done = true;
    if (question.failure) {
        question.notes.push_back(
            "annotated locally, because the service said: " + question.failure->reason);
    }
}

void AnnotatorRun::askLocal()
{
    for (std::size_t i = 0; i < m_questions.size() && !stopped(); ++i) {
        answerLocally(m_questions[i]);
        if (i % portion == 0) {
            report("local", i, m_questions.size());
        }
    }
    report("local", m_questions.size(), m_questions.size());
}

NotAnnotated AnnotatorRun::reasonFor(const Question& question) const
{
    if (question.resolved.refused) {
        return *question.resolved.refused;
    }
    if (question.failure) {
        return *question.failure;
    }
    if (m_stopped) {
        return cancelledReason();
    }
    NotAnnotated reason = question.resolved.notLocal.value_or(
        notAnnotated("outside_local_reference", because("reference.nothing")));
    const bool served = m_parts.service != nullptr && m_parts.service->serves(m_request.assembly);
    if (!served || m_request.localOnly) {
        const Reason asked = m_request.localOnly
            ? because("engine.local_only")
            : because("engine.no_service", { { "asked", m_request.assembly } });
        reason.reason += " " + sentenceOf(asked);
        reason.why = also(std::move(reason.why), asked);
    }
    return reason;
}

// A row names what it answers; a whole chromosome arm would only make every row that long. The
// submission keeps the text as it came.
std::string AnnotatorRun::shownInput(const std::string& input)
{
    constexpr std::size_t longest = 4096;
    constexpr std::size_t kept = 200;
    if (input.size() <= longest) {
        return input;
    }
    std::size_t end = kept;
    while (end > 0 && (static_cast<unsigned char>(input[end]) & 0xC0U) == 0x80U) {
        --end; // not inside a character
    }
    return input.substr(0, end) + "… (" + std::to_string(input.size()) + " characters)";
}

// The model's word stands with the transcript that is shown, under the model's own name.
void AnnotatorRun::spreadScore(AnnotationOutcome& outcome)
{
    const Score& score = *outcome.score;
    const std::string name =
        "model:" + score.model + (score.version.empty() ? "" : " " + score.version);
    for (std::size_t i = 0; i < std::min(outcome.rows.size(), score.values.size()); ++i) {
        AnnotationRow& row = outcome.rows[i];
        if (score.values[i] && row.annotation && !row.annotation->transcripts.empty()) {
            row.annotation->transcripts.front().scores[name] = *score.values[i];
        }
    }
}

bool AnnotatorRun::isCovered(const Variant& variant) const
{
    return m_parts.reference->covers(
        variant.assembly, variant.contig, Range { variant.position, variant.end() });
}

void AnnotatorRun::appendRows(const Asked& asked, AnnotationOutcome& outcome)
{
    const Question& question = m_questions[asked.question];
    std::vector<AnnotationRow> rows = question.answers;
    if (rows.empty()) {
        rows.emplace_back();
        rows.back().variant = question.resolved.variant;
        rows.back().notAnnotated = reasonFor(question);
        rows.back().retrieved = m_parts.clock->now();
    }
    for (AnnotationRow& row : rows) {
        row.input = shownInput(asked.input);
        row.line = asked.line;
        if (row.variant && isCovered(*row.variant)) {
            row.spdi = spdiOf(*m_parts.reference, *row.variant);
            row.hgvsg = nameGenomic(*m_parts.reference, *row.variant);
        }
        if (row.variant && row.variant->assembly != m_request.assembly
            && row.variant->assembly == row.variant->contig) {
            row.notes.push_back("placed on " + row.variant->assembly
                + ", a reference of its own, not on " + m_request.assembly);
        }
        row.notes.insert(row.notes.begin(), asked.notes.begin(), asked.notes.end());
        row.notes.insert(row.notes.end(), question.notes.begin(), question.notes.end());
        if (rows.size() > 1) {
            row.notes.push_back(
                "the notation has " + std::to_string(rows.size()) + " readings; choose one");
        }
        const bool known = std::find(outcome.engines.begin(), outcome.engines.end(), row.source)
            != outcome.engines.end();
        if (row.annotation && !known) {
            outcome.engines.push_back(row.source);
        }
        outcome.rows.push_back(std::move(row));
    }
}

AnnotationOutcome AnnotatorRun::finish()
{
    AnnotationOutcome outcome;
    for (const Asked& asked : m_asked) {
        appendRows(asked, outcome);
    }
    if (m_parts.model != nullptr && outcome.annotated() > 0 && !stopped()) {
        report("score", 0, outcome.rows.size());
        auto score = m_parts.model->score(outcome.rows);
        if (score.ok()) {
            outcome.score = *std::move(score);
            spreadScore(outcome);
        } else {
            outcome.scoreFailure = score.error().message;
            for (AnnotationRow& row : outcome.rows) {
                if (row.annotation) {
                    row.notes.push_back("no score: " + outcome.scoreFailure);
                }
            }
        }
    }
    outcome.cancelled = m_stopped;
    outcome.processingMs = std::chrono::duration_cast<std::chrono::milliseconds>(
        m_parts.clock->monotonic() - m_started)
                               .count();
    return outcome;
}

} // namespace locus::genetics
