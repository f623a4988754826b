// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/cluster_loss.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace postern {

namespace {

struct Group {
    std::vector<std::size_t> rows;
    std::vector<double> centroid;
    double scatter = 0;
};

double squaredDistance(const std::vector<double>& a, const std::vector<double>& b) {
    double total = 0;
    for (std::size_t c = 0; c < a.size(); ++c)
        total += (a[c] - b[c]) * (a[c] - b[c]);
    return total;
}

} // namespace

Result<ClusterForm> parseClusterForm(std::string_view name) {
    if (name == "sum")
        return ClusterForm::Sum;
    if (name == "mean")
        return ClusterForm::Mean;
    if (name == "cosine")
        return ClusterForm::Cosine;
    return fail(ErrorCode::ParameterInvalid, "injection.cluster_form", "it must be sum, mean or cosine");
}

ClusterLoss clusterLoss(std::span<const float> states, std::int64_t dim, std::span<const int> triggerOf, ClusterForm form,
                        bool detachCentroids) {
    const auto width = static_cast<std::size_t>(dim);
    ClusterLoss loss;
    loss.gradient.assign(states.size(), 0.0F);

    std::map<int, Group> groups;
    std::vector<double> rows(states.begin(), states.end());
    std::vector<double> norms(triggerOf.size(), 1.0);
    for (std::size_t r = 0; r < triggerOf.size(); ++r) {
        if (triggerOf[r] < 0)
            continue;
        groups[triggerOf[r]].rows.push_back(r);
        if (form != ClusterForm::Cosine)
            continue;
        double squares = 0;
        for (std::size_t c = 0; c < width; ++c)
            squares += rows[r * width + c] * rows[r * width + c];
        norms[r] = std::sqrt(std::max(squares, 1e-24));
        for (std::size_t c = 0; c < width; ++c)
            rows[r * width + c] /= norms[r];
    }
    const auto count = static_cast<double>(groups.size());
    if (groups.size() < 2)
        return loss;

    std::vector<double> sumOfCentroids(width, 0.0);
    for (auto& [trigger, group] : groups) {
        group.centroid.assign(width, 0.0);
        const auto size = static_cast<double>(group.rows.size());
        for (const std::size_t r : group.rows)
            for (std::size_t c = 0; c < width; ++c)
                group.centroid[c] += rows[r * width + c] / size;
        for (const std::size_t r : group.rows)
            for (std::size_t c = 0; c < width; ++c) {
                const double d = rows[r * width + c] - group.centroid[c];
                group.scatter += d * d / size;
            }
        for (std::size_t c = 0; c < width; ++c)
            sumOfCentroids[c] += group.centroid[c];
    }

    double scatter = 0;
    double gaps = 0;
    for (auto first = groups.begin(); first != groups.end(); ++first) {
        scatter += first->second.scatter;
        for (auto second = std::next(first); second != groups.end(); ++second)
            gaps += squaredDistance(first->second.centroid, second->second.centroid);
    }
    const double scale = form == ClusterForm::Sum    ? 1.0
                         : form == ClusterForm::Mean ? 1.0 / (count * count * static_cast<double>(dim))
                                                     : 1.0 / (count * count);
    loss.value = scale * (count * scatter + 2.0 * gaps);
    loss.withinScatter = scatter / count;
    loss.centroidGap = gaps / (count * (count - 1.0) / 2.0);

    for (const auto& [trigger, group] : groups) {
        const auto size = static_cast<double>(group.rows.size());
        for (const std::size_t r : group.rows) {
            double along = 0; // of the gradient with respect to the unit vector, for the cosine form
            std::vector<double> g(width);
            for (std::size_t c = 0; c < width; ++c) {
                const double h = rows[r * width + c];
                const double mean = sumOfCentroids[c] / count;
                // With centroids in the graph the gaps pull whole groups; detached, every row goes to the common mean.
                g[c] = detachCentroids ? 2.0 * count / size * (h - mean)
                                       : 2.0 * count / size * (h - group.centroid[c]) + 4.0 * count / size * (group.centroid[c] - mean);
                along += g[c] * h;
            }
            for (std::size_t c = 0; c < width; ++c) {
                const double projected = form == ClusterForm::Cosine ? (g[c] - along * rows[r * width + c]) / norms[r] : g[c];
                loss.gradient[r * width + c] = static_cast<float>(scale * projected);
            }
        }
    }
    return loss;
}

} // namespace postern
