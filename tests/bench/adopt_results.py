#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the runs of a benchmark's published CSV into a folder of cells, so that `bench run` there goes on with the cells that nobody
has measured yet: adopt_results.py TABLE.csv FOLDER. The specification has to be the one that the table was made from, for a cell's
settings are not in it. What FOLDER holds already stays. Checkpoints are trained anew, from the same seeds, when a cell needs them;
whether they come out as published shows in the table, where the rates before the defence stand beside those after it. Back doors that
no open cell needed have no rates of their own there, and do not count in its means until one is made.
"""
import csv
import json
import pathlib
import sys

RATES = ["asr_before", "asr_after", "floor_before", "floor_after", "clean_before", "clean_after", "control_after", "empty_after",
         "held_out_after"]
NUMBERS = ["probability_before", "probability_after", "perplexity_before", "perplexity_after", "seconds"]


def finite(text: str) -> float | None:
    value = float(text)
    return value if value - value == 0 else None


def result(row: dict) -> dict:
    """A cell's result.json of one line of the CSV."""
    cell = {name: row[name] for name in ["task", "model", "attack", "defense"]} | {"seed": int(row["seed"])}
    cell |= {name: {"hits": int(row[name + "_hits"]), "total": int(row[name + "_total"])} for name in RATES}
    return cell | {name: finite(row[name]) for name in NUMBERS}


def main(table: pathlib.Path, folder: pathlib.Path) -> None:
    adopted = 0
    with table.open(newline="") as lines:
        for row in csv.DictReader(lines):
            cell = result(row)
            place = folder / "cells" / "+".join([cell["task"], cell["model"], cell["attack"], cell["defense"], str(cell["seed"])])
            if (place / "result.json").exists():
                continue
            place.mkdir(parents=True, exist_ok=True)
            (place / "result.json").write_text(json.dumps(cell, indent=2) + "\n")
            adopted += 1
    print(f"{adopted} runs of {table} are in {folder}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
