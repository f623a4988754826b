// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::chat {

struct Token {
    enum class Kind { Data, OutputBegin, OutputEnd, BlockBegin, BlockEnd, Name, Text, Integer, Float, Operator, End };

    Kind kind = Kind::End;
    int line = 1;
    std::string text; ///< data, name, operator, or the unescaped string
    std::int64_t integer = 0;
    double real = 0.0;

    [[nodiscard]] bool isName(std::string_view name) const { return kind == Kind::Name && text == name; }
    [[nodiscard]] bool isOperator(std::string_view name) const { return kind == Kind::Operator && text == name; }
};

/// Cuts a template into tokens as Jinja2 does with trim_blocks and lstrip_blocks, without its last newline. The source is
/// valid UTF-8. Throws Fault.
[[nodiscard]] std::vector<Token> tokenize(std::string_view source);

} // namespace postern::chat
