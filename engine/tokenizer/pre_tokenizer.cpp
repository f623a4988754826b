// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/pre_tokenizer.h"

#include "engine/tokenizer/growth_limit.h"
#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/pre_tokenizer_steps.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;

class SequenceStep : public PreTokenizer {
public:
    explicit SequenceStep(std::vector<std::unique_ptr<PreTokenizer>> steps) : m_steps(std::move(steps)) {}

    Result<void> apply(PreTokenized& text) const override {
        const std::size_t longest = maxGrownBytes(text.text.text().size());
        for (const auto& step : m_steps) {
            POSTERN_TRY(step->apply(text));
            if (text.text.text().size() > longest)
                return grewTooLong("pre-tokenizer");
        }
        return {};
    }

private:
    std::vector<std::unique_ptr<PreTokenizer>> m_steps;
};

using Made = Result<std::unique_ptr<PreTokenizer>>;

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
    if (type == "Metaspace")
        return makeMetaspace(fields);
    if (type == "Digits")
        return makeDigits(fields);
    if (type == "Punctuation")
        return makePunctuation(fields);
    if (type == "CharDelimiterSplit" || type == "Delimiter")
        return makeCharDelimiterSplit(fields);
    if (type == "FixedLength")
        return makeFixedLength(fields);
    if (type == "Whitespace")
        return makeWhitespace();
    if (type == "WhitespaceSplit")
        return makeWhitespaceSplit();
    if (type == "BertPreTokenizer")
        return makeBertPreTokenizer();
    if (type == "UnicodeScripts")
        return makeUnicodeScripts();
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

} // namespace postern
