// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/post_processor.h"

#include <algorithm>

#include "engine/tokenizer/json_fields.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;

/// Only concerns offsets: with trim_offsets the spaces at the ends of a token are no part of it.
class ByteLevelStep : public PostProcessor {
public:
    ByteLevelStep(bool trim, bool prefixSpace) : m_trim(trim), m_prefixSpace(prefixSpace) {}

    void apply(std::vector<Token>& tokens, bool, const TokenText& textOf) const override {
        if (!m_trim)
            return;
        constexpr std::string_view kSpace = "\u0120";
        bool first = true;
        for (Token& token : tokens) {
            std::string_view text = textOf(token.id);
            std::uint32_t leading = 0;
            std::uint32_t trailing = 0;
            for (; text.starts_with(kSpace); text.remove_prefix(kSpace.size()))
                ++leading;
            for (; text.ends_with(kSpace); text.remove_suffix(kSpace.size()))
                ++trailing;
            // The space that add_prefix_space put before the text has no place in it.
            if (leading > 0 && first && m_prefixSpace && token.begin == 0)
                --leading;
            first = false;
            token.begin = std::min(token.begin + leading, token.end);
            if (token.end >= trailing)
                token.end = std::max(token.end - trailing, token.begin);
        }
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
