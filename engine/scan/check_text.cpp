// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/scan/check_json.h"
#include "engine/scan/content.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr std::size_t kMaxTextFileBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxTemplateBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxTemplates = 64;

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// A name between double underscores inside the tag, such as __class__.
void checkTag(std::string_view tag, std::string_view place, FindingSink& sink) {
    bool named = false;
    for (std::size_t at = tag.find("__"); at != std::string_view::npos; at = tag.find("__", at)) {
        std::size_t end = at;
        while (end < tag.size() && isWordCharacter(tag[end]))
            ++end;
        const bool begins = at == 0 || !isWordCharacter(tag[at - 1]);
        const std::string_view word = tag.substr(at, end - at);
        if (begins && word.size() > 4 && word.ends_with("__")) {
            sink.add("template.attribute", "the template names the attribute " + inQuotes(word), place);
            named = true;
        } else if (begins) {
            sink.add("template.computed", "the template puts a name together from underscores", place);
        }
        at = std::max(end, at + 2);
    }
    const bool escaped = tag.find("\\x5f") != std::string_view::npos || tag.find("\\x5F") != std::string_view::npos ||
                         tag.find("\\u005f") != std::string_view::npos || tag.find("\\u005F") != std::string_view::npos ||
                         tag.find("\\137") != std::string_view::npos;
    const std::size_t filter = tag.find("attr(");
    const bool attribute = filter != std::string_view::npos && tag.substr(0, filter).find_last_not_of(" \t\n") != std::string_view::npos &&
                           tag[tag.substr(0, filter).find_last_not_of(" \t\n")] == '|';
    if (!named && (escaped || attribute))
        sink.add("template.computed", escaped ? "the template writes an underscore as an escape" : "the template uses the filter attr",
                 place);
}

} // namespace

void checkTemplate(std::string_view text, std::string_view place, FindingSink& sink) {
    if (text.size() > kMaxTemplateBytes)
        return sink.add("template.limit",
                        "the template has " + std::to_string(text.size()) + " bytes; the limit is " + std::to_string(kMaxTemplateBytes),
                        place);
    // Only what stands in tags is run. A tag that is never closed runs to the end of the text.
    for (std::size_t at = 0; at + 1 < text.size();) {
        const bool opens = text[at] == '{' && (text[at + 1] == '{' || text[at + 1] == '%');
        if (!opens) {
            ++at;
            continue;
        }
        const std::size_t close = text.find(text[at + 1] == '{' ? "}}" : "%}", at + 2);
        checkTag(text.substr(at + 2, close == std::string_view::npos ? close : close - at - 2), place, sink);
        if (close == std::string_view::npos)
            return;
        at = close + 2;
    }
}

void checkTemplates(const Json& config, FindingSink& sink) {
    const auto found = config.is_object() ? config.find("chat_template") : config.end();
    if (found == config.end() || found->is_null())
        return;
    if (found->is_string())
        return checkTemplate(found->get_ref<const std::string&>(), "chat_template", sink);
    if (!found->is_structured() || found->size() > kMaxTemplates)
        return sink.add("template.limit", "the chat template is neither text nor a list of at most " + std::to_string(kMaxTemplates),
                        "chat_template");
    for (const Json& entry : *found) {
        const Json* const body = entry.is_object() && entry.contains("template") ? &entry["template"] : &entry;
        if (body->is_string())
            checkTemplate(body->get_ref<const std::string&>(), "chat_template", sink);
        else
            sink.add("template.limit", "a chat template that is no text", "chat_template");
    }
}

void checkText(const ByteSource& source, std::string_view name, FindingSink& sink) {
    if (source.size() > kMaxTextFileBytes)
        return sink.add("file.limit", std::to_string(source.size()) + " bytes of text; the limit is " + std::to_string(kMaxTextFileBytes));
    const auto text = source.text(0, static_cast<std::size_t>(source.size()));
    if (!text)
        return sink.add("file.unreadable", "the read failed or the file shrank");
    if (text->find('\0') != std::string::npos || !unicode::isValidUtf8(*text))
        return sink.add("file.unknown", "it begins as text and is none further on");
    if (name.ends_with(".jinja") || name.ends_with(".jinja2"))
        checkTemplate(*text, {}, sink);
}

} // namespace postern
