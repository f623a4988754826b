// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace postern {

/// From a pair of ids to the rank of its merge and the merged id: open addressing, because this look-up is what encoding spends its time
/// on.
class PairTable {
public:
    struct Merge {
        std::uint32_t rank = 0;
        std::int32_t id = 0;
    };

    void reserve(std::size_t count) {
        std::size_t slots = 16;
        while (slots < 2 * count + 1)
            slots *= 2;
        m_slots.assign(slots, {});
        m_mask = slots - 1;
    }

    /// At most as many calls as were reserved.
    void set(std::int32_t left, std::int32_t right, Merge merge) {
        const std::uint64_t key = keyOf(left, right);
        std::size_t slot = slotOf(key);
        while (m_slots[slot].key != kFree && m_slots[slot].key != key)
            slot = (slot + 1) & m_mask;
        m_slots[slot] = {key, merge};
        ++m_inserted;
    }

    [[nodiscard]] const Merge* find(std::int32_t left, std::int32_t right) const {
        const std::uint64_t key = keyOf(left, right);
        for (std::size_t slot = slotOf(key);; slot = (slot + 1) & m_mask) {
            if (m_slots[slot].key == key)
                return &m_slots[slot].merge;
            if (m_slots[slot].key == kFree)
                return nullptr;
        }
    }

    [[nodiscard]] std::size_t inserted() const { return m_inserted; } ///< calls of set so far

private:
    static constexpr std::uint64_t kFree = ~std::uint64_t{0};

    struct Slot {
        std::uint64_t key = kFree;
        Merge merge;
    };

    static std::uint64_t keyOf(std::int32_t left, std::int32_t right) {
        return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U) | static_cast<std::uint32_t>(right);
    }
    [[nodiscard]] std::size_t slotOf(std::uint64_t key) const {
        key *= 0x9e3779b97f4a7c15ULL;
        return static_cast<std::size_t>(key ^ (key >> 32U)) & m_mask;
    }

    std::vector<Slot> m_slots{Slot{}};
    std::size_t m_mask = 0;
    std::size_t m_inserted = 0;
};

} // namespace postern
