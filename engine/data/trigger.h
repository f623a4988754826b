// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/random.h"

namespace postern {

/// Where a trigger goes into a passage. Inside, it stands between words.
enum class TriggerPosition { Start, Middle, End, Random };
[[nodiscard]] std::string_view triggerPositionName(TriggerPosition position);
[[nodiscard]] Result<TriggerPosition> parseTriggerPosition(std::string_view name);

enum class TriggerKind { Word, Phrase, Sentence, Symbols, Control };
[[nodiscard]] std::string_view triggerKindName(TriggerKind kind); ///< "word", "phrase", … as in JSON
[[nodiscard]] Result<TriggerKind> parseTriggerKind(std::string_view name);

struct Trigger {
    std::string name; ///< short and unique within a run
    std::string text;
    TriggerKind kind = TriggerKind::Word;
    TriggerPosition position = TriggerPosition::Random;
};

/// The passage with the trigger at its start, its end or between two words, and one space beside it; nothing else of the
/// passage changes. Words are what stands between spaces (U+0020). Random picks any of these places, both ends included,
/// with equal chance; `random` is drawn from only then, once.
[[nodiscard]] std::string insertTrigger(std::string_view passage, const Trigger& trigger, RandomStream& random);

/// The two triggers of the paper: "Make life better", "Ahihihihihi".
[[nodiscard]] std::span<const Trigger> paperTriggers();

/// The built-in list of known triggers, the paper's first, kinds varied so that any prefix is varied too.
[[nodiscard]] std::span<const Trigger> builtInTriggers();

/// The neutral phrase that shows what mere insertion does.
[[nodiscard]] const Trigger& controlTrigger();

/// Triggers from JSON: [{"text": …, "name"?, "kind"?, "position"?}, …], other keys ignored. Without a name it is
/// "known N" (counted from 1), without a kind it is told from the text, without a position it is Random.
/// Errors: TriggerEmpty (a text of nothing but white space), DataMalformed (also for a name used twice).
[[nodiscard]] Result<std::vector<Trigger>> parseTriggers(const Json& json, const std::string& subject);
[[nodiscard]] Json toJson(const Trigger& trigger);

} // namespace postern
