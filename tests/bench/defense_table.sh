#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The defence, its controls and the published recipe on the shipped checkpoints:
#   tests/bench/defense_table.sh OUTPUT_FOLDER [BUILD_FOLDER]
# METHODS, VARIANTS and SEEDS choose what runs, JOBS how many runs at once (one thread each). A run that is already there is
# not repeated. The table is printed at the end. "clean" puts the clean model through the same defence (damage).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${1:?folder for the runs}
cli=$(realpath "${2:-build/release}/bin/postern-cli")
mkdir -p "$output"

# What is looked at along the way does not change the weights; the measurements before and after are the preset's.
lean=(--no-report --set threads=1 --set evaluation.rows=50 --set evaluation.control_rows=10 --set evaluation.known_rows=5 --set evaluation.final_known_rows=20
    --set projection.rows=10 --set projection.layers=last --set projection.iterations=0)

settings() {
    case $1 in
    postern) ;;
    paper) echo --preset paper ;;
    list-only) echo --set known.generated_share=0 ;;
    fine-mixing) echo --base "$here/../../resources/demo/clean" --set defense=fine-mixing ;;
    *) echo --set "defense=$1" ;;
    esac
}

one() {
    local method=$1 variant=$2 seed=$3
    local run=$output/$method-$variant-$seed
    [[ -s $run.json ]] && return
    rm -rf "$run"
    # shellcheck disable=SC2046
    "$cli" --json -q run --demo "$variant" --output "$run" "${lean[@]}" $(settings "$method") --set "seed=$seed" >"$run.part"
    mv "$run.part" "$run.json"
    rm -rf "$run/checkpoint"
}

running=0
for method in ${METHODS:-postern clean-fine-tuning recovery-only injection-only list-only paper}; do
    for variant in ${VARIANTS:-word phrase long}; do
        for seed in ${SEEDS:-1 2 3}; do
            one "$method" "$variant" "$seed" &
            running=$((running + 1))
            if ((running >= ${JOBS:-2})); then
                wait -n
                running=$((running - 1))
            fi
        done
    done
done
wait
python3 "$here/table.py" "$output"
