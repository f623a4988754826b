// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>
#include <system_error>
#include <utility>

#include "engine/checkpoint/checkpoint_target.h"
#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/gguf_import.h"
#include "engine/core/hash.h"

namespace postern {

namespace {

std::string textOf(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<void> makeTarget(const std::filesystem::path& folder) {
    std::error_code status;
    std::filesystem::create_directories(folder, status);
    if (status)
        return fail(ErrorCode::FileUnwritable, folder.string(), status.message());
    return requireNoCheckpoint(folder);
}

} // namespace

Result<GgufConversion> convertGguf(const std::filesystem::path& file, const std::filesystem::path& folder, const JobContext& job) {
    POSTERN_ASSIGN(const GgufFile gguf, GgufFile::open(file));
    POSTERN_ASSIGN(const GgufModel model, importGguf(gguf));
    POSTERN_ASSIGN(const std::string hash, sha256File(file, job));
    POSTERN_TRY(makeTarget(folder));
    POSTERN_TRY(writeFileAtomically(folder / kConfigFile, textOf(model.config)));
    if (!model.tokenizer.is_null())
        POSTERN_TRY(writeFileAtomically(folder / "tokenizer.json", textOf(model.tokenizer)));
    if (!model.tokenizerConfig.is_null())
        POSTERN_TRY(writeFileAtomically(folder / "tokenizer_config.json", textOf(model.tokenizerConfig)));
    POSTERN_TRY(gguf.checkUnchanged());
    std::vector<TensorToProduce> tensors;
    for (const ImportedTensor& tensor : model.tensors)
        tensors.push_back({tensor.name, tensor.dtype, tensor.shape, [&tensor](const ByteSink& sink) { return tensor.produce(sink); }});
    POSTERN_TRY(produceSafetensors(folder / kWeightsFile, tensors, {{"format", "pt"}}, job));

    GgufConversion done;
    done.architecture = *gguf.text("general.architecture");
    done.modelType = model.config.at("model_type").get<std::string>();
    done.tensors = model.tensors.size();
    done.tokenizer = !model.tokenizer.is_null();
    done.notes = model.notes;
    const Json provenance = {{"tool", {{"name", "Postern"}, {"version", POSTERN_VERSION}}},
                             {"converted_from", {{"format", "GGUF"}, {"file", file.filename().string()}, {"sha256", hash}}}};
    POSTERN_TRY(writeFileAtomically(folder / kProvenanceFile, textOf(provenance)));
    return done;
}

} // namespace postern
