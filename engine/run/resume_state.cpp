// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/resume_state.h"

#include <system_error>

#include "engine/checkpoint/safetensors.h"
#include "engine/run/event_json.h"
#include "engine/run/strict_object.h"

namespace postern {

namespace {

constexpr std::int64_t kMostSteps = std::int64_t{1} << 53;

std::filesystem::path generationFile(const std::filesystem::path& folder, std::int64_t generation) {
    return folder / (generation % 2 == 0 ? "0.safetensors" : "1.safetensors");
}

Json progressJson(const ResumeState& state, std::int64_t generation) {
    return {{"generation", generation},
            {"phase", state.defense.phase == DefensePhase::Injection ? "injection" : "recovery"},
            {"part", state.defense.part},
            {"phaseStep", state.defense.step},
            {"optimizerSteps", state.defense.training.steps},
            {"defense", state.defense.progress},
            {"frames", state.frames},
            {"step", state.step},
            {"seconds", state.seconds},
            {"eventBytes", state.mark.eventBytes},
            {"timingBytes", state.mark.timingBytes}};
}

Result<std::vector<float>> floatsOf(const SafetensorsFile& file, const char* name) {
    const TensorView* tensor = file.find(name);
    if (!tensor)
        return std::vector<float>{};
    std::vector<float> values(static_cast<std::size_t>(tensor->elementCount()));
    POSTERN_TRY(convertToFloat(*tensor, values));
    return values;
}

/// State and generation of one file.
Result<std::pair<ResumeState, std::int64_t>> readGeneration(const std::filesystem::path& path) {
    POSTERN_ASSIGN(const SafetensorsFile file, SafetensorsFile::open(path));
    const auto entry = file.metadata().find("progress");
    if (entry == file.metadata().end())
        return fail(ErrorCode::RunFolderMalformed, path.string(), "it holds no progress");
    POSTERN_ASSIGN(Json json, parseJson(entry->second, path.string()));
    if (json.is_object() && !json.contains("part"))
        json["part"] = 0; // states of before defences had parts
    StrictObject object(json, "resume state",
                        {"generation", "phase", "part", "phaseStep", "optimizerSteps", "defense", "frames", "step", "seconds", "eventBytes",
                         "timingBytes"});
    ResumeState state;
    const std::int64_t generation = object.integer("generation", 1, kMostSteps);
    state.defense.phase = object.choice("phase", {"injection", "recovery"}) == 0 ? DefensePhase::Injection : DefensePhase::Recovery;
    state.defense.part = static_cast<int>(object.integer("part", 0, 1'000'000));
    state.defense.step = object.integer("phaseStep", 0, kMostSteps);
    state.defense.training.steps = object.integer("optimizerSteps", 0, kMostSteps);
    state.defense.progress = object.member("defense");
    state.frames = object.member("frames");
    state.step = static_cast<int>(object.integer("step", 0, std::numeric_limits<int>::max()));
    state.seconds = object.number("seconds");
    state.mark.eventBytes = object.integer("eventBytes", 0, kMostSteps);
    state.mark.timingBytes = object.integer("timingBytes", 0, kMostSteps);
    POSTERN_TRY(object.finish());
    TrainingState& training = state.defense.training;
    POSTERN_ASSIGN(training.weights, floatsOf(file, "weights"));
    POSTERN_ASSIGN(training.mean, floatsOf(file, "mean"));
    POSTERN_ASSIGN(training.variance, floatsOf(file, "variance"));
    POSTERN_ASSIGN(state.defense.bestWeights, floatsOf(file, "best"));
    POSTERN_ASSIGN(state.defense.memory, floatsOf(file, "memory"));
    if (const TensorView* dropout = file.find("dropout"); dropout && dropout->dtype == Dtype::U8) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(dropout->bytes.data());
        training.dropout.assign(bytes, bytes + dropout->bytes.size());
    }
    return std::pair{std::move(state), generation};
}

} // namespace

Result<void> ResumeStore::write(const ResumeState& state) {
    std::error_code problem;
    std::filesystem::create_directories(m_folder, problem);
    const TrainingState& training = state.defense.training;
    std::vector<TensorToWrite> tensors;
    const auto add = [&](const char* name, const std::vector<float>& values) {
        if (!values.empty())
            tensors.push_back({name, Dtype::F32, {static_cast<std::int64_t>(values.size())}, std::as_bytes(std::span(values))});
    };
    add("weights", training.weights);
    add("mean", training.mean);
    add("variance", training.variance);
    add("best", state.defense.bestWeights);
    add("memory", state.defense.memory);
    if (!training.dropout.empty())
        tensors.push_back(
            {"dropout", Dtype::U8, {static_cast<std::int64_t>(training.dropout.size())}, std::as_bytes(std::span(training.dropout))});
    ++m_generation;
    return writeSafetensors(generationFile(m_folder, m_generation), tensors, {{"progress", dumpLine(progressJson(state, m_generation))}});
}

Result<ResumeState> ResumeStore::read() {
    std::optional<ResumeState> youngest;
    std::optional<Error> problem;
    for (const std::int64_t which : {0, 1}) {
        auto state = readGeneration(generationFile(m_folder, which));
        if (!state) {
            problem = state.error();
        } else if (state->second > m_generation) {
            m_generation = state->second;
            youngest = std::move(state->first);
        }
    }
    if (!youngest)
        return fail(ErrorCode::RunFolderMalformed, m_folder.string(),
                    "there is no state to go on from" + (problem ? ": " + describe(*problem) : std::string()),
                    "A run can be resumed once its first check is past");
    return std::move(*youngest);
}

void ResumeStore::clear() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

} // namespace postern
