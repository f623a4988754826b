// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/kernels/vectors.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

struct SiluOp {
    template <typename V>
    static V value(V x) {
        return x / (1.0F + fastExp<V>(-x));
    }
    template <typename V>
    static V slope(V x, V& value) {
        const V sigmoid = 1.0F / (1.0F + fastExp<V>(-x));
        value = x * sigmoid;
        return sigmoid + value * (1.0F - sigmoid);
    }
};

/// x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) (Hendrycks & Gimpel 2016).
struct GeluTanhOp {
    static constexpr float kRoot = 0.79788456F;
    static constexpr float kCube = 0.044715F;
    template <typename V>
    static V value(V x) {
        return 0.5F * x * (1.0F + fastTanh<V>(kRoot * (x + kCube * x * x * x)));
    }
    template <typename V>
    static V slope(V x, V& value) {
        const V bent = fastTanh<V>(kRoot * (x + kCube * x * x * x));
        value = 0.5F * x * (1.0F + bent);
        return 0.5F * (1.0F + bent) + 0.5F * x * (1.0F - bent * bent) * kRoot * (1.0F + 3.0F * kCube * x * x);
    }
};

/// x · Φ(x), with the error function of Abramowitz & Stegun 7.1.26 (absolute error 1.5e-7).
struct GeluOp {
    template <typename V>
    static V normalShare(V x, V& density) {
        const V z = x < 0.0F ? -x : x;
        const V t = 1.0F / (1.0F + 0.3275911F * 0.70710678F * z);
        const V e = fastExp<V>(-0.5F * x * x);
        const V tail = t * (0.254829592F + t * (-0.284496736F + t * (1.421413741F + t * (-1.453152027F + t * 1.061405429F)))) * e;
        density = 0.39894228F * e;
        return x < 0.0F ? 0.5F * tail : 1.0F - 0.5F * tail;
    }
    template <typename V>
    static V value(V x) {
        V density;
        return x * normalShare<V>(x, density);
    }
    template <typename V>
    static V slope(V x, V& value) {
        V density;
        const V share = normalShare<V>(x, density);
        value = x * share;
        return share + x * density;
    }
};

struct ReluOp {
    template <typename V>
    static V value(V x) {
        return x > 0.0F ? x : V{};
    }
    template <typename V>
    static V slope(V x, V& value) {
        value = x > 0.0F ? x : V{};
        return x > 0.0F ? broadcast<V>(1.0F) : V{};
    }
};

template <typename Op, bool gated, typename T>
void activateWith(const T* in, T* out, std::int64_t n, std::int64_t f) {
    constexpr std::int64_t kParts = gated ? 2 : 1;
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const T* gate = in + i * kParts * f;
        forLanes(f, [&]<typename V>(std::int64_t c) {
            const V value = Op::template value<V>(load<V>(gate + c));
            if constexpr (gated)
                store<V>(out + i * f + c, value * load<V>(gate + f + c));
            else
                store<V>(out + i * f + c, value);
        });
    }
}

template <typename Op, bool gated, typename T>
void activateBackwardWith(const T* in, const T* dOut, T* dIn, std::int64_t n, std::int64_t f) {
    constexpr std::int64_t kParts = gated ? 2 : 1;
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const T* gate = in + i * kParts * f;
        T* dGate = dIn + i * kParts * f;
        forLanes(f, [&]<typename V>(std::int64_t c) {
            V value;
            const V slope = Op::template slope<V>(load<V>(gate + c), value);
            const V grad = load<V>(dOut + i * f + c);
            if constexpr (gated) {
                store<V>(dGate + f + c, grad * value);
                store<V>(dGate + c, grad * load<V>(gate + f + c) * slope);
            } else {
                store<V>(dGate + c, grad * slope);
            }
        });
    }
}

template <typename Function>
void withActivation(Activation activation, bool gated, Function&& function) {
    const auto choose = [&]<typename Op>(Op op) {
        if (gated)
            function(op, std::true_type{});
        else
            function(op, std::false_type{});
    };
    switch (activation) {
    case Activation::Silu:
        return choose(SiluOp{});
    case Activation::GeluTanh:
        return choose(GeluTanhOp{});
    case Activation::Gelu:
        return choose(GeluOp{});
    case Activation::Relu:
        return choose(ReluOp{});
    }
}

template <typename T>
void activate(Activation activation, bool gated, const T* in, T* out, std::int64_t n, std::int64_t f) {
    withActivation(activation, gated, [&]<typename Op, typename Gated>(Op, Gated) { activateWith<Op, Gated::value>(in, out, n, f); });
}

template <typename T>
void activateBackward(Activation activation, bool gated, const T* in, const T* dOut, T* dIn, std::int64_t n, std::int64_t f) {
    withActivation(activation, gated,
                   [&]<typename Op, typename Gated>(Op, Gated) { activateBackwardWith<Op, Gated::value>(in, dOut, dIn, n, f); });
}

} // namespace

} // namespace postern::POSTERN_KERNEL_NAMESPACE
