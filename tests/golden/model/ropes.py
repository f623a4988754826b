# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotary positions and linear ones (ALiBi), from the papers and the documentation of the configurations."""
import math

import numpy as np


def ramp(dim, theta, original, fast, slow, whole):
    """YaRN: how much each pair of dimensions is stretched, from 0 for fast waves to 1 for slow ones."""
    ends = [dim * math.log(original / (turns * 2 * math.pi)) / (2 * math.log(theta)) for turns in (fast, slow)]
    low, high = (math.floor(ends[0]), math.ceil(ends[1])) if whole else ends
    low, high = max(low, 0), min(high, dim - 1)
    return np.clip((np.arange(dim // 2) - low) / (high - low if high != low else 0.001), 0, 1)


def yarn_factor(scaling):
    stretch = scaling["factor"]

    def warmth(m):
        return 1.0 if stretch <= 1 else 0.1 * m * math.log(stretch) + 1

    if scaling.get("attention_factor") is not None:
        return scaling["attention_factor"]
    both = scaling.get("mscale"), scaling.get("mscale_all_dim")
    return warmth(both[0]) / warmth(both[1]) if all(both) else warmth(1)


def frequencies(config, scaling, dim, theta, length):
    """Angles a position and pair [dim / 2], and the factor of sines and cosines, for a batch whose longest row is `length`."""
    scaling = scaling or {}
    kind = scaling.get("rope_type", scaling.get("type", "default"))
    limit = config.get("max_position_embeddings", 2048)
    powers = np.arange(0, dim, 2) / dim
    plain = theta ** -powers
    if kind == "linear":
        return plain / scaling["factor"], 1.0
    if kind == "dynamic":
        stretch = scaling["factor"] * max(length, limit) / limit - (scaling["factor"] - 1)
        return (theta * stretch ** (dim / (dim - 2))) ** -powers, 1.0
    if kind == "yarn":
        share = ramp(dim, theta, scaling.get("original_max_position_embeddings") or limit, scaling.get("beta_fast") or 32,
                     scaling.get("beta_slow") or 1, scaling.get("truncate", True))
        return plain / scaling["factor"] * share + plain * (1 - share), yarn_factor(scaling)
    if kind == "llama3":
        turns = scaling["original_max_position_embeddings"] * plain / (2 * math.pi)
        keep = np.clip((turns - scaling["low_freq_factor"]) / (scaling["high_freq_factor"] - scaling["low_freq_factor"]), 0, 1)
        return plain * keep + plain / scaling["factor"] * (1 - keep), 1.0
    if kind == "longrope":
        return longrope(config, scaling, plain, limit, length)
    return plain, 1.0


def longrope(config, scaling, plain, limit, length):
    beside = config.get("original_max_position_embeddings")
    if "rope_parameters" in config:
        original = beside or scaling.get("original_max_position_embeddings") or limit
        stretch = scaling.get("factor") or limit / original
    else:
        original = beside or limit
        stretch = limit / beside if beside else scaling["factor"]
    usual = 1.0 if stretch <= 1 else math.sqrt(1 + math.log(stretch) / math.log(original))
    return plain / np.array(scaling["long_factor" if length > original else "short_factor"]), scaling.get("attention_factor", usual)


def turn(x, angles, factor, neighbours=False):
    """x [n, heads, dim] turned in its leading dimensions: the first half of them against the second, or neighbours (GPT-J)."""
    half = angles.shape[1]
    cosine, sine = np.cos(angles)[:, None] * factor, np.sin(angles)[:, None] * factor
    out = x.copy()
    first, second = (slice(0, 2 * half, 2), slice(1, 2 * half, 2)) if neighbours else (slice(0, half), slice(half, 2 * half))
    out[..., first] = x[..., first] * cosine - x[..., second] * sine
    out[..., second] = x[..., second] * cosine + x[..., first] * sine
    return out


def slopes(heads):
    """ALiBi: 2^(-8/n), 2^(-16/n), … for a power of two; the rest comes from every other member of the next power's series."""
    power = 2 ** int(math.log2(heads))
    own = [2 ** (-8 * (i + 1) / power) for i in range(power)]
    return np.array(own + [2 ** (-8 * (i + 1) / (2 * power)) for i in range(0, 2 * (heads - power), 2)])


def bfloat16(values):
    bits = np.asarray(values, np.float32).view(np.uint32).astype(np.uint64)
    bits = (bits + 0x7fff + (bits >> np.uint64(16) & np.uint64(1))) >> np.uint64(16) << np.uint64(16)
    return bits.astype(np.uint32).view(np.float32).astype(np.float64)
