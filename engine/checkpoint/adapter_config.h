// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/pattern.h"

namespace postern {

/// adapter_config.json of a PEFT LoRA adapter, as far as it decides about the computation. Module names are those of the
/// model class without "base_model.model.": "model.layers.0.self_attn.q_proj". Movable, not copyable.
class AdapterConfig {
public:
    enum class Bias { None, All, LoraOnly };

    /// Reads the text of the file strictly: another method than LORA, and every key that is not known and not neutral
    /// (null, false, empty), is refused by name. Errors: JsonMalformed, ConfigUnsupported.
    [[nodiscard]] static Result<AdapterConfig> parse(const std::string& text, const std::string& subject);

    std::int64_t rank = 8;
    double alpha = 8;
    double dropout = 0; ///< of training; it changes no inference
    bool useRslora = false;
    bool useDora = false;
    bool fanInFanOut = false; ///< square weights are [in, out]; other shapes speak for themselves
    bool loraBias = false;    ///< B has a bias of its own
    Bias bias = Bias::None;
    std::string baseModel; ///< base_model_name_or_path, for display
    std::vector<std::string> modulesToSave;

    /// Whether PEFT would put an adapter on the module: target_modules, exclude_modules, layers_to_transform.
    /// Errors: ConfigUnsupported where an expression or all of them together take too many steps.
    [[nodiscard]] Result<bool> targets(std::string_view module) const;
    [[nodiscard]] Result<std::int64_t> rankOf(std::string_view module) const;
    /// What B·A is multiplied by: alpha / r, or alpha / sqrt(r) (rank-stabilized), with the module's own alpha and r.
    [[nodiscard]] Result<double> scaleOf(std::string_view module) const;
    /// Whether the module, or one that it is inside of, is trained whole.
    [[nodiscard]] bool savesModule(std::string_view module) const;

private:
    /// A list of names (a module matches one as a whole or as what follows a dot), or one expression for the whole name.
    struct Selection {
        std::vector<std::string> names;
        std::optional<Pattern> expression;
    };
    struct Rule {
        Pattern key;
        double value = 0;
    };

    Result<bool> selects(const Selection& selection, std::string_view module) const;
    Result<bool> inLayers(std::string_view module) const;
    Result<std::optional<double>> fromRules(const std::vector<Rule>& rules, std::string_view module) const;
    Result<void> checkTime() const;

    friend class AdapterConfigReader;
    std::string m_subject;
    Selection m_targets, m_excluded;
    bool m_allLinear = false;
    std::optional<std::vector<std::int64_t>> m_layers; ///< where only these layers have adapters
    std::vector<Pattern> m_layerPatterns;              ///< the first that matches gives the layer's number
    std::vector<Rule> m_ranks, m_alphas;               ///< in the order of the file: the first that matches counts
    std::chrono::steady_clock::time_point m_deadline;  ///< for all matches: many slow expressions add up
};

} // namespace postern
