// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "engine/core/error.h"

namespace postern {

namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made = spdlog::stderr_color_mt("postern");
        made->set_pattern("%^%l%$ %v");
        made->set_level(spdlog::level::warn);
        return made;
    }();
    return *instance;
}

} // namespace

void logInfo(std::string_view message) {
    logger().info("{}", printable(message, 2000));
}

void logWarning(std::string_view message) {
    logger().warn("{}", printable(message, 2000));
}

void logError(std::string_view message) {
    logger().error("{}", printable(message, 2000));
}

void setLogVerbosity(int level) {
    logger().set_level(level <= 0 ? spdlog::level::err : level == 1 ? spdlog::level::warn : spdlog::level::info);
}

} // namespace postern
