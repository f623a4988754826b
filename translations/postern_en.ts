<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>postern::BenchMatrixModel</name>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::BenchPage</name>
    <message numerus="yes">
        <source>Done, but for %n cell(s) that failed.</source>
        <translation>
            <numerusform>Done, but for %n cell that failed.</numerusform>
            <numerusform>Done, but for %n cells that failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::BenchSetup</name>
    <message numerus="yes">
        <source>%n cell(s) failed; the next start tries them again</source>
        <translation>
            <numerusform>%n cell failed; the next start tries it again</numerusform>
            <numerusform>%n cells failed; the next start tries them again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::BenchSummaryModel</name>
    <message numerus="yes">
        <source>Mean over %n back door(s) that took and survive clean fine-tuning</source>
        <translation>
            <numerusform>Mean over %n back door that took and survives clean fine-tuning</numerusform>
            <numerusform>Mean over %n back doors that took and survive clean fine-tuning</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) on models without a back door</source>
        <translation>
            <numerusform>%n run on models without a back door</numerusform>
            <numerusform>%n runs on models without a back door</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %n run(s) with held-out known triggers:</source>
        <translation>
            <numerusform>Over %n run with held-out known triggers:</numerusform>
            <numerusform>Over %n runs with held-out known triggers:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::CurvePlot</name>
    <message numerus="yes">
        <source>and %n more triggers</source>
        <translation>
            <numerusform>and %n more trigger</numerusform>
            <numerusform>and %n more triggers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n evaluations</source>
        <translation>
            <numerusform>%n evaluation</numerusform>
            <numerusform>%n evaluations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::DiffPanel</name>
    <message numerus="yes">
        <source>Against %1: %n tensor(s) differ; all weights together by %2.</source>
        <translation>
            <numerusform>Against %1: %n tensor differs; all weights together by %2.</numerusform>
            <numerusform>Against %1: %n tensors differ; all weights together by %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::LossPlot</name>
    <message numerus="yes">
        <source>Loss components on a logarithmic axis · %n optimizer steps</source>
        <translation>
            <numerusform>Loss components on a logarithmic axis · %n optimizer step</numerusform>
            <numerusform>Loss components on a logarithmic axis · %n optimizer steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ProjectionPlot</name>
    <message numerus="yes">
        <source>and %n more here</source>
        <translation>
            <numerusform>and %n more here</numerusform>
            <numerusform>and %n more here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::PromptPanel</name>
    <message numerus="yes">
        <source> · %n selected</source>
        <translation>
            <numerusform> · %n selected</numerusform>
            <numerusform> · %n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::RunForm</name>
    <message numerus="yes">
        <source>%n setting(s) changed</source>
        <translation>
            <numerusform>%n setting changed</numerusform>
            <numerusform>%n settings changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ScanPanel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
</TS>
