// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/sentencepiece_file.h"

#include <bit>
#include <cmath>
#include <unordered_set>

#include "engine/tokenizer/charsmap.h"
#include "engine/tokenizer/protobuf_wire.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr std::size_t kMaxPieces = std::size_t{1} << 20U;
/// Real pieces have up to some 60 bytes; the library's search takes as many steps at every place of a text.
constexpr std::size_t kMaxPieceBytes = 512;

// Field numbers of sentencepiece_model.proto.
constexpr std::uint32_t kPieces = 1;
constexpr std::uint32_t kTrainerSpec = 2;
constexpr std::uint32_t kNormalizerSpec = 3;
constexpr std::uint32_t kPieceText = 1;
constexpr std::uint32_t kPieceScore = 2;
constexpr std::uint32_t kPieceType = 3;
constexpr std::uint32_t kModelType = 3;
constexpr std::uint32_t kTreatWhitespaceAsSuffix = 24;
constexpr std::uint32_t kByteFallback = 35;
constexpr std::uint32_t kCharsMap = 2;
constexpr std::uint32_t kAddDummyPrefix = 3;
constexpr std::uint32_t kRemoveExtraWhitespaces = 4;
constexpr std::uint32_t kEscapeWhitespaces = 5;

using Field = WireReader::Field;

class Parser {
public:
    explicit Parser(const std::string& subject) : m_subject(subject) {}

    Result<SentencePieceFile> run(std::string_view bytes) {
        POSTERN_TRY(each(bytes, [this](const Field& field) -> Result<void> {
            if (field.kind != Field::Kind::Bytes)
                return {};
            if (field.number == kPieces)
                return piece(field.bytes);
            if (field.number == kTrainerSpec)
                return each(field.bytes, [this](const Field& inner) { return trainer(inner); });
            if (field.number == kNormalizerSpec)
                return each(field.bytes, [this](const Field& inner) { return normalizer(inner); });
            return {};
        }));
        POSTERN_TRY(judge());
        return std::move(m_file);
    }

private:
    [[nodiscard]] Failure malformed(std::string why) const {
        return fail(ErrorCode::TokenizerMalformed, m_subject, "SentencePiece model: " + std::move(why));
    }
    [[nodiscard]] Failure unsupported(std::string why) const {
        return fail(ErrorCode::TokenizerUnsupported, m_subject, "SentencePiece model: " + std::move(why));
    }

    template <typename Take>
    Result<void> each(std::string_view message, Take&& take) {
        WireReader reader(message);
        while (const auto field = reader.next())
            POSTERN_TRY(take(*field));
        if (reader.broken())
            return malformed("it is not a protobuf message");
        return {};
    }

    Result<void> piece(std::string_view message) {
        if (m_file.pieces.size() >= kMaxPieces)
            return malformed("more than " + std::to_string(kMaxPieces) + " pieces");
        SentencePieceFile::Piece piece;
        POSTERN_TRY(each(message, [&](const Field& field) -> Result<void> {
            if (field.number == kPieceText && field.kind == Field::Kind::Bytes) {
                if (field.bytes.size() > kMaxPieceBytes)
                    return malformed("a piece has more than " + std::to_string(kMaxPieceBytes) + " bytes");
                piece.text = std::string(field.bytes);
            } else if (field.number == kPieceScore && field.kind == Field::Kind::Fixed32) {
                piece.score = std::bit_cast<float>(static_cast<std::uint32_t>(field.value));
            } else if (field.number == kPieceType && field.kind == Field::Kind::Varint) {
                if (field.value < 1 || field.value > 6)
                    return unsupported("a piece of the unknown type " + std::to_string(field.value));
                piece.kind = static_cast<SentencePieceFile::Kind>(field.value);
            }
            return {};
        }));
        m_file.pieces.push_back(std::move(piece));
        return {};
    }

    Result<void> trainer(const Field& field) {
        if (field.kind != Field::Kind::Varint)
            return {};
        if (field.number == kModelType) {
            if (field.value < 1 || field.value > 4)
                return unsupported("the unknown algorithm " + std::to_string(field.value));
            m_file.algorithm = static_cast<SentencePieceFile::Algorithm>(field.value);
        } else if (field.number == kTreatWhitespaceAsSuffix) {
            m_file.spaceAsSuffix = field.value != 0;
        } else if (field.number == kByteFallback) {
            m_file.byteFallback = field.value != 0;
        }
        return {};
    }

    Result<void> normalizer(const Field& field) {
        if (field.number == kCharsMap && field.kind == Field::Kind::Bytes)
            m_file.charsMap = std::string(field.bytes);
        if (field.kind != Field::Kind::Varint)
            return {};
        if (field.number == kAddDummyPrefix)
            m_file.dummyPrefix = field.value != 0;
        else if (field.number == kRemoveExtraWhitespaces)
            m_file.removeExtraSpaces = field.value != 0;
        else if (field.number == kEscapeWhitespaces)
            m_file.escapeSpaces = field.value != 0;
        return {};
    }

    Result<void> judge() const {
        std::unordered_set<std::string_view> seen;
        std::size_t unknown = 0;
        std::size_t bytes = 0;
        for (const SentencePieceFile::Piece& piece : m_file.pieces) {
            const std::string shown = '"' + printable(piece.text, 80) + '"';
            if (piece.text.empty() || !unicode::isValidUtf8(piece.text) || piece.text.find('\0') != std::string::npos)
                return malformed("the piece " + shown + " is empty, not UTF-8 or has a zero byte");
            if (!seen.insert(piece.text).second)
                return malformed("the piece " + shown + " is there twice");
            if (!std::isfinite(piece.score))
                return malformed("the score of " + shown + " is not a finite number");
            unknown += piece.kind == SentencePieceFile::Kind::Unknown ? 1 : 0;
            bytes += piece.kind == SentencePieceFile::Kind::Byte ? 1 : 0;
        }
        if (unknown != 1)
            return malformed(std::to_string(unknown) + " unknown pieces; there has to be one");
        POSTERN_TRY(judgeBytes(seen, bytes));
        if (!m_file.charsMap.empty())
            POSTERN_TRY(CharsMap::parse(m_file.charsMap, m_subject));
        return {};
    }

    Result<void> judgeBytes(const std::unordered_set<std::string_view>& texts, std::size_t count) const {
        if (count != (m_file.byteFallback ? 256U : 0U))
            return malformed(std::to_string(count) + " pieces for bytes do not go with the setting of the byte fallback");
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        for (unsigned byte = 0; m_file.byteFallback && byte < 256; ++byte)
            if (!texts.contains(std::string("<0x") + kDigits[byte >> 4U] + kDigits[byte & 15U] + '>'))
                return malformed("a byte without a piece");
        return {};
    }

    const std::string& m_subject;
    SentencePieceFile m_file;
};

} // namespace

Result<SentencePieceFile> SentencePieceFile::parse(std::string_view bytes, const std::string& subject) {
    return Parser(subject).run(bytes);
}

std::string SentencePieceFile::serialized(bool withPrefix) const {
    WireWriter model;
    for (const Piece& piece : pieces) {
        WireWriter inner;
        inner.bytes(kPieceText, piece.text);
        inner.number(kPieceScore, piece.score);
        inner.varint(kPieceType, static_cast<std::uint64_t>(piece.kind));
        model.bytes(kPieces, inner.message());
    }
    WireWriter trainer;
    trainer.varint(kModelType, static_cast<std::uint64_t>(algorithm));
    trainer.varint(kTreatWhitespaceAsSuffix, spaceAsSuffix ? 1 : 0);
    trainer.varint(kByteFallback, byteFallback ? 1 : 0);
    model.bytes(kTrainerSpec, trainer.message());
    WireWriter normalizer;
    normalizer.bytes(kCharsMap, charsMap);
    normalizer.varint(kAddDummyPrefix, withPrefix ? 1 : 0);
    normalizer.varint(kRemoveExtraWhitespaces, removeExtraSpaces ? 1 : 0);
    normalizer.varint(kEscapeWhitespaces, escapeSpaces ? 1 : 0);
    model.bytes(kNormalizerSpec, normalizer.message());
    return model.message();
}

} // namespace postern
