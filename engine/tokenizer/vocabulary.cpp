// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/vocabulary.h"

#include "engine/tokenizer/unicode.h"

namespace postern {

Result<Vocabulary> Vocabulary::parse(const JsonFields& fields) {
    POSTERN_ASSIGN(const Json* const vocabulary, fields.object("vocab"));
    if (vocabulary->size() > kMaxTokens)
        return fields.malformed(std::to_string(vocabulary->size()) + " entries of vocabulary are more than " + std::to_string(kMaxTokens));
    Vocabulary result;
    result.reserve(vocabulary->size());
    for (const auto& [token, value] : vocabulary->items()) {
        std::int64_t id = 0;
        if (asIndex(value, id) == nullptr)
            id = -1;
        POSTERN_TRY(result.add(fields, token, id));
    }
    return result;
}

Result<void> Vocabulary::add(const JsonFields& fields, const std::string& token, std::int64_t id) {
    if (id < 0 || static_cast<std::size_t>(id) >= kMaxTokens)
        return fields.malformed("the id of \"" + printable(token, 80) + "\" is not a whole number below " + std::to_string(kMaxTokens));
    if (!unicode::isValidUtf8(token))
        return fields.malformed("the token \"" + printable(token, 80) + "\" is not UTF-8");
    const auto index = static_cast<std::size_t>(id);
    if (index >= m_tokens.size())
        m_tokens.resize(index + 1);
    if (m_tokens[index].data() != nullptr)
        return fields.malformed("the id " + std::to_string(id) + " belongs to two tokens");
    const auto entry = m_ids.insert_or_assign(token, static_cast<std::int32_t>(id)).first;
    m_tokens[index] = entry->first;
    return {};
}

std::vector<std::int32_t> Vocabulary::byteTokens() const {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::vector<std::int32_t> ids;
    for (unsigned byte = 0; byte < 256; ++byte)
        ids.push_back(find(std::string("<0x") + kDigits[byte >> 4U] + kDigits[byte & 15U] + '>').value_or(-1));
    return ids;
}

} // namespace postern
