// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/content.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

/// Walks the fields of one protocol-buffer message: key, then a varint, 4 or 8 bytes, or a length and as many bytes.
class Fields {
public:
    explicit Fields(const ByteSource& source) : m_cursor(source) {}

    struct Field {
        std::uint64_t number = 0;
        int wire = 0;
        std::uint64_t start = 0;
        std::uint64_t size = 0;
    };

    [[nodiscard]] bool atEnd() const { return m_cursor.atEnd(); }

    std::optional<Field> next() {
        std::uint64_t key = 0;
        std::uint64_t value = 0;
        if (!varint(key) || (key >> 3U) == 0)
            return std::nullopt;
        Field field{key >> 3U, static_cast<int>(key & 7U), m_cursor.position(), 0};
        if (field.wire == 0)
            return varint(value) ? std::optional(field) : std::nullopt;
        if (field.wire == 2 && !varint(field.size))
            return std::nullopt;
        if (field.wire == 1 || field.wire == 5)
            field.size = field.wire == 1 ? 8 : 4;
        else if (field.wire != 2)
            return std::nullopt;
        field.start = m_cursor.position();
        return m_cursor.skip(field.size) ? std::optional(field) : std::nullopt;
    }

private:
    bool varint(std::uint64_t& out) {
        out = 0;
        unsigned char byte = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (!m_cursor.byte(byte))
                return false;
            out |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if ((byte & 0x80U) == 0)
                return true;
        }
        return false;
    }

    ByteCursor m_cursor;
};

constexpr std::uint64_t kMaxModelBytes = std::uint64_t{256} << 20;
constexpr std::uint64_t kMaxPieceBytes = 65536;
constexpr std::size_t kMaxPieces = std::size_t{1} << 22;

/// A piece: its text (1), score (2) and kind (3).
bool isPiece(const ByteSource& source, const Fields::Field& field) {
    if (field.size > kMaxPieceBytes)
        return false;
    const SliceSource slice(source, field.start, field.size);
    for (Fields fields(slice); !fields.atEnd();) {
        const auto part = fields.next();
        if (!part || (part->number == 1 && part->wire != 2))
            return false;
        const auto text = part->number == 1 ? slice.text(part->start, static_cast<std::size_t>(part->size)) : std::string();
        if (!text || !unicode::isValidUtf8(*text))
            return false;
    }
    return true;
}

} // namespace

void checkSentencePiece(const ByteSource& source, FindingSink& sink) {
    if (source.size() > kMaxModelBytes)
        return sink.add("tokenizer.limit", std::to_string(source.size()) + " bytes; the limit is " + std::to_string(kMaxModelBytes));
    std::size_t pieces = 0;
    for (Fields fields(source); !fields.atEnd();) {
        const auto field = fields.next();
        if (!field || field->number > 5 || field->wire != 2)
            return sink.add("sentencepiece.malformed", "a field that the format does not have", {}, field ? field->start : 0);
        if (field->number == 1 && (++pieces > kMaxPieces || !isPiece(source, *field)))
            return sink.add("sentencepiece.malformed", "piece " + std::to_string(pieces) + " is malformed", {}, field->start);
    }
}

} // namespace postern
