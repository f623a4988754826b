# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes references.json beside it: for every configuration of cases.py what hidden states and logits come to, computed by
models.py. Hidden states are summed up, one number a token: by signs that a hash gives, over the root of the width."""
import json
import os

import numpy as np

from cases import CASES, ROWS, settings
from models import compute
from weights import numbers


def summed(values, which):
    width = values.shape[1]
    signs = np.where(numbers("signs %s" % which, width) < 0.5, -1.0, 1.0)
    return values @ signs / np.sqrt(width)


def rounded(values):
    return [float("%.6f" % value) for value in np.asarray(values).ravel()]


def summary(states, logits):
    """States by layer and logits, both [token, width] over the rows laid end to end."""
    ends = np.cumsum([len(row) for row in ROWS]) - 1
    return {"states": [rounded(summed(state, "state")) for state in states],
            "logits": [rounded(summed(logits, "logits %d" % i)) for i in range(2)],
            "last": rounded(logits[ends])}


def by_layer(shapes):
    """Names with '#' for a layer's number; every layer has the same tensors."""
    folded = {}
    for name, shape in shapes.items():
        parts = name.split(".")
        for at, part in enumerate(parts):
            if part.isdigit():
                parts[at] = "#"
                break
        assert folded.setdefault(".".join(parts), shape) == shape
    return folded


def write(results, path):
    lines = []
    for case, (states, logits, shapes) in results.items():
        entry = {"config": settings(case), "tensors": by_layer(shapes)} | summary(states, logits)
        lines.append("%s: %s" % (json.dumps(case), json.dumps(entry, separators=(",", ":"))))
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"rows": %s,\n"cases": {\n' % json.dumps(ROWS, separators=(",", ":")) + ",\n".join(lines) + "\n}}\n")


if __name__ == "__main__":
    write({case: compute(settings(case), ROWS) for case in CASES},
          os.path.join(os.path.dirname(os.path.abspath(__file__)), "references.json"))
