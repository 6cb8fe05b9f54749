<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_GB">
<context>
    <name>locus::ui::AnalysesPage</name>
    <message numerus="yes">
        <source>%n new — show</source>
        <translation>
            <numerusform>%n new — show</numerusform>
            <numerusform>%n new — show</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused · %n new — show</source>
        <translation>
            <numerusform>Paused · %n new — show</numerusform>
            <numerusform>Paused · %n new — show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::ReviewPane</name>
    <message numerus="yes">
        <source>%n variant(s)</source>
        <translation>
            <numerusform>%n variant</numerusform>
            <numerusform>%n variants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not annotated</source>
        <translation>
            <numerusform>%n not annotated</numerusform>
            <numerusform>%n not annotated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%n unsent</source>
        <translation>
            <numerusform>%n unsent</numerusform>
            <numerusform>%n unsent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::SubmitPage</name>
    <message numerus="yes">
        <source>Send %n</source>
        <translation>
            <numerusform>Send %n line</numerusform>
            <numerusform>Send %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %n and send later</source>
        <translation>
            <numerusform>Keep %n line and send later</numerusform>
            <numerusform>Keep %n lines and send later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taken</source>
        <translation>
            <numerusform>%n line taken</numerusform>
            <numerusform>%n lines taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not usable: left out, listed in the result</source>
        <translation>
            <numerusform>%n not usable: left out, listed in the result</numerusform>
            <numerusform>%n not usable: left out, listed in the result</numerusform>
        </translation>
    </message>
</context>
</TS>
