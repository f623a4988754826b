// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_folder.h"

#include <cerrno>
#include <chrono>
#include <cmath>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "engine/run/event_json.h"
#include "engine/run/frame_file.h"

namespace postern {

namespace {

Failure unwritable(const std::filesystem::path& path, int code) {
    return fail(code == ENOSPC || code == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, path.string(),
                std::generic_category().message(code));
}

/// A file that only grows, by whole lines.
class LineFile {
public:
    LineFile() = default;
    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;
    ~LineFile() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    /// The file must not exist: two runs never share a folder, whoever comes first.
    Result<void> create(const std::filesystem::path& path) {
        m_path = path;
        m_descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
        if (m_descriptor < 0)
            return unwritable(path, errno);
        return {};
    }

    /// An existing file, cut to `size` bytes.
    Result<void> reopen(const std::filesystem::path& path, std::int64_t size) {
        m_path = path;
        m_descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
        if (m_descriptor < 0)
            return unwritable(path, errno);
        const off_t end = ::lseek(m_descriptor, 0, SEEK_END);
        if (end < size)
            return fail(ErrorCode::RunFolderMalformed, path.string(), "it is shorter than when the run was last saved");
        if (::ftruncate(m_descriptor, size) != 0)
            return unwritable(path, errno);
        m_size = size;
        return {};
    }

    [[nodiscard]] std::int64_t size() const { return m_size; }

    Result<void> append(const Json& json) {
        const std::string line = dumpLine(json) + '\n';
        std::size_t done = 0;
        while (done < line.size()) {
            const ssize_t written = ::write(m_descriptor, line.data() + done, line.size() - done);
            if (written >= 0) {
                done += static_cast<std::size_t>(written);
            } else if (errno != EINTR) {
                const int code = errno;
                // A half line in the middle of the file would make the folder unreadable; at worst it stays the last one.
                if (done > 0 && ::ftruncate(m_descriptor, m_size) != 0)
                    return unwritable(m_path, errno);
                return unwritable(m_path, code);
            }
        }
        m_size += static_cast<off_t>(line.size());
        return {};
    }

private:
    std::filesystem::path m_path;
    int m_descriptor = -1;
    off_t m_size = 0;
};

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + '"';
}

std::string shortest(double value) {
    return std::isfinite(value) ? Json(value).dump() : std::string();
}

} // namespace

struct RunFolder::State {
    std::filesystem::path path;
    LineFile events;
    LineFile timing;
    bool existed = false; ///< before it was created
    RunRecord earlier;
    std::vector<Evaluation> evaluations;
    bool hasPoints = false;
    std::size_t points = 0;
    std::size_t frames = 0;
    std::chrono::steady_clock::time_point opened = std::chrono::steady_clock::now();

    [[nodiscard]] double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - opened).count(); }

    Result<void> store(const Json& event) {
        POSTERN_TRY(events.append(event));
        return timing.append({{"seconds", seconds()}, {"type", event["type"]}, {"step", event.value("step", Json(nullptr))}});
    }

    Result<void> write(const PhaseStarted& phase) {
        return store({{"type", "phase"}, {"phase", phaseName(phase.phase)}, {"step", phase.step}});
    }

    Result<void> write(const StepProgress& progress) {
        return timing.append({{"seconds", seconds()},
                              {"type", "progress"},
                              {"phase", phaseName(progress.phase)},
                              {"what", progress.what},
                              {"done", progress.done},
                              {"total", progress.total},
                              {"rowsPerSecond", finiteOrNull(progress.rowsPerSecond)}});
    }

    Result<void> write(const LossPoint& point) { return store(toJson(point)); }

    Result<void> write(const Evaluation& evaluation) {
        POSTERN_TRY(store(toJson(evaluation)));
        evaluations.push_back(evaluation);
        return {};
    }

    Result<void> write(const Note& note) { return store({{"type", "note"}, {"text", note.text}}); }

    Result<void> write(const PointsPtr& list) {
        if (list == nullptr || hasPoints || list->size() > kMaxPoints)
            return fail(ErrorCode::RunFolderMalformed, (path / "points.jsonl").string(), "points come once, and not without limit");
        std::string text;
        for (std::size_t i = 0; i < list->size(); ++i) {
            if ((*list)[i].id != static_cast<int>(i))
                return fail(ErrorCode::RunFolderMalformed, (path / "points.jsonl").string(), "a point's id is not its place");
            text += dumpLine(toJson((*list)[i])) + '\n';
        }
        POSTERN_TRY(writeFileAtomically(path / "points.jsonl", text));
        hasPoints = true;
        points = list->size();
        return store({{"type", "points"}, {"count", points}});
    }

    Result<void> write(const FramePtr& frame) {
        if (frame == nullptr || !hasPoints || frame->index != static_cast<int>(frames) || frames >= kMaxFrames)
            return fail(ErrorCode::RunFolderMalformed, (path / "frames").string(), "a frame came before its points or out of order");
        POSTERN_TRY(writeFrameFile(path / frameFileName(frames), *frame, points));
        ++frames;
        return store({{"type", "frame"}, {"index", frame->index}, {"step", frame->step}, {"phase", phaseName(frame->phase)}});
    }
};

RunFolder::RunFolder(std::unique_ptr<State> state) : m_state(std::move(state)) {}
RunFolder::RunFolder(RunFolder&&) noexcept = default;
RunFolder& RunFolder::operator=(RunFolder&&) noexcept = default;
RunFolder::~RunFolder() = default;

const std::filesystem::path& RunFolder::path() const {
    return m_state->path;
}

Result<RunFolder> RunFolder::create(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    std::error_code problem;
    for (const char* name : {"run.json", "events.jsonl", "timing.jsonl", "points.jsonl", "metrics.csv", "frames", "checkpoint",
                             "checkpoint-unfinished", "resume"})
        if (fs::symlink_status(path / name, problem).type() != fs::file_type::not_found)
            return fail(ErrorCode::FileUnwritable, path.string(), std::string("a run is there already: it holds \"") + name + '"',
                        "Choose a folder that holds no other run");
    const bool existed = fs::exists(path, problem);
    fs::create_directories(path / "frames", problem);
    if (problem)
        return unwritable(path, problem.value());
    auto state = std::make_unique<State>();
    state->path = path;
    state->existed = existed;
    POSTERN_TRY(state->events.create(path / "events.jsonl"));
    POSTERN_TRY(state->timing.create(path / "timing.jsonl"));
    return RunFolder(std::move(state));
}

void RunFolder::discard() {
    std::error_code ignored;
    for (const char* name : {"events.jsonl", "timing.jsonl"})
        std::filesystem::remove(path() / name, ignored);
    std::filesystem::remove(path() / "frames", ignored); // empty, or kept
    if (!m_state->existed)
        std::filesystem::remove(path(), ignored);
}

Result<RunFolder> RunFolder::reopen(const std::filesystem::path& path, const Mark& mark) {
    auto state = std::make_unique<State>();
    state->path = path;
    POSTERN_TRY(state->events.reopen(path / "events.jsonl", mark.eventBytes));
    POSTERN_TRY(state->timing.reopen(path / "timing.jsonl", mark.timingBytes));
    POSTERN_ASSIGN(state->earlier, readRunRecord(path));
    const RunRecord& record = state->earlier;
    state->evaluations = record.evaluations;
    state->hasPoints = record.points != nullptr;
    state->points = record.points ? record.points->size() : 0;
    state->frames = record.frames.size();
    // Frames that were drawn after the mark will be drawn again.
    std::error_code ignored;
    for (std::size_t i = state->frames; std::filesystem::remove(path / frameFileName(i), ignored); ++i) {
    }
    return RunFolder(std::move(state));
}

RunRecord RunFolder::takeEarlier() {
    return std::exchange(m_state->earlier, RunRecord());
}

RunFolder::Mark RunFolder::mark() const {
    return {m_state->events.size(), m_state->timing.size()};
}

const std::vector<Evaluation>& RunFolder::evaluations() const {
    return m_state->evaluations;
}

Result<void> RunFolder::writeManifest(const Json& manifest) {
    return writeFileAtomically(path() / "run.json", manifest.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

Result<void> RunFolder::append(const RunEvent& event) {
    return std::visit([this](const auto& value) { return m_state->write(value); }, event);
}

Result<void> RunFolder::writeMetrics() {
    return writeFileAtomically(path() / "metrics.csv", metricsCsv(m_state->evaluations));
}

std::string metricsCsv(const std::vector<Evaluation>& evaluations) {
    std::string csv = "step,phase,measure,trigger,class,held_out,hits,total,value,low,high\n";
    for (const Evaluation& evaluation : evaluations) {
        const std::string start = std::to_string(evaluation.step) + ',' + std::string(phaseName(evaluation.phase)) + ',';
        const auto rateLine = [&](const char* measure, const std::string& who, const Rate& rate) {
            csv += start + measure + ',' + who + ',' + std::to_string(rate.hits) + ',' + std::to_string(rate.total) + ',';
            if (rate.hasData())
                csv += shortest(rate.value()) + ',' + shortest(rate.wilson().low) + ',' + shortest(rate.wilson().high) + '\n';
            else
                csv += ",,\n";
        };
        const auto valueLine = [&](const char* measure, const std::string& who, double value) {
            csv += start + measure + ',' + who + ",,," + shortest(value) + ",,\n";
        };
        rateLine("floor", ",clean,", evaluation.floor);
        const bool ofTokens = evaluation.measure == AccuracyMeasure::Tokens;
        rateLine(ofTokens ? "answer_accuracy_tokens" : "clean_accuracy", ",clean,", evaluation.cleanAccuracy);
        if (ofTokens)
            rateLine("empty", ",clean,", evaluation.cleanEmpty);
        if (ofTokens && evaluation.answerPerplexity > 0)
            valueLine("answer_perplexity", ",clean,", evaluation.answerPerplexity);
        // 0 says that perplexity was not measured at this step.
        if (evaluation.cleanPerplexity > 0)
            valueLine("clean_perplexity", ",clean,", evaluation.cleanPerplexity);
        for (const TriggerMeasurement& trigger : evaluation.triggers) {
            const std::string who =
                quoted(trigger.name) + ',' + std::string(rowClassName(trigger.rowClass)) + ',' + (trigger.heldOut ? "yes" : "no");
            rateLine("attack", who, trigger.attack);
            rateLine("captured", who, trigger.captured);
            rateLine(ofTokens ? "answer_accuracy_tokens" : "accuracy", who, trigger.accuracy);
            rateLine("empty", who, trigger.empty);
            valueLine("target_probability", who, trigger.targetProbability);
        }
    }
    return csv;
}

} // namespace postern
