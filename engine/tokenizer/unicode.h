// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::unicode {

/// Reads the code point at `position` and moves past it. The text should be valid UTF-8 (what it gives otherwise is
/// unspecified, but it stays inside the text); position < size.
char32_t next(std::string_view text, std::size_t& position);

void append(std::string& text, char32_t codePoint);

/// Length in bytes of the well-formed character at `position`, or 0; then `badLength` is the length of the maximal
/// ill-formed part that one U+FFFD stands for (Unicode 15, section 3.9).
[[nodiscard]] std::size_t wellFormedLength(std::string_view text, std::size_t position, std::size_t& badLength);

[[nodiscard]] bool isValidUtf8(std::string_view text);

/// Every ill-formed part becomes one U+FFFD.
[[nodiscard]] std::string repaired(std::string_view text);

[[nodiscard]] constexpr bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

[[nodiscard]] bool isWhiteSpace(char32_t codePoint);  ///< White_Space
[[nodiscard]] bool isWord(char32_t codePoint);        ///< \w of UTS 18: Alphabetic, M, Nd, Pc, Join_Control
[[nodiscard]] bool isNumber(char32_t codePoint);      ///< Nd, Nl, No
[[nodiscard]] bool isPunctuation(char32_t codePoint); ///< P, and the ASCII symbols that are called punctuation in C

[[nodiscard]] bool isControl(char32_t codePoint);        ///< Cc, Cf, Co, Cs
[[nodiscard]] bool isMark(char32_t codePoint);           ///< Mn, Mc, Me
[[nodiscard]] bool isNonspacingMark(char32_t codePoint); ///< Mn

/// The script of a letter as a number of ICU's; Japanese syllables count as Han, and a space or an unassigned character has none.
[[nodiscard]] std::optional<std::int32_t> writingScript(char32_t codePoint);

/// The printable character that GPT-2's byte-level alphabet gives to a byte, as UTF-8 of one or two bytes.
[[nodiscard]] std::string_view byteLevelCharacter(unsigned char byte);

/// The byte behind a character of that alphabet.
[[nodiscard]] std::optional<unsigned char> byteLevelByte(char32_t codePoint);

} // namespace postern::unicode
