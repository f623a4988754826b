// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/rope.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace postern {

namespace {

constexpr double kMaxTheta = 1e12;
constexpr double kMaxFactor = 1e6;
constexpr std::int64_t kMaxPositions = std::int64_t{1} << 24;

/// The llama3 rule: long waves are stretched by the factor, short ones are kept, and those between are blended.
double stretchLlama3(double frequency, const RopeScaling& scaling) {
    const auto original = static_cast<double>(scaling.originalMaxPositions);
    const double wavelength = 2 * std::numbers::pi / frequency;
    if (wavelength > original / scaling.lowFreqFactor)
        return frequency / scaling.factor;
    if (wavelength < original / scaling.highFreqFactor)
        return frequency;
    const double smooth = (original / wavelength - scaling.lowFreqFactor) / (scaling.highFreqFactor - scaling.lowFreqFactor);
    return (1 - smooth) * frequency / scaling.factor + smooth * frequency;
}

/// YaRN: the dimension whose wave turns `rotations` times over the original length.
double yarnDimension(double rotations, const Rope& rope) {
    const auto length = static_cast<double>(rope.scaling.originalMaxPositions);
    return static_cast<double>(rope.rotaryDim) * std::log(length / (rotations * 2 * std::numbers::pi)) / (2 * std::log(rope.theta));
}

/// YaRN: the share of dimension pair `i` that is stretched, a ramp between the two dimensions.
double yarnShare(std::int64_t i, const Rope& rope) {
    double low = yarnDimension(rope.scaling.betaFast, rope);
    double high = yarnDimension(rope.scaling.betaSlow, rope);
    if (rope.scaling.truncate) {
        low = std::floor(low);
        high = std::ceil(high);
    }
    low = std::max(low, 0.0);
    high = std::min(high, static_cast<double>(rope.rotaryDim - 1));
    if (low == high)
        high += 0.001; // as in the reference: no division by zero
    return std::clamp((static_cast<double>(i) - low) / (high - low), 0.0, 1.0);
}

/// YaRN's temperature: 0.1 · m · ln(factor) + 1.
double yarnScale(double factor, double m) {
    return factor <= 1 ? 1 : 0.1 * m * std::log(factor) + 1;
}

Result<RopeScaling::Kind> readKind(const ConfigReader& rope) {
    POSTERN_ASSIGN(const std::string legacy, rope.text("type", ""));
    POSTERN_ASSIGN(const std::string kind, rope.text("rope_type", legacy.empty() ? "default" : legacy));
    if (!legacy.empty() && legacy != kind)
        return rope.refuse("rope_type", "contradicts \"type\"");
    using Kind = RopeScaling::Kind;
    constexpr std::array<std::pair<std::string_view, Kind>, 7> kKinds = {{{"default", Kind::None},
                                                                          {"linear", Kind::Linear},
                                                                          {"dynamic", Kind::Dynamic},
                                                                          {"llama3", Kind::Llama3},
                                                                          {"yarn", Kind::Yarn},
                                                                          {"longrope", Kind::LongRope},
                                                                          {"su", Kind::LongRope}}};
    for (const auto& [name, value] : kKinds)
        if (name == kind)
            return value;
    return rope.refuse("rope_type",
                       fmt::format("is \"{}\"; supported are default, linear, dynamic, llama3, yarn and longrope", printable(kind, 40)));
}

Result<void> refuseUnknownKeys(const ConfigReader& rope, RopeScaling::Kind kind) {
    using Kind = RopeScaling::Kind;
    std::vector<std::string_view> known = {
        "type", "rope_type", "rope_theta", "partial_rotary_factor", "factor", "original_max_position_embeddings"};
    const auto add = [&](std::initializer_list<std::string_view> keys) { known.insert(known.end(), keys); };
    if (kind == Kind::None || kind == Kind::Linear || kind == Kind::Llama3)
        add({"low_freq_factor", "high_freq_factor"});
    if (kind == Kind::Yarn)
        add({"beta_fast", "beta_slow", "attention_factor", "mscale", "mscale_all_dim", "truncate"});
    if (kind == Kind::LongRope)
        add({"short_factor", "long_factor", "attention_factor"});
    for (const auto& [key, value] : rope.object().items())
        if (std::find(known.begin(), known.end(), key) == known.end() && !value.is_null())
            return rope.refuse(key, "is not a known setting of this kind of rope");
    return {};
}

Result<std::vector<double>> readFactors(const ConfigReader& rope, std::string_view key, std::int64_t count) {
    const Json* list = rope.given(key);
    if (!list || !list->is_array() || list->size() != static_cast<std::size_t>(count))
        return rope.refuse(key, fmt::format("must be a list of {} numbers", count));
    std::vector<double> factors;
    for (const Json& entry : *list) {
        if (!entry.is_number() || !std::isfinite(entry.get<double>()) || entry.get<double>() < 1e-6 || entry.get<double>() > kMaxFactor)
            return rope.refuse(key, "holds something that is not a positive number");
        factors.push_back(entry.get<double>());
    }
    return factors;
}

Result<void> readYarn(const ConfigReader& rope, Rope& read) {
    RopeScaling& scaling = read.scaling;
    POSTERN_ASSIGN(scaling.betaFast, rope.number("beta_fast", 1e-6, kMaxFactor, 32));
    POSTERN_ASSIGN(scaling.betaSlow, rope.number("beta_slow", 1e-6, kMaxFactor, 1));
    POSTERN_ASSIGN(scaling.truncate, rope.flag("truncate", true));
    if (scaling.betaFast <= scaling.betaSlow)
        return rope.refuse("beta_fast", "must be larger than \"beta_slow\"");
    POSTERN_ASSIGN(const double mscale, rope.number("mscale", 0, kMaxFactor, 0));
    POSTERN_ASSIGN(const double mscaleAll, rope.number("mscale_all_dim", 0, kMaxFactor, 0));
    const double standard = mscale != 0 && mscaleAll != 0 ? yarnScale(scaling.factor, mscale) / yarnScale(scaling.factor, mscaleAll)
                                                          : yarnScale(scaling.factor, 1);
    POSTERN_ASSIGN(read.attentionFactor, rope.number("attention_factor", 1e-6, kMaxFactor, standard));
    return {};
}

Result<void> readLongRope(const ConfigReader& rope, const RopeContext& context, Rope& read) {
    RopeScaling& scaling = read.scaling;
    POSTERN_ASSIGN(scaling.shortFactor, readFactors(rope, "short_factor", read.rotaryDim / 2));
    POSTERN_ASSIGN(scaling.longFactor, readFactors(rope, "long_factor", read.rotaryDim / 2));
    // In rope_scaling an original length beside the object makes the factor; in rope_parameters only where there is none.
    if (context.parameters ? !rope.given("factor") : context.originalMaxPositions != 0)
        scaling.factor = static_cast<double>(context.maxPositions) / static_cast<double>(scaling.originalMaxPositions);
    const double standard =
        scaling.factor <= 1 ? 1 : std::sqrt(1 + std::log(scaling.factor) / std::log(static_cast<double>(scaling.originalMaxPositions)));
    POSTERN_ASSIGN(read.attentionFactor, rope.number("attention_factor", 1e-6, kMaxFactor, standard));
    return {};
}

/// The length that the model was first trained for. In rope_scaling longrope takes it from beside the object, the others from
/// within; in rope_parameters what is beside the object comes first for all.
Result<std::int64_t> readOriginalLength(const ConfigReader& rope, RopeScaling::Kind kind, const RopeContext& context) {
    const bool longRope = kind == RopeScaling::Kind::LongRope;
    const bool mayLack = longRope || kind == RopeScaling::Kind::Yarn || context.parameters;
    const std::optional<std::int64_t> fallback = mayLack ? std::optional(context.maxPositions) : std::nullopt;
    POSTERN_ASSIGN(const std::int64_t within, rope.integer("original_max_position_embeddings", 2, kMaxPositions, fallback));
    if (context.originalMaxPositions != 0 && (longRope || context.parameters))
        return context.originalMaxPositions;
    return longRope && !context.parameters ? context.maxPositions : within;
}

} // namespace

std::int64_t Rope::lengthClass(std::int64_t positions) const {
    if (scaling.kind == RopeScaling::Kind::LongRope)
        return positions > scaling.originalMaxPositions ? 1 : 0;
    if (scaling.kind == RopeScaling::Kind::Dynamic)
        return positions > scaling.originalMaxPositions ? positions : 0;
    return 0;
}

std::vector<double> Rope::inverseFrequencies(std::int64_t positions) const {
    using Kind = RopeScaling::Kind;
    double base = theta;
    const auto dim = static_cast<double>(rotaryDim);
    if (scaling.kind == Kind::Dynamic && positions > scaling.originalMaxPositions) {
        // NTK-aware: the base grows with the length that is in use.
        const double ratio = static_cast<double>(positions) / static_cast<double>(scaling.originalMaxPositions);
        base = theta * std::pow(scaling.factor * ratio - (scaling.factor - 1), dim / (dim - 2));
    }
    std::vector<double> frequencies;
    for (std::int64_t i = 0; i < rotaryDim / 2; ++i) {
        const double frequency = std::pow(base, -static_cast<double>(2 * i) / dim);
        const auto at = static_cast<std::size_t>(i);
        switch (scaling.kind) {
        case Kind::None:
        case Kind::Dynamic:
            frequencies.push_back(frequency);
            break;
        case Kind::Linear:
            frequencies.push_back(frequency / scaling.factor);
            break;
        case Kind::Llama3:
            frequencies.push_back(stretchLlama3(frequency, scaling));
            break;
        case Kind::Yarn: {
            const double share = yarnShare(i, *this);
            frequencies.push_back(frequency / scaling.factor * share + frequency * (1 - share));
            break;
        }
        case Kind::LongRope:
            frequencies.push_back(frequency / (lengthClass(positions) == 1 ? scaling.longFactor : scaling.shortFactor)[at]);
            break;
        }
    }
    return frequencies;
}

Result<Rope> plainRope(const ConfigReader& reader, const RopeContext& context) {
    Rope rope;
    rope.theta = context.theta;
    rope.rotaryDim = context.rotaryDim != 0 ? context.rotaryDim
                                            : static_cast<std::int64_t>(static_cast<double>(context.headDim) * context.partialFactor);
    if (rope.rotaryDim < 2 || rope.rotaryDim % 2 != 0)
        return reader.refuse("partial_rotary_factor",
                             fmt::format("turns {} dimensions of a head; they must be even and at least 2", rope.rotaryDim));
    return rope;
}

Result<Rope> readRope(const ConfigReader& object, const RopeContext& context) {
    using Kind = RopeScaling::Kind;
    RopeContext own = context;
    POSTERN_ASSIGN(own.theta, object.number("rope_theta", 1, kMaxTheta, context.theta));
    POSTERN_ASSIGN(own.partialFactor, object.number("partial_rotary_factor", 0, 1, context.partialFactor));
    POSTERN_ASSIGN(const Kind kind, readKind(object));
    POSTERN_TRY(refuseUnknownKeys(object, kind));
    POSTERN_ASSIGN(Rope rope, plainRope(object, own));
    rope.scaling.kind = kind;
    RopeScaling& scaling = rope.scaling;
    if (kind == Kind::None)
        return rope;
    if (kind == Kind::Linear || kind == Kind::Dynamic || kind == Kind::Llama3) {
        POSTERN_ASSIGN(scaling.factor, object.number("factor", 1, kMaxFactor));
    }
    if (kind == Kind::Linear)
        return rope;
    if (kind == Kind::Dynamic) {
        // The reference stretches from max_position_embeddings on, whatever original_max_position_embeddings says.
        (void)object.given("original_max_position_embeddings");
        scaling.originalMaxPositions = context.maxPositions;
        if (rope.rotaryDim < 4)
            return object.refuse("partial_rotary_factor", "leaves too few dimensions for dynamic scaling");
        return rope;
    }
    POSTERN_ASSIGN(scaling.originalMaxPositions, readOriginalLength(object, kind, context));
    if (kind == Kind::Yarn || kind == Kind::LongRope) {
        const double ratio = static_cast<double>(context.maxPositions) / static_cast<double>(scaling.originalMaxPositions);
        POSTERN_ASSIGN(scaling.factor, object.number("factor", 1, kMaxFactor, kind == Kind::Yarn ? ratio : 1));
    }
    if (kind == Kind::Yarn) {
        POSTERN_TRY(readYarn(object, rope));
        return rope;
    }
    if (kind == Kind::LongRope) {
        POSTERN_TRY(readLongRope(object, context, rope));
        return rope;
    }
    POSTERN_ASSIGN(scaling.lowFreqFactor, object.number("low_freq_factor", 1e-6, kMaxFactor));
    POSTERN_ASSIGN(scaling.highFreqFactor, object.number("high_freq_factor", 1e-6, kMaxFactor));
    if (scaling.highFreqFactor <= scaling.lowFreqFactor)
        return object.refuse("high_freq_factor", "must be larger than \"low_freq_factor\"");
    return rope;
}

} // namespace postern
