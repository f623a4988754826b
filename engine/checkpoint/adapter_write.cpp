// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/adapter_write.h"

#include <algorithm>
#include <set>
#include <system_error>

#include "engine/checkpoint/adapter_files.h"
#include "engine/checkpoint/folder_files.h"

namespace postern {

namespace {

/// The shortest endings that name the modules and nothing else is needed for: "q_proj", "v_proj".
std::vector<std::string> lastWords(const std::vector<AdapterToWrite::Module>& modules) {
    std::set<std::string> words;
    for (const AdapterToWrite::Module& module : modules)
        words.insert(module.module.substr(module.module.rfind('.') + 1));
    return {words.begin(), words.end()};
}

Json configOf(const AdapterToWrite& adapter) {
    // PEFT declares it as a whole number, and takes others.
    const auto whole = static_cast<std::int64_t>(adapter.alpha);
    const Json alpha = static_cast<double>(whole) == adapter.alpha ? Json(whole) : Json(adapter.alpha);
    return {{"alpha_pattern", Json::object()},
            {"auto_mapping", nullptr},
            {"base_model_name_or_path", adapter.baseModel},
            {"bias", "none"},
            {"fan_in_fan_out", adapter.fanInFanOut},
            {"inference_mode", true},
            {"init_lora_weights", true},
            {"layers_pattern", nullptr},
            {"layers_to_transform", nullptr},
            {"lora_alpha", alpha},
            {"lora_dropout", adapter.dropout},
            {"modules_to_save", nullptr},
            {"peft_type", "LORA"},
            {"r", adapter.rank},
            {"rank_pattern", Json::object()},
            {"revision", nullptr},
            {"target_modules", lastWords(adapter.modules)},
            {"task_type", "CAUSAL_LM"},
            {"use_rslora", adapter.useRslora}};
}

Result<void> checkSound(const AdapterToWrite& adapter) {
    const auto refuse = [](const std::string& subject, const std::string& why) { return fail(ErrorCode::ParameterInvalid, subject, why); };
    if (adapter.rank < 1 || adapter.modules.empty())
        return refuse("adapter", "it needs a rank of at least 1 and at least one module");
    if (adapter.dtype != Dtype::F32 && adapter.dtype != Dtype::F16 && adapter.dtype != Dtype::BF16)
        return refuse("adapter", "adapters are written as F32, F16 or BF16");
    for (const AdapterToWrite::Module& module : adapter.modules) {
        if (static_cast<std::int64_t>(module.a.size()) != adapter.rank * module.in ||
            static_cast<std::int64_t>(module.b.size()) != adapter.rank * module.out)
            return refuse(module.module, "A and B do not have the sizes of the module");
    }
    return {};
}

} // namespace

Result<void> writeAdapter(const std::filesystem::path& folder, const AdapterToWrite& adapter, const Json& provenance,
                          const JobContext& job) {
    POSTERN_TRY(checkSound(adapter));
    std::error_code status;
    std::filesystem::create_directories(folder, status);
    if (status)
        return fail(ErrorCode::FileUnwritable, folder.string(), status.message());
    std::vector<std::vector<std::byte>> buffers;
    std::vector<TensorToWrite> tensors;
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape, std::span<const float> values) -> Result<void> {
        buffers.emplace_back(values.size() * dtypeSize(adapter.dtype));
        POSTERN_TRY(convertFromFloat(values, adapter.dtype, buffers.back()));
        tensors.push_back({name, adapter.dtype, std::move(shape), buffers.back()});
        return {};
    };
    for (const AdapterToWrite::Module& module : adapter.modules) {
        const std::string name = "base_model.model." + module.module;
        POSTERN_TRY(add(name + ".lora_A.weight", {adapter.rank, module.in}, module.a));
        POSTERN_TRY(add(name + ".lora_B.weight", {module.out, adapter.rank}, module.b));
    }
    std::sort(tensors.begin(), tensors.end(), [](const auto& x, const auto& y) { return x.name < y.name; });
    // The old statement must not stand beside new weights, not even for a moment.
    std::filesystem::remove(folder / kProvenanceFile, status);
    if (status)
        return fail(ErrorCode::FileUnwritable, (folder / kProvenanceFile).string(), status.message());
    POSTERN_TRY(writeSafetensors(folder / kAdapterWeightsFile, tensors, {{"format", "pt"}}, job));
    POSTERN_TRY(
        writeFileAtomically(folder / kAdapterConfigFile, configOf(adapter).dump(2, ' ', false, Json::error_handler_t::replace) + '\n'));
    if (provenance.is_null())
        return {};
    return writeFileAtomically(folder / kProvenanceFile, provenance.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

} // namespace postern
