// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What trains: all weights, or adapters beside them.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/checkpoint/adapter_merge.h"
#include "engine/core/random.h"
#include "engine/model/language_model_impl.h"

namespace postern {

namespace {

/// How the rows of an adapter's B lie in the file: as those of the weight they are added to.
TensorLayout rowsOf(const ModelConfig& config, const std::string& weight, std::int64_t rank) {
    for (const auto& expected : config.expectedTensors())
        if (expected.name == weight) {
            TensorLayout layout = expected.layout;
            layout.transposed = false;
            layout.columns = rank;
            return layout;
        }
    return {};
}

/// Adapters that can be held beside the weights: one rank and one scale, low-rank products alone.
Result<void> checkKeepable(const AdapterFolder& adapter) {
    const auto refuse = [&](const std::string& detail) {
        return fail(ErrorCode::ConfigUnsupported, adapter.path().string(), detail, "Merge it into its base instead");
    };
    if (adapter.modules().empty())
        return refuse("the adapter changes nothing");
    if (!adapter.replacements().empty())
        return refuse("the adapter brings whole tensors, which cannot be kept beside the base");
    for (const AdapterModule& module : adapter.modules()) {
        if (module.embedding || module.magnitude || module.biasOfB)
            return refuse(fmt::format("\"{}\" is more than a low-rank product on a projection", printable(module.module, 80)));
        if (module.rank != adapter.modules().front().rank || module.scale != adapter.modules().front().scale)
            return refuse("its modules differ in rank or scale");
    }
    return {};
}

} // namespace

DecoderParts& LanguageModel::Implementation::parts() const {
    return std::visit([](const auto& pointer) -> DecoderParts& { return pointer->parts(); }, decoder);
}

void LanguageModel::Implementation::declareAdapters() const {
    for (const Linear* linear : parts().projections())
        for (const LoraSlice& slice : linear->adapters) {
            lora->store.declare(slice.nameA(), {lora->rank, linear->in()});
            lora->store.declare(slice.nameB(), {slice.rows, lora->rank});
        }
    lora->store.allocate();
}

void LanguageModel::beginFullTraining() {
    m_implementation->keepAdapter = false;
    endTraining();
    m_implementation->store.enableTraining();
}

Result<void> LanguageModel::beginLoraTraining(const LoraSettings& settings, std::uint64_t seed) {
    endTraining();
    Implementation& self = *m_implementation;
    if (self.lora) { // kept: it goes on
        self.lora->dropout = settings.dropout;
        self.lora->generator = at::detail::createCPUGenerator(seed);
        self.lora->store.enableTraining();
        return {};
    }
    if (settings.rank < 1 || settings.targets.empty())
        return fail(ErrorCode::ParameterInvalid, "lora.rank", "adapters need a rank of at least 1 and at least one target");
    self.lora = std::make_unique<LoraState>(LoraState{ParameterStore(self.precision), settings.rank,
                                                      settings.alpha / static_cast<double>(settings.rank), settings.dropout,
                                                      at::detail::createCPUGenerator(seed)});
    DecoderParts& parts = self.parts();
    parts.attachLora(self.lora.get(), settings.targets);
    if (const std::string unknown = parts.unmatchedTarget(settings.targets); !unknown.empty()) {
        parts.attachLora(nullptr, {});
        self.lora.reset();
        return fail(ErrorCode::ParameterInvalid, "lora.targets", "the architecture has no projection called \"" + unknown + '"',
                    "Its projections are " + parts.moduleNames() + "; \"attention\", \"mlp\" and \"all-linear\" name groups");
    }
    RandomStream random(seed, "adapters");
    self.declareAdapters();
    ParameterStore& store = self.lora->store;
    for (const ParameterStore::Entry& entry : store.entries()) {
        // Kaiming-uniform A as in the usual implementation, B zero: the adapter starts as nothing.
        const double bound = 1.0 / std::sqrt(static_cast<double>(entry.shape[1]));
        float* data = store.weightData(entry.name);
        for (std::int64_t i = 0; entry.name.ends_with("lora_A.weight") && i < entry.count; ++i)
            data[i] = static_cast<float>((2.0 * random.uniform() - 1.0) * bound);
    }
    store.refreshCompute();
    store.enableTraining();
    return {};
}

void LanguageModel::endTraining() {
    Implementation& self = *m_implementation;
    if (self.lora && self.keepAdapter) {
        self.lora->store.disableTraining();
    } else if (self.lora) {
        self.store.restore(self.mergedWeights());
        self.parts().attachLora(nullptr, {});
        self.lora.reset();
    }
    self.store.disableTraining();
    self.visit([](auto& decoder) { decoder.workspace().clear(); });
}

void LanguageModel::keepAdapters() {
    m_implementation->keepAdapter = true;
}

bool LanguageModel::hasAdapter() const {
    return m_implementation->lora != nullptr;
}

Result<void> LanguageModel::takeAdapter(const AdapterFolder& adapter) {
    POSTERN_TRY(checkKeepable(adapter));
    Implementation& self = *m_implementation;
    const AdapterModule& first = adapter.modules().front();
    DecoderParts& parts = self.parts();
    std::vector<std::string> targets;
    for (const Linear* linear : parts.projections())
        for (const std::string& module : linear->modules())
            if (adapter.moduleOf(module + ".weight"))
                targets.push_back(module);
    if (targets.size() != adapter.modules().size())
        return fail(ErrorCode::ConfigUnsupported, adapter.path().string(),
                    "it changes modules that are not projections of the decoder's layers", "Merge it into its base instead");
    self.lora = std::make_unique<LoraState>(
        LoraState{ParameterStore(self.precision), first.rank, first.scale, 0, at::detail::createCPUGenerator(0)});
    self.keepAdapter = true;
    parts.attachLora(self.lora.get(), targets);
    self.declareAdapters();
    ParameterStore& store = self.lora->store;
    for (const Linear* linear : parts.projections())
        for (const LoraSlice& slice : linear->adapters) {
            const AdapterModule& module = *adapter.moduleOf(slice.module + ".weight");
            POSTERN_ASSIGN(const std::vector<float> a, floatsOf(*module.a));
            POSTERN_ASSIGN(const std::vector<float> b, floatsOf(*module.b));
            if (module.in != linear->in() || module.out != slice.rows)
                return fail(ErrorCode::TensorMismatch, adapter.path().string(),
                            fmt::format("\"{}\" has another shape in the base", slice.module));
            std::copy(a.begin(), a.end(), store.weightData(slice.nameA()));
            toDecoderOrder(rowsOf(self.config, slice.module + ".weight", first.rank), b,
                           std::span(store.weightData(slice.nameB()), b.size()));
        }
    store.refreshCompute();
    return {};
}

Result<void> LanguageModel::saveAdapter(const std::filesystem::path& target, const std::string& baseModel, const Json& provenance,
                                        const JobContext& job) const {
    const Implementation& self = *m_implementation;
    if (!self.lora)
        return fail(ErrorCode::Internal, target.string(), "the model has no adapter to write");
    const ParameterStore& store = self.lora->store;
    AdapterToWrite adapter;
    adapter.rank = self.lora->rank;
    adapter.alpha = self.lora->scale * static_cast<double>(self.lora->rank);
    adapter.dropout = self.lora->dropout;
    adapter.fanInFanOut = self.config.transposedWeights;
    adapter.baseModel = baseModel;
    std::vector<std::vector<float>> inFile; // B in the file's order of rows
    for (const Linear* linear : self.parts().projections())
        for (const LoraSlice& slice : linear->adapters) {
            const auto values = [&](const std::string& name) {
                return std::span<const float>(store.weightData(name), static_cast<std::size_t>(store.entry(name).count));
            };
            const std::span<const float> b = values(slice.nameB());
            inFile.emplace_back(b.size());
            toFileOrder(rowsOf(self.config, slice.module + ".weight", self.lora->rank), b, inFile.back());
            // PEFT names modules as the model class does, also where a file leaves the class's own first word away.
            const std::string own = slice.module.substr(self.config.names.prefix.size());
            adapter.modules.push_back(
                {self.config.names.classPrefix + own, linear->in(), slice.rows, values(slice.nameA()), inFile.back()});
        }
    return writeAdapter(target, adapter, provenance, job);
}

} // namespace postern
