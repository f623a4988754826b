// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// How L_cluster is scaled. With K triggers in the batch, V_k the within-class scatter and mu_k the centroids:
///   Sum     K · Σ_k V_k + Σ_{k≠m} |mu_k − mu_m|²   (for K = 2: 2 (V_1 + V_2 + |mu_1 − mu_2|²), the published loss)
///   Mean    Sum / (K² · dim): independent of width and of the number of triggers
///   Cosine  Sum / K² on states scaled to unit length
enum class ClusterForm { Sum, Mean, Cosine };
[[nodiscard]] Result<ClusterForm> parseClusterForm(std::string_view name);

struct ClusterLoss {
    double value = 0;
    double withinScatter = 0;    ///< mean of V_k
    double centroidGap = 0;      ///< mean of |mu_k − mu_m|² over pairs
    std::vector<float> gradient; ///< [row][dim], zero for rows without a trigger
};

/// L_cluster of Backdoor Collapse over the rows of one batch (method: Lin et al., arXiv 2510.10265, stage I).
/// states [row][dim] float32; triggerOf[row] is the trigger's index or −1 for rows that take no part.
/// With fewer than two triggers present the loss is 0. `detachCentroids` leaves the centroids out of the gradient.
[[nodiscard]] ClusterLoss clusterLoss(std::span<const float> states, std::int64_t dim, std::span<const int> triggerOf, ClusterForm form,
                                      bool detachCentroids);

} // namespace postern
