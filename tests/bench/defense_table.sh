#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The defence and its controls on the shipped checkpoints, one JSON line a run:
#   tests/bench/defense_table.sh OUTPUT_FOLDER [BUILD_FOLDER]
# VARIANTS, SEEDS and CONTROLS choose what runs; a run that is already there is not repeated.
set -euo pipefail
output=${1:?folder for the runs}
cli=${2:-build/release}/bin/postern-cli
mkdir -p "$output"
for control in ${CONTROLS:-none clean-fine-tuning recovery-only injection-only paper}; do
    for variant in ${VARIANTS:-word phrase long}; do
        for seed in ${SEEDS:-1 2 3}; do
            name=$control-$variant-$seed
            [[ -s $output/$name.json ]] && continue
            preset=(--preset postern --set "control=$control")
            if [[ $control == paper ]]; then preset=(--preset paper); fi
            "$cli" --json -q run --demo "$variant" --output "$output/$name" --no-report "${preset[@]}" --set "seed=$seed" ${EXTRA:-} > "$output/$name.json"
        done
    done
done
python3 - "$output" <<'PY'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
rows = {}
for path in sorted(folder.glob("*.json")):
    control, variant, seed = path.stem.rsplit("-", 2)
    run = json.loads(path.read_text())
    rate = lambda r: (r["hits"], r["total"])
    pick = lambda e: rate(next(t for t in e["triggers"] if t["name"] == "unknown")["attack"])
    seconds = json.loads((folder / path.stem / "run.json").read_text())["seconds"]
    rows.setdefault((control, variant), []).append((int(seed), pick(run["before"]), pick(run["after"]), rate(run["after"]["floor"]),
        rate(run["before"]["cleanAccuracy"]), rate(run["after"]["cleanAccuracy"]), seconds))
pct = lambda r: 100 * r[0] / r[1] if r[1] else float("nan")
print("| control | trigger | seed | unknown ASR before | after | floor after | CACC before | CACC after | seconds |\n|---|---|---|---|---|---|---|---|---|")
means = {}
for (control, variant), runs in sorted(rows.items()):
    for seed, before, after, floor, clean0, clean1, seconds in sorted(runs):
        print(f"| {control} | {variant} | {seed} | " + " | ".join(f"{pct(r):.2f} % ({r[0]}/{r[1]})" for r in (before, after, floor, clean0, clean1)) + f" | {seconds:.0f} |")
        means.setdefault(control, []).append((pct(after), pct(floor), pct(clean1) - pct(clean0)))
print("\n| control | runs | mean unknown ASR | mean floor | mean CACC change |\n|---|---|---|---|---|")
for control, values in means.items():
    mean = [sum(v[i] for v in values) / len(values) for i in range(3)]
    print(f"| {control} | {len(values)} | {mean[0]:.2f} % | {mean[1]:.2f} % | {mean[2]:+.2f} points |")
PY
