// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/frame_maker.h"

#include <charconv>
#include <set>
#include <sstream>

#include "engine/analysis/procrustes.h"
#include "engine/analysis/tsne.h"

namespace postern {

namespace {

Result<std::vector<int>> parseLayers(const std::string& text, std::int64_t layerCount) {
    std::set<int> layers;
    if (text == "last")
        layers.insert(static_cast<int>(layerCount));
    if (text == "all")
        for (int layer = 0; layer <= layerCount; ++layer)
            layers.insert(layer);
    if (layers.empty()) {
        std::stringstream stream(text);
        for (std::string part; std::getline(stream, part, ',');) {
            int layer = -1;
            const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), layer);
            if (problem != std::errc() || end != part.data() + part.size() || layer < 0 || layer > layerCount)
                return fail(ErrorCode::ParameterInvalid, "projection.layers",
                            "\"" + text + "\" is not all, last or a list of layers from 0 to " + std::to_string(layerCount));
            layers.insert(layer);
        }
    }
    if (layers.empty())
        return fail(ErrorCode::ParameterInvalid, "projection.layers", "it names no layer");
    return std::vector<int>(layers.begin(), layers.end());
}

} // namespace

Result<FrameMaker> FrameMaker::create(const ParameterSet& parameters, const std::vector<FrameRow>& rows, std::int64_t layerCount) {
    FrameMaker maker;
    POSTERN_ASSIGN(maker.m_layers, parseLayers(parameters.text("projection.layers"), layerCount));
    maker.m_perplexity = parameters.number("projection.perplexity");
    maker.m_iterations = static_cast<int>(parameters.integer("projection.iterations"));
    maker.m_seed = static_cast<std::uint64_t>(parameters.integer("seed"));
    auto points = std::make_shared<std::vector<FramePoint>>();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        points->push_back({static_cast<int>(i), rows[i].rowClass, rows[i].passage, rows[i].trigger, rows[i].expected});
        maker.m_classes.push_back(rows[i].rowClass);
    }
    maker.m_points = std::move(points);
    maker.m_bases.resize(maker.m_layers.size());
    maker.m_lastLayouts.resize(maker.m_layers.size());
    return maker;
}

Json FrameMaker::state() const {
    Json layers = Json::array();
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const PcaBasis& basis = m_bases[i];
        Json layout = Json::array();
        for (const Point2& point : m_lastLayouts[i]) {
            layout.push_back(point[0]);
            layout.push_back(point[1]);
        }
        layers.push_back({{"dimension", basis.dimension},
                          {"count", basis.count},
                          {"mean", basis.mean},
                          {"components", basis.components},
                          {"variance", basis.variance},
                          {"explainedRatio", basis.explainedRatio},
                          {"layout", std::move(layout)}});
    }
    return {{"frames", m_frames}, {"layers", std::move(layers)}};
}

Result<void> FrameMaker::setState(const Json& state) {
    const Failure malformed = fail(ErrorCode::RunFolderMalformed, "resume state", "its frames are not those of this run");
    try {
        const Json& layers = state.at("layers");
        if (layers.size() != m_layers.size())
            return malformed;
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            const Json& layer = layers.at(i);
            PcaBasis basis;
            basis.dimension = layer.at("dimension").get<std::size_t>();
            basis.count = layer.at("count").get<std::size_t>();
            basis.mean = layer.at("mean").get<std::vector<float>>();
            basis.components = layer.at("components").get<std::vector<float>>();
            basis.variance = layer.at("variance").get<std::vector<double>>();
            basis.explainedRatio = layer.at("explainedRatio").get<std::vector<double>>();
            const auto layout = layer.at("layout").get<std::vector<float>>();
            const bool whole = basis.mean.size() == basis.dimension && basis.components.size() == basis.count * basis.dimension &&
                               basis.variance.size() == basis.count && basis.explainedRatio.size() == basis.count &&
                               (basis.count == 0 || basis.count == 2) && (layout.empty() || layout.size() == 2 * m_classes.size());
            if (!whole)
                return malformed;
            m_bases[i] = std::move(basis);
            m_lastLayouts[i].clear();
            for (std::size_t at = 0; at < layout.size(); at += 2)
                m_lastLayouts[i].push_back({layout[at], layout[at + 1]});
        }
        m_frames = state.at("frames").get<int>();
    } catch (const Json::exception&) {
        return malformed;
    }
    return {};
}

Result<FramePtr> FrameMaker::make(const FrameCapture& capture, Phase phase, int step, const JobContext& job) {
    auto frame = std::make_shared<Frame>();
    frame->index = m_frames++;
    frame->step = step;
    frame->phase = phase;
    frame->answers = capture.answers;
    frame->attackHit = capture.attackHit;
    JobContext quiet;
    quiet.stop = job.stop;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const std::vector<float>& values = capture.states[i].values;
        const MatrixView states{values, m_classes.size(), values.size() / m_classes.size()};
        LayerFrame layer;
        layer.layer = m_layers[i];
        PcaBasis& basis = m_bases[i];
        if (basis.count == 0) {
            POSTERN_ASSIGN(basis, fitPca(states, 2, quiet));
        }
        POSTERN_ASSIGN(layer.pca, projectPlane(basis, states));
        layer.explainedVariance = {basis.explainedRatio[0], basis.explainedRatio[1]};
        if (m_iterations > 0) {
            TsneOptions options;
            options.perplexity = m_perplexity;
            options.seed = m_seed;
            std::vector<Point2>& last = m_lastLayouts[i];
            options.iterations = last.empty() ? m_iterations : std::max(1, m_iterations / 5);
            POSTERN_ASSIGN(TsneLayout layout,
                           last.empty() ? embedTsne(states, options, quiet) : continueTsne(states, last, options, quiet));
            if (!last.empty()) {
                POSTERN_ASSIGN(layout.points, alignProcrustes(layout.points, last));
            }
            last = layout.points;
            layer.tsne = std::move(layout.points);
            layer.tsneDivergence = layout.divergence;
        }
        POSTERN_ASSIGN(layer.separation, measureSeparation(states, m_classes, quiet));
        frame->layers.push_back(std::move(layer));
    }
    return FramePtr(std::move(frame));
}

} // namespace postern
