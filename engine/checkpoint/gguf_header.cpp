// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_header.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <set>
#include <utility>

#include "engine/checkpoint/safetensors_header.h"

namespace postern {

namespace {

constexpr std::uint64_t kDefaultAlignment = 32;
constexpr std::string_view kAlignmentKey = "general.alignment";

/// The kinds of metadata, by the numbers of the format.
enum class Kind : std::uint32_t { U8, I8, U16, I16, U32, I32, F32, Bool, Text, List, U64, I64, F64 };
constexpr std::uint32_t kKindCount = 13;

std::string named(std::string_view name) {
    return '"' + printable(name, 80) + '"';
}

/// Reads forward through private memory, a piece at a time, and never past the end of the file or the header's limit.
class Cursor {
public:
    explicit Cursor(const MappedFile& file) : m_file(file), m_end(std::min(file.size(), kMaxGgufHeaderBytes)) {}

    [[nodiscard]] std::uint64_t position() const { return m_position; }
    [[nodiscard]] std::uint64_t left() const { return m_end - m_position; }
    [[nodiscard]] std::string subject() const { return m_file.path().string(); }

    [[nodiscard]] Failure broken(int rule, const std::string& detail) const {
        return fail(ErrorCode::GgufRule, subject(), "rule " + std::to_string(rule) + ": " + detail);
    }

    Result<void> read(std::span<char> out) {
        if (out.size() > left())
            return broken(2, m_end < m_file.size() ? "the header is longer than " + std::to_string(kMaxGgufHeaderBytes) + " bytes"
                                                   : "the file ends inside the header, at byte " + std::to_string(m_end));
        while (!out.empty()) {
            if (m_position < m_pieceBegin || m_position >= m_pieceBegin + m_piece.size())
                POSTERN_TRY(fill());
            const std::size_t at = m_position - m_pieceBegin;
            const std::size_t count = std::min(out.size(), m_piece.size() - at);
            std::memcpy(out.data(), m_piece.data() + at, count);
            out = out.subspan(count);
            m_position += count;
        }
        return {};
    }

    template <typename T>
    Result<T> number() {
        char bytes[sizeof(T)];
        POSTERN_TRY(read(bytes));
        T value;
        std::memcpy(&value, bytes, sizeof value);
        return value;
    }

    Result<std::string> text(std::string_view what) {
        POSTERN_ASSIGN(const std::uint64_t length, number<std::uint64_t>());
        if (length > left())
            return broken(2, std::string(what) + " of " + std::to_string(length) + " bytes is declared; " + std::to_string(left()) +
                                 " are left");
        std::string value(static_cast<std::size_t>(length), '\0');
        POSTERN_TRY(read(value));
        return value;
    }

private:
    Result<void> fill() {
        constexpr std::uint64_t kPieceBytes = std::uint64_t{256} << 10;
        m_piece.resize(static_cast<std::size_t>(std::min(kPieceBytes, left())));
        m_pieceBegin = m_position;
        return m_file.readAt(m_pieceBegin, m_piece);
    }

    const MappedFile& m_file;
    std::uint64_t m_end;
    std::uint64_t m_position = 0;
    std::uint64_t m_pieceBegin = 0;
    std::string m_piece;
};

class HeaderReader {
public:
    explicit HeaderReader(const MappedFile& file) : m_file(file), m_cursor(file) {}

    Result<GgufHeader> read() {
        POSTERN_TRY(readStart());
        POSTERN_TRY(readMetadata());
        POSTERN_TRY(readAlignment());
        POSTERN_TRY(readTensors());
        POSTERN_TRY(checkPlaces());
        return std::move(m_header);
    }

private:
    Result<void> readStart() {
        char magic[4];
        if (m_cursor.left() < sizeof magic)
            return m_cursor.broken(1, "the file has " + std::to_string(m_file.size()) + " bytes");
        POSTERN_TRY(m_cursor.read(magic));
        if (std::string_view(magic, sizeof magic) != "GGUF")
            return m_cursor.broken(1, "the file does not begin with GGUF");
        POSTERN_ASSIGN(m_header.version, m_cursor.number<std::uint32_t>());
        if (m_header.version == 1)
            return m_cursor.broken(1, "version 1 is not read; convert the file to version 3");
        if ((m_header.version & 0xffffU) == 0)
            return m_cursor.broken(1, "the file is big-endian, which is not read");
        if (m_header.version != 2 && m_header.version != 3)
            return m_cursor.broken(1, "version " + std::to_string(m_header.version) + " is not known; 2 and 3 are");
        POSTERN_ASSIGN(m_tensorCount, m_cursor.number<std::uint64_t>());
        POSTERN_ASSIGN(m_entryCount, m_cursor.number<std::uint64_t>());
        // The shortest entry: a length, a one-byte key, a kind, a one-byte value. The shortest tensor: a length, a one-byte
        // name, the number of dimensions, one of them, type and offset.
        constexpr std::uint64_t kShortestEntry = 8 + 1 + 4 + 1;
        constexpr std::uint64_t kShortestTensor = 8 + 1 + 4 + 8 + 4 + 8;
        if (m_entryCount > std::min(kMaxGgufMetadataEntries, m_cursor.left() / kShortestEntry))
            return m_cursor.broken(2, std::to_string(m_entryCount) + " metadata entries are declared, more than can be there");
        if (m_tensorCount > std::min<std::uint64_t>(kMaxTensors, m_cursor.left() / kShortestTensor))
            return m_cursor.broken(2, std::to_string(m_tensorCount) + " tensors are declared, more than can be there");
        return {};
    }

    Result<Kind> readKind(const std::string& key) {
        POSTERN_ASSIGN(const std::uint32_t kind, m_cursor.number<std::uint32_t>());
        if (kind >= kKindCount)
            return m_cursor.broken(3, named(key) + " is of the unknown kind " + std::to_string(kind));
        return static_cast<Kind>(kind);
    }

    template <typename T, typename Wide>
    Result<Wide> wide() {
        POSTERN_ASSIGN(const T value, m_cursor.number<T>());
        return static_cast<Wide>(value);
    }

    Result<bool> readFlag(const std::string& key) {
        POSTERN_ASSIGN(const std::uint8_t value, m_cursor.number<std::uint8_t>());
        if (value > 1)
            return m_cursor.broken(3, named(key) + " is a truth value with the byte " + std::to_string(value));
        return value == 1;
    }

    Result<GgufValue> readValue(Kind kind, const std::string& key) {
        const auto boxed = [](auto&& read) -> Result<GgufValue> {
            if (!read)
                return tl::make_unexpected(std::move(read).error());
            return GgufValue(std::move(*read));
        };
        switch (kind) {
        case Kind::U8:
            return boxed(wide<std::uint8_t, std::uint64_t>());
        case Kind::U16:
            return boxed(wide<std::uint16_t, std::uint64_t>());
        case Kind::U32:
            return boxed(wide<std::uint32_t, std::uint64_t>());
        case Kind::U64:
            return boxed(m_cursor.number<std::uint64_t>());
        case Kind::I8:
            return boxed(wide<std::int8_t, std::int64_t>());
        case Kind::I16:
            return boxed(wide<std::int16_t, std::int64_t>());
        case Kind::I32:
            return boxed(wide<std::int32_t, std::int64_t>());
        case Kind::I64:
            return boxed(m_cursor.number<std::int64_t>());
        case Kind::F32:
            return boxed(wide<float, double>());
        case Kind::F64:
            return boxed(m_cursor.number<double>());
        case Kind::Bool:
            return boxed(readFlag(key));
        case Kind::Text:
            return boxed(m_cursor.text("the text of " + named(key)));
        case Kind::List:
            break;
        }
        return boxed(readList(key));
    }

    /// Reserves nothing before the count is known to fit: every element takes at least `smallest` bytes of the file.
    template <typename T, typename Read>
    Result<GgufList> readElements(std::uint64_t count, Read&& readOne) {
        std::vector<T> list;
        list.reserve(static_cast<std::size_t>(count));
        for (std::uint64_t i = 0; i < count; ++i) {
            POSTERN_ASSIGN(T value, readOne());
            list.push_back(std::move(value));
        }
        return GgufList(std::move(list));
    }

    Result<GgufList> readList(const std::string& key) {
        POSTERN_ASSIGN(const Kind kind, readKind(key));
        if (kind == Kind::List)
            return m_cursor.broken(3, named(key) + " is a list of lists");
        POSTERN_ASSIGN(const std::uint64_t count, m_cursor.number<std::uint64_t>());
        constexpr std::uint64_t kSmallest[kKindCount] = {1, 1, 2, 2, 4, 4, 4, 1, 8, 0, 8, 8, 8};
        if (count > m_cursor.left() / kSmallest[static_cast<std::size_t>(kind)])
            return m_cursor.broken(2, named(key) + " declares " + std::to_string(count) + " elements, more than can be there");
        m_listElements += count;
        if (m_listElements > kMaxGgufListElements)
            return m_cursor.broken(3, "the lists hold more than " + std::to_string(kMaxGgufListElements) + " elements");
        switch (kind) {
        case Kind::U8:
            return readElements<std::uint64_t>(count, [&] { return wide<std::uint8_t, std::uint64_t>(); });
        case Kind::U16:
            return readElements<std::uint64_t>(count, [&] { return wide<std::uint16_t, std::uint64_t>(); });
        case Kind::U32:
            return readElements<std::uint64_t>(count, [&] { return wide<std::uint32_t, std::uint64_t>(); });
        case Kind::U64:
            return readElements<std::uint64_t>(count, [&] { return m_cursor.number<std::uint64_t>(); });
        case Kind::Bool:
            return readElements<std::uint64_t>(count, [&]() -> Result<std::uint64_t> {
                POSTERN_ASSIGN(const bool flag, readFlag(key));
                return flag ? 1U : 0U;
            });
        case Kind::I8:
            return readElements<std::int64_t>(count, [&] { return wide<std::int8_t, std::int64_t>(); });
        case Kind::I16:
            return readElements<std::int64_t>(count, [&] { return wide<std::int16_t, std::int64_t>(); });
        case Kind::I32:
            return readElements<std::int64_t>(count, [&] { return wide<std::int32_t, std::int64_t>(); });
        case Kind::I64:
            return readElements<std::int64_t>(count, [&] { return m_cursor.number<std::int64_t>(); });
        case Kind::F32:
            return readElements<double>(count, [&] { return wide<float, double>(); });
        case Kind::F64:
            return readElements<double>(count, [&] { return m_cursor.number<double>(); });
        default:
            return readElements<std::string>(count, [&] { return m_cursor.text("a text of " + named(key)); });
        }
    }

    Result<void> readMetadata() {
        for (std::uint64_t i = 0; i < m_entryCount; ++i) {
            POSTERN_ASSIGN(std::string key, m_cursor.text("a metadata key"));
            if (!isCleanName(key))
                return m_cursor.broken(3, "the metadata key " + named(key) + " is empty, too long or has hidden characters");
            if (m_header.metadata.contains(key))
                return m_cursor.broken(3, "the metadata key " + named(key) + " stands twice");
            POSTERN_ASSIGN(const Kind kind, readKind(key));
            POSTERN_ASSIGN(GgufValue value, readValue(kind, key));
            m_header.metadata.emplace(std::move(key), std::move(value));
        }
        return {};
    }

    Result<void> readAlignment() {
        const auto found = m_header.metadata.find(kAlignmentKey);
        if (found == m_header.metadata.end())
            return {};
        const auto* value = std::get_if<std::uint64_t>(&found->second);
        if (!value || !std::has_single_bit(*value) || *value > kMaxGgufAlignment)
            return m_cursor.broken(4, "the alignment is no power of two from 1 to " + std::to_string(kMaxGgufAlignment));
        m_alignment = *value;
        return {};
    }

    Result<void> readTensors() {
        std::set<std::string> names;
        m_header.tensors.reserve(static_cast<std::size_t>(m_tensorCount));
        for (std::uint64_t i = 0; i < m_tensorCount; ++i) {
            POSTERN_ASSIGN(std::string name, m_cursor.text("a tensor name"));
            if (!isCleanName(name))
                return m_cursor.broken(5, "the tensor name " + named(name) + " is empty, too long or has hidden characters");
            if (!names.insert(name).second)
                return m_cursor.broken(5, "the tensor " + named(name) + " stands twice");
            POSTERN_ASSIGN(GgufEntry entry, readTensor(std::move(name)));
            m_header.tensors.push_back(std::move(entry));
        }
        return {};
    }

    Result<GgufEntry> readTensor(std::string name) {
        GgufEntry entry;
        entry.name = std::move(name);
        POSTERN_ASSIGN(const std::uint32_t rank, m_cursor.number<std::uint32_t>());
        if (rank < 1 || rank > kMaxGgufRank)
            return m_cursor.broken(7, named(entry.name) + " has " + std::to_string(rank) + " dimensions; 1 to 4 are possible");
        std::uint64_t elements = 1;
        for (std::uint32_t i = 0; i < rank; ++i) {
            POSTERN_ASSIGN(const std::uint64_t size, m_cursor.number<std::uint64_t>());
            constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
            if (size < 1 || size > kLargest / elements)
                return m_cursor.broken(7, "a dimension of " + named(entry.name) + " is 0, or their product overflows");
            elements *= size;
            entry.shape.push_back(static_cast<std::int64_t>(size));
        }
        POSTERN_ASSIGN(const std::uint32_t number, m_cursor.number<std::uint32_t>());
        entry.type = findGgufType(number);
        if (!entry.type)
            return m_cursor.broken(6, named(entry.name) + " is of the unknown type " + std::to_string(number));
        // The file counts the fastest dimension first, and that is the one that blocks lie along.
        if (static_cast<std::uint64_t>(entry.shape.front()) % entry.type->blockElements != 0)
            return m_cursor.broken(7, "the rows of " + named(entry.name) + " are no multiple of the " +
                                          std::to_string(entry.type->blockElements) + " elements of a " + std::string(entry.type->name) +
                                          " block");
        const std::uint64_t blocks = elements / entry.type->blockElements;
        if (blocks > m_file.size() / entry.type->blockBytes)
            return m_cursor.broken(7, named(entry.name) + " would be larger than the file");
        entry.size = blocks * entry.type->blockBytes;
        std::reverse(entry.shape.begin(), entry.shape.end());
        POSTERN_ASSIGN(entry.begin, m_cursor.number<std::uint64_t>());
        return entry;
    }

    [[nodiscard]] std::uint64_t aligned(std::uint64_t position) const { return (position + m_alignment - 1) / m_alignment * m_alignment; }

    /// Tensors follow each other with nothing but padding between them, up to the end of the file.
    Result<void> checkPlaces() {
        m_header.dataOffset = aligned(m_cursor.position());
        std::stable_sort(m_header.tensors.begin(), m_header.tensors.end(),
                         [](const GgufEntry& a, const GgufEntry& b) { return a.begin < b.begin; });
        if (m_header.tensors.empty())
            return m_file.size() <= m_header.dataOffset ? Result<void>() : m_cursor.broken(8, "there are data, and no tensor");
        const std::uint64_t dataSize = m_file.size() - std::min(m_file.size(), m_header.dataOffset);
        std::uint64_t reached = 0;
        for (const GgufEntry& tensor : m_header.tensors) {
            const std::uint64_t expected = aligned(reached);
            if (tensor.begin != expected)
                return m_cursor.broken(8, named(tensor.name) + " begins at byte " + std::to_string(tensor.begin) + " of the data, where " +
                                              std::to_string(expected) + " is next");
            if (tensor.size > dataSize - std::min(dataSize, tensor.begin))
                return m_cursor.broken(8, named(tensor.name) + " goes beyond the end of the file");
            reached = tensor.begin + tensor.size;
        }
        if (dataSize > aligned(reached))
            return m_cursor.broken(8, std::to_string(dataSize - reached) + " bytes after the last tensor belong to nothing");
        return {};
    }

    const MappedFile& m_file;
    Cursor m_cursor;
    GgufHeader m_header;
    std::uint64_t m_tensorCount = 0;
    std::uint64_t m_entryCount = 0;
    std::uint64_t m_listElements = 0;
    std::uint64_t m_alignment = kDefaultAlignment;
};

} // namespace

Result<GgufHeader> readGgufHeader(const MappedFile& file) {
    return HeaderReader(file).read();
}

} // namespace postern
