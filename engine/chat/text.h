// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Python's string operations on valid UTF-8, counted in characters (code points) where Python counts.
namespace postern::chat {

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

[[nodiscard]] bool isValidUtf8(std::string_view text);
[[nodiscard]] std::size_t countCharacters(std::string_view text);
/// The byte where character `index` starts; the size of the text for an index behind its end.
[[nodiscard]] std::size_t byteOf(std::string_view text, std::size_t index);
/// Reads the character at `position` and moves past it; position < size.
char32_t nextCharacter(std::string_view text, std::size_t& position);
void appendCharacter(std::string& text, char32_t character);

[[nodiscard]] bool isSpace(char32_t character);         ///< str.isspace, what strip() takes
[[nodiscard]] bool isWordCharacter(char32_t character); ///< \w of Python's expressions
[[nodiscard]] bool isPrintable(char32_t character);
[[nodiscard]] bool isIdentifierStart(char32_t character);
[[nodiscard]] bool isAlphabetic(char32_t character);
[[nodiscard]] bool isDecimal(char32_t character);
[[nodiscard]] bool isDigit(char32_t character);
[[nodiscard]] bool isNumeric(char32_t character);
[[nodiscard]] bool isUpperCase(char32_t character);
[[nodiscard]] bool isLowerCase(char32_t character);

[[nodiscard]] std::string upperCase(std::string_view text);
[[nodiscard]] std::string lowerCase(std::string_view text);
[[nodiscard]] std::string foldCase(std::string_view text);
[[nodiscard]] std::string capitalized(std::string_view text); ///< first character upper, the others lower
[[nodiscard]] std::string titleCase(std::string_view text);   ///< str.title
[[nodiscard]] std::string swappedCase(std::string_view text);

/// `characters` null strips white space, otherwise the characters it has.
[[nodiscard]] std::string_view stripped(std::string_view text, const std::string* characters, bool left, bool right);

/// Linear in time whatever the texts are. kNowhere where `needle` does not occur.
[[nodiscard]] std::size_t findForward(std::string_view text, std::string_view needle, std::size_t from = 0);
[[nodiscard]] std::size_t findBackward(std::string_view text, std::string_view needle);

/// str.splitlines: at every kind of line break; `keepEnds` leaves them on.
[[nodiscard]] std::vector<std::string_view> splitLines(std::string_view text, bool keepEnds);

/// & < > ' " become character references.
[[nodiscard]] std::string escapedHtml(std::string_view text);

} // namespace postern::chat
