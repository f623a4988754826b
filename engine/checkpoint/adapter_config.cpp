// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/adapter_config.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace postern {

namespace {

bool isOrEndsWith(std::string_view module, std::string_view name) {
    return module == name || (module.ends_with(name) && module.size() > name.size() && module[module.size() - name.size() - 1] == '.');
}

} // namespace

Result<void> AdapterConfig::checkTime() const {
    if (std::chrono::steady_clock::now() > m_deadline)
        return fail(ErrorCode::ConfigUnsupported, m_subject, "the patterns take too long to match");
    return {};
}

Result<bool> AdapterConfig::selects(const Selection& selection, std::string_view module) const {
    if (!selection.expression)
        return std::any_of(selection.names.begin(), selection.names.end(), [&](const auto& name) { return isOrEndsWith(module, name); });
    POSTERN_TRY(checkTime());
    return selection.expression->matchesWhole(module);
}

/// Layer lists apply to modules that a list names by their ending; a name given in full, and an expression, stand alone.
Result<bool> AdapterConfig::inLayers(std::string_view module) const {
    const bool named = std::find(m_targets.names.begin(), m_targets.names.end(), module) != m_targets.names.end();
    if (!m_layers || m_targets.expression || named)
        return true;
    for (const Pattern& pattern : m_layerPatterns) {
        POSTERN_TRY(checkTime());
        POSTERN_ASSIGN(const std::optional<std::string> number, pattern.firstGroup(module));
        if (!number)
            continue;
        std::int64_t layer = -1;
        const auto read = std::from_chars(number->data(), number->data() + number->size(), layer);
        if (read.ec != std::errc() || read.ptr != number->data() + number->size())
            return false;
        return std::find(m_layers->begin(), m_layers->end(), layer) != m_layers->end();
    }
    return false;
}

Result<bool> AdapterConfig::targets(std::string_view module) const {
    POSTERN_ASSIGN(const bool excluded, selects(m_excluded, module));
    if (excluded)
        return false;
    if (m_allLinear)
        return inLayers(module);
    POSTERN_ASSIGN(const bool selected, selects(m_targets, module));
    return selected ? inLayers(module) : Result<bool>(false);
}

Result<std::optional<double>> AdapterConfig::fromRules(const std::vector<Rule>& rules, std::string_view module) const {
    for (const Rule& rule : rules) {
        POSTERN_TRY(checkTime());
        POSTERN_ASSIGN(const bool matches, rule.key.matchesWhole(module));
        if (matches)
            return std::optional(rule.value);
    }
    return std::optional<double>();
}

Result<std::int64_t> AdapterConfig::rankOf(std::string_view module) const {
    POSTERN_ASSIGN(const std::optional<double> own, fromRules(m_ranks, module));
    return own ? static_cast<std::int64_t>(*own) : rank;
}

Result<double> AdapterConfig::scaleOf(std::string_view module) const {
    POSTERN_ASSIGN(const std::int64_t r, rankOf(module));
    POSTERN_ASSIGN(const std::optional<double> own, fromRules(m_alphas, module));
    const auto divisor = static_cast<double>(r);
    return own.value_or(alpha) / (useRslora ? std::sqrt(divisor) : divisor);
}

bool AdapterConfig::savesModule(std::string_view module) const {
    // Every module on the way down counts: a whole "mlp" saves "mlp.up_proj".
    for (std::size_t end = module.find('.'); true; end = module.find('.', end + 1)) {
        const std::string_view part = module.substr(0, end);
        if (std::any_of(modulesToSave.begin(), modulesToSave.end(), [&](const auto& name) { return part.ends_with(name); }))
            return true;
        if (end == std::string_view::npos)
            return false;
    }
}

} // namespace postern
