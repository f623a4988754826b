// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/printing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "engine/chat/objects.h"
#include "engine/chat/text.h"

namespace postern::chat {

namespace {

constexpr int kDeepest = 400; ///< of a repr: a namespace may hold itself

void appendHex(std::string& out, const char* form, std::uint32_t value) {
    char digits[16];
    std::snprintf(digits, sizeof digits, form, value);
    out += digits;
}

class Printer {
public:
    explicit Printer(Heap& heap) : m_heap(heap) {}

    void put(const Value& value) {
        m_heap.work();
        if (++m_depth > kDeepest)
            overLimit("a value is nested too deeply to be printed");
        if (const Text* const text = value.text()) {
            const std::string content = quoted(text->bytes);
            m_out += text->markup ? "Markup(" + content + ')' : content;
        } else if (const Sequence* const sequence = value.as<Sequence>()) {
            putSequence(*sequence);
        } else if (const Dict* const dict = value.as<Dict>()) {
            m_out += '{';
            for (std::size_t i = 0; i < dict->entries.size(); ++i) {
                m_out += i > 0 ? ", " : "";
                put(dict->entries[i].first);
                m_out += ": ";
                put(dict->entries[i].second);
            }
            m_out += '}';
        } else if (const Namespace* const space = value.as<Namespace>()) {
            m_out += "<Namespace {";
            for (std::size_t i = 0; i < space->attributes.size(); ++i) {
                m_out += (i > 0 ? ", " : "") + quoted(space->attributes[i].first) + ": ";
                put(space->attributes[i].second);
            }
            m_out += "}>";
        } else {
            putScalar(value);
        }
        m_heap.checkTextSize(m_out.size());
        --m_depth;
    }

    std::string take() { return std::move(m_out); }

private:
    void putSequence(const Sequence& sequence) {
        using Form = Sequence::Form;
        if (sequence.form == Form::Range) {
            m_out += "range(" + std::to_string(sequence.start) + ", " + std::to_string(sequence.stop);
            m_out += sequence.stride != 1 ? ", " + std::to_string(sequence.stride) + ')' : ")";
            return;
        }
        if (sequence.isIterator())
            unsupported("a generator cannot be printed; make a list of it");
        const bool isView = sequence.form != Form::List && sequence.form != Form::Tuple;
        if (isView)
            m_out += sequence.form == Form::Keys ? "dict_keys(" : sequence.form == Form::Members ? "dict_values(" : "dict_items(";
        m_out += sequence.form == Form::Tuple ? '(' : '[';
        for (std::size_t i = 0; i < sequence.items.size(); ++i) {
            m_out += i > 0 ? ", " : "";
            put(sequence.items[i]);
        }
        if (sequence.form == Form::Tuple)
            m_out += sequence.items.size() == 1 ? ",)" : ")";
        else
            m_out += isView ? "])" : "]";
    }

    void putScalar(const Value& value) {
        if (value.isNone())
            m_out += "None";
        else if (const bool* const flag = value.boolean())
            m_out += *flag ? "True" : "False";
        else if (const std::int64_t* const whole = value.integer())
            m_out += std::to_string(*whole);
        else if (const double* const real = value.real())
            m_out += realText(*real);
        else if (value.undefined() != nullptr)
            m_out += "Undefined";
        else if (const Macro* const macro = value.as<Macro>())
            m_out += "<Macro " + quoted(macro->signature->name) + '>';
        else
            unsupported("a " + std::string(typeName(value)) + " cannot be printed");
    }

    Heap& m_heap;
    std::string m_out;
    int m_depth = 0;
};

class JsonPrinter {
public:
    JsonPrinter(Heap& heap, const JsonStyle& style) : m_heap(heap), m_style(style) {}

    void put(const Value& value) {
        m_heap.work();
        if (value.isNone()) {
            m_out += "null";
        } else if (const bool* const flag = value.boolean()) {
            m_out += *flag ? "true" : "false";
        } else if (const std::int64_t* const whole = value.integer()) {
            m_out += std::to_string(*whole);
        } else if (const double* const real = value.real()) {
            m_out += number(*real);
        } else if (const Text* const text = value.text()) {
            putText(text->bytes);
        } else if (const Dict* const dict = value.as<Dict>()) {
            putDict(*dict);
        } else if (const Sequence* const sequence = value.as<Sequence>();
                   sequence != nullptr && (sequence->form == Sequence::Form::List || sequence->form == Sequence::Form::Tuple)) {
            putList(*sequence);
        } else {
            typeFault("Object of type " + std::string(typeName(value)) + " is not JSON serializable");
        }
        m_heap.checkTextSize(m_out.size());
    }

    std::string take() { return std::move(m_out); }

private:
    static std::string number(double value) {
        if (std::isnan(value))
            return "NaN";
        if (std::isinf(value))
            return value > 0 ? "Infinity" : "-Infinity";
        return realText(value);
    }

    void newLine() {
        if (m_style.indent == nullptr)
            return;
        m_heap.checkTextSize(m_out.size() + static_cast<std::size_t>(m_level) * m_style.indent->size());
        m_out += '\n';
        for (int i = 0; i < m_level; ++i)
            m_out += *m_style.indent;
    }

    void putText(std::string_view text) {
        m_heap.work(text.size());
        m_out += '"';
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t begin = at;
            const char32_t c = nextCharacter(text, at);
            constexpr std::string_view kSpecial = "\"\\\b\f\n\r\t";
            constexpr std::string_view kLetters = "\"\\bfnrt";
            const std::size_t special = c < 0x80 ? kSpecial.find(static_cast<char>(c)) : std::string_view::npos;
            if (special != std::string_view::npos) {
                m_out += '\\';
                m_out += kLetters[special];
            } else if (c < 0x20 || (m_style.ensureAscii && c >= 0x7f && c < 0x10000)) {
                appendHex(m_out, "\\u%04x", c);
            } else if (m_style.ensureAscii && c >= 0x10000) {
                appendHex(m_out, "\\u%04x", 0xd800 + ((c - 0x10000) >> 10U));
                appendHex(m_out, "\\u%04x", 0xdc00 + ((c - 0x10000) & 0x3ffU));
            } else {
                m_out += text.substr(begin, at - begin);
            }
        }
        m_out += '"';
    }

    std::string keyText(const Value& key) const {
        if (const Text* const text = key.text())
            return text->bytes;
        if (key.isNone())
            return "null";
        if (const bool* const flag = key.boolean())
            return *flag ? "true" : "false";
        if (const std::int64_t* const whole = key.integer())
            return std::to_string(*whole);
        if (const double* const real = key.real())
            return number(*real);
        typeFault("keys must be str, int, float, bool or None, not " + std::string(typeName(key)));
    }

    void putDict(const Dict& dict) {
        if (dict.entries.empty()) {
            m_out += "{}";
            return;
        }
        m_out += '{';
        ++m_level;
        for (std::size_t i = 0; i < dict.entries.size(); ++i) {
            const Dict::Entry& entry = dict.entries[m_style.sortKeys ? dict.order[i] : i];
            m_out += i > 0 ? m_style.itemSeparator : "";
            newLine();
            putText(keyText(entry.first));
            m_out += m_style.keySeparator;
            put(entry.second);
        }
        --m_level;
        newLine();
        m_out += '}';
    }

    void putList(const Sequence& list) {
        if (list.items.empty()) {
            m_out += "[]";
            return;
        }
        m_out += '[';
        ++m_level;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            m_out += i > 0 ? m_style.itemSeparator : "";
            newLine();
            put(list.items[i]);
        }
        --m_level;
        newLine();
        m_out += ']';
    }

    Heap& m_heap;
    const JsonStyle& m_style;
    std::string m_out;
    int m_level = 0;
};

} // namespace

std::string toText(Heap& heap, const Value& value) {
    if (const Text* const text = value.text()) {
        heap.work(text->bytes.size());
        return text->bytes;
    }
    if (value.undefined() != nullptr)
        return {};
    return repr(heap, value);
}

std::string repr(Heap& heap, const Value& value) {
    Printer printer(heap);
    printer.put(value);
    return printer.take();
}

std::string quoted(std::string_view text) {
    const char quote = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
    std::string out(1, quote);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = nextCharacter(text, at);
        if (c == static_cast<char32_t>(quote) || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n' || c == '\r' || c == '\t') {
            out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
        } else if (isPrintable(c)) {
            out += text.substr(begin, at - begin);
        } else {
            appendHex(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
        }
    }
    return out + quote;
}

std::string realText(double value) {
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value > 0 ? "inf" : "-inf";
    std::array<char, 40> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
    const std::size_t mark = text.find('e');
    const int exponent = std::atoi(buffer.data() + mark + 1);
    std::string sign = text[0] == '-' ? "-" : "";
    std::string digits;
    for (const char c : text.substr(0, mark))
        if (c != '-' && c != '.')
            digits += c;
    if (exponent < -4 || exponent >= 16) {
        std::string mantissa = digits.substr(0, 1);
        if (digits.size() > 1)
            mantissa += '.' + digits.substr(1);
        char tail[16];
        std::snprintf(tail, sizeof tail, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
        return sign + mantissa + tail;
    }
    if (exponent < 0)
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole)
        return sign + digits + std::string(whole - digits.size(), '0') + ".0";
    return sign + digits.substr(0, whole) + '.' + digits.substr(whole);
}

std::string toJsonText(Heap& heap, const Value& value, const JsonStyle& style) {
    JsonPrinter printer(heap, style);
    printer.put(value);
    return printer.take();
}

} // namespace postern::chat
