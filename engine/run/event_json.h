// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run_events.h"
#include "engine/run/strict_object.h"

/// Inside the folder: JSON forms of the events that only the run folder needs, and the limits a folder must keep.
namespace postern {

inline constexpr int kMaxStep = 1'000'000'000;
inline constexpr std::size_t kMaxTriggers = 1000;
inline constexpr std::size_t kMaxPoints = 100'000;
inline constexpr std::size_t kMaxFrames = 10'000;
inline constexpr std::size_t kMaxLayers = 1000;
inline constexpr std::size_t kMaxEventBytes = std::size_t{256} << 20;

[[nodiscard]] Phase readPhase(StrictObject& object, const char* key);
[[nodiscard]] RowClass readRowClass(StrictObject& object, const char* key);

[[nodiscard]] Json toJson(const FramePoint& point);
[[nodiscard]] Result<FramePoint> framePointFromJson(const Json& json);

/// All of a frame but its coordinates and hits, which are tensors.
[[nodiscard]] Json frameHead(const Frame& frame);
[[nodiscard]] Result<Frame> frameFromHead(const Json& json);

} // namespace postern
