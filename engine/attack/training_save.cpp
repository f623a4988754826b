// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/training_save.h"

#include <span>

#include "engine/checkpoint/safetensors.h"

namespace postern {

namespace {

Result<std::vector<float>> floatsOf(const SafetensorsFile& file, const char* name) {
    const TensorView* tensor = file.find(name);
    if (!tensor)
        return fail(ErrorCode::TensorMismatch, file.path().string(), std::string("it has no tensor \"") + name + '"');
    std::vector<float> values(static_cast<std::size_t>(tensor->elementCount()));
    POSTERN_TRY(convertToFloat(*tensor, values));
    return values;
}

} // namespace

Result<void> TrainingSave::write(const SavedTraining& saved) const {
    std::vector<TensorToWrite> tensors;
    const auto add = [&](const char* name, const std::vector<float>& values) {
        tensors.push_back({name, Dtype::F32, {static_cast<std::int64_t>(values.size())}, std::as_bytes(std::span(values))});
    };
    add("weights", saved.state.weights);
    add("mean", saved.state.mean);
    add("variance", saved.state.variance);
    if (!saved.state.dropout.empty())
        tensors.push_back(
            {"dropout", Dtype::U8, {static_cast<std::int64_t>(saved.state.dropout.size())}, std::as_bytes(std::span(saved.state.dropout))});
    const Json place = {{"fingerprint", m_fingerprint}, {"step", saved.step}, {"optimizerSteps", saved.state.steps}};
    return writeSafetensors(m_file, tensors, {{"place", place.dump()}});
}

Result<std::optional<SavedTraining>> TrainingSave::read() const {
    std::error_code none;
    if (!std::filesystem::exists(m_file, none))
        return std::optional<SavedTraining>();
    POSTERN_ASSIGN(const SafetensorsFile file, SafetensorsFile::open(m_file));
    const auto entry = file.metadata().find("place");
    POSTERN_ASSIGN(const Json place, parseJson(entry == file.metadata().end() ? "null" : entry->second, m_file.string()));
    if (!place.is_object() || place.value("fingerprint", Json()) != Json(m_fingerprint))
        return fail(ErrorCode::HashMismatch, m_file.string(), "the unfinished work there has other parameters or inputs",
                    "Give the same ones to go on, or remove the folder to begin anew");
    SavedTraining saved;
    for (const auto& [key, target] : {std::pair{"step", &saved.step}, std::pair{"optimizerSteps", &saved.state.steps}}) {
        const Json value = place.value(key, Json());
        if (!value.is_number_unsigned())
            return fail(ErrorCode::DataMalformed, m_file.string(), std::string("\"") + key + "\" is not a whole number");
        *target = value.get<std::int64_t>();
    }
    POSTERN_ASSIGN(saved.state.weights, floatsOf(file, "weights"));
    POSTERN_ASSIGN(saved.state.mean, floatsOf(file, "mean"));
    POSTERN_ASSIGN(saved.state.variance, floatsOf(file, "variance"));
    if (const TensorView* dropout = file.find("dropout")) {
        if (dropout->dtype != Dtype::U8)
            return fail(ErrorCode::TensorMismatch, m_file.string(), "\"dropout\" is not made of bytes");
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(dropout->bytes.data());
        saved.state.dropout.assign(bytes, bytes + dropout->bytes.size());
    }
    return std::optional(std::move(saved));
}

} // namespace postern
