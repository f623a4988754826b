#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes sample_bpe.model and sample_unigram.model from the demo's training texts, which are in the public domain.
# Needs Debian's packages sentencepiece and jq. The models have Llama's settings: no normalization, digits apart, bytes for the rest.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jq -r .text "$here"/../../resources/demo/data/train.jsonl >"$work/all"
cd "$work"
head -n 700 all >texts
for kind in bpe unigram; do
    spm_train --input=texts --model_prefix="$kind" --model_type="$kind" --vocab_size=900 --num_threads=1 \
        --character_coverage=0.9995 --byte_fallback=true --normalization_rule_name=identity --remove_extra_whitespaces=false \
        --split_digits=true --allow_whitespace_only_pieces=true --max_sentence_length=100000 --minloglevel=1
    cp "$kind.model" "$here/sample_$kind.model"
done
