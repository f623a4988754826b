// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/pre_tokenizer.h"

#include <functional>
#include <optional>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/metaspace.h"
#include "engine/tokenizer/regex.h"
#include "engine/tokenizer/split.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;
constexpr const char* kByteLevelPattern = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

std::string_view viewOf(const AlignedText& text, ByteRange range) {
    return std::string_view(text.text()).substr(range.begin, range.end - range.begin);
}

Result<void> splitAll(PreTokenized& text, const Regex& regex, SplitBehavior behavior, bool invert) {
    std::vector<ByteRange> pieces;
    std::vector<ByteRange> matches;
    for (const ByteRange piece : text.pieces) {
        matches.clear();
        POSTERN_TRY(regex.findAll(viewOf(text.text, piece), matches));
        splitPiece(piece, matches, behavior, invert, pieces);
    }
    text.pieces = std::move(pieces);
    return {};
}

/// Splits where every character of a class is a match of its own.
void splitAtCharacters(PreTokenized& text, const std::function<bool(char32_t)>& isDelimiter, SplitBehavior behavior) {
    std::vector<ByteRange> pieces;
    std::vector<ByteRange> matches;
    for (const ByteRange piece : text.pieces) {
        matches.clear();
        const std::string_view view = viewOf(text.text, piece);
        for (std::size_t i = 0; i < view.size();) {
            const std::size_t begin = i;
            if (isDelimiter(unicode::next(view, i)))
                matches.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
        }
        splitPiece(piece, matches, behavior, false, pieces);
    }
    text.pieces = std::move(pieces);
}

/// Rewrites the pieces one after the other; `write` puts one piece into the builder.
void rewrite(PreTokenized& text, std::size_t factor, const std::function<void(AlignedBuilder&, ByteRange)>& write) {
    AlignedBuilder builder(text.text);
    builder.reserve(text.text.text().size() * factor + 16);
    std::vector<ByteRange> pieces;
    pieces.reserve(text.pieces.size());
    for (const ByteRange piece : text.pieces) {
        const auto begin = static_cast<std::uint32_t>(builder.size());
        write(builder, piece);
        const auto end = static_cast<std::uint32_t>(builder.size());
        if (begin < end)
            pieces.push_back({begin, end});
    }
    text.text = builder.take();
    text.pieces = std::move(pieces);
}

ByteRange startOf(const AlignedText& text, ByteRange piece) {
    const std::uint32_t begin = text.source(piece.begin, piece.begin + 1).begin;
    return {begin, begin};
}

class ByteLevelStep : public PreTokenizer {
public:
    ByteLevelStep(bool prefixSpace, std::optional<Regex> regex) : m_prefixSpace(prefixSpace), m_regex(std::move(regex)) {}

    Result<void> apply(PreTokenized& text) const override {
        if (m_prefixSpace)
            rewrite(text, 1, [&](AlignedBuilder& to, ByteRange piece) {
                if (text.text.text()[piece.begin] != ' ')
                    to.put(" ", startOf(text.text, piece));
                to.copy(piece.begin, piece.end);
            });
        if (m_regex)
            POSTERN_TRY(splitAll(text, *m_regex, SplitBehavior::Isolated, false));
        rewrite(text, 2, [&](AlignedBuilder& to, ByteRange piece) {
            for (std::size_t i = piece.begin; i < piece.end;) {
                std::size_t after = i;
                unicode::next(text.text.text(), after);
                const ByteRange source = text.text.source(i, after);
                for (; i < after; ++i)
                    to.put(unicode::byteLevelCharacter(static_cast<unsigned char>(text.text.text()[i])), source);
            }
        });
        return {};
    }

private:
    bool m_prefixSpace;
    std::optional<Regex> m_regex;
};

class SplitStep : public PreTokenizer {
public:
    SplitStep(Regex regex, SplitBehavior behavior, bool invert) : m_regex(std::move(regex)), m_behavior(behavior), m_invert(invert) {}

    Result<void> apply(PreTokenized& text) const override { return splitAll(text, m_regex, m_behavior, m_invert); }

private:
    Regex m_regex;
    SplitBehavior m_behavior;
    bool m_invert;
};

class CharacterStep : public PreTokenizer {
public:
    CharacterStep(std::function<bool(char32_t)> isDelimiter, SplitBehavior behavior)
        : m_isDelimiter(std::move(isDelimiter)), m_behavior(behavior) {}

    Result<void> apply(PreTokenized& text) const override {
        splitAtCharacters(text, m_isDelimiter, m_behavior);
        return {};
    }

private:
    std::function<bool(char32_t)> m_isDelimiter;
    SplitBehavior m_behavior;
};

class MetaspaceStep : public PreTokenizer {
public:
    explicit MetaspaceStep(Metaspace settings) : m_settings(std::move(settings)) {}

    Result<void> apply(PreTokenized& text) const override {
        const std::string& mark = m_settings.replacement;
        rewrite(text, 2, [&](AlignedBuilder& to, ByteRange piece) {
            const std::string& old = text.text.text();
            const bool marked = old[piece.begin] == ' ' || viewOf(text.text, piece).starts_with(mark);
            const ByteRange start = startOf(text.text, piece);
            const bool wanted =
                m_settings.prepend == Metaspace::Prepend::Always || (m_settings.prepend == Metaspace::Prepend::First && start.begin == 0);
            if (!marked && wanted)
                to.put(mark, start);
            for (std::size_t i = piece.begin; i < piece.end;) {
                const std::size_t space = std::min<std::size_t>(old.find(' ', i), piece.end);
                to.copy(i, space);
                if (space < piece.end)
                    to.put(mark, text.text.source(space, space + 1));
                i = space + 1;
            }
        });
        if (!m_settings.split)
            return {};
        std::size_t position = 0;
        const char32_t markCode = unicode::next(mark, position);
        splitAtCharacters(
            text, [markCode](char32_t c) { return c == markCode; }, SplitBehavior::MergedWithNext);
        return {};
    }

private:
    Metaspace m_settings;
};

class SequenceStep : public PreTokenizer {
public:
    explicit SequenceStep(std::vector<std::unique_ptr<PreTokenizer>> steps) : m_steps(std::move(steps)) {}

    Result<void> apply(PreTokenized& text) const override {
        for (const auto& step : m_steps)
            POSTERN_TRY(step->apply(text));
        return {};
    }

private:
    std::vector<std::unique_ptr<PreTokenizer>> m_steps;
};

using Made = Result<std::unique_ptr<PreTokenizer>>;

Made makeByteLevel(const JsonFields& fields) {
    POSTERN_ASSIGN(const bool prefixSpace, fields.flag("add_prefix_space", true));
    POSTERN_ASSIGN(const bool useRegex, fields.flag("use_regex", true));
    std::optional<Regex> regex;
    if (useRegex) {
        POSTERN_ASSIGN(regex, Regex::compile(kByteLevelPattern, fields.subject()));
    }
    return std::make_unique<ByteLevelStep>(prefixSpace, std::move(regex));
}

Result<SplitBehavior> readBehavior(const JsonFields& fields, std::string_view fallback) {
    POSTERN_ASSIGN(const std::string name, fields.text("behavior", fallback));
    const auto behavior = splitBehaviorFromName(name);
    if (!behavior)
        return fields.unsupported("behavior \"" + printable(name, 80) + '"');
    return *behavior;
}

Made makeSplit(const JsonFields& fields) {
    POSTERN_ASSIGN(const Json* const pattern, fields.object("pattern"));
    POSTERN_ASSIGN(const JsonFields patternFields, JsonFields::of(*pattern, fields.component() + ".pattern", fields.subject()));
    const bool isRegex = patternFields.find("Regex") != nullptr;
    POSTERN_ASSIGN(const std::string source, patternFields.text(isRegex ? "Regex" : "String"));
    if (source.empty())
        return patternFields.malformed("an empty pattern");
    POSTERN_ASSIGN(const std::string behaviorName, fields.text("behavior"));
    POSTERN_ASSIGN(const SplitBehavior behavior, readBehavior(fields, behaviorName));
    POSTERN_ASSIGN(const bool invert, fields.flag("invert", false));
    POSTERN_ASSIGN(Regex regex, isRegex ? Regex::compile(source, fields.subject()) : Regex::literal(source, fields.subject()));
    return std::make_unique<SplitStep>(std::move(regex), behavior, invert);
}

Made make(const Json& value, const std::string& subject, int nesting);

Made makeSequence(const JsonFields& fields, int nesting) {
    POSTERN_ASSIGN(const Json* const list, fields.array("pretokenizers"));
    if (nesting >= kMaxNesting || list->size() > kMaxSteps)
        return fields.malformed("sequences too deep or too long");
    std::vector<std::unique_ptr<PreTokenizer>> steps;
    for (const Json& item : *list) {
        POSTERN_ASSIGN(auto step, make(item, fields.subject(), nesting + 1));
        steps.push_back(std::move(step));
    }
    return std::make_unique<SequenceStep>(std::move(steps));
}

Made make(const Json& value, const std::string& subject, int nesting) {
    POSTERN_ASSIGN(const JsonFields outer, JsonFields::of(value, "pre_tokenizer", subject));
    POSTERN_ASSIGN(const std::string type, outer.text("type"));
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(value, "pre_tokenizer " + printable(type, 80), subject));
    if (type == "ByteLevel")
        return makeByteLevel(fields);
    if (type == "Split")
        return makeSplit(fields);
    if (type == "Metaspace") {
        POSTERN_ASSIGN(Metaspace settings, parseMetaspace(fields));
        return std::make_unique<MetaspaceStep>(std::move(settings));
    }
    if (type == "Digits") {
        POSTERN_ASSIGN(const bool individual, fields.flag("individual_digits", false));
        return std::make_unique<CharacterStep>(unicode::isNumber, individual ? SplitBehavior::Isolated : SplitBehavior::Contiguous);
    }
    if (type == "Punctuation") {
        POSTERN_ASSIGN(const SplitBehavior behavior, readBehavior(fields, "Isolated"));
        return std::make_unique<CharacterStep>(unicode::isPunctuation, behavior);
    }
    if (type == "WhitespaceSplit")
        return std::make_unique<CharacterStep>(unicode::isWhiteSpace, SplitBehavior::Removed);
    if (type == "Whitespace") {
        POSTERN_ASSIGN(Regex regex, Regex::compile(R"(\w+|[^\w\s]+)", subject));
        return std::make_unique<SplitStep>(std::move(regex), SplitBehavior::Removed, true);
    }
    if (type == "Sequence")
        return makeSequence(fields, nesting);
    return fields.unsupported("this kind is not known");
}

} // namespace

Result<std::unique_ptr<PreTokenizer>> parsePreTokenizer(const Json& value, const std::string& subject) {
    if (value.is_null())
        return std::unique_ptr<PreTokenizer>();
    return make(value, subject, 0);
}

Result<std::unique_ptr<PreTokenizer>> byteLevelPreTokenizer() {
    POSTERN_ASSIGN(Regex regex, Regex::compile(kByteLevelPattern, "ByteLevel"));
    return std::make_unique<ByteLevelStep>(false, std::move(regex));
}

} // namespace postern
