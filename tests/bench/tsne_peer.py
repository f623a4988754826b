#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of bench_tsne: scikit-learn's t-SNE. Needs Debian's python3-sklearn.

    tsne_peer.py data FILE --rows N --columns D      writes float32 rows, the same for the same seed
    tsne_peer.py embed FILE --rows N --columns D --layout OUT
                                                     times one embedding, prints {"seconds": ..., "cpu_s": ..., "divergence": ...}
    tsne_peer.py judge FILE --rows N --columns D LAYOUT...
                                                     prints the exact divergence of each layout, a line each

The divergence that an implementation states of itself may be an approximation (Barnes-Hut) or leave pairs out (neighbours only).
`judge` therefore computes it once more for both, over all pairs and in float64, with nothing of either implementation.
"""
import argparse
import json
import time

import numpy as np


def make_data(rows, columns, seed):
    """Hidden states in miniature: four classes, the last two close together, a few strong directions, and noise."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(4, columns))
    centres[3] = centres[2] + 0.3 * random.normal(size=columns)
    directions = random.normal(size=(20, columns))
    values = centres[np.arange(rows) % 4]
    values = values + random.normal(size=(rows, 20)) @ directions * 0.5
    values = values + 0.5 * random.normal(size=(rows, columns))
    return values.astype(np.float32)


def principal(values, dimensions):
    centred = values.astype(np.float64) - values.mean(axis=0, dtype=np.float64)
    if dimensions == 0 or dimensions >= values.shape[1]:
        return centred
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return centred @ axes[:dimensions].T


def affinities(values, perplexity):
    """Symmetric p over all pairs; the width of every row by bisection on the entropy (van der Maaten and Hinton 2008)."""
    rows = len(values)
    norms = (values * values).sum(axis=1)
    distances = np.maximum(norms[:, None] + norms[None, :] - 2 * values @ values.T, 0)
    conditional = np.zeros((rows, rows))
    for i in range(rows):
        others = np.delete(distances[i], i)
        others = others - others.min()
        low, high, precision = 0.0, np.inf, 1.0
        for _ in range(200):
            weights = np.exp(-others * precision)
            weights /= weights.sum()
            entropy = -(weights[weights > 0] * np.log(weights[weights > 0])).sum()
            if abs(entropy - np.log(perplexity)) < 1e-10:
                break
            if entropy > np.log(perplexity):
                low = precision
                precision = precision * 2 if np.isinf(high) else (precision + high) / 2
            else:
                high = precision
                precision = (precision + low) / 2
        conditional[i] = np.insert(weights, i, 0.0)
    return (conditional + conditional.T) / (2 * rows)


def divergence(p, layout):
    layout = layout.astype(np.float64)
    norms = (layout * layout).sum(axis=1)
    kernel = 1 / (1 + np.maximum(norms[:, None] + norms[None, :] - 2 * layout @ layout.T, 0))
    np.fill_diagonal(kernel, 0)
    q = kernel / kernel.sum()
    at = p > 0
    return float((p[at] * np.log(p[at] / q[at])).sum())


def embed(values, options):
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE

    began, cpu_began = time.perf_counter(), time.process_time()
    if 0 < options.input_dimensions < values.shape[1]:
        values = PCA(n_components=options.input_dimensions, random_state=options.seed).fit_transform(values)
    # Every iteration is done: the peer may not stop early where we do not.
    tsne = TSNE(n_components=2, perplexity=options.perplexity, early_exaggeration=12, learning_rate="auto", n_iter=options.iterations,
                n_iter_without_progress=10**9, min_grad_norm=0, init="pca", method=options.method, random_state=options.seed)
    layout = tsne.fit_transform(values)
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu_began
    layout.astype(np.float32).tofile(options.layout)
    print(json.dumps({"seconds": round(seconds, 4), "cpu_s": round(cpu_seconds, 4), "divergence": round(float(tsne.kl_divergence_), 5)}))


def main():
    parser = argparse.ArgumentParser(description="scikit-learn's t-SNE as the peer of bench_tsne")
    parser.add_argument("what", choices=["data", "embed", "judge"])
    parser.add_argument("file")
    parser.add_argument("layouts", nargs="*")
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--columns", type=int, required=True)
    parser.add_argument("--layout")
    parser.add_argument("--perplexity", type=float, default=30)
    parser.add_argument("--iterations", type=int, default=1000)
    parser.add_argument("--input-dimensions", type=int, default=50)
    parser.add_argument("--method", default="barnes_hut", choices=["barnes_hut", "exact"])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_intermixed_args()
    if options.what == "data":
        make_data(options.rows, options.columns, options.seed).tofile(options.file)
        return
    values = np.fromfile(options.file, dtype=np.float32).reshape(options.rows, options.columns)
    if options.what == "embed":
        embed(values, options)
        return
    p = affinities(principal(values, options.input_dimensions), options.perplexity)
    for layout in options.layouts:
        print(f"{divergence(p, np.fromfile(layout, dtype=np.float32).reshape(options.rows, 2)):.5f}")


main()
