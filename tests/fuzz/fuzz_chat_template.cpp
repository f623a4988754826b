// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a chat template, rendered with a conversation that has one of everything. The limits are tight, so that
// a run that takes long is a finding.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/chat/chat_template.h"

using namespace postern;

namespace {

ChatValue::Members conversation() {
    const char* const json = R"({"messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": " Name <b>three</b> fruits é😀 \n"},
        {"role": "assistant", "content": null, "tool_calls": [{"function": {"name": "f", "arguments": {"a": 1, "b": [2.5, true]}}}]},
        {"role": "user", "content": [{"type": "text", "text": "x"}]}],
        "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {}}}}],
        "add_generation_prompt": true, "bos_token": "<s>", "n": 9223372036854775807, "x": 1e308, "empty": "", "none": null})";
    auto value = parseChatValue(json, "conversation");
    if (!value)
        std::abort();
    return *value->members();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ChatValue::Members kVariables = conversation();
    ChatLimits limits;
    limits.steps = 200'000;
    limits.outputBytes = limits.textBytes = std::size_t{1} << 20U;
    limits.items = 20'000;
    limits.memoryBytes = std::size_t{32} << 20U;
    const auto parsed = ChatTemplate::parse({reinterpret_cast<const char*>(data), size}, "fuzz", limits);
    if (!parsed)
        return 0;
    std::tm clock{};
    clock.tm_year = 126;
    clock.tm_mday = 1;
    (void)parsed->render(kVariables, clock);
    return 0;
}
