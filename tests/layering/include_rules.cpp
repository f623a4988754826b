// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/include_rules.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace postern::layering {

namespace {

enum Taint { kTorch = 1, kQt = 2, kQtWidgets = 4 };

const QSet<QString> kTorchFolders = {"engine/model", "engine/attack", "engine/defense", "engine/evaluation"};

/// What each folder may include besides itself. Folders that are not listed (tests, packaging) are free.
const QHash<QString, QSet<QString>>& allowedFolders() {
    static const QHash<QString, QSet<QString>> kAllowed = [] {
        const QSet<QString> base = {"engine/core"};
        const QSet<QString> leaves = {"engine/core",       "engine/data",      "engine/analysis",
                                      "engine/checkpoint", "engine/tokenizer", "engine/chat"};
        const QSet<QString> scan = {"engine/core", "engine/checkpoint", "engine/tokenizer"};
        const QSet<QString> modelUsers = leaves + QSet<QString>{"engine/model"};
        const QSet<QString> all = modelUsers + QSet<QString>{"engine/attack", "engine/defense", "engine/evaluation"};
        const QSet<QString> values = {"engine/core", "engine/data", "engine/analysis", "engine/run", "engine/bench"};
        const QSet<QString> program = values + QSet<QString>{"engine/checkpoint", "engine/scan", "app"};
        // The command line is the engine's plain face: it may call any part of it, but no widget.
        const QSet<QString> commandLine = all + QSet<QString>{"engine/run", "engine/bench", "engine/scan", "app"};
        return QHash<QString, QSet<QString>>{
            {"engine/core", {}},
            {"engine/data", base},
            {"engine/analysis", base},
            {"engine/checkpoint", base},
            {"engine/tokenizer", base},
            {"engine/chat", base},
            {"engine/scan", scan},
            {"engine/model", leaves},
            {"engine/attack", modelUsers},
            {"engine/defense", modelUsers},
            {"engine/evaluation", modelUsers},
            {"engine/run", all},
            {"engine/bench", all + QSet<QString>{"engine/run"}},
            {"widgets", values},
            {"app", program + QSet<QString>{"widgets", "app/cli"}},
            {"app/cli", commandLine},
        };
    }();
    return kAllowed;
}

/// The report of a scan as plain values: what widgets may see of engine/scan, and what must not know the rest of it.
const QSet<QString>& scanValues() {
    static const QSet<QString> kValues = {"engine/scan/finding", "engine/scan/scan_report", "engine/scan/rules", "engine/scan/report_json",
                                          "engine/scan/sarif"};
    return kValues;
}

/// Headers of plain values inside a folder that as a whole stays unknown: who may include them, and which they are. In return
/// they include nothing of the project, so that nothing comes with them.
const QHash<QString, QSet<QString>>& valueHeaders() {
    static const QHash<QString, QSet<QString>> kHeaders = {{"engine/checkpoint/weight_values.h", {"widgets"}}};
    return kHeaders;
}

/// The folder a rule speaks of: "engine/core", "widgets", "app/cli", "app", "tests", …
QString folderOf(const QString& path) {
    const QStringList parts = path.split('/');
    const bool twoLevels = parts.size() > 2 && (parts[0] == "engine" || (parts[0] == "app" && parts[1] == "cli"));
    return twoLevels ? parts[0] + '/' + parts[1] : parts[0];
}

QString stemOf(const QString& path) {
    return path.left(path.lastIndexOf('.'));
}

/// The path inside the project that an include names, or nothing for a header from outside.
QString projectPath(const QString& include) {
    return include.startsWith('"') ? include.mid(1, include.size() - 2) : QString();
}

int directTaint(const QString& include) {
    static const QRegularExpression kTorchHeader(R"(^[<"](torch|ATen|c10|caffe2)/)");
    static const QRegularExpression kQtHeader(R"(^<(Qt?[A-Z]\w*(/|>)|q[a-z]+\.h>)|^[<"]qcustomplot\.h)");
    static const QRegularExpression kWidgetHeader(
        R"(^[<"](qcustomplot\.h|QtWidgets\b|QtPrintSupport\b|QApplication|QWidget|QMainWindow|QDialog|QLabel|QMessageBox|QLayout|)"
        R"(Q(VBox|HBox|Grid|Form)Layout|Q\w*(View|Button|Dialog|Edit|Box|Bar|Widget|Slider|Menu|Style|Delegate)>))");
    int taint = 0;
    if (kTorchHeader.match(include).hasMatch() || include.endsWith("torch_pch.h\""))
        taint |= kTorch;
    if (kQtHeader.match(include).hasMatch())
        taint |= kQt;
    if (kWidgetHeader.match(include).hasMatch())
        taint |= kQtWidgets;
    return taint;
}

class Checker {
public:
    explicit Checker(const QList<SourceFile>& files) : m_files(files) {
        for (const SourceFile& file : files)
            m_byPath.insert(file.path, &file);
        collectRecordFiles();
    }

    QStringList check() {
        for (const SourceFile& file : m_files) {
            checkIncludes(file);
            checkTaint(file);
            checkOwnHeader(file);
        }
        m_found.removeDuplicates();
        return m_found;
    }

private:
    void report(const SourceFile& file, const QString& sentence) { m_found << file.path + ' ' + sentence; }

    void checkIncludes(const SourceFile& file) {
        const QString folder = folderOf(file.path);
        const auto rule = allowedFolders().constFind(folder);
        for (const QString& include : file.includes) {
            const QString target = projectPath(include);
            if (target.isEmpty())
                continue;
            if (folder == "engine/defense" && target.contains("secret", Qt::CaseInsensitive))
                report(file, "includes " + target + ": a defence never sees the secret trigger");
            if (target.startsWith("tests/") && folder != "tests")
                report(file, "includes " + target + ": only tests include tests");
            const QString targetFolder = folderOf(target);
            const bool isScanValue = scanValues().contains(stemOf(target));
            if (scanValues().contains(stemOf(file.path)) && targetFolder != "engine/core" && !isScanValue)
                report(file, "includes " + target + ": the report of a scan is plain values");
            if (folder == "widgets" && isScanValue)
                continue;
            if (valueHeaders().contains(file.path))
                report(file, "includes " + target + ": a header of values includes nothing of the project");
            const bool plainValues = valueHeaders().value(target).contains(folder);
            if (rule != allowedFolders().constEnd() && allowedFolders().contains(targetFolder) && targetFolder != folder &&
                !rule->contains(targetFolder) && !plainValues)
                report(file, "includes " + target + ": " + folder + " must not know " + targetFolder);
            const bool foreignPanel =
                target.startsWith("widgets/panels/") && target.endsWith("_panel.h") && !stemOf(file.path).startsWith(stemOf(target));
            if (file.path.startsWith("widgets/panels/") && foreignPanel)
                report(file, "includes " + target + ": panels never include each other");
            if (m_recordFiles.contains(file.path) && kTorchFolders.contains(targetFolder))
                report(file, "includes " + target + ": a run is read back without torch");
            if (targetFolder != folder && (taintOf(target) & kTorch) != 0)
                report(file, "includes " + target + ": a header that reaches torch is for its own folder only");
        }
    }

    void checkTaint(const SourceFile& file) {
        const QString folder = folderOf(file.path);
        const int taint = taintOf(file.path);
        const bool torchAllowed = kTorchFolders.contains(folder) || folder == "tests";
        if ((taint & kTorch) != 0 && !torchAllowed)
            report(file, "reaches torch, which stays inside engine/{model,attack,defense,evaluation}");
        if ((taint & kQt) != 0 && file.path.startsWith("engine/"))
            report(file, "reaches Qt, which the engine does not know");
        if ((taint & kTorch) != 0 && (taint & (kQt | kQtWidgets)) != 0)
            report(file, "reaches both torch and Qt, which do not compile together");
        if ((taint & kQtWidgets) != 0 && folder == "app/cli")
            report(file, "reaches Qt Widgets, which the command line does without");
    }

    /// A source file that has a header of its own includes it first, so that every header stands alone. An "_impl.h" of
    /// the same name, which includes that header, will do.
    void checkOwnHeader(const SourceFile& file) {
        const QString stem = stemOf(file.path);
        if (!file.path.endsWith(".cpp") || !m_byPath.contains(stem + ".h"))
            return;
        const QString first = file.includes.isEmpty() ? QString() : projectPath(file.includes[0]);
        if (first != stem + ".h" && first != stem + "_impl.h")
            report(file, "does not include its own header first");
    }

    /// The files that read a run back, with all they need of engine/run: what must work where no torch is. The runner
    /// itself, whose header they may include for its tables, is the other side.
    void collectRecordFiles() {
        static const QRegularExpression kRecord("^engine/run/(run_record|run_events|report)\\w*\\.(h|cpp)$");
        QStringList open;
        for (const SourceFile& file : m_files) {
            if (kRecord.match(file.path).hasMatch())
                open << file.path;
        }
        while (!open.isEmpty()) {
            const QString path = open.takeLast();
            const SourceFile* const file = m_byPath.value(path);
            if (!file || folderOf(path) != "engine/run" || path.startsWith("engine/run/runner") || m_recordFiles.contains(path))
                continue;
            m_recordFiles.insert(path);
            open << stemOf(path) + ".cpp";
            for (const QString& include : file->includes)
                open << projectPath(include);
        }
    }

    /// What the file includes, directly or through headers of the project. Rings of headers end at the mark.
    int taintOf(const QString& path) {
        if (const auto known = m_taint.constFind(path); known != m_taint.constEnd())
            return *known;
        m_taint.insert(path, 0);
        int taint = 0;
        if (const SourceFile* const file = m_byPath.value(path)) {
            for (const QString& include : file->includes)
                taint |= directTaint(include) | (projectPath(include).isEmpty() ? 0 : taintOf(projectPath(include)));
        }
        m_taint.insert(path, taint);
        return taint;
    }

    const QList<SourceFile>& m_files;
    QHash<QString, const SourceFile*> m_byPath;
    QSet<QString> m_recordFiles;
    QHash<QString, int> m_taint;
    QStringList m_found;
};

} // namespace

SourceFile readIncludes(const QString& path, const QString& content) {
    static const QRegularExpression kInclude(R"(^[ \t]*#[ \t]*include[ \t]*(<[^>\n]+>|"[^"\n]+"))", QRegularExpression::MultilineOption);
    SourceFile file{path, {}};
    for (auto matches = kInclude.globalMatch(content); matches.hasNext();)
        file.includes << matches.next().captured(1);
    return file;
}

QStringList includeViolations(const QList<SourceFile>& files) {
    return Checker(files).check();
}

} // namespace postern::layering
