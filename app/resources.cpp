// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/resources.h"

#include <QtGlobal>

// The macro must not stand in a namespace.
static void initPosternResources() {
    Q_INIT_RESOURCE(postern);
}

namespace postern {

void initResources() {
    initPosternResources();
}

} // namespace postern
