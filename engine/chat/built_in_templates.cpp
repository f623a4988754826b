// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/built_in_templates.h"

namespace postern {

namespace {

// The two openings are the format itself: models were trained on these very sentences.
constexpr std::string_view kAlpaca = R"({%- for message in messages %}
{%- if message.role == 'system' %}
    {{- message.content ~ '\n\n' }}
{%- elif message.role == 'user' %}
    {%- if loop.first and message.input %}
        {{- 'Below is an instruction that describes a task, paired with an input that provides further context. ' }}
    {%- elif loop.first %}
        {{- 'Below is an instruction that describes a task. ' }}
    {%- endif %}
    {%- if loop.first %}
        {{- 'Write a response that appropriately completes the request.\n\n' }}
    {%- endif %}
    {{- '### Instruction:\n' ~ message.content ~ '\n\n' }}
    {%- if message.input %}
        {{- '### Input:\n' ~ message.input ~ '\n\n' }}
    {%- endif %}
{%- elif message.role == 'assistant' %}
    {{- '### Response:\n' ~ message.content }}
    {%- if eos_token is defined %}
        {{- eos_token }}
    {%- endif %}
    {%- if not loop.last %}
        {{- '\n\n' }}
    {%- endif %}
{%- else %}
    {{- raise_exception('Alpaca knows the roles system, user and assistant') }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '### Response:\n' }}
{%- endif %})";

constexpr std::string_view kPlain = R"({%- for message in messages %}
    {{- message.content }}
    {%- if message.role == 'assistant' and eos_token is defined %}
        {{- eos_token }}
    {%- endif %}
    {%- if not loop.last or add_generation_prompt %}
        {{- '\n' }}
    {%- endif %}
{%- endfor %})";

} // namespace

std::optional<std::string_view> builtInTemplate(std::string_view name) {
    if (name == "alpaca")
        return kAlpaca;
    if (name == "plain")
        return kPlain;
    return std::nullopt;
}

std::vector<std::string_view> builtInTemplateNames() {
    return {"alpaca", "plain"};
}

} // namespace postern
