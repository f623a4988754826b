// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;

/// Which part of a run a parameter belongs to; the run form and the report group by it.
enum class ParameterStage { Defense, Data, Injection, Recovery, Training, Evaluation, Projection, Run };

/// What a form and a report say about one of a parameter's choices.
struct ChoiceDetails {
    std::string_view label;   ///< as a person calls it
    std::string_view method;  ///< what it does and after whom, for a report
    std::string_view assumes; ///< what must be at hand or be true
    std::string_view costs;   ///< time and memory, in a few words
};

/// One tunable, declared once. From this come the run form, `--set`, `--help`, the run folder and the report.
struct ParameterSpec {
    std::string_view key; ///< dotted, lower case: "recovery.erasure_weight"
    ParameterStage stage;
    ParameterValue fallback;                                   ///< its alternative is the parameter's type
    double minimum = -std::numeric_limits<double>::infinity(); ///< numbers only, inclusive
    double maximum = std::numeric_limits<double>::infinity();  ///< numbers only, inclusive
    std::string_view unit;                                     ///< "rows", "epochs", … or empty
    std::string_view label;                                    ///< two to four words for a form
    std::string_view help;                                     ///< one sentence: what it does and when to change it
    std::vector<std::string_view> choices = {};                ///< strings only; empty means free text
    std::vector<ChoiceDetails> details = {};                   ///< one per choice, or none at all
    std::vector<std::string_view> appliesTo = {};              ///< values of "defense" that read it; empty means every one
};

/// The parameters of one kind of job, in display order.
class ParameterTable {
public:
    explicit ParameterTable(std::vector<ParameterSpec> specs);

    [[nodiscard]] std::span<const ParameterSpec> specs() const { return m_specs; }
    [[nodiscard]] const ParameterSpec* find(std::string_view key) const;

private:
    std::vector<ParameterSpec> m_specs;
    std::map<std::string_view, std::size_t, std::less<>> m_index;
};

/// Values for a table; what is not set has the table's fallback. A value type; the table must outlive it.
class ParameterSet {
public:
    explicit ParameterSet(const ParameterTable& table) : m_table(&table) {}

    [[nodiscard]] const ParameterTable& table() const { return *m_table; }

    /// The value in force. Precondition: the key exists (otherwise std::logic_error: a programmer's error).
    [[nodiscard]] const ParameterValue& value(std::string_view key) const;
    [[nodiscard]] bool flag(std::string_view key) const;
    [[nodiscard]] std::int64_t integer(std::string_view key) const;
    [[nodiscard]] double number(std::string_view key) const;
    [[nodiscard]] const std::string& text(std::string_view key) const;
    [[nodiscard]] bool isChanged(std::string_view key) const;

    /// Checks type, range and choices. Errors: ParameterUnknown, ParameterInvalid, naming key and rule.
    Result<void> set(std::string_view key, ParameterValue value);
    /// From the command line: "key" and the text after '='.
    Result<void> setFromText(std::string_view key, std::string_view text);
    /// From a JSON object {key: value}; stops at the first error.
    Result<void> setFromJson(const Json& object, const std::string& subject);

    /// Every key with its value in force, keys sorted.
    [[nodiscard]] Json toJson() const;

    friend bool operator==(const ParameterSet& a, const ParameterSet& b) { return a.toJson() == b.toJson(); }

private:
    const ParameterTable* m_table;
    std::map<std::string, ParameterValue, std::less<>> m_values;
};

/// What is said about one of the choices; null where the table says nothing of it.
[[nodiscard]] const ChoiceDetails* choiceDetails(const ParameterSpec& spec, std::string_view choice);

/// Whether the value of "defense" in the set, where its table has one, reads the parameter; forms hide the others.
[[nodiscard]] bool isRelevant(const ParameterSpec& spec, const ParameterSet& parameters);

/// The value as a person reads it ("0.001", "yes", "Aha").
[[nodiscard]] std::string toText(const ParameterValue& value);

} // namespace postern
