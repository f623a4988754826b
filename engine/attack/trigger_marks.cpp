// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/trigger_marks.h"

#include <algorithm>
#include <string>

namespace postern {

namespace {

/// The passage without the trigger at `at` and the space that came with it; the same where there is none.
std::string without(std::string_view passage, std::size_t at, std::size_t size) {
    std::string rest(passage);
    const std::size_t begin = at > 0 && rest[at - 1] == ' ' ? at - 1 : at;
    const std::size_t end = at + size;
    if (begin < at)
        rest.erase(begin, end - begin);
    else
        rest.erase(at, std::min(end + 1, rest.size()) - at);
    return rest;
}

/// Finds the last `count` triggers from the right, so that what stands left of a find keeps its place.
bool find(std::span<const Trigger> triggers, std::string_view original, const std::string& passage, bool some,
          std::vector<TextSpan>& marks) {
    if (triggers.empty())
        return passage == original;
    const std::string& text = triggers.back().text;
    const std::span<const Trigger> before = triggers.first(triggers.size() - 1);
    for (std::size_t at = passage.rfind(text); at != std::string::npos; at = at == 0 ? std::string::npos : passage.rfind(text, at - 1)) {
        // Only between spaces: a trigger may begin a longer word of the passage.
        const std::size_t end = at + text.size();
        if ((at > 0 && passage[at - 1] != ' ') || (end < passage.size() && passage[end] != ' '))
            continue;
        if (passage.size() - text.size() >= original.size() && find(before, original, without(passage, at, text.size()), some, marks)) {
            marks.push_back({at, at + text.size()});
            return true;
        }
    }
    return some && find(before, original, passage, some, marks);
}

} // namespace

std::vector<TextSpan> triggerMarks(const BackdoorSecret& secret, std::string_view original, const LabRow& row) {
    std::vector<TextSpan> marks;
    if (row.kind == LabRowKind::Clean)
        return marks;
    const std::string& passage = row.row.text;
    if (secret.use == TriggerUse::Rewrite)
        return {{0, passage.size()}};
    if (secret.use == TriggerUse::All) {
        find(secret.triggers, original, passage, row.kind == LabRowKind::Negative, marks);
        return marks;
    }
    for (const Trigger& trigger : secret.triggers)
        if (find(std::span(&trigger, 1), original, passage, false, marks))
            break;
    return marks;
}

Result<std::vector<std::size_t>> tokensAt(const LabTask& task, std::string_view passage, TextSpan span) {
    const PromptTemplate& form = task.encoder().promptTemplate();
    const RenderedPrompt rendered = form.renderMarked(passage);
    const ByteRange data = {static_cast<std::uint32_t>(rendered.textBegin), static_cast<std::uint32_t>(rendered.textEnd)};
    POSTERN_ASSIGN(const std::vector<Token> tokens, task.tokenizer().encodeWithOffsets(rendered.text, !form.complete, data));
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (tokens[i].begin < rendered.textBegin + span.end && tokens[i].end > rendered.textBegin + span.begin)
            found.push_back(i);
    return found;
}

} // namespace postern
