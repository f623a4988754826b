// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/state_export.h"

#include <cstring>

namespace postern {

namespace {

Result<std::vector<std::int64_t>> readIntegers(const SafetensorsFile& file, const std::string& name, std::vector<std::int64_t>& shape) {
    const TensorView* view = file.find(name);
    if (!view)
        return fail(ErrorCode::TensorMismatch, file.path().string(), "the tensor \"" + name + "\" is missing");
    if (view->dtype != Dtype::I64 || view->shape.size() != 2)
        return fail(ErrorCode::TensorMismatch, file.path().string(), "\"" + name + "\" must be I64 of shape [batch, length]");
    shape = view->shape;
    std::vector<std::int64_t> values(static_cast<std::size_t>(view->elementCount()));
    std::memcpy(values.data(), view->bytes.data(), view->bytes.size());
    return values;
}

} // namespace

Result<void> exportStates(LanguageModel& model, const std::filesystem::path& input, const std::string& prefix,
                          const std::filesystem::path& output, const JobContext& job) {
    POSTERN_ASSIGN(const SafetensorsFile file, SafetensorsFile::open(input));
    std::vector<std::int64_t> shape, maskShape;
    POSTERN_ASSIGN(const std::vector<std::int64_t> ids, readIntegers(file, prefix + "input_ids", shape));
    POSTERN_ASSIGN(const std::vector<std::int64_t> mask, readIntegers(file, prefix + "attention_mask", maskShape));
    if (shape != maskShape)
        return fail(ErrorCode::TensorMismatch, input.string(), "input_ids and attention_mask differ in shape");

    const auto rowCount = static_cast<std::size_t>(shape[0]);
    const auto length = static_cast<std::size_t>(shape[1]);
    std::vector<std::vector<std::int32_t>> rows(rowCount);
    std::vector<std::size_t> places; // of every unmasked token in the padded batch
    for (std::size_t r = 0; r < rowCount; ++r) {
        for (std::size_t t = 0; t < length; ++t) {
            const std::size_t at = r * length + t;
            if (mask[at] == 0)
                continue;
            if (ids[at] < 0 || ids[at] >= model.config().vocabSize)
                return fail(ErrorCode::TensorMismatch, input.string(), "token " + std::to_string(ids[at]) + " lies outside the vocabulary");
            rows[r].push_back(static_cast<std::int32_t>(ids[at]));
            places.push_back(at);
        }
        if (const auto limit = static_cast<std::size_t>(model.config().positionLimit()); limit > 0 && rows[r].size() > limit)
            return fail(ErrorCode::TensorMismatch, input.string(),
                        "row " + std::to_string(r) + " is longer than the " + std::to_string(limit) + " positions of the model");
        if (rows[r].empty())
            return fail(ErrorCode::TensorMismatch, input.string(), "row " + std::to_string(r) + " has no unmasked token");
    }
    if (rows.empty())
        return fail(ErrorCode::DataEmpty, input.string(), "the batch has no row");
    job.progress("Computing states", 0, 1);
    const LanguageModel::FullStates states = model.fullStates(rows);

    std::vector<std::vector<float>> padded;
    std::vector<TensorToWrite> tensors;
    padded.reserve(states.hidden.size() + 1);
    const auto add = [&](const std::string& name, const std::vector<float>& packed) {
        const std::size_t width = packed.size() / places.size();
        std::vector<float> full(rowCount * length * width, 0.0F);
        for (std::size_t i = 0; i < places.size(); ++i)
            std::memcpy(full.data() + places[i] * width, packed.data() + i * width, width * sizeof(float));
        padded.push_back(std::move(full));
        tensors.push_back(
            {prefix + name, Dtype::F32, {shape[0], shape[1], static_cast<std::int64_t>(width)}, std::as_bytes(std::span(padded.back()))});
    };
    for (std::size_t layer = 0; layer < states.hidden.size(); ++layer)
        add("hidden_states." + std::to_string(layer), states.hidden[layer]);
    add("logits", states.logits);
    return writeSafetensors(output, tensors, {}, job);
}

} // namespace postern
