#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Postern's t-SNE beside scikit-learn's: the same rows, perplexity and iterations, both through PCA to 50 dimensions, in turn on the
# same machine. Prints the median of the pairs' ratios (peer / Postern) of wall time and of processor time, which other programs
# disturb less, and the divergence of both layouts, computed for both by the same code.
#   tests/bench/compare_tsne.sh [BUILD_FOLDER] [PAIRS] [METHOD] [THREADS] [ROWS...]
# METHOD is scikit-learn's: barnes_hut (its default, approximate) or exact. THREADS are the peer's; Postern's t-SNE uses one.
# Needs Debian's python3-sklearn.
set -euo pipefail
build=${1:-build/release}
pairs=${2:-5}
method=${3:-barnes_hut}
threads=${4:-1}
sizes=("${@:5}")
((${#sizes[@]} > 0)) || sizes=(400 2000)
columns=256
bench=$build/bin/bench_tsne
peer=$(dirname "$0")/tsne_peer.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# value KEY JSON, quotient A B, median FILE
value() { sed "s/.*\"$1\": \([0-9.]*\).*/\1/" <<<"$2"; }
quotient() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
median() { sort -n "$work/$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads
for rows in "${sizes[@]}"; do
    data=$work/rows-$rows.f32
    shape=(--rows "$rows" --columns "$columns")
    /usr/bin/python3 "$peer" data "$data" "${shape[@]}"
    rm -f "$work"/{ours,theirs,wall,cpu}
    for ((i = 0; i < pairs; ++i)); do
        ours=$("$bench" "$data" "${shape[@]}" --layout "$work/ours.f32")
        theirs=$(/usr/bin/python3 "$peer" embed "$data" "${shape[@]}" --layout "$work/theirs.f32" --method "$method")
        value seconds "$ours" >>"$work/ours"
        value seconds "$theirs" >>"$work/theirs"
        quotient "$(value seconds "$theirs")" "$(value seconds "$ours")" >>"$work/wall"
        quotient "$(value cpu_s "$theirs")" "$(value cpu_s "$ours")" >>"$work/cpu"
        echo "$rows rows  postern $(tail -1 "$work/ours") s  peer $(tail -1 "$work/theirs") s  ratio $(tail -1 "$work/wall")," \
            "of processor time $(tail -1 "$work/cpu")"
    done
    mapfile -t divergences < <(/usr/bin/python3 "$peer" judge "$data" "${shape[@]}" "$work/ours.f32" "$work/theirs.f32")
    echo "$rows rows, peer $method on $threads thread(s): median postern $(median ours) s, peer $(median theirs) s, ratio $(median wall)," \
        "of processor time $(median cpu); divergence postern ${divergences[0]}, peer ${divergences[1]}"
done
