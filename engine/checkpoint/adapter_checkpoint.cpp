// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/adapter_checkpoint.h"

#include "engine/checkpoint/adapter_merge.h"
#include "engine/checkpoint/provenance.h"
#include "engine/core/hash.h"

namespace postern {

namespace {

std::string ownName(const std::filesystem::path& folder) {
    return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

} // namespace

Result<WrittenCheckpoint> mergeAdapter(const CheckpointFolder& base, const AdapterFolder& adapter, const std::filesystem::path& target,
                                       const std::string& created, const JobContext& job) {
    POSTERN_TRY(adapter.checkAgainst(base));
    Provenance provenance;
    provenance.action = "merge";
    provenance.created = created;
    provenance.details = {{"modules", adapter.modules().size()}, {"whole tensors", adapter.replacements().size()}};
    POSTERN_ASSIGN(auto baseHashes, hashCheckpoint(base, job));
    provenance.sources.push_back({"base", ownName(base.path()), std::move(baseHashes)});
    std::map<std::string, std::string> adapterHashes;
    for (const std::string& file : AdapterFolder::files()) {
        POSTERN_ASSIGN(adapterHashes[file], sha256File(adapter.path() / file, job));
    }
    provenance.sources.push_back({"adapter", ownName(adapter.path()), std::move(adapterHashes)});
    POSTERN_TRY(adapter.checkUnchanged());

    std::vector<float> values; // of one tensor at a time
    const auto provider = [&](const TensorView& tensor, std::span<std::byte> out) -> Result<bool> {
        if (!adapter.touches(tensor.name))
            return false;
        values.resize(static_cast<std::size_t>(tensor.elementCount()));
        POSTERN_TRY(convertToFloat(tensor, values));
        POSTERN_TRY(applyAdapter(adapter, tensor.name, tensor.shape, values, layoutOf(base.config().modelType, tensor.name), job));
        POSTERN_TRY(storeValues(tensor, values, out));
        return true;
    };
    return writeLike(base, target, provider, toJson(provenance), job);
}

} // namespace postern
