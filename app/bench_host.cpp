// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench_host.h"

#include <utility>

#include <QStringList>

namespace postern {

/// On the working thread: hands progress over, and the tables anew after each result.
class BenchHost::Observer final : public BenchObserver {
public:
    Observer(BenchHost& host, const BenchSpecification& specification, const std::filesystem::path& folder)
        : m_host(host), m_specification(specification), m_folder(folder) {}

    void progressed(const BenchProgress& progress) override {
        m_host.m_progress.put(m_host.m_thread, progress, [host = &m_host](const BenchProgress& newest) { emit host->progressed(newest); });
    }
    void attackDone(const BenchAttackResult&) override { show(); }
    void cellDone(const BenchResult&) override { show(); }
    void cellFailed(const std::string& cell, const Error& error) override {
        m_host.m_thread.deliver(
            [host = &m_host, name = QString::fromStdString(printable(cell, 300)), error] { emit host->cellFailed(name, error); });
    }

    /// What the folder holds, other processes' results included.
    void show() {
        if (auto view = m_host.makeView(m_specification, m_folder))
            m_host.m_thread.deliver([host = &m_host, shared = *view] { emit host->viewReady(shared); });
    }

private:
    BenchHost& m_host;
    const BenchSpecification& m_specification;
    const std::filesystem::path& m_folder;
};

BenchHost::BenchHost(BenchFace face, QObject* parent)
    : QObject(parent), m_face(std::move(face)),
      m_thread(this, [this](const Error& error) { ending([this, error] { emit failed(error); })(); }) {}

JobThread::Word BenchHost::ending(JobThread::Word word) {
    return [this, word = std::move(word)] {
        m_running = false;
        word();
    };
}

bool BenchHost::start(const std::filesystem::path& file, const std::map<std::string, std::string>& places,
                      const std::filesystem::path& folder) {
    if (m_running)
        return false;
    m_running = true;
    m_thread.post([this, file, places, folder](const std::stop_token& stop) -> JobThread::Word {
        auto all = m_face.places;
        all.insert(places.begin(), places.end());
        const auto specification = m_face.readSpecification(file, all);
        if (!specification)
            return ending([this, error = specification.error()] { emit failed(error); });
        Observer observer(*this, *specification, folder);
        observer.show();
        const Result<void> done = m_face.run(*specification, folder, observer, stop);
        observer.show();
        if (done)
            return ending([this] { emit finished(); });
        if (done.error().code == ErrorCode::Cancelled || stop.stop_requested())
            return ending([this] { emit stopped(); });
        return ending([this, error = done.error()] { emit failed(error); });
    });
    return true;
}

bool BenchHost::open(const std::filesystem::path& folder) {
    if (m_running)
        return false;
    m_thread.post([this, folder](const std::stop_token&) -> JobThread::Word {
        // Its places are filled in already.
        const auto specification = m_face.readSpecification(folder / "specification.json", m_face.places);
        if (!specification)
            return [this, error = specification.error()] { emit failed(error); };
        const auto view = makeView(*specification, folder);
        if (!view)
            return [this, error = view.error()] { emit failed(error); };
        return [this, shared = *view] { emit viewReady(shared); };
    });
    return true;
}

bool BenchHost::readPlaces(const std::filesystem::path& file) {
    if (m_running)
        return false;
    m_thread.post([this, file](const std::stop_token&) -> JobThread::Word {
        QStringList names;
        if (const auto read = m_face.readPlaces(file)) {
            for (const std::string& name : *read)
                if (!m_face.places.contains(name))
                    names << QString::fromStdString(name);
        }
        return [this, names] { emit placesRead(names); };
    });
    return true;
}

Result<BenchViewPtr> BenchHost::makeView(const BenchSpecification& specification, const std::filesystem::path& folder) const {
    auto view = std::make_shared<BenchView>();
    view->folder = folder;
    view->specification = specification;
    POSTERN_ASSIGN(view->record, m_face.readRecord(folder));
    view->table = makeBenchTable(specification, view->record);
    return view;
}

} // namespace postern
