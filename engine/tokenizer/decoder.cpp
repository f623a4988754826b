// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/decoder.h"

#include "engine/tokenizer/decoder_steps.h"
#include "engine/tokenizer/json_fields.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxSteps = 64;

using Texts = std::vector<std::string>;

class SequenceStep : public Decoder {
public:
    explicit SequenceStep(std::vector<std::unique_ptr<Decoder>> steps) : m_steps(std::move(steps)) {}

    Texts apply(Texts tokens) const override {
        for (const auto& step : m_steps)
            tokens = step->apply(std::move(tokens));
        return tokens;
    }

private:
    std::vector<std::unique_ptr<Decoder>> m_steps;
};

using Made = Result<std::unique_ptr<Decoder>>;

Made make(const Json& value, const std::string& subject, int nesting) {
    POSTERN_ASSIGN(const JsonFields outer, JsonFields::of(value, "decoder", subject));
    POSTERN_ASSIGN(const std::string type, outer.text("type"));
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(value, "decoder " + printable(type, 80), subject));
    if (type == "ByteLevel")
        return makeByteLevelDecoder();
    if (type == "Replace")
        return makeReplaceDecoder(fields);
    if (type == "ByteFallback")
        return makeByteFallbackDecoder();
    if (type == "Fuse")
        return makeFuseDecoder();
    if (type == "Strip")
        return makeStripDecoder(fields);
    if (type == "Metaspace")
        return makeMetaspaceDecoder(fields);
    if (type == "BPEDecoder")
        return makeBpeDecoder(fields);
    if (type == "WordPiece")
        return makeWordPieceDecoder(fields);
    if (type == "CTC")
        return makeCtcDecoder(fields);
    if (type == "Sequence") {
        POSTERN_ASSIGN(const Json* const list, fields.array("decoders"));
        if (nesting >= kMaxNesting || list->size() > kMaxSteps)
            return fields.malformed("sequences too deep or too long");
        std::vector<std::unique_ptr<Decoder>> steps;
        for (const Json& item : *list) {
            POSTERN_ASSIGN(auto step, make(item, subject, nesting + 1));
            steps.push_back(std::move(step));
        }
        return std::make_unique<SequenceStep>(std::move(steps));
    }
    return fields.unsupported("this kind is not known");
}

} // namespace

Result<std::unique_ptr<Decoder>> parseDecoder(const Json& value, const std::string& subject) {
    if (value.is_null())
        return std::unique_ptr<Decoder>();
    return make(value, subject, 0);
}

} // namespace postern
