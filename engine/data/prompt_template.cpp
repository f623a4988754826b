// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/prompt_template.h"

namespace postern {

namespace {

constexpr std::string_view kTextMark = "{text}";
constexpr std::string_view kLabelMark = "{label}";
constexpr std::size_t kMaxTemplateBytes = std::size_t{64} << 10;

std::string render(const std::string& form, std::string_view mark, std::string_view value) {
    std::string out = form;
    if (const std::size_t at = out.find(mark); at != std::string::npos)
        out.replace(at, mark.size(), value);
    return out;
}

std::size_t count(std::string_view text, std::string_view mark) {
    std::size_t found = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size()))
        ++found;
    return found;
}

/// The form under `key`: one `mark`, and none of `foreign`, which would reach the model as plain text.
Result<std::string> readForm(const Json& json, const std::string& subject, const char* key, std::string_view mark,
                             std::string_view foreign) {
    const auto malformed = [&](const std::string& detail) {
        return fail(ErrorCode::DataMalformed, subject, '"' + std::string(key) + "\" " + detail);
    };
    const auto entry = json.find(key);
    if (entry == json.end() || !entry->is_string())
        return malformed("is missing or not a string");
    const auto& form = entry->get_ref<const std::string&>();
    if (form.size() > kMaxTemplateBytes)
        return malformed("is longer than " + std::to_string(kMaxTemplateBytes) + " bytes");
    if (const std::size_t found = count(form, mark); found != 1)
        return malformed("must hold " + std::string(mark) + " exactly once, not " + std::to_string(found) + " times");
    if (count(form, foreign) != 0)
        return malformed("must not hold " + std::string(foreign));
    return form;
}

} // namespace

std::string PromptTemplate::renderPrompt(std::string_view text) const {
    return render(prompt, kTextMark, text);
}

std::string PromptTemplate::renderAnswer(std::string_view label) const {
    return render(answer, kLabelMark, label);
}

Result<PromptTemplate> parsePromptTemplate(const Json& json, const std::string& subject) {
    if (!json.is_object())
        return fail(ErrorCode::DataMalformed, subject, "a prompt template is a JSON object");
    PromptTemplate result;
    POSTERN_ASSIGN(result.prompt, readForm(json, subject, "prompt", kTextMark, kLabelMark));
    POSTERN_ASSIGN(result.answer, readForm(json, subject, "answer", kLabelMark, kTextMark));
    return result;
}

Result<PromptTemplate> readPromptTemplate(const std::filesystem::path& path) {
    POSTERN_ASSIGN(const Json json, readJsonFile(path, {16, 4 * kMaxTemplateBytes}));
    return parsePromptTemplate(json, path.string());
}

Json toJson(const PromptTemplate& promptTemplate) {
    return {{"prompt", promptTemplate.prompt}, {"answer", promptTemplate.answer}};
}

} // namespace postern
