// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/property_classes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/tokenizer/newer_characters.h"

namespace postern {

namespace {

constexpr std::string_view kSpace = R"(\t-\r \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";

std::string categories(std::initializer_list<std::string_view> names) {
    std::string result;
    for (const std::string_view name : names)
        result.append("\\p{").append(name).append("}").append(newerCharacters(name));
    return result;
}

/// Alphabetic, with the marks and letters that became so since PCRE2's Unicode.
std::string alphabetic() {
    return R"(\p{Alphabetic}\x{363}-\x{36f}\x{c04}\x{f82}\x{f83}\x{1dd3}-\x{1de6}\x{11080}\x{11081})" + newerCharacters("L") +
           newerCharacters("Nl");
}

/// Letters only: what a property is called does not depend on letter case, spaces, hyphens and underscores.
std::string folded(std::string_view name) {
    std::string result;
    for (const char c : name) {
        if (c == ' ' || c == '_' || c == '-')
            continue;
        result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return result;
}

struct Named {
    std::string_view name;
    std::string_view category;
};

constexpr std::array<Named, 37> kCategories = {{{"letter", "L"},
                                                {"uppercaseletter", "Lu"},
                                                {"lowercaseletter", "Ll"},
                                                {"titlecaseletter", "Lt"},
                                                {"modifierletter", "Lm"},
                                                {"otherletter", "Lo"},
                                                {"mark", "M"},
                                                {"combiningmark", "M"},
                                                {"nonspacingmark", "Mn"},
                                                {"spacingmark", "Mc"},
                                                {"enclosingmark", "Me"},
                                                {"number", "N"},
                                                {"decimalnumber", "Nd"},
                                                {"letternumber", "Nl"},
                                                {"othernumber", "No"},
                                                {"punctuation", "P"},
                                                {"connectorpunctuation", "Pc"},
                                                {"dashpunctuation", "Pd"},
                                                {"openpunctuation", "Ps"},
                                                {"closepunctuation", "Pe"},
                                                {"initialpunctuation", "Pi"},
                                                {"finalpunctuation", "Pf"},
                                                {"otherpunctuation", "Po"},
                                                {"symbol", "S"},
                                                {"mathsymbol", "Sm"},
                                                {"currencysymbol", "Sc"},
                                                {"modifiersymbol", "Sk"},
                                                {"othersymbol", "So"},
                                                {"separator", "Z"},
                                                {"spaceseparator", "Zs"},
                                                {"lineseparator", "Zl"},
                                                {"paragraphseparator", "Zp"},
                                                {"control", "Cc"},
                                                {"format", "Cf"},
                                                {"privateuse", "Co"},
                                                {"surrogate", "Cs"},
                                                {"other", "C"}}};

std::optional<std::string> generalCategory(std::string_view name) {
    const auto known = std::find_if(kCategories.begin(), kCategories.end(), [&](const Named& entry) { return entry.name == name; });
    if (known != kCategories.end())
        return categories({known->category});
    const bool isShort = name.size() <= 2 && std::any_of(kCategories.begin(), kCategories.end(),
                                                         [&](const Named& entry) { return folded(entry.category) == name; });
    if (!isShort)
        return std::nullopt;
    std::string category(name);
    category[0] = static_cast<char>(category[0] - 'a' + 'A');
    return categories({category});
}

/// The scripts that patterns of tokenizers name. PCRE2 would take their extensions.
constexpr std::array<std::string_view, 30> kScripts = {
    "Arabic", "Armenian", "Bengali",  "Bopomofo",  "Cherokee",  "Common",  "Cyrillic", "Devanagari", "Ethiopic", "Georgian",
    "Greek",  "Gujarati", "Gurmukhi", "Han",       "Hangul",    "Hebrew",  "Hiragana", "Inherited",  "Kannada",  "Katakana",
    "Khmer",  "Lao",      "Latin",    "Malayalam", "Mongolian", "Myanmar", "Sinhala",  "Tamil",      "Telugu",   "Thai"};

std::optional<std::string> script(std::string_view name) {
    const auto known = std::find_if(kScripts.begin(), kScripts.end(), [&](std::string_view entry) { return folded(entry) == name; });
    if (known == kScripts.end())
        return std::nullopt;
    std::string body = "\\p{Script:" + std::string(*known) + '}';
    if (*known == "Han")
        body += R"(\x{2b739}\x{2ebf0}-\x{2ee5d}\x{31350}-\x{323af})"; // extensions H and I
    return body;
}

} // namespace

std::optional<std::string> posixClass(std::string_view name) {
    if (name == "alpha")
        return alphabetic();
    if (name == "alnum")
        return alphabetic() + categories({"Nd"});
    if (name == "word")
        return alphabetic() + categories({"M", "Nd", "Pc"});
    if (name == "digit")
        return categories({"Nd"});
    if (name == "upper")
        return R"(\p{Uppercase})" + newerCharacters("Lu");
    if (name == "lower")
        return R"(\p{Lowercase}\x{10fc}\x{a7f2}-\x{a7f4}\x{ab69}\x{1e030}-\x{1e06d})" + newerCharacters("Ll");
    if (name == "space")
        return std::string(kSpace);
    if (name == "blank")
        return R"(\t\p{Zs})";
    if (name == "punct")
        return categories({"P", "S"});
    if (name == "cntrl")
        return R"(\p{Cc})";
    if (name == "xdigit")
        return "0-9A-Fa-f";
    if (name == "graph" || name == "print")
        return categories({"L", "M", "N", "P", "S"}) + R"(\p{Cf}\p{Co})" + newerCharacters("Cf") + (name == "print" ? R"(\p{Zs})" : "");
    return std::nullopt;
}

std::optional<std::string> escapeClass(char escape) {
    switch (escape) {
    case 's':
        return posixClass("space");
    case 'w':
        return posixClass("word");
    case 'h':
        return posixClass("xdigit");
    case 'd':
        return posixClass("digit");
    default:
        return std::nullopt;
    }
}

std::optional<std::string> propertyClass(std::string_view name) {
    constexpr std::size_t kMaxNameBytes = 64;
    const bool isName = !name.empty() && name.size() <= kMaxNameBytes && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ' ' || c == '&' ||
               c == '=' || c == ':';
    });
    if (!isName)
        return std::nullopt;
    const std::string key = folded(name);
    if (const auto found = generalCategory(key))
        return found;
    if (key == "punct")
        return categories({"P"}); // as [:punct:] it has the symbols too
    if (const auto found = posixClass(key))
        return found;
    if (key == "alphabetic")
        return alphabetic();
    if (key == "any")
        return R"(\x{0}-\x{10ffff})";
    if (const auto found = script(key))
        return found;
    return "\\p{" + std::string(name) + '}';
}

} // namespace postern
