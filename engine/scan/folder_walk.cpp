// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/folder_walk.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "engine/checkpoint/folder_files.h"
#include "engine/core/error.h"
#include "engine/scan/finding_sink.h"

namespace postern {

namespace {

constexpr std::array<std::string_view, 3> kHistoryFolders = {".git", ".hg", ".svn"};

bool isInside(const std::filesystem::path& root, const std::filesystem::path& path) {
    return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

class Walker {
public:
    Walker(std::filesystem::path root, std::size_t maxEntries, std::vector<WalkedFile>& files, ScanReport& report, const JobContext& job)
        : m_root(std::move(root)), m_maxEntries(maxEntries), m_files(&files), m_report(&report), m_job(&job) {}

    Result<void> walk(const std::string& shown) {
        m_open.push_back({m_root, shown, 0});
        while (!m_open.empty()) {
            const Folder folder = std::move(m_open.back());
            m_open.pop_back();
            POSTERN_TRY(list(folder));
        }
        return {};
    }

private:
    struct Folder {
        std::filesystem::path path;
        std::string shown;
        std::size_t depth = 0;
    };

    void skip(const std::string& shown, std::string_view format, std::string_view rule, std::string_view what) {
        m_report->files.push_back({shown, 0, std::string(format), Verdict::Accepted, {}});
        if (!rule.empty())
            FindingSink(shown, m_report->findings).add(rule, what);
    }

    Result<void> list(const Folder& folder) {
        std::error_code status;
        std::vector<std::filesystem::path> names;
        for (std::filesystem::directory_iterator entry(folder.path, status), end; !status && entry != end; entry.increment(status)) {
            POSTERN_TRY(m_job->checkStop());
            if (++m_entries > m_maxEntries) {
                if (m_entries == m_maxEntries + 1)
                    skip(folder.shown, "folder", "folder.entries",
                         "the scan lists " + std::to_string(m_maxEntries) + " entries and no more");
                break;
            }
            names.push_back(entry->path().filename());
        }
        if (status)
            skip(folder.shown, "folder", "file.unreadable", status.message());
        std::sort(names.begin(), names.end());
        std::vector<Folder> below;
        for (const std::filesystem::path& name : names)
            take(folder, name, below);
        m_open.insert(m_open.end(), std::make_move_iterator(below.rbegin()), std::make_move_iterator(below.rend()));
        return {};
    }

    void take(const Folder& folder, const std::filesystem::path& name, std::vector<Folder>& below) {
        const std::filesystem::path path = folder.path / name;
        const std::string shown = folder.shown + '/' + printable(name.string(), 255);
        std::error_code status;
        const auto kind = std::filesystem::symlink_status(path, status).type();
        if (!isPlainFileName(name.string()))
            FindingSink(shown, m_report->findings).add("file.name", "the name is too long or has hidden characters");
        if (kind == std::filesystem::file_type::regular)
            m_files->push_back({path, folder.path, name.string(), shown});
        else if (kind == std::filesystem::file_type::directory)
            takeFolder({path, shown, folder.depth + 1}, name.string(), below);
        else if (kind == std::filesystem::file_type::symlink)
            takeLink(folder, path, name.string(), shown);
        else
            skip(shown, "special", status ? "file.unreadable" : "file.special",
                 status ? status.message() : "it is a pipe, a socket or a device");
    }

    void takeFolder(Folder folder, const std::string& name, std::vector<Folder>& below) {
        if (std::find(kHistoryFolders.begin(), kHistoryFolders.end(), name) != kHistoryFolders.end())
            skip(folder.shown, "folder", "folder.history", "it holds other versions of files, and programs that version control runs");
        else if (folder.depth > kMaxScanDepth)
            skip(folder.shown, "folder", "folder.depth", "it lies deeper than " + std::to_string(kMaxScanDepth) + " folders");
        else
            below.push_back(std::move(folder));
    }

    void takeLink(const Folder& folder, const std::filesystem::path& path, const std::string& name, const std::string& shown) {
        std::error_code status;
        const std::filesystem::path real = std::filesystem::canonical(path, status);
        if (status)
            return skip(shown, "link", "file.link", "the link leads nowhere: " + status.message());
        if (!isInside(m_root, real))
            return skip(shown, "link", "file.link-outside", "the link leads out of the folder");
        if (std::filesystem::is_regular_file(real, status))
            m_files->push_back({real, folder.path, name, shown});
        else if (std::filesystem::is_directory(real, status))
            skip(shown, "link", {}, {}); // what it leads to is listed under its own name
        else
            skip(shown, "link", "file.special", "the link leads to a pipe, a socket or a device");
    }

    std::filesystem::path m_root;
    std::size_t m_maxEntries;
    std::vector<WalkedFile>* m_files;
    ScanReport* m_report;
    const JobContext* m_job;
    std::vector<Folder> m_open;
    std::size_t m_entries = 0;
};

} // namespace

Result<void> walkFolder(const std::filesystem::path& root, const std::string& shown, std::size_t maxEntries, std::vector<WalkedFile>& files,
                        ScanReport& report, const JobContext& job) {
    return Walker(root, maxEntries, files, report, job).walk(shown);
}

} // namespace postern
