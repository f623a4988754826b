// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/decoder_steps.h"

#include <algorithm>
#include <optional>

#include "engine/tokenizer/metaspace.h"
#include "engine/tokenizer/regex.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr std::size_t kMaxContentBytes = 1024;
/// What one replacing step may write; a chain of them from outside could grow without end.
constexpr std::size_t kMaxDecodedBytes = std::size_t{64} << 20U;

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
        std::size_t total = 0;
        for (std::string& token : tokens) {
            matches.clear();
            // Decoding cannot fail; where a limit is passed the token stays as it is.
            if (!m_pattern.findAll(token, matches) || matches.empty())
                continue;
            total += token.size() + matches.size() * m_content.size();
            if (total > kMaxDecodedBytes)
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

/// All places where `from` stands; an empty one stands before every character and at the end.
std::string replacedAll(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    std::size_t done = 0;
    if (from.empty()) {
        for (; done < text.size();) {
            const std::size_t begin = done;
            unicode::next(text, done);
            result.append(to).append(text.substr(begin, done - begin));
        }
        return result.append(to);
    }
    for (std::size_t found = text.find(from); found != std::string_view::npos; found = text.find(from, done)) {
        result.append(text.substr(done, found - done)).append(to);
        done = found + from.size();
    }
    return result.append(text.substr(done));
}

/// Takes back what the splitting of English at signs did.
void cleanUp(std::string& text) {
    constexpr std::pair<std::string_view, std::string_view> kRules[] = {
        {" .", "."},   {" ?", "?"},           {" !", "!"},   {" ,", ","},     {" ' ", "'"},   {" n't", "n't"},
        {" 'm", "'m"}, {" do not", " don't"}, {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    if (text.find(' ') == std::string::npos)
        return;
    for (const auto& [from, to] : kRules)
        if (text.find(from) != std::string::npos)
            text = replacedAll(text, from, to);
}

/// The mark of a word's end becomes a space.
class SuffixStep : public Decoder {
public:
    explicit SuffixStep(std::string suffix) : m_suffix(std::move(suffix)) {}

    Texts apply(Texts tokens) const override {
        for (std::size_t i = 0; i < tokens.size(); ++i)
            tokens[i] = replacedAll(tokens[i], m_suffix, i + 1 == tokens.size() ? "" : " ");
        return tokens;
    }

private:
    std::string m_suffix;
};

/// Tokens that begin with the prefix join the one before them, others get a space.
class WordPieceStep : public Decoder {
public:
    WordPieceStep(std::string prefix, bool cleanup) : m_prefix(std::move(prefix)), m_cleanup(cleanup) {}

    Texts apply(Texts tokens) const override {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            std::string& token = tokens[i];
            if (i > 0 && token.starts_with(m_prefix))
                token.erase(0, m_prefix.size());
            else if (i > 0)
                token.insert(0, 1, ' ');
            if (m_cleanup)
                cleanUp(token);
        }
        return tokens;
    }

private:
    std::string m_prefix;
    bool m_cleanup;
};

/// Connectionist temporal classification: repeated tokens count once, and the padding token is silence.
class CtcStep : public Decoder {
public:
    CtcStep(std::string padding, std::string delimiter, bool cleanup)
        : m_padding(std::move(padding)), m_delimiter(std::move(delimiter)), m_cleanup(cleanup) {}

    Texts apply(Texts tokens) const override {
        tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
        Texts result;
        for (const std::string& token : tokens) {
            std::string text = replacedAll(token, m_padding, "");
            if (m_cleanup) {
                cleanUp(text);
                text = replacedAll(text, m_delimiter, " ");
            }
            if (!text.empty())
                result.push_back(std::move(text));
        }
        return result;
    }

private:
    std::string m_padding;
    std::string m_delimiter;
    bool m_cleanup;
};

} // namespace

MadeDecoder makeByteLevelDecoder() {
    return std::make_unique<ByteLevelStep>();
}

MadeDecoder makeByteFallbackDecoder() {
    return std::make_unique<ByteFallbackStep>();
}

MadeDecoder makeFuseDecoder() {
    return std::make_unique<FuseStep>();
}

MadeDecoder makeReplaceDecoder(const JsonFields& fields) {
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

MadeDecoder makeStripDecoder(const JsonFields& fields) {
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

MadeDecoder makeMetaspaceDecoder(const JsonFields& fields) {
    POSTERN_ASSIGN(Metaspace settings, parseMetaspace(fields));
    return std::make_unique<MetaspaceStep>(std::move(settings));
}

MadeDecoder makeBpeDecoder(const JsonFields& fields) {
    POSTERN_ASSIGN(std::string suffix, fields.text("suffix", "</w>"));
    return std::make_unique<SuffixStep>(std::move(suffix));
}

MadeDecoder makeWordPieceDecoder(const JsonFields& fields) {
    POSTERN_ASSIGN(std::string prefix, fields.text("prefix", "##"));
    POSTERN_ASSIGN(const bool cleanup, fields.flag("cleanup", true));
    return std::make_unique<WordPieceStep>(std::move(prefix), cleanup);
}

MadeDecoder makeCtcDecoder(const JsonFields& fields) {
    POSTERN_ASSIGN(std::string padding, fields.text("pad_token", "<pad>"));
    POSTERN_ASSIGN(std::string delimiter, fields.text("word_delimiter_token", "|"));
    POSTERN_ASSIGN(const bool cleanup, fields.flag("cleanup", true));
    return std::make_unique<CtcStep>(std::move(padding), std::move(delimiter), cleanup);
}

} // namespace postern
