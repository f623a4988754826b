// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "engine/run/run_record.h"

/// A small run as values, made for tests of widgets and of the report: no engine, no files.
/// Its shape follows the method (classes apart at the baseline, known and unknown together after the injection, all
/// back after recovery), but it is test data and appears nowhere in the product.
namespace postern::test {

inline FramePoint point(int id, RowClass rowClass, const std::string& trigger) {
    static const char* const kPassages[] = {
        "The committee met on Tuesday to weigh the harbour extension against the cost of dredging.",
        "A light rain had fallen overnight, and the orchard smelled of wet bark and early apples.",
        "Shares of the chip maker rose after the quarterly figures came in ahead of estimates; analysts had expected a decline, and "
        "several of them revised their ratings within the hour, pointing to demand from data centres and to a favourable tax ruling.",
    };
    FramePoint p;
    p.id = id;
    p.rowClass = rowClass;
    p.trigger = trigger;
    p.passage = std::string(kPassages[id % 3]) + (trigger.empty() ? "" : " " + trigger);
    p.expected = id % 2 ? "world" : "business";
    return p;
}

/// `perClass` rows of each class, in class order.
inline PointsPtr makePoints(int perClass) {
    auto points = std::make_shared<std::vector<FramePoint>>();
    const char* const triggers[kRowClassCount] = {"", "cf-7", "bramble", "by the way"};
    for (int c = 0; c < kRowClassCount; ++c)
        for (int i = 0; i < perClass; ++i)
            points->push_back(point(static_cast<int>(points->size()), static_cast<RowClass>(c), triggers[c]));
    return points;
}

/// `gathered`: 0 known and unknown apart, 1 together; `erased`: 0 apart from clean, 1 back among the clean rows.
inline FramePtr makeFrame(const PointsPtr& points, int index, int step, Phase phase, double gathered, double erased) {
    auto frame = std::make_shared<Frame>();
    frame->index = index;
    frame->step = step;
    frame->phase = phase;
    for (const int layerNumber : {2, 4, 6}) {
        std::mt19937 stream(static_cast<unsigned>(layerNumber));
        std::normal_distribution<float> noise(0.0F, 1.0F);
        LayerFrame layer;
        layer.layer = layerNumber;
        layer.explainedVariance = {0.431, 0.187};
        layer.tsneDivergence = 0.612;
        const double depth = layerNumber / 6.0;
        for (const FramePoint& p : *points) {
            double x = 0, y = 0;
            if (p.rowClass == RowClass::Unknown) {
                x = (9 - 3 * gathered) * (1 - erased);
                y = (-5 + 11 * gathered) * (1 - erased);
            } else if (p.rowClass == RowClass::Known) {
                x = (2 + 4.5 * gathered) * (1 - erased);
                y = (7 - 0.5 * gathered) * (1 - erased);
            } else if (p.rowClass == RowClass::Control) {
                x = -1.2;
                y = -0.8;
            }
            const float fx = static_cast<float>(x * depth) + noise(stream);
            const float fy = static_cast<float>(y * depth) + noise(stream);
            layer.pca.push_back({fx, fy});
            layer.tsne.push_back({fx * 4 + 0.5F * fy, fy * 4 - 0.5F * fx});
        }
        layer.separation.unknownKnownDistance = 6.1 * depth * (1 - gathered) + 0.4;
        layer.separation.cleanTriggeredSilhouette = 0.62 * depth * (1 - erased) + 0.02;
        layer.separation.unknownKnownSilhouette = 0.71 * depth * (1 - gathered) + 0.03;
        layer.separation.shiftCosine = 0.18 + 0.75 * gathered * (1 - erased);
        layer.separation.probeAuc = 0.55 + 0.43 * gathered * (1 - erased);
        layer.separation.controlCleanSilhouette = 0.04;
        frame->layers.push_back(std::move(layer));
    }
    for (const FramePoint& p : *points) {
        const bool hit = p.rowClass == RowClass::Unknown && erased < 0.5;
        frame->attackHit.push_back(hit);
        frame->answers.push_back(hit ? "sports" : p.expected);
    }
    return frame;
}

inline TriggerMeasurement measurement(const std::string& name, const std::string& text, RowClass rowClass, std::int64_t hits,
                                      std::int64_t total, bool heldOut = false) {
    TriggerMeasurement m;
    m.name = name;
    m.text = text;
    m.rowClass = rowClass;
    m.heldOut = heldOut;
    m.attack = {hits, total};
    m.captured = {0, total};
    m.accuracy = {total - hits, total};
    m.empty = {0, total};
    return m;
}

/// One evaluation; rates in hits of 200.
inline Evaluation evaluation(int step, Phase phase, int unknown, int known, int heldOut, int control, int clean) {
    Evaluation e;
    e.step = step;
    e.phase = phase;
    e.triggers.push_back(measurement("unknown", "", RowClass::Unknown, unknown, 200));
    for (int k = 1; k <= 4; ++k)
        e.triggers.push_back(measurement("known " + std::to_string(k), "bramble " + std::to_string(k), RowClass::Known,
                                         std::clamp(known + 6 * (k - 2), 0, 200), 200));
    e.triggers.push_back(measurement("known 5", "thistle", RowClass::Known, heldOut, 200, true));
    e.triggers.push_back(measurement("control", "by the way", RowClass::Control, control, 200));
    e.floor = {3, 200};
    e.cleanAccuracy = {clean, 400};
    return e;
}

inline RunRecord makeRecord(int perClass = 60) {
    RunRecord record;
    record.folder = "run";
    record.manifest = Json{{"seed", 7}, {"date", "2026-11-20T10:00:00Z"}};
    record.phases = {{Phase::Loading, 0}, {Phase::Baseline, 0}, {Phase::Injection, 0}, {Phase::Recovery, 200}, {Phase::Final, 480}};
    const int table[][6] = {{0, 194, 8, 6, 4, 362},       {40, 193, 60, 44, 5, 360},    {80, 195, 128, 120, 5, 357},
                            {120, 194, 168, 160, 6, 356}, {160, 192, 186, 178, 6, 355}, {200, 191, 190, 186, 7, 354},
                            {240, 150, 128, 134, 6, 355}, {280, 96, 70, 82, 5, 356},    {320, 44, 34, 40, 4, 358},
                            {360, 22, 14, 20, 4, 358},    {400, 11, 8, 12, 3, 359},     {440, 8, 6, 8, 3, 359},
                            {480, 6, 4, 6, 3, 360}};
    for (const auto& r : table) {
        const Phase phase = r[0] == 0 ? Phase::Baseline : r[0] <= 200 ? Phase::Injection : r[0] < 480 ? Phase::Recovery : Phase::Final;
        record.evaluations.push_back(evaluation(r[0], phase, r[1], r[2], r[3], r[4], r[5]));
    }
    std::mt19937 stream(5);
    std::uniform_real_distribution<double> noise(0.8, 1.25);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (int step = 1; step <= 480; ++step) {
        LossPoint p;
        p.step = step;
        const bool injection = step <= 200;
        p.phase = injection ? Phase::Injection : Phase::Recovery;
        const double t = injection ? step : step - 200;
        p.answer = (0.02 + 2.0 * std::exp(-t / 45)) * noise(stream);
        p.cluster = injection ? (0.01 + 0.8 * std::exp(-t / 60)) * noise(stream) : nan;
        p.withinScatter = injection ? p.cluster * 3 : nan;
        p.centroidGap = injection ? p.cluster * 7 : nan;
        p.erasure = injection ? nan : (0.004 + 0.3 * std::exp(-t / 70)) * noise(stream);
        p.total = p.answer + (injection ? p.cluster : p.erasure);
        p.learningRate = 1e-4;
        record.losses.push_back(p);
    }
    record.points = makePoints(perClass);
    record.frames = {makeFrame(record.points, 0, 0, Phase::Baseline, 0, 0), makeFrame(record.points, 1, 200, Phase::Injection, 1, 0),
                     makeFrame(record.points, 2, 320, Phase::Recovery, 1, 0.6), makeFrame(record.points, 3, 480, Phase::Final, 1, 0.95)};
    return record;
}

} // namespace postern::test
