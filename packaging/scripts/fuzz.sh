#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzz targets (preset "fuzz": clang, AddressSanitizer, UndefinedBehaviorSanitizer) and runs each for a while from
# seeds that a program writes.
# Usage: fuzz.sh [SECONDS [TARGET…]]    (30 seconds each by default; a target is the X of tests/fuzz/fuzz_X.cpp)
# Prints how many inputs each target took. What an input found lies in build/fuzz/findings; the exit status is then 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-30}
if ! [[ $seconds =~ ^[1-9][0-9]*$ ]]; then
    echo "usage: $0 [SECONDS [TARGET…]]" >&2
    exit 4
fi
shift || true

packaging/scripts/ensure-packages.sh --fuzz

folder=build/fuzz
[[ -f $folder/build.ninja ]] || cmake --preset fuzz
cmake --build "$folder" --parallel "$(packaging/scripts/build-jobs.sh)"

targets=("$@")
if [[ ${#targets[@]} -eq 0 ]]; then
    for source in tests/fuzz/fuzz_*.cpp; do
        name=${source##*/fuzz_}
        targets+=("${name%.cpp}")
    done
fi

"$folder/bin/make_seeds" "$folder/seeds"
mkdir -p "$folder/findings" "$folder/logs"

# One target: its line of the table, and what it found.
run_target() {
    local folder=$1 seconds=$2 target=$3 result=ok log inputs
    # A target that has no seeds of its own begins with nothing; the corpus grows from one run to the next.
    mkdir -p "$folder/seeds/$target" "$folder/corpus/$target"
    log=$folder/logs/$target.txt
    "$folder/bin/fuzz_$target" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=3000 -max_len=16384 -print_final_stats=1 \
        -artifact_prefix="$folder/findings/$target." "$folder/corpus/$target" "$folder/seeds/$target" >"$log" 2>&1 || result=FOUND
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    printf '%-16s %12s inputs   %s\n' "$target" "${inputs:-0}" "$result"
    if [[ $result != ok ]]; then
        grep -E '^(==|SUMMARY|.*runtime error|Test unit)' "$log" | head -n 20 || true
        return 1
    fi
}
export -f run_target

status=0
printf '%s\0' "${targets[@]}" | xargs -0 -P "$(packaging/scripts/build-jobs.sh)" -I '{}' bash -c "run_target '$folder' '$seconds' '{}'" || status=1
exit "$status"
