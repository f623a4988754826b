// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for the folders that use libtorch: its headers cost about twelve seconds a file.
#pragma once

#include <torch/torch.h>
