// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace locus {
class Clock;
class PayloadCodec;
} // namespace locus
namespace locus::pipeline {
class Pipeline;
}
namespace locus::store {
class Store;
}

namespace locus::service {

class AnnotationEngines;
struct Config;

struct AnnotationSetup
{
    store::Store& store;
    AnnotationEngines& engines;
    const Clock& clock;
    const PayloadCodec& codec;
    const Config& config;
};

// The roles and the job that turn a request into its result: an annotator for each job thread, each
// with a cache reader of its own. Everything in `setup` outlives the pipeline. Errors: those of
// opening the store for reading.
Status addAnnotation(pipeline::Pipeline& pipeline, const AnnotationSetup& setup);

} // namespace locus::service
