// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "app/engine_face.h"

/// Engines for tests of the window: what they do is fixed here, so that a test knows what it must see.
namespace postern::scripted {

/// A table with one parameter of every kind.
[[nodiscard]] const ParameterTable& sampleTable();
[[nodiscard]] RunSpecification sampleSpecification(const std::filesystem::path& output = {});

/// Reports everything an engine can report, at once, and finishes.
RunOutcome finishing(const RunSpecification& specification, RunObserver& observer, std::stop_token stop);
/// Works without end; looks at its token every 50 ms.
RunOutcome polling(const RunSpecification& specification, RunObserver& observer, std::stop_token stop);
RunOutcome failing(const RunSpecification& specification, RunObserver& observer, std::stop_token stop);
/// Breaks the promise never to throw.
RunOutcome throwing(const RunSpecification& specification, RunObserver& observer, std::stop_token stop);
/// 10,000 metric points and 50 frames of 400 points in 5 layers, as fast as they can be made.
RunOutcome flooding(const RunSpecification& specification, RunObserver& observer, std::stop_token stop);

/// An engine whose `execute` is the given one; folders read back as the record of `finishing`.
[[nodiscard]] EngineFace face(decltype(EngineFace::execute) execute, const ParameterTable& table = runParameters());

/// A benchmark of two back doors (and the clean model), two defences and two seeds: twelve cells.
[[nodiscard]] BenchSpecification benchSpecification();
/// The results of the first `cells` cells.
[[nodiscard]] BenchRecord benchRecord(std::size_t cells);
inline constexpr std::size_t kBenchCells = 12;
/// How a scripted benchmark goes on after the cells that are to be done now.
enum class BenchScript { Finishing, Polling, Failing, Throwing };
/// Each start does `now` cells more than the folder holds. Results live in the face alone, so that a second start goes on.
[[nodiscard]] BenchFace benchFace(BenchScript script, std::size_t now = kBenchCells);

enum class LabScript { Finishing, NotTaking, Polling, Failing, Flooding };
[[nodiscard]] LabFace labFace(LabScript script);
inline constexpr int kLabSteps = 40;
inline constexpr int kLabFlood = 20'000;

inline constexpr int kFloodLosses = 10'000;
inline constexpr int kFloodFrames = 50;
inline constexpr int kFloodPoints = 400;
inline constexpr int kFloodLayers = 5;

} // namespace postern::scripted
