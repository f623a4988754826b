// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the words of the parameter tables and of the scan's rules in a form that lupdate reads: the engine knows no Qt and
// cannot mark them itself.
// Choices that have no label of their own stay as they are, because the command line and run.json take them letter by letter.
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "engine/attack/lab_parameters.h"
#include "engine/run/runner.h"
#include "engine/scan/rules.h"

using namespace postern;

namespace {

std::string quoted(std::string_view text) {
    std::string literal = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            literal += '\\';
        literal += c;
    }
    return literal + '"';
}

} // namespace

int main() {
    std::set<std::string_view> written;
    for (const ParameterTable* table : {&runParameters(), &labParameters()})
        for (const ParameterSpec& spec : table->specs()) {
            std::vector<std::string_view> texts = {spec.label, spec.help, spec.unit};
            for (const ChoiceDetails& details : spec.details)
                texts.insert(texts.end(), {details.label, details.assumes, details.costs});
            for (const std::string_view text : texts)
                if (!text.empty() && written.insert(text).second)
                    std::printf("QT_TRANSLATE_NOOP(\"Parameters\", %s)\n", quoted(text).c_str());
        }
    written.clear();
    for (const Rule& rule : scanRules())
        for (const std::string_view text : {rule.why, rule.advice})
            if (written.insert(text).second)
                std::printf("QT_TRANSLATE_NOOP(\"ScanRules\", %s)\n", quoted(text).c_str());
    return std::fflush(stdout) == 0 ? 0 : 1;
}
