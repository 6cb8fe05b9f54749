// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/reader_thread.h"

#include "core/base/log.h"

namespace locus::gateway {

namespace {

// Stands in where the store cannot be opened for reading: every question is answered with why.
class UnavailableReader final : public analyses::AnalysesReader
{
public:
    explicit UnavailableReader(Error error)
        : m_error(std::move(error))
    { }

    Result<analyses::Page> list(const analyses::Query&) override { return m_error; }
    Result<analyses::Summary> summary(const analyses::AnalysisId&) override { return m_error; }
    Result<analyses::Detail> get(const analyses::AnalysisId&) override { return m_error; }
    Result<analyses::RowPage> rows(const analyses::AnalysisId&, std::int64_t, int) override
    {
        return m_error;
    }

private:
    Error m_error;
};

} // namespace

ReaderThread::ReaderThread(MakeReadPorts make, MailboxPtr mailbox, std::size_t capacity)
    : m_make(std::move(make))
    , m_mailbox(std::move(mailbox))
    , m_jobs(capacity)
    , m_thread([this] { run(); })
{ }

ReaderThread::~ReaderThread()
{
    stop();
}

void ReaderThread::stop()
{
    m_jobs.close();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

Status ReaderThread::post(Job job)
{
    if (!m_jobs.tryPush(std::move(job))) {
        return retriable("gateway.overloaded", "too many reads wait; ask again shortly")
            .with("retryAfterMs", "250");
    }
    return {};
}

void ReaderThread::run()
{
    ReadPorts ports;
    if (auto made = m_make(); made.ok()) {
        ports = std::move(*made);
    } else {
        log::error("gateway.no_reader", { { "code", made.error().code } });
        ports.analyses = std::make_unique<UnavailableReader>(made.error());
    }
    while (!m_jobs.isClosed() || m_jobs.size() > 0) {
        if (auto job = m_jobs.pop(std::chrono::seconds(1))) {
            (*job)(ports);
        }
    }
}

} // namespace locus::gateway
