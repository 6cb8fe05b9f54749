// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"

#include <algorithm>
#include <array>

namespace locus {

namespace {

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    { }
    bool digits(std::size_t count, int& out)
    {
        if (m_rest.size() < count) {
            return false;
        }
        out = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_rest[i] < '0' || m_rest[i] > '9') {
                return false;
            }
            out = out * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(count);
        return true;
    }
    bool oneOf(std::string_view allowed, char* seen = nullptr)
    {
        if (m_rest.empty() || allowed.find(m_rest.front()) == std::string_view::npos) {
            return false;
        }
        if (seen) {
            *seen = m_rest.front();
        }
        m_rest.remove_prefix(1);
        return true;
    }
    bool fraction(std::int64_t& micros)
    {
        int seen = 0;
        std::int64_t scale = 100'000;
        while (!m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9') {
            micros += scale * (m_rest.front() - '0');
            scale /= 10;
            ++seen;
            m_rest.remove_prefix(1);
        }
        return seen > 0;
    }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

Error malformed()
{
    return invalid("time.malformed", "not an RFC 3339 time, for example 2026-03-02T08:29:33Z");
}

// Exactly `width` digits, then `after`. By hand: every event is written with two times.
char* putDigits(char* to, int value, int width, char after)
{
    for (int at = width - 1; at >= 0; --at, value /= 10) {
        to[at] = static_cast<char>('0' + value % 10);
    }
    to[width] = after;
    return to + width + 1;
}

} // namespace

std::string toRfc3339(Instant t)
{
    using namespace std::chrono;
    const auto day = floor<days>(t);
    const year_month_day date { day };
    const hh_mm_ss<Duration> time { t - day };
    const auto micros = static_cast<int>(time.subseconds().count());
    std::array<char, sizeof "32767-03-02T08:29:33.123456Z"> out {};
    const int year = std::max(static_cast<int>(date.year()), 0);
    char* to = putDigits(out.data(), year, year > 9999 ? 5 : 4, '-');
    to = putDigits(to, static_cast<int>(static_cast<unsigned>(date.month())), 2, '-');
    to = putDigits(to, static_cast<int>(static_cast<unsigned>(date.day())), 2, 'T');
    to = putDigits(to, static_cast<int>(time.hours().count()), 2, ':');
    to = putDigits(to, static_cast<int>(time.minutes().count()), 2, ':');
    to = putDigits(to, static_cast<int>(time.seconds().count()), 2, '.');
    const bool isWhole = micros % 1000 == 0; // milliseconds
    to = putDigits(to, isWhole ? micros / 1000 : micros, isWhole ? 3 : 6, 'Z');
    return { out.data(), to };
}

Result<Instant> parseRfc3339(std::string_view text)
{
    using namespace std::chrono;
    Reader in(text);
    int y = 0;
    int mo = 0;
    int d = 0;
    int h = 0;
    int mi = 0;
    int s = 0;
    std::int64_t micros = 0;
    if (!in.digits(4, y) || !in.oneOf("-") || !in.digits(2, mo) || !in.oneOf("-")
        || !in.digits(2, d) || !in.oneOf("Tt ") || !in.digits(2, h) || !in.oneOf(":")
        || !in.digits(2, mi) || !in.oneOf(":") || !in.digits(2, s)) {
        return malformed();
    }
    if (in.oneOf(".,") && !in.fraction(micros)) {
        return malformed();
    }
    int offsetMinutes = 0;
    char sign = 0;
    if (in.oneOf("+-", &sign)) {
        int oh = 0;
        int om = 0;
        if (!in.digits(2, oh) || !in.oneOf(":") || !in.digits(2, om) || oh > 23 || om > 59) {
            return malformed();
        }
        offsetMinutes = (oh * 60 + om) * (sign == '-' ? -1 : 1);
    } else if (!in.oneOf("Zz")) {
        return malformed();
    }
    const year_month_day date { year(y), month(static_cast<unsigned>(mo)),
        day(static_cast<unsigned>(d)) };
    // 60 is a leap second; it becomes the first moment of the next minute.
    if (!in.atEnd() || !date.ok() || h > 23 || mi > 59 || s > 60) {
        return malformed();
    }
    return Instant(sys_days(date).time_since_epoch() + hours(h) + minutes(mi - offsetMinutes)
        + seconds(s) + microseconds(micros));
}

} // namespace locus
