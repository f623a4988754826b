// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace postern {

/// What the program sees of the SentencePiece library. That library carries a protocol-buffer runtime of its own, whose
/// symbols and those of the one that libtorch brings along replace each other where both are linked into one program (it
/// ends before main). So the library is reached through a module that is opened on first use, with its symbols to itself.
struct SentencePieceApi {
    using Take = void (*)(void* context, std::int32_t id, std::uint32_t begin, std::uint32_t end);

    void* (*load)(const char* model, std::size_t size); ///< null where the library refuses the model
    void (*release)(void* processor);
    /// Hands over every piece of the text with its place in it; false where the library refuses the text.
    bool (*encode)(const void* processor, const char* text, std::size_t size, Take take, void* context);
};

} // namespace postern

extern "C" const postern::SentencePieceApi* posternSentencePieceApi();
