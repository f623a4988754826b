// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include <algorithm>

namespace postern {

Session::Session(const EngineFace& face, QObject* parent) : QObject(parent), m_face(face), m_host(face) {
    m_frameTurn.setSingleShot(true);
    m_frameTurn.setInterval(0);
    connect(&m_frameTurn, &QTimer::timeout, this, &Session::showNewFrames);
    connect(&m_host, &EngineHost::batchArrived, this, &Session::takeBatch);
    connect(&m_host, &EngineHost::runEnded, this, &Session::takeOutcome);
    connect(&m_host, &EngineHost::recordRead, this, &Session::takeRecord);
    connect(&m_host, &EngineHost::promptPreviewed, this, &Session::promptPreviewed);
    connect(&m_host, &EngineHost::previewRefused, this, &Session::previewRefused);
    connect(&m_host, &EngineHost::estimated, this, &Session::estimated);
    connect(&m_host, &EngineHost::recordRefused, this, [this](const std::filesystem::path&, const Error& error) {
        if (m_state == State::Reading)
            setState(m_stateBeforeReading);
        emit failed(error);
    });
}

void Session::setSpecification(const RunSpecification& specification) {
    if (isBusy())
        return;
    m_specification = specification;
    m_replay = false;
    resetRecord();
    setState(State::Ready);
    emit specificationChanged();
}

void Session::updateSpecification(const RunSpecification& specification) {
    if (!isBusy())
        m_specification = specification;
}

std::optional<Phase> Session::phase() const {
    if (m_record.phases.empty())
        return std::nullopt;
    return m_record.phases.back().phase;
}

double Session::elapsedSeconds() const {
    if (isBusy())
        return static_cast<double>(m_clock.elapsed()) / 1000.0;
    return m_finalSeconds;
}

std::optional<RunEnding> Session::ending() const {
    if (m_outcome)
        return m_outcome->ending;
    if (!m_replay)
        return std::nullopt;
    const Json ending = m_record.manifest.is_object() ? m_record.manifest.value("ending", Json()) : Json();
    return ending == "finished" ? RunEnding::Finished : ending == "failed" ? RunEnding::Failed : RunEnding::Cancelled;
}

FramePtr Session::frame() const {
    const auto index = static_cast<std::size_t>(m_frameIndex);
    return m_frameIndex >= 0 && index < m_record.frames.size() ? m_record.frames[index] : nullptr;
}

bool Session::start() {
    if (isBusy() || m_state == State::Empty || m_state == State::Reading || m_replay)
        return false;
    if (!m_host.startRun(m_specification))
        return false;
    beginRun();
    return true;
}

bool Session::canResume() const {
    std::error_code none;
    return !isBusy() && m_state != State::Reading && m_face.resume && !m_record.folder.empty() &&
           std::filesystem::exists(m_record.folder / "resume", none);
}

bool Session::resume() {
    if (!canResume())
        return false;
    m_specification.output = m_record.folder;
    if (!m_host.resumeRun(m_specification))
        return false;
    m_replay = false;
    emit specificationChanged();
    beginRun();
    return true;
}

void Session::beginRun() {
    resetRecord();
    m_record.folder = m_specification.output;
    m_clock.start();
    setState(State::Running);
}

void Session::stop() {
    if (m_state != State::Running)
        return;
    m_host.requestStop();
    setState(State::Stopping);
}

void Session::previewPrompt(const RunSpecification& specification, std::size_t row) {
    m_host.previewPrompt(specification, row);
}

void Session::openRun(const std::filesystem::path& folder) {
    if (isBusy() || m_state == State::Reading)
        return;
    m_stateBeforeReading = m_state;
    setState(State::Reading);
    m_host.readRecord(folder);
}

void Session::readStoredRecord() {
    if (!isBusy() && m_state != State::Reading && !m_record.folder.empty())
        m_host.readRecord(m_record.folder);
}

void Session::close() {
    if (isBusy())
        return;
    m_replay = false;
    m_specification = RunSpecification();
    resetRecord();
    setState(State::Empty);
    emit specificationChanged();
}

void Session::setFrameIndex(int index) {
    const int last = static_cast<int>(m_record.frames.size()) - 1;
    const int wanted = std::clamp(index, std::min(0, last), last);
    m_followsNewest = wanted == last;
    if (wanted == m_frameIndex)
        return;
    m_frameIndex = wanted;
    clampLayer();
    emit frameChanged(wanted);
}

void Session::setLayerIndex(int index) {
    const FramePtr current = frame();
    const int last = current ? static_cast<int>(current->layers.size()) - 1 : -1;
    const int wanted = std::clamp(index, std::min(0, last), last);
    if (wanted == m_layerIndex)
        return;
    m_layerIndex = wanted;
    emit layerChanged(wanted);
}

void Session::setMethod(ProjectionMethod method) {
    if (method == m_method)
        return;
    m_method = method;
    emit methodChanged(method);
}

void Session::setState(State state) {
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void Session::resetRecord() {
    m_frameTurn.stop();
    m_record = RunRecord();
    m_progress.reset();
    m_outcome.reset();
    m_finalSeconds = 0;
    m_frameIndex = -1;
    m_layerIndex = -1;
    m_followsNewest = true;
    emit recordReset();
}

void Session::takeBatch(const EventBatch& batch) {
    bool series = false;
    bool notes = false;
    bool frames = false;
    for (const RunEvent& event : batch.events) {
        if (const auto* started = std::get_if<PhaseStarted>(&event)) {
            m_record.phases.push_back(*started);
            series = true;
        } else if (const auto* loss = std::get_if<LossPoint>(&event)) {
            m_record.losses.push_back(*loss);
            series = true;
        } else if (const auto* evaluation = std::get_if<Evaluation>(&event)) {
            m_record.evaluations.push_back(*evaluation);
            series = true;
        } else if (const auto* points = std::get_if<PointsPtr>(&event)) {
            m_record.points = *points;
            emit pointsArrived();
        } else if (const auto* arrived = std::get_if<FramePtr>(&event); arrived && *arrived) {
            m_record.frames.push_back(*arrived);
            frames = true;
        } else if (const auto* note = std::get_if<Note>(&event)) {
            m_record.notes.push_back(note->text);
            notes = true;
        }
    }
    if (batch.progress)
        m_progress = batch.progress;
    if (series)
        emit seriesGrew();
    if (notes)
        emit notesGrew();
    // In a turn of the event loop of its own: curves and projection together would keep the window from listening.
    if (frames)
        m_frameTurn.start();
    if (batch.progress || series)
        emit progressChanged();
}

void Session::showNewFrames() {
    emit framesGrew();
    // Of the frames that came together only the newest is drawn; the slider reaches all of them.
    if (m_followsNewest)
        setFrameIndex(static_cast<int>(m_record.frames.size()) - 1);
}

void Session::takeOutcome(const RunOutcome& outcome) {
    if (m_frameTurn.isActive()) {
        m_frameTurn.stop();
        showNewFrames();
    }
    m_finalSeconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    m_outcome = outcome;
    if (!outcome.runFolder.empty())
        m_record.folder = outcome.runFolder;
    switch (outcome.ending) {
    case RunEnding::Finished:
        setState(State::Finished);
        break;
    case RunEnding::Cancelled:
        setState(State::Cancelled);
        break;
    case RunEnding::Failed:
        setState(State::Failed);
        break;
    }
    emit runEnded(outcome);
    if (outcome.ending == RunEnding::Failed)
        emit failed(outcome.error.value_or(Error{}));
}

void Session::takeRecord(const std::shared_ptr<const RunRecord>& record) {
    if (m_state != State::Reading) {
        emit storedRecordRead(record);
        return;
    }
    resetRecord();
    m_record = *record;
    m_replay = true;
    m_specification = RunSpecification();
    if (m_face.readSpecification) {
        if (auto specification = m_face.readSpecification(record->folder))
            m_specification = std::move(*specification);
    }
    setState(State::Finished);
    emit specificationChanged();
    emit recordReset();
    setFrameIndex(static_cast<int>(m_record.frames.size()) - 1);
}

void Session::clampLayer() {
    const FramePtr current = frame();
    const int last = current ? static_cast<int>(current->layers.size()) - 1 : -1;
    // The last layer is where aggregation shows, so that is where a view begins.
    const int wanted = m_layerIndex < 0 ? last : std::min(m_layerIndex, last);
    if (wanted != m_layerIndex) {
        m_layerIndex = wanted;
        emit layerChanged(wanted);
    }
}

} // namespace postern
