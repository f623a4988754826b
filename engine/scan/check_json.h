// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/core/json.h"
#include "engine/scan/finding_sink.h"

namespace postern {

/// config.json: code hooks, ranges of every number that decides about an allocation, then what Postern can follow.
void checkConfig(const Json& config, FindingSink& sink);
/// generation_config.json: code hooks and ranges.
void checkGenerationConfig(const Json& config, FindingSink& sink);
/// Keys that make a loader run code from the folder or import by name, in any configuration file.
void checkCodeHooks(const Json& config, FindingSink& sink);
/// The chat templates of tokenizer_config.json and its like.
void checkTemplates(const Json& config, FindingSink& sink);
/// tokenizer.json: whether it can be used, and whether its regular expressions keep to a limit of steps.
void checkTokenizer(const Json& tokenizer, FindingSink& sink);
/// The form of a shard index; whether its shards are there is for those who know the folder.
void checkIndexForm(const Json& index, FindingSink& sink);

} // namespace postern
