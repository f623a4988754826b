// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace postern {

struct Interval {
    double low = 0;
    double high = 1;
};

/// Wilson score interval of k successes in n trials (Wilson 1927), z = 1.959964 for 95 %.
/// n = 0 gives [0, 1]: no data says nothing.
[[nodiscard]] Interval wilsonInterval(std::int64_t k, std::int64_t n, double z = 1.959963984540054);

/// A proportion that never loses its counts.
struct Rate {
    std::int64_t hits = 0;
    std::int64_t total = 0;

    [[nodiscard]] bool hasData() const { return total > 0; }
    /// 0–1; 0 where there is no data (check hasData first).
    [[nodiscard]] double value() const { return total > 0 ? static_cast<double>(hits) / static_cast<double>(total) : 0.0; }
    [[nodiscard]] Interval wilson() const { return wilsonInterval(hits, total); }

    friend bool operator==(const Rate&, const Rate&) = default;
};

/// "3.9 % (66/1700, 3.1–4.9 %)"; a zero rate prints its upper bound: "0 % (0/100, ≤ 3.7 %)"; no data prints "no data".
[[nodiscard]] std::string toText(const Rate& rate);

} // namespace postern
