// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/bus/event_bus.h"
#include "core/bus/publisher.h"
#include "core/events/envelope.h"
#include "core/metrics/registry.h"

#include <QObject>

#include <map>
#include <string>
#include <vector>

namespace locus::test {

using namespace locus::bus;

// An order event of a fictional patient with everything that the contract asks for.
events::Envelope orderEvent(const std::string& orderId, Bytes data, std::uint64_t number = 1);
// All that the topic holds now, partition by partition in offset order.
std::vector<Record> readTopic(EventBus& bus, const std::string& topic);
// The values of each key in the order of the topic, repeats of the value before left out.
std::map<std::string, std::vector<std::string>> valuesByKey(const std::vector<Record>& records);
std::string headerOf(const Record& record, const std::string& name);

// What publishing promises, whatever carries it: an adapter's test derives from this class and
// names its bus.
class PublishContract : public QObject
{
    Q_OBJECT

protected:
    virtual EventBus& bus() = 0;

    std::string freshTopic(int partitions = 1, std::size_t maxRecordBytes = 1024UL * 1024);
    PublisherParts parts() { return { bus(), m_clock, m_random, m_metrics }; }
    [[nodiscard]] bool metricsSay(const std::string& line) const;

    SystemClock m_clock;
    SystemRandom m_random;
    metrics::Registry m_metrics;

private Q_SLOTS:
    void everyModeWritesAndTellsWhere();
    void anEventComesBackAsItWas();
    void anEventThatBreaksTheContractNeverLeaves_data();
    void anEventThatBreaksTheContractNeverLeaves();
    void anUnknownTypePassesBy();
    void whatCannotBePublishedSaysWhy();
    void aBatchOfTenThousandHasAResultEach();
    void aBatchNamesWhatFailed();
    void orderPerKeyHoldsForManyThreads();
    void aFullQueueRefusesAndSaysSo();
    void aCallbackMayPublishButNotWait();
    void aClosedPublisherRefuses();
    void aRequestGetsItsOwnReply();
    void lateAndForeignRepliesAreCounted();
    void aLargeEventGoesByReference();
    void largeOctetsGoByReference();
    void aLargeRecordKeepsItsPlaceAmongItsKeys();
    void aMissingOrDamagedBodyIsNamed();
    void aBodyAboveTheBoundIsRefused();
};

} // namespace locus::test
