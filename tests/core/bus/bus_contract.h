// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"

#include <QObject>

#include <string>
#include <vector>

namespace locus::test {

using namespace locus::bus;

// What every event bus must do, whatever carries it: an adapter's test derives from this class and
// names its bus. Topics are fresh in every test, so that one broker serves them all.
class BusContract : public QObject
{
    Q_OBJECT

protected:
    virtual EventBus& bus() = 0;

    // A new topic's name, made on the bus.
    std::string freshTopic(int partitions = 1, std::size_t maxRecordBytes = 1024UL * 1024);
    static OutRecord record(const std::string& topic, const std::string& key, const Bytes& value);
    // Sends all, waits for all; tokens are the indexes.
    std::vector<Delivery> append(std::vector<OutRecord> records);
    std::int64_t endOf(const TopicPartition& at); // -1: an error, which is shown
    std::vector<Record> read(std::vector<Position> from, std::size_t count);

private Q_SLOTS:
    void aRecordComesBackWhole();
    void aRecordOfEveryOctetComesBackWhole();
    void absentKeyAndValueStayAbsent();
    void deliveriesNameEveryPlace();
    void theKeyDecidesThePartitionAsInJava();
    void aNamedPartitionIsKept();
    void orderPerKeyIsKept();
    void readingStartsAnywhere();
    void aTimestampFindsItsOffset();
    void watermarksFollowTheAppends();
    void anOffsetThatIsNotThereIsNamed();
    void aTopicThatIsNotThereIsNamed();
    void aPausedPartitionWaits();
    void anAssignmentReplacesTheOneBefore();
    void wakeEndsAWaitingPoll();
    void anAppendEndsAWaitingPoll();
    void pollKeepsItsBounds();
    void aTooLargeRecordIsRefusedAloneAndOthersGoOn();
    void manyProducersLoseNothing();
    void everyConsumerReadsEverything();
    void ensureTopicsLeavesWhatIsThere();
    void theBusKeepsItsIdentity();
    void aRecordCanBeLookedUp();
};

} // namespace locus::test
