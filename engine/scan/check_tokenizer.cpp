// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>
#include <vector>

#include "engine/core/error.h"
#include "engine/scan/check_json.h"
#include "engine/tokenizer/regex.h"
#include "engine/tokenizer/tokenizer.h"

namespace postern {

namespace {

constexpr std::size_t kMaxPatterns = 64;
constexpr std::size_t kProbeBytes = 4096;

/// Every {"Regex": pattern} of the file, wherever it stands. The depth of the JSON is bounded by its parser.
void collectPatterns(const Json& value, std::set<std::string>& patterns) {
    if (!value.is_structured() || patterns.size() > kMaxPatterns)
        return;
    for (const auto& [key, inner] : value.items()) {
        if (value.is_object() && key == "Regex" && inner.is_string())
            patterns.insert(inner.get<std::string>());
        else
            collectPatterns(inner, patterns);
    }
}

/// Texts on which expressions run away: a long run of one kind, something that ends it, and then every character that an
/// expression may require, because the matcher gives up early on a text that lacks it.
std::vector<std::string> probes() {
    std::string tail = "\x01";
    for (char c = ' '; c < '\x7f'; ++c)
        tail += c;
    std::vector<std::string> texts;
    for (const std::string_view unit : {"a", " ", "1", "\n", " \n", "ab ", "A", ".", "\xc3\xa9"}) {
        std::string text;
        while (text.size() < kProbeBytes)
            text += unit;
        texts.push_back(text + tail);
    }
    return texts;
}

void checkPattern(const std::string& pattern, FindingSink& sink) {
    const auto regex = Regex::compile(pattern, sink.file());
    if (!regex)
        return; // parsing the tokenizer says it
    std::vector<ByteRange> matches;
    for (const std::string& probe : probes()) {
        matches.clear();
        if (const auto found = regex->findAll(probe, matches); !found)
            return sink.add("tokenizer.regex",
                            inQuotes(pattern) + " on " + std::to_string(probe.size()) + " bytes: " + found.error().detail);
    }
}

} // namespace

void checkTokenizer(const Json& tokenizer, FindingSink& sink) {
    std::set<std::string> patterns;
    for (const char* part : {"normalizer", "pre_tokenizer", "decoder", "post_processor"}) {
        if (tokenizer.is_object() && tokenizer.contains(part))
            collectPatterns(tokenizer[part], patterns);
    }
    if (patterns.size() > kMaxPatterns)
        return sink.add("tokenizer.malformed", "it has more than " + std::to_string(kMaxPatterns) + " regular expressions");
    for (const std::string& pattern : patterns)
        checkPattern(pattern, sink);
    if (const auto parsed = Tokenizer::parse(tokenizer, sink.file()); !parsed)
        sink.add(parsed.error().code == ErrorCode::TokenizerUnsupported ? "tokenizer.unsupported" : "tokenizer.malformed",
                 parsed.error().detail);
}

} // namespace postern
