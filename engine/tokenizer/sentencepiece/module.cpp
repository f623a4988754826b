// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sentencepiece_processor.h>

#include <memory>

#include "engine/tokenizer/sentencepiece/sentencepiece_api.h"

namespace {

using sentencepiece::SentencePieceProcessor;

void* loadModel(const char* model, std::size_t size) {
    auto processor = std::make_unique<SentencePieceProcessor>();
    if (!processor->LoadFromSerializedProto({model, size}).ok())
        return nullptr;
    return processor.release();
}

void releaseModel(void* processor) {
    delete static_cast<SentencePieceProcessor*>(processor);
}

bool encodeText(const void* processor, const char* text, std::size_t size, postern::SentencePieceApi::Take take, void* context) {
    sentencepiece::ImmutableSentencePieceText found;
    if (!static_cast<const SentencePieceProcessor*>(processor)->Encode({text, size}, found.mutable_proto()).ok())
        return false;
    for (const auto& piece : found.pieces())
        take(context, static_cast<std::int32_t>(piece.id()), piece.begin(), piece.end());
    return true;
}

constexpr postern::SentencePieceApi kApi = {loadModel, releaseModel, encodeText};

} // namespace

const postern::SentencePieceApi* posternSentencePieceApi() {
    return &kApi;
}
