# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Weights by a formula that tests/model/tst_references.cpp evaluates as well: a hash of a tensor's name and an element's place."""
import numpy as np


def numbers(name, count):
    """`count` numbers in [0, 1), multiples of 2^-24."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 % 2 ** 32
    x = (seed + np.arange(1, count + 1, dtype=np.uint64) * 2654435769) % 2 ** 32
    x ^= x >> np.uint64(16)
    x = x * 2246822507 % 2 ** 32
    x ^= x >> np.uint64(13)
    x = x * 3266489909 % 2 ** 32
    x ^= x >> np.uint64(16)
    return (x >> np.uint64(8)).astype(np.float64) / 2 ** 24


def tensor(name, shape):
    """Weights of norms lie around 1, biases and matrices around 0; values are exact in float32."""
    u = numbers(name, int(np.prod(shape)))
    if len(shape) == 1 and name.endswith(".weight"):
        values = 0.5 + u
    else:
        values = (u - 0.5) * 0.75
    return values.astype(np.float32).astype(np.float64).reshape(shape)
