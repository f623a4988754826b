#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints how many compilers to run at once: one a core, and no more than memory holds (a torch file takes about 2 GB).
set -euo pipefail
cores=$(nproc)
by_memory=$(awk '/^MemAvailable:/ { print int($2 / 2000000) }' /proc/meminfo)
jobs=$((cores < by_memory ? cores : by_memory))
echo $((jobs < 1 ? 1 : jobs))
