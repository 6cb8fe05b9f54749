// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/role_tester.h"

#include "core/events/wire_decoder.h"
#include "core/pipeline/outbox_relay.h"
#include "core/pipeline/outbox_source.h"
#include "tests/support/fast_folder.h"

#include <QTest>

#include <stdexcept>

namespace locus::test {

// Publishes what the role appended, over a connection of its own.
class RoleTester::Relay
{
public:
    Relay(RoleTester& tester, store::Database database)
        : m_database(std::move(database))
        , m_log(m_database, tester.used())
        , m_outbox(m_log)
        , m_relay({ tester.publisher, tester.clock, tester.random, tester.metrics }, m_outbox, 0)
    { }

    void run()
    {
        for (auto moved = m_relay.step({}); moved.ok() && *moved; moved = m_relay.step({})) { }
    }

private:
    store::Database m_database;
    store::EventLog m_log;
    pipeline::EventOutbox m_outbox;
    pipeline::OutboxRelay m_relay;
};

RoleTester::RoleTester(pipeline::Role& role, std::string vfs)
    : m_role(role)
    , m_vfs(std::move(vfs))
    , m_folder(fastFolder())
{ }

RoleTester::~RoleTester() = default;

Status RoleTester::open()
{
    const auto file = std::filesystem::path(m_folder.path().toStdString()) / "store.db";
    LOCUS_TRY_VALUE(opened, store::Store::open({ file, m_vfs }, ids, used()));
    store = std::move(opened);
    pipeline::LoopContext context { *store, clock, random, metrics, { &m_role } };
    context.changed = [this](const std::vector<pipeline::Change>& more) {
        changes.insert(changes.end(), more.begin(), more.end());
    };
    context.codec = &used();
    if (tune) {
        tune(context);
    }
    loop = std::make_unique<pipeline::CoreLoop>(std::move(context));
    return loop->load();
}

Status RoleTester::restart()
{
    m_relay = nullptr;
    loop = nullptr;
    store->abandon();
    store = nullptr;
    publisher.records.clear(); // what is published again is counted once
    m_role.forget();
    return open();
}

void RoleTester::send(const events::Envelope& event, std::int32_t partition)
{
    push(recordOf(event, { "t", partition }, offsets[partition]++));
}

void RoleTester::push(bus::Record record) const
{
    std::vector<pipeline::OwnedInput> one;
    one.push_back(std::make_unique<pipeline::Input>(pipeline::RecordInput { std::move(record) }));
    QVERIFY(loop->queue().pushRecords(std::move(one)));
}

bool RoleTester::step() const
{
    const auto done = loop->step(Duration::zero());
    return done.ok() && *done;
}

void RoleTester::give(const events::Envelope& event)
{
    send(event);
    while (step()) { }
}

void RoleTester::giveAll(const std::vector<events::Envelope>& events)
{
    for (const events::Envelope& event : events) {
        send(event);
    }
    while (step()) { }
}

void RoleTester::advance(Duration by)
{
    clock.advance(by);
    while (step()) { }
}

pipeline::Answer RoleTester::ask(const std::string& name, const Bytes& body, std::optional<Uuid> id)
{
    pipeline::Answer answer = retriable("test.no_answer", "none came");
    loop->submit({ id.value_or(ids.next()), name, body, "ops", {}, {} },
        [&](pipeline::Answer given) { answer = std::move(given); });
    step();
    return answer;
}

std::vector<Bytes> RoleTester::published(const std::string& topic)
{
    if (!m_relay) {
        auto database = store::Database::open(store->file(), store::Access::Reader);
        if (!database.ok()) {
            return {};
        }
        m_relay = std::make_unique<Relay>(*this, std::move(*database));
    }
    m_relay->run();
    events::WireDecoder decoder;
    std::vector<Bytes> out;
    for (const bus::OutRecord& record : publisher.records) {
        const auto decoded = decoder.decode({ record.topic, 0, 0, record.timestampMs,
            record.key ? std::optional<BytesView>(*record.key) : std::nullopt,
            record.value ? std::optional<BytesView>(*record.value) : std::nullopt,
            record.headers });
        if (!decoded.ok() || !decoded->envelope) {
            throw std::runtime_error("the role appended what nobody can read as an event: "
                + (decoded.ok() ? *record.value : decoded.error().message));
        }
        if (topic.empty() || topic == record.topic) {
            out.push_back(decoded->envelope->data);
        }
    }
    return out;
}

std::vector<store::DeadLetter> RoleTester::letters() const
{
    return std::move(*store->deadLetters.after(0, 100));
}

} // namespace locus::test
