<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_GB">
<context>
    <name>locus::ui::AccountMenu</name>
    <message numerus="yes">
        <source>after %n min</source>
        <translation>
            <numerusform>after %n min</numerusform>
            <numerusform>after %n min</numerusform>
        </translation>
    </message>
</context>
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
    <name>locus::ui::AuditExportStrip</name>
    <message numerus="yes">
        <source>Exported %n record(s) of the audit trail to %1</source>
        <translation>
            <numerusform>Exported %n record of the audit trail to %1</numerusform>
            <numerusform>Exported %n records of the audit trail to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::BackgroundWatch</name>
    <message numerus="yes">
        <source>%n analysis(es) are still in work.</source>
        <translation>
            <numerusform>%n analysis is still in work.</numerusform>
            <numerusform>%n analyses are still in work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n submission(s) are not sent yet; they go out when Locus is opened again.</source>
        <translation>
            <numerusform>%n submission is not sent yet; it goes out when Locus is opened again.</numerusform>
            <numerusform>%n submissions are not sent yet; they go out when Locus is opened again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::BatchBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n selected</source>
        <extracomment>Button: how many of the selected analyses are tried again</extracomment>
        <translation>
            <numerusform>Retry %n selected</numerusform>
            <numerusform>Retry %n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n selected</source>
        <extracomment>Button: how many of the selected analyses are cancelled</extracomment>
        <translation>
            <numerusform>Cancel %n selected</numerusform>
            <numerusform>Cancel %n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n link(s)</source>
        <translation>
            <numerusform>Copy %n link</numerusform>
            <numerusform>Copy %n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) copied</source>
        <translation>
            <numerusform>%n link copied</numerusform>
            <numerusform>%n links copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::BatchModel</name>
    <message numerus="yes">
        <source>%n selected row(s) were not read yet: scroll to them, then select again.</source>
        <translation>
            <numerusform>%n selected row was not read yet: scroll to it, then select again.</numerusform>
            <numerusform>%n selected rows were not read yet: scroll to them, then select again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still asked</source>
        <translation>
            <numerusform>%n still asked</numerusform>
            <numerusform>%n still asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tried again</source>
        <translation>
            <numerusform>%n tried again</numerusform>
            <numerusform>%n tried again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not, for the reason beside each</source>
        <translation>
            <numerusform>%n not, for the reason beside each</numerusform>
            <numerusform>%n not, for the reason beside each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::DeadLettersPage</name>
    <message numerus="yes">
        <source>%n new — show</source>
        <translation>
            <numerusform>%n new — show</numerusform>
            <numerusform>%n new — show</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Redrive %n…</source>
        <translation>
            <numerusform>Redrive %n…</numerusform>
            <numerusform>Redrive %n…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n…</source>
        <translation>
            <numerusform>Discard %n…</numerusform>
            <numerusform>Discard %n…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::ExportStrip</name>
    <message numerus="yes">
        <source>Exported %n row(s) to %1</source>
        <translation>
            <numerusform>Exported %n row to %1</numerusform>
            <numerusform>Exported %n rows to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::LetterActs</name>
    <message numerus="yes">
        <source>Redrive %n dead letter(s)</source>
        <extracomment>Button</extracomment>
        <translation>
            <numerusform>Redrive %n dead letter</numerusform>
            <numerusform>Redrive %n dead letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n dead letter(s)</source>
        <extracomment>Button; for good</extracomment>
        <translation>
            <numerusform>Discard %n dead letter</numerusform>
            <numerusform>Discard %n dead letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discarded %n dead letter(s)</source>
        <translation>
            <numerusform>Discarded %n dead letter</numerusform>
            <numerusform>Discarded %n dead letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n not</source>
        <extracomment>%1: &quot;Discarded 2 dead letters&quot;</extracomment>
        <translation>
            <numerusform>%1, %n not</numerusform>
            <numerusform>%1, %n not</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::LetterWords</name>
    <message numerus="yes">
        <source>%n octet(s)</source>
        <translation>
            <numerusform>%n octet</numerusform>
            <numerusform>%n octets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <extracomment>After the first of a list</extracomment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::OperatorCards</name>
    <message numerus="yes">
        <source>of %n connections</source>
        <extracomment>Connections of the core to the event bus and to services</extracomment>
        <translation>
            <numerusform>of %n connection</numerusform>
            <numerusform>of %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientWords</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientsModel</name>
    <message numerus="yes">
        <source>%n flag(s)</source>
        <translation>
            <numerusform>%n flag</numerusform>
            <numerusform>%n flags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientsPage</name>
    <message numerus="yes">
        <source>%n patient(s) changed — search again</source>
        <translation>
            <numerusform>%n patient changed — search again</numerusform>
            <numerusform>%n patients changed — search again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::RedriveStrip</name>
    <message numerus="yes">
        <source>Redrove %n dead letter(s)</source>
        <translation>
            <numerusform>Redrove %n dead letter</numerusform>
            <numerusform>Redrove %n dead letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n not</source>
        <extracomment>%1: &quot;Redrove 2 dead letters&quot;</extracomment>
        <translation>
            <numerusform>%1, %n not</numerusform>
            <numerusform>%1, %n not</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::RevealStrip</name>
    <message numerus="yes">
        <source>What is masked of %n record(s) is shown to you, of the first for another %1. Every read is recorded.</source>
        <translation>
            <numerusform>What is masked of %n record is shown to you for another %1. Every read is recorded.</numerusform>
            <numerusform>What is masked of %n records is shown to you, of the first for another %1. Every read is recorded.</numerusform>
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
    <name>locus::ui::SignInPage</name>
    <message numerus="yes">
        <source>Try again in %n s.</source>
        <translation>
            <numerusform>Try again in %n s.</numerusform>
            <numerusform>Try again in %n s.</numerusform>
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
<context>
    <name>locus::ui::VerifyStrip</name>
    <message numerus="yes">
        <source>%n signed checkpoint(s) of the store agree. No witness outside the store: an end that was cut off could not be seen.</source>
        <translation>
            <numerusform>%n signed checkpoint of the store agrees. No witness outside the store: an end that was cut off could not be seen.</numerusform>
            <numerusform>%n signed checkpoints of the store agree. No witness outside the store: an end that was cut off could not be seen.</numerusform>
        </translation>
    </message>
</context>
</TS>
