#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Markdown tables of the runs that defense_table.sh or sweep.sh left in a folder: table.py FOLDER"""
import json
import math
import pathlib
import sys


def wilson(hits: int, total: int) -> str:
    """k/n and the 95 % Wilson interval, in per cent."""
    if total == 0:
        return "–"
    z = 1.959963984540054
    p = hits / total
    centre = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{100 * p:.1f} % ({hits}/{total}, {100 * (centre - half):.1f}–{100 * (centre + half):.1f})"


def share(rate: dict) -> float:
    return 100 * rate["hits"] / rate["total"] if rate["total"] else float("nan")


def unknown(evaluation: dict) -> dict | None:
    return next((t["attack"] for t in evaluation["triggers"] if t["name"] == "unknown"), None)


def main(folder: pathlib.Path) -> None:
    runs = []
    for path in sorted(folder.glob("*.json")):
        method, variant, seed = path.stem.rsplit("-", 2)
        run = json.loads(path.read_text())
        seconds = json.loads((folder / path.stem / "run.json").read_text())["seconds"]
        runs.append((method, variant, int(seed), run["before"], run["after"], seconds))
    print("| method | trigger | seed | unknown ASR before | after | floor after | CACC before | CACC after | perplexity | seconds |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for method, variant, seed, before, after, seconds in runs:
        rates = [unknown(before), unknown(after), after["floor"], before["cleanAccuracy"], after["cleanAccuracy"]]
        cells = [wilson(r["hits"], r["total"]) if r else "–" for r in rates]
        perplexity = f"{before['cleanPerplexity']:.0f} → {after['cleanPerplexity']:.0f}"
        print(f"| {method} | {variant} | {seed} | " + " | ".join(cells) + f" | {perplexity} | {seconds:.0f} |")

    print("\n| method | runs | unknown ASR after: mean | worst checkpoint (mean of its seeds) | floor after: mean | CACC change: mean |")
    print("|---|---|---|---|---|---|")
    groups = {}
    for run in runs:  # the clean model has nothing to remove: it shows damage, and is no part of a method's mean
        groups.setdefault(run[0] + (" on the clean model" if run[1] == "clean" else ""), []).append(run)
    for method, members in groups.items():
        mine = [run for run in members if unknown(run[4])]
        if not mine:
            continue
        mean = lambda values: sum(values) / len(values)
        per_variant = {v: mean([share(unknown(r[4])) for r in mine if r[1] == v]) for v in dict.fromkeys(r[1] for r in mine)}
        worst = max(per_variant, key=per_variant.get)
        print(
            f"| {method} | {len(mine)} | {mean([share(unknown(r[4])) for r in mine]):.2f} % | {per_variant[worst]:.2f} % ({worst}) "
            f"| {mean([share(r[4]['floor']) for r in mine]):.2f} % "
            f"| {mean([share(r[4]['cleanAccuracy']) - share(r[3]['cleanAccuracy']) for r in mine]):+.2f} points |"
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
