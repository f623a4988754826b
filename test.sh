#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# One command on a Debian 12 machine: packages, build, every test. The last line reads "N passed, N failed, N skipped" and
# counts test functions; the exit status is 0 only when none failed. CI=true makes warnings errors (preset "ci").
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

packaging/scripts/ensure-packages.sh --tests

preset=release
if [[ ${CI:-} == true ]]; then preset=ci; fi
folder=build/$preset
[[ -f $folder/build.ninja ]] || cmake --preset "$preset"
cmake --build "$folder" --parallel "$(packaging/scripts/build-jobs.sh)"

export QT_QPA_PLATFORM=offscreen
log=$folder/test-log.txt
status=0
echo "Testing; the full log goes to $log"
: >"$log"
# Only the verdicts are shown while the tests run; what failed follows in full.
ctest --test-dir "$folder" -V >"$log" 2>&1 &
tests=$!
tail -n +1 -f --pid="$tests" "$log" 2>/dev/null | grep --line-buffered -E '^ *[0-9]+/[0-9]+ Test +#' || true
wait "$tests" || status=$?

if [[ $status -ne 0 ]]; then
    echo
    echo "What failed:"
    grep -E '^[0-9]+: (FAIL!|XPASS|QFATAL|   (Loc|Actual|Expected))|\*\*\*(Failed|Exception|Timeout|Not Run)' "$log" | tail -n 200 || true
fi
summary=$(awk -f packaging/scripts/count-tests.awk "$log")
case "$summary" in
"0 passed, "*)
    echo "No test ran."
    [[ $status -ne 0 ]] || status=1
    ;;
*", 0 failed, "*) ;;
*) [[ $status -ne 0 ]] || status=1 ;;
esac
echo
echo "$summary"
exit "$status"
