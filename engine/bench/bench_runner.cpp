// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_runner.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "engine/bench/bench_cell.h"
#include "engine/bench/bench_parameters.h"
#include "engine/core/file_lock.h"

namespace postern {

namespace {

namespace fs = std::filesystem;

enum class Took { Done, Busy, Failed, LeftOut };

/// Mean and count of times of one kind.
struct Times {
    double sum = 0;
    std::size_t count = 0;
    void add(double seconds) {
        sum += seconds;
        ++count;
    }
    [[nodiscard]] double mean() const { return count > 0 ? sum / static_cast<double>(count) : 0; }
};

class Benchmark {
public:
    Benchmark(const BenchSpecification& specification, fs::path folder, BenchObserver& observer, std::stop_token stop)
        : m_spec(specification), m_folder(std::move(folder)), m_observer(observer), m_stop(std::move(stop)) {
        m_job.stop = m_stop;
        m_job.report = [this](const Progress& progress) {
            m_what = progress.total > 0 ? progress.what + " " + std::to_string(progress.done) + "/" + std::to_string(progress.total)
                                        : progress.what;
            tell();
        };
    }

    Result<void> run(const std::vector<std::string>& only) {
        POSTERN_ASSIGN(const std::vector<BenchCell> cells, chosenCells(m_spec, only));
        for (const BenchCell& cell : cells)
            POSTERN_TRY(checkFiles(cell.subject));
        POSTERN_TRY(openFolder());
        POSTERN_TRY(count(cells));
        for (bool again = true; again;) {
            again = false;
            bool worked = false;
            for (const BenchCell& cell : cells) {
                POSTERN_TRY(m_job.checkStop());
                POSTERN_ASSIGN(const bool leftOut, isLeftOut(cell.subject));
                if (leftOut || hasResult(cell) || m_failed.contains(cell.id()))
                    continue;
                POSTERN_ASSIGN(const Took took, work(cell));
                if (took == Took::LeftOut)
                    POSTERN_TRY(count(cells));
                again = again || took == Took::Busy;
                worked = worked || took == Took::Done;
            }
            POSTERN_TRY(count(cells));
            tell();
            if (again && !worked)
                waitForOthers();
        }
        return m_job.checkStop();
    }

private:
    /// What a subject is made of must be there, before hours of work on others begin.
    Result<void> checkFiles(const BenchSubject& subject) const {
        std::error_code none;
        if (fs::exists(m_folder / "attacks" / subjectFolder(subject) / "attack.json", none))
            return {};
        std::vector<fs::path> files = {benchEntry(m_spec.tasks, subject.task).data / "template.json"};
        if (subject.attack != kCleanAttack) {
            const BenchAttack& attack = benchEntry(m_spec.attacks, subject.attack);
            if (!attack.checkpoint.empty())
                files.push_back(attack.checkpoint / "config.json");
            if (!attack.rewrites.empty())
                files.push_back(attack.rewrites);
        }
        for (const fs::path& file : files)
            if (!fs::exists(file, none))
                return fail(ErrorCode::FileMissing, file.string(), "the cells of " + subjectFolder(subject) + " need it",
                            "Name its place with --place, or leave these cells out with --only");
        return {};
    }

    Result<void> openFolder() {
        std::error_code error;
        for (const char* part : {"attacks", "cells"})
            if (fs::create_directories(m_folder / part, error); error)
                return fail(ErrorCode::FileUnwritable, (m_folder / part).string(), error.message());
        const fs::path stored = m_folder / "specification.json";
        if (!fs::exists(stored, error))
            return writeFileAtomically(stored, m_spec.source.dump(2) + "\n");
        POSTERN_ASSIGN(const Json before, readJsonFile(stored, {16, std::size_t{4} << 20}));
        if (before != m_spec.source)
            return fail(ErrorCode::HashMismatch, stored.string(), "the folder belongs to a benchmark with another specification",
                        "Choose another folder");
        return {};
    }

    [[nodiscard]] fs::path cellFolder(const BenchCell& cell) const { return m_folder / "cells" / cell.id(); }
    [[nodiscard]] bool hasResult(const BenchCell& cell) const {
        std::error_code none;
        return fs::exists(cellFolder(cell) / "result.json", none);
    }

    Result<void> count(const std::vector<BenchCell>& cells) {
        m_done = 0;
        m_total = 0;
        for (const BenchCell& cell : cells) {
            POSTERN_ASSIGN(const bool leftOut, isLeftOut(cell.subject));
            const bool done = hasResult(cell);
            m_done += done ? 1 : 0;
            m_total += done || !leftOut ? 1 : 0;
        }
        return {};
    }

    /// Whether a subject that is there already turned out not to be worth defending.
    Result<bool> isLeftOut(const BenchSubject& subject) {
        const auto known = m_leftOut.find(subject);
        if (known != m_leftOut.end())
            return known->second;
        const fs::path file = m_folder / "attacks" / subjectFolder(subject) / "attack.json";
        std::error_code none;
        if (!fs::exists(file, none))
            return false;
        POSTERN_ASSIGN(const Json json, readJsonFile(file));
        POSTERN_ASSIGN(const BenchAttackResult before, benchAttackFromJson(json, file.string()));
        return m_leftOut[subject] = !isDefended(m_spec, before);
    }

    void tell() {
        const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count();
        BenchProgress progress{m_done, m_total, m_current + ": " + m_what, elapsed, std::nullopt};
        if (m_allTimes.count > 0) {
            // A cell costs about what its defence cost before; one that was never seen, what cells cost on the mean. The first says
            // little yet, hence the range.
            const double left = m_allTimes.mean() * static_cast<double>(m_total - std::min(m_total, m_done));
            const double spread = 0.5 / std::sqrt(static_cast<double>(m_allTimes.count)) + 0.1;
            progress.remainingSeconds = Interval{left * (1 - std::min(0.6, spread)), left * (1 + spread)};
        }
        m_observer.progressed(progress);
    }

    /// The subject's checkpoint, made if it is not there. Busy where another process is making it.
    Result<Took> provide(const BenchSubject& subject) {
        const std::string name = subjectFolder(subject);
        const fs::path result = m_folder / "attacks" / name / "attack.json";
        std::error_code none;
        if (fs::exists(result, none))
            return Took::Done;
        if (m_failed.contains(name))
            return Took::Failed;
        POSTERN_ASSIGN(const auto lock, FileLock::tryLock(m_folder / "attacks" / (name + ".lock")));
        if (!lock)
            return Took::Busy;
        if (fs::exists(result, none))
            return Took::Done;
        const BenchSubject clean{subject.task, subject.model, kCleanAttack};
        if (subject != clean) {
            POSTERN_ASSIGN(const Took base, provide(clean));
            if (base != Took::Done)
                return base;
        }
        m_current = name;
        const fs::path made = m_folder / "attacks" / name;
        fs::remove_all(made, none); // of an attempt that was interrupted; what training kept lies beside it
        const auto done = makeBenchSubject(m_spec, subject, m_folder / "attacks" / subjectFolder(clean), made, m_job);
        if (!done)
            return failed(name, made, done.error());
        POSTERN_TRY(writeFileAtomically(result, toJson(*done).dump(2) + "\n"));
        m_observer.attackDone(*done);
        return Took::Done;
    }

    Result<Took> work(const BenchCell& cell) {
        POSTERN_ASSIGN(const Took subject, provide(cell.subject));
        if (subject != Took::Done)
            return subject;
        POSTERN_ASSIGN(const bool leftOut, isLeftOut(cell.subject));
        if (leftOut)
            return Took::LeftOut;
        const fs::path folder = cellFolder(cell);
        std::error_code error;
        if (fs::create_directories(folder, error); error)
            return fail(ErrorCode::FileUnwritable, folder.string(), error.message());
        POSTERN_ASSIGN(const auto lock, FileLock::tryLock(folder / "lock"));
        if (!lock)
            return Took::Busy;
        if (hasResult(cell))
            return Took::Done;
        m_current = cell.id();
        const BenchSubject clean{cell.subject.task, cell.subject.model, kCleanAttack};
        const auto done = runBenchCell(m_spec, cell, m_folder / "attacks" / subjectFolder(cell.subject),
                                       m_folder / "attacks" / subjectFolder(clean), folder, m_job);
        if (!done)
            return failed(cell.id(), folder, done.error());
        POSTERN_TRY(writeFileAtomically(folder / "result.json", toJson(*done).dump(2) + "\n"));
        fs::remove(folder / "failed.json", error);
        m_allTimes.add(done->seconds);
        ++m_done;
        m_observer.cellDone(*done);
        m_what = "done";
        tell();
        return Took::Done;
    }

    /// Notes a failure and goes on with the rest; being stopped ends everything.
    Result<Took> failed(const std::string& name, const fs::path& folder, const Error& error) {
        if (error.code == ErrorCode::Cancelled)
            return Failure(error);
        m_failed.insert(name);
        std::error_code none;
        fs::create_directories(folder, none);
        POSTERN_TRY(writeFileAtomically(folder / "failed.json",
                                        Json{{"code", errorCodeName(error.code)}, {"text", describe(error)}}.dump(2) + "\n"));
        m_observer.cellFailed(name, error);
        return Took::Failed;
    }

    /// Half a second, or until the stop.
    void waitForOthers() {
        m_what = "waiting for another process";
        tell();
        std::mutex mutex;
        std::unique_lock hold(mutex);
        std::condition_variable_any never;
        never.wait_for(hold, m_stop, std::chrono::milliseconds(500), [] { return false; });
    }

    const BenchSpecification& m_spec;
    fs::path m_folder;
    BenchObserver& m_observer;
    std::stop_token m_stop;
    JobContext m_job;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    std::size_t m_done = 0, m_total = 0;
    std::string m_current, m_what;
    std::map<BenchSubject, bool> m_leftOut; ///< of those that were made
    std::set<std::string> m_failed;         ///< in this process; the next start tries again
    Times m_allTimes;
};

} // namespace

Result<void> runBenchmark(const BenchSpecification& specification, const fs::path& folder, BenchObserver& observer, std::stop_token stop,
                          const std::vector<std::string>& only) {
    POSTERN_TRY(checkBenchParameters(specification));
    return Benchmark(specification, folder, observer, std::move(stop)).run(only);
}

} // namespace postern
