// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_rope.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/checkpoint/gguf_values.h"

namespace postern {

namespace {

/// By how much the llama3 rule stretches the wave of `length` (see model_config_tensors.cpp).
double llama3Factor(double length, double factor, double low, double high, double original) {
    if (length > original / low)
        return factor;
    if (length < original / high)
        return 1;
    const double smooth = (original / length - low) / (high - low);
    return 1 / ((1 - smooth) / factor + smooth);
}

/// A GGUF file holds the outcome of the llama3 rule, a divisor for each frequency, and not its four numbers. Two of them are
/// the same in every published model (1 and 4); the factor is the greatest divisor, and one divisor between gives the
/// original length. What comes out must give all divisors back, or the file is refused.
Result<Json> llama3Scaling(const GgufFile& file, const GgufTensor& tensor, double theta, std::int64_t headDim) {
    constexpr double kLow = 1;
    constexpr double kHigh = 4;
    constexpr double kTolerance = 1e-3;
    const std::vector<double> divisors = ggufFloats(tensor);
    const Failure unknown = refuseGguf(file, tensor.name, "is no scaling of rope by the llama3 rule with the factors 1 and 4");
    if (divisors.size() != static_cast<std::size_t>(headDim / 2) || divisors.empty())
        return unknown;
    const double factor = *std::max_element(divisors.begin(), divisors.end());
    const auto length = [&](std::size_t i) {
        return 2 * std::numbers::pi * std::pow(theta, 2 * static_cast<double>(i) / static_cast<double>(headDim));
    };
    for (std::size_t i = 0; i < divisors.size(); ++i) {
        if (!(divisors[i] > 1.001) || !(divisors[i] < factor * 0.999))
            continue;
        const double smooth = (1 / divisors[i] - 1 / factor) / (1 - 1 / factor);
        const double original = std::round(length(i) * (kLow + smooth * (kHigh - kLow)));
        bool fits = original >= 1 && original <= static_cast<double>(kMaxGgufSize);
        for (std::size_t k = 0; fits && k < divisors.size(); ++k)
            fits = std::abs(llama3Factor(length(k), factor, kLow, kHigh, original) / divisors[k] - 1) < kTolerance;
        if (fits)
            return Json{{"rope_type", "llama3"},
                        {"factor", factor},
                        {"low_freq_factor", kLow},
                        {"high_freq_factor", kHigh},
                        {"original_max_position_embeddings", static_cast<std::int64_t>(original)}};
    }
    return unknown;
}

Result<Json> ropeScaling(const GgufFile& file) {
    const std::string* type = file.text(ggufKey(file, "rope.scaling.type"));
    if (!type || *type == "none")
        return Json();
    POSTERN_ASSIGN(const double factor, ggufReal(file, "rope.scaling.factor", 1.0));
    Json scaling = {{"rope_type", *type}, {"factor", factor}};
    if (*type == "linear")
        return scaling;
    if (*type != "yarn")
        return refuseGguf(file, ggufKey(file, "rope.scaling.type"), "is \"" + printable(*type, 40) + "\"");
    POSTERN_ASSIGN(scaling["original_max_position_embeddings"], ggufSize(file, "rope.scaling.original_context_length"));
    return scaling;
}

} // namespace

Result<void> configureGgufRope(const GgufFile& file, double theta, std::int64_t headDim, Json& config) {
    POSTERN_ASSIGN(const double base, ggufReal(file, "rope.freq_base", theta));
    config["rope_theta"] = base;
    POSTERN_ASSIGN(config["rope_scaling"], ropeScaling(file));
    if (const GgufTensor* divisors = file.find("rope_freqs.weight")) {
        POSTERN_ASSIGN(config["rope_scaling"], llama3Scaling(file, *divisors, base, headDim));
    }
    return {};
}

} // namespace postern
