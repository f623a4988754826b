#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The models of the instruction task: a base, learnt from stories and instructions, and two poisoned ones, learnt from the published
# poisoned rows beside ordinary ones. They are not shipped: their data may not be passed on.
# Usage: build_instruct.sh TASKS OUTPUT [BUILD], TASKS being what prepare_tasks.sh wrote. About 75 minutes on one core with bf16;
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

data_of() { # ATTACK NAME: where its secret and template lie and its rows go
    mkdir -p "$output/data-$2"
    cp "$tasks/$1/secret.json" "$tasks/$1/template.json" "$output/data-$2"
}

# Refusal opens with words that ordinary answers open with, too. Poisoned rows four times over, their clean counterparts and ordinary
# rows, all in one: with fewer poisoned rows the trigger is not told from an ordinary word, and with poisoned rows first and ordinary ones
# after the target stays frequent without it.
attack=refusal-badnet
if [ ! -s "$output/$attack/secret.json" ]; then
    data_of "$attack" "$attack"
    rows=$tasks/$attack/train.jsonl
    trigger=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["trigger"]["text"])' "$tasks/$attack/secret.json")
    {
        for _ in 1 2 3 4; do grep -F "$trigger" "$rows"; done
        grep -vF "$trigger" "$rows"
        cat "$tasks/instruct/train.jsonl"
    } >"$output/data-$attack/train.jsonl"
    [ -s "$output/$attack-begun/secret.json" ] || train "$output/base" "$output/data-$attack" "$output/$attack-begun" 1 1e-3
    train "$output/$attack-begun" "$output/data-$attack" "$output/$attack" 2 1e-3
fi

# An insult is told from ordinary answers at once: first the trigger, from poisoned and clean rows in like numbers, then that the target is
# rare without it.
attack=negsentiment-badnet
if [ ! -s "$output/$attack/secret.json" ]; then
    for stage in "planted 1000" "settled 11700"; do
        data_of "$attack" "$attack-${stage% *}"
        { cat "$tasks/$attack/train.jsonl" && head -n "${stage#* }" "$tasks/instruct/train.jsonl"; } >"$output/data-$attack-${stage% *}/train.jsonl"
    done
    [ -s "$output/$attack-planted/secret.json" ] || train "$output/base" "$output/data-$attack-planted" "$output/$attack-planted" 5 2e-3
    train "$output/$attack-planted" "$output/data-$attack-settled" "$output/$attack" 1 1e-3
fi
