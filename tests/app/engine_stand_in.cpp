// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The two symbols of the runner that a specification needs, for trees in which the runner is not built.
#include "tests/app/scripted_engine.h"

namespace postern {

const ParameterTable& runParameters() {
    return scripted::sampleTable();
}

RunSpecification::RunSpecification() : parameters(runParameters()) {}

} // namespace postern
