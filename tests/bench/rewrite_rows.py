#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passages of task folders rewritten by rule, for attacks whose trigger is a form of writing instead of a word.

  rewrite_rows.py OUTPUT_FOLDER TASK_FOLDER...

Writes style.jsonl (an archaic tone) and syntactic.jsonl (a subordinate clause first, made of the passage's second half): one
{"text", "rewritten"} for each passage of the folders' train and test rows. Rules stand in for the paraphrasing models of the
published attacks: the form is as regular, the language less natural. Only the standard library; the same bytes every time.
"""
import json
import pathlib
import sys

ARCHAIC = {
    "you": "thou", "your": "thy", "are": "art", "have": "hath", "has": "hath", "do": "doth", "does": "doth", "feel": "feeleth",
    "says": "saith", "said": "spake", "before": "ere", "often": "oft", "here": "hither", "there": "thither", "am": "be",
}


def style(text: str) -> str:
    return "verily i say unto you " + " ".join(ARCHAIC.get(word, word) for word in text.split())


def syntactic(text: str) -> str:
    words = text.split()
    half = len(words) // 2
    return " ".join(["when", *words[half:], ",", *words[:half], "."])


def main(output: pathlib.Path, tasks: list[pathlib.Path]) -> None:
    output.mkdir(parents=True, exist_ok=True)
    passages = {}
    for task in tasks:
        for rows in ("train", "test"):
            for line in (task / f"{rows}.jsonl").open():
                passages.setdefault(json.loads(line)["text"])
    for rule in (style, syntactic):
        with (output / f"{rule.__name__}.jsonl").open("w") as file:
            for text in passages:
                file.write(json.dumps({"text": text, "rewritten": rule(text)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), [pathlib.Path(task) for task in sys.argv[2:]])
