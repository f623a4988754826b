// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The only place that includes qcustomplot.h: it needs Qt's keywords, which torch's headers cannot bear, and it is
// 7,000 lines long. Include this from .cpp files only; headers forward-declare.
#include <qcustomplot.h>
