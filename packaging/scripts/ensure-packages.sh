#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages that Postern is built from, and only those that are missing.
# Usage: ensure-packages.sh [--tests] [--fuzz]    (--tests adds what only the tests need, --fuzz what the fuzz targets need)
# Without a missing package it asks dpkg once and calls neither apt nor sudo.
set -euo pipefail

# Package and reason. "a|b" means that either will do; a is installed where neither is there.
build_packages='
build-essential                            the C++ compiler
cmake                                      the build system
ninja-build                                runs the build
ccache                                     makes a second build of the torch files quick
pkg-config                                 finds libraries for CMake modules that ask it
qt6-base-dev                               window, PDF report, Qt Test
qt6-svg-dev                                icons
qt6-tools-dev                              translations (CMake module)
qt6-l10n-tools                             translations (lupdate, lrelease)
qt6-translations-l10n                      words of Qt itself in other languages: file dialogs, buttons
libqcustomplot-dev                         plots
libtorch-dev                               tensors and gradients
libopenblas0-openmp|libopenblas0-pthread   fast matrix products (the reference BLAS is some thirty times slower)
libeigen3-dev                              PCA, t-SNE and other analysis
libspdlog-dev                              program log
libfmt-dev                                 text formatting
nlohmann-json3-dev                         JSON
libcli11-dev                               command line options
libpcre2-dev                               tokenizer patterns
libicu-dev                                 Unicode normalisation
libsentencepiece-dev                       tokenizer.model of checkpoints without a tokenizer.json
libssl-dev                                 SHA-256
libexpected-dev                            results that carry errors
zlib1g-dev                                 compressed entries of archives that are scanned
fonts-inter                                the font of the window and the report
fonts-dejavu-core                          the font for what Inter lacks
'
test_packages='
clang-format                               the formatting test
poppler-utils                              reads the PDF report back
'
fuzz_packages='
clang                                      compiles the fuzz targets
libclang-rt-14-dev                         libFuzzer and the sanitizers
'

wayland_packages='
qt6-wayland                                shows the window under Wayland
'

wanted=$build_packages
if [[ -n ${WAYLAND_DISPLAY:-} ]]; then wanted+=$wayland_packages; fi
for option in "$@"; do
    case "$option" in
    --tests) wanted+=$test_packages ;;
    --fuzz) wanted+=$fuzz_packages ;;
    *)
        echo "usage: $0 [--tests] [--fuzz]" >&2
        exit 2
        ;;
    esac
done

if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system, so nothing is installed. Postern needs, under the names of Debian 12:" >&2
    echo "$wanted" >&2
    exit 1
fi

# dpkg-query fails when a name is unknown and still lists the others.
mapfile -t names < <(awk 'NF { gsub(/\|/, "\n", $1); print $1 }' <<<"$wanted")
installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${names[@]}" 2>/dev/null | awk '$2 == "installed" { print $1 }' || true)

missing=()
while read -r choice reason; do
    [[ -n $choice ]] || continue
    found=no
    for name in ${choice//|/ }; do
        if grep -qxF -- "$name" <<<"$installed"; then found=yes; fi
    done
    if [[ $found == no ]]; then
        [[ ${#missing[@]} -gt 0 ]] || echo "Installing Debian packages that are missing:"
        printf '  %-22s %s\n' "${choice%%|*}" "$reason"
        missing+=("${choice%%|*}")
    fi
done <<<"$wanted"

if [[ ${#missing[@]} -gt 0 ]]; then
    as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        if ! command -v sudo >/dev/null; then
            echo "Neither root nor sudo is at hand. As root, run: apt-get install ${missing[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
fi

# OpenBLAS may be installed and still not be the BLAS in use.
blas_link=libblas.so.3-$(uname -m)-linux-gnu
blas=$(update-alternatives --query "$blas_link" 2>/dev/null | sed -n 's/^Value: //p' || true)
case "$blas" in
*openblas* | "") ;;
*)
    echo "Note: the active BLAS is $blas, not OpenBLAS; training will be many times slower." >&2
    echo "      To change it: update-alternatives --config $blas_link (as root)." >&2
    ;;
esac
