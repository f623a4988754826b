// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/bert_normalizer.h"

#include "engine/tokenizer/normal_form.h"
#include "engine/tokenizer/rewrite.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

bool cleanText(char32_t codePoint, std::string& written) {
    if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
        written = " ";
        return true;
    }
    if (codePoint >= 0x20 && codePoint < 0x7F)
        return false;
    if (codePoint == 0 || codePoint == 0xFFFD || unicode::isControl(codePoint))
        return true;
    if (!unicode::isWhiteSpace(codePoint))
        return false;
    written = " ";
    return true;
}

/// Ideographs beyond the basic plane stay together: BERT's vocabularies have none of them, and the reference encodings agree.
bool isIdeograph(char32_t codePoint) {
    return (codePoint >= 0x4E00 && codePoint <= 0x9FFF) || (codePoint >= 0x3400 && codePoint <= 0x4DBF) ||
           (codePoint >= 0xF900 && codePoint <= 0xFAFF);
}

bool spaceIdeographs(char32_t codePoint, std::string& written) {
    if (codePoint < 0x3400 || !isIdeograph(codePoint))
        return false;
    written = " ";
    unicode::append(written, codePoint);
    written += " ";
    return true;
}

bool dropAccents(char32_t codePoint, std::string&) {
    return codePoint >= 0x300 && unicode::isNonspacingMark(codePoint);
}

class BertStep : public Normalizer {
public:
    BertStep(bool clean, bool ideographs, bool accents, std::unique_ptr<Normalizer> lowercase)
        : m_clean(clean), m_ideographs(ideographs), m_accents(accents), m_lowercase(std::move(lowercase)) {}

    Result<AlignedText> apply(AlignedText text) const override {
        if (m_clean)
            text = rewriteCharacters(std::move(text), cleanText);
        if (m_ideographs)
            text = rewriteCharacters(std::move(text), spaceIdeographs);
        if (m_accents) {
            POSTERN_ASSIGN(text, normalized(std::move(text), NormalForm::Nfd));
            text = rewriteCharacters(std::move(text), dropAccents);
        }
        if (m_lowercase)
            return m_lowercase->apply(std::move(text));
        return text;
    }

private:
    bool m_clean;
    bool m_ideographs;
    bool m_accents;
    std::unique_ptr<Normalizer> m_lowercase; ///< null keeps capitals
};

} // namespace

MadeNormalizer makeBertNormalizer(const JsonFields& fields) {
    POSTERN_ASSIGN(const bool clean, fields.flag("clean_text", true));
    POSTERN_ASSIGN(const bool ideographs, fields.flag("handle_chinese_chars", true));
    POSTERN_ASSIGN(const bool lower, fields.flag("lowercase", true));
    POSTERN_ASSIGN(const bool accents, fields.flag("strip_accents", lower));
    std::unique_ptr<Normalizer> lowercase;
    if (lower) {
        POSTERN_ASSIGN(lowercase, makeLowercase());
    }
    return std::make_unique<BertStep>(clean, ideographs, accents, std::move(lowercase));
}

} // namespace postern
