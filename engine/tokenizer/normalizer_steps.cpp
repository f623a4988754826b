// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/normalizer_steps.h"

#include <unicode/uchar.h>

#include "engine/tokenizer/growth_limit.h"
#include "engine/tokenizer/regex.h"
#include "engine/tokenizer/rewrite.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr std::size_t kMaxAffixBytes = 1024;

class PrependStep : public Normalizer {
public:
    explicit PrependStep(std::string prefix) : m_prefix(std::move(prefix)) {}

    Result<AlignedText> apply(AlignedText text) const override {
        if (text.empty())
            return text;
        const std::uint32_t start = text.source(0, 1).begin;
        AlignedBuilder builder(text);
        builder.reserve(text.text().size() + m_prefix.size());
        builder.put(m_prefix, {start, start});
        builder.copy(0, text.text().size());
        return builder.take();
    }

private:
    std::string m_prefix;
};

class ReplaceStep : public Normalizer {
public:
    ReplaceStep(Regex pattern, std::string content) : m_pattern(std::move(pattern)), m_content(std::move(content)) {}

    Result<AlignedText> apply(AlignedText text) const override {
        std::vector<ByteRange> matches;
        POSTERN_TRY(m_pattern.findAll(text.text(), matches));
        if (matches.empty())
            return text;
        const std::size_t length = text.text().size();
        if (length + matches.size() * m_content.size() > maxGrownBytes(length))
            return grewTooLong("normalizer Replace");
        AlignedBuilder builder(text);
        builder.reserve(length + matches.size() * m_content.size());
        std::uint32_t done = 0;
        for (const ByteRange match : matches) {
            builder.copy(done, match.begin);
            builder.put(m_content, sourceOf(text, match));
            done = match.end;
        }
        builder.copy(done, length);
        return builder.take();
    }

private:
    static ByteRange sourceOf(const AlignedText& text, ByteRange match) {
        if (match.begin < match.end)
            return text.source(match.begin, match.end);
        if (text.empty())
            return {};
        const bool atEnd = match.begin == text.text().size();
        const ByteRange neighbour = atEnd ? text.source(match.begin - 1, match.begin) : text.source(match.begin, match.begin + 1);
        const std::uint32_t place = atEnd ? neighbour.end : neighbour.begin;
        return {place, place};
    }

    Regex m_pattern;
    std::string m_content;
};

class StripStep : public Normalizer {
public:
    StripStep(bool left, bool right) : m_left(left), m_right(right) {}

    Result<AlignedText> apply(AlignedText text) const override {
        const std::string& bytes = text.text();
        std::size_t begin = 0;
        std::size_t end = bytes.size();
        for (std::size_t i = 0; m_left && i < end; begin = i)
            if (!unicode::isWhiteSpace(unicode::next(bytes, i)))
                break;
        while (m_right && end > begin) {
            std::size_t start = end - 1;
            while (start > begin && unicode::isContinuation(bytes[start]))
                --start;
            std::size_t position = start;
            if (!unicode::isWhiteSpace(unicode::next(bytes, position)))
                break;
            end = start;
        }
        return text.slice(begin, end);
    }

private:
    bool m_left;
    bool m_right;
};

/// A rule for single characters, see rewriteCharacters.
class CharacterStep : public Normalizer {
public:
    using Change = bool (*)(char32_t, std::string&);
    explicit CharacterStep(Change change) : m_change(change) {}
    Result<AlignedText> apply(AlignedText text) const override { return rewriteCharacters(std::move(text), m_change); }

private:
    Change m_change;
};

bool lowercase(char32_t codePoint, std::string& lower) {
    if (codePoint < 0x80) {
        if (codePoint < 'A' || codePoint > 'Z')
            return false;
        lower.push_back(static_cast<char>(codePoint - 'A' + 'a'));
        return true;
    }
    if (codePoint != 0x130 && u_tolower(static_cast<UChar32>(codePoint)) == static_cast<UChar32>(codePoint))
        return false;
    appendLowercase(lower, codePoint);
    return true;
}

bool stripAccents(char32_t codePoint, std::string&) {
    return unicode::isMark(codePoint);
}

bool nmt(char32_t codePoint, std::string& space) {
    if ((codePoint >= 0x01 && codePoint <= 0x08) || codePoint == 0x0B || (codePoint >= 0x0E && codePoint <= 0x1F) || codePoint == 0x7F ||
        codePoint == 0x8F || codePoint == 0x9F)
        return true;
    const bool becomesSpace = codePoint == 0x09 || codePoint == 0x0A || codePoint == 0x0C || codePoint == 0x0D || codePoint == 0x1680 ||
                              (codePoint >= 0x200B && codePoint <= 0x200F) || codePoint == 0x2028 || codePoint == 0x2029 ||
                              codePoint == 0x2581 || codePoint == 0xFEFF || codePoint == 0xFFFD;
    if (becomesSpace)
        space = " ";
    return becomesSpace;
}

bool byteLevel(char32_t codePoint, std::string& letters) {
    std::string bytes;
    unicode::append(bytes, codePoint);
    for (const char byte : bytes)
        letters += unicode::byteLevelCharacter(static_cast<unsigned char>(byte));
    return true;
}

} // namespace

void appendLowercase(std::string& text, char32_t codePoint) {
    // U+0130 is the one character whose lower case, without regard to context, is two characters.
    if (codePoint == 0x130)
        text += "i\u0307";
    else
        unicode::append(text, static_cast<char32_t>(u_tolower(static_cast<UChar32>(codePoint))));
}

MadeNormalizer makePrepend(const JsonFields& fields) {
    POSTERN_ASSIGN(std::string prefix, fields.text("prepend"));
    if (prefix.size() > kMaxAffixBytes)
        return fields.malformed("\"prepend\" is longer than " + std::to_string(kMaxAffixBytes) + " bytes");
    return std::make_unique<PrependStep>(std::move(prefix));
}

MadeNormalizer makeReplace(const JsonFields& fields) {
    POSTERN_ASSIGN(const Json* const pattern, fields.object("pattern"));
    POSTERN_ASSIGN(const JsonFields patternFields, JsonFields::of(*pattern, fields.component() + ".pattern", fields.subject()));
    const bool isRegex = patternFields.find("Regex") != nullptr;
    POSTERN_ASSIGN(const std::string source, patternFields.text(isRegex ? "Regex" : "String"));
    POSTERN_ASSIGN(std::string content, fields.text("content"));
    if (source.empty() || content.size() > kMaxAffixBytes)
        return fields.malformed("an empty pattern, or a content longer than " + std::to_string(kMaxAffixBytes) + " bytes");
    POSTERN_ASSIGN(Regex regex, isRegex ? Regex::compile(source, fields.subject()) : Regex::literal(source, fields.subject()));
    return std::make_unique<ReplaceStep>(std::move(regex), std::move(content));
}

MadeNormalizer makeStrip(const JsonFields& fields) {
    POSTERN_ASSIGN(const bool left, fields.flag("strip_left", true));
    POSTERN_ASSIGN(const bool right, fields.flag("strip_right", true));
    return std::make_unique<StripStep>(left, right);
}

MadeNormalizer makeLowercase() {
    return std::make_unique<CharacterStep>(lowercase);
}

MadeNormalizer makeStripAccents() {
    return std::make_unique<CharacterStep>(stripAccents);
}

MadeNormalizer makeNmt() {
    return std::make_unique<CharacterStep>(nmt);
}

MadeNormalizer makeByteLevelNormalizer() {
    return std::make_unique<CharacterStep>(byteLevel);
}

} // namespace postern
