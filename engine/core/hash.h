// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/progress.h"

namespace postern {

/// SHA-256 of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void add(std::string_view bytes);
    /// 64 lower-case hexadecimal digits; call it once.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SHA-256 of a file, read in pieces of 1 MiB; polls the stop token between pieces.
[[nodiscard]] Result<std::string> sha256File(const std::filesystem::path& path, const JobContext& job = {});

} // namespace postern
