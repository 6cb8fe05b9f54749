// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http_server.h"

#include <deque>
#include <mutex>

namespace locus::test {

// A stand-in for Ensembl's REST server with its habits: inputs it does not know are dropped in
// silence, a request with nothing but such is a 400, too many inputs are a 400, a scripted
// misfortune comes before everything else. Thread contract: any thread.
class VepServer
{
public:
    VepServer();

    [[nodiscard]] std::string url() const { return m_server.url(); }
    [[nodiscard]] std::vector<ServedRequest> requests() const { return m_server.requests(); }
    // Only POSTs to /vep.
    [[nodiscard]] std::vector<ServedRequest> batches() const;

    // `element` is the JSON of the reply to `input`; several to one input come all. An empty one
    // means {"input": input}.
    void knows(const std::string& input, const std::string& element);
    // A plain missense row of our own for that input.
    void knowsMissense(const std::string& input, const std::string& assembly = "GRCh38");
    // The text of the 400 that a lone unknown input gets.
    void refuses(const std::string& input, const std::string& text);
    // The next POST to /vep gets this, then the one after it, ...
    void next(ServedReply reply);
    void limitBatchTo(std::size_t count, int status);
    void pingAnswers(int status);
    void compress(bool on);

private:
    ServedReply answer(const ServedRequest& request);
    ServedReply answerBatch(const ServedRequest& request);

    mutable std::mutex m_mutex;
    std::map<std::string, std::vector<std::string>> m_known;
    std::map<std::string, std::string> m_refused;
    std::deque<ServedReply> m_script;
    std::size_t m_limit = 200;
    int m_limitStatus = 400;
    int m_ping = 200;
    bool m_gzip = false;
    HttpServer m_server; // last: its thread calls answer()
};

} // namespace locus::test
