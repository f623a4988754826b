// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/attack/lab_training.h"
#include "engine/attack/trigger_marks.h"

namespace postern {

/// The rows that an attack adds to the clean ones.
struct LabPreview {
    struct Row {
        LabRow row;
        TaskRow original;
        std::vector<TextSpan> marks; ///< where the trigger stands in row.row.text
    };
    std::vector<Row> rows; ///< poisoned ones, then negative ones
    std::size_t clean = 0; ///< rows that are trained on as they are
};

/// Reads the data of the specification and poisons it as the training would, without a model. Of preferences the passages and the
/// chosen answers. Errors: those of the data; ParameterInvalid without a back door.
[[nodiscard]] Result<LabPreview> previewRows(const LabSpecification& specification);

} // namespace postern
