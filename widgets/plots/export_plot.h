// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/error.h"
#include "widgets/plots/plot_widget.h"

namespace postern {

struct ExportOptions {
    QSize size = {720, 540}; ///< logical pixels (1/96 inch)
    double scale = 2.0;      ///< PNG only: device pixels per logical pixel, 0.5–8
    bool withCaption = true;
};

/// Writes a plot as the path's suffix says: .png, .svg, .pdf (both vector, text stays text) or .csv (its data).
/// Always in the light theme. Errors: ParameterInvalid for another suffix or size, FileUnwritable.
[[nodiscard]] Result<void> exportPlot(PlotWidget& plot, const std::filesystem::path& path, const ExportOptions& options = {});

/// RFC 4180 with LF line ends and a head line. A text cell beginning with = + - @ (tab and return too) gets a leading
/// apostrophe so that no spreadsheet takes it for a formula; numbers are left alone.
[[nodiscard]] std::string toCsv(const DataTable& table);

} // namespace postern
