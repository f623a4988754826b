# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the rows of tests/checkpoint/tst_rope.cpp: rotary frequencies by the published rules, written independently of the
C++ code (plain loops over numbers, following the papers and transformers' documentation)."""
import json
import math


def plain(dim, base):
    return [1.0 / base ** (2 * i / dim) for i in range(dim // 2)]


def llama3(dim, base, factor, low, high, original):
    out = []
    for f in plain(dim, base):
        wave = 2 * math.pi / f
        if wave < original / high:
            out.append(f)
        elif wave > original / low:
            out.append(f / factor)
        else:
            s = (original / wave - low) / (high - low)
            out.append((1 - s) * f / factor + s * f)
    return out


def yarn(dim, base, factor, original, fast=32, slow=1, truncate=True):
    def where(rotations):
        return dim * math.log(original / (rotations * 2 * math.pi)) / (2 * math.log(base))
    lo, hi = where(fast), where(slow)
    if truncate:
        lo, hi = math.floor(lo), math.ceil(hi)
    lo, hi = max(lo, 0), min(hi, dim - 1)
    if lo == hi:
        hi += 0.001
    out = []
    for i, f in enumerate(plain(dim, base)):
        keep = 1 - min(1, max(0, (i - lo) / (hi - lo)))
        out.append(f * keep + f / factor * (1 - keep))
    return out


def dynamic(dim, base, factor, limit, length):
    if length <= limit:
        return plain(dim, base)
    return plain(dim, base * (factor * length / limit - (factor - 1)) ** (dim / (dim - 2)))


def longrope(dim, base, factors):
    return [f / x for f, x in zip(plain(dim, base), factors)]


def row(name, settings, head, limit, original, length, attention, values):
    print(f'        QTest::newRow("{name}") << QByteArray(R"({json.dumps(settings)})") << {head} << {limit} << {original} << {length}')
    print(f'            << {attention!r} << QList<double>{{{", ".join(repr(v) for v in values)}}};')


SHORT, LONG = [1.0, 1.05, 1.1, 1.2], [1.1, 1.3, 2.3, 6.0]
row("linear", {"type": "linear", "factor": 4.0}, 4, 64, 0, 10, 1.0, [f / 4 for f in plain(4, 10000)])
row("llama3, tiny", {"rope_type": "llama3", "rope_theta": 5e5, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
    "original_max_position_embeddings": 40}, 16, 320, 0, 10, 1.0, llama3(16, 5e5, 8, 1, 4, 40))
row("llama3, blended", {"rope_type": "llama3", "rope_theta": 5e5, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192}, 32, 131072, 0, 10, 1.0, llama3(32, 5e5, 8, 1, 4, 8192))
row("yarn", {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32768, "rope_theta": 1e6}, 32, 131072, 0, 10,
    0.1 * math.log(4) + 1, yarn(32, 1e6, 4, 32768))
row("yarn, length from the model", {"rope_type": "yarn", "factor": 2.0}, 16, 64, 0, 10, 0.1 * math.log(2) + 1, yarn(16, 10000, 2, 64))
row("yarn, not truncated, scaled", {"rope_type": "yarn", "factor": 8.0, "beta_fast": 16, "beta_slow": 2, "truncate": False,
    "mscale": 1.0, "mscale_all_dim": 0.5, "original_max_position_embeddings": 4096}, 16, 32768, 0, 10,
    (0.1 * math.log(8) + 1) / (0.05 * math.log(8) + 1), yarn(16, 10000, 8, 4096, 16, 2, False))
row("dynamic, short", {"rope_type": "dynamic", "factor": 2.0}, 8, 64, 0, 64, 1.0, dynamic(8, 10000, 2, 64, 64))
row("dynamic, long", {"rope_type": "dynamic", "factor": 2.0}, 8, 64, 0, 100, 1.0, dynamic(8, 10000, 2, 64, 100))
row("longrope, short", {"type": "su", "short_factor": SHORT, "long_factor": LONG}, 8, 128, 64, 64,
    math.sqrt(1 + math.log(2) / math.log(64)), longrope(8, 10000, SHORT))
row("longrope, long", {"type": "longrope", "short_factor": SHORT, "long_factor": LONG}, 8, 128, 64, 65,
    math.sqrt(1 + math.log(2) / math.log(64)), longrope(8, 10000, LONG))
row("longrope, partial, own factor", {"rope_type": "longrope", "short_factor": SHORT, "long_factor": LONG, "attention_factor": 1.25,
    "partial_rotary_factor": 0.5}, 16, 128, 64, 10, 1.25, longrope(8, 10000, SHORT))
