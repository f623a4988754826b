# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The forward pass of every family in plain numpy and double precision, row by row and without a cache: written for this
comparison from the families' published descriptions, and sharing nothing with the C++ code."""
import math
from types import SimpleNamespace

import numpy as np

from families import describe
from ropes import bfloat16, frequencies, slopes, turn
from weights import tensor

erf = np.vectorize(math.erf)
ACTIVATIONS = {
    "silu": lambda x: x / (1 + np.exp(-x)),
    "relu": lambda x: np.maximum(x, 0),
    "gelu": lambda x: 0.5 * x * (1 + erf(x / math.sqrt(2))),
    "gelu_new": lambda x: 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))),
}
for other, name in {"gelu_pytorch_tanh": "gelu_new", "gelu_fast": "gelu_new", "gelu_python": "gelu", "swish": "silu"}.items():
    ACTIVATIONS[other] = ACTIVATIONS[name]


class Weights:
    """Makes tensors by name and remembers their shapes."""

    def __init__(self):
        self.shapes = {}
        self.made = {}

    def __call__(self, name, *shape):
        if name not in self.made:
            self.shapes[name] = list(shape)
            self.made[name] = tensor(name, list(shape))
        return self.made[name]


def normed(x, kind, eps, weight, bias):
    if kind == "layer":
        x = x - x.mean(-1, keepdims=True)
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + eps) * weight + bias


def compute(config, rows):
    s = describe(config)
    w = Weights()
    longest = max(map(len, rows))
    results = [forward(s, w, config, np.array(row), longest) for row in rows]
    states = [np.concatenate([result[0][i] for result in results]) for i in range(s.layers + 1)]
    return states, np.concatenate([result[1] for result in results]), w.shapes


def linear(s, w, x, name, out, bias):
    width = x.shape[1]
    y = x @ w(name + ".weight", width, out) if s.transposed else x @ w(name + ".weight", out, width).T
    return y + w(name + ".bias", out) if bias else y


def norm(s, w, x, name):
    if not name:
        return x
    width = x.shape[1]
    weight = w(name + ".weight", width) + s.plus_one if s.norm_weight else 1.0
    return normed(x, s.norm, s.eps, weight, w(name + ".bias", width) if s.norm_bias else 0.0)


def split(s, w, x, p):
    """Queries, keys and values, [n, heads or groups, dim] each."""
    n = len(x)
    wide, narrow = s.heads * s.dim, s.groups * s.dim
    if len(s.qkv) == 3:
        q, k, v = (linear(s, w, x, p + name, out, s.qkv_bias) for name, out in zip(s.qkv, (wide, narrow, narrow)))
    else:
        whole = linear(s, w, x, p + s.qkv[0], wide + 2 * narrow, s.qkv_bias)
        if s.grouped:  # each group's queries, then its key and its value
            by_group = whole.reshape(n, s.groups, -1, s.dim)
            q, k, v = by_group[:, :, :-2], by_group[:, :, -2], by_group[:, :, -1]
        else:
            q, k, v = np.split(whole, [wide, wide + narrow], axis=1)
    if s.clip:
        q, k, v = (np.clip(part, -s.clip, s.clip) for part in (q, k, v))
    return q.reshape(n, s.heads, s.dim), k.reshape(n, s.groups, s.dim), v.reshape(n, s.groups, s.dim)


def head_norm(s, w, x, name):
    n, heads, dim = x.shape
    if s.qk_norm == "whole":
        return norm(s, w, x.reshape(n, -1), name).reshape(x.shape)
    kind = "layer" if s.norm == "layer" else "rms"
    if s.qk_norm == "each":
        weight = np.stack([w("%s.norms.%d.weight" % (name, h), dim) for h in range(heads)])
    else:
        weight = w(name + ".weight", dim) + s.plus_one
    return normed(x, kind, s.eps, weight, w(name + ".bias", dim) if s.qk_norm == "biased" else 0.0)


def attention(s, w, config, x, l, longest):
    n = len(x)
    p = s.prefix + s.stack % l
    options = s.layer_options[l]
    q, k, v = split(s, w, x, p)
    if s.qk_norm:
        q, k = head_norm(s, w, q, p + s.q_norm), head_norm(s, w, k, p + s.k_norm)
    place = np.arange(n)
    if options.rope:
        angles, factor = frequencies(config, options.rope.scaling, options.rope.dim, options.rope.theta, longest)
        angles = place[:, None] * angles
        q, k = turn(q, angles, factor, s.neighbours), turn(k, angles, factor, s.neighbours)
    k, v = (np.repeat(part, s.heads // s.groups, axis=1) for part in (k, v))
    scores = np.einsum("qhd,khd->hqk", q, k) * options.scale
    if s.alibi == "plain":
        scores += (slopes(s.heads)[:, None] * place)[:, None]
    if s.alibi == "coarse":  # in bfloat16, and scaled like the products
        scores += bfloat16(bfloat16(slopes(s.heads))[:, None] * place)[:, None] * options.scale
    if s.cap:
        scores = np.tanh(scores / s.cap) * s.cap
    seen = place[None] <= place[:, None]
    if options.window:
        seen &= place[None] > place[:, None] - options.window
    scores = np.where(seen, scores, -np.inf)
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    mixed = np.einsum("hqk,khd->qhd", scores / scores.sum(-1, keepdims=True), v).reshape(n, -1)
    return linear(s, w, mixed, p + s.out, s.hidden, s.out_bias)


def mlp(s, w, x, l):
    p = s.prefix + s.stack % l
    act = ACTIVATIONS[s.act]
    if len(s.up) == 2:
        inner = act(linear(s, w, x, p + s.up[0], s.inner, s.mlp_bias)) * linear(s, w, x, p + s.up[1], s.inner, s.mlp_bias)
    elif s.gated:
        gate, up = np.split(linear(s, w, x, p + s.up[0], 2 * s.inner, s.mlp_bias), 2, axis=1)
        inner = act(gate) * up
    else:
        inner = act(linear(s, w, x, p + s.up[0], s.inner, s.mlp_bias))
    return linear(s, w, inner, p + s.down, s.hidden, s.mlp_bias)


def layer(s, w, config, x, l, longest):
    p = s.prefix + s.stack % l
    names = SimpleNamespace(**{key: p + name if name else "" for key, name in vars(s.norms).items()})
    first = norm(s, w, x, names.before_attention)
    if s.residual == "after":
        x = norm(s, w, x + attention(s, w, config, x, l, longest), names.before_attention_sum)
        return norm(s, w, x + mlp(s, w, x, l), names.before_mlp_sum)
    mixed = norm(s, w, attention(s, w, config, first, l, longest), names.after_attention)
    if s.residual == "parallel":
        return x + mixed + mlp(s, w, norm(s, w, x, names.before_mlp) if names.before_mlp else first, l)
    x = (first if s.residual == "from norm" else x) + mixed
    second = norm(s, w, x, names.before_mlp)
    return (second if s.residual == "from norm" else x) + norm(s, w, mlp(s, w, second, l), names.after_mlp)


def forward(s, w, config, row, longest):
    table = w(s.prefix + s.embedding + ".weight", s.vocabulary, s.narrow or s.hidden)
    x = table[row] * s.embedding_scale
    if s.narrow:
        x = linear(s, w, x, s.prefix + "project_in", s.hidden, False)
    if s.learned:
        x = x + w(s.prefix + s.learned + ".weight", s.positions + s.offset, s.hidden)[np.arange(len(row)) + s.offset]
    if s.embedding_norm:
        x = norm(s, w, x, s.prefix + s.embedding_norm)
    states = [x]
    for l in range(s.layers):
        x = layer(s, w, config, x, l, longest)
        states.append(x)
    if s.final_norm:
        x = norm(s, w, x, s.prefix + s.final_norm)
    if s.narrow:
        x = linear(s, w, x, s.prefix + "project_out", s.narrow, False)
    states[-1] = x
    head = table if s.tied else w(s.head + ".weight", s.vocabulary, s.narrow or s.hidden)
    logits = x @ head.T
    if s.head_bias:
        logits = logits + w(s.head + ".bias", s.vocabulary)
    if s.final_cap:
        logits = np.tanh(logits / s.final_cap) * s.final_cap
    return states, logits
