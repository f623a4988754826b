// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors_header.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "engine/core/json.h"

namespace postern {

namespace {

constexpr std::array<std::pair<std::string_view, Dtype>, 15> kDtypes = {{
    {"BOOL", Dtype::Bool},
    {"U8", Dtype::U8},
    {"I8", Dtype::I8},
    {"F8_E5M2", Dtype::F8E5M2},
    {"F8_E4M3", Dtype::F8E4M3},
    {"I16", Dtype::I16},
    {"U16", Dtype::U16},
    {"F16", Dtype::F16},
    {"BF16", Dtype::BF16},
    {"I32", Dtype::I32},
    {"U32", Dtype::U32},
    {"F32", Dtype::F32},
    {"F64", Dtype::F64},
    {"I64", Dtype::I64},
    {"U64", Dtype::U64},
}};

std::string named(std::string_view name) {
    return '"' + printable(name, 80) + '"';
}

/// a·b, or nothing where it does not fit a signed 64-bit size.
std::optional<std::uint64_t> multiply(std::uint64_t a, std::uint64_t b) {
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (a != 0 && b > kLargest / a)
        return std::nullopt;
    return a * b;
}

/// Walks the header without building a document: the only shapes it accepts are those of the format, so whatever does
/// not belong stops the parser at that byte, and nothing nests deeper than name → entry → list.
class HeaderReader : public nlohmann::json_sax<Json> {
public:
    explicit HeaderReader(std::uint64_t dataSize) : m_dataSize(dataSize) {}

    bool null() override { return scalar("null"); }
    bool boolean(bool) override { return scalar("a truth value"); }
    bool number_integer(number_integer_t) override { return number(std::nullopt); }
    bool number_unsigned(number_unsigned_t value) override { return number(value); }
    bool number_float(number_float_t, const string_t&) override { return number(std::nullopt); }
    bool binary(binary_t&) override { return scalar("binary data"); }

    bool string(string_t& value) override {
        if (m_place == Place::Metadata)
            return addMetadata(value);
        if (m_place != Place::Entry || m_field != Field::Dtype)
            return scalar("text");
        const auto* found = std::find_if(kDtypes.begin(), kDtypes.end(), [&](const auto& candidate) { return candidate.first == value; });
        if (found == kDtypes.end())
            return stop(5, "tensor " + named(m_entry.name) + " has the unknown element type " + named(value));
        m_entry.dtype = found->second;
        return true;
    }

    bool start_object(std::size_t) override {
        if (m_place == Place::Outside) {
            m_place = Place::Root;
            return true;
        }
        if (m_place == Place::Root) {
            m_place = m_entry.name == kMetadataKey ? Place::Metadata : Place::Entry;
            m_seen = {};
            return true;
        }
        return nested("an object");
    }

    bool key(string_t& name) override {
        switch (m_place) {
        case Place::Root:
            return beginTensor(name);
        case Place::Metadata:
            m_metadataKey = name;
            return true;
        default:
            return beginField(name);
        }
    }

    bool end_object() override {
        if (m_place == Place::Root) {
            m_place = Place::Outside;
            return true;
        }
        const bool entry = m_place == Place::Entry;
        m_place = Place::Root;
        return entry ? finishTensor() : true;
    }

    bool start_array(std::size_t) override {
        if (m_place != Place::Entry || (m_field != Field::Shape && m_field != Field::Offsets))
            return nested("a list");
        m_place = Place::List;
        return true;
    }

    bool end_array() override {
        m_place = Place::Entry;
        if (m_field == Field::Offsets && m_offsetCount != 2)
            return stop(7, "tensor " + named(m_entry.name) + " needs two data_offsets");
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return stop(2, "the header is not strict JSON in UTF-8 (near its byte " + std::to_string(position) + ")");
    }

    [[nodiscard]] int rule() const { return m_rule; }
    [[nodiscard]] const std::string& problem() const { return m_problem; }
    SafetensorsHeader take() { return std::move(m_header); }

private:
    enum class Place { Outside, Root, Metadata, Entry, List };
    enum class Field { Dtype, Shape, Offsets };

    static constexpr std::string_view kMetadataKey = "__metadata__";

    bool stop(int rule, std::string problem) {
        m_rule = rule;
        m_problem = std::move(problem);
        return false;
    }

    /// A value that is neither the number, text nor container its place asks for.
    bool scalar(std::string_view what) {
        const std::string found = std::string(what) + " stands where ";
        switch (m_place) {
        case Place::Metadata:
            return stop(4, found + "text is expected, in the metadata entry " + named(m_metadataKey));
        case Place::Entry:
        case Place::List:
            return stop(fieldRule(), found + "the " + std::string(fieldName()) + " of tensor " + named(m_entry.name) + " is expected");
        case Place::Root:
            return stop(2, found + "the entry of " + named(m_entry.name) + " is expected");
        case Place::Outside:
            break;
        }
        return stop(2, "the header is not an object");
    }

    bool nested(std::string_view what) {
        if (m_place == Place::List)
            return stop(2, "nested deeper than three levels, in tensor " + named(m_entry.name));
        return scalar(what);
    }

    bool number(std::optional<std::uint64_t> value) {
        if (m_place != Place::List)
            return scalar("a number");
        if (!value || *value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return stop(fieldRule(), "the " + std::string(fieldName()) + " of tensor " + named(m_entry.name) +
                                         " holds something else than a whole number from 0 to 2^63-1");
        if (m_field == Field::Shape) {
            if (m_entry.shape.size() == kMaxRank)
                return stop(6, "tensor " + named(m_entry.name) + " has more than " + std::to_string(kMaxRank) + " dimensions");
            m_entry.shape.push_back(static_cast<std::int64_t>(*value));
            return true;
        }
        if (m_offsetCount == 2)
            return stop(7, "tensor " + named(m_entry.name) + " needs two data_offsets");
        (m_offsetCount++ == 0 ? m_entry.begin : m_entry.end) = *value;
        return true;
    }

    bool beginTensor(const std::string& name) {
        if (!isCleanName(name))
            return stop(9, name.empty()                  ? "a tensor without a name"
                           : name.size() > kMaxNameBytes ? "a tensor name of " + std::to_string(name.size()) + " bytes"
                                                         : "control or hidden characters in the tensor name " + named(name));
        if (!m_names.insert(name).second)
            return stop(3, "duplicate key " + named(name));
        if (m_header.tensors.size() == kMaxTensors && name != kMetadataKey)
            return stop(9, "more than " + std::to_string(kMaxTensors) + " tensors");
        m_entry = {};
        m_entry.name = name;
        m_offsetCount = 0;
        return true;
    }

    bool beginField(const std::string& name) {
        if (name == "dtype")
            m_field = Field::Dtype;
        else if (name == "shape")
            m_field = Field::Shape;
        else if (name == "data_offsets")
            m_field = Field::Offsets;
        else
            return stop(2, "the unknown key " + named(name) + " in tensor " + named(m_entry.name));
        bool& seen = m_seen[static_cast<std::size_t>(m_field)];
        if (std::exchange(seen, true))
            return stop(3, "duplicate key " + named(name) + " in tensor " + named(m_entry.name));
        return true;
    }

    bool addMetadata(std::string& value) {
        if (!isCleanName(m_metadataKey))
            return stop(4, "control or hidden characters in the metadata key " + named(m_metadataKey));
        m_metadataBytes += m_metadataKey.size() + value.size();
        if (m_metadataBytes > kMaxMetadataBytes || m_header.metadata.size() == kMaxMetadataEntries)
            return stop(4, "more metadata than " + std::to_string(kMaxMetadataEntries) + " entries or " +
                               std::to_string(kMaxMetadataBytes) + " bytes");
        if (!m_header.metadata.emplace(m_metadataKey, std::move(value)).second)
            return stop(3, "duplicate key " + named(m_metadataKey) + " in the metadata");
        return true;
    }

    bool finishTensor() {
        constexpr int kRules[] = {5, 6, 7};
        for (std::size_t i = 0; i < m_seen.size(); ++i) {
            m_field = static_cast<Field>(i);
            if (!m_seen[i])
                return stop(kRules[i], "tensor " + named(m_entry.name) + " has no " + std::string(fieldName()));
        }
        // Dimensions of size zero are left out of the product, so that their position does not decide about overflow.
        std::optional<std::uint64_t> size = dtypeSize(m_entry.dtype);
        bool empty = false;
        for (const std::int64_t dimension : m_entry.shape) {
            empty = empty || dimension == 0;
            size = multiply(*size, dimension == 0 ? 1 : static_cast<std::uint64_t>(dimension));
            if (!size)
                return stop(6, "the size of tensor " + named(m_entry.name) + " overflows: " + shapeText(m_entry.shape));
        }
        const std::uint64_t bytes = empty ? 0 : *size;
        if (m_entry.begin > m_entry.end || m_entry.end > m_dataSize)
            return stop(7, "the bytes " + rangeText() + " of tensor " + named(m_entry.name) + " do not lie in the " +
                               std::to_string(m_dataSize) + " bytes of data");
        if (m_entry.end - m_entry.begin != bytes)
            return stop(7, "tensor " + named(m_entry.name) + " of " + std::string(dtypeName(m_entry.dtype)) + ' ' +
                               shapeText(m_entry.shape) + " needs " + std::to_string(bytes) + " bytes and has " + rangeText());
        m_header.tensors.push_back(std::move(m_entry));
        return true;
    }

    [[nodiscard]] std::string rangeText() const { return std::to_string(m_entry.begin) + " to " + std::to_string(m_entry.end); }

    [[nodiscard]] int fieldRule() const { return m_field == Field::Dtype ? 5 : m_field == Field::Shape ? 6 : 7; }

    [[nodiscard]] std::string_view fieldName() const {
        return m_field == Field::Dtype ? "dtype" : m_field == Field::Shape ? "shape" : "data_offsets";
    }

    std::uint64_t m_dataSize;
    Place m_place = Place::Outside;
    Field m_field = Field::Dtype;
    std::array<bool, 3> m_seen = {};
    int m_offsetCount = 0;
    HeaderEntry m_entry;
    std::string m_metadataKey;
    std::size_t m_metadataBytes = 0;
    std::set<std::string> m_names; // ordered: a hash table could be flooded
    SafetensorsHeader m_header;
    int m_rule = 0;
    std::string m_problem;
};

Result<void> checkContiguous(const std::vector<HeaderEntry>& tensors, std::uint64_t dataSize, const std::string& subject) {
    std::uint64_t reached = 0;
    for (const HeaderEntry& tensor : tensors) {
        if (tensor.begin != reached)
            return failRule(8, subject,
                            "tensor " + named(tensor.name) + " begins at byte " + std::to_string(tensor.begin) +
                                (tensor.begin < reached ? ", inside the tensor before it, which ends at " : ", after a hole from ") +
                                std::to_string(reached));
        reached = tensor.end;
    }
    if (reached != dataSize)
        return failRule(8, subject, std::to_string(dataSize - reached) + " bytes after the last tensor belong to nothing");
    return {};
}

} // namespace

Failure failRule(int rule, const std::string& subject, const std::string& detail) {
    return fail(ErrorCode::SafetensorsRule, subject, "rule " + std::to_string(rule) + ": " + detail);
}

bool isCleanName(std::string_view name, std::size_t maxBytes) {
    return !name.empty() && name.size() <= maxBytes && printable(name, name.size() + 1) == name;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t dimension : shape) {
        if (text.size() > 1)
            text += ", ";
        text += std::to_string(dimension);
    }
    return text + ']';
}

std::string_view dtypeName(Dtype dtype) {
    return kDtypes.at(static_cast<std::size_t>(dtype)).first;
}

Result<std::uint64_t> parseHeaderLength(std::string_view firstBytes, std::uint64_t fileSize, const std::string& subject) {
    std::uint64_t length = 0;
    if (fileSize < sizeof length || firstBytes.size() < sizeof length)
        return failRule(1, subject, "the file has " + std::to_string(fileSize) + " bytes, less than the 8 of the header length");
    std::memcpy(&length, firstBytes.data(), sizeof length);
    const std::uint64_t room = fileSize - sizeof length;
    if (length < kMinHeaderBytes || length > std::min(kMaxHeaderBytes, room))
        return failRule(1, subject,
                        "it is none, or damaged: a header of " + std::to_string(length) + " bytes is declared; " +
                            std::to_string(kMinHeaderBytes) + " to " + std::to_string(std::min(kMaxHeaderBytes, room)) + " are possible");
    return length;
}

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, std::uint64_t dataSize, const std::string& subject) {
    if (text.empty() || text.front() != '{')
        return failRule(2, subject, "the header does not begin with '{'");
    const std::size_t last = text.find_last_not_of(' ');
    if (text[last] != '}')
        return failRule(2, subject, "the header does not end with '}' and padding spaces");
    text = text.substr(0, last + 1);
    // The JSON library takes a NUL byte for the end of its input and would skip whatever hides behind it.
    if (text.find('\0') != std::string_view::npos)
        return failRule(2, subject, "a NUL byte in the header");
    HeaderReader reader(dataSize);
    if (!Json::sax_parse(text.begin(), text.end(), &reader))
        return failRule(reader.rule(), subject, reader.problem());
    SafetensorsHeader header = reader.take();
    std::stable_sort(header.tensors.begin(), header.tensors.end(),
                     [](const HeaderEntry& a, const HeaderEntry& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
    POSTERN_TRY(checkContiguous(header.tensors, dataSize, subject));
    return header;
}

} // namespace postern
