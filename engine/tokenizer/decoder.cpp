// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/decoder.h"

#include <algorithm>
#include <optional>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/metaspace.h"
#include "engine/tokenizer/regex.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;
constexpr std::size_t kMaxContentBytes = 1024;

using Texts = std::vector<std::string>;

class ByteLevelStep : public Decoder {
public:
    Texts apply(Texts tokens) const override {
        std::string bytes;
        std::string mapped;
        for (const std::string& token : tokens) {
            mapped.clear();
            for (std::size_t i = 0; i < token.size();) {
                const auto byte = unicode::byteLevelByte(unicode::next(token, i));
                if (!byte) {
                    mapped = token; // an added token that was never written in the alphabet
                    break;
                }
                mapped.push_back(static_cast<char>(*byte));
            }
            bytes += mapped;
        }
        return {unicode::repaired(bytes)};
    }
};

class ReplaceStep : public Decoder {
public:
    ReplaceStep(Regex pattern, std::string content) : m_pattern(std::move(pattern)), m_content(std::move(content)) {}

    Texts apply(Texts tokens) const override {
        std::vector<ByteRange> matches;
        for (std::string& token : tokens) {
            matches.clear();
            // Decoding cannot fail; where the limit is passed the token stays as it is.
            if (!m_pattern.findAll(token, matches) || matches.empty())
                continue;
            std::string changed;
            std::size_t done = 0;
            for (const ByteRange match : matches) {
                changed.append(token, done, match.begin - done).append(m_content);
                done = match.end;
            }
            token = changed.append(token, done, std::string::npos);
        }
        return tokens;
    }

private:
    Regex m_pattern;
    std::string m_content;
};

/// Runs of <0xNN> tokens become text; a run that is not UTF-8 becomes one U+FFFD a byte.
class ByteFallbackStep : public Decoder {
public:
    Texts apply(Texts tokens) const override {
        Texts result;
        std::string run;
        const auto flush = [&] {
            if (unicode::isValidUtf8(run)) {
                if (!run.empty())
                    result.push_back(run);
            } else {
                result.insert(result.end(), run.size(), "\uFFFD");
            }
            run.clear();
        };
        for (std::string& token : tokens) {
            if (const auto byte = byteOf(token)) {
                run.push_back(static_cast<char>(*byte));
                continue;
            }
            flush();
            result.push_back(std::move(token));
        }
        flush();
        return result;
    }

private:
    static std::optional<unsigned> digit(char c) {
        if (c >= '0' && c <= '9')
            return static_cast<unsigned>(c - '0');
        if (c >= 'A' && c <= 'F')
            return static_cast<unsigned>(c - 'A' + 10);
        if (c >= 'a' && c <= 'f')
            return static_cast<unsigned>(c - 'a' + 10);
        return std::nullopt;
    }
    static std::optional<unsigned> byteOf(const std::string& token) {
        if (token.size() != 6 || !token.starts_with("<0x") || token[5] != '>')
            return std::nullopt;
        const auto high = digit(token[3]);
        const auto low = digit(token[4]);
        if (!high || !low)
            return std::nullopt;
        return *high * 16 + *low;
    }
};

class FuseStep : public Decoder {
public:
    Texts apply(Texts tokens) const override {
        std::string all;
        for (const std::string& token : tokens)
            all += token;
        return {std::move(all)};
    }
};

/// Takes up to `start` characters from the front of every text and `stop` from its end, where they are `content`.
class StripStep : public Decoder {
public:
    StripStep(std::string content, std::int64_t start, std::int64_t stop) : m_content(std::move(content)), m_start(start), m_stop(stop) {}

    Texts apply(Texts tokens) const override {
        for (std::string& token : tokens) {
            std::string_view rest = token;
            for (std::int64_t i = 0; i < m_start && rest.starts_with(m_content); ++i)
                rest.remove_prefix(m_content.size());
            for (std::int64_t i = 0; i < m_stop && rest.ends_with(m_content); ++i)
                rest.remove_suffix(m_content.size());
            token = std::string(rest);
        }
        return tokens;
    }

private:
    std::string m_content;
    std::int64_t m_start;
    std::int64_t m_stop;
};

class MetaspaceStep : public Decoder {
public:
    explicit MetaspaceStep(Metaspace settings) : m_settings(std::move(settings)) {}

    Texts apply(Texts tokens) const override {
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            const std::string_view space = t == 0 && m_settings.prepend != Metaspace::Prepend::Never ? "" : " ";
            std::string changed;
            const std::string& token = tokens[t];
            for (std::size_t i = 0; i < token.size();) {
                const std::size_t begin = i;
                unicode::next(token, i);
                const std::string_view character = std::string_view(token).substr(begin, i - begin);
                changed.append(character == m_settings.replacement ? space : character);
            }
            tokens[t] = std::move(changed);
        }
        return tokens;
    }

private:
    Metaspace m_settings;
};

class SequenceStep : public Decoder {
public:
    explicit SequenceStep(std::vector<std::unique_ptr<Decoder>> steps) : m_steps(std::move(steps)) {}

    Texts apply(Texts tokens) const override {
        for (const auto& step : m_steps)
            tokens = step->apply(std::move(tokens));
        return tokens;
    }

private:
    std::vector<std::unique_ptr<Decoder>> m_steps;
};

using Made = Result<std::unique_ptr<Decoder>>;

Made makeReplace(const JsonFields& fields) {
    POSTERN_ASSIGN(const Json* const pattern, fields.object("pattern"));
    POSTERN_ASSIGN(const JsonFields patternFields, JsonFields::of(*pattern, fields.component() + ".pattern", fields.subject()));
    const bool isRegex = patternFields.find("Regex") != nullptr;
    POSTERN_ASSIGN(const std::string source, patternFields.text(isRegex ? "Regex" : "String"));
    POSTERN_ASSIGN(std::string content, fields.text("content"));
    if (source.empty() || content.size() > kMaxContentBytes)
        return fields.malformed("an empty pattern, or a content longer than " + std::to_string(kMaxContentBytes) + " bytes");
    POSTERN_ASSIGN(Regex regex, isRegex ? Regex::compile(source, fields.subject()) : Regex::literal(source, fields.subject()));
    return std::make_unique<ReplaceStep>(std::move(regex), std::move(content));
}

Made makeStrip(const JsonFields& fields) {
    POSTERN_ASSIGN(std::string content, fields.text("content"));
    std::size_t length = 0;
    if (!content.empty())
        unicode::next(content, length);
    if (length == 0 || length != content.size())
        return fields.malformed("\"content\" is not one character");
    POSTERN_ASSIGN(const std::int64_t start, fields.integer("start"));
    POSTERN_ASSIGN(const std::int64_t stop, fields.integer("stop"));
    return std::make_unique<StripStep>(std::move(content), start, stop);
}

Made make(const Json& value, const std::string& subject, int nesting) {
    POSTERN_ASSIGN(const JsonFields outer, JsonFields::of(value, "decoder", subject));
    POSTERN_ASSIGN(const std::string type, outer.text("type"));
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(value, "decoder " + printable(type, 80), subject));
    if (type == "ByteLevel")
        return std::make_unique<ByteLevelStep>();
    if (type == "Replace")
        return makeReplace(fields);
    if (type == "ByteFallback")
        return std::make_unique<ByteFallbackStep>();
    if (type == "Fuse")
        return std::make_unique<FuseStep>();
    if (type == "Strip")
        return makeStrip(fields);
    if (type == "Metaspace") {
        POSTERN_ASSIGN(Metaspace settings, parseMetaspace(fields));
        return std::make_unique<MetaspaceStep>(std::move(settings));
    }
    if (type == "Sequence") {
        POSTERN_ASSIGN(const Json* const list, fields.array("decoders"));
        if (nesting >= kMaxNesting || list->size() > kMaxSteps)
            return fields.malformed("sequences too deep or too long");
        std::vector<std::unique_ptr<Decoder>> steps;
        for (const Json& item : *list) {
            POSTERN_ASSIGN(auto step, make(item, subject, nesting + 1));
            steps.push_back(std::move(step));
        }
        return std::make_unique<SequenceStep>(std::move(steps));
    }
    return fields.unsupported("this kind is not known");
}

} // namespace

Result<std::unique_ptr<Decoder>> parseDecoder(const Json& value, const std::string& subject) {
    if (value.is_null())
        return std::unique_ptr<Decoder>();
    return make(value, subject, 0);
}

} // namespace postern
