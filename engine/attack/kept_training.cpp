// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/kept_training.h"

#include <system_error>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/json.h"

namespace postern {

Result<void> KeptTraining::keep(const LanguageModel& model, std::int64_t steps) const {
    if (m_folder.empty())
        return {};
    std::error_code problem;
    std::filesystem::create_directories(m_folder, problem);
    const TrainingState state = model.trainingState();
    std::vector<TensorToWrite> tensors;
    const std::pair<const char*, const std::vector<float>*> parts[] = {
        {"weights", &state.weights}, {"mean", &state.mean}, {"variance", &state.variance}};
    for (const auto& [name, values] : parts)
        tensors.push_back({name, Dtype::F32, {static_cast<std::int64_t>(values->size())}, std::as_bytes(std::span(*values))});
    if (!state.dropout.empty())
        tensors.push_back(
            {"dropout", Dtype::U8, {static_cast<std::int64_t>(state.dropout.size())}, std::as_bytes(std::span(state.dropout))});
    const Json place = {{"fingerprint", m_fingerprint}, {"steps", steps}, {"optimizerSteps", state.steps}};
    return writeSafetensors(file(), tensors, {{"place", place.dump()}});
}

Result<std::int64_t> KeptTraining::takeUp(LanguageModel& model) const {
    std::error_code none;
    if (m_folder.empty() || !std::filesystem::exists(file(), none))
        return 0;
    const auto opened = SafetensorsFile::open(file());
    if (!opened || !opened->metadata().contains("place"))
        return 0;
    const auto place = parseJson(opened->metadata().at("place"), file().string());
    if (!place || !place->is_object() || place->value("fingerprint", Json()) != Json(m_fingerprint))
        return 0;
    for (const char* count : {"steps", "optimizerSteps"})
        if (!place->contains(count) || !(*place)[count].is_number_unsigned())
            return 0;
    TrainingState state;
    state.steps = (*place)["optimizerSteps"].get<std::int64_t>();
    const std::pair<const char*, std::vector<float>*> parts[] = {
        {"weights", &state.weights}, {"mean", &state.mean}, {"variance", &state.variance}};
    for (const auto& [name, values] : parts) {
        const TensorView* tensor = opened->find(name);
        if (!tensor || tensor->dtype != Dtype::F32)
            return 0;
        values->resize(static_cast<std::size_t>(tensor->elementCount()));
        POSTERN_TRY(convertToFloat(*tensor, *values));
    }
    if (const TensorView* dropout = opened->find("dropout"); dropout && dropout->dtype == Dtype::U8) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(dropout->bytes.data());
        state.dropout.assign(bytes, bytes + dropout->bytes.size());
    }
    POSTERN_TRY(model.restoreTraining(state));
    return (*place)["steps"].get<std::int64_t>();
}

void KeptTraining::clear() const {
    std::error_code ignored;
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

} // namespace postern
