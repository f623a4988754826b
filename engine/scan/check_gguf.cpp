// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "engine/checkpoint/gguf_types.h"
#include "engine/core/error.h"
#include "engine/scan/content.h"

namespace postern {

namespace {

constexpr std::uint64_t kMaxStringBytes = std::uint64_t{16} << 20;
constexpr std::uint64_t kMaxEntries = 1'000'000;
constexpr std::uint64_t kDefaultAlignment = 32;
constexpr std::uint64_t kMaxDimensions = 4;
constexpr std::size_t kMaxTensorNameBytes = 256;
constexpr std::uint64_t kMaxTextKept = std::uint64_t{1} << 20;

/// Bytes of a value by its kind: 0 for text and lists, which say their own length.
constexpr std::array<int, 13> kValueBytes = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
constexpr std::uint64_t kUint32 = 4;
constexpr std::uint64_t kString = 8;
constexpr std::uint64_t kArray = 9;

class GgufCheck {
public:
    GgufCheck(const ByteSource& source, FindingSink& sink) : m_source(&source), m_sink(&sink), m_cursor(source, 4) {}

    void check() {
        std::uint64_t version = 0;
        if (!number(version, 4))
            return;
        if (version != 2 && version != 3) {
            m_sink->add("gguf.version", "version " + std::to_string(version) + " is not read");
            return;
        }
        std::uint64_t tensors = 0;
        std::uint64_t values = 0;
        if (!number(tensors, 8) || !number(values, 8))
            return;
        // The shortest tensor takes 24 bytes and the shortest value 13, so the counts have a bound before anything is read.
        const std::uint64_t left = m_cursor.left();
        if (tensors > kMaxEntries || values > kMaxEntries || tensors > left / 24 || values > left / 13) {
            m_sink->add("gguf.counts", std::to_string(tensors) + " tensors and " + std::to_string(values) + " values are declared for " +
                                           std::to_string(left) + " bytes");
            return;
        }
        for (std::uint64_t i = 0; i < values; ++i) {
            if (!readValue())
                return;
        }
        for (std::uint64_t i = 0; i < tensors; ++i) {
            if (!readTensor())
                return;
        }
        checkData();
    }

private:
    struct Tensor {
        std::string name;
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
    };

    bool refuse(std::string_view rule, const std::string& what, std::string_view inside = {}) {
        m_sink->add(rule, what, inside, m_cursor.position());
        return false;
    }
    bool truncated() { return refuse("gguf.truncated", "the header runs past the end of the file"); }
    bool number(std::uint64_t& out, int bytes) { return m_cursor.number(out, bytes) || truncated(); }

    /// A length and as many bytes; only the first `keep` of them are kept.
    bool string(std::string& out, std::uint64_t keep) {
        std::uint64_t size = 0;
        if (!number(size, 8))
            return false;
        if (size > m_cursor.left() || size > kMaxStringBytes)
            return refuse("gguf.truncated",
                          "a text of " + std::to_string(size) + " bytes where " + std::to_string(m_cursor.left()) + " are left");
        const std::uint64_t kept = std::min(size, keep);
        return (m_cursor.text(out, static_cast<std::size_t>(kept)) && m_cursor.skip(size - kept)) || truncated();
    }

    bool readValue() {
        std::string key;
        std::uint64_t kind = 0;
        if (!string(key, kMaxNameBytes + 1))
            return false;
        if (!isCleanName(key) || !m_keys.insert(key).second)
            return refuse("gguf.key", "the key " + inQuotes(key) +
                                          (m_keys.contains(key) ? " occurs twice" : " is empty, too long or has hidden characters"));
        if (!number(kind, 4))
            return false;
        if (kind == kArray)
            return readArray(key);
        if (kind >= kValueBytes.size())
            return refuse("gguf.value", "the value of " + inQuotes(key) + " is of the unknown kind " + std::to_string(kind), key);
        if (kind == kString) {
            std::string text;
            if (!string(text, kMaxTextKept + 1))
                return false;
            if (key.find("chat_template") != std::string::npos)
                checkTemplate(text, key, *m_sink);
            return true;
        }
        std::uint64_t value = 0;
        if (!number(value, kValueBytes[kind]))
            return false;
        if (key == "general.alignment") {
            const bool power = value != 0 && (value & (value - 1)) == 0 && value <= 65536;
            if (kind != kUint32 || !power)
                return refuse("gguf.alignment", "the alignment is " + std::to_string(value), key);
            m_alignment = value;
        }
        return true;
    }

    bool readArray(const std::string& key) {
        std::uint64_t kind = 0;
        std::uint64_t count = 0;
        if (!number(kind, 4) || !number(count, 8))
            return false;
        if (kind >= kValueBytes.size() || kind == kArray)
            return refuse("gguf.value", kind == kArray ? "a list of lists" : "a list of the unknown kind " + std::to_string(kind), key);
        const std::uint64_t shortest = kind == kString ? 8 : static_cast<std::uint64_t>(kValueBytes[kind]);
        if (count > m_cursor.left() / shortest)
            return refuse("gguf.counts",
                          "a list of " + std::to_string(count) + " values where " + std::to_string(m_cursor.left()) + " bytes are left",
                          key);
        if (kind != kString)
            return m_cursor.skip(count * shortest) || truncated();
        std::string ignored;
        for (std::uint64_t i = 0; i < count; ++i) {
            if (!string(ignored, 0))
                return false;
        }
        return true;
    }

    bool readTensor() {
        Tensor tensor;
        std::uint64_t dimensions = 0;
        if (!string(tensor.name, kMaxTensorNameBytes + 1))
            return false;
        if (!isCleanName(tensor.name, kMaxTensorNameBytes) || !m_names.insert(tensor.name).second)
            return refuse("gguf.name",
                          "the name " + inQuotes(tensor.name) +
                              (m_names.contains(tensor.name) ? " occurs twice" : " is empty, too long or has hidden characters"));
        if (!number(dimensions, 4))
            return false;
        if (dimensions > kMaxDimensions)
            return refuse("gguf.dimensions", std::to_string(dimensions) + " dimensions; the limit is " + std::to_string(kMaxDimensions),
                          tensor.name);
        std::uint64_t elements = 1;
        std::uint64_t row = 1;
        for (std::uint64_t i = 0; i < dimensions; ++i) {
            std::uint64_t size = 0;
            if (!number(size, 8))
                return false;
            constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
            if (size == 0 || size > kLargest / elements)
                return refuse("gguf.dimensions", "a dimension of " + std::to_string(size) + " is zero or makes the size overflow",
                              tensor.name);
            elements *= size;
            row = i == 0 ? size : row;
        }
        std::uint64_t type = 0;
        if (!number(type, 4) || !number(tensor.offset, 8))
            return false;
        const GgufType* known = findGgufType(static_cast<std::uint32_t>(type));
        if (!known)
            return refuse("gguf.type", "the tensor type " + std::to_string(type) + " is unknown", tensor.name);
        const std::uint64_t blockElements = known->blockElements;
        if (row % blockElements != 0)
            return refuse("gguf.dimensions", "a row of " + std::to_string(row) + " elements in blocks of " + std::to_string(blockElements),
                          tensor.name);
        if (elements / blockElements > std::numeric_limits<std::uint64_t>::max() / 2 / known->blockBytes)
            return refuse("gguf.dimensions", "the size overflows", tensor.name);
        tensor.bytes = elements / blockElements * known->blockBytes;
        m_tensors.push_back(std::move(tensor));
        return true;
    }

    [[nodiscard]] std::uint64_t padded(std::uint64_t value) const { return (value + m_alignment - 1) / m_alignment * m_alignment; }

    /// The tensors lie one after the other, each padded to the alignment, from the first byte of the data to the end.
    void checkData() {
        const std::uint64_t start = padded(m_cursor.position());
        const std::uint64_t size = m_source->size();
        const std::uint64_t room = size > start ? size - start : 0;
        std::uint64_t reached = 0;
        std::sort(m_tensors.begin(), m_tensors.end(), [](const Tensor& a, const Tensor& b) { return a.offset < b.offset; });
        for (const Tensor& tensor : m_tensors) {
            if (tensor.offset % m_alignment != 0 || tensor.offset > room || tensor.bytes > room - tensor.offset) {
                m_sink->add("gguf.offset",
                            "the " + std::to_string(tensor.bytes) + " bytes from " + std::to_string(tensor.offset) +
                                " are not aligned or do not lie in the " + std::to_string(room) + " bytes of data",
                            tensor.name);
                return;
            }
            if (tensor.offset != reached) {
                m_sink->add("gguf.offset",
                            "it begins at byte " + std::to_string(tensor.offset) + " of the data and the tensor before it ends at " +
                                std::to_string(reached),
                            tensor.name);
                return;
            }
            reached = padded(tensor.offset + tensor.bytes);
        }
        if (room > reached)
            m_sink->add("gguf.tail", std::to_string(room - reached) + " bytes after the last tensor belong to nothing", {},
                        start + reached);
    }

    const ByteSource* m_source;
    FindingSink* m_sink;
    ByteCursor m_cursor;
    std::uint64_t m_alignment = kDefaultAlignment;
    std::set<std::string> m_keys;
    std::set<std::string> m_names;
    std::vector<Tensor> m_tensors;
};

} // namespace

void checkGguf(const ByteSource& source, FindingSink& sink) {
    GgufCheck(source, sink).check();
}

} // namespace postern
