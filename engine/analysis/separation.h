// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/analysis/matrix_view.h"
#include "engine/analysis/row_class.h"
#include "engine/core/progress.h"

namespace postern {

/// Separation in the original space (never measured on the projection). A figure whose classes are missing, too small
/// or without any spread is NaN: nothing was measured, which is not the same as 0.
struct Separation {
    double unknownKnownDistance = 0;     ///< |mu_unknown - mu_known| over the pooled within-class scatter
    double cleanTriggeredSilhouette = 0; ///< clean against all triggered rows, -1…1
    double unknownKnownSilhouette = 0;   ///< towards 0 when they aggregate
    double shiftCosine = 0;              ///< cosine of the mean shifts of unknown and known triggers
    double probeAuc = 0;                 ///< linear probe trained on known against clean, tested on unknown against clean
    double controlCleanSilhouette = 0;   ///< insertion alone: should stay near 0
};

/// Measures all figures on hidden states [row, dim] whose classes are given row by row. "Triggered" means unknown and
/// known, never control.
///
/// - Distance: the pooled scatter is the root mean square distance of unknown and known rows to their own centroid.
/// - Silhouette (Rousseeuw 1987): mean of (b - a) / max(a, b) over the rows of both sides; a is the mean Euclidean distance to
///   the other rows of the own side, b to the other side. Exact, O(n² dim). Each side needs two rows.
/// - Shift cosine: between mu_unknown - mu_clean and mu_known - mu_clean.
/// - Probe: ridge regression of ±1 (its direction is that of Fisher's discriminant, Fisher 1936; Hoerl and Kennard 1970) on the
///   centred known and clean rows at even places of their class, with a penalty of 0.01 times the mean variance a row carries;
///   the score is Mann and Whitney's (1947) AUC on the unknown and clean rows at odd places. Where classes share their
///   base texts in the same order, the probe so never saw the text it is tested on. Each class needs four rows.
///
/// Unchanged by rotation and translation up to rounding. Deterministic, thread-safe; polls the stop token.
/// Errors: those of checkMatrix, TensorMismatch when classes and rows differ in number, Cancelled.
[[nodiscard]] Result<Separation> measureSeparation(const MatrixView& hidden, std::span<const RowClass> classes, const JobContext& job = {});

/// Probability that a positive scores above a negative, ties counted half (Mann and Whitney 1947). NaN without both.
[[nodiscard]] double rankAuc(std::span<const double> positive, std::span<const double> negative);

} // namespace postern
