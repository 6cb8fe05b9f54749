// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_bus.h"
#include "tests/core/bus/bus_contract.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

using namespace locus;
using namespace locus::bus;

class KafkaContractTest : public test::BusContract
{
    Q_OBJECT

protected:
    EventBus& bus() override { return *m_bus; }

private Q_SLOTS:
    void initTestCase()
    {
        const auto bootstrap = test::KafkaBroker::sharedBootstrap();
        VERIFY_OK(bootstrap);
        KafkaSettings settings;
        settings.bootstrap = *bootstrap;
        auto opened = KafkaBus::open(settings);
        VERIFY_OK(opened);
        m_bus = std::move(opened).value();
    }

private:
    std::unique_ptr<KafkaBus> m_bus;
};

LOCUS_TEST(kafka_contract, KafkaContractTest)
#include "tst_kafka_contract.moc"
