// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/annotator_setup.h"

#include "core/base/bounded_queue.h"
#include "core/genetics/annotator.h"
#include "core/pipeline/analyses_role.h"
#include "core/pipeline/annotate_job.h"
#include "core/pipeline/annotator_role.h"
#include "core/pipeline/pipeline.h"
#include "core/service/annotation_engines.h"
#include "core/service/config.h"
#include "core/store/annotation_cache.h"
#include "core/store/store.h"

namespace locus::service {

namespace {

// An annotator answers one call at a time; as many as there are job threads, lent in turn.
class AnnotatorPool
{
public:
    explicit AnnotatorPool(std::size_t size)
        : m_free(size)
    { }

    Status add(const AnnotationSetup& setup)
    {
        auto entry = std::make_unique<Entry>();
        if (setup.engines.service()) {
            LOCUS_TRY_VALUE(cache,
                store::AnnotationCacheReader::open(setup.store.file(), setup.codec, setup.clock));
            entry->cache = std::move(cache);
        }
        entry->annotator = std::make_unique<genetics::Annotator>(
            genetics::AnnotatorParts { setup.engines.reference(), &setup.clock,
                setup.engines.service(), entry->cache.get(), setup.engines.model() });
        m_free.push(entry.get());
        m_entries.push_back(std::move(entry));
        return {};
    }

    Result<genetics::AnnotationOutcome> annotate(
        const analyses::Request& request, const std::function<bool()>& stopping)
    {
        std::optional<Entry*> entry;
        while (!entry) {
            entry = m_free.pop(std::chrono::milliseconds(100));
            if (!entry && stopping()) {
                return retriable(
                    "service.stopping", "the core stops; the job runs again at the next start");
            }
        }
        auto outcome = (*entry)->annotator->annotate(
            { request.assembly, request.text, genetics::inputKindFrom(request.format) }, {},
            stopping);
        m_free.push(*entry);
        return outcome;
    }

private:
    struct Entry
    {
        std::unique_ptr<store::AnnotationCacheReader> cache;
        std::unique_ptr<genetics::Annotator> annotator;
    };
    std::vector<std::unique_ptr<Entry>> m_entries;
    BoundedQueue<Entry*> m_free;
};

} // namespace

Status addAnnotation(pipeline::Pipeline& pipeline, const AnnotationSetup& setup)
{
    const auto threads = static_cast<std::size_t>(setup.config.annotator.threads);
    const auto pool = std::make_shared<AnnotatorPool>(threads);
    for (std::size_t i = 0; i < threads; ++i) {
        LOCUS_TRY(pool->add(setup));
    }
    const std::string& installation = setup.store.installationId();
    const std::string& tenant = setup.config.core.tenant;
    pipeline.addRole(std::make_unique<pipeline::AnalysesRole>(installation, tenant));
    pipeline.addRole(std::make_unique<pipeline::AnnotatorRole>(installation, tenant));
    pipeline.addJobHandler(pipeline::annotateKind,
        std::make_shared<pipeline::AnnotateJob>(
            [pool](const analyses::Request& request, const std::function<bool()>& stopping) {
                return pool->annotate(request, stopping);
            }));
    return {};
}

} // namespace locus::service
