// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http_server.h"

#include <deque>
#include <mutex>

namespace locus::test {

// A model server of the Open Inference Protocol with one model, "pathogenicity". Its score of a row
// is the row's first numeric input, so that tests see which row got which score.
// Thread contract: any thread.
class ModelServer
{
public:
    ModelServer();

    [[nodiscard]] std::string url() const { return m_server.url(); }
    [[nodiscard]] std::vector<ServedRequest> requests() const { return m_server.requests(); }
    // Only POSTs to .../infer.
    [[nodiscard]] std::vector<ServedRequest> inferences() const;

    void readyAnswers(int status);
    // The whole JSON of the model's description.
    void describedAs(const std::string& metadata);
    // How scores come back: "flat", "nested", "base64", "classes".
    void answersIn(const std::string& form);
    // The next inference gets this instead.
    void next(ServedReply reply);

private:
    ServedReply answer(const ServedRequest& request);
    ServedReply infer(const ServedRequest& request) const;

    mutable std::mutex m_mutex;
    std::string m_metadata;
    std::string m_form = "flat";
    std::deque<ServedReply> m_script;
    int m_ready = 200;
    HttpServer m_server; // last: its thread calls answer()
};

} // namespace locus::test
