// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/checkpoint_diff.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/piece_work.h"
#include "engine/core/hash.h"

namespace postern {

namespace {

constexpr std::size_t kMaxDepth = 32;

/// Fills `out` with the values of a configuration under dotted keys, as JSON text. The readers limit the depth already.
void flatten(const Json& value, const std::string& prefix, std::size_t depth, std::map<std::string, std::string>& out) {
    if (value.is_object() && !value.empty() && depth < kMaxDepth) {
        for (const auto& [key, member] : value.items())
            flatten(member, prefix.empty() ? key : prefix + '.' + key, depth + 1, out);
        return;
    }
    if (!prefix.empty())
        out.emplace(prefix, value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// What two sides of anything that is known by its name have in common.
DiffState stateOf(bool inA, bool inB, bool equal) {
    if (!inB)
        return DiffState::OnlyInA;
    if (!inA)
        return DiffState::OnlyInB;
    return equal ? DiffState::Same : DiffState::Changed;
}

/// Sums over pairs of elements; pairs with something that is not finite are only counted.
struct PairSums {
    double squaresA = 0;
    double squaresChange = 0;
    double largest = 0;
    std::int64_t changed = 0;
    std::int64_t notFinite = 0;

    void add(const PairSums& other) {
        squaresA += other.squaresA;
        squaresChange += other.squaresChange;
        largest = std::max(largest, other.largest);
        changed += other.changed;
        notFinite += other.notFinite;
    }

    template <typename T>
    void add(std::span<const T> a, std::span<const T> b) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            const auto from = static_cast<double>(a[i]);
            const auto to = static_cast<double>(b[i]);
            const bool finite = std::isfinite(from) && std::isfinite(to);
            const double used = finite ? from : 0;
            const double change = finite ? to - from : 0;
            squaresA += used * used;
            squaresChange += change * change;
            largest = std::max(largest, std::abs(change));
            // NaN and NaN is no change, infinity and infinity neither.
            changed += static_cast<std::int64_t>(!(from == to) && !(std::isnan(from) && std::isnan(to)));
            notFinite += static_cast<std::int64_t>(!finite);
        }
    }
};

struct Pair {
    std::size_t a = 0;
    std::size_t b = 0;
    std::size_t change = 0; ///< its place in the result
};

template <typename T>
Result<PairSums> sumPiece(const WeightSource& a, const WeightSource& b, const Pair& pair, const Piece& piece, const JobContext& job) {
    const std::size_t size = std::min(static_cast<std::size_t>(piece.count), kStepElements);
    std::vector<T> valuesA(size);
    std::vector<T> valuesB(size);
    PairSums sums;
    const Result<void> done = inSteps(piece, job, [&](std::int64_t first, std::size_t count) -> Result<void> {
        const std::span<T> stepA = std::span(valuesA).first(count);
        const std::span<T> stepB = std::span(valuesB).first(count);
        POSTERN_TRY(a.read(pair.a, first, stepA));
        POSTERN_TRY(b.read(pair.b, first, stepB));
        sums.add<T>(stepA, stepB);
        return {};
    });
    if (!done)
        return tl::make_unexpected(done.error());
    return sums;
}

Result<void> compareValues(const WeightSource& a, const WeightSource& b, const std::vector<Pair>& pairs, std::vector<TensorChange>& changes,
                           const JobContext& job) {
    std::vector<std::int64_t> counts;
    for (const Pair& pair : pairs)
        counts.push_back(a.elementCount(pair.a));
    const std::vector<Piece> pieces = cutIntoPieces(counts);
    std::vector<PairSums> sums(pieces.size());
    const Result<void> done = workOnPieces(pieces, "Comparing weights", job, [&](std::size_t i) -> Result<void> {
        const Pair& pair = pairs[pieces[i].tensor];
        const bool wide = a.needsDouble(pair.a) || b.needsDouble(pair.b);
        auto piece = wide ? sumPiece<double>(a, b, pair, pieces[i], job) : sumPiece<float>(a, b, pair, pieces[i], job);
        if (!piece)
            return tl::make_unexpected(std::move(piece).error());
        sums[i] = *piece;
        return {};
    });
    if (!done)
        return tl::make_unexpected(done.error());
    std::vector<PairSums> totals(pairs.size());
    for (std::size_t i = 0; i < pieces.size(); ++i)
        totals[pieces[i].tensor].add(sums[i]);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        TensorChange& change = changes[pairs[i].change];
        change.compared = true;
        change.elements = counts[i];
        change.normA = std::sqrt(totals[i].squaresA);
        change.normChange = std::sqrt(totals[i].squaresChange);
        change.largest = totals[i].largest;
        change.changed = totals[i].changed;
        change.notFinite = totals[i].notFinite;
        if (change.changed > 0)
            change.state = DiffState::Changed;
    }
    return {};
}

void take(TensorChange& change, const TensorRow& row, bool isA) {
    change.name = row.name;
    change.layer = row.layer;
    change.kind = row.kind;
    (isA ? change.dtypeA : change.dtypeB) = row.dtype;
    (isA ? change.shapeA : change.shapeB) = row.shape;
}

Result<void> compareTensors(const WeightSource& a, const WeightSource& b, CheckpointDiff& diff, const JobContext& job) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < a.tensors().size(); ++i) {
        const TensorRow& row = a.tensors()[i];
        TensorChange change;
        take(change, row, true);
        const std::int64_t other = b.find(row.name);
        change.state = DiffState::OnlyInA;
        if (other >= 0) {
            const auto index = static_cast<std::size_t>(other);
            const TensorRow& rowB = b.tensors()[index];
            take(change, rowB, false);
            change.state = row.shape == rowB.shape && row.dtype == rowB.dtype ? DiffState::Same : DiffState::Changed;
            if (row.shape == rowB.shape && row.readable && rowB.readable)
                pairs.push_back({i, index, diff.tensors.size()});
        }
        diff.tensors.push_back(std::move(change));
    }
    for (const TensorRow& row : b.tensors()) {
        if (a.find(row.name) >= 0)
            continue;
        TensorChange change;
        take(change, row, false);
        change.state = DiffState::OnlyInB;
        diff.tensors.push_back(std::move(change));
    }
    POSTERN_TRY(compareValues(a, b, pairs, diff.tensors, job));
    const auto unread = std::count_if(diff.tensors.begin(), diff.tensors.end(), [](const TensorChange& change) {
        return !change.compared && !change.dtypeA.empty() && change.shapeA == change.shapeB;
    });
    if (unread > 0)
        diff.notes.push_back(std::to_string(unread) +
                             " tensors are quantized in a way that is not decoded; their values were not compared");
    std::sort(diff.tensors.begin(), diff.tensors.end(),
              [](const TensorChange& x, const TensorChange& y) { return std::tie(x.layer, x.name) < std::tie(y.layer, y.name); });
    return {};
}

/// Tokenizers, templates and licences; the configuration and the weights are compared by their content.
bool isSmallFile(const std::string& name) {
    return name != kConfigFile && std::find(kCompanionFiles.begin(), kCompanionFiles.end(), name) != kCompanionFiles.end();
}

Result<void> compareFiles(const WeightSource& a, const WeightSource& b, CheckpointDiff& diff, const JobContext& job) {
    std::set<std::string> names;
    for (const WeightSource* source : {&a, &b}) {
        if (source->format() == WeightSource::Format::Folder)
            std::copy_if(source->files().begin(), source->files().end(), std::inserter(names, names.end()), isSmallFile);
    }
    const auto hashIn = [&](const WeightSource& source, const std::string& name) -> Result<std::optional<std::string>> {
        if (source.format() != WeightSource::Format::Folder ||
            std::find(source.files().begin(), source.files().end(), name) == source.files().end())
            return std::optional<std::string>();
        POSTERN_ASSIGN(std::string hash, sha256File(source.filePath(name), job));
        return std::optional(std::move(hash));
    };
    for (const std::string& name : names) {
        POSTERN_ASSIGN(const auto hashA, hashIn(a, name));
        POSTERN_ASSIGN(const auto hashB, hashIn(b, name));
        diff.files.push_back({name, stateOf(hashA.has_value(), hashB.has_value(), hashA == hashB)});
    }
    return {};
}

} // namespace

std::vector<ConfigChange> compareConfigs(const Json& a, const Json& b) {
    std::map<std::string, std::string> flatA;
    std::map<std::string, std::string> flatB;
    flatten(a, {}, 0, flatA);
    flatten(b, {}, 0, flatB);
    std::set<std::string> keys;
    for (const auto* flat : {&flatA, &flatB}) {
        for (const auto& [key, value] : *flat)
            keys.insert(key);
    }
    std::vector<ConfigChange> changes;
    for (const std::string& key : keys) {
        const auto inA = flatA.find(key);
        const auto inB = flatB.find(key);
        ConfigChange change;
        change.key = key;
        change.a = inA == flatA.end() ? "" : inA->second;
        change.b = inB == flatB.end() ? "" : inB->second;
        change.state = stateOf(inA != flatA.end(), inB != flatB.end(), change.a == change.b);
        changes.push_back(std::move(change));
    }
    return changes;
}

HeatStrip makeHeatStrip(const std::vector<TensorChange>& tensors) {
    struct Cell {
        double squaresA = 0;
        double squaresChange = 0;

        [[nodiscard]] double relative() const {
            return squaresA > 0 ? std::sqrt(squaresChange / squaresA) : (squaresChange > 0 ? 1.0 : 0.0);
        }
    };
    std::map<std::string, std::map<int, Cell>> kinds;
    std::vector<std::string> order; // as they first appear, which is the order of the file's names
    HeatStrip strip;
    for (const TensorChange& change : tensors) {
        if (!change.compared)
            continue;
        auto& cells = kinds[change.kind];
        if (cells.empty())
            order.push_back(change.kind);
        Cell& cell = cells[change.layer];
        cell.squaresA += change.normA * change.normA;
        cell.squaresChange += change.normChange * change.normChange;
        strip.layers = std::max(strip.layers, change.layer + 1);
    }
    for (const std::string& kind : order) {
        const auto& cells = kinds.at(kind);
        const bool outside = cells.begin()->first < 0;
        HeatStrip::Row row;
        row.kind = kind;
        row.values.assign(outside ? 1 : static_cast<std::size_t>(strip.layers), -1.0);
        for (const auto& [layer, cell] : cells) {
            const double value = cell.relative();
            row.values[outside ? 0 : static_cast<std::size_t>(layer)] = value;
            strip.greatest = std::max(strip.greatest, value);
        }
        (outside ? strip.outside : strip.rows).push_back(std::move(row));
    }
    return strip;
}

double heatLevel(double value, double greatest) {
    constexpr double kDecades = 3;
    constexpr double kFaintest = 0.06;
    if (!(value > 0) || !(greatest > 0))
        return 0;
    return std::clamp(1 + std::log10(value / greatest) / kDecades, kFaintest, 1.0);
}

Result<CheckpointDiff> compareCheckpoints(const WeightSource& a, const WeightSource& b, const JobContext& job) {
    CheckpointDiff diff;
    diff.a = a.path().string();
    diff.b = b.path().string();
    POSTERN_TRY(a.checkUnchanged());
    POSTERN_TRY(b.checkUnchanged());
    diff.config = compareConfigs(a.config(), b.config());
    POSTERN_TRY(compareFiles(a, b, diff, job));
    POSTERN_TRY(compareTensors(a, b, diff, job));
    diff.heat = makeHeatStrip(diff.tensors);
    double squaresA = 0;
    double squaresChange = 0;
    bool common = false;
    for (const TensorChange& change : diff.tensors) {
        squaresA += change.normA * change.normA;
        squaresChange += change.normChange * change.normChange;
        common = common || change.compared;
    }
    diff.normA = std::sqrt(squaresA);
    diff.normChange = std::sqrt(squaresChange);
    const bool otherNames = (a.format() == WeightSource::Format::Gguf) != (b.format() == WeightSource::Format::Gguf);
    if (!common && otherNames)
        diff.notes.emplace_back("GGUF and Hugging Face name tensors differently; convert the GGUF file first");
    return diff;
}

} // namespace postern
