// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_record.h"

#include <cstdint>
#include <string_view>

#include "engine/run/event_json.h"
#include "engine/run/frame_file.h"

namespace postern {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLines = 5'000'000;
constexpr std::size_t kMaxManifestBytes = std::size_t{16} << 20;
constexpr std::uintmax_t kMaxFrameBytes = std::uintmax_t{1} << 30;

/// A link could lead out of the folder, and a device or pipe could block for ever.
Result<void> checkOwnFile(const fs::path& path) {
    std::error_code problem;
    const fs::file_status status = fs::symlink_status(path, problem);
    if (status.type() == fs::file_type::not_found)
        return fail(ErrorCode::FileMissing, path.string(), {});
    if (status.type() != fs::file_type::regular)
        return fail(ErrorCode::RunFolderMalformed, path.string(), "it is not a regular file");
    return {};
}

Failure atLine(const Error& cause, const fs::path& path, std::size_t line) {
    std::string detail = "line " + std::to_string(line);
    if (!cause.subject.empty() && cause.code == ErrorCode::RunFolderMalformed)
        detail += ", " + cause.subject;
    return fail(ErrorCode::RunFolderMalformed, path.string(), detail + ": " + cause.detail);
}

enum class LastLine { MayBeHalf, MustBeWhole };

/// Calls `take(json)` for every line.
template <typename Take>
Result<void> readLines(const fs::path& path, LastLine lastLine, std::size_t maxLines, Take take) {
    POSTERN_TRY(checkOwnFile(path));
    POSTERN_ASSIGN(const std::string content, readTextFile(path, kMaxEventBytes));
    std::string_view rest = content;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && lastLine == LastLine::MayBeHalf)
            break;
        if (end == std::string_view::npos || number > maxLines)
            return fail(ErrorCode::RunFolderMalformed, path.string(),
                        "line " + std::to_string(number) + (number > maxLines ? ": there are too many lines" : ": it has no end"));
        const Result<Json> json = parseJson(rest.substr(0, end), {});
        if (!json)
            return atLine(json.error(), path, number);
        if (const Result<void> taken = take(*json); !taken)
            return atLine(taken.error(), path, number);
        rest.remove_prefix(end + 1);
    }
    return {};
}

class Reader {
public:
    explicit Reader(RunRecord& record) : m_record(record) {}

    Result<void> take(const Json& json) {
        if (!json.is_object() || !json.contains("type") || !json["type"].is_string())
            return fail(ErrorCode::RunFolderMalformed, "event", "it has no type");
        const std::string& type = json["type"].get_ref<const std::string&>();
        if (type == "evaluation") {
            POSTERN_ASSIGN(Evaluation evaluation, evaluationFromJson(json));
            m_record.evaluations.push_back(std::move(evaluation));
            return {};
        }
        if (type == "loss") {
            POSTERN_ASSIGN(const LossPoint point, lossPointFromJson(json));
            m_record.losses.push_back(point);
            return {};
        }
        if (type == "phase")
            return takePhase(json);
        if (type == "note") {
            StrictObject object(json, "note", {"type", "text"});
            m_record.notes.push_back(object.text("text"));
            return object.finish();
        }
        if (type == "points")
            return takePoints(json);
        if (type == "frame")
            return takeFrame(json);
        return fail(ErrorCode::RunFolderMalformed, "event", "its type is unknown: \"" + printable(type, 80) + '"');
    }

private:
    Result<void> takePhase(const Json& json) {
        StrictObject object(json, "phase", {"type", "phase", "step"});
        PhaseStarted phase;
        phase.phase = readPhase(object, "phase");
        phase.step = static_cast<int>(object.integer("step", 0, kMaxStep));
        m_record.phases.push_back(phase);
        return object.finish();
    }

    Result<void> takePoints(const Json& json) {
        StrictObject object(json, "points", {"type", "count"});
        const std::int64_t count = object.integer("count", 0, static_cast<std::int64_t>(kMaxPoints));
        POSTERN_TRY(object.finish());
        if (m_record.points != nullptr)
            return fail(ErrorCode::RunFolderMalformed, "points", "they come a second time");
        auto points = std::make_shared<std::vector<FramePoint>>();
        const auto takePoint = [&points](const Json& line) -> Result<void> {
            POSTERN_ASSIGN(FramePoint point, framePointFromJson(line));
            if (point.id != static_cast<int>(points->size()))
                return fail(ErrorCode::RunFolderMalformed, "point", "its id is not its place");
            points->push_back(std::move(point));
            return {};
        };
        if (const auto read = readLines(m_record.folder / "points.jsonl", LastLine::MustBeWhole, kMaxPoints, takePoint); !read)
            return fail(ErrorCode::RunFolderMalformed, "points", describe(read.error()));
        if (static_cast<std::int64_t>(points->size()) != count)
            return fail(ErrorCode::RunFolderMalformed, "points",
                        "points.jsonl holds " + std::to_string(points->size()) + " of " + std::to_string(count));
        m_record.points = std::move(points);
        return {};
    }

    Result<void> takeFrame(const Json& json) {
        StrictObject object(json, "frame", {"type", "index", "step", "phase"});
        const std::int64_t index = object.integer("index", 0, static_cast<std::int64_t>(kMaxFrames) - 1);
        const std::int64_t step = object.integer("step", 0, kMaxStep);
        const Phase phase = readPhase(object, "phase");
        POSTERN_TRY(object.finish());
        if (m_record.points == nullptr || index != static_cast<std::int64_t>(m_record.frames.size()))
            return fail(ErrorCode::RunFolderMalformed, "frame", "it comes before the points or out of order");
        std::error_code problem;
        if (fs::symlink_status(m_record.folder / "frames", problem).type() != fs::file_type::directory)
            return fail(ErrorCode::RunFolderMalformed, "frame", "\"frames\" is not a folder");
        // The path is made from the number, never taken from the file.
        const fs::path path = m_record.folder / frameFileName(static_cast<std::size_t>(index));
        if (const auto own = checkOwnFile(path); !own)
            return fail(ErrorCode::RunFolderMalformed, "frame", describe(own.error()));
        m_frameBytes += fs::file_size(path, problem);
        if (problem || m_frameBytes > kMaxFrameBytes)
            return fail(ErrorCode::RunFolderMalformed, "frame", "the frames are larger than a run makes them");
        Result<Frame> frame = readFrameFile(path, m_record.points->size());
        if (!frame)
            return fail(ErrorCode::RunFolderMalformed, "frame", describe(frame.error()));
        if (frame->index != index || frame->step != step || frame->phase != phase)
            return fail(ErrorCode::RunFolderMalformed, "frame", "its file belongs to another step");
        m_record.frames.push_back(std::make_shared<const Frame>(std::move(*frame)));
        return {};
    }

    RunRecord& m_record;
    std::uintmax_t m_frameBytes = 0;
};

} // namespace

Result<RunRecord> readRunRecord(const std::filesystem::path& runFolder) {
    RunRecord record;
    record.folder = runFolder;
    const fs::path manifest = runFolder / "run.json";
    POSTERN_TRY(checkOwnFile(manifest));
    JsonLimits limits;
    limits.maxBytes = kMaxManifestBytes;
    POSTERN_ASSIGN(record.manifest, readJsonFile(manifest, limits));
    if (!record.manifest.is_object())
        return fail(ErrorCode::RunFolderMalformed, manifest.string(), "it is not an object");
    if (const auto schema = record.manifest.find("schema"); schema == record.manifest.end() || *schema != 1)
        return fail(ErrorCode::RunFolderMalformed, manifest.string(), "its schema is not 1",
                    "The run was written by another version of the program");
    Reader reader(record);
    POSTERN_TRY(readLines(runFolder / "events.jsonl", LastLine::MayBeHalf, kMaxLines, [&](const Json& json) { return reader.take(json); }));
    return record;
}

} // namespace postern
