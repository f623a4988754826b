// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/folder_check.h"

#include <algorithm>
#include <set>

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/model_config.h"

namespace postern {

namespace {

constexpr std::size_t kMaxShards = 512;
constexpr std::string_view kPickleIndexFile = "pytorch_model.bin.index.json";

class FolderCheck {
public:
    FolderCheck(const std::map<std::string, FolderFile>& files, std::vector<Finding>& findings) : m_files(&files), m_findings(&findings) {}

    void check() {
        for (const std::string_view name : {kIndexFile, kPickleIndexFile}) {
            if (const FolderFile* index = find(name); index && index->facts->json)
                checkIndex(*index, *index->facts->json);
        }
        collectWeights();
        checkAgainstConfig();
        noteLoose();
    }

private:
    [[nodiscard]] const FolderFile* find(std::string_view name) const {
        const auto found = m_files->find(std::string(name));
        return found == m_files->end() ? nullptr : &found->second;
    }

    /// Tensor name to file name, of what is well-formed; what is not has its finding.
    static std::map<std::string, std::string> weightMap(const Json& index) {
        std::map<std::string, std::string> map;
        if (!index.is_object() || !index.contains("weight_map") || !index["weight_map"].is_object())
            return map;
        for (const auto& [name, file] : index["weight_map"].items()) {
            if (file.is_string() && isPlainFileName(file.get_ref<const std::string&>()))
                map.emplace(name, file.get<std::string>());
        }
        return map;
    }

    void checkIndex(const FolderFile& index, const Json& json) {
        FindingSink sink(index.shown, *m_findings);
        const auto map = weightMap(json);
        std::set<std::string> names;
        for (const auto& [tensor, file] : map)
            names.insert(file);
        if (names.size() > kMaxShards)
            return sink.add("index.shards", std::to_string(names.size()) + " shards; the limit is " + std::to_string(kMaxShards));
        for (const std::string& name : names) {
            m_indexed.insert(name);
            const FolderFile* shard = find(name);
            if (!shard) {
                sink.add("index.missing", "the shard " + inQuotes(name) + " is missing");
                continue;
            }
            if (!shard->facts->tensors)
                continue; // a pickle, or a file with findings of its own
            std::set<std::string_view> held;
            for (const HeaderEntry& tensor : shard->facts->tensors->tensors) {
                held.insert(tensor.name);
                const auto listed = map.find(tensor.name);
                if (listed == map.end() || listed->second != name)
                    sink.add("index.listing",
                             inQuotes(name) + " holds the tensor " + inQuotes(tensor.name) + ", which the index does not place there");
            }
            for (const auto& [tensor, file] : map) {
                if (file == name && !held.contains(tensor))
                    sink.add("index.listing", "the tensor " + inQuotes(tensor) + " is not in " + inQuotes(name));
            }
        }
    }

    /// A single file goes before an index, as in transformers.
    void collectWeights() {
        if (const FolderFile* single = find(kWeightsFile)) {
            m_weights = {single};
            return;
        }
        if (!find(kIndexFile))
            return;
        for (const std::string& name : m_indexed) {
            if (const FolderFile* shard = find(name); shard && name.ends_with(".safetensors"))
                m_weights.push_back(shard);
        }
    }

    /// Rule 10. Where a file could not be read there is nothing to compare, and a finding already.
    void checkAgainstConfig() {
        const FolderFile* file = find(kConfigFile);
        const bool readable =
            std::all_of(m_weights.begin(), m_weights.end(), [](const FolderFile* weights) { return weights->facts->tensors.has_value(); });
        if (!file || !file->facts->json || m_weights.empty() || !readable)
            return;
        const auto config = parseModelConfig(*file->facts->json, file->shown);
        if (!config)
            return;
        FindingSink sink(m_weights.front()->shown, *m_findings);
        std::map<std::string_view, const HeaderEntry*> tensors;
        for (const FolderFile* weights : m_weights) {
            for (const HeaderEntry& tensor : weights->facts->tensors->tensors)
                tensors.emplace(tensor.name, &tensor);
        }
        for (const ModelConfig::ExpectedTensor& expected : config->expectedTensors()) {
            const auto found = tensors.find(expected.name);
            if (found == tensors.end()) {
                sink.add("safetensors.10", "the tensor " + inQuotes(expected.name) + " is missing");
                continue;
            }
            const HeaderEntry& tensor = *found->second;
            if (tensor.shape != expected.shape)
                sink.add("safetensors.10", inQuotes(expected.name) + " has the shape " + shapeText(tensor.shape) +
                                               "; config.json asks for " + shapeText(expected.shape));
            if (!isComputable(tensor.dtype))
                sink.add("safetensors.10", inQuotes(expected.name) + " has elements of type " + std::string(dtypeName(tensor.dtype)) +
                                               ", which cannot be computed with");
            tensors.erase(found);
        }
        for (const auto& [name, tensor] : tensors)
            sink.add("safetensors.extra", "the architecture does not ask for the tensor " + inQuotes(name));
    }

    void noteLoose() {
        for (const auto& [name, file] : *m_files) {
            const bool isWeights = file.facts->tensors && name != kWeightsFile && !m_indexed.contains(name);
            if (isWeights && (find(kWeightsFile) || find(kIndexFile)))
                FindingSink(file.shown, *m_findings).add("safetensors.loose", "neither the index nor a loader's usual name leads to it");
        }
    }

    const std::map<std::string, FolderFile>* m_files;
    std::vector<Finding>* m_findings;
    std::set<std::string> m_indexed;
    std::vector<const FolderFile*> m_weights;
};

} // namespace

void checkFolder(const std::map<std::string, FolderFile>& files, std::vector<Finding>& findings) {
    FolderCheck(files, findings).check();
}

} // namespace postern
