#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# One command on a Debian 12 machine: packages, build, and the purification of the shipped checkpoint. With a screen the
# window opens and runs it; without one postern-cli does, and ends with the report as PDF. Arguments are passed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

packaging/scripts/ensure-packages.sh

folder=build/release
[[ -f $folder/build.ninja ]] || cmake --preset release
cmake --build "$folder" --parallel "$(packaging/scripts/build-jobs.sh)" --target postern postern-cli postern-report

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$folder/bin/postern" --demo word "$@"
fi
output=runs/demo-$(date +%Y%m%d-%H%M%S)
echo "No screen: running on the command line into $output"
exec "$folder/bin/postern-cli" run --demo word --output "$output" "$@"
