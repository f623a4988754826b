// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/kept_training.h"

#include <system_error>

namespace postern {

Result<void> KeptTraining::keep(const LanguageModel& model, std::int64_t steps) const {
    if (m_folder.empty())
        return {};
    std::error_code problem; // what is wrong with the folder, writing tells better
    std::filesystem::create_directories(m_folder, problem);
    return m_save.write({model.trainingState(), steps});
}

Result<std::int64_t> KeptTraining::takeUp(LanguageModel& model) const {
    if (m_folder.empty())
        return 0;
    const auto saved = m_save.read();
    if (!saved || !*saved)
        return 0;
    POSTERN_TRY(model.restoreTraining((*saved)->state));
    return (*saved)->step;
}

void KeptTraining::clear() const {
    std::error_code ignored;
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

} // namespace postern
