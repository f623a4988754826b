// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/charsmap.h"

#include <array>

#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{16} << 20U; // the maps of real models have 0.3 MB

bool hasLeaf(std::uint32_t unit) {
    return ((unit >> 8U) & 1U) != 0;
}
/// A child's byte; a leaf has its highest bit set and so is nobody's child.
std::uint32_t labelOf(std::uint32_t unit) {
    return unit & 0x800000FFU;
}
std::uint32_t offsetOf(std::uint32_t unit) {
    return (unit >> 10U) << ((unit & 0x200U) >> 6U);
}
std::uint32_t valueOf(std::uint32_t unit) {
    return unit & 0x7FFFFFFFU;
}

std::uint32_t littleEndian(std::string_view bytes, std::size_t position) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = (value << 8U) | static_cast<unsigned char>(bytes[position + i]);
    return value;
}

} // namespace

Result<CharsMap> CharsMap::parse(std::string_view blob, const std::string& subject) {
    const auto malformed = [&](std::string why) { return fail(ErrorCode::TokenizerMalformed, subject, "charsmap: " + std::move(why)); };
    if (blob.size() < 4 || blob.size() > kMaxBytes)
        return malformed(std::to_string(blob.size()) + " bytes are too few or too many");
    const std::size_t trieBytes = littleEndian(blob, 0);
    if (trieBytes == 0 || trieBytes % 4 != 0 || trieBytes > blob.size() - 4)
        return malformed("a trie of " + std::to_string(trieBytes) + " bytes does not fit");
    CharsMap map;
    for (std::size_t i = 4; i < 4 + trieBytes; i += 4)
        map.m_units.push_back(littleEndian(blob, i));
    map.m_replacements = std::string(blob.substr(4 + trieBytes));
    if (!unicode::isValidUtf8(map.m_replacements) || (!map.m_replacements.empty() && map.m_replacements.back() != '\0'))
        return malformed("the replacements are not UTF-8 texts that end with a zero byte");
    if (!map.isSound())
        return malformed("the trie leads out of itself or of the replacements");
    return map;
}

bool CharsMap::isSound() const {
    std::vector<bool> seen(m_units.size(), false);
    std::vector<std::uint32_t> open{0};
    seen[0] = true;
    while (!open.empty()) {
        const std::uint32_t node = open.back();
        open.pop_back();
        const std::uint32_t base = node ^ offsetOf(m_units[node]);
        if ((base | 0xFFU) >= m_units.size())
            return false;
        // A value must begin a text: not in the middle of a character.
        if (node != 0 && hasLeaf(m_units[node])) {
            const std::uint32_t value = valueOf(m_units[base]);
            if (value >= m_replacements.size() || unicode::isContinuation(m_replacements[value]))
                return false;
        }
        for (std::uint32_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t next = base ^ byte;
            if (labelOf(m_units[next]) == byte && !seen[next]) {
                seen[next] = true;
                open.push_back(next);
            }
        }
    }
    return true;
}

CharsMap::Match CharsMap::longestAt(std::string_view text, std::size_t position) const {
    Match best;
    std::uint32_t node = offsetOf(m_units[0]);
    for (std::size_t i = position; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == 0)
            break;
        node ^= byte;
        const std::uint32_t unit = m_units[node];
        if (labelOf(unit) != byte)
            break;
        node ^= offsetOf(unit);
        // A text of the map that ends inside a character, which no real one does, would cut it.
        const bool whole = i + 1 == text.size() || !unicode::isContinuation(text[i + 1]);
        if (whole && hasLeaf(unit)) {
            best.length = i + 1 - position;
            best.replacement = m_replacements.c_str() + valueOf(m_units[node]);
        }
    }
    return best;
}

Result<std::string> decodedBase64(std::string_view text, const std::string& subject) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
    std::size_t padding = 0;
    while (padding < 2 && text.ends_with('=')) {
        text.remove_suffix(1);
        ++padding;
    }
    if ((text.size() + padding) % 4 != 0)
        return fail(ErrorCode::TokenizerMalformed, subject, "base64 of a wrong length");
    std::string result;
    result.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = values[static_cast<unsigned char>(c)];
        if (value < 0)
            return fail(ErrorCode::TokenizerMalformed, subject, "a character that is not of base64");
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            result.push_back(static_cast<char>(static_cast<unsigned char>((bits >> static_cast<unsigned>(count)) & 0xFFU)));
        }
    }
    return result;
}

} // namespace postern
