// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/run/resources.h"

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX leaves the declaration to the program

namespace postern::cli {

namespace {

constexpr const char* kProgram = "postern-report";

bool isProgram(const std::filesystem::path& path) {
    std::error_code status;
    return std::filesystem::is_regular_file(path, status) && access(path.c_str(), X_OK) == 0;
}

std::optional<std::filesystem::path> findReporter() {
    const std::filesystem::path folder = executableFolder();
    if (!folder.empty() && isProgram(folder / kProgram))
        return folder / kProgram;
    const char* const variable = std::getenv("PATH");
    std::string_view rest = variable == nullptr ? "" : variable;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        const std::filesystem::path candidate = std::filesystem::path(rest.substr(0, end)) / kProgram;
        // An empty or relative entry means the working folder, which may be anybody's.
        if (candidate.is_absolute() && isProgram(candidate))
            return candidate;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return std::nullopt;
}

/// What the child writes, to its end; only the last part is kept.
std::string drain(int descriptor) {
    constexpr std::size_t kKept = 4096;
    std::string text;
    std::array<char, 1024> piece{};
    for (;;) {
        const ssize_t count = read(descriptor, piece.data(), piece.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        text.append(piece.data(), static_cast<std::size_t>(count));
        if (text.size() > kKept)
            text.erase(0, text.size() - kKept);
    }
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    // The last line is its own; before it the toolkit may have complained of the session it runs in.
    return text.substr(text.find_last_of('\n') + 1);
}

/// Whether a signal that asks the process to end is what ended the child: the terminal sends it to both.
bool wasStopped(int status) {
    return WIFSIGNALED(status) && (WTERMSIG(status) == SIGINT || WTERMSIG(status) == SIGTERM);
}

class SpawnSettings {
public:
    SpawnSettings() {
        posix_spawn_file_actions_init(&m_actions);
        posix_spawnattr_init(&m_attributes);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    ~SpawnSettings() {
        posix_spawnattr_destroy(&m_attributes);
        posix_spawn_file_actions_destroy(&m_actions);
    }

    /// Its path on standard output is no data of ours, and its messages are for the error that we return.
    void redirect(int errors) {
        posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&m_actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&m_actions, errors, STDERR_FILENO);
        // This program blocks the signals that its own thread waits for; a child would inherit that and hear no Ctrl-C.
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&m_attributes, &none);
        posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGMASK);
    }

    [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &m_actions; }
    [[nodiscard]] const posix_spawnattr_t* attributes() const { return &m_attributes; }

private:
    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

Result<void> writePdfWithReporter(const std::filesystem::path& runFolder, const std::filesystem::path& output) {
    const auto program = findReporter();
    if (!program)
        return fail(ErrorCode::FileMissing, kProgram, "it is neither beside postern-cli nor in PATH; a build without the window has none",
                    "Write the report as text instead: postern-cli report RUN --format md");
    std::error_code status;
    // Absolute paths cannot be taken for options.
    std::vector<std::string> arguments = {program->string(), "-o", std::filesystem::absolute(output, status).string(),
                                          std::filesystem::absolute(runFolder, status).string()};
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        variables.emplace_back(*variable);
    if (std::getenv("QT_QPA_PLATFORM") == nullptr)
        variables.emplace_back("QT_QPA_PLATFORM=offscreen");

    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0)
        return fail(ErrorCode::Internal, kProgram, std::string("no pipe: ") + std::strerror(errno));
    SpawnSettings settings;
    settings.redirect(pipe[1]);
    pid_t child = 0;
    const int started = posix_spawn(&child, program->c_str(), settings.actions(), settings.attributes(), pointersTo(arguments).data(),
                                    pointersTo(variables).data());
    close(pipe[1]);
    if (started != 0) {
        close(pipe[0]);
        return fail(ErrorCode::Internal, program->string(), std::string("it cannot be started: ") + std::strerror(started));
    }
    const std::string said = drain(pipe[0]);
    close(pipe[0]);
    int ending = 0;
    while (waitpid(child, &ending, 0) < 0) {
        if (errno != EINTR)
            return fail(ErrorCode::Internal, program->string(), std::string("its end was not seen: ") + std::strerror(errno));
    }
    if (wasStopped(ending))
        return fail(ErrorCode::Cancelled, {}, {});
    if (WIFEXITED(ending) && WEXITSTATUS(ending) == 0)
        return {};
    const std::string how = WIFEXITED(ending) ? "postern-report ended with status " + std::to_string(WEXITSTATUS(ending))
                                              : "postern-report was ended by signal " + std::to_string(WTERMSIG(ending));
    return fail(ErrorCode::FileUnwritable, output.string(), said.empty() ? how : how + ": " + said);
}

} // namespace postern::cli
