// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>

namespace postern::test {

/// How long this thread was ready to run but had no processor: a busy machine is not a stall of the window.
inline double waitedForProcessorMs() {
    std::ifstream stream("/proc/thread-self/schedstat");
    double ran = 0;
    double waited = 0;
    stream >> ran >> waited;
    return waited / 1e6;
}

} // namespace postern::test
