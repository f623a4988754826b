# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads the log of "ctest -V" and prints "N passed, N failed, N skipped" over all test functions (the "Totals:" lines of
# Qt Test). A program that ends without totals counts as one; one that fails without a failed function (a crash, a
# time-out, one that does not start) counts as one more failure.

match($0, /^[0-9]+: Totals: /) {
    id = $1 + 0
    line = $0
    gsub(/,/, "", line)
    n = split(line, word, " ")
    for (i = 2; i <= n; ++i) {
        if (word[i] == "passed") passed[id] += word[i - 1]
        if (word[i] == "failed") failed[id] += word[i - 1]
        if (word[i] == "skipped") skipped[id] += word[i - 1]
    }
    totals[id] = 1
}

match($0, /^ *[0-9]+\/[0-9]+ Test +#[0-9]+: /) {
    id = $0
    sub(/^[^#]*#/, "", id)
    id = id + 0
    ended[id] = $0 ~ /\*\*\*Skipped/ ? "skipped" : $0 ~ / Passed +[0-9.]+ sec *$/ ? "passed" : "failed"
}

match($0, /^ +Start +[0-9]+: /) { started[$2 + 0] = 1 }

END {
    p = f = s = 0
    for (id in started) {
        p += passed[id]
        f += failed[id]
        s += skipped[id]
        if (!(id in ended) || (ended[id] == "failed" && failed[id] == 0)) ++f
        else if (ended[id] == "passed" && !(id in totals)) ++p
        else if (ended[id] == "skipped" && !(id in totals)) ++s
    }
    printf "%d passed, %d failed, %d skipped\n", p, f, s
}
