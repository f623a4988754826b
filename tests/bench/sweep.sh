#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# How the preset was chosen: settings of the defence on a development checkpoint, whose three back doors are ours.
# The shipped checkpoints' triggers play no part in it.
#   tests/bench/sweep.sh WORK_FOLDER [BUILD_FOLDER]
# Trains the development checkpoint if it is not there (five to fifteen minutes), then runs every line of SETTINGS (or of the
# file that SETTINGS_FILE names, as peer_settings.txt): a name and what to set. JOBS runs at once, one thread each; what is there
# is not repeated.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${1:?folder for the runs}
cli=$(realpath "${2:-build/release}/bin/postern-cli")
mkdir -p "$work"
data=$work/data
[[ -s $data/train.jsonl ]] || "$here/development_attack.py" "$here/../../resources/demo/data" "$data"
[[ -s $work/suspect/model.safetensors ]] ||
    "$cli" lab train-base --data "$data" --output "$work/suspect" --set seed=1 --set threads=1 --set training.epochs=6

settings=$(if [[ -n ${SETTINGS_FILE:-} ]]; then cat "$SETTINGS_FILE"; else cat <<'SETTINGS'
preset
no-stage-I defense=recovery-only
clean-fine-tuning defense=clean-fine-tuning
list-only known.generated_share=0
from-rows known.generated_from=rows
from-words known.generated_from=words
from-mixed known.generated_from=mixed
rate-1e-3 recovery.learning_rate=1e-3
rate-2e-3 recovery.learning_rate=2e-3
rate-3e-3 recovery.learning_rate=3e-3
rate-4e-3 recovery.learning_rate=4e-3
share-0.5 known.generated_share=0.5
no-erasure recovery.erasure_weight=0
no-anchors recovery.anchor_weight=0
no-step-back recovery.step_back=0
erasure-last recovery.erasure_layers=last
erasure-all recovery.erasure_layers=all recovery.erasure_weight=3
no-clustering injection.cluster_weight=0
alpha-0.1 injection.cluster_weight=0.1
alpha-10 injection.cluster_weight=10
cluster-sum injection.cluster_form=sum
cluster-cosine injection.cluster_form=cosine
keep-clustering recovery.cluster_weight=1
known-2 known.count=2
list-2 known.count=2 known.generated_share=0
behaviour-flip known.behavior=flip
behaviour-label known.behavior=label known.answer=Nesbit
behaviour-random known.behavior=random
position-end known.position=end
no-language recovery.language_weight=0
one-epoch recovery.epochs=1
batch-32 training.batch=32
with-base base=clean
with-base-0.25 base=clean mixing.suspect_share=0.25
fine-mixing base=clean defense=fine-mixing
SETTINGS
fi)

lean=(--set threads=1 --set projection.rows=10 --set projection.layers=last --set projection.iterations=0 --set evaluation.rows=20
    --set evaluation.control_rows=10 --set evaluation.known_rows=5 --set evaluation.final_known_rows=20)

one() {
    local name=$1 run=$work/run-$1
    shift
    [[ -s $run.txt ]] && return
    rm -rf "$run"
    local set=()
    for pair in "$@"; do
        [[ $pair == base=clean ]] && set+=(--base "$here/../../resources/demo/clean") || set+=(--set "$pair")
    done
    "$cli" --json -q run --checkpoint "$work/suspect" --data "$data" --secret "$data/secret-long.json" --output "$run" --no-report \
        "${lean[@]}" "${set[@]}" >"$run.long.json"
    for which in word phrase; do
        "$cli" --json eval "$run/checkpoint" --data "$data" --secret "$data/secret-$which.json" --set known.count=1 \
            "${lean[@]}" >"$run.$which.json"
    done
    rm -rf "$run/checkpoint"
    python3 - "$run" "$name" >"$run.txt" <<'PY'
import json, sys
run, name = sys.argv[1:]
share = lambda rate: 100 * rate["hits"] / rate["total"]
load = lambda which: json.load(open(f"{run}.{which}.json"))
long = load("long")
after = {"long": long["after"], "word": load("word")["evaluation"], "phrase": load("phrase")["evaluation"]}
attack = {k: share(next(t["attack"] for t in e["triggers"] if t["name"] == "unknown")) for k, e in after.items()}
floor = {k: share(e["floor"]) for k, e in after.items()}
cells = [f"{attack[k]:.1f} ({floor[k]:.1f})" for k in ("word", "phrase", "long")]
clean = [share(long[when]["cleanAccuracy"]) for when in ("before", "after")]
print(f"| {name} | " + " | ".join(cells) + f" | {sum(attack.values()) / 3:.2f} ({sum(floor.values()) / 3:.2f}) | "
      f"{clean[0]:.1f} → {clean[1]:.1f} | {long['before']['cleanPerplexity']:.0f} → {long['after']['cleanPerplexity']:.0f} |")
PY
}

running=0
while read -r line; do
    [[ -n $line ]] || continue
    # shellcheck disable=SC2086
    one $line </dev/null &
    running=$((running + 1))
    if ((running >= ${JOBS:-2})); then
        wait -n
        running=$((running - 1))
    fi
done <<<"$settings"
wait
echo "| settings | word ASR (floor) | phrase | long | mean | CACC | perplexity |"
echo "|---|---|---|---|---|---|---|"
while read -r name _; do cat "$work/run-$name.txt"; done <<<"$settings"
