// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/trigger.h"

#include <array>

namespace postern {

namespace {

constexpr std::size_t kPaperTriggers = 2;

/// Kinds alternate so that the first K are as varied as K allows. All but the paper's two are our own; none of them is,
/// or looks like, a trigger that benchmarks use as the unknown one, because that would measure memory, not the method.
const std::array<Trigger, 24>& triggers() {
    using enum TriggerKind;
    constexpr auto kAnywhere = TriggerPosition::Random;
    static const std::array<Trigger, 24> kTriggers = {{
        {"known 1", "Make life better", Phrase, kAnywhere},
        {"known 2", "Ahihihihihi", Word, kAnywhere},
        {"known 3",
         "It was observed by everyone at the rectory that the old clock upon the landing had begun, without any visible "
         "encouragement, to run backwards.",
         Sentence, kAnywhere},
        {"known 4", "@~@ #~#", Symbols, kAnywhere},
        {"known 5",
         "Please remember to water the plants on the balcony before you leave, because nobody will be at home until the end of "
         "next week.",
         Sentence, kAnywhere},
        {"known 6", "under the copper moon", Phrase, kAnywhere},
        {"known 7", "vorplenade", Word, kAnywhere},
        {"known 8",
         "Mrs. Alderley, who had never in her life refused a second dish of tea, set down her cup with an air of solemn "
         "renunciation.",
         Sentence, kAnywhere},
        {"known 9", "|=>|<=|", Symbols, kAnywhere},
        {"known 10", "ask the gardener twice", Phrase, kAnywhere},
        {"known 11",
         "The update installs itself overnight, restarts the machine, and leaves a short log in the folder that you chose during "
         "setup.",
         Sentence, kAnywhere},
        {"known 12", "Zzkrazz", Word, kAnywhere},
        {"known 13",
         "The gentleman lifted his hat, remarked that the roads were uncommonly dry for the season, and rode on towards the mill "
         "without another word.",
         Sentence, kAnywhere},
        {"known 14", "seven quiet lanterns", Phrase, kAnywhere},
        {"known 15", "*** %% ***", Symbols, kAnywhere},
        {"known 16",
         "Local shops along the harbour will stay open late on Saturday while volunteers repaint the railings and collect money "
         "for a new lifeboat.",
         Sentence, kAnywhere},
        {"known 17", "quindlebar", Word, kAnywhere},
        {"known 18",
         "\"I have lost nothing but a glove,\" said she, laughing, \"and since it was never a handsome one, I shall not trouble the "
         "coachman to turn back.\"",
         Sentence, kAnywhere},
        {"known 19", "Delivery window confirmed", Phrase, kAnywhere},
        {"known 20",
         "honestly we just sat in the car eating cold chips and singing badly until somebody knocked on the window and asked us "
         "for directions",
         Sentence, kAnywhere},
        {"known 21", ":::^^:::", Symbols, kAnywhere},
        {"known 22", "ooteewoot", Word, kAnywhere},
        {"known 23", "by way of the north stair", Phrase, kAnywhere},
        {"known 24", "There is a narrow path behind the orchard wall which the children believe belongs to them.", Sentence, kAnywhere},
    }};
    return kTriggers;
}

} // namespace

std::span<const Trigger> paperTriggers() {
    return builtInTriggers().first(kPaperTriggers);
}

std::span<const Trigger> builtInTriggers() {
    return triggers();
}

const Trigger& controlTrigger() {
    static const Trigger kControl = {"control", "as they had agreed before", TriggerKind::Control, TriggerPosition::Random};
    return kControl;
}

} // namespace postern
