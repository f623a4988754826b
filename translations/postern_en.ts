<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
