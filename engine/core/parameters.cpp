// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace postern {

namespace {

std::string typeName(const ParameterValue& value) {
    constexpr const char* kNames[] = {"yes or no", "a whole number", "a number", "text"};
    return kNames[value.index()];
}

Failure invalid(std::string_view key, std::string detail) {
    return fail(ErrorCode::ParameterInvalid, std::string(key), std::move(detail));
}

Result<void> checkRange(const ParameterSpec& spec, double value) {
    if (!std::isfinite(value) || value < spec.minimum || value > spec.maximum)
        return invalid(spec.key, fmt::format("{} lies outside {} … {}", value, spec.minimum, spec.maximum));
    return {};
}

Result<void> check(const ParameterSpec& spec, const ParameterValue& value) {
    if (value.index() != spec.fallback.index())
        return invalid(spec.key, "it must be " + typeName(spec.fallback));
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return checkRange(spec, static_cast<double>(*integer));
    if (const auto* number = std::get_if<double>(&value))
        return checkRange(spec, *number);
    if (const auto* text = std::get_if<std::string>(&value); text && !spec.choices.empty()) {
        if (std::find(spec.choices.begin(), spec.choices.end(), *text) == spec.choices.end())
            return invalid(spec.key, fmt::format("\"{}\" is not one of: {}", printable(*text, 80), fmt::join(spec.choices, ", ")));
    }
    return {};
}

} // namespace

ParameterTable::ParameterTable(std::vector<ParameterSpec> specs) : m_specs(std::move(specs)) {
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        if (!m_index.emplace(m_specs[i].key, i).second)
            throw std::logic_error("parameter declared twice: " + std::string(m_specs[i].key));
    }
}

const ParameterSpec* ParameterTable::find(std::string_view key) const {
    const auto found = m_index.find(key);
    return found == m_index.end() ? nullptr : &m_specs[found->second];
}

const ParameterValue& ParameterSet::value(std::string_view key) const {
    if (const auto found = m_values.find(key); found != m_values.end())
        return found->second;
    const ParameterSpec* spec = m_table->find(key);
    if (!spec)
        throw std::logic_error("no such parameter: " + std::string(key));
    return spec->fallback;
}

bool ParameterSet::flag(std::string_view key) const {
    return std::get<bool>(value(key));
}

std::int64_t ParameterSet::integer(std::string_view key) const {
    return std::get<std::int64_t>(value(key));
}

double ParameterSet::number(std::string_view key) const {
    return std::get<double>(value(key));
}

const std::string& ParameterSet::text(std::string_view key) const {
    return std::get<std::string>(value(key));
}

bool ParameterSet::isChanged(std::string_view key) const {
    const ParameterSpec* spec = m_table->find(key);
    return spec && value(key) != spec->fallback;
}

Result<void> ParameterSet::set(std::string_view key, ParameterValue value) {
    const ParameterSpec* spec = m_table->find(key);
    if (!spec)
        return fail(ErrorCode::ParameterUnknown, printable(key, 80), {}, "See --help for the list of parameters");
    // A whole number is a fine value for a real parameter.
    if (std::holds_alternative<double>(spec->fallback) && std::holds_alternative<std::int64_t>(value))
        value = static_cast<double>(std::get<std::int64_t>(value));
    POSTERN_TRY(check(*spec, value));
    m_values[std::string(key)] = std::move(value);
    return {};
}

Result<void> ParameterSet::setFromText(std::string_view key, std::string_view text) {
    const ParameterSpec* spec = m_table->find(key);
    if (!spec)
        return set(key, std::string(text));
    const char* const end = text.data() + text.size();
    if (std::holds_alternative<bool>(spec->fallback)) {
        const bool yes = text == "true" || text == "yes" || text == "1";
        if (!yes && text != "false" && text != "no" && text != "0")
            return invalid(key, "it must be yes or no");
        return set(key, yes);
    }
    if (std::holds_alternative<std::int64_t>(spec->fallback)) {
        std::int64_t value = 0;
        if (const auto [stop, problem] = std::from_chars(text.data(), end, value); problem != std::errc() || stop != end)
            return invalid(key, "it must be a whole number");
        return set(key, value);
    }
    if (std::holds_alternative<double>(spec->fallback)) {
        double value = 0;
        if (const auto [stop, problem] = std::from_chars(text.data(), end, value); problem != std::errc() || stop != end)
            return invalid(key, "it must be a number");
        return set(key, value);
    }
    return set(key, std::string(text));
}

Result<void> ParameterSet::setFromJson(const Json& object, const std::string& subject) {
    if (!object.is_object())
        return fail(ErrorCode::ParameterInvalid, subject, "the parameters must be a JSON object");
    for (const auto& [key, value] : object.items()) {
        if (value.is_boolean())
            POSTERN_TRY(set(key, value.get<bool>()));
        else if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
            return invalid(key, "the whole number is too large");
        else if (value.is_number_integer())
            POSTERN_TRY(set(key, value.get<std::int64_t>()));
        else if (value.is_number())
            POSTERN_TRY(set(key, value.get<double>()));
        else if (value.is_string())
            POSTERN_TRY(set(key, value.get<std::string>()));
        else
            return invalid(key, "it must be a number, text or a truth value");
    }
    return {};
}

Json ParameterSet::toJson() const {
    Json object = Json::object();
    for (const ParameterSpec& spec : m_table->specs())
        std::visit([&](const auto& held) { object[std::string(spec.key)] = held; }, value(spec.key));
    return object;
}

const ChoiceDetails* choiceDetails(const ParameterSpec& spec, std::string_view choice) {
    const auto found = std::find(spec.choices.begin(), spec.choices.end(), choice);
    const auto at = static_cast<std::size_t>(found - spec.choices.begin());
    return at < spec.details.size() ? &spec.details[at] : nullptr;
}

bool isRelevant(const ParameterSpec& spec, const ParameterSet& parameters) {
    if (spec.appliesTo.empty() || !parameters.table().find("defense"))
        return true;
    return std::find(spec.appliesTo.begin(), spec.appliesTo.end(), parameters.text("defense")) != spec.appliesTo.end();
}

std::string toText(const ParameterValue& value) {
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth ? "yes" : "no";
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&value))
        return fmt::format("{:g}", *number);
    return std::get<std::string>(value);
}

} // namespace postern
