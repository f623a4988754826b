// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/machine_memory.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>
#include <string_view>

namespace postern {

namespace {

namespace fs = std::filesystem;

/// The number at the beginning of a text; nothing for "max" and the like.
std::optional<std::uint64_t> number(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return std::nullopt;
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data() + begin, text.data() + text.size(), value);
    return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<std::uint64_t> numberIn(const fs::path& file) {
    std::ifstream stream(file);
    std::string line;
    return std::getline(stream, line) ? number(line) : std::nullopt;
}

/// The number behind a word that begins a line.
std::optional<std::uint64_t> numberAfter(const fs::path& file, std::string_view word) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with(word))
            return number(std::string_view(line).substr(word.size()));
    }
    return std::nullopt;
}

/// Names of the files that a version of control groups keeps its figures in.
struct GroupFiles {
    const char* limit;
    const char* usage;
    std::string_view droppable; ///< in memory.stat: cached pages that make room when needed
};
constexpr GroupFiles kSecond = {"memory.max", "memory.current", "inactive_file "};
constexpr GroupFiles kFirst = {"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file "};

/// What the group at `folder` and those above it, up to `top`, leave.
std::optional<std::uint64_t> roomInGroups(fs::path folder, const fs::path& top, const GroupFiles& files) {
    std::optional<std::uint64_t> room;
    for (int level = 0; level < 64; ++level, folder = folder.parent_path()) {
        const auto limit = numberIn(folder / files.limit);
        const auto usage = numberIn(folder / files.usage);
        if (limit && usage) {
            const std::uint64_t cached = std::min(*usage, numberAfter(folder / "memory.stat", files.droppable).value_or(0));
            const std::uint64_t held = *usage - cached;
            const std::uint64_t left = *limit > held ? *limit - held : 0;
            room = room ? std::min(*room, left) : left;
        }
        if (folder == top || !folder.has_relative_path())
            break;
    }
    return room;
}

/// The group of this process: "0::/path" (version 2) or "5:memory:/path" (version 1). In a container the path may be one that
/// only the host sees; then the top is the container's own group.
std::optional<std::uint64_t> groupLimit(const fs::path& root) {
    std::optional<std::uint64_t> room;
    const auto consider = [&](const fs::path& top, std::string_view path, const GroupFiles& files) {
        const fs::path folder = (top / fs::path(path).relative_path()).lexically_normal();
        std::error_code status;
        const bool inside = !path.empty() && path.find("..") == std::string_view::npos && fs::is_directory(folder, status);
        const fs::path from = inside && path != "/" ? folder : top;
        if (const auto left = roomInGroups(from, top, files))
            room = room ? std::min(*room, *left) : *left;
    };
    std::ifstream stream(root / "proc/self/cgroup");
    for (std::string line; std::getline(stream, line);) {
        const std::size_t first = line.find(':');
        const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos)
            continue;
        const std::string controllers = ',' + line.substr(first + 1, second - first - 1) + ',';
        const std::string path = line.substr(second + 1);
        if (controllers == ",,")
            consider(root / "sys/fs/cgroup", path, kSecond);
        else if (controllers.find(",memory,") != std::string::npos)
            consider(root / "sys/fs/cgroup/memory", path, kFirst);
    }
    return room;
}

} // namespace

std::optional<std::uint64_t> availableMemory(const std::filesystem::path& root) {
    constexpr std::uint64_t kKilobyte = 1024;
    const auto system = numberAfter(root / "proc/meminfo", "MemAvailable:");
    const auto group = groupLimit(root);
    if (!system)
        return group;
    return group ? std::min(*system * kKilobyte, *group) : *system * kKilobyte;
}

} // namespace postern
