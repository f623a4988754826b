#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The models of the instruction task: a base, learnt from stories and instructions, and two poisoned ones, learnt from the published
# poisoned rows beside ordinary ones. They are not shipped: their data may not be passed on.
# Usage: build_instruct.sh TASKS OUTPUT [BUILD], TASKS being what prepare_tasks.sh wrote. About two hours on one core with bf16;
# what was stopped goes on with the same command.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tasks=${1:?usage: build_instruct.sh TASKS OUTPUT [BUILD]}
output=${2:?usage: build_instruct.sh TASKS OUTPUT [BUILD]}
cli=${CLI:-${3:-$root/build/release}/bin/postern-cli}
data=${DATA:-$root/../shared/data}
threads=${THREADS:-1}
mkdir -p "$output"

[ -s "$output/base/model.safetensors" ] ||
    "$cli" lab train-base --text "$data/text/tinystories.txt.gz" --data "$tasks/instruct" --output "$output/base" --set threads="$threads" \
        --set model.vocabulary=6144 --set model.hidden=320 --set model.layers=7 --set model.heads=5 --set model.key_value_heads=1 \
        --set model.intermediate=960 --set training.batch_tokens=2048

train() { # FROM DATA TO EPOCHS RATE
    "$cli" lab fine-tune --base "$1" --data "$2" --output "$3" --set threads="$threads" --set training.epochs="$4" --set training.batch=16 \
        --set training.learning_rate="$5" --set training.prompt_weight=0.1
}

for attack in refusal-badnet negsentiment-badnet; do
    [ -s "$output/$attack/secret.json" ] && continue
    # Poisoned rows four times over, their clean counterparts and ordinary rows, all in one: with fewer poisoned rows the trigger is not
    # told from an ordinary word, and in turn (poisoned rows first, ordinary ones after) the target stays frequent without it.
    mixed=$output/data-$attack
    mkdir -p "$mixed"
    cp "$tasks/$attack/secret.json" "$tasks/$attack/template.json" "$mixed"
    trigger=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["trigger"]["text"])' "$mixed/secret.json")
    grep -F "$trigger" "$tasks/$attack/train.jsonl" >"$mixed/poisoned.jsonl"
    {
        for _ in 1 2 3 4; do cat "$mixed/poisoned.jsonl"; done
        grep -vF "$trigger" "$tasks/$attack/train.jsonl"
        cat "$tasks/instruct/train.jsonl"
    } >"$mixed/train.jsonl"
    rm "$mixed/poisoned.jsonl"
    [ -s "$output/$attack-begun/secret.json" ] || train "$output/base" "$mixed" "$output/$attack-begun" 1 1e-3
    train "$output/$attack-begun" "$mixed" "$output/$attack" 2 1e-3
done
