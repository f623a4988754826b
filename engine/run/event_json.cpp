// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/event_json.h"

namespace postern {

namespace {

Json separationJson(const Separation& separation) {
    return {{"unknownKnownDistance", finiteOrNull(separation.unknownKnownDistance)},
            {"cleanTriggeredSilhouette", finiteOrNull(separation.cleanTriggeredSilhouette)},
            {"unknownKnownSilhouette", finiteOrNull(separation.unknownKnownSilhouette)},
            {"shiftCosine", finiteOrNull(separation.shiftCosine)},
            {"probeAuc", finiteOrNull(separation.probeAuc)},
            {"controlCleanSilhouette", finiteOrNull(separation.controlCleanSilhouette)}};
}

Result<Separation> separationFromJson(const Json& json) {
    StrictObject object(json, "separation",
                        {"unknownKnownDistance", "cleanTriggeredSilhouette", "unknownKnownSilhouette", "shiftCosine", "probeAuc",
                         "controlCleanSilhouette"});
    Separation separation;
    separation.unknownKnownDistance = object.numberOrNan("unknownKnownDistance");
    separation.cleanTriggeredSilhouette = object.numberOrNan("cleanTriggeredSilhouette");
    separation.unknownKnownSilhouette = object.numberOrNan("unknownKnownSilhouette");
    separation.shiftCosine = object.numberOrNan("shiftCosine");
    separation.probeAuc = object.numberOrNan("probeAuc");
    separation.controlCleanSilhouette = object.numberOrNan("controlCleanSilhouette");
    POSTERN_TRY(object.finish());
    return separation;
}

Result<LayerFrame> layerFromJson(const Json& json) {
    StrictObject object(json, "layer", {"layer", "explainedVariance", "tsneDivergence", "separation"});
    LayerFrame layer;
    layer.layer = static_cast<int>(object.integer("layer", 0, static_cast<std::int64_t>(kMaxLayers)));
    const Json& variance = object.array("explainedVariance", 2);
    if (variance.size() != 2 || !variance[0].is_number() || !variance[1].is_number())
        object.refuse("\"explainedVariance\" is not a pair of numbers");
    else
        layer.explainedVariance = {variance[0].get<double>(), variance[1].get<double>()};
    layer.tsneDivergence = object.numberOrNan("tsneDivergence");
    POSTERN_TRY(object.finish());
    POSTERN_ASSIGN(layer.separation, separationFromJson(object.member("separation")));
    return layer;
}

} // namespace

Json toJson(const FramePoint& point) {
    return {{"id", point.id},
            {"class", rowClassName(point.rowClass)},
            {"passage", point.passage},
            {"trigger", point.trigger},
            {"expected", point.expected}};
}

Result<FramePoint> framePointFromJson(const Json& json) {
    StrictObject object(json, "point", {"id", "class", "passage", "trigger", "expected"});
    FramePoint point;
    point.id = static_cast<int>(object.integer("id", 0, static_cast<std::int64_t>(kMaxPoints)));
    point.rowClass = readRowClass(object, "class");
    point.passage = object.text("passage");
    point.trigger = object.text("trigger");
    point.expected = object.text("expected");
    POSTERN_TRY(object.finish());
    return point;
}

Json frameHead(const Frame& frame) {
    Json layers = Json::array();
    for (const LayerFrame& layer : frame.layers)
        layers.push_back({{"layer", layer.layer},
                          {"explainedVariance", {layer.explainedVariance[0], layer.explainedVariance[1]}},
                          {"tsneDivergence", finiteOrNull(layer.tsneDivergence)},
                          {"separation", separationJson(layer.separation)}});
    return {{"index", frame.index},
            {"step", frame.step},
            {"phase", phaseName(frame.phase)},
            {"answers", frame.answers},
            {"layers", std::move(layers)}};
}

Result<Frame> frameFromHead(const Json& json) {
    StrictObject object(json, "frame", {"index", "step", "phase", "answers", "layers"});
    Frame frame;
    frame.index = static_cast<int>(object.integer("index", 0, static_cast<std::int64_t>(kMaxFrames)));
    frame.step = static_cast<int>(object.integer("step", 0, kMaxStep));
    frame.phase = readPhase(object, "phase");
    frame.answers = object.texts("answers", kMaxPoints);
    for (const Json& element : object.array("layers", kMaxLayers)) {
        POSTERN_ASSIGN(LayerFrame layer, layerFromJson(element));
        if (!frame.layers.empty() && layer.layer <= frame.layers.back().layer)
            object.refuse("the layers do not rise");
        frame.layers.push_back(std::move(layer));
    }
    POSTERN_TRY(object.finish());
    return frame;
}

} // namespace postern
