// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/normalizer.h"

#include <optional>

#include <unicode/uchar.h>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/normal_form.h"
#include "engine/tokenizer/regex.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;
constexpr std::size_t kMaxAffixBytes = 1024;
/// Replacements may lengthen a text; past this something is wrong.
constexpr std::size_t kMaxNormalizedBytes = std::size_t{1} << 30U;

class FormStep : public Normalizer {
public:
    explicit FormStep(NormalForm form) : m_form(form) {}
    Result<AlignedText> apply(AlignedText text) const override { return normalized(std::move(text), m_form); }

private:
    NormalForm m_form;
};

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
        if (length + matches.size() * m_content.size() > kMaxNormalizedBytes)
            return fail(ErrorCode::TextNotEncodable, "normalizer Replace", "the text grows past 1 GiB");
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

class LowercaseStep : public Normalizer {
public:
    Result<AlignedText> apply(AlignedText text) const override {
        AlignedBuilder builder(text);
        builder.reserve(text.text().size());
        std::string lower;
        for (std::size_t i = 0; i < text.text().size();) {
            const std::size_t begin = i;
            const char32_t codePoint = unicode::next(text.text(), i);
            lower.clear();
            // U+0130 is the one character whose lower case, without regard to context, is two characters.
            if (codePoint == 0x130)
                lower = "i\u0307";
            else
                unicode::append(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(codePoint))));
            builder.put(lower, text.source(begin, i));
        }
        return builder.take();
    }
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

class SequenceStep : public Normalizer {
public:
    explicit SequenceStep(std::vector<std::unique_ptr<Normalizer>> steps) : m_steps(std::move(steps)) {}

    Result<AlignedText> apply(AlignedText text) const override {
        for (const auto& step : m_steps) {
            POSTERN_ASSIGN(text, step->apply(std::move(text)));
            if (text.text().size() > kMaxNormalizedBytes)
                return fail(ErrorCode::TextNotEncodable, "normalizer", "the text grows past 1 GiB");
        }
        return text;
    }

private:
    std::vector<std::unique_ptr<Normalizer>> m_steps;
};

using Made = Result<std::unique_ptr<Normalizer>>;

std::optional<NormalForm> formFromName(std::string_view name) {
    if (name == "NFC")
        return NormalForm::Nfc;
    if (name == "NFD")
        return NormalForm::Nfd;
    if (name == "NFKC")
        return NormalForm::Nfkc;
    if (name == "NFKD")
        return NormalForm::Nfkd;
    return std::nullopt;
}

Made makeReplace(const JsonFields& fields) {
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

Made make(const Json& value, const std::string& subject, int nesting) {
    POSTERN_ASSIGN(const JsonFields outer, JsonFields::of(value, "normalizer", subject));
    POSTERN_ASSIGN(const std::string type, outer.text("type"));
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(value, "normalizer " + printable(type, 80), subject));
    if (const auto form = formFromName(type))
        return std::make_unique<FormStep>(*form);
    if (type == "Prepend") {
        POSTERN_ASSIGN(std::string prefix, fields.text("prepend"));
        if (prefix.size() > kMaxAffixBytes)
            return fields.malformed("\"prepend\" is longer than " + std::to_string(kMaxAffixBytes) + " bytes");
        return std::make_unique<PrependStep>(std::move(prefix));
    }
    if (type == "Replace")
        return makeReplace(fields);
    if (type == "Lowercase")
        return std::make_unique<LowercaseStep>();
    if (type == "Strip") {
        POSTERN_ASSIGN(const bool left, fields.flag("strip_left", true));
        POSTERN_ASSIGN(const bool right, fields.flag("strip_right", true));
        return std::make_unique<StripStep>(left, right);
    }
    if (type == "Sequence") {
        POSTERN_ASSIGN(const Json* const list, fields.array("normalizers"));
        if (nesting >= kMaxNesting || list->size() > kMaxSteps)
            return fields.malformed("sequences too deep or too long");
        std::vector<std::unique_ptr<Normalizer>> steps;
        for (const Json& item : *list) {
            POSTERN_ASSIGN(auto step, make(item, subject, nesting + 1));
            steps.push_back(std::move(step));
        }
        return std::make_unique<SequenceStep>(std::move(steps));
    }
    return fields.unsupported("this kind is not known");
}

} // namespace

Result<std::unique_ptr<Normalizer>> parseNormalizer(const Json& value, const std::string& subject) {
    if (value.is_null())
        return std::unique_ptr<Normalizer>();
    return make(value, subject, 0);
}

} // namespace postern
