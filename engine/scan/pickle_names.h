// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/checkpoint/safetensors.h"

namespace postern {

/// What a name that plain tensor pickles may import stands for.
enum class AllowedKind { OrderedDict, RebuildTensor, RebuildParameter, Size, Storage, ElementType };

/// One entry of the allow-list. Everything that is not on it is a finding: lists of forbidden names have been evaded every time.
struct AllowedName {
    std::string_view module;
    std::string_view name;
    AllowedKind kind;
    std::size_t elementBytes = 0; ///< of a storage
    std::optional<Dtype> dtype;   ///< of a storage that safetensors can hold
};

/// The entry for exactly this module and name, or null.
[[nodiscard]] const AllowedName* findAllowedName(std::string_view module, std::string_view name);

} // namespace postern
