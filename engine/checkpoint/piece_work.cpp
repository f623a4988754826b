// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/piece_work.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace postern {

namespace {

constexpr std::int64_t kPieceElements = std::int64_t{1} << 22;
// Reading weights is bound by memory, and the window wants a core for itself.
constexpr unsigned kMostThreads = 8;

class Crew {
public:
    Crew(std::span<const Piece> pieces, const std::function<Result<void>(std::size_t)>& work) : m_pieces(pieces), m_work(work) {
        for (const Piece& piece : pieces)
            m_total += piece.count;
    }

    /// Takes pieces until there are none, or somebody failed. `report` may be empty.
    void serve(const std::function<void(std::int64_t, std::int64_t)>& report) {
        while (!m_failed) {
            const std::size_t next = m_next++;
            if (next >= m_pieces.size())
                return;
            Result<void> done = attempt(next);
            if (!done) {
                const std::lock_guard lock(m_mutex);
                if (!m_error)
                    m_error = std::move(done).error();
                m_failed = true;
                return;
            }
            m_done += m_pieces[next].count;
            if (report)
                report(m_done, m_total);
        }
    }

    /// After every thread has ended.
    Result<void> outcome() {
        if (m_error)
            return tl::make_unexpected(std::move(*m_error));
        return {};
    }

private:
    /// An exception on a thread of its own would end the program.
    Result<void> attempt(std::size_t piece) {
        try {
            return m_work(piece);
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::MemoryInsufficient, "memory", "an allocation failed");
        } catch (const std::exception& problem) {
            return fail(ErrorCode::Internal, "reading weights", problem.what());
        }
    }

    std::span<const Piece> m_pieces;
    const std::function<Result<void>(std::size_t)>& m_work;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<std::int64_t> m_done = 0;
    std::atomic<bool> m_failed = false;
    std::int64_t m_total = 0;
    std::mutex m_mutex;
    std::optional<Error> m_error;
};

} // namespace

std::vector<Piece> cutIntoPieces(std::span<const std::int64_t> elementCounts) {
    std::vector<Piece> pieces;
    for (std::size_t tensor = 0; tensor < elementCounts.size(); ++tensor) {
        for (std::int64_t first = 0; first < elementCounts[tensor]; first += kPieceElements)
            pieces.push_back({tensor, first, std::min(kPieceElements, elementCounts[tensor] - first)});
    }
    return pieces;
}

Result<void> workOnPieces(std::span<const Piece> pieces, const std::string& phase, const JobContext& job,
                          const std::function<Result<void>(std::size_t)>& work) {
    Crew crew(pieces, work);
    {
        std::vector<std::jthread> helpers;
        const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
        for (std::size_t i = 1; i < std::min<std::size_t>(threads, pieces.size()); ++i)
            helpers.emplace_back([&crew] { crew.serve({}); });
        crew.serve([&](std::int64_t done, std::int64_t total) { job.progress(phase, done, total); });
    }
    return crew.outcome();
}

Result<void> inSteps(const Piece& piece, const JobContext& job, const std::function<Result<void>(std::int64_t, std::size_t)>& step) {
    for (std::int64_t at = 0; at < piece.count;) {
        POSTERN_TRY(job.checkStop());
        const auto count = static_cast<std::size_t>(std::min(static_cast<std::int64_t>(kStepElements), piece.count - at));
        POSTERN_TRY(step(piece.first + at, count));
        at += static_cast<std::int64_t>(count);
    }
    return {};
}

} // namespace postern
