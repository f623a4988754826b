#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Debian package into build/deb. Needs debhelper and dpkg-dev besides what ensure-packages.sh installs.
# Debian wants debian/ at the top of a source tree; this works on a copy, so that the project's own top stays clean.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for tool in dpkg-buildpackage dh; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool is missing. As root, run: apt-get install dpkg-dev debhelper" >&2
        exit 1
    fi
done

folder=build/deb
rm -rf "$folder"
mkdir -p "$folder/postern"
git archive HEAD | tar -x -C "$folder/postern"
cp -r packaging/debian "$folder/postern/debian"
cd "$folder/postern"
DEB_BUILD_OPTIONS="parallel=$(packaging/scripts/build-jobs.sh) ${DEB_BUILD_OPTIONS:-}" dpkg-buildpackage --build=binary --no-sign
cd ..
ls -1 ./*.deb
