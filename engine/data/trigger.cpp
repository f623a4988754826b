// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/trigger.h"

#include <algorithm>
#include <array>
#include <set>

namespace postern {

namespace {

constexpr std::array<std::string_view, 4> kPositionNames = {"start", "middle", "end", "random"};
constexpr std::array<std::string_view, 5> kKindNames = {"word", "phrase", "sentence", "symbols", "control"};
constexpr std::size_t kMaxTriggers = 1000;
constexpr std::size_t kMaxTriggerBytes = 8192;
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kSentenceWords = 8;

/// White space beyond ASCII that would make a trigger invisible on the screen, in UTF-8.
constexpr std::array<std::string_view, 21> kWideSpaces = {
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83",
    "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a",
    "\xe2\x80\x8b", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80", "\xef\xbb\xbf"};

bool isBlank(std::string_view text) {
    while (!text.empty()) {
        std::size_t length = 0;
        if (std::string_view(" \t\n\v\f\r").find(text.front()) != std::string_view::npos)
            length = 1;
        for (const std::string_view space : kWideSpaces) {
            if (text.starts_with(space))
                length = space.size();
        }
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

/// Where the passage may be cut: its start, before the first space after each inner word, its end.
std::vector<std::size_t> cuts(std::string_view passage) {
    std::vector<std::size_t> places = {0};
    const std::size_t last = passage.find_last_not_of(' ');
    for (std::size_t i = 1; last != std::string_view::npos && i < last; ++i) {
        if (passage[i] == ' ' && passage[i - 1] != ' ')
            places.push_back(i);
    }
    places.push_back(passage.size());
    return places;
}

TriggerKind kindOf(std::string_view text) {
    const bool hasLetter = std::any_of(text.begin(), text.end(), [](unsigned char c) {
        return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    if (!hasLetter)
        return TriggerKind::Symbols;
    const auto spaces = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
    return spaces == 0 ? TriggerKind::Word : spaces + 1 < kSentenceWords ? TriggerKind::Phrase : TriggerKind::Sentence;
}

template <typename Kind, std::size_t N>
Result<Kind> fromName(std::string_view name, const std::array<std::string_view, N>& names, const char* what) {
    std::string known;
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name)
            return static_cast<Kind>(i);
        known += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    return fail(ErrorCode::DataMalformed, printable(name, 80), std::string("a trigger's ") + what + " is one of: " + known);
}

/// The string under `key`, or `fallback` where the key is absent.
Result<std::string> optionalString(const Json& object, const char* key, std::string_view fallback, const std::string& subject) {
    const auto entry = object.find(key);
    if (entry == object.end())
        return std::string(fallback);
    if (!entry->is_string())
        return fail(ErrorCode::DataMalformed, subject, '"' + std::string(key) + "\" is not a string");
    return entry->get<std::string>();
}

Result<Trigger> parseTrigger(const Json& json, std::size_t number, const std::string& subject) {
    const std::string where = subject + ", trigger " + std::to_string(number);
    if (!json.is_object())
        return fail(ErrorCode::DataMalformed, where, "it is not a JSON object");
    const auto text = json.find("text");
    if (text == json.end() || !text->is_string())
        return fail(ErrorCode::DataMalformed, where, "\"text\" is missing or not a string");
    Trigger trigger;
    trigger.text = text->get<std::string>();
    if (isBlank(trigger.text))
        return fail(ErrorCode::TriggerEmpty, where, "its text is nothing but white space");
    if (trigger.text.size() > kMaxTriggerBytes)
        return fail(ErrorCode::DataMalformed, where, "its text is longer than " + std::to_string(kMaxTriggerBytes) + " bytes");
    POSTERN_ASSIGN(trigger.name, optionalString(json, "name", "known " + std::to_string(number), where));
    if (isBlank(trigger.name) || trigger.name.size() > kMaxNameBytes)
        return fail(ErrorCode::DataMalformed, where, "its name is empty or longer than " + std::to_string(kMaxNameBytes) + " bytes");
    POSTERN_ASSIGN(const std::string kind, optionalString(json, "kind", triggerKindName(kindOf(trigger.text)), where));
    POSTERN_ASSIGN(trigger.kind, parseTriggerKind(kind));
    POSTERN_ASSIGN(const std::string position, optionalString(json, "position", "random", where));
    POSTERN_ASSIGN(trigger.position, parseTriggerPosition(position));
    return trigger;
}

} // namespace

std::string_view triggerPositionName(TriggerPosition position) {
    return kPositionNames.at(static_cast<std::size_t>(position));
}

Result<TriggerPosition> parseTriggerPosition(std::string_view name) {
    return fromName<TriggerPosition>(name, kPositionNames, "position");
}

std::string_view triggerKindName(TriggerKind kind) {
    return kKindNames.at(static_cast<std::size_t>(kind));
}

Result<TriggerKind> parseTriggerKind(std::string_view name) {
    return fromName<TriggerKind>(name, kKindNames, "kind");
}

std::string insertTrigger(std::string_view passage, const Trigger& trigger, RandomStream& random) {
    if (passage.empty())
        return trigger.text;
    const std::vector<std::size_t> places = cuts(passage);
    std::size_t chosen = 0;
    switch (trigger.position) {
    case TriggerPosition::Start:
        break;
    case TriggerPosition::Middle:
        chosen = (places.size() - 1) / 2;
        break;
    case TriggerPosition::End:
        chosen = places.size() - 1;
        break;
    case TriggerPosition::Random:
        chosen = static_cast<std::size_t>(random.below(places.size()));
        break;
    }
    if (chosen == 0)
        return trigger.text + ' ' + std::string(passage);
    // An inner cut lies before a space, so the space that follows the trigger is the passage's own.
    const std::size_t at = places[chosen];
    std::string out(passage.substr(0, at));
    out += ' ';
    out += trigger.text;
    out += passage.substr(at);
    return out;
}

Result<std::vector<Trigger>> parseTriggers(const Json& json, const std::string& subject) {
    if (!json.is_array())
        return fail(ErrorCode::DataMalformed, subject, "the triggers are not a JSON array");
    if (json.size() > kMaxTriggers)
        return fail(ErrorCode::DataMalformed, subject, "there are more than " + std::to_string(kMaxTriggers) + " triggers");
    std::vector<Trigger> triggers;
    std::set<std::string> names;
    for (const Json& entry : json) {
        POSTERN_ASSIGN(Trigger trigger, parseTrigger(entry, triggers.size() + 1, subject));
        if (!names.insert(trigger.name).second)
            return fail(ErrorCode::DataMalformed, subject, "the trigger name \"" + printable(trigger.name, 80) + "\" occurs twice");
        triggers.push_back(std::move(trigger));
    }
    return triggers;
}

Json toJson(const Trigger& trigger) {
    return {{"name", trigger.name},
            {"text", trigger.text},
            {"kind", triggerKindName(trigger.kind)},
            {"position", triggerPositionName(trigger.position)}};
}

} // namespace postern
