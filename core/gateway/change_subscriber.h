// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <string>

namespace locus::gateway {

// One change as it goes to every subscriber; the frame is made once and shared.
struct ChangeFrame
{
    std::uint64_t seq = 0;
    std::string stream;
    std::string id;
    std::string op;
    std::string item; // JSON of the row; empty when it is gone
    QString frame; // the whole notification
};

// Who follows the feed. Thread contract: the gateway's thread.
class ChangeSubscriber
{
public:
    ChangeSubscriber() = default;
    ChangeSubscriber(const ChangeSubscriber&) = delete;
    ChangeSubscriber& operator=(const ChangeSubscriber&) = delete;
    virtual ~ChangeSubscriber() = default;

    virtual void onChange(const ChangeFrame& change) = 0;
    virtual void onGap(std::uint64_t from, std::uint64_t to) = 0;
};

} // namespace locus::gateway
