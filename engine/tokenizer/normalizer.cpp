// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/normalizer.h"

#include <optional>

#include "engine/tokenizer/bert_normalizer.h"
#include "engine/tokenizer/growth_limit.h"
#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/normal_form.h"
#include "engine/tokenizer/normalizer_steps.h"
#include "engine/tokenizer/precompiled.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;

class FormStep : public Normalizer {
public:
    explicit FormStep(NormalForm form) : m_form(form) {}
    Result<AlignedText> apply(AlignedText text) const override { return normalized(std::move(text), m_form); }

private:
    NormalForm m_form;
};

class SequenceStep : public Normalizer {
public:
    explicit SequenceStep(std::vector<std::unique_ptr<Normalizer>> steps) : m_steps(std::move(steps)) {}

    Result<AlignedText> apply(AlignedText text) const override {
        const std::size_t longest = maxGrownBytes(text.text().size());
        for (const auto& step : m_steps) {
            POSTERN_ASSIGN(text, step->apply(std::move(text)));
            if (text.text().size() > longest)
                return grewTooLong("normalizer");
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

Made make(const Json& value, const std::string& subject, int nesting) {
    POSTERN_ASSIGN(const JsonFields outer, JsonFields::of(value, "normalizer", subject));
    POSTERN_ASSIGN(const std::string type, outer.text("type"));
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(value, "normalizer " + printable(type, 80), subject));
    if (const auto form = formFromName(type))
        return std::make_unique<FormStep>(*form);
    if (type == "Prepend")
        return makePrepend(fields);
    if (type == "Replace")
        return makeReplace(fields);
    if (type == "Lowercase")
        return makeLowercase();
    if (type == "Strip")
        return makeStrip(fields);
    if (type == "StripAccents")
        return makeStripAccents();
    if (type == "Nmt")
        return makeNmt();
    if (type == "ByteLevel")
        return makeByteLevelNormalizer();
    if (type == "BertNormalizer")
        return makeBertNormalizer(fields);
    if (type == "Precompiled")
        return makePrecompiled(fields);
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
