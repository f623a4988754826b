// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/matrix_view.h"
#include "engine/core/json.h"

/// What the tests of this folder share: golden values and small clouds.
namespace postern::test {

/// tests/golden/analysis/analysis.json, made by the script beside it. Null when it cannot be read.
inline Json analysisGolden() {
    const Result<Json> json = readJsonFile(std::string(POSTERN_SOURCE_DIR) + "/tests/golden/analysis/analysis.json");
    return json ? *json : Json();
}

struct OwnedMatrix {
    std::vector<float> values;
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] MatrixView view() const { return {values, rows, columns}; }
};

inline OwnedMatrix matrixOf(const Json& json) {
    return {json["values"].get<std::vector<float>>(), json["rows"].get<std::size_t>(), json["columns"].get<std::size_t>()};
}

} // namespace postern::test
