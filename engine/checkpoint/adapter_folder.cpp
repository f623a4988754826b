// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/adapter_folder.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "engine/checkpoint/adapter_files.h"
#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/safetensors_header.h"

namespace postern {

namespace {

constexpr std::string_view kWeight = ".weight";
constexpr std::string_view kBias = ".bias";
/// Before the modules of the model class in every name.
constexpr std::string_view kPrefix = "base_model.model.";
/// What PEFT calls the weight that it wraps.
constexpr std::string_view kBaseLayer = ".base_layer";

/// The first words of module names that checkpoint files leave away or have, depending on which class wrote them.
constexpr std::array<std::string_view, 3> kClassWords = {"model.", "transformer.", "gpt_neox."};
/// Modules that share their weight where embeddings are tied.
constexpr std::array<std::string_view, 6> kVocabularyModules = {"embed_tokens", "wte",     "word_embeddings",
                                                                "embed_in",     "lm_head", "embed_out"};

std::string named(std::string_view name) {
    return '"' + printable(name, 80) + '"';
}

std::string_view without(std::string_view name, std::string_view suffix) {
    return name.substr(0, name.size() - suffix.size());
}

bool isVocabularyModule(std::string_view module) {
    const std::string_view last = module.substr(module.rfind('.') + 1);
    return std::find(kVocabularyModules.begin(), kVocabularyModules.end(), last) != kVocabularyModules.end();
}

/// The first of the name's spellings that `find` knows.
template <typename Find>
auto findSpelling(std::string_view name, Find&& find) -> decltype(find(name)) {
    if (const auto found = find(name))
        return found;
    for (const std::string_view word : kClassWords) {
        const std::string longer = std::string(word) + std::string(name);
        if (const auto found = name.starts_with(word) ? find(name.substr(word.size())) : find(std::string_view(longer)))
            return found;
    }
    return {};
}

Result<std::filesystem::path> weightsPath(const std::filesystem::path& root, const std::filesystem::path& folder) {
    POSTERN_ASSIGN(const auto weights, resolveInside(root, kAdapterWeightsFile));
    if (weights)
        return *weights;
    std::error_code status;
    const bool pickled = std::filesystem::exists(root / "adapter_model.bin", status);
    return fail(ErrorCode::CheckpointIncomplete, folder.string(), "there is no adapter_model.safetensors",
                pickled ? "adapter_model.bin is a pickle, which can run code and is never loaded; convert the adapter to safetensors first"
                        : "Choose the folder that holds adapter_config.json and adapter_model.safetensors");
}

} // namespace

Result<AdapterFolder> AdapterFolder::open(const std::filesystem::path& folder) {
    std::error_code status;
    const std::filesystem::path root = std::filesystem::canonical(folder, status);
    if (status)
        return fail(ErrorCode::FileMissing, folder.string(), status.message());
    if (!std::filesystem::is_directory(root, status))
        return fail(ErrorCode::CheckpointIncomplete, folder.string(), "it is not a folder", "Choose the folder, not a file inside it");
    POSTERN_ASSIGN(const auto configPath, resolveInside(root, kAdapterConfigFile));
    if (!configPath)
        return fail(ErrorCode::CheckpointIncomplete, folder.string(), "there is no adapter_config.json");
    AdapterFolder result;
    result.m_path = folder;
    POSTERN_ASSIGN(const std::string text, readTextFile(*configPath, kMaxConfigBytes));
    POSTERN_ASSIGN(AdapterConfig config, AdapterConfig::parse(text, configPath->string()));
    result.m_config = std::make_unique<AdapterConfig>(std::move(config));
    POSTERN_ASSIGN(const std::filesystem::path weights, weightsPath(root, folder));
    POSTERN_ASSIGN(SafetensorsFile file, SafetensorsFile::open(weights));
    result.m_file = std::make_unique<SafetensorsFile>(std::move(file));
    POSTERN_TRY(result.sortTensors(weights.string()));
    return result;
}

/// Every tensor of the file finds its place, or its name is the error.
Result<void> AdapterFolder::sortTensors(const std::string& subject) {
    const auto refuse = [&](std::string_view name, const std::string& why) {
        return fail(ErrorCode::TensorMismatch, subject, "the tensor " + named(name) + ' ' + why);
    };
    struct Ending {
        std::string_view text;
        const TensorView* AdapterModule::*place;
        bool embedding;
    };
    constexpr std::array<Ending, 7> kEndings = {{{".lora_A.weight", &AdapterModule::a, false},
                                                 {".lora_B.weight", &AdapterModule::b, false},
                                                 {".lora_B.bias", &AdapterModule::biasOfB, false},
                                                 {".lora_magnitude_vector", &AdapterModule::magnitude, false},
                                                 {".lora_magnitude_vector.weight", &AdapterModule::magnitude, false},
                                                 {".lora_embedding_A", &AdapterModule::a, true},
                                                 {".lora_embedding_B", &AdapterModule::b, true}}};
    std::map<std::string, AdapterModule> modules;
    for (const TensorView& tensor : m_file->tensors()) {
        if (!tensor.name.starts_with(kPrefix))
            return refuse(tensor.name, "does not begin with \"" + std::string(kPrefix) + '"');
        if (!isComputable(tensor.dtype))
            return refuse(tensor.name, "has elements of type " + std::string(dtypeName(tensor.dtype)) + ", which cannot be computed with");
        const std::string_view name = std::string_view(tensor.name).substr(kPrefix.size());
        const auto ending = std::find_if(kEndings.begin(), kEndings.end(), [&](const Ending& e) { return name.ends_with(e.text); });
        if (ending != kEndings.end()) {
            const std::string moduleName(without(name, ending->text));
            AdapterModule& module = modules[moduleName];
            const bool isPart = ending->place == &AdapterModule::a || ending->place == &AdapterModule::b;
            if (module.*(ending->place) || (isPart && (module.a || module.b) && module.embedding != ending->embedding))
                return refuse(tensor.name, "contradicts another tensor of its module");
            module.module = moduleName;
            module.embedding = module.embedding || ending->embedding;
            module.*(ending->place) = &tensor;
            continue;
        }
        if (name.find("lora_") != std::string_view::npos)
            return refuse(tensor.name, "belongs to no known part of an adapter");
        const std::string_view suffix = name.ends_with(kWeight) ? kWeight : name.ends_with(kBias) ? kBias : std::string_view();
        if (suffix.empty())
            return refuse(tensor.name, "is neither a weight nor a bias");
        std::string_view module = without(name, suffix);
        if (module.ends_with(kBaseLayer))
            module = without(module, kBaseLayer);
        if (!m_replacements.emplace(std::string(module) + std::string(suffix), &tensor).second)
            return refuse(tensor.name, "is there under two names");
    }
    for (auto& [name, module] : modules) {
        POSTERN_TRY(checkModule(module, subject));
        m_index.emplace(name, m_modules.size());
        m_modules.push_back(std::move(module));
    }
    for (const auto& [name, tensor] : m_replacements)
        POSTERN_TRY(checkReplacement(name, subject));
    if (m_modules.empty() && m_replacements.empty())
        return fail(ErrorCode::TensorMismatch, subject, "the adapter holds no tensor");
    return {};
}

/// Fills sizes and scale from the configuration, and compares shapes with them.
Result<void> AdapterFolder::checkModule(AdapterModule& module, const std::string& subject) const {
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::TensorMismatch, subject, "the module " + named(module.module) + ' ' + why);
    };
    if (!module.a || !module.b)
        return refuse(std::string("has no ") + (module.a ? "lora_B" : "lora_A"));
    POSTERN_ASSIGN(const bool targeted, m_config->targets(module.module));
    if (!targeted)
        return refuse("has an adapter, but adapter_config.json does not name it among its targets");
    POSTERN_ASSIGN(module.rank, m_config->rankOf(module.module));
    POSTERN_ASSIGN(module.scale, m_config->scaleOf(module.module));
    const auto& a = module.a->shape;
    const auto& b = module.b->shape;
    if (a.size() != 2 || b.size() != 2 || a[0] != module.rank || b[1] != module.rank || a[1] < 1 || b[0] < 1)
        return refuse("has A " + shapeText(a) + " and B " + shapeText(b) +
                      "; they must be [r, in] and [out, r] with r = " + std::to_string(module.rank));
    module.in = a[1];
    module.out = b[0];
    const std::vector<std::int64_t> perRow = {module.out};
    if ((module.magnitude != nullptr) != m_config->useDora)
        return refuse(m_config->useDora ? "has no lora_magnitude_vector, which use_dora asks for"
                                        : "has a lora_magnitude_vector, but use_dora is false");
    if (module.magnitude && (module.magnitude->shape != perRow || module.embedding))
        return refuse(module.embedding ? "is an embedding with use_dora, which is not supported"
                                       : "has a magnitude " + shapeText(module.magnitude->shape) + " instead of " + shapeText(perRow));
    if ((module.biasOfB != nullptr) != (m_config->loraBias && !module.embedding))
        return refuse(module.biasOfB ? "has a bias of B, but lora_bias is false" : "has no bias of B, which lora_bias asks for");
    if (module.biasOfB && module.biasOfB->shape != perRow)
        return refuse("has a bias of B " + shapeText(module.biasOfB->shape) + " instead of " + shapeText(perRow));
    return {};
}

/// Whole tensors are there because the configuration says so, or because PEFT saves embeddings along with their adapters.
Result<void> AdapterFolder::checkReplacement(const std::string& name, const std::string& subject) const {
    const bool isBias = name.ends_with(kBias);
    const std::string_view module = without(name, isBias ? kBias : kWeight);
    const bool trainedBias = isBias && (m_config->bias == AdapterConfig::Bias::All ||
                                        (m_config->bias == AdapterConfig::Bias::LoraOnly && m_index.contains(module)));
    if (m_config->savesModule(module) || trainedBias || (!isBias && isVocabularyModule(module)))
        return {};
    return fail(ErrorCode::TensorMismatch, subject,
                "the tensor " + named(name) + " is there whole, but neither modules_to_save nor bias asks for it");
}

const AdapterModule* AdapterFolder::moduleNamed(std::string_view name) const {
    return findSpelling(name, [&](std::string_view spelling) -> const AdapterModule* {
        const auto found = m_index.find(spelling);
        return found == m_index.end() ? nullptr : &m_modules[found->second];
    });
}

const AdapterModule* AdapterFolder::moduleOf(std::string_view tensorName) const {
    return tensorName.ends_with(kWeight) ? moduleNamed(without(tensorName, kWeight)) : nullptr;
}

const AdapterModule* AdapterFolder::biasModuleOf(std::string_view tensorName) const {
    const AdapterModule* module = tensorName.ends_with(kBias) ? moduleNamed(without(tensorName, kBias)) : nullptr;
    return module && module->biasOfB ? module : nullptr;
}

const TensorView* AdapterFolder::replacementOf(std::string_view tensorName) const {
    return findSpelling(tensorName, [&](std::string_view spelling) -> const TensorView* {
        const auto found = m_replacements.find(spelling);
        return found == m_replacements.end() ? nullptr : found->second;
    });
}

Result<void> AdapterFolder::checkAgainst(const CheckpointFolder& base) const {
    const auto refuse = [&](ErrorCode code, std::string_view name, const std::string& why) {
        return fail(code, m_path.string(), named(name) + ' ' + why, "Choose the base model that the adapter was trained on");
    };
    std::set<const void*> used;
    for (const TensorView* tensor : base.tensors()) {
        const AdapterModule* module = moduleOf(tensor->name);
        const TensorView* replacement = replacementOf(tensor->name);
        const AdapterModule* biased = biasModuleOf(tensor->name);
        if (!module && !replacement && !biased)
            continue;
        const std::string_view owner = without(tensor->name, tensor->name.ends_with(kBias) ? kBias : kWeight);
        if (base.config().tieWordEmbeddings && isVocabularyModule(owner))
            return refuse(ErrorCode::ConfigUnsupported, tensor->name, "is changed by the adapter, but the base ties embedding and head");
        if (!isComputable(tensor->dtype))
            return refuse(ErrorCode::TensorMismatch, tensor->name, "of the base cannot be computed with");
        if (replacement && replacement->shape != tensor->shape)
            return refuse(ErrorCode::TensorMismatch, tensor->name,
                          "has the shape " + shapeText(replacement->shape) + " in the adapter and " + shapeText(tensor->shape) +
                              " in the base");
        if (module) {
            const std::vector<std::int64_t> plain = {module->out, module->in};
            const std::vector<std::int64_t> turned = {module->in, module->out};
            if (tensor->shape != turned && (module->embedding || tensor->shape != plain))
                return refuse(ErrorCode::TensorMismatch, tensor->name,
                              "has the shape " + shapeText(tensor->shape) + " in the base; the adapter is for " +
                                  shapeText(module->embedding ? turned : plain));
        }
        if (biased && tensor->shape != std::vector<std::int64_t>{biased->out})
            return refuse(ErrorCode::TensorMismatch, tensor->name, "has the shape " + shapeText(tensor->shape) + " in the base");
        used.insert({module, replacement});
        if (biased)
            used.insert(biased->biasOfB);
    }
    for (const AdapterModule& module : m_modules) {
        if (!used.contains(&module))
            return refuse(ErrorCode::TensorMismatch, module.module, "has an adapter, but no weight in the base");
        if (module.biasOfB && !used.contains(module.biasOfB))
            return refuse(ErrorCode::TensorMismatch, module.module, "has a bias in the adapter, but none in the base");
    }
    for (const auto& [name, tensor] : m_replacements) {
        if (!used.contains(tensor))
            return refuse(ErrorCode::TensorMismatch, name, "is in the adapter, but not in the base");
    }
    return {};
}

std::vector<std::string> AdapterFolder::files() {
    return {std::string(kAdapterConfigFile), std::string(kAdapterWeightsFile)};
}

} // namespace postern
