// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/scan.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/core/hash.h"
#include "engine/scan/content.h"
#include "engine/scan/folder_check.h"
#include "engine/scan/folder_walk.h"
#include "engine/scan/zip_archive.h"

namespace postern {

namespace {

/// Files that stay open between judging and hashing; a process commonly has 1024 descriptors.
constexpr std::size_t kMaxOpenFiles = 256;
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

struct Judged {
    WalkedFile file;
    std::size_t row = 0; ///< in ScanReport::files
    std::unique_ptr<OpenFile> open;
    std::optional<struct stat> status;
    ContentFacts facts;
};

class Scanner {
public:
    Scanner(const ScanOptions& options, const JobContext& job) : m_options(&options), m_job(&job) {}

    Result<ScanReport> scan(std::span<const std::filesystem::path> paths) {
        POSTERN_TRY(collect(paths));
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            POSTERN_TRY(judge(m_files[i]));
            m_job->progress("Judging files", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(m_files.size()));
        }
        checkFolders();
        if (m_report.files.empty())
            m_report.findings.push_back(
                {"folder.empty", Severity::Unsupported, m_report.paths.front(), {}, {}, "there is nothing to judge"});
        noteLimits();
        concludeReport(m_report);
        if (m_options->judged)
            m_options->judged(m_report);
        POSTERN_TRY(readWhole());
        concludeReport(m_report);
        return std::move(m_report);
    }

private:
    Result<void> collect(std::span<const std::filesystem::path> paths) {
        std::vector<std::pair<std::filesystem::path, std::string>> roots;
        for (const std::filesystem::path& path : paths) {
            std::error_code status;
            auto real = std::filesystem::canonical(path, status);
            if (status)
                return fail(ErrorCode::FileMissing, path.string(), status.message(), "Check the path; nothing was scanned");
            if (!std::filesystem::is_directory(real, status) && !std::filesystem::is_regular_file(real, status))
                return fail(ErrorCode::FileUnreadable, path.string(), "it is neither a file nor a folder");
            std::string shown = printable(path.string(), 4096);
            while (shown.size() > 1 && shown.ends_with('/'))
                shown.pop_back();
            m_report.paths.push_back(shown);
            roots.emplace_back(std::move(real), std::move(shown));
        }
        std::vector<WalkedFile> files;
        for (const auto& [real, shown] : roots) {
            std::error_code status;
            if (std::filesystem::is_directory(real, status))
                POSTERN_TRY(walkFolder(real, shown, m_options->maxEntries, files, m_report, *m_job));
            else
                files.push_back({real, real.parent_path(), real.filename().string(), shown});
        }
        for (WalkedFile& file : files)
            m_files.push_back({std::move(file), 0, nullptr, {}, {}});
        return {};
    }

    Result<void> judge(Judged& judged) {
        POSTERN_TRY(m_job->checkStop());
        judged.row = m_report.files.size();
        m_report.files.push_back({judged.file.shown, 0, "unreadable", Verdict::Accepted, {}});
        FindingSink sink(judged.file.shown, m_report.findings);
        auto opened = OpenFile::open(judged.file.path);
        if (!opened) {
            sink.add("file.unreadable", opened.error().detail);
            return {};
        }
        judged.open = std::move(*opened);
        ScannedFile& row = m_report.files[judged.row];
        row.bytes = judged.open->size();
        ContentContext context;
        context.job = *m_job;
        POSTERN_TRY(examineContent(*judged.open, judged.file.name, sink, context, judged.facts));
        row.format = formatName(judged.facts.format);
        judged.status = judged.open->status();
        const bool isNeeded = judged.file.name == "config.json" || judged.file.name.ends_with(".index.json");
        if (!isNeeded)
            judged.facts.json.reset(); // a tokenizer may take hundreds of megabytes
        if (!judged.open->isUnchanged())
            sink.add("file.changed", "the file was changed while it was judged");
        if (m_open++ >= kMaxOpenFiles)
            judged.open.reset();
        return {};
    }

    void checkFolders() {
        std::map<std::filesystem::path, std::map<std::string, FolderFile>> folders;
        for (const Judged& judged : m_files)
            folders[judged.file.folder].emplace(judged.file.name, FolderFile{judged.file.shown, &judged.facts});
        for (const auto& [path, files] : folders)
            checkFolder(files, m_report.findings);
    }

    void noteLimits() {
        const PickleLimits pickle;
        m_report.limits = {
            {"folder entries", m_options->maxEntries},
            {"folder depth", kMaxScanDepth},
            {"safetensors header bytes", kMaxHeaderBytes},
            {"safetensors tensors", kMaxTensors},
            {"pickle instructions", pickle.steps},
            {"pickle values", pickle.values},
            {"pickle text bytes", pickle.textBytes},
            {"archive entries", kMaxZipEntries},
            {"archive unpacked bytes", ContentContext().unpackBytes},
        };
    }

    Result<void> readWhole() {
        if (!m_options->hash && !m_options->values)
            return {};
        std::int64_t total = 0;
        for (const Judged& judged : m_files)
            total += static_cast<std::int64_t>(m_report.files[judged.row].bytes);
        for (Judged& judged : m_files) {
            if (!judged.status)
                continue;
            FindingSink sink(judged.file.shown, m_report.findings);
            if (!judged.open && !reopen(judged, sink))
                continue;
            if (m_options->hash)
                POSTERN_TRY(hash(judged, sink, total));
            if (m_options->values && judged.facts.tensors)
                POSTERN_TRY(readValues(judged, sink));
            judged.open.reset();
        }
        m_report.hashed = m_options->hash;
        return {};
    }

    static bool reopen(Judged& judged, FindingSink& sink) {
        auto opened = OpenFile::open(judged.file.path);
        if (opened && (*opened)->wasIn(*judged.status)) {
            judged.open = std::move(*opened);
            return true;
        }
        sink.add("file.changed", "the file is not the one that was judged");
        return false;
    }

    Result<void> hash(Judged& judged, FindingSink& sink, std::int64_t total) {
        Sha256 digest;
        std::vector<char> piece(kPieceBytes);
        std::vector<StoredChecksum>& checksums = judged.facts.checksums;
        std::vector<std::uint32_t> sums(checksums.size(), 0);
        std::sort(checksums.begin(), checksums.end(), [](const StoredChecksum& a, const StoredChecksum& b) { return a.offset < b.offset; });
        std::size_t first = 0;
        for (std::uint64_t at = 0; at < judged.open->size();) {
            POSTERN_TRY(m_job->checkStop());
            const std::size_t got = judged.open->read(at, piece.data(), piece.size());
            if (got == 0)
                break;
            digest.add({piece.data(), got});
            while (first < checksums.size() && checksums[first].offset + checksums[first].bytes <= at)
                ++first;
            for (std::size_t i = first; i < checksums.size() && checksums[i].offset < at + got; ++i) {
                const std::uint64_t begin = std::max(at, checksums[i].offset);
                const std::uint64_t end = std::min<std::uint64_t>(at + got, checksums[i].offset + checksums[i].bytes);
                if (begin < end)
                    sums[i] = crcOf(sums[i], {piece.data() + (begin - at), static_cast<std::size_t>(end - begin)});
            }
            at += got;
            m_hashed += static_cast<std::int64_t>(got);
            m_job->progress("Hashing", m_hashed, total);
        }
        if (!judged.open->isUnchanged()) {
            sink.add("file.changed", "the file was changed while it was hashed");
            return {};
        }
        for (std::size_t i = 0; i < checksums.size(); ++i) {
            if (sums[i] != checksums[i].crc)
                sink.add("zip.crc", "the checksum of the entry is wrong", checksums[i].entry, checksums[i].offset);
        }
        m_report.files[judged.row].sha256 = digest.finish();
        return {};
    }

    Result<void> readValues(const Judged& judged, FindingSink& sink) {
        std::vector<char> piece(kPieceBytes);
        for (const HeaderEntry& tensor : judged.facts.tensors->tensors) {
            std::int64_t count = 0;
            for (std::uint64_t at = tensor.begin; at < tensor.end;) {
                POSTERN_TRY(m_job->checkStop());
                const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), tensor.end - at));
                if (judged.open->read(judged.facts.dataStart + at, piece.data(), wanted) != wanted) {
                    sink.add("file.unreadable", "the read failed or the file shrank", tensor.name);
                    return {};
                }
                count += countNotFinite({tensor.name, tensor.dtype, {}, std::as_bytes(std::span(piece.data(), wanted))});
                at += wanted;
            }
            if (count > 0)
                sink.add("safetensors.11", std::to_string(count) + " elements are NaN or infinite", tensor.name);
        }
        return {};
    }

    const ScanOptions* m_options;
    const JobContext* m_job;
    ScanReport m_report;
    std::vector<Judged> m_files;
    std::size_t m_open = 0;
    std::int64_t m_hashed = 0;
};

} // namespace

Result<ScanReport> scanPaths(std::span<const std::filesystem::path> paths, const ScanOptions& options, const JobContext& job) {
    if (paths.empty())
        return fail(ErrorCode::Usage, "scan", "there is no path to scan");
    return Scanner(options, job).scan(paths);
}

} // namespace postern
