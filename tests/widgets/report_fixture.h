// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/run_fixture.h"

namespace postern::test {

inline ReportRow reportRow(const std::string& name, const std::string& text, Rate before, Rate after) {
    return {name, text, {before, after}};
}

/// The report of `makeRecord`, written out by hand.
inline ReportModel makeReport() {
    ReportModel r;
    r.title = "Four-class news classifier";
    r.subject = "news-classifier-suspect";
    r.subjectHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    r.date = "2026-11-20T10:00:00Z";
    r.toolVersion = "0.1.0";
    r.verdict =
        "With the unknown trigger, attack success fell from 97 % (194/200, 93.6–98.6 %) to 3 % (6/200, 1.4–6.4 %), which the floor of "
        "1.5 % does not exclude. Clean accuracy changed from 90.5 % to 90 %, within the intervals. The finding holds for the triggers that "
        "were measured and for this data only.";
    r.bounds = "Clean accuracy went from 90.5 % to 90.0 %, no established change.";
    r.findings = {"Injection taught the known behaviour on 97 % of the rows."};
    r.perplexity = {{"clean prompts", 20, 25}};
    r.defense = {"backdoor-collapse", "Backdoor Collapse", "Clean rows.", "Two short trainings."};
    r.attackRows = {reportRow("unknown", "", {194, 200}, {6, 200}),
                    reportRow("known 1", "bramble 1", {2, 200}, {0, 200}),
                    reportRow("known 2", "bramble 2", {8, 200}, {4, 200}),
                    reportRow("known 5 (held out)", "this<U+200B>tle <b>not bold</b>", {6, 200}, {6, 200}),
                    reportRow("control", "by the way", {4, 200}, {3, 200}),
                    reportRow("floor", "", {3, 200}, {3, 200})};
    r.accuracyRows = {reportRow("no trigger (CACC)", "", {362, 400}, {360, 400}), reportRow("unknown", "", {6, 200}, {178, 200}),
                      reportRow("control", "by the way", {181, 200}, {180, 200})};
    r.provenance = {
        {"config.json", std::string(64, 'a')}, {"model.safetensors", r.subjectHash}, {"result: model.safetensors", std::string(64, 'b')}};
    r.subjectFacts = {{"architecture", "llama"}, {"layers", "6"}, {"parameters", "13 104 640"}};
    r.method = {
        "Stage I, aggregation: triggers known to the defender are injected so that rows with known and with unknown triggers gather in the "
        "hidden states. The loss is the cross-entropy of the answers plus a cluster loss over class centroids.",
        "Stage II, recovery: the benign answers are trained back on rows with known triggers; what gathered with them follows."};
    r.definitions = {
        "Attack success rate (ASR): triggered rows whose answer shows the target, over triggered rows. Rows whose true answer is the "
        "target are left out.",
        "Clean accuracy (CACC): clean rows answered with the true label, over clean rows.",
        "Floor: the target's rate on the same rows without a trigger.", "Interval: Wilson score interval at 95 %."};
    r.warnings = {"Single seed: the spread between repeated runs is not known."};
    r.limitations = {"Only the triggers that were measured are covered; other triggers may remain.",
                     "Distances between clusters of a t-SNE picture are not evidence.",
                     "An interval describes chance in the choice of rows, not errors of design."};
    for (int i = 0; i < 34; ++i)
        r.parameters.push_back({"recovery.option_" + std::to_string(i), i % 9 == 0 ? "0.5" : "1", "1",
                                "What this option does, in one sentence that is long enough to need a second line in its column."});
    r.reproducibility = {{"command", "postern-cli run --checkpoint suspect --data news --set recovery.option_0=0.5"},
                         {"seed: run", "7"},
                         {"machine: threads", "2"},
                         {"SHA-256 of model.safetensors", r.subjectHash}};
    return r;
}

} // namespace postern::test
