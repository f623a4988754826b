#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Golden values for tests/analysis, computed with NumPy and scikit-learn, independent of the engine.

Needs python3-numpy and python3-sklearn (made with 1.24.2 and 1.2.1 on Debian 12).
Usage: make_analysis.py > analysis.json
"""
import json
import sys

import numpy as np
from sklearn.manifold import TSNE
from sklearn.metrics import roc_auc_score, silhouette_score


def pca(x, count):
    centred = x - x.mean(0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:count]
    strongest = np.abs(components).argmax(1)
    components = components * np.sign(components[np.arange(count), strongest])[:, None]
    return {
        "rows": x.shape[0],
        "columns": x.shape[1],
        "values": x.ravel().tolist(),
        "components": components.ravel().tolist(),
        "ratio": (s**2 / (s**2).sum())[:count].tolist(),
        "projected": (centred @ components.T).ravel().tolist(),
    }


def separation(x, labels):
    clean, unknown, known, control = (x[labels == c] for c in range(4))
    gap = np.linalg.norm(unknown.mean(0) - known.mean(0))
    squares = sum(((c - c.mean(0)) ** 2).sum() for c in (unknown, known))
    shift_u = unknown.mean(0) - clean.mean(0)
    shift_k = known.mean(0) - clean.mean(0)

    def two(a, b):
        return silhouette_score(np.vstack([a, b]), [0] * len(a) + [1] * len(b))

    train = np.vstack([clean[0::2], known[0::2]])
    target = np.r_[-np.ones(len(clean[0::2])), np.ones(len(known[0::2]))]
    mean = train.mean(0)
    train = train - mean
    penalty = 0.01 * (train**2).sum() / len(train)
    direction = np.linalg.solve(train.T @ train + penalty * np.eye(x.shape[1]), train.T @ (target - target.mean()))
    scores = np.r_[clean[1::2] @ direction, unknown[1::2] @ direction]
    truth = [0] * len(clean[1::2]) + [1] * len(unknown[1::2])
    return {
        "rows": x.shape[0],
        "columns": x.shape[1],
        "values": x.ravel().tolist(),
        "classes": labels.tolist(),
        "unknownKnownDistance": gap / np.sqrt(squares / (len(unknown) + len(known))),
        "shiftCosine": shift_u @ shift_k / np.linalg.norm(shift_u) / np.linalg.norm(shift_k),
        "cleanTriggeredSilhouette": two(clean, np.vstack([unknown, known])),
        "unknownKnownSilhouette": two(unknown, known),
        "controlCleanSilhouette": two(control, clean),
        "probeAuc": roc_auc_score(truth, scores),
    }


def rounded(rng, shape):
    return np.round(rng.normal(size=shape), 3).astype(np.float32).astype(np.float64)


def main():
    rng = np.random.default_rng(20)
    tall = rounded(rng, (12, 5)) * [3, 1, 2, 0.5, 1]
    wide = rounded(rng, (6, 9))
    labels = np.array([i % 4 for i in range(60)])
    centres = rounded(rng, (4, 7)) * 0.8
    cloud = rounded(rng, (60, 7)) + centres[labels]
    few_rows = rounded(rng, (24, 40))
    few_rows[np.arange(24) % 4 != 0] += 0.4
    embedding = (rounded(rng, (150, 8)) + 1.5 * rounded(rng, (5, 8))[np.arange(150) % 5]).astype(np.float32)
    divergences = []
    for perplexity in (10, 30):
        tsne = TSNE(method="exact", init="pca", perplexity=perplexity, learning_rate="auto", n_iter=1000, random_state=0)
        tsne.fit(embedding)
        divergences.append({"perplexity": perplexity, "divergence": float(tsne.kl_divergence_)})
    json.dump(
        {
            "pca": [pca(tall.astype(np.float32).astype(np.float64), 3), pca(wide, 4)],
            "separation": [
                separation(cloud.astype(np.float32).astype(np.float64), labels),
                separation(few_rows.astype(np.float32).astype(np.float64), np.arange(24) % 4),
            ],
            "tsne": {"rows": 150, "columns": 8, "values": embedding.ravel().tolist(), "reference": divergences},
        },
        sys.stdout,
    )
    print()


if __name__ == "__main__":
    main()
