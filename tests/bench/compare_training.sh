#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Postern's training rate against a plain PyTorch peer, in turn on the same machine: median of the pairs' ratios.
#   tests/bench/compare_training.sh PEER.py [BUILD_FOLDER] [RUNS]
# PEER.py takes "train --config demo --steps N --dtype D" and prints {"tokens_per_s": …}. Needs Debian's python3-torch.
set -euo pipefail
peer=${1:?path of the Python peer}
build=${2:-build/release}
runs=${3:-5}
bench=$build/bin/bench_training
for dtype in bf16 fp32; do
    ratios=()
    for ((i = 0; i < runs; ++i)); do
        ours=$("$bench" --steps 30 --fp32 "$([[ $dtype == fp32 ]] && echo 1 || echo 0)" | sed 's/.*"tokens_per_s": \([0-9.]*\).*/\1/')
        theirs=$(/usr/bin/python3 "$peer" train --config demo --steps 30 --dtype "$dtype" | sed 's/.*"tokens_per_s": \([0-9.]*\).*/\1/')
        ratio=$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }')
        echo "$dtype  postern $ours tokens/s  peer $theirs tokens/s  ratio $ratio"
        ratios+=("$ratio")
    done
    printf '%s\n' "${ratios[@]}" | sort -n | awk -v d="$dtype" '{ v[NR] = $1 } END { print d "  median ratio " v[int((NR + 1) / 2)] }'
done
