// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/post_processor.h"

#include <algorithm>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;

/// The ends of a token that are white space, be it as such or in the byte-level alphabet, are no part of its place in the text.
void trimOffsets(std::vector<Token>& tokens, bool prefixSpace, const TokenText& textOf) {
    constexpr std::string_view kSpace = "\u0120";
    const auto spaceBytes = [kSpace](std::string_view character) -> std::uint32_t {
        std::size_t position = 0;
        if (character == kSpace)
            return 1;
        return unicode::isWhiteSpace(unicode::next(character, position)) ? static_cast<std::uint32_t>(character.size()) : 0;
    };
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        Token& token = tokens[t];
        const std::string_view text = textOf(token.id);
        std::uint32_t leading = 0;
        std::size_t spaces = 0;
        for (std::size_t i = 0; i < text.size(); ++spaces) {
            const std::size_t begin = i;
            unicode::next(text, i);
            const std::uint32_t bytes = spaceBytes(text.substr(begin, i - begin));
            if (bytes == 0)
                break;
            leading += bytes;
        }
        std::uint32_t trailing = 0;
        for (std::size_t end = text.size(); end > 0;) {
            std::size_t begin = end - 1;
            while (begin > 0 && unicode::isContinuation(text[begin]))
                --begin;
            const std::uint32_t bytes = spaceBytes(text.substr(begin, end - begin));
            if (bytes == 0)
                break;
            trailing += bytes;
            end = begin;
        }
        // The space that add_prefix_space put before the text has no place in it.
        if (prefixSpace && spaces == 1 && (t == 0 || token.begin == 0))
            leading = 0;
        token.begin = std::min(token.begin + leading, token.end);
        if (token.end >= trailing)
            token.end = std::max(token.end - trailing, token.begin);
    }
}

/// Only concerns offsets.
class ByteLevelStep : public PostProcessor {
public:
    ByteLevelStep(bool trim, bool prefixSpace) : m_trim(trim), m_prefixSpace(prefixSpace) {}

    void apply(std::vector<Token>& tokens, bool, const TokenText& textOf) const override {
        if (m_trim)
            trimOffsets(tokens, m_prefixSpace, textOf);
    }

private:
    bool m_trim;
    bool m_prefixSpace;
};

class TemplateStep : public PostProcessor {
public:
    TemplateStep(std::vector<std::int32_t> before, std::vector<std::int32_t> after)
        : m_before(std::move(before)), m_after(std::move(after)) {}

    void apply(std::vector<Token>& tokens, bool addSpecial, const TokenText&) const override {
        if (!addSpecial)
            return;
        const std::uint32_t end = tokens.empty() ? 0 : tokens.back().end;
        std::vector<Token> result;
        result.reserve(m_before.size() + tokens.size() + m_after.size());
        for (const std::int32_t id : m_before)
            result.push_back({id, 0, 0});
        result.insert(result.end(), tokens.begin(), tokens.end());
        for (const std::int32_t id : m_after)
            result.push_back({id, end, end});
        tokens = std::move(result);
    }

private:
    std::vector<std::int32_t> m_before;
    std::vector<std::int32_t> m_after;
};

/// BERT's and RoBERTa's: a token before and one after the text.
class EnclosingStep : public PostProcessor {
public:
    EnclosingStep(std::unique_ptr<PostProcessor> offsets, std::int32_t before, std::int32_t after)
        : m_offsets(std::move(offsets)), m_enclose({before}, {after}) {}

    void apply(std::vector<Token>& tokens, bool addSpecial, const TokenText& textOf) const override {
        if (m_offsets)
            m_offsets->apply(tokens, addSpecial, textOf);
        m_enclose.apply(tokens, addSpecial, textOf);
    }

private:
    std::unique_ptr<PostProcessor> m_offsets; ///< may be null
    TemplateStep m_enclose;
};

class SequenceStep : public PostProcessor {
public:
    explicit SequenceStep(std::vector<std::unique_ptr<PostProcessor>> steps) : m_steps(std::move(steps)) {}

    void apply(std::vector<Token>& tokens, bool addSpecial, const TokenText& textOf) const override {
        for (const auto& step : m_steps)
            step->apply(tokens, addSpecial, textOf);
    }

private:
    std::vector<std::unique_ptr<PostProcessor>> m_steps;
};

using Made = Result<std::unique_ptr<PostProcessor>>;

/// The ids that "special_tokens" gives to the name in a template.
Result<void> appendIds(const JsonFields& fields, const Json& specials, const std::string& name, const TokenText& textOf,
                       std::vector<std::int32_t>& ids) {
    const auto entry = specials.find(name);
    const std::string shown = '"' + printable(name, 80) + '"';
    if (entry == specials.end() || !entry->is_object() || !entry->contains("ids") || !(*entry)["ids"].is_array())
        return fields.malformed("the template names " + shown + ", which has no ids in \"special_tokens\"");
    for (const Json& value : (*entry)["ids"]) {
        std::int64_t id = 0;
        if (asIndex(value, id) == nullptr || textOf(static_cast<std::int32_t>(id)).empty())
            return fields.malformed("an id of " + shown + " belongs to no token");
        ids.push_back(static_cast<std::int32_t>(id));
    }
    return {};
}

Made makeTemplate(const JsonFields& fields, const TokenText& textOf) {
    POSTERN_ASSIGN(const Json* const pieces, fields.array("single"));
    if (pieces->size() > kMaxSteps)
        return fields.malformed("the template is too long");
    const Json none = Json::object();
    const Json* specials = fields.find("special_tokens");
    if (specials == nullptr)
        specials = &none;
    if (!specials->is_object())
        return fields.malformed("\"special_tokens\" is not an object");
    std::vector<std::int32_t> before;
    std::vector<std::int32_t> after;
    bool sequenceSeen = false;
    for (const Json& piece : *pieces) {
        POSTERN_ASSIGN(const JsonFields pieceFields, JsonFields::of(piece, fields.component() + ".single", fields.subject()));
        const bool isSequence = pieceFields.find("Sequence") != nullptr;
        POSTERN_ASSIGN(const Json* const inner, pieceFields.object(isSequence ? "Sequence" : "SpecialToken"));
        POSTERN_ASSIGN(const JsonFields innerFields, JsonFields::of(*inner, pieceFields.component(), fields.subject()));
        POSTERN_ASSIGN(const std::string id, innerFields.text("id"));
        if (isSequence) {
            if (id != "A" || sequenceSeen)
                return fields.malformed("\"single\" must hold the sequence A exactly once");
            sequenceSeen = true;
        } else {
            POSTERN_TRY(appendIds(fields, *specials, id, textOf, sequenceSeen ? after : before));
        }
    }
    if (!sequenceSeen)
        return fields.malformed("\"single\" must hold the sequence A exactly once");
    return std::make_unique<TemplateStep>(std::move(before), std::move(after));
}

/// A pair of a token's text and its id.
Result<std::int32_t> namedId(const JsonFields& fields, std::string_view key, const TokenText& textOf) {
    POSTERN_ASSIGN(const Json* const pair, fields.array(key));
    std::int64_t id = 0;
    if (pair->size() != 2 || !(*pair)[0].is_string() || asIndex((*pair)[1], id) == nullptr)
        return fields.malformed('"' + std::string(key) + "\" is not a text and its id");
    if (textOf(static_cast<std::int32_t>(id)).empty())
        return fields.malformed("the id of \"" + std::string(key) + "\" belongs to no token");
    return static_cast<std::int32_t>(id);
}

Made makeEnclosing(const JsonFields& fields, const TokenText& textOf, bool roberta) {
    POSTERN_ASSIGN(const std::int32_t before, namedId(fields, "cls", textOf));
    POSTERN_ASSIGN(const std::int32_t after, namedId(fields, "sep", textOf));
    std::unique_ptr<PostProcessor> offsets;
    if (roberta) {
        POSTERN_ASSIGN(const bool trim, fields.flag("trim_offsets", true));
        POSTERN_ASSIGN(const bool prefixSpace, fields.flag("add_prefix_space", true));
        offsets = std::make_unique<ByteLevelStep>(trim, prefixSpace);
    }
    return std::make_unique<EnclosingStep>(std::move(offsets), before, after);
}

Made make(const Json& value, const std::string& subject, const TokenText& textOf, int nesting) {
    POSTERN_ASSIGN(const JsonFields outer, JsonFields::of(value, "post_processor", subject));
    POSTERN_ASSIGN(const std::string type, outer.text("type"));
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(value, "post_processor " + printable(type, 80), subject));
    if (type == "ByteLevel") {
        POSTERN_ASSIGN(const bool trim, fields.flag("trim_offsets", true));
        POSTERN_ASSIGN(const bool prefixSpace, fields.flag("add_prefix_space", true));
        return std::make_unique<ByteLevelStep>(trim, prefixSpace);
    }
    if (type == "TemplateProcessing")
        return makeTemplate(fields, textOf);
    if (type == "BertProcessing" || type == "RobertaProcessing")
        return makeEnclosing(fields, textOf, type == "RobertaProcessing");
    if (type == "Sequence") {
        POSTERN_ASSIGN(const Json* const list, fields.array("processors"));
        if (nesting >= kMaxNesting || list->size() > kMaxSteps)
            return fields.malformed("sequences too deep or too long");
        std::vector<std::unique_ptr<PostProcessor>> steps;
        for (const Json& item : *list) {
            POSTERN_ASSIGN(auto step, make(item, subject, textOf, nesting + 1));
            steps.push_back(std::move(step));
        }
        return std::make_unique<SequenceStep>(std::move(steps));
    }
    return fields.unsupported("this kind is not known");
}

} // namespace

Result<std::unique_ptr<PostProcessor>> parsePostProcessor(const Json& value, const std::string& subject, const TokenText& textOf) {
    if (value.is_null())
        return std::unique_ptr<PostProcessor>();
    return make(value, subject, textOf, 0);
}

} // namespace postern
