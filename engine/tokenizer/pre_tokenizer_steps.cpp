// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/pre_tokenizer_steps.h"

#include <algorithm>
#include <optional>

#include "engine/tokenizer/metaspace.h"
#include "engine/tokenizer/regex.h"
#include "engine/tokenizer/split.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

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
template <typename IsDelimiter>
void splitAtCharacters(PreTokenized& text, IsDelimiter&& isDelimiter, SplitBehavior behavior) {
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
template <typename Write>
void rewrite(PreTokenized& text, std::size_t factor, Write&& write) {
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

/// The next-line control separates no words for SentencePiece's models, which this splitting is made for, and the reference
/// encodings keep it as an unknown character.
bool separatesWords(char32_t codePoint) {
    return codePoint != 0x85 && unicode::isWhiteSpace(codePoint);
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
    using IsDelimiter = bool (*)(char32_t);
    CharacterStep(IsDelimiter isDelimiter, SplitBehavior behavior) : m_isDelimiter(isDelimiter), m_behavior(behavior) {}

    Result<void> apply(PreTokenized& text) const override {
        splitAtCharacters(text, m_isDelimiter, m_behavior);
        return {};
    }

private:
    IsDelimiter m_isDelimiter;
    SplitBehavior m_behavior;
};

class DelimiterStep : public PreTokenizer {
public:
    explicit DelimiterStep(char32_t delimiter) : m_delimiter(delimiter) {}

    Result<void> apply(PreTokenized& text) const override {
        splitAtCharacters(
            text, [this](char32_t c) { return c == m_delimiter; }, SplitBehavior::Removed);
        return {};
    }

private:
    char32_t m_delimiter;
};

class BertStep : public PreTokenizer {
public:
    Result<void> apply(PreTokenized& text) const override {
        splitAtCharacters(text, unicode::isWhiteSpace, SplitBehavior::Removed);
        splitAtCharacters(text, unicode::isPunctuation, SplitBehavior::Isolated);
        return {};
    }
};

/// Runs of word characters, and runs of what is neither that nor white space.
class WordStep : public PreTokenizer {
public:
    Result<void> apply(PreTokenized& text) const override {
        enum class Kind { Space, Word, Other };
        std::vector<ByteRange> pieces;
        for (const ByteRange piece : text.pieces) {
            Kind last = Kind::Space;
            for (std::size_t i = piece.begin; i < piece.end;) {
                const auto begin = static_cast<std::uint32_t>(i);
                const char32_t character = unicode::next(text.text.text(), i);
                const Kind kind = unicode::isWord(character) ? Kind::Word : unicode::isWhiteSpace(character) ? Kind::Space : Kind::Other;
                if (kind != Kind::Space && kind == last)
                    pieces.back().end = static_cast<std::uint32_t>(i);
                else if (kind != Kind::Space)
                    pieces.push_back({begin, static_cast<std::uint32_t>(i)});
                last = kind;
            }
        }
        text.pieces = std::move(pieces);
        return {};
    }
};

class FixedLengthStep : public PreTokenizer {
public:
    explicit FixedLengthStep(std::int64_t length) : m_length(length) {}

    Result<void> apply(PreTokenized& text) const override {
        std::vector<ByteRange> pieces;
        for (const ByteRange piece : text.pieces) {
            std::uint32_t begin = piece.begin;
            std::int64_t count = 0;
            for (std::size_t i = piece.begin; i < piece.end;) {
                unicode::next(text.text.text(), i);
                if (++count < m_length && i < piece.end)
                    continue;
                pieces.push_back({begin, static_cast<std::uint32_t>(i)});
                begin = static_cast<std::uint32_t>(i);
                count = 0;
            }
        }
        text.pieces = std::move(pieces);
        return {};
    }

private:
    std::int64_t m_length;
};

/// A new piece begins where the script changes. Spaces belong to the piece before them, and those before the first letter to none,
/// as the original library has it.
class ScriptStep : public PreTokenizer {
public:
    Result<void> apply(PreTokenized& text) const override {
        std::vector<ByteRange> pieces;
        for (const ByteRange piece : text.pieces) {
            std::optional<std::int32_t> last;
            for (std::size_t i = piece.begin; i < piece.end;) {
                const auto begin = static_cast<std::uint32_t>(i);
                const auto script = unicode::writingScript(unicode::next(text.text.text(), i));
                if (!script)
                    continue;
                if (last == script) {
                    pieces.back().end = piece.end;
                } else {
                    if (last)
                        pieces.back().end = begin;
                    pieces.push_back({begin, piece.end});
                }
                last = script;
            }
        }
        text.pieces = std::move(pieces);
        return {};
    }
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

Result<SplitBehavior> readBehavior(const JsonFields& fields, std::string_view fallback) {
    POSTERN_ASSIGN(const std::string name, fields.text("behavior", fallback));
    const auto behavior = splitBehaviorFromName(name);
    if (!behavior)
        return fields.unsupported("behavior \"" + printable(name, 80) + '"');
    return *behavior;
}

} // namespace

MadePreTokenizer makeByteLevel(const JsonFields& fields) {
    POSTERN_ASSIGN(const bool prefixSpace, fields.flag("add_prefix_space", true));
    POSTERN_ASSIGN(const bool useRegex, fields.flag("use_regex", true));
    std::optional<Regex> regex;
    if (useRegex) {
        POSTERN_ASSIGN(regex, Regex::compile(kByteLevelPattern, fields.subject()));
    }
    return std::make_unique<ByteLevelStep>(prefixSpace, std::move(regex));
}

MadePreTokenizer makeSplit(const JsonFields& fields) {
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

MadePreTokenizer makeMetaspace(const JsonFields& fields) {
    POSTERN_ASSIGN(Metaspace settings, parseMetaspace(fields));
    return std::make_unique<MetaspaceStep>(std::move(settings));
}

MadePreTokenizer makeDigits(const JsonFields& fields) {
    POSTERN_ASSIGN(const bool individual, fields.flag("individual_digits", false));
    return std::make_unique<CharacterStep>(unicode::isNumber, individual ? SplitBehavior::Isolated : SplitBehavior::Contiguous);
}

MadePreTokenizer makePunctuation(const JsonFields& fields) {
    POSTERN_ASSIGN(const SplitBehavior behavior, readBehavior(fields, "Isolated"));
    return std::make_unique<CharacterStep>(unicode::isPunctuation, behavior);
}

MadePreTokenizer makeCharDelimiterSplit(const JsonFields& fields) {
    POSTERN_ASSIGN(const std::string delimiter, fields.text("delimiter"));
    std::size_t length = 0;
    const char32_t character = delimiter.empty() ? U'\0' : unicode::next(delimiter, length);
    if (length == 0 || length != delimiter.size())
        return fields.malformed("\"delimiter\" is not one character");
    return std::make_unique<DelimiterStep>(character);
}

MadePreTokenizer makeFixedLength(const JsonFields& fields) {
    std::int64_t length = 5;
    if (fields.find("length") != nullptr) {
        POSTERN_ASSIGN(length, fields.integer("length"));
    }
    if (length == 0)
        return fields.malformed("\"length\" is 0");
    return std::make_unique<FixedLengthStep>(length);
}

MadePreTokenizer makeWhitespace() {
    return std::make_unique<WordStep>();
}

MadePreTokenizer makeWhitespaceSplit() {
    return std::make_unique<CharacterStep>(separatesWords, SplitBehavior::Removed);
}

MadePreTokenizer makeBertPreTokenizer() {
    return std::make_unique<BertStep>();
}

MadePreTokenizer makeUnicodeScripts() {
    return std::make_unique<ScriptStep>();
}

Result<std::unique_ptr<PreTokenizer>> byteLevelPreTokenizer() {
    POSTERN_ASSIGN(Regex regex, Regex::compile(kByteLevelPattern, "ByteLevel"));
    return std::make_unique<ByteLevelStep>(false, std::move(regex));
}

} // namespace postern
