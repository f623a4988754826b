// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/metaspace.h"

#include "engine/tokenizer/unicode.h"

namespace postern {

Result<Metaspace> parseMetaspace(const JsonFields& fields) {
    Metaspace result;
    POSTERN_ASSIGN(result.replacement, fields.text("replacement", result.replacement));
    std::size_t length = 0;
    if (!result.replacement.empty())
        unicode::next(result.replacement, length);
    if (length == 0 || length != result.replacement.size())
        return fields.malformed("\"replacement\" is not one character");
    POSTERN_ASSIGN(const bool prefix, fields.flag("add_prefix_space", true));
    POSTERN_ASSIGN(const std::string scheme, fields.text("prepend_scheme", prefix ? "always" : "never"));
    if (scheme == "always")
        result.prepend = Metaspace::Prepend::Always;
    else if (scheme == "first")
        result.prepend = Metaspace::Prepend::First;
    else if (scheme == "never")
        result.prepend = Metaspace::Prepend::Never;
    else
        return fields.unsupported("prepend_scheme \"" + printable(scheme, 80) + '"');
    if (!prefix && result.prepend != Metaspace::Prepend::Never)
        return fields.malformed("\"add_prefix_space\" is false but \"prepend_scheme\" is \"" + scheme + '"');
    POSTERN_ASSIGN(result.split, fields.flag("split", true));
    return result;
}

} // namespace postern
