// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/model/language_model_impl.h"

namespace postern {

std::vector<float> LanguageModel::Implementation::mergedWeights() const {
    std::vector<float> weights = store.snapshot();
    for (const ParameterStore::Entry& entry : store.entries())
        addAdapter(entry, std::span(weights).subspan(static_cast<std::size_t>(entry.offset), static_cast<std::size_t>(entry.count)));
    return weights;
}

void LanguageModel::Implementation::addAdapter(const ParameterStore::Entry& entry, std::span<float> values) const {
    if (!lora)
        return;
    const at::NoGradGuard guard;
    for (const Linear* linear : parts().projections())
        for (const LoraSlice& slice : linear->adapters) {
            if (entry.name != slice.module + ".weight")
                continue;
            const at::Tensor delta =
                at::mm(lora->store.weight(slice.nameB()), lora->store.weight(slice.nameA())).mul_(lora->scale).contiguous();
            const float* add = delta.data_ptr<float>();
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] += add[i];
        }
}

Result<void> LanguageModel::saveNew(const std::filesystem::path& target, const std::filesystem::path& source, Dtype dtype,
                                    const Json& provenance, const JobContext& job) const {
    const Implementation& self = *m_implementation;
    std::vector<std::vector<std::byte>> buffers;
    std::vector<TensorToWrite> tensors;
    for (const auto& expected : self.config.expectedTensors()) {
        const std::vector<float> values = self.inFile(expected);
        buffers.emplace_back(values.size() * dtypeSize(dtype));
        POSTERN_TRY(convertFromFloat(values, dtype, buffers.back()));
        tensors.push_back({expected.name, dtype, expected.shape, buffers.back()});
    }
    return writeCheckpoint(target, source, tensors, provenance, job);
}

std::vector<float> LanguageModel::Implementation::inFile(const ModelConfig::ExpectedTensor& expected) const {
    const ParameterStore::Entry& entry = store.entry(expected.name);
    std::vector<float> values(static_cast<std::size_t>(entry.count));
    store.read(entry, values);
    addAdapter(entry, values);
    if (expected.layout.isPlain())
        return values;
    std::vector<float> turned(values.size());
    toFileOrder(expected.layout, values, turned);
    return turned;
}

Result<WrittenCheckpoint> LanguageModel::saveLike(const CheckpointFolder& source, const std::filesystem::path& target,
                                                  const Json& provenance, const JobContext& job) const {
    const Implementation& self = *m_implementation;
    const auto expected = self.config.expectedTensors();
    const std::string untied = self.config.names.head + ".weight";
    const auto provide = [&](const TensorView& tensor, std::span<std::byte> out) -> Result<bool> {
        // A tied head that a file holds all the same is the embedding once more.
        const std::string& name = self.config.tieWordEmbeddings && tensor.name == untied ? self.config.headName() : tensor.name;
        const auto found = std::find_if(expected.begin(), expected.end(), [&](const auto& e) { return e.name == name; });
        if (found == expected.end() || found->shape != tensor.shape || !isComputable(tensor.dtype))
            return false; // not of the model: byte for byte as it was
        POSTERN_TRY(storeValues(tensor, self.inFile(*found), out));
        return true;
    };
    return writeLike(source, target, provide, provenance, job);
}

} // namespace postern
