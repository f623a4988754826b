// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "engine/core/error.h"

namespace postern {

/// Where a long job is: `done` of `total` units of the phase called `what`. total 0 means unknown.
struct Progress {
    std::string what;
    std::int64_t done = 0;
    std::int64_t total = 0;
};

/// Receives progress on the thread that does the work; it must return quickly and may be empty.
using ProgressSink = std::function<void(const Progress&)>;

/// What a long call needs from its caller: a place to report to and a token to poll at least every 200 ms.
struct JobContext {
    ProgressSink report;
    std::stop_token stop;

    void progress(std::string what, std::int64_t done, std::int64_t total) const {
        if (report)
            report({std::move(what), done, total});
    }

    /// The failure that unwinds a cancelled job, or success.
    [[nodiscard]] Result<void> checkStop() const {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, {}, {});
        return {};
    }
};

} // namespace postern
