// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace postern {

/// A small reproducible random stream (SplitMix64, Steele et al. 2014): the same seed and purpose give the same
/// numbers on every machine and standard library, which std:: distributions do not promise.
class RandomStream {
public:
    /// One stream per purpose ("shuffle", "insert", …), so that a new use of chance never shifts an old one.
    RandomStream(std::uint64_t seed, std::string_view purpose) : m_state(seed * 0x9e3779b97f4a7c15ULL + 0x1234567ULL) {
        for (const char c : purpose)
            m_state = mix(m_state ^ static_cast<unsigned char>(c));
    }

    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15ULL;
        return mix(m_state);
    }

    /// Uniform in [0, bound); bound > 0. Multiply-shift: the bias is below 2^-32 for the sizes used here.
    std::uint64_t below(std::uint64_t bound) { return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64); }

    /// Uniform in [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    /// Standard normal (Box–Muller, one of the pair).
    double normal();

    template <typename T>
    void shuffle(std::span<T> items) {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

    [[nodiscard]] std::uint64_t state() const { return m_state; }
    /// Goes on from a state that another stream of the same purpose had.
    void setState(std::uint64_t state) { m_state = state; }

private:
    __extension__ using Wide = unsigned __int128;

    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    std::uint64_t m_state;
};

} // namespace postern
