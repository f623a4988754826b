// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern {

/// Half-open byte range.
struct ByteRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// Valid UTF-8 together with the place in the original text every byte came from. All bytes of a character carry the
/// range of the whole character, so a token that holds a part of a character points at all of it.
class AlignedText {
public:
    AlignedText() = default;

    /// The original text; ill-formed parts become U+FFFD that points at the bytes it replaced.
    [[nodiscard]] static AlignedText fromOriginal(std::string_view text);

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] bool empty() const { return m_text.empty(); }

    /// The original range behind bytes [begin, end) of this text; begin < end.
    [[nodiscard]] ByteRange source(std::size_t begin, std::size_t end) const;

    [[nodiscard]] AlignedText slice(std::size_t begin, std::size_t end) const;

private:
    friend class AlignedBuilder;

    std::string m_text;
    std::vector<ByteRange> m_map; ///< one a byte; empty while the text is a verbatim piece of the original
    std::uint32_t m_base = 0;     ///< then: where that piece starts
};

/// Writes a changed version of an aligned text.
class AlignedBuilder {
public:
    /// `from` must outlive the builder.
    explicit AlignedBuilder(const AlignedText& from) : m_from(from) {}

    [[nodiscard]] std::size_t size() const { return m_to.m_text.size(); }
    void reserve(std::size_t bytes);

    /// Bytes [begin, end) of the old text, whole characters.
    void copy(std::size_t begin, std::size_t end);
    /// New text that comes from the original range `source`.
    void put(std::string_view text, ByteRange source);

    [[nodiscard]] AlignedText take() { return std::move(m_to); }

private:
    const AlignedText& m_from;
    AlignedText m_to;
};

} // namespace postern
