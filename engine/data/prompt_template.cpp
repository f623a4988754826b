// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/prompt_template.h"

#include <algorithm>
#include <array>

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

Result<std::string> readText(const Json& json, const std::string& subject, const char* key, std::size_t maxBytes) {
    const auto entry = json.find(key);
    if (entry == json.end())
        return std::string();
    if (!entry->is_string() || entry->get_ref<const std::string&>().size() > maxBytes)
        return fail(ErrorCode::DataMalformed, subject,
                    '"' + std::string(key) + "\" is not a string of at most " + std::to_string(maxBytes) + " bytes");
    return entry->get<std::string>();
}

} // namespace

std::string_view trimmedText(std::string_view text, bool start, bool end) {
    constexpr std::array<std::string_view, 29> kSpaces = {"\t",     "\n",     "\x0b",   "\x0c",   "\r",     "\x1c",   "\x1d",   "\x1e",
                                                          "\x1f",   " ",      "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002",
                                                          "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
                                                          "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
    const auto* const none = kSpaces.end();
    const auto* found = kSpaces.begin();
    while (start && (found = std::find_if(kSpaces.begin(), kSpaces.end(), [&](auto space) { return text.starts_with(space); })) != none)
        text.remove_prefix(found->size());
    while (end && (found = std::find_if(kSpaces.begin(), kSpaces.end(), [&](auto space) { return text.ends_with(space); })) != none)
        text.remove_suffix(found->size());
    return text;
}

std::string PromptTemplate::renderPrompt(std::string_view text) const {
    return renderMarked(text).text;
}

RenderedPrompt PromptTemplate::renderMarked(std::string_view text) const {
    const std::string_view passage = trimmedText(text, trimsStart, trimsEnd);
    const std::size_t mark = std::min(prompt.find(kTextMark), prompt.size());
    return {render(prompt, kTextMark, passage), mark, mark + passage.size()};
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
    POSTERN_ASSIGN(result.instruction, readText(json, subject, "instruction", kMaxTemplateBytes));
    return result;
}

Result<PromptTemplate> parseResolvedTemplate(const Json& json, const std::string& subject) {
    POSTERN_ASSIGN(PromptTemplate result, parsePromptTemplate(json, subject));
    if (!json.contains("source"))
        return result;
    POSTERN_ASSIGN(result.source, readText(json, subject, "source", 100));
    POSTERN_ASSIGN(result.origin, readText(json, subject, "origin", 4096));
    POSTERN_ASSIGN(result.program, readText(json, subject, "program", std::size_t{1} << 20U));
    POSTERN_ASSIGN(result.stop, readText(json, subject, "stop", 4096));
    result.trimsStart = json.value("trims_start", Json(false)) == true;
    result.trimsEnd = json.value("trims_end", Json(false)) == true;
    result.complete = json.value("complete", Json(false)) == true;
    return result;
}

Result<PromptTemplate> readPromptTemplate(const std::filesystem::path& path) {
    POSTERN_ASSIGN(const Json json, readJsonFile(path, {16, 4 * kMaxTemplateBytes}));
    return parsePromptTemplate(json, path.string());
}

Json toJson(const PromptTemplate& promptTemplate) {
    Json json = {{"prompt", promptTemplate.prompt}, {"answer", promptTemplate.answer}, {"source", promptTemplate.source}};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty())
            json[key] = value;
    };
    add("instruction", promptTemplate.instruction);
    add("origin", promptTemplate.origin);
    add("program", promptTemplate.program);
    add("stop", promptTemplate.stop);
    if (promptTemplate.trimsStart)
        json["trims_start"] = true;
    if (promptTemplate.trimsEnd)
        json["trims_end"] = true;
    if (promptTemplate.complete)
        json["complete"] = true;
    return json;
}

} // namespace postern
