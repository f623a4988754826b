// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/diff_report.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/cli/text_table.h"
#include "engine/core/error.h"

namespace postern::cli {

namespace {

constexpr auto kLeft = TextTable::Align::Left;
constexpr auto kRight = TextTable::Align::Right;
constexpr std::size_t kLongestValue = 60;

const char* stateName(DiffState state) {
    switch (state) {
    case DiffState::Same:
        return "same";
    case DiffState::Changed:
        return "changed";
    case DiffState::OnlyInA:
        return "only-a";
    case DiffState::OnlyInB:
        break;
    }
    return "only-b";
}

const char* stateText(DiffState state) {
    switch (state) {
    case DiffState::Same:
        return "same";
    case DiffState::Changed:
        return "changed";
    case DiffState::OnlyInA:
        return "only in A";
    case DiffState::OnlyInB:
        break;
    }
    return "only in B";
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string out;
    for (const std::int64_t size : shape)
        out += (out.empty() ? "" : " x ") + std::to_string(size);
    return out.empty() ? "scalar" : out;
}

double ratio(double change, double base) {
    return base > 0 ? change / base : (change > 0 ? 1.0 : 0.0);
}

/// The change of each layer over all its tensors; -1 where nothing was compared.
std::vector<double> layerChanges(const CheckpointDiff& diff) {
    std::vector<double> squaresA(static_cast<std::size_t>(diff.heat.layers), -1.0);
    std::vector<double> squares(squaresA.size(), 0.0);
    for (const TensorChange& change : diff.tensors) {
        if (!change.compared || change.layer < 0)
            continue;
        const auto layer = static_cast<std::size_t>(change.layer);
        squaresA[layer] = std::max(squaresA[layer], 0.0) + change.normA * change.normA;
        squares[layer] += change.normChange * change.normChange;
    }
    for (std::size_t i = 0; i < squares.size(); ++i)
        squares[i] = squaresA[i] < 0 ? -1.0 : ratio(std::sqrt(squares[i]), std::sqrt(squaresA[i]));
    return squares;
}

/// One character a layer: a dot for no change, and eight heights of bar.
std::string bars(const std::vector<double>& values, double greatest) {
    constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::string out;
    for (const double value : values) {
        if (value < 0)
            out += ' ';
        else if (!(value > 0))
            out += "·";
        else
            out += kBars[std::min<std::size_t>(7, static_cast<std::size_t>(heatLevel(value, greatest) * 8))];
    }
    return out;
}

std::string changeText(double relative) {
    return relative > 0 ? fmt::format("{:.3g} %", 100 * relative) : "0";
}

std::string heatText(const CheckpointDiff& diff) {
    const HeatStrip& heat = diff.heat;
    if (!(heat.greatest > 0)) // nothing was compared, or nothing changed: the tables have said so
        return {};
    TextTable table({kLeft, kLeft, kRight});
    table.add({"CHANGE BY LAYER", heat.layers > 0 ? "0 to " + std::to_string(heat.layers - 1) : "", "GREATEST"});
    const auto add = [&](const HeatStrip::Row& row) {
        table.add({printable(row.kind, 80), bars(row.values, heat.greatest),
                   changeText(std::max(0.0, *std::max_element(row.values.begin(), row.values.end())))});
    };
    std::for_each(heat.rows.begin(), heat.rows.end(), add);
    if (heat.layers > 0)
        table.add({"all tensors of the layer", bars(layerChanges(diff), heat.greatest), ""});
    std::for_each(heat.outside.begin(), heat.outside.end(), add);
    return '\n' + table.text() + "A bar is the norm of the change over the norm in A; · is no change. Full height is " +
           changeText(heat.greatest) + ",\nthe lowest a thousandth of it or less.\n";
}

std::string tensorText(const CheckpointDiff& diff, bool all) {
    TextTable table({kLeft, kLeft, kLeft, kRight, kRight, kRight, kRight});
    table.add({"TENSOR", "STATE", "TYPE AND SHAPE", "NORM OF A", "NORM OF CHANGE", "RELATIVE", "LARGEST"});
    std::size_t rows = 0;
    for (const TensorChange& change : diff.tensors) {
        if (change.state == DiffState::Same && !all)
            continue;
        ++rows;
        const std::string a = change.dtypeA.empty() ? "" : change.dtypeA + ' ' + shapeText(change.shapeA);
        const std::string b = change.dtypeB.empty() ? "" : change.dtypeB + ' ' + shapeText(change.shapeB);
        std::vector<std::string> row = {printable(change.name), stateText(change.state),
                                        a.empty() || b.empty() || a == b ? a + (a == b ? "" : b) : a + " → " + b};
        if (change.compared)
            row.insert(row.end(), {fmt::format("{:.5g}", change.normA), fmt::format("{:.5g}", change.normChange),
                                   changeText(change.relative()), fmt::format("{:.4g}", change.largest)});
        table.add(std::move(row));
    }
    return rows == 0 ? "\nNo tensor differs.\n" : '\n' + table.text();
}

std::string configText(const CheckpointDiff& diff, bool all) {
    TextTable table({kLeft, kLeft, kLeft, kLeft});
    table.add({"CONFIGURATION", "STATE", "A", "B"});
    std::size_t rows = 0;
    for (const ConfigChange& change : diff.config) {
        if (change.state == DiffState::Same && !all)
            continue;
        ++rows;
        table.add(
            {printable(change.key, 80), stateText(change.state), printable(change.a, kLongestValue), printable(change.b, kLongestValue)});
    }
    for (const FileChange& file : diff.files) {
        if (file.state == DiffState::Same && !all)
            continue;
        ++rows;
        table.add({printable(file.name), file.state == DiffState::Changed ? "another content" : stateText(file.state)});
    }
    return rows == 0 ? "\nNo configuration key and no small file differs.\n" : '\n' + table.text();
}

} // namespace

Json diffJson(const CheckpointDiff& diff) {
    Json json = {{"schema", 1},
                 {"tool", {{"name", "Postern"}, {"version", POSTERN_VERSION}}},
                 {"a", diff.a},
                 {"b", diff.b},
                 {"same", diff.same()},
                 {"config", Json::array()},
                 {"files", Json::array()},
                 {"tensors", Json::array()},
                 {"total", {{"norm_a", diff.normA}, {"norm", diff.normChange}, {"relative", ratio(diff.normChange, diff.normA)}}},
                 {"layers", Json::array()},
                 {"notes", diff.notes}};
    for (const ConfigChange& change : diff.config)
        json["config"].push_back({{"key", change.key}, {"state", stateName(change.state)}, {"a", change.a}, {"b", change.b}});
    for (const FileChange& file : diff.files)
        json["files"].push_back({{"file", file.name}, {"state", stateName(file.state)}});
    for (const TensorChange& change : diff.tensors) {
        const auto side = [](const std::string& dtype, const auto& shape) { return dtype.empty() ? Json() : Json(shape); };
        Json entry = {{"name", change.name},
                      {"layer", change.layer < 0 ? Json() : Json(change.layer)},
                      {"state", stateName(change.state)},
                      {"dtype_a", change.dtypeA.empty() ? Json() : Json(change.dtypeA)},
                      {"dtype_b", change.dtypeB.empty() ? Json() : Json(change.dtypeB)},
                      {"shape_a", side(change.dtypeA, change.shapeA)},
                      {"shape_b", side(change.dtypeB, change.shapeB)},
                      {"change", nullptr}};
        if (change.compared)
            entry["change"] = {{"norm_a", change.normA},        {"norm", change.normChange}, {"relative", change.relative()},
                               {"largest", change.largest},     {"changed", change.changed}, {"elements", change.elements},
                               {"not_finite", change.notFinite}};
        json["tensors"].push_back(std::move(entry));
    }
    const std::vector<double> layers = layerChanges(diff);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i] >= 0)
            json["layers"].push_back({{"layer", i}, {"relative", layers[i]}});
    }
    return json;
}

std::string diffText(const CheckpointDiff& diff, bool all) {
    TextTable head({kLeft, kLeft});
    head.add({"A", printable(diff.a)});
    head.add({"B", printable(diff.b)});
    head.add({"Result", diff.same() ? "the same configuration, files and weights" : "they differ"});
    head.add({"Change of all weights",
              fmt::format("{:.5g}, {} of the norm of A", diff.normChange, changeText(ratio(diff.normChange, diff.normA)))});
    std::string out = head.text() + configText(diff, all) + tensorText(diff, all) + heatText(diff);
    for (const std::string& note : diff.notes)
        out += "\nNote: " + printable(note) + '\n';
    return out;
}

} // namespace postern::cli
