// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QSslConfiguration>
#include <QString>

#include <array>
#include <optional>

namespace locus::gateway {

struct GatewayOptions;

// Certificate and key as they stand in their files now: a changed pair is taken for connections
// that come, those that are open keep theirs, and a bad one changes nothing. Thread contract: the
// gateway's thread.
class TlsMaterial
{
public:
    explicit TlsMaterial(const GatewayOptions& options);

    // Errors: refused "gateway.bad_certificate" with "field".
    Status load();
    // Looks whether a file has changed. False: there is no TLS.
    bool refresh();

    [[nodiscard]] bool isOn() const { return m_current.has_value(); }
    // REQUIRES: isOn()
    [[nodiscard]] const QSslConfiguration& current() const { return *m_current; }
    // Why the files as they are now are not taken, or that they soon will not do.
    [[nodiscard]] std::optional<Error> trouble() const;

private:
    struct Stamp
    {
        QDateTime changed;
        qint64 size = -1;
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    using Stamps = std::array<Stamp, 3>;
    [[nodiscard]] Stamps stamps() const;
    [[nodiscard]] Result<QSslConfiguration> read() const;

    const GatewayOptions& m_options;
    std::optional<QSslConfiguration> m_current;
    std::optional<Error> m_trouble;
    Stamps m_stamps;
};

} // namespace locus::gateway
