// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/connection_check.h"

#include "core/base/text.h"
#include "core/bus/kafka/kafka_admin.h"
#include "core/bus/kafka/kafka_consumer.h"
#include "core/bus/kafka/kafka_offsets.h"
#include "core/bus/kafka/kafka_producer.h"
#include "core/bus/kafka/tcp_probe.h"
#include "core/bus/kafka/topic_directory.h"

#include <algorithm>
#include <array>
#include <utility>

namespace locus::bus {

namespace {

using Outcome = CheckStep::Outcome;
using Deadline = std::chrono::steady_clock::time_point;

constexpr std::chrono::milliseconds slice { 250 };

struct Address
{
    std::string host;
    std::string port;
};

std::vector<Address> addressesOf(const std::string& bootstrap)
{
    std::vector<Address> all;
    for (const std::string_view part : split(bootstrap, ',')) {
        const std::string_view address = trimmed(part);
        const auto colon = address.rfind(':');
        std::string host(address.substr(0, colon));
        if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
            host = host.substr(1, host.size() - 2);
        }
        all.push_back({ std::move(host), std::string(address.substr(colon + 1)) });
    }
    return all;
}

std::string nextStepFor(std::string_view code)
{
    static const std::array<std::pair<std::string_view, const char*>, 10> steps { {
        { "bus.name_unknown", "check the spelling and that this computer uses the hospital's DNS" },
        { "bus.unreachable",
            "check the port, that the broker runs, and that no firewall is in between" },
        { "bus.tls_expected",
            "the port probably expects TLS: switch TLS on, or use the port without TLS" },
        { "bus.tls_failed",
            "check the authority file, the client certificate and that the port speaks TLS" },
        { "bus.sign_in_failed", "check user, password and sign-in method" },
        { "bus.scram_needs_newer_client",
            "use a client certificate or SASL PLAIN over TLS, or a newer librdkafka" },
        { "bus.topics_missing",
            "let the cluster's administrator create them, or grant the right Create" },
        { "bus.not_permitted",
            "let the cluster's administrator grant Describe and Read on the topics and the group, "
            "and Write on the topics" },
        { "bus.sasl_without_tls", "switch TLS on: the password crosses the network readable" },
        { "bus.no_encryption", "switch TLS on, unless this is a test cluster" },
    } };
    const auto found = std::find_if(
        steps.begin(), steps.end(), [&](const auto& step) { return step.first == code; });
    return found == steps.end() ? "ask the cluster's administrator" : found->second;
}

class Check
{
public:
    Check(const KafkaSettings& settings, std::span<const TopicSpec> topics,
        std::chrono::milliseconds timeout)
        : m_settings(settings)
        , m_topics(topics)
        , m_timeout(timeout)
    {
        for (const char* name :
            { "settings", "name", "tcp", "tls", "sign_in", "topics", "rights" }) {
            CheckStep step;
            step.name = name;
            m_steps.push_back(std::move(step));
        }
    }

    std::vector<CheckStep> run()
    {
        (void)(checkTheSettings() && checkNames() && checkTcp() && checkProtocol() && checkTopics()
            && checkRights());
        return std::move(m_steps);
    }

private:
    CheckStep& step(std::string_view name)
    {
        return *std::find_if(
            m_steps.begin(), m_steps.end(), [&](const CheckStep& one) { return one.name == name; });
    }

    bool pass(std::string_view name, Outcome outcome = Outcome::Ok)
    {
        step(name).outcome = outcome;
        return true;
    }

    bool tell(
        std::string_view name, Outcome outcome, const std::string& code, const std::string& cause)
    {
        CheckStep& told = step(name);
        told.outcome = outcome;
        told.code = code;
        told.cause = cause;
        told.nextStep = nextStepFor(code);
        return outcome != Outcome::Failed;
    }

    bool fail(std::string_view name, const Error& error)
    {
        return tell(name, Outcome::Failed, error.code, error.message);
    }

    bool checkTheSettings()
    {
        const Status good = checkSettings(m_settings);
        if (!good.ok()) {
            fail("settings", good.error());
            step("settings").nextStep =
                "correct the field " + std::string(good.error().fact("field"));
            return false;
        }
        for (const std::string& warning : settingsWarnings(m_settings)) {
            return tell("settings", Outcome::Warning, warning, "the connection is not encrypted");
        }
        return pass("settings");
    }

    // One address that works is enough; what does not is told.
    template <typename Probe> bool anyAddress(std::string_view name, Probe probe)
    {
        std::vector<std::string> causes;
        std::string code;
        const auto addresses = addressesOf(m_settings.bootstrap);
        for (const Address& address : addresses) {
            if (const Status reached = probe(address); !reached.ok()) {
                causes.push_back(reached.error().message);
                code = reached.error().code;
            }
        }
        if (causes.empty()) {
            return pass(name);
        }
        return tell(name, causes.size() < addresses.size() ? Outcome::Warning : Outcome::Failed,
            code, join(causes, "; "));
    }

    bool checkNames()
    {
        return anyAddress(
            "name", [](const Address& address) { return kafka::resolveName(address.host); });
    }

    bool checkTcp()
    {
        return anyAddress("tcp", [this](const Address& address) {
            return kafka::probeTcp(address.host, address.port, m_timeout / 2);
        });
    }

    bool passProtocol()
    {
        pass("tls", m_settings.tls ? Outcome::Ok : Outcome::NotUsed);
        const bool signsIn =
            m_settings.sasl != SaslMechanism::None || !m_settings.certificateFile.empty();
        return pass("sign_in", signsIn ? Outcome::Ok : Outcome::NotUsed);
    }

    // TLS and sign-in happen inside librdkafka: what it complains about tells how far it came.
    bool checkProtocol()
    {
        auto opened = kafka::KafkaHandle::open(m_settings, kafka::KafkaHandle::Role::Admin);
        if (!opened.ok()) {
            return fail(m_settings.tls ? "tls" : "sign_in", opened.error());
        }
        m_handle = std::move(opened).value();
        const Deadline until = std::chrono::steady_clock::now() + m_timeout;
        std::optional<Error> trouble;
        do {
            if (m_directory.refresh(*m_handle, slice).ok()) {
                return passProtocol();
            }
            m_handle->serve(0);
            trouble = m_handle->lastTrouble();
        } while (!trouble && std::chrono::steady_clock::now() < until);
        return failProtocol(trouble);
    }

    bool failProtocol(const std::optional<Error>& trouble)
    {
        if (!trouble) {
            // A TLS port waits in silence for the rest of what it takes for a handshake.
            const char* code = m_settings.tls ? "bus.unreachable" : "bus.tls_expected";
            return fail(
                "tls", retriable(code, "the broker takes the connection and does not answer"));
        }
        if (trouble->code == "bus.sign_in_failed"
            || trouble->code == "bus.scram_needs_newer_client") {
            pass("tls", m_settings.tls ? Outcome::Ok : Outcome::NotUsed);
            return fail("sign_in", *trouble);
        }
        if (!m_settings.tls && trouble->code == "bus.unreachable") {
            return fail("tls", retriable("bus.tls_expected", trouble->message));
        }
        return fail("tls", *trouble);
    }

    bool checkTopics()
    {
        for (const TopicState& state : m_directory.topics()) {
            m_present.push_back(state.name);
        }
        std::vector<std::string> names;
        for (const TopicSpec& spec : m_topics) {
            if (std::find(m_present.begin(), m_present.end(), spec.name) == m_present.end()) {
                m_missing.push_back(spec);
                names.push_back(spec.name);
            }
        }
        if (!m_missing.empty()) {
            return tell("topics", Outcome::Warning, "bus.topics_missing",
                "not there, or not shown to this user: " + join(names, ", "));
        }
        return pass("topics");
    }

    bool checkRights()
    {
        if (!m_missing.empty()) {
            const Status creatable =
                kafka::createTopics(*m_handle, m_missing, m_directory.brokers(), true, m_timeout);
            if (!creatable.ok()) {
                return fail("rights", creatable.error());
            }
        }
        if (const Status readable = checkReading(); !readable.ok()) {
            return fail("rights", readable.error());
        }
        if (const Status writable = checkWriting(); !writable.ok()) {
            return fail("rights", writable.error());
        }
        return pass("rights");
    }

    // A fetch at the end of every topic: no record is read, and a missing right shows at once.
    Status checkReading()
    {
        std::vector<TopicPartition> wanted;
        for (const TopicSpec& spec : m_topics) {
            if (std::find(m_present.begin(), m_present.end(), spec.name) != m_present.end()) {
                wanted.push_back({ spec.name, 0 });
            }
        }
        if (wanted.empty()) {
            return {};
        }
        LOCUS_TRY_VALUE(marks, kafka::watermarksOf(*m_handle, wanted, m_timeout));
        std::vector<Position> ends;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            ends.push_back({ wanted[i], marks[i].end });
        }
        LOCUS_TRY_VALUE(consumer, kafka::KafkaConsumer::open(m_settings, m_directory, {}));
        LOCUS_TRY(consumer->assign(ends));
        LOCUS_TRY(consumer->poll(1, 1, std::min(m_timeout, std::chrono::milliseconds(1500))));
        return {};
    }

    // An idempotent producer asks for its id: refused to a user who may write nowhere.
    Status checkWriting()
    {
        LOCUS_TRY_VALUE(producer,
            kafka::KafkaProducer::open(
                m_settings, m_directory, kafka::KafkaProducer::Statistics::On));
        const Deadline until = std::chrono::steady_clock::now() + m_timeout;
        while (std::chrono::steady_clock::now() < until) {
            (void)producer->deliveries(std::chrono::milliseconds(0));
            if (const auto refusal = producer->handle().fatalError()) {
                return refused("bus.not_permitted", refusal->message);
            }
            if (producer->handle().statistics().idempotenceState == "Assigned") {
                return {};
            }
            m_handle->serve(static_cast<int>(slice.count()));
        }
        return retriable("bus.unreachable", "the cluster gave no producer id");
    }

    const KafkaSettings& m_settings;
    const std::span<const TopicSpec> m_topics;
    const std::chrono::milliseconds m_timeout;
    std::vector<CheckStep> m_steps;
    kafka::TopicDirectory m_directory;
    std::unique_ptr<kafka::KafkaHandle> m_handle;
    std::vector<std::string> m_present;
    std::vector<TopicSpec> m_missing;
};

} // namespace

std::vector<CheckStep> checkConnection(const KafkaSettings& settings,
    std::span<const TopicSpec> topics, std::chrono::milliseconds timeout)
{
    return Check(settings, topics, timeout).run();
}

} // namespace locus::bus
