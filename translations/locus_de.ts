<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>locus::app::KafkaConnectionTester</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
</context>
<context>
    <name>locus::ui::AccountDialog</name>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Create the account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>lower-case letters, digits, - _ .</source>
        <translation>Kleinbuchstaben, Ziffern, - _ .</translation>
    </message>
    <message>
        <source>Name as others see it</source>
        <translation>Name, wie andere ihn sehen</translation>
    </message>
    <message>
        <source>Ama Osei</source>
        <translation>Ama Osei</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>Erstes Passwort</translation>
    </message>
    <message>
        <source>12 characters or more</source>
        <translation>12 Zeichen oder mehr</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Tell the first password to the person yourself; it is changed in the account menu after the first sign-in.</source>
        <translation>Sagen Sie der Person das erste Passwort selbst; sie ändert es nach der ersten Anmeldung im Kontomenü.</translation>
    </message>
</context>
<context>
    <name>locus::ui::AccountMenu</name>
    <message>
        <source>Lock when idle</source>
        <translation>Bei Untätigkeit sperren</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Jetzt sperren</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Passwort ändern…</translation>
    </message>
    <message>
        <source>Second factor…</source>
        <translation>Zweiter Faktor…</translation>
    </message>
    <message>
        <source>Create the first administrator…</source>
        <translation>Ersten Administrator anlegen…</translation>
    </message>
    <message>
        <source>Sign in as somebody else…</source>
        <translation>Als jemand anderes anmelden…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out everywhere</source>
        <translation>Überall abmelden</translation>
    </message>
    <message numerus="yes">
        <source>after %n min</source>
        <translation>
            <numerusform>nach %n min</numerusform>
            <numerusform>nach %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody has signed in with a password</source>
        <translation>niemand hat sich mit einem Passwort angemeldet</translation>
    </message>
    <message>
        <source>there is an account, or this is not the core&apos;s seat</source>
        <translation>es gibt ein Konto, oder dies ist nicht der Arbeitsplatz des Kerns</translation>
    </message>
</context>
<context>
    <name>locus::ui::ActingStrip</name>
    <message>
        <source>Act for myself again</source>
        <translation>Wieder für mich selbst handeln</translation>
    </message>
    <message>
        <source>Act for</source>
        <extracomment>Menu of the people whom one may act for</extracomment>
        <translation>Handeln für</translation>
    </message>
    <message>
        <source>You act for yourself again.</source>
        <translation>Sie handeln wieder für sich selbst.</translation>
    </message>
    <message>
        <source>You act for %1 now; what you do is recorded with both names.</source>
        <translation>Sie handeln jetzt für %1; was Sie tun, wird mit beiden Namen aufgezeichnet.</translation>
    </message>
    <message>
        <source>You act for %1, with the rights that were lent to you. Both names stand in the record of whatever you do.</source>
        <translation>Sie handeln für %1, mit den Rechten, die Ihnen übertragen wurden. Beide Namen stehen in der Aufzeichnung von allem, was Sie tun.</translation>
    </message>
    <message>
        <source>%1 does not let you act for them any more.</source>
        <translation>%1 lässt Sie nicht mehr in Vertretung handeln.</translation>
    </message>
</context>
<context>
    <name>locus::ui::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>What you do is listed here with its result, and can be undone where that is possible.</source>
        <translation>Hier steht, was Sie tun, mit dem Ergebnis; wo es möglich ist, lässt es sich rückgängig machen.</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>Dismiss this entry</source>
        <translation>Diesen Eintrag entfernen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open: %1</source>
        <translation>Öffnen: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::AnalysesModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Not annotated</source>
        <translation>Nicht annotiert</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Befundung</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>not loaded yet</source>
        <translation>noch nicht geladen</translation>
    </message>
    <message>
        <source>The worst consequence of all rows, each on the transcript displayed for it: MANE Select where that is known</source>
        <translation>Die schwerste Folge aller Zeilen, jede auf dem für sie gezeigten Transkript: MANE Select, wo das bekannt ist</translation>
    </message>
    <message>
        <source>Most severe (displayed)</source>
        <extracomment>Column: the worst consequence on the displayed transcripts</extracomment>
        <translation>Schwerste Folge (gezeigt)</translation>
    </message>
</context>
<context>
    <name>locus::ui::AnalysesPage</name>
    <message>
        <source>Loading analyses</source>
        <translation>Analysen werden geladen</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Liste filtern</translation>
    </message>
    <message>
        <source>Read the list again</source>
        <translation>Liste neu lesen</translation>
    </message>
    <message>
        <source>Live updates</source>
        <translation>Live-Aktualisierung</translation>
    </message>
    <message>
        <source>Show all analyses</source>
        <translation>Alle Analysen zeigen</translation>
    </message>
    <message>
        <source>Submit variants</source>
        <translation>Varianten einreichen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung …</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>Built-in view of the list of analyses</extracomment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zu befunden</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>state:failed  mode:big-data  patient:P-17  mine  or any word</source>
        <translation>state:failed  mode:big-data  patient:P-17  mine  oder ein beliebiges Wort</translation>
    </message>
    <message>
        <source>Analyses</source>
        <translation>Analysen</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Pause live updates</source>
        <translation>Live-Aktualisierung anhalten</translation>
    </message>
    <message>
        <source>Paused: resume live updates</source>
        <translation>Angehalten: Live-Aktualisierung fortsetzen</translation>
    </message>
    <message>
        <source>Not connected to a core</source>
        <translation>Nicht mit einem Kern verbunden</translation>
    </message>
    <message>
        <source>The list appears as soon as there is a connection. What you submit meanwhile is kept on this seat and sent later.</source>
        <translation>Die Liste erscheint, sobald eine Verbindung besteht. Was Sie inzwischen einreichen, bleibt an diesem Platz und wird später gesendet.</translation>
    </message>
    <message>
        <source>No analyses yet</source>
        <translation>Noch keine Analysen</translation>
    </message>
    <message>
        <source>An analysis is one submission of sequences or variants with everything that is known about them.</source>
        <translation>Eine Analyse ist eine Einreichung von Sequenzen oder Varianten mit allem, was darüber bekannt ist.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>The filter is: %1</source>
        <translation>Der Filter lautet: %1</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message numerus="yes">
        <source>%n new — show</source>
        <translation>
            <numerusform>%n neue – zeigen</numerusform>
            <numerusform>%n neue – zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused · %n new — show</source>
        <translation>
            <numerusform>Angehalten · %n neue – zeigen</numerusform>
            <numerusform>Angehalten · %n neue – zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Not connected. This is what was known %1.</source>
        <translation>Nicht verbunden. Dies ist der Stand von: %1.</translation>
    </message>
    <message>
        <source>Clinic</source>
        <extracomment>Heading in the navigation</extracomment>
        <translation>Klinik</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Mit Beispieldaten ausprobieren</translation>
    </message>
    <message>
        <source>Export all rows…</source>
        <translation>Alle Zeilen exportieren …</translation>
    </message>
    <message>
        <source>analyses</source>
        <translation>Analysen</translation>
    </message>
    <message>
        <source>Copy the selected rows, export all</source>
        <translation>Ausgewählte Zeilen kopieren, alle exportieren</translation>
    </message>
</context>
<context>
    <name>locus::ui::AssignPatient</name>
    <message>
        <source>Whose analysis is it?</source>
        <translation>Wessen Analyse ist es?</translation>
    </message>
    <message>
        <source>Give it to the patient</source>
        <translation>Dem Patienten zuordnen</translation>
    </message>
    <message>
        <source>nobody of the directory</source>
        <translation>niemand aus dem Verzeichnis</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Zuordnung lösen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>“%1” is nobody&apos;s so far.</source>
        <translation>„%1“ gehört bisher zu niemandem.</translation>
    </message>
    <message>
        <source>“%1” is given to %2.</source>
        <translation>„%1“ ist %2 zugeordnet.</translation>
    </message>
    <message>
        <source>Nothing is copied: the analysis refers to the record in the directory.</source>
        <translation>Nichts wird kopiert: Die Analyse verweist auf die Akte im Verzeichnis.</translation>
    </message>
    <message>
        <source>Choose the patient from those who are found, and give a reason</source>
        <translation>Wählen Sie den Patienten unter den gefundenen und nennen Sie einen Grund</translation>
    </message>
    <message>
        <source>“%1” is nobody&apos;s now</source>
        <translation>„%1“ ist niemandem mehr zugeordnet</translation>
    </message>
    <message>
        <source>Gave “%1” to %2</source>
        <translation>„%1“ wurde %2 zugeordnet</translation>
    </message>
</context>
<context>
    <name>locus::ui::AuditChanges</name>
    <message>
        <source>It is done when a second admin approves it in Settings, Requests. The trail keeps who asked, who approved, and why.</source>
        <translation>Es geschieht, wenn eine zweite Administratorin oder ein zweiter Administrator es unter Einstellungen, Anträge genehmigt. Das Protokoll behält, wer gefragt und wer genehmigt hat und warum.</translation>
    </message>
    <message>
        <source>Asked to change the audit trail; it waits for a second person</source>
        <translation>Änderung des Prüfprotokolls beantragt; sie wartet auf eine zweite Person</translation>
    </message>
    <message>
        <source>Keep records for another time</source>
        <translation>Aufbewahrung der Einträge ändern</translation>
    </message>
    <message>
        <source>Records that are older are forgotten, the oldest first. The law asks for six years.</source>
        <translation>Ältere Einträge werden vergessen, die ältesten zuerst. Das Gesetz verlangt sechs Jahre.</translation>
    </message>
    <message>
        <source>Ask to change it</source>
        <translation>Änderung beantragen</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Give a reason first</source>
        <translation>Nennen Sie zuerst einen Grund</translation>
    </message>
    <message>
        <source>Change the signing key</source>
        <translation>Signaturschlüssel wechseln</translation>
    </message>
    <message>
        <source>The trail is signed with a new key from then on. The old key signs the record that names the new one, so that the whole trail can still be verified.</source>
        <translation>Das Protokoll wird von da an mit einem neuen Schlüssel signiert. Der alte Schlüssel signiert den Eintrag, der den neuen nennt, sodass sich weiterhin das ganze Protokoll prüfen lässt.</translation>
    </message>
    <message>
        <source>Ask to change the key</source>
        <translation>Wechsel des Schlüssels beantragen</translation>
    </message>
</context>
<context>
    <name>locus::ui::AuditExportStrip</name>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>Export abbrechen</translation>
    </message>
    <message>
        <source>Export the audit trail</source>
        <translation>Prüfprotokoll exportieren</translation>
    </message>
    <message>
        <source>audit-trail</source>
        <translation>pruefprotokoll</translation>
    </message>
    <message>
        <source>Export of the audit trail: not done. %1</source>
        <translation>Export des Prüfprotokolls: nicht ausgeführt. %1</translation>
    </message>
    <message>
        <source>Exporting the audit trail</source>
        <translation>Prüfprotokoll wird exportiert</translation>
    </message>
    <message>
        <source>Exporting the audit trail: %1 records</source>
        <translation>Prüfprotokoll wird exportiert: %1 Einträge</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n record(s) of the audit trail to %1</source>
        <translation>
            <numerusform>%n Eintrag des Prüfprotokolls nach %1 exportiert</numerusform>
            <numerusform>%n Einträge des Prüfprotokolls nach %1 exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Export of the audit trail cancelled: no file was made</source>
        <translation>Export des Prüfprotokolls abgebrochen: keine Datei angelegt</translation>
    </message>
</context>
<context>
    <name>locus::ui::AuditModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Kind</source>
        <extracomment>Column: kind of an audit record</extracomment>
        <translation>Art</translation>
    </message>
    <message>
        <source>What</source>
        <extracomment>Column: the method that was called</extracomment>
        <translation>Was</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Worüber</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>erased</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>nobody</source>
        <extracomment>In place of a person who did something: nobody was signed in</extracomment>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Clock: %1</source>
        <translation>Uhr: %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::AuditPage</name>
    <message>
        <source>All</source>
        <extracomment>Built-in view of the audit trail</extracomment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>Ablehnungen</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Unmasked</source>
        <translation>Aufgedeckt</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>person:osei  patient:…  action:patients.get  outcome:ok  from:2026-11-01  until:…</source>
        <translation>person:osei  patient:…  action:patients.get  outcome:ok  from:2026-11-01  until:…</translation>
    </message>
    <message>
        <source>Audit records</source>
        <translation>Protokolleinträge</translation>
    </message>
    <message>
        <source>Filter the trail</source>
        <translation>Protokoll filtern</translation>
    </message>
    <message>
        <source>Read the trail again</source>
        <translation>Protokoll neu lesen</translation>
    </message>
    <message>
        <source>Verify the trail</source>
        <translation>Protokoll prüfen</translation>
    </message>
    <message>
        <source>Export the trail…</source>
        <translation>Protokoll exportieren…</translation>
    </message>
    <message>
        <source>Close the record</source>
        <translation>Eintrag schließen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Prüfprotokoll</translation>
    </message>
    <message>
        <source>The trail is for auditors and administrators; an administrator grants the role.</source>
        <translation>Das Protokoll ist für Prüfende und Administrierende; die Rolle vergibt die Administration.</translation>
    </message>
    <message>
        <source>Not connected to a core</source>
        <translation>Nicht mit einem Kern verbunden</translation>
    </message>
    <message>
        <source>The audit trail is in the core.</source>
        <translation>Das Prüfprotokoll liegt im Kern.</translation>
    </message>
    <message>
        <source>No record matches the filter</source>
        <translation>Kein Eintrag passt zum Filter</translation>
    </message>
    <message>
        <source>Everything that people do and see is recorded; look at another time or person.</source>
        <translation>Alles, was Menschen tun und sehen, wird festgehalten; sehen Sie nach einer anderen Zeit oder Person.</translation>
    </message>
    <message>
        <source>Reading the audit trail</source>
        <translation>Prüfprotokoll wird gelesen</translation>
    </message>
    <message>
        <source>Not connected. This is what was known %1.</source>
        <translation>Nicht verbunden. Stand: %1.</translation>
    </message>
    <message>
        <source>Record %1</source>
        <extracomment>%1: number of an audit record</extracomment>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>Not in the list</source>
        <translation>Nicht in der Liste</translation>
    </message>
    <message>
        <source>The record is not among those that were read: scroll on, or change the filter.</source>
        <translation>Der Eintrag ist nicht unter den gelesenen: blättern Sie weiter oder ändern Sie den Filter.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>Im Namen von</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Worüber</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>masked: shown to auditors alone</source>
        <translation>verborgen: sehen nur Prüfende</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Prüfpunkt</translation>
    </message>
    <message>
        <source>signed for, by the checkpoint at record %1 or an earlier one</source>
        <translation>signiert, durch den Prüfpunkt bei Eintrag %1 oder einen früheren</translation>
    </message>
    <message>
        <source>not signed for yet: the next checkpoint does</source>
        <translation>noch nicht signiert: das tut der nächste Prüfpunkt</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfprotokoll</translation>
    </message>
    <message>
        <source>Administration</source>
        <extracomment>Heading in the navigation: pages about people and rights</extracomment>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Keep records for another time…</source>
        <translation>Aufbewahrung der Einträge ändern…</translation>
    </message>
    <message>
        <source>Change the signing key…</source>
        <translation>Signaturschlüssel wechseln…</translation>
    </message>
</context>
<context>
    <name>locus::ui::AuditWords</name>
    <message>
        <source>Act</source>
        <translation>Handlung</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>Ablehnung</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Sign-out</source>
        <translation>Abmeldung</translation>
    </message>
    <message>
        <source>Reading</source>
        <extracomment>Kind of an audit record: somebody read a patient&apos;s data</extracomment>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Unmasking</source>
        <extracomment>Kind of an audit record: something masked was shown</extracomment>
        <translation>Aufdecken</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>Kern</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>stetig</translation>
    </message>
    <message>
        <source>set back: the time is before the record above</source>
        <translation>zurückgestellt: die Zeit liegt vor dem Eintrag davor</translation>
    </message>
    <message>
        <source>jumped forward shortly before</source>
        <translation>kurz zuvor vorgesprungen</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>verändert</translation>
    </message>
    <message>
        <source>missing</source>
        <extracomment>Records of the audit trail are gone</extracomment>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>exchanged</source>
        <translation>vertauscht</translation>
    </message>
    <message>
        <source>end cut off</source>
        <translation>Ende abgeschnitten</translation>
    </message>
    <message>
        <source>wrong signature</source>
        <translation>falsche Signatur</translation>
    </message>
    <message>
        <source>another key</source>
        <translation>anderer Schlüssel</translation>
    </message>
    <message>
        <source>done</source>
        <translation>ausgeführt</translation>
    </message>
</context>
<context>
    <name>locus::ui::BackgroundWatch</name>
    <message>
        <source>The core did not say in time what it is doing.</source>
        <translation>Der Kern hat nicht rechtzeitig gesagt, was er tut.</translation>
    </message>
    <message numerus="yes">
        <source>%n analysis(es) are still in work.</source>
        <translation>
            <numerusform>%n Analyse ist noch in Arbeit.</numerusform>
            <numerusform>%n Analysen sind noch in Arbeit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n submission(s) are not sent yet; they go out when Locus is opened again.</source>
        <translation>
            <numerusform>%n Einreichung ist noch nicht gesendet; sie geht hinaus, wenn Locus wieder geöffnet wird.</numerusform>
            <numerusform>%n Einreichungen sind noch nicht gesendet; sie gehen hinaus, wenn Locus wieder geöffnet wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>A core that stops loses nothing: it goes on where it was when Locus is opened again.</source>
        <translation>Ein Kern, der anhält, verliert nichts: Er macht weiter, wo er war, sobald Locus wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>Close Locus</source>
        <translation>Locus schließen</translation>
    </message>
    <message>
        <source>Go on in the background?</source>
        <translation>Im Hintergrund weitermachen?</translation>
    </message>
    <message>
        <source>Keep watching</source>
        <translation>Weiter beobachten</translation>
    </message>
    <message>
        <source>Stop the core</source>
        <translation>Kern anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Do not ask again</source>
        <translation>Nicht mehr fragen</translation>
    </message>
</context>
<context>
    <name>locus::ui::BatchBar</name>
    <message>
        <source>Dismiss the results</source>
        <translation>Ergebnisse schließen</translation>
    </message>
    <message>
        <source>Results of what was done with the selected analyses</source>
        <translation>Ergebnisse dessen, was mit den ausgewählten Analysen getan wurde</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n selected</source>
        <extracomment>Button: how many of the selected analyses are tried again</extracomment>
        <translation>
            <numerusform>%n wiederholen</numerusform>
            <numerusform>%n wiederholen</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the selected analyses failed, is partial or was cancelled</source>
        <translation>Keine der ausgewählten Analysen ist fehlgeschlagen, teilweise oder abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n selected</source>
        <extracomment>Button: how many of the selected analyses are cancelled</extracomment>
        <translation>
            <numerusform>%n abbrechen</numerusform>
            <numerusform>%n abbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the selected analyses is queued or running</source>
        <translation>Keine der ausgewählten Analysen wartet oder läuft</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n link(s)</source>
        <translation>
            <numerusform>%n Link kopieren</numerusform>
            <numerusform>%n Links kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) copied</source>
        <translation>
            <numerusform>%n Link kopiert</numerusform>
            <numerusform>%n Links kopiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::BatchModel</name>
    <message>
        <source>It is %1: only what failed, is partial or was cancelled can be tried again.</source>
        <extracomment>Why a batch left an analysis out; %1 is its state</extracomment>
        <translation>Sie ist %1: Wiederholt wird nur, was fehlgeschlagen, teilweise oder abgebrochen ist.</translation>
    </message>
    <message>
        <source>It is %1: only what is queued or running can be cancelled.</source>
        <translation>Sie ist %1: Abgebrochen wird nur, was wartet oder läuft.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected row(s) were not read yet: scroll to them, then select again.</source>
        <translation>
            <numerusform>%n ausgewählte Zeile ist noch nicht gelesen: dorthin blättern, dann erneut auswählen.</numerusform>
            <numerusform>%n ausgewählte Zeilen sind noch nicht gelesen: dorthin blättern, dann erneut auswählen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still asked</source>
        <translation>
            <numerusform>%n noch gefragt</numerusform>
            <numerusform>%n noch gefragt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tried again</source>
        <translation>
            <numerusform>%n wiederholt</numerusform>
            <numerusform>%n wiederholt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n abgebrochen</numerusform>
            <numerusform>%n abgebrochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not, for the reason beside each</source>
        <translation>
            <numerusform>%n nicht, der Grund steht daneben</numerusform>
            <numerusform>%n nicht, der Grund steht jeweils daneben</numerusform>
        </translation>
    </message>
    <message>
        <source>Result</source>
        <extracomment>Column: what a batch did with one analysis</extracomment>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>Result of a batch for one analysis: its turn has not come</extracomment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>gefragt</translation>
    </message>
    <message>
        <source>tried again</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>left out</source>
        <extracomment>Result of a batch for one analysis: not legal in its state</extracomment>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>nicht getan</translation>
    </message>
</context>
<context>
    <name>locus::ui::CommandPalette</name>
    <message>
        <source>Search for a command</source>
        <translation>Nach einem Befehl suchen</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Search or run…</source>
        <translation>Suchen oder ausführen …</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
    <message>
        <source>Search analyses for “%1”</source>
        <translation>Analysen nach „%1“ durchsuchen</translation>
    </message>
</context>
<context>
    <name>locus::ui::ConnectionDialog</name>
    <message>
        <source>Test step by step</source>
        <translation>Schritt für Schritt prüfen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Connect to a core</source>
        <translation>Mit einem Kern verbinden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Production, Test, Read-only …</source>
        <translation>Produktion, Test, Nur lesen …</translation>
    </message>
    <message>
        <source>This seat</source>
        <translation>Dieser Platz</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>This seat&apos;s own core</source>
        <translation>Eigener Kern dieses Platzes</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>Neue Verbindung …</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>wird selbst gefunden</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>The test goes the way step by step and says where it ends, why, and what to do.</source>
        <translation>Der Test geht den Weg Schritt für Schritt und sagt, wo er endet, warum, und was zu tun ist.</translation>
    </message>
    <message>
        <source>Kafka cluster</source>
        <translation>Kafka-Cluster</translation>
    </message>
    <message>
        <source>New Kafka cluster (inspection)…</source>
        <translation>Neuer Kafka-Cluster (nur ansehen) …</translation>
    </message>
    <message>
        <source>Look at a Kafka cluster</source>
        <translation>Einen Kafka-Cluster ansehen</translation>
    </message>
    <message>
        <source>Keep</source>
        <extracomment>Button: keeps the description of a Kafka cluster</extracomment>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht benutzt</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Choose the file of the authorities</source>
        <translation>Datei der Zertifizierungsstellen wählen</translation>
    </message>
    <message>
        <source>Authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>of a wss address: PEM; empty: those of the system</source>
        <translation>einer wss-Adresse: PEM; leer: die des Systems</translation>
    </message>
</context>
<context>
    <name>locus::ui::ConnectionWords</name>
    <message>
        <source>No keychain answers on this computer (%1).</source>
        <translation>Auf diesem Computer antwortet kein Schlüsselbund (%1).</translation>
    </message>
    <message>
        <source>The keychain is locked, or access to it was denied.</source>
        <translation>Der Schlüsselbund ist gesperrt, oder der Zugriff wurde verweigert.</translation>
    </message>
    <message>
        <source>The keychain holds no such secret any more.</source>
        <translation>Der Schlüsselbund enthält dieses Geheimnis nicht mehr.</translation>
    </message>
    <message>
        <source>No token is given.</source>
        <translation>Es ist kein Token angegeben.</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed by no authority that is trusted here.</source>
        <extracomment>%1 is the name of a computer</extracomment>
        <translation>Das Zertifikat von %1 ist von keiner Stelle unterschrieben, der hier vertraut wird.</translation>
    </message>
    <message>
        <source>The certificate that answers is not for %1.</source>
        <translation>Das Zertifikat, das antwortet, gilt nicht für %1.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid today.</source>
        <translation>Das Zertifikat von %1 ist heute nicht gültig.</translation>
    </message>
    <message>
        <source>%1 holds no certificate that can be read.</source>
        <translation>%1 enthält kein lesbares Zertifikat.</translation>
    </message>
    <message>
        <source>Keep the secret in a file that only you can read, or in an environment variable.</source>
        <translation>Bewahren Sie das Geheimnis in einer Datei auf, die nur Sie lesen können, oder in einer Umgebungsvariablen.</translation>
    </message>
    <message>
        <source>Unlock it and try again, or keep the secret in a file that only you can read.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es erneut, oder bewahren Sie das Geheimnis in einer Datei auf, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>Type it once more, or ask whoever runs the core for a new one.</source>
        <translation>Geben Sie es noch einmal ein, oder bitten Sie den Betreiber des Kerns um ein neues.</translation>
    </message>
    <message>
        <source>Check the path of the file and that your account may read it.</source>
        <translation>Prüfen Sie den Pfad der Datei und ob Ihr Konto sie lesen darf.</translation>
    </message>
    <message>
        <source>Set the variable before Locus is started.</source>
        <translation>Setzen Sie die Variable, bevor Locus gestartet wird.</translation>
    </message>
    <message>
        <source>Name the file with the certificate of the authority that signed it (PEM) under “Authorities”; never switch the check off.</source>
        <translation>Nennen Sie unter „Zertifizierungsstellen“ die Datei mit dem Zertifikat der Stelle, die es unterschrieben hat (PEM); schalten Sie die Prüfung nie ab.</translation>
    </message>
    <message>
        <source>Use the name that stands in the certificate; if it should be this one, do not go on and ask whoever runs the core.</source>
        <translation>Verwenden Sie den Namen, der im Zertifikat steht; sollte es dieser sein, brechen Sie ab und fragen Sie den Betreiber des Kerns.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s clock, then ask whoever runs the core to renew it.</source>
        <translation>Prüfen Sie die Uhr dieses Computers, dann bitten Sie den Betreiber des Kerns, es zu erneuern.</translation>
    </message>
</context>
<context>
    <name>locus::ui::CoreChoice</name>
    <message>
        <source>Not connected to “%1”. %2</source>
        <translation>Nicht verbunden mit „%1“. %2</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>Beispieldaten</translation>
    </message>
    <message>
        <source>This seat</source>
        <translation>Dieser Arbeitsplatz</translation>
    </message>
</context>
<context>
    <name>locus::ui::CoreConnectionTester</name>
    <message>
        <source>No answer within 8 seconds.</source>
        <translation>Keine Antwort innerhalb von 8 Sekunden.</translation>
    </message>
    <message>
        <source>Check address and port, and whether a firewall lies between.</source>
        <translation>Prüfen Sie Adresse und Port und ob eine Firewall dazwischen liegt.</translation>
    </message>
    <message>
        <source>Address and token</source>
        <translation>Adresse und Token</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Sign-in and version</source>
        <translation>Anmeldung und Version</translation>
    </message>
    <message>
        <source>The name “%1” is not known: %2</source>
        <translation>Der Name „%1“ ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>Check the spelling, or ask for the address of the core.</source>
        <translation>Prüfen Sie die Schreibweise oder fragen Sie nach der Adresse des Kerns.</translation>
    </message>
    <message>
        <source>port %1 answers</source>
        <translation>Port %1 antwortet</translation>
    </message>
    <message>
        <source>Port %1 cannot be reached: %2</source>
        <translation>Port %1 ist nicht erreichbar: %2</translation>
    </message>
    <message>
        <source>Is the core running there, and does it listen on this address?</source>
        <translation>Läuft der Kern dort, und hört er auf diese Adresse?</translation>
    </message>
    <message>
        <source>%1, certificate valid</source>
        <translation>%1, Zertifikat gültig</translation>
    </message>
    <message>
        <source>signed in as %1, core %2</source>
        <translation>angemeldet als %1, Kern %2</translation>
    </message>
    <message>
        <source>Use a console and a core of the same version.</source>
        <translation>Verwenden Sie Konsole und Kern derselben Version.</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>embedded log</source>
        <translation>eingebautes Protokoll</translation>
    </message>
    <message>
        <source>Ask an operator: the core cannot use its topics as it should.</source>
        <translation>Fragen Sie den Betrieb: Der Kern kann seine Topics nicht nutzen, wie er soll.</translation>
    </message>
    <message>
        <source>The core says nothing good of its bus (%1).</source>
        <translation>Der Kern meldet Probleme mit seinem Bus (%1).</translation>
    </message>
    <message>
        <source>This account has no role: it may sign in and see nothing.</source>
        <translation>Dieses Konto hat keine Rolle: Es darf sich anmelden und sieht nichts.</translation>
    </message>
    <message>
        <source>Ask an administrator for a role such as clinician or operator.</source>
        <translation>Bitten Sie die Verwaltung um eine Rolle wie clinician oder operator.</translation>
    </message>
    <message>
        <source>Nothing on this way is encrypted, the token neither: use a wss address.</source>
        <translation>Auf diesem Weg ist nichts verschlüsselt, auch das Token nicht: Verwenden Sie eine wss-Adresse.</translation>
    </message>
    <message>
        <source>This port does not speak TLS: %1</source>
        <translation>Dieser Port spricht kein TLS: %1</translation>
    </message>
    <message>
        <source>Is the core set up for TLS there? If not, its address begins with ws.</source>
        <translation>Ist der Kern dort für TLS eingerichtet? Wenn nicht, beginnt seine Adresse mit ws.</translation>
    </message>
    <message>
        <source>Check that the token belongs to this core and was not replaced.</source>
        <translation>Prüfen Sie, ob das Token zu diesem Kern gehört und nicht ersetzt wurde.</translation>
    </message>
    <message>
        <source>What answers there is no core of Locus.</source>
        <translation>Was dort antwortet, ist kein Kern von Locus.</translation>
    </message>
    <message>
        <source>Check address and port.</source>
        <translation>Prüfen Sie Adresse und Port.</translation>
    </message>
    <message>
        <source>a core answers; people sign in there with name and password</source>
        <translation>ein Kern antwortet; dort meldet man sich mit Name und Passwort an</translation>
    </message>
    <message>
        <source>told after the sign-in</source>
        <translation>zeigt sich nach der Anmeldung</translation>
    </message>
</context>
<context>
    <name>locus::ui::DataTable</name>
    <message>
        <source>Copy as TSV</source>
        <extracomment>Context menu of a table: copies the selected rows as tab-separated text</extracomment>
        <translation>Als TSV kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Default columns</source>
        <translation>Vorgegebene Spalten</translation>
    </message>
</context>
<context>
    <name>locus::ui::DeadLettersPage</name>
    <message>
        <source>Filter the dead letters</source>
        <translation>Dead Letters filtern</translation>
    </message>
    <message>
        <source>Read the list again</source>
        <translation>Liste neu lesen</translation>
    </message>
    <message>
        <source>Redrive…</source>
        <translation>Erneut verarbeiten…</translation>
    </message>
    <message>
        <source>Redrive all that match…</source>
        <translation>Alle passenden erneut verarbeiten…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Copy a link to the dead letter</source>
        <translation>Verweis auf den Dead Letter kopieren</translation>
    </message>
    <message>
        <source>Close the dead letter</source>
        <translation>Dead Letter schließen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Show all dead letters</source>
        <translation>Alle Dead Letters zeigen</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>Built-in view of the dead letters: they wait for a person</extracomment>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>Built-in view of the dead letters: the core tries them again by itself</extracomment>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Redriven</source>
        <extracomment>Built-in view of the dead letters: handled again</extracomment>
        <translation>Erneut verarbeitet</translation>
    </message>
    <message>
        <source>Discarded</source>
        <extracomment>Built-in view of the dead letters</extracomment>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>Built-in view of the dead letters</extracomment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>state:open  topic:genetic-data-raw  code:json.malformed  from:2026-11-01  first</source>
        <translation>state:open  topic:genetic-data-raw  code:json.malformed  from:2026-11-01  first</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>Gewählte Zeilen kopieren</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Not connected to a core</source>
        <translation>Mit keinem Kern verbunden</translation>
    </message>
    <message>
        <source>The dead letters are in the core.</source>
        <translation>Die Dead Letters sind im Kern.</translation>
    </message>
    <message>
        <source>No dead letter waits</source>
        <translation>Kein Dead Letter wartet</translation>
    </message>
    <message>
        <source>A record that cannot be handled comes here, with the later ones of its lane behind it, until somebody redrives or discards it.</source>
        <translation>Ein Datensatz, der nicht verarbeitet werden kann, kommt hierher, dahinter die späteren seiner Reihe, bis jemand ihn erneut verarbeiten lässt oder verwirft.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>The filter is: %1</source>
        <translation>Der Filter ist: %1</translation>
    </message>
    <message>
        <source>Reading the dead letters</source>
        <translation>Dead Letters werden gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%n new — show</source>
        <translation>
            <numerusform>%n neuer – zeigen</numerusform>
            <numerusform>%n neue – zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Not connected. This is what was known %1.</source>
        <translation>Nicht verbunden. Das war %1 bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>Redrive %n…</source>
        <translation>
            <numerusform>%n erneut verarbeiten…</numerusform>
            <numerusform>%n erneut verarbeiten…</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose dead letters that are open</source>
        <translation>Offene Dead Letters wählen</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n…</source>
        <translation>
            <numerusform>%n verwerfen…</numerusform>
            <numerusform>%n verwerfen…</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose dead letters that are open or waiting</source>
        <translation>Offene oder wartende Dead Letters wählen</translation>
    </message>
    <message>
        <source>Operations</source>
        <extracomment>Heading in the navigation: pages of those who run the machines</extracomment>
        <translation>Betrieb</translation>
    </message>
</context>
<context>
    <name>locus::ui::DeputiesSection</name>
    <message>
        <source>Deputies</source>
        <translation>Vertretungen</translation>
    </message>
    <message>
        <source>While you are away somebody else can act for you: with your rights as they are at that moment, never with more, and recorded with both names. What takes two people still takes two others.</source>
        <translation>Während Sie abwesend sind, kann jemand anderes für Sie handeln: mit Ihren Rechten, wie sie in dem Moment sind, nie mit mehr, und mit beiden Namen aufgezeichnet. Was zwei Personen braucht, braucht weiterhin zwei andere.</translation>
    </message>
    <message>
        <source>Nobody acts for anybody</source>
        <translation>Niemand handelt für jemand anderen</translation>
    </message>
    <message>
        <source>Deputy</source>
        <extracomment>Column: who acts for another</extracomment>
        <translation>Vertretung</translation>
    </message>
    <message>
        <source>Acts for</source>
        <extracomment>Column: for whom somebody acts</extracomment>
        <translation>Handelt für</translation>
    </message>
    <message>
        <source>With</source>
        <extracomment>Column: what somebody may do for another</extracomment>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Until</source>
        <extracomment>Column: until when</extracomment>
        <translation>Bis</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Name a deputy…</source>
        <translation>Vertretung benennen …</translation>
    </message>
    <message>
        <source>Act for them</source>
        <translation>Für diese Person handeln</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>over</source>
        <extracomment>State of a delegation</extracomment>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>to come</source>
        <extracomment>State of a delegation: it begins later</extracomment>
        <translation>steht bevor</translation>
    </message>
    <message>
        <source>in force</source>
        <extracomment>State of a delegation</extracomment>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>all roles</source>
        <translation>alle Rollen</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <extracomment>%1, %2: two people</extracomment>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>its time was over</source>
        <translation>die Zeit war um</translation>
    </message>
    <message>
        <source>Act for %1</source>
        <translation>Für %1 handeln</translation>
    </message>
    <message>
        <source>Name a deputy</source>
        <translation>Vertretung benennen</translation>
    </message>
    <message>
        <source>The deputy acts with your rights of that moment. You can end it at any time.</source>
        <translation>Die Vertretung handelt mit Ihren Rechten des jeweiligen Moments. Sie können sie jederzeit beenden.</translation>
    </message>
    <message>
        <source>Let them act for me</source>
        <translation>Für mich handeln lassen</translation>
    </message>
    <message>
        <source>User name of the deputy</source>
        <translation>Benutzername der Vertretung</translation>
    </message>
    <message>
        <source>Say who acts for you</source>
        <translation>Sagen Sie, wer für Sie handelt</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>With your roles</source>
        <translation>Mit Ihren Rollen</translation>
    </message>
    <message>
        <source>empty: all of these roles; else as under “Roles”, with commas</source>
        <translation>leer: alle dieser Rollen; sonst wie unter „Rollen“, mit Kommas</translation>
    </message>
    <message>
        <source>Only these rights</source>
        <translation>Nur diese Rechte</translation>
    </message>
    <message>
        <source>Choose at least one of your roles.</source>
        <translation>Wählen Sie mindestens eine Ihrer Rollen.</translation>
    </message>
    <message>
        <source>%1 may act for you</source>
        <translation>%1 darf für Sie handeln</translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation>Beendet: %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::EmergencySection</name>
    <message>
        <source>Emergency access</source>
        <translation>Notfallzugriff</translation>
    </message>
    <message>
        <source>Whoever opened emergency access saw more than his roles show. Each one is looked into by somebody else, who writes down what he found; the audit trail has every call that was made under it.</source>
        <translation>Wer einen Notfallzugriff öffnet, sieht mehr, als seine Rollen zeigen. Jeden sieht sich jemand anderes an und schreibt auf, was er fand; das Protokoll hat jeden Aufruf, der darunter geschah.</translation>
    </message>
    <message>
        <source>There was no emergency access</source>
        <translation>Es gab keinen Notfallzugriff</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Patient</source>
        <extracomment>Column: which patient it was about</extracomment>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Begun</source>
        <extracomment>Column: when it began</extracomment>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Write the finding…</source>
        <translation>Befund schreiben …</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Ended the emergency access of %1</source>
        <translation>Notfallzugriff von %1 beendet</translation>
    </message>
    <message>
        <source>open</source>
        <extracomment>State of an emergency access</extracomment>
        <translation>offen</translation>
    </message>
    <message>
        <source>to be reviewed</source>
        <extracomment>State of an emergency access: nobody looked into it yet</extracomment>
        <translation>zu prüfen</translation>
    </message>
    <message>
        <source>reviewed</source>
        <extracomment>State of an emergency access</extracomment>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>all patients</source>
        <translation>alle Patienten</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>At the latest until</source>
        <translation>Längstens bis</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>Geprüft von</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Close the entry</source>
        <translation>Eintrag schließen</translation>
    </message>
    <message>
        <source>Reviewed the emergency access of %1</source>
        <translation>Notfallzugriff von %1 geprüft</translation>
    </message>
    <message>
        <source>What you found about this emergency access; it closes the entry.</source>
        <translation>Was Sie zu diesem Notfallzugriff festgestellt haben; damit wird der Eintrag geschlossen.</translation>
    </message>
    <message>
        <source>Write what you found before you close it</source>
        <translation>Schreiben Sie zuerst, was Sie festgestellt haben</translation>
    </message>
</context>
<context>
    <name>locus::ui::EmergencyStrip</name>
    <message>
        <source>Open emergency access…</source>
        <translation>Notfallzugriff öffnen …</translation>
    </message>
    <message>
        <source>End emergency access</source>
        <translation>Notfallzugriff beenden</translation>
    </message>
    <message>
        <source>Emergency access is over: its time has run out.</source>
        <translation>Der Notfallzugriff ist vorbei: Seine Zeit ist abgelaufen.</translation>
    </message>
    <message>
        <source>all patients</source>
        <translation>alle Patienten</translation>
    </message>
    <message>
        <source>patient %1</source>
        <translation>Patient %1</translation>
    </message>
    <message>
        <source>Emergency access to %1 is open for another %2. Everything seen and done is recorded and will be reviewed.</source>
        <extracomment>%1: for whom, %2: how long still</extracomment>
        <translation>Der Notfallzugriff auf %1 ist noch %2 offen. Alles, was gesehen und getan wird, ist aufgezeichnet und wird geprüft.</translation>
    </message>
    <message>
        <source>Open emergency access</source>
        <translation>Notfallzugriff öffnen</translation>
    </message>
    <message>
        <source>For when a patient&apos;s care cannot wait for a right you do not have. It is recorded at once, shown as long as it is open, and reviewed by somebody else afterwards.</source>
        <translation>Für den Fall, dass die Behandlung nicht auf ein Recht warten kann, das Sie nicht haben. Er wird sofort aufgezeichnet, angezeigt, solange er offen ist, und danach von jemand anderem geprüft.</translation>
    </message>
    <message>
        <source>empty: all patients</source>
        <translation>leer: alle Patienten</translation>
    </message>
    <message>
        <source> min</source>
        <extracomment>After a number of minutes</extracomment>
        <translation> min</translation>
    </message>
    <message>
        <source>six digits of your authenticator</source>
        <translation>sechs Ziffern Ihrer Authenticator-App</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>For at most</source>
        <translation>Für höchstens</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Emergency access is open; it was recorded.</source>
        <translation>Der Notfallzugriff ist offen; er wurde aufgezeichnet.</translation>
    </message>
    <message>
        <source>Emergency access is closed.</source>
        <translation>Der Notfallzugriff ist geschlossen.</translation>
    </message>
    <message>
        <source>Emergency access is over: it was ended elsewhere.</source>
        <translation>Der Notfallzugriff ist vorbei: Er wurde anderswo beendet.</translation>
    </message>
</context>
<context>
    <name>locus::ui::ExportStrip</name>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>Export abbrechen</translation>
    </message>
    <message>
        <source>Export all rows</source>
        <translation>Alle Zeilen exportieren</translation>
    </message>
    <message>
        <source>Exporting to %1: %2 of %3 rows</source>
        <translation>Export nach %1: %2 von %3 Zeilen</translation>
    </message>
    <message>
        <source>Exporting to %1: %2 rows</source>
        <translation>Export nach %1: %2 Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n row(s) to %1</source>
        <translation>
            <numerusform>%n Zeile nach %1 exportiert</numerusform>
            <numerusform>%n Zeilen nach %1 exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Export to %1 cancelled: no file was made</source>
        <translation>Export nach %1 abgebrochen: keine Datei angelegt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Export to %1: not done. %2</source>
        <translation>Export nach %1: nicht getan. %2</translation>
    </message>
</context>
<context>
    <name>locus::ui::FilterBar</name>
    <message>
        <source>Filter</source>
        <extracomment>Accessible name of a list&apos;s filter field</extracomment>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Save this filter as a view</source>
        <translation>Diesen Filter als Ansicht speichern</translation>
    </message>
    <message>
        <source>Remove this view</source>
        <translation>Diese Ansicht entfernen</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of the view “%1”:</source>
        <translation>Name der Ansicht „%1“:</translation>
    </message>
</context>
<context>
    <name>locus::ui::FirstRunPage</name>
    <message>
        <source>Who works here?</source>
        <translation>Wer arbeitet hier?</translation>
    </message>
    <message>
        <source>This core has no account yet. You can change from one person to several at any time.</source>
        <translation>Dieser Kern hat noch kein Konto. Sie können jederzeit von einer Person zu mehreren wechseln.</translation>
    </message>
    <message>
        <source>I work alone</source>
        <translation>Ich arbeite allein</translation>
    </message>
    <message>
        <source>You have every role and nobody is asked for a password. What needs a second person stays refused. Locus does not lock: lock the computer when you leave it.</source>
        <translation>Sie haben alle Rollen, und niemand wird nach einem Passwort gefragt. Was eine zweite Person braucht, bleibt abgelehnt. Locus sperrt nicht: Sperren Sie den Rechner, wenn Sie ihn verlassen.</translation>
    </message>
    <message>
        <source>Go on alone</source>
        <translation>Allein weiter</translation>
    </message>
    <message>
        <source>Several people sign in</source>
        <translation>Mehrere melden sich an</translation>
    </message>
    <message>
        <source>Create the first administrator, who makes the accounts of the others.</source>
        <translation>Legen Sie den ersten Administrator an; er legt die Konten der anderen an.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>small letters and digits</source>
        <translation>Kleinbuchstaben und Ziffern</translation>
    </message>
    <message>
        <source>Name that others see</source>
        <translation>Name, den andere sehen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Passwort noch einmal</translation>
    </message>
    <message>
        <source>Set up a second factor right after</source>
        <translation>Gleich danach einen zweiten Faktor einrichten</translation>
    </message>
    <message>
        <source>12 characters or more, not the user name. A few words are easier to keep than signs. Nobody can look it up.</source>
        <translation>Mindestens 12 Zeichen, nicht der Benutzername. Einige Wörter merkt man sich leichter als Sonderzeichen. Niemand kann es nachsehen.</translation>
    </message>
    <message>
        <source>Create the administrator</source>
        <translation>Administrator anlegen</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Geben Sie einen Benutzernamen ein.</translation>
    </message>
    <message>
        <source>The password needs %1 characters or more.</source>
        <translation>Das Passwort braucht mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>Die beiden Passwörter sind verschieden.</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>Das Konto wird angelegt…</translation>
    </message>
</context>
<context>
    <name>locus::ui::FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>locus::ui::HealthCard</name>
    <message>
        <source>Is the core well?</source>
        <translation>Geht es dem Kern gut?</translation>
    </message>
    <message>
        <source>Store</source>
        <extracomment>Parts of a core whose health is shown</extracomment>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Event bus</source>
        <translation>Ereignisbus</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Veröffentlichung</translation>
    </message>
    <message>
        <source>Local reference</source>
        <translation>Lokale Referenz</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Annotator</translation>
    </message>
    <message>
        <source>VEP service</source>
        <translation>VEP-Dienst</translation>
    </message>
    <message>
        <source>Model service</source>
        <translation>Modelldienst</translation>
    </message>
    <message>
        <source>Stored files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Sealing</source>
        <translation>Versiegelung</translation>
    </message>
    <message>
        <source>Kafka cluster</source>
        <extracomment>How a core keeps its events</extracomment>
        <translation>Kafka-Cluster</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>%1 on the way</source>
        <extracomment>Number of events that the bus has not confirmed yet</extracomment>
        <translation>%1 unterwegs</translation>
    </message>
    <message>
        <source>are read for the first time</source>
        <translation>werden zum ersten Mal gelesen</translation>
    </message>
    <message>
        <source>were read and are whole</source>
        <translation>wurden gelesen und sind heil</translation>
    </message>
    <message>
        <source>none was made yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>the last one is of %1</source>
        <extracomment>When the last backup was made</extracomment>
        <translation>die letzte ist vom %1</translation>
    </message>
    <message>
        <source>sequences and gene models are loaded</source>
        <translation>Sequenzen und Genmodelle sind geladen</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>Kern</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>well</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>impaired</source>
        <translation>beeinträchtigt</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Running since</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>what names patients is sealed</source>
        <translation>was Patienten nennt, ist versiegelt</translation>
    </message>
    <message>
        <source>off: what names patients stands in the clear</source>
        <translation>aus: was Patienten nennt, steht im Klartext</translation>
    </message>
</context>
<context>
    <name>locus::ui::HelpPage</name>
    <message>
        <source>Search the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>No chapter contains “%1”.</source>
        <translation>Kein Kapitel enthält „%1“.</translation>
    </message>
    <message>
        <source>More</source>
        <extracomment>Heading in the navigation</extracomment>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The folder of the guide in your language, such as &quot;de&quot;; &quot;en&quot; where it is not translated</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>locus::ui::HomePage</name>
    <message>
        <source>What waits for review?</source>
        <translation>Was wartet auf Befundung?</translation>
    </message>
    <message>
        <source>What is on its way?</source>
        <translation>Was ist unterwegs?</translation>
    </message>
    <message>
        <source>Is anything broken?</source>
        <translation>Ist etwas fehlgeschlagen?</translation>
    </message>
    <message>
        <source>Is anything unsent?</source>
        <translation>Ist etwas nicht gesendet?</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu nachsehen</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>What changed lately?</source>
        <translation>Was hat sich zuletzt geändert?</translation>
    </message>
    <message>
        <source>completed or partial</source>
        <translation>abgeschlossen oder teilweise</translation>
    </message>
    <message>
        <source>to read</source>
        <translation>zu lesen</translation>
    </message>
    <message>
        <source>queued or running</source>
        <translation>wartend oder laufend</translation>
    </message>
    <message>
        <source>failed analyses</source>
        <translation>fehlgeschlagene Analysen</translation>
    </message>
    <message>
        <source>look here</source>
        <translation>hier nachsehen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>kept on this seat</source>
        <translation>an diesem Platz aufbewahrt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>all sent</source>
        <translation>alles gesendet</translation>
    </message>
    <message>
        <source>Nothing has been submitted yet.</source>
        <translation>Es wurde noch nichts eingereicht.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>new</source>
        <extracomment>Mark of what changed since the person was here</extracomment>
        <translation>neu</translation>
    </message>
    <message>
        <source>Submit sequences or variants</source>
        <translation>Sequenzen oder Varianten einreichen</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Backup began: %1</source>
        <translation>Sicherung begonnen: %1</translation>
    </message>
    <message>
        <source>No backup: %1</source>
        <translation>Keine Sicherung: %1</translation>
    </message>
    <message>
        <source>Look at the audit trail</source>
        <translation>Zum Prüfprotokoll</translation>
    </message>
</context>
<context>
    <name>locus::ui::KafkaForm</name>
    <message>
        <source>Bootstrap servers</source>
        <translation>Bootstrap-Server</translation>
    </message>
    <message>
        <source>No encryption, no sign-in (test clusters)</source>
        <translation>Keine Verschlüsselung, keine Anmeldung (Test-Cluster)</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>TLS and sign-in</source>
        <translation>TLS und Anmeldung</translation>
    </message>
    <message>
        <source>Sign-in without encryption</source>
        <translation>Anmeldung ohne Verschlüsselung</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>PEM; empty: those of the system</source>
        <translation>PEM; leer: die des Systems</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>Client-Schlüssel</translation>
    </message>
    <message>
        <source>Sign-in method</source>
        <translation>Anmeldeverfahren</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <extracomment>Name of a button; %1 is what the file holds, such as &quot;Client key&quot;</extracomment>
        <translation>Datei wählen: %1</translation>
    </message>
    <message>
        <source>Key password</source>
        <translation>Kennwort des Schlüssels</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
</context>
<context>
    <name>locus::ui::KeyBindings</name>
    <message>
        <source>Next and previous row</source>
        <translation>Nächste und vorige Zeile</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>Zeile öffnen</translation>
    </message>
    <message>
        <source>First and last row</source>
        <translation>Erste und letzte Zeile</translation>
    </message>
    <message>
        <source>Copy the selected rows as TSV, as Markdown</source>
        <translation>Ausgewählte Zeilen als TSV, als Markdown kopieren</translation>
    </message>
    <message>
        <source>Cut, paste, select all and undo in every text</source>
        <translation>Ausschneiden, Einfügen, alles auswählen und Rückgängig in jedem Text</translation>
    </message>
    <message>
        <source>Press what has the focus</source>
        <translation>Drücken, was den Fokus hat</translation>
    </message>
    <message>
        <source>Close or leave</source>
        <translation>Schließen oder verlassen</translation>
    </message>
    <message>
        <source>Go to the next control</source>
        <translation>Zum nächsten Bedienelement</translation>
    </message>
    <message>
        <source>Move in what has the focus</source>
        <translation>Bewegen in dem, was den Fokus hat</translation>
    </message>
    <message>
        <source>Delete in every text</source>
        <translation>Löschen in jedem Text</translation>
    </message>
    <message>
        <source>%1 is fixed: %2.</source>
        <extracomment>%1 a key, %2 what it does everywhere: &quot;J is fixed: Next and previous row.&quot;</extracomment>
        <translation>%1 ist fest vergeben: %2.</translation>
    </message>
    <message>
        <source>%1 is the key of “%2” (%3).</source>
        <extracomment>%1 a key, %2 an action, %3 the page or window it belongs to</extracomment>
        <translation>%1 ist die Taste von „%2“ (%3).</translation>
    </message>
</context>
<context>
    <name>locus::ui::KeyEditor</name>
    <message>
        <source>Search for an action or a key</source>
        <translation>Nach Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>Taste verwenden</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>All keys to default</source>
        <translation>Alle Tasten auf Vorgabe</translation>
    </message>
    <message>
        <source>Edit keys</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>Action or key</source>
        <translation>Aktion oder Taste</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>New key: press it here</source>
        <translation>Neue Taste: hier drücken</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Neue Taste drücken</translation>
    </message>
    <message>
        <source>The default cannot be used: %1</source>
        <translation>Die Vorgabe ist nicht möglich: %1</translation>
    </message>
    <message>
        <source>New key for “%1”:</source>
        <extracomment>%1 is an action</extracomment>
        <translation>Neue Taste für „%1“:</translation>
    </message>
    <message>
        <source>Choose an action, go to the field, press the key.</source>
        <translation>Aktion wählen, ins Feld gehen, Taste drücken.</translation>
    </message>
    <message>
        <source>%1 is free here.</source>
        <translation>%1 ist hier frei.</translation>
    </message>
</context>
<context>
    <name>locus::ui::KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Every table</source>
        <translation>Jede Tabelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Edit keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
</context>
<context>
    <name>locus::ui::LetterActs</name>
    <message>
        <source>Not redriven. %1</source>
        <translation>Nicht erneut verarbeitet. %1</translation>
    </message>
    <message>
        <source>Redrive dead letters</source>
        <translation>Dead Letters erneut verarbeiten</translation>
    </message>
    <message>
        <source>

Each is handled once more, as it came. One that fails again stays open, and so do the later ones of its lane.</source>
        <translation>

Jeder wird noch einmal verarbeitet, so wie er kam. Scheitert einer wieder, bleibt er offen, und die späteren seiner Reihe auch.</translation>
    </message>
    <message numerus="yes">
        <source>Redrive %n dead letter(s)</source>
        <extracomment>Button</extracomment>
        <translation>
            <numerusform>%n Dead Letter erneut verarbeiten</numerusform>
            <numerusform>%n Dead Letters erneut verarbeiten</numerusform>
        </translation>
    </message>
    <message>
        <source> a second</source>
        <extracomment>After the number: how fast they are redriven</extracomment>
        <translation> je Sekunde</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Give a reason first</source>
        <translation>Zuerst einen Grund angeben</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Asked to redrive dead letters; it waits for a second person</source>
        <translation>Erneute Verarbeitung von Dead Letters beantragt; sie wartet auf eine zweite Person</translation>
    </message>
    <message>
        <source>Discard dead letters</source>
        <translation>Dead Letters verwerfen</translation>
    </message>
    <message>
        <source>

They are never handled; what stood behind them follows at once. The records stay where they are on the bus. It cannot be taken back.</source>
        <translation>

Sie werden nie verarbeitet; was dahinter stand, folgt sofort. Die Datensätze bleiben auf dem Bus, wo sie sind. Das kann nicht zurückgenommen werden.</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n dead letter(s)</source>
        <extracomment>Button; for good</extracomment>
        <translation>
            <numerusform>%n Dead Letter verwerfen</numerusform>
            <numerusform>%n Dead Letters verwerfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discarded %n dead letter(s)</source>
        <translation>
            <numerusform>%n Dead Letter verworfen</numerusform>
            <numerusform>%n Dead Letters verworfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n not</source>
        <extracomment>%1: &quot;Discarded 2 dead letters&quot;</extracomment>
        <translation>
            <numerusform>%1, %n nicht</numerusform>
            <numerusform>%1, %n nicht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::LetterPane</name>
    <message>
        <source>Open the one that it stands behind</source>
        <translation>Den öffnen, hinter dem er steht</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>What happened</source>
        <extracomment>Heading: the history of a dead letter</extracomment>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What the record says is not shown to operators: it may be about a patient. It can be redriven or discarded without being read.</source>
        <translation>Was im Datensatz steht, wird dem Betrieb nicht gezeigt: Es kann von einem Patienten handeln. Er lässt sich ungelesen erneut verarbeiten oder verwerfen.</translation>
    </message>
    <message>
        <source>It cannot be shown</source>
        <translation>Er kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>The core&apos;s words</source>
        <translation>Worte des Kerns</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Failed in</source>
        <translation>Gescheitert in</translation>
    </message>
    <message>
        <source>Written by</source>
        <extracomment>The program or library that wrote the dead letter</extracomment>
        <translation>Geschrieben von</translation>
    </message>
    <message>
        <source>Handler</source>
        <extracomment>The part of the core, or the consumer, that refused the record</extracomment>
        <translation>Verarbeiter</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Failed first</source>
        <translation>Zuerst gescheitert</translation>
    </message>
    <message>
        <source>Failed last</source>
        <translation>Zuletzt gescheitert</translation>
    </message>
    <message>
        <source>Record made</source>
        <translation>Datensatz vom</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>The payload of a record</extracomment>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Cause</source>
        <extracomment>Letters with the same cause have the same one</extracomment>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>hidden, %1</source>
        <extracomment>A header whose text may quote the payload; %1: &quot;17 octets&quot;</extracomment>
        <translation>verborgen, %1</translation>
    </message>
    <message>
        <source>the core</source>
        <translation>Kern</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <extracomment>%1: what was done, %2: by whom</extracomment>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>locus::ui::LetterWords</name>
    <message>
        <source>It stands behind another one of its lane and follows when that one is redriven or discarded.</source>
        <translation>Er steht hinter einem anderen seiner Reihe und folgt, wenn jener erneut verarbeitet oder verworfen ist.</translation>
    </message>
    <message>
        <source>Handling it never came to an end, twice.</source>
        <translation>Seine Verarbeitung kam zweimal nicht zum Ende.</translation>
    </message>
    <message>
        <source>The handler broke off with an error of its own.</source>
        <translation>Der Verarbeiter brach mit einem eigenen Fehler ab.</translation>
    </message>
    <message>
        <source>The job broke off with an error of its own.</source>
        <translation>Der Auftrag brach mit einem eigenen Fehler ab.</translation>
    </message>
    <message>
        <source>What the job was given cannot be read.</source>
        <translation>Was dem Auftrag mitgegeben wurde, ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It begins like JSON but is not valid JSON.</source>
        <translation>Er beginnt wie JSON, ist aber kein gültiges JSON.</translation>
    </message>
    <message>
        <source>It is JSON, but not an object.</source>
        <translation>Er ist JSON, aber kein Objekt.</translation>
    </message>
    <message>
        <source>A name stands twice in its envelope.</source>
        <translation>Ein Name steht zweimal in seinem Umschlag.</translation>
    </message>
    <message>
        <source>A number in its envelope is too large.</source>
        <translation>Eine Zahl in seinem Umschlag ist zu groß.</translation>
    </message>
    <message>
        <source>Its JSON is nested deeper than is read here.</source>
        <translation>Sein JSON ist tiefer verschachtelt, als hier gelesen wird.</translation>
    </message>
    <message>
        <source>The event lacks an attribute that it must have.</source>
        <translation>Dem Ereignis fehlt ein Attribut, das es haben muss.</translation>
    </message>
    <message>
        <source>The event is larger than its topic allows.</source>
        <translation>Das Ereignis ist größer, als sein Topic erlaubt.</translation>
    </message>
    <message>
        <source>The event lacks the status that its name calls for.</source>
        <translation>Dem Ereignis fehlt der Status, den sein Name verlangt.</translation>
    </message>
    <message>
        <source>A time of the event cannot be read.</source>
        <translation>Eine Zeit des Ereignisses ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Its version of CloudEvents is not read here.</source>
        <translation>Seine Version von CloudEvents wird hier nicht gelesen.</translation>
    </message>
    <message>
        <source>Its sealed payload is damaged.</source>
        <translation>Sein versiegelter Inhalt ist beschädigt.</translation>
    </message>
    <message>
        <source>Its payload is sealed in a way that is not known here.</source>
        <translation>Sein Inhalt ist auf eine hier unbekannte Weise versiegelt.</translation>
    </message>
    <message>
        <source>It asks for a mode of analysis that is not known here.</source>
        <translation>Er verlangt eine Art der Analyse, die hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>The model server answered something that cannot be used.</source>
        <translation>Der Modelldienst antwortete etwas Unbrauchbares.</translation>
    </message>
    <message>
        <source>It refers to a body in a way that cannot be read.</source>
        <translation>Sein Verweis auf einen Inhalt ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Its body cannot be read: it cannot be sent.</source>
        <translation>Sein Inhalt ist nicht lesbar: Er kann nicht gesendet werden.</translation>
    </message>
    <message>
        <source>Its body is past its retention: it cannot be sent any more.</source>
        <translation>Die Aufbewahrung seines Inhalts ist abgelaufen: Er kann nicht mehr gesendet werden.</translation>
    </message>
    <message>
        <source>Its body has not arrived on this cluster: try again later.</source>
        <translation>Sein Inhalt ist auf diesem Cluster noch nicht angekommen: später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>It is larger than its topic takes.</source>
        <translation>Er ist größer, als sein Topic annimmt.</translation>
    </message>
    <message>
        <source>The topic is not there: create it, then redrive again.</source>
        <translation>Das Topic gibt es nicht: anlegen, dann erneut verarbeiten.</translation>
    </message>
    <message>
        <source>The core may not write to that topic.</source>
        <translation>Der Kern darf in dieses Topic nicht schreiben.</translation>
    </message>
    <message>
        <source>The event is no longer in the log.</source>
        <translation>Das Ereignis ist nicht mehr im Log.</translation>
    </message>
    <message>
        <source>It does not tell where it came from; locusctl can send it to a topic by name.</source>
        <translation>Er sagt nicht, woher er kam; locusctl kann ihn in ein benanntes Topic senden.</translation>
    </message>
    <message>
        <source>An earlier one of its lane is held back: redrive or discard that one first.</source>
        <translation>Ein früherer seiner Reihe wird zurückgehalten: jenen zuerst erneut verarbeiten oder verwerfen.</translation>
    </message>
    <message>
        <source>An earlier one of its lane failed; it is still open.</source>
        <translation>Ein früherer seiner Reihe scheiterte; er ist noch offen.</translation>
    </message>
    <message>
        <source>The redrive was cancelled before its turn; it is still open.</source>
        <translation>Die erneute Verarbeitung wurde vorher abgebrochen; er ist noch offen.</translation>
    </message>
    <message>
        <source>Somebody redrove or discarded it already.</source>
        <translation>Jemand hat ihn schon erneut verarbeiten lassen oder verworfen.</translation>
    </message>
    <message>
        <source>A redrive holds it: wait for that one, or cancel it.</source>
        <translation>Eine erneute Verarbeitung hält ihn: sie abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>There is no such dead letter any more.</source>
        <translation>Diesen Dead Letter gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>Ein Grund ist nötig.</translation>
    </message>
    <message>
        <source>None of them is open and free to be redriven.</source>
        <translation>Keiner davon ist offen und frei für eine erneute Verarbeitung.</translation>
    </message>
    <message>
        <source>These are too many for one redrive: narrow the filter.</source>
        <translation>Das sind zu viele auf einmal: den Filter enger fassen.</translation>
    </message>
    <message>
        <source>They are not as many as before: look again what would be redriven.</source>
        <translation>Es sind nicht mehr so viele wie vorhin: noch einmal ansehen, was verarbeitet würde.</translation>
    </message>
    <message>
        <source>That topic is the core&apos;s own.</source>
        <translation>Dieses Topic gehört dem Kern selbst.</translation>
    </message>
    <message>
        <source>This redrive is over already.</source>
        <translation>Diese erneute Verarbeitung ist schon vorbei.</translation>
    </message>
    <message>
        <source>There is no such redrive.</source>
        <translation>Diese erneute Verarbeitung gibt es nicht.</translation>
    </message>
    <message>
        <source>This core keeps no dead letters.</source>
        <translation>Dieser Kern bewahrt keine Dead Letters auf.</translation>
    </message>
    <message>
        <source>open</source>
        <extracomment>State of a dead letter: a person has to decide</extracomment>
        <translation>offen</translation>
    </message>
    <message>
        <source>redriven</source>
        <extracomment>State of a dead letter: it was handled again</extracomment>
        <translation>erneut verarbeitet</translation>
    </message>
    <message>
        <source>discarded</source>
        <extracomment>State of a dead letter: it is never handled</extracomment>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>State of a record that the core tries again by itself</extracomment>
        <translation>wartend</translation>
    </message>
    <message>
        <source>%1 · not sent · %2</source>
        <extracomment>Place of a record that could not be sent; %1: topic, %2: its number</extracomment>
        <translation>%1 · nicht gesendet · %2</translation>
    </message>
    <message>
        <source>Another program gave it up and does not tell why.</source>
        <translation>Ein anderes Programm gab ihn auf und sagt nicht, warum.</translation>
    </message>
    <message>
        <source>Another program gave it up: %1.</source>
        <translation>Ein anderes Programm gab ihn auf: %1.</translation>
    </message>
    <message>
        <source>The core refused it: %1.</source>
        <extracomment>%1: an error code</extracomment>
        <translation>Der Kern wies ihn ab: %1.</translation>
    </message>
    <message>
        <source>held back</source>
        <extracomment>What happened to a dead letter</extracomment>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>failed again</source>
        <translation>wieder gescheitert</translation>
    </message>
    <message>
        <source>given another value</source>
        <translation>mit anderem Wert versehen</translation>
    </message>
    <message>
        <source>unmasked</source>
        <extracomment>Somebody was shown what the record says</extracomment>
        <translation>aufgedeckt</translation>
    </message>
    <message numerus="yes">
        <source>%n octet(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>The record has no key or no value</extracomment>
        <translation>keiner</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A line of what a redrive would do; %1: what, %2: of how many</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Handled again here, in the order of the lane</source>
        <translation>Hier erneut verarbeitet, in der Folge der Reihe</translation>
    </message>
    <message>
        <source>Sent back to %1</source>
        <translation>Zurück gesendet an %1</translation>
    </message>
    <message>
        <source>Would fail, because there is no topic %1</source>
        <translation>Würden scheitern, weil es kein Topic %1 gibt</translation>
    </message>
    <message>
        <source>Would fail, because an earlier one of the lane is not among them</source>
        <translation>Würden scheitern, weil ein früherer der Reihe nicht dabei ist</translation>
    </message>
    <message>
        <source>Would fail, because they do not tell where they came from</source>
        <translation>Würden scheitern, weil sie nicht sagen, woher sie kamen</translation>
    </message>
    <message>
        <source>Left out, because they are not open any more</source>
        <translation>Ausgelassen, weil nicht mehr offen</translation>
    </message>
    <message>
        <source>Left to the redrive that holds them</source>
        <translation>Der Verarbeitung überlassen, die sie hält</translation>
    </message>
    <message>
        <source>Later ones of the same lanes, which follow by themselves</source>
        <translation>Spätere derselben Reihen, die von selbst folgen</translation>
    </message>
    <message>
        <source>not told</source>
        <extracomment>How often another program tried a record</extracomment>
        <translation>nicht gesagt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <extracomment>After the first of a list</extracomment>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locus::ui::LettersModel</name>
    <message>
        <source>Came</source>
        <extracomment>Column: when the record was held back first</extracomment>
        <translation>Gekommen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Why</source>
        <extracomment>Column: the reason in words</extracomment>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Topic · partition · offset</source>
        <extracomment>Column: the record&apos;s place on the bus</extracomment>
        <translation>Topic · Partition · Offset</translation>
    </message>
    <message>
        <source>Tried</source>
        <extracomment>Column: how often it was tried</extracomment>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Failed last</source>
        <translation>Zuletzt gescheitert</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>Verarbeiter</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
</context>
<context>
    <name>locus::ui::LettersSummary</name>
    <message>
        <source>%1 %2</source>
        <extracomment>%1: a number, %2: a state of dead letters, as &quot;open&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>the oldest came %1</source>
        <extracomment>The oldest dead letter that waits for a person; %1: &quot;3 h ago&quot;</extracomment>
        <translation>der älteste kam %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::MainMenu</name>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>locus::ui::MainWindow</name>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>Locus starts with “%1” from now on.</source>
        <translation>Locus beginnt von nun an mit „%1“.</translation>
    </message>
    <message>
        <source>Locus asks again on closing whether to go on in the background.</source>
        <translation>Locus fragt beim Schließen wieder, ob es im Hintergrund weitergeht.</translation>
    </message>
    <message>
        <source>no page is open</source>
        <translation>keine Seite ist offen</translation>
    </message>
    <message>
        <source>Locus starts with this page already</source>
        <translation>Locus beginnt schon mit dieser Seite</translation>
    </message>
    <message>
        <source>it does already</source>
        <translation>das ist schon so</translation>
    </message>
    <message>
        <source>This link leads to nothing that Locus can open. Its links look like locus://analysis/… and name one thing.</source>
        <translation>Dieser Link führt zu nichts, was Locus öffnen kann. Seine Links sehen aus wie locus://analysis/… und nennen genau eine Sache.</translation>
    </message>
    <message>
        <source>Locus starts with “%1” again.</source>
        <translation>Locus beginnt wieder mit „%1“.</translation>
    </message>
    <message>
        <source>There is nothing that can be undone.</source>
        <translation>Es gibt nichts, was sich zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>Earlier drafts and unsent submissions cannot be opened now and are kept as they are. %1 %2</source>
        <translation>Frühere Entwürfe und nicht gesendete Aufträge lassen sich jetzt nicht öffnen und bleiben, wie sie sind. %1 %2</translation>
    </message>
</context>
<context>
    <name>locus::ui::NavigationBar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1, collapsed</source>
        <extracomment>A group of pages in the navigation; %1 is its heading</extracomment>
        <translation>%1, eingeklappt</translation>
    </message>
    <message>
        <source>%1, expanded</source>
        <translation>%1, ausgeklappt</translation>
    </message>
    <message>
        <source>Show the pages of “%1”</source>
        <translation>Seiten von „%1“ zeigen</translation>
    </message>
    <message>
        <source>Hide the pages of “%1”</source>
        <translation>Seiten von „%1“ verbergen</translation>
    </message>
    <message>
        <source>Start with this page</source>
        <translation>Mit dieser Seite beginnen</translation>
    </message>
    <message>
        <source>Start with the first page</source>
        <translation>Mit der ersten Seite beginnen</translation>
    </message>
</context>
<context>
    <name>locus::ui::NavigationButton</name>
    <message>
        <source>Locus starts with this page</source>
        <translation>Locus beginnt mit dieser Seite</translation>
    </message>
</context>
<context>
    <name>locus::ui::OperatorCards</name>
    <message>
        <source>How much flows?</source>
        <translation>Wie viel fließt?</translation>
    </message>
    <message>
        <source>Does anything lag?</source>
        <translation>Hinkt etwas hinterher?</translation>
    </message>
    <message>
        <source>How much fails?</source>
        <translation>Wie viel misslingt?</translation>
    </message>
    <message>
        <source>What waits for repair?</source>
        <translation>Was wartet auf Reparatur?</translation>
    </message>
    <message>
        <source>Is anything cut off?</source>
        <translation>Ist etwas abgeschnitten?</translation>
    </message>
    <message>
        <source>records a second</source>
        <translation>Sätze je Sekunde</translation>
    </message>
    <message>
        <source>records behind</source>
        <translation>Sätze im Rückstand</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>keeps up</source>
        <translation>kommt mit</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>%1 is a number: a share in percent</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>of the last five minutes</source>
        <translation>der letzten fünf Minuten</translation>
    </message>
    <message>
        <source>above %1 %</source>
        <translation>über %1 %</translation>
    </message>
    <message>
        <source>below %1 %</source>
        <translation>unter %1 %</translation>
    </message>
    <message numerus="yes">
        <source>of %n connections</source>
        <extracomment>Connections of the core to the event bus and to services</extracomment>
        <translation>
            <numerusform>von %n Verbindung</numerusform>
            <numerusform>von %n Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>event bus</source>
        <translation>Ereignisbus</translation>
    </message>
    <message>
        <source>circuit open</source>
        <translation>Kreis offen</translation>
    </message>
    <message>
        <source>is being tried</source>
        <translation>wird versucht</translation>
    </message>
    <message>
        <source>all connected</source>
        <translation>alles verbunden</translation>
    </message>
    <message>
        <source>dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>look here</source>
        <translation>hier nachsehen</translation>
    </message>
</context>
<context>
    <name>locus::ui::PageHost</name>
    <message>
        <source>“%1” is not open to you</source>
        <extracomment>%1 is the title of a page</extracomment>
        <translation>„%1“ steht Ihnen nicht offen</translation>
    </message>
    <message>
        <source>It needs one of these roles: %1. An administrator of this core can give it to you.</source>
        <extracomment>%1 are roles</extracomment>
        <translation>Dafür braucht es eine dieser Rollen: %1. Ein Administrator dieses Kerns kann sie Ihnen geben.</translation>
    </message>
</context>
<context>
    <name>locus::ui::PasswordDialog</name>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>Neues Passwort noch einmal</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>12 characters or more, not the user name. You stay signed in here; everywhere else you are signed out.</source>
        <translation>Mindestens 12 Zeichen, nicht der Benutzername. Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>Die beiden Passwörter sind verschieden.</translation>
    </message>
</context>
<context>
    <name>locus::ui::PasswordField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Die Feststelltaste ist an.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show what is typed as %1</source>
        <translation>Zeigen, was als %1 eingegeben ist</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientActs</name>
    <message>
        <source>%1: not done. %2</source>
        <translation>%1: nicht ausgeführt. %2</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Give a reason first</source>
        <translation>Nennen Sie zuerst einen Grund</translation>
    </message>
    <message>
        <source>Register a patient</source>
        <translation>Patienten aufnehmen</translation>
    </message>
    <message>
        <source>Search first: a person who is registered twice has to be merged later.</source>
        <translation>Suchen Sie zuerst: Wer doppelt aufgenommen ist, muss später zusammengeführt werden.</translation>
    </message>
    <message>
        <source>Register the patient</source>
        <translation>Patienten aufnehmen</translation>
    </message>
    <message>
        <source>Change a patient&apos;s record</source>
        <translation>Akte eines Patienten ändern</translation>
    </message>
    <message>
        <source>Change the record</source>
        <translation>Akte ändern</translation>
    </message>
    <message>
        <source>1971-03-05, or 1971-03, or 1971</source>
        <translation>1971-03-05 oder 1971-03 oder 1971</translation>
    </message>
    <message>
        <source>urn:mrn, or the address of whoever gives the numbers</source>
        <translation>urn:mrn oder die Adresse der vergebenden Stelle</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Given names</source>
        <translation>Vornamen</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Further number</source>
        <translation>Weitere Nummer</translation>
    </message>
    <message>
        <source>Number given by</source>
        <translation>Nummer vergeben von</translation>
    </message>
    <message>
        <source>The date of birth is written 1971-03-05, 1971-03 or 1971</source>
        <translation>Das Geburtsdatum schreibt man 1971-03-05, 1971-03 oder 1971</translation>
    </message>
    <message>
        <source>Give a family name or a given name</source>
        <translation>Nennen Sie einen Nachnamen oder Vornamen</translation>
    </message>
    <message>
        <source>Registered %1</source>
        <translation>%1 aufgenommen</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Changed the record of %1</source>
        <translation>Akte von %1 geändert</translation>
    </message>
    <message>
        <source>Merge two records of one person</source>
        <translation>Zwei Akten einer Person zusammenführen</translation>
    </message>
    <message>
        <source>Merge the record</source>
        <translation>Akte zusammenführen</translation>
    </message>
    <message>
        <source>Record that stays</source>
        <translation>Akte, die bleibt</translation>
    </message>
    <message>
        <source>the record that you choose</source>
        <translation>die Akte, die Sie wählen</translation>
    </message>
    <message>
        <source>Retires: %1
Stays: %2

From then on the second record stands for the first. Nothing is moved or copied: what refers to the first still does. The merge can be taken back at any time.</source>
        <extracomment>%1 and %2: labels of two patients&apos; records</extracomment>
        <translation>Tritt zurück: %1
Bleibt: %2

Von da an steht die zweite Akte für die erste. Nichts wird verschoben oder kopiert: Was auf die erste verweist, tut das weiterhin. Die Zusammenführung lässt sich jederzeit zurücknehmen.</translation>
    </message>
    <message>
        <source>A record cannot be merged into itself</source>
        <translation>Eine Akte lässt sich nicht mit sich selbst zusammenführen</translation>
    </message>
    <message>
        <source>Choose the record that stays, and give a reason</source>
        <translation>Wählen Sie die Akte, die bleibt, und nennen Sie einen Grund</translation>
    </message>
    <message>
        <source>Took the merge back</source>
        <translation>Zusammenführung zurückgenommen</translation>
    </message>
    <message>
        <source>Merged %1 into %2</source>
        <extracomment>%1 and %2: labels of two patients&apos; records</extracomment>
        <translation>%1 mit %2 zusammengeführt</translation>
    </message>
    <message>
        <source>Take a merge back</source>
        <translation>Zusammenführung zurücknehmen</translation>
    </message>
    <message>
        <source>%1 stands for itself again. Nothing has to be moved: what referred to it still does.</source>
        <translation>%1 steht wieder für sich. Nichts muss verschoben werden: Was darauf verwies, tut das weiterhin.</translation>
    </message>
    <message>
        <source>Take the merge back</source>
        <translation>Zusammenführung zurücknehmen</translation>
    </message>
    <message>
        <source>Took the merge of %1 back</source>
        <translation>Zusammenführung von %1 zurückgenommen</translation>
    </message>
    <message>
        <source>Add a flag</source>
        <translation>Hinweis hinzufügen</translation>
    </message>
    <message>
        <source>%1
A flag is what whoever treats must know first; it stands on the banner of every page.</source>
        <translation>%1
Ein Hinweis ist, was jede behandelnde Person zuerst wissen muss; er steht im Patientenkopf jeder Seite.</translation>
    </message>
    <message>
        <source>Add the flag</source>
        <translation>Hinweis hinzufügen</translation>
    </message>
    <message>
        <source>high</source>
        <extracomment>How grave a patient&apos;s flag is</extracomment>
        <translation>hoch</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>gering</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>How grave</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Write what has to be known</source>
        <translation>Schreiben Sie, was zu wissen ist</translation>
    </message>
    <message>
        <source>Added the flag “%1”</source>
        <translation>Hinweis „%1“ hinzugefügt</translation>
    </message>
    <message>
        <source>Remove a flag</source>
        <translation>Hinweis entfernen</translation>
    </message>
    <message>
        <source>%1
The flag “%2” goes from the banner of every page; the time line keeps it.</source>
        <translation>%1
Der Hinweis „%2“ verschwindet aus dem Patientenkopf jeder Seite; im Verlauf bleibt er.</translation>
    </message>
    <message>
        <source>Remove the flag</source>
        <translation>Hinweis entfernen</translation>
    </message>
    <message>
        <source>Removed the flag “%1”</source>
        <translation>Hinweis „%1“ entfernt</translation>
    </message>
    <message>
        <source>Erase a person</source>
        <translation>Eine Person löschen</translation>
    </message>
    <message>
        <source>%1

Everything that is known of this person here is erased for good: the record, those merged into it, the analyses and what waits as dead letters, also in backups. The audit trail keeps that it was done. It cannot be taken back.

It is done when a second person approves it in Settings, Requests.</source>
        <translation>%1

Alles, was hier von dieser Person bekannt ist, wird endgültig gelöscht: der Datensatz, die mit ihm zusammengeführten, die Analysen und was als nicht verarbeitbar wartet, auch in Sicherungen. Das Prüfprotokoll behält, dass es geschehen ist. Es lässt sich nicht zurücknehmen.

Es geschieht, wenn eine zweite Person es unter Einstellungen, Anträge genehmigt.</translation>
    </message>
    <message>
        <source>Ask to erase the person</source>
        <translation>Löschung der Person beantragen</translation>
    </message>
    <message>
        <source>Asked to erase a person; it waits for a second person</source>
        <translation>Löschung einer Person beantragt; sie wartet auf eine zweite Person</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientAnalysesModel</name>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientBanner</name>
    <message>
        <source>high</source>
        <extracomment>How grave a patient&apos;s flag is</extracomment>
        <translation>hoch</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>gering</translation>
    </message>
    <message>
        <source>died %1</source>
        <extracomment>%1: date of death</extracomment>
        <translation>verstorben %1</translation>
    </message>
    <message>
        <source>aged %1</source>
        <extracomment>%1: age at death</extracomment>
        <translation>mit %1</translation>
    </message>
    <message>
        <source>deceased</source>
        <extracomment>Badge: the patient died</extracomment>
        <translation>verstorben</translation>
    </message>
    <message>
        <source>inactive</source>
        <extracomment>Badge: the record of a patient is not used any more</extracomment>
        <translation>inaktiv</translation>
    </message>
    <message>
        <source>inactive record</source>
        <translation>inaktive Akte</translation>
    </message>
    <message>
        <source>Flag: %1</source>
        <extracomment>A patient&apos;s flag: %1 its text, %2 how grave it is</extracomment>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <source>Flag: %1, %2</source>
        <translation>Hinweis: %1, %2</translation>
    </message>
    <message>
        <source>Merged into %1</source>
        <extracomment>%1: label of the patient&apos;s record that stands for this one</extracomment>
        <translation>Zusammengeführt mit %1</translation>
    </message>
    <message>
        <source>Merged; open the record that stands for it: %1</source>
        <translation>Zusammengeführt; die Akte öffnen, die dafür steht: %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientHead</name>
    <message>
        <source>A reference that the directory of patients does not know</source>
        <translation>Ein Verweis, den das Patientenverzeichnis nicht kennt</translation>
    </message>
    <message>
        <source>Not connected. This is what was known %1.</source>
        <translation>Nicht verbunden. Stand: %1.</translation>
    </message>
    <message>
        <source>Part of this is masked for your role.</source>
        <translation>Ein Teil davon ist für Ihre Rolle maskiert.</translation>
    </message>
    <message>
        <source>Show what is masked…</source>
        <translation>Maskiertes zeigen …</translation>
    </message>
    <message>
        <source>This person was erased; nothing that identifies him or her is left</source>
        <translation>Diese Person wurde gelöscht; nichts, was sie erkennen lässt, ist geblieben</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientLabel</name>
    <message>
        <source>Patient reference %1</source>
        <translation>Patientenverweis %1</translation>
    </message>
    <message>
        <source>No patient of this reference is known to you in the directory</source>
        <translation>Zu diesem Verweis ist Ihnen im Verzeichnis kein Patient bekannt</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientPane</name>
    <message>
        <source>Change the record…</source>
        <translation>Akte ändern…</translation>
    </message>
    <message>
        <source>Add a flag…</source>
        <translation>Hinweis hinzufügen…</translation>
    </message>
    <message>
        <source>Merge into another record…</source>
        <translation>In eine andere Akte zusammenführen…</translation>
    </message>
    <message>
        <source>Take the merge back…</source>
        <translation>Zusammenführung zurücknehmen…</translation>
    </message>
    <message>
        <source>Copy the link of the patient</source>
        <translation>Link des Patienten kopieren</translation>
    </message>
    <message>
        <source>Read the patient again</source>
        <translation>Patienten neu lesen</translation>
    </message>
    <message>
        <source>Close the patient</source>
        <translation>Patienten schließen</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Akte</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Linked records</source>
        <translation>Verknüpfte Akten</translation>
    </message>
    <message>
        <source>Analyses of the patient</source>
        <translation>Analysen des Patienten</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Maiden name</source>
        <translation>Geburtsname</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Remove the flag “%1”</source>
        <translation>Hinweis „%1“ entfernen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Stands for the record %1</source>
        <extracomment>%1: id of a patient&apos;s record</extracomment>
        <translation>Steht für die Akte %1</translation>
    </message>
    <message>
        <source>Merged into %1</source>
        <translation>Zusammengeführt mit %1</translation>
    </message>
    <message>
        <source>None refers to this patient yet. Open an analysis to give it to him, or submit one.</source>
        <translation>Noch verweist keine auf diesen Patienten. Öffnen Sie eine Analyse, um sie ihm zuzuordnen, oder reichen Sie eine ein.</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Erase the person…</source>
        <translation>Person löschen…</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientPicker</name>
    <message>
        <source>part of a name, number or date of birth</source>
        <translation>Teil von Name, Nummer oder Geburtsdatum</translation>
    </message>
    <message>
        <source>Patients found</source>
        <translation>Gefundene Patienten</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Niemand gefunden</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientWords</name>
    <message>
        <source>name not shown</source>
        <translation>Name nicht gezeigt</translation>
    </message>
    <message>
        <source>born %1</source>
        <extracomment>%1: date of birth</extracomment>
        <translation>geb. %1</translation>
    </message>
    <message>
        <source>born: not shown</source>
        <translation>geb.: nicht gezeigt</translation>
    </message>
    <message>
        <source>number not shown</source>
        <extracomment>In place of a patient&apos;s number</extracomment>
        <translation>Nummer nicht gezeigt</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <source>female</source>
        <translation>weiblich</translation>
    </message>
    <message>
        <source>male</source>
        <translation>männlich</translation>
    </message>
    <message>
        <source>other</source>
        <extracomment>Administrative sex of a patient</extracomment>
        <translation>divers</translation>
    </message>
    <message>
        <source>sex not known</source>
        <translation>Geschlecht unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n Woche</numerusform>
            <numerusform>%n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n Jahr</numerusform>
            <numerusform>%n Jahre</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1</source>
        <extracomment>%1: an age, where the day of birth or death is not known</extracomment>
        <translation>etwa %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientsModel</name>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Mark</source>
        <extracomment>Column: merged, deceased, inactive or how many flags</extracomment>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>merged</source>
        <extracomment>Mark of a patient&apos;s record for which another one stands</extracomment>
        <translation>zusammengeführt</translation>
    </message>
    <message>
        <source>deceased</source>
        <translation>verstorben</translation>
    </message>
    <message numerus="yes">
        <source>%n flag(s)</source>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
    <message>
        <source>inactive</source>
        <translation>inaktiv</translation>
    </message>
</context>
<context>
    <name>locus::ui::PatientsPage</name>
    <message>
        <source>Searching</source>
        <translation>Wird gesucht</translation>
    </message>
    <message>
        <source>Find a patient</source>
        <translation>Patienten suchen</translation>
    </message>
    <message>
        <source>Register a patient…</source>
        <translation>Patienten aufnehmen…</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>any part of a name, a number, or a date of birth</source>
        <translation>Teil eines Namens, Nummer oder Geburtsdatum</translation>
    </message>
    <message>
        <source>Patients found</source>
        <translation>Gefundene Patienten</translation>
    </message>
    <message>
        <source>Not connected to a core</source>
        <translation>Nicht mit einem Kern verbunden</translation>
    </message>
    <message>
        <source>The directory of patients is in the core: nobody can be found without it.</source>
        <translation>Das Patientenverzeichnis liegt im Kern: Ohne ihn lässt sich niemand finden.</translation>
    </message>
    <message>
        <source>Whom do you look for?</source>
        <translation>Wen suchen Sie?</translation>
    </message>
    <message>
        <source>Type any part of a name, in any order, with or without accents; a number; or a date of birth. That you looked is recorded.</source>
        <translation>Tippen Sie einen Teil des Namens, in beliebiger Reihenfolge, mit oder ohne Akzente; eine Nummer; oder ein Geburtsdatum. Dass Sie gesucht haben, wird festgehalten.</translation>
    </message>
    <message>
        <source>Nobody is found</source>
        <translation>Niemand gefunden</translation>
    </message>
    <message>
        <source>Look for less of the name, or for the number. A patient who is new here can be registered.</source>
        <translation>Suchen Sie nach weniger vom Namen oder nach der Nummer. Wer hier neu ist, kann aufgenommen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s) changed — search again</source>
        <translation>
            <numerusform>%n Patient geändert — erneut suchen</numerusform>
            <numerusform>%n Patienten geändert — erneut suchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Clinic</source>
        <extracomment>Heading in the navigation</extracomment>
        <translation>Klinik</translation>
    </message>
</context>
<context>
    <name>locus::ui::PeopleSection</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Everybody who signs in has an account of his own. Roles are checked by the core at every call; nobody changes his own, and the last administrator stays.</source>
        <translation>Wer sich anmeldet, hat ein eigenes Konto. Der Kern prüft die Rollen bei jedem Aufruf; niemand ändert die eigenen, und der letzte Administrator bleibt.</translation>
    </message>
    <message>
        <source>Nobody has an account yet</source>
        <translation>Noch hat niemand ein Konto</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>Column: whether an account can be used</extracomment>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Neue Person …</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Set a password…</source>
        <translation>Passwort setzen …</translation>
    </message>
    <message>
        <source>Remove the second factor</source>
        <translation>Zweiten Faktor entfernen</translation>
    </message>
    <message>
        <source>End all sessions</source>
        <translation>Alle Sitzungen beenden</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>disabled</source>
        <extracomment>State of an account</extracomment>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>waits</source>
        <extracomment>State of an account: too many wrong passwords, it waits</extracomment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>enabled</source>
        <extracomment>State of an account</extracomment>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>wird verlangt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Failed since then</source>
        <translation>Fehlversuche seitdem</translation>
    </message>
    <message>
        <source>Password set</source>
        <translation>Passwort gesetzt</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Waits until</source>
        <translation>Wartet bis</translation>
    </message>
    <message>
        <source>Disabled since</source>
        <translation>Gesperrt seit</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>%1 can sign in now</source>
        <translation>%1 kann sich jetzt anmelden</translation>
    </message>
    <message>
        <source>%1 was changed</source>
        <translation>%1 wurde geändert</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Passwort setzen</translation>
    </message>
    <message>
        <source>Set a password of %1</source>
        <translation>Passwort von %1 gesetzt</translation>
    </message>
    <message>
        <source>Disabled %1; all sessions of the account ended</source>
        <translation>%1 gesperrt; alle Sitzungen des Kontos sind beendet</translation>
    </message>
    <message>
        <source>Enabled %1</source>
        <translation>%1 freigegeben</translation>
    </message>
    <message>
        <source>Ended all sessions of %1</source>
        <translation>Alle Sitzungen von %1 beendet</translation>
    </message>
    <message>
        <source>Removed the second factor of %1</source>
        <translation>Zweiten Faktor von %1 entfernt</translation>
    </message>
    <message>
        <source>12 characters or more. All sessions of the account end.</source>
        <translation>12 Zeichen oder mehr. Alle Sitzungen des Kontos enden.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <extracomment>Column: department and teams of a person</extracomment>
        <translation>Gehört zu</translation>
    </message>
</context>
<context>
    <name>locus::ui::ProviderSignIn</name>
    <message>
        <source>You can close this window and go on in Locus.</source>
        <extracomment>Shown by the browser when somebody has signed in there; plain text</extracomment>
        <translation>Sie können dieses Fenster schließen und in Locus weitermachen.</translation>
    </message>
    <message>
        <source>Address for the browser</source>
        <translation>Adresse für den Browser</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the sign-in in the browser</source>
        <translation>Anmeldung im Browser abbrechen</translation>
    </message>
    <message>
        <source>This opens your browser.</source>
        <translation>Das öffnet Ihren Browser.</translation>
    </message>
    <message>
        <source>This opens %1 in your browser.</source>
        <translation>Das öffnet %1 in Ihrem Browser.</translation>
    </message>
    <message>
        <source>Asking the core for the page…</source>
        <translation>Der Kern wird nach der Seite gefragt…</translation>
    </message>
    <message>
        <source>Waiting for your browser…</source>
        <translation>Wartet auf Ihren Browser…</translation>
    </message>
    <message>
        <source>Sign in there; Locus goes on by itself. If no window opened, open this address in a browser of this computer:</source>
        <translation>Melden Sie sich dort an; Locus geht von selbst weiter. Hat sich kein Fenster geöffnet, öffnen Sie diese Adresse in einem Browser dieses Computers:</translation>
    </message>
    <message>
        <source>No browser could be opened. Open this address in a browser of this computer:</source>
        <translation>Es ließ sich kein Browser öffnen. Öffnen Sie diese Adresse in einem Browser dieses Computers:</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft…</translation>
    </message>
    <message>
        <source>Time left: %1</source>
        <extracomment>%1 is minutes and seconds: &quot;4:59&quot;</extracomment>
        <translation>Noch %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::QuestionCard</name>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>locus::ui::ReasonWords</name>
    <message>
        <source>The submission holds nothing to annotate; at least one sequence or notation is needed.</source>
        <translation>Die Einsendung enthält nichts zum Annotieren; nötig ist mindestens eine Sequenz oder Notation.</translation>
    </message>
    <message>
        <source>The submission has {bytes} bytes; at most {most} are allowed. Send it in parts.</source>
        <translation>Die Einsendung hat {bytes} Bytes; erlaubt sind höchstens {most}. Senden Sie sie in Teilen.</translation>
    </message>
    <message>
        <source>The submission holds more than {most} items; this line and what follows were not read. Send it in parts.</source>
        <translation>Die Einsendung enthält mehr als {most} Einträge; diese Zeile und was folgt wurde nicht gelesen. Senden Sie sie in Teilen.</translation>
    </message>
    <message>
        <source>The line has {length} characters; at most {most} are allowed here. Its beginning is shown.</source>
        <translation>Die Zeile hat {length} Zeichen; erlaubt sind hier höchstens {most}. Gezeigt wird ihr Anfang.</translation>
    </message>
    <message>
        <source>Its beginning is shown.</source>
        <translation>Gezeigt wird ihr Anfang.</translation>
    </message>
    <message>
        <source>Byte 1 begins a UTF-16 file; allowed is plain text (ASCII or UTF-8). Save it as UTF-8.</source>
        <translation>Byte 1 beginnt eine UTF-16-Datei; erlaubt ist reiner Text (ASCII oder UTF-8). Speichern Sie sie als UTF-8.</translation>
    </message>
    <message>
        <source>Byte {position} is not UTF-8; allowed is plain text (ASCII or UTF-8).</source>
        <translation>Byte {position} ist kein UTF-8; erlaubt ist reiner Text (ASCII oder UTF-8).</translation>
    </message>
    <message>
        <source>The compressed file is damaged or cut short here; the records before this place were read. Send the whole file again.</source>
        <translation>Die komprimierte Datei ist hier beschädigt oder abgeschnitten; die Einträge davor wurden gelesen. Senden Sie die ganze Datei noch einmal.</translation>
    </message>
    <message>
        <source>The unpacked file is larger than {most} bytes; what follows was not read. Send it in parts.</source>
        <translation>Die entpackte Datei ist größer als {most} Bytes; was folgt wurde nicht gelesen. Senden Sie sie in Teilen.</translation>
    </message>
    <message>
        <source>Character 1 begins a JSON request; send the sequence or the notation inside it.</source>
        <translation>Zeichen 1 beginnt eine JSON-Anfrage; senden Sie die Sequenz oder Notation, die darin steht.</translation>
    </message>
    <message>
        <source>Not recognised from character 1 on; allowed are a sequence, FASTA, VCF, the Ensembl default line, an id such as rs699, SPDI, HGVS, and chr:start-end/allele.</source>
        <translation>Ab Zeichen 1 nicht erkannt; erlaubt sind eine Sequenz, FASTA, VCF, die Ensembl-Standardzeile, eine Kennung wie rs699, SPDI, HGVS und chr:start-end/allele.</translation>
    </message>
    <message>
        <source>The file&apos;s header names {header}, the submission names {assembly}; choose the assembly the file was made for.</source>
        <translation>Der Kopf der Datei nennt {header}, die Einsendung nennt {assembly}; wählen Sie das Assembly, für das die Datei erstellt wurde.</translation>
    </message>
    <message>
        <source>Not understood at character {position}; allowed there: {allowed}.</source>
        <translation>Nicht verstanden ab Zeichen {position}; dort erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>Not understood at character {position}; allowed there: a reference allele of {bases} bases, as start and end say.</source>
        <translation>Nicht verstanden ab Zeichen {position}; dort erlaubt: ein Referenzallel von {bases} Basen, wie Anfang und Ende es sagen.</translation>
    </message>
    <message>
        <source>The notation was not recognised.</source>
        <translation>Die Notation wurde nicht erkannt.</translation>
    </message>
    <message>
        <source>SPDI: not understood at character {position}; allowed there: {allowed}.</source>
        <translation>SPDI: nicht verstanden ab Zeichen {position}; dort erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>VCF: not understood at character {position}; allowed there: {allowed}.</source>
        <translation>VCF: nicht verstanden ab Zeichen {position}; dort erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>VCF: not understood at character {position}; allowed there: at least 5 columns: CHROM POS ID REF ALT (found {found}).</source>
        <translation>VCF: nicht verstanden ab Zeichen {position}; nötig sind mindestens 5 Spalten: CHROM POS ID REF ALT (gefunden: {found}).</translation>
    </message>
    <message>
        <source>The sequence is empty; at least one base is needed.</source>
        <translation>Die Sequenz ist leer; nötig ist mindestens eine Base.</translation>
    </message>
    <message>
        <source>This looks like a protein: letter {position} is an amino acid. Send the DNA or RNA sequence, or the change as p. HGVS.</source>
        <translation>Dies sieht nach einem Protein aus: Buchstabe {position} ist eine Aminosäure. Senden Sie die DNA- oder RNA-Sequenz oder die Änderung als HGVS p.</translation>
    </message>
    <message>
        <source>Character {position} is no nucleotide; allowed are A C G T (or U), N and the IUPAC codes.</source>
        <translation>Zeichen {position} ist kein Nukleotid; erlaubt sind A C G T (oder U), N und die IUPAC-Codes.</translation>
    </message>
    <message>
        <source>Character {position} is U in a sequence that also has T; allowed is DNA (T) or RNA (U), not both.</source>
        <translation>Zeichen {position} ist ein U in einer Sequenz, die auch T enthält; erlaubt ist DNA (T) oder RNA (U), nicht beides.</translation>
    </message>
    <message>
        <source>The sequence holds only unknown bases (N or IUPAC codes); A C G T are needed.</source>
        <translation>Die Sequenz enthält nur unbekannte Basen (N oder IUPAC-Codes); nötig sind A C G T.</translation>
    </message>
    <message>
        <source>The sequence has {bases} bases; at most {most} can be placed. Send it in parts.</source>
        <translation>Die Sequenz hat {bases} Basen; höchstens {most} können eingeordnet werden. Senden Sie sie in Teilen.</translation>
    </message>
    <message>
        <source>The sequence of {bases} bases is too short to be placed; at least {least} are needed.</source>
        <translation>Die Sequenz mit {bases} Basen ist zu kurz, um eingeordnet zu werden; nötig sind mindestens {least}.</translation>
    </message>
    <message>
        <source>The sequence lies on no reference bundled for {assembly}; it resembles contig {contig} of {other}. Choose that assembly if it is meant.</source>
        <translation>Die Sequenz liegt auf keiner Referenz, die für {assembly} mitgeliefert ist; sie ähnelt Contig {contig} von {other}. Wählen Sie dieses Assembly, wenn es gemeint ist.</translation>
    </message>
    <message>
        <source>The sequence shares no stretch with any reference bundled on this seat.</source>
        <translation>Die Sequenz hat keinen Abschnitt mit einer Referenz gemeinsam, die auf diesem Platz mitgeliefert ist.</translation>
    </message>
    <message>
        <source>The sequence does not align well enough: identity {identity} at its best place, {place}; at least {least} is needed.</source>
        <translation>Die Sequenz passt nicht gut genug: Identität {identity} an ihrer besten Stelle, {place}; nötig sind mindestens {least}.</translation>
    </message>
    <message>
        <source>The sequence fits equally well in several places, one of them {place}; send a longer one or name the place.</source>
        <translation>Die Sequenz passt an mehreren Stellen gleich gut, eine davon ist {place}; senden Sie eine längere oder nennen Sie die Stelle.</translation>
    </message>
    <message>
        <source>The sequence was placed on {place} with identity {identity}; it equals the reference there.</source>
        <translation>Die Sequenz wurde bei {place} mit Identität {identity} eingeordnet; sie gleicht dort der Referenz.</translation>
    </message>
    <message>
        <source>HGVS: not understood at character {position}; allowed there: {allowed}.</source>
        <translation>HGVS: nicht verstanden ab Zeichen {position}; dort erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>HGVS: the text ends too early at character {position}; allowed there: {allowed}.</source>
        <translation>HGVS: der Text endet zu früh bei Zeichen {position}; dort erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>HGVS: a list of changes in brackets begins at character {position}; give each change on a line of its own.</source>
        <translation>HGVS: eine Liste von Änderungen in Klammern beginnt bei Zeichen {position}; geben Sie jede Änderung in einer eigenen Zeile an.</translation>
    </message>
    <message>
        <source>HGVS: the change states {stated} bases, its positions name {named}.</source>
        <translation>HGVS: die Änderung nennt {stated} Basen, ihre Positionen nennen {named}.</translation>
    </message>
    <message>
        <source>HGVS: the interval {interval} ends before it begins; allowed is first_last.</source>
        <translation>HGVS: das Intervall {interval} endet, bevor es beginnt; erlaubt ist erste_letzte.</translation>
    </message>
    <message>
        <source>HGVS: an insertion stands between two neighbouring positions, as in 76_77insT.</source>
        <translation>HGVS: eine Insertion steht zwischen zwei benachbarten Positionen, wie in 76_77insT.</translation>
    </message>
    <message>
        <source>HGVS: a substitution names one position; allowed for several is delins.</source>
        <translation>HGVS: eine Substitution nennt eine Position; für mehrere ist delins erlaubt.</translation>
    </message>
    <message>
        <source>HGVS: {transcript} has no position {position}.</source>
        <translation>HGVS: {transcript} hat keine Position {position}.</translation>
    </message>
    <message>
        <source>HGVS: the protein of {transcript} has no residue {position}.</source>
        <translation>HGVS: das Protein von {transcript} hat keine Aminosäure {position}.</translation>
    </message>
    <message>
        <source>HGVS: an uncertain number of repeats has no one allele.</source>
        <translation>HGVS: eine ungewisse Anzahl von Wiederholungen ergibt kein bestimmtes Allel.</translation>
    </message>
    <message>
        <source>HGVS: more than 10,000 repeat units.</source>
        <translation>HGVS: mehr als 10.000 Wiederholungen.</translation>
    </message>
    <message>
        <source>HGVS: conversions and copies have no stated letters.</source>
        <translation>HGVS: Konversionen und Kopien nennen keine Buchstaben.</translation>
    </message>
    <message>
        <source>HGVS: r. describes RNA; give the change as c., n. or g.</source>
        <translation>HGVS: r. beschreibt RNA; geben Sie die Änderung als c., n. oder g. an.</translation>
    </message>
    <message>
        <source>HGVS: an uncertain place or change has no one allele.</source>
        <translation>HGVS: eine ungewisse Stelle oder Änderung ergibt kein bestimmtes Allel.</translation>
    </message>
    <message>
        <source>HGVS: only a substitution can be read back from the protein; give the change as c. or g.</source>
        <translation>HGVS: aus dem Protein lässt sich nur eine Substitution zurücklesen; geben Sie die Änderung als c. oder g. an.</translation>
    </message>
    <message>
        <source>HGVS: the protein change names no change of the codon.</source>
        <translation>HGVS: die Proteinänderung nennt keine Änderung des Codons.</translation>
    </message>
    <message>
        <source>{name} belongs to {other}, the submission names {assembly}; choose the assembly it was written for.</source>
        <translation>{name} gehört zu {other}, die Einsendung nennt {assembly}; wählen Sie das Assembly, für das es geschrieben wurde.</translation>
    </message>
    <message>
        <source>The protein change maps to several codons: {list}. Choose one and send it as g., c. with a transcript, or SPDI.</source>
        <translation>Die Proteinänderung passt zu mehreren Codons: {list}. Wählen Sie eines und senden Sie es als g., c. mit Transkript oder SPDI.</translation>
    </message>
    <message>
        <source>The gene symbol leaves several places: {list}. Choose one and send it as g., c. with a transcript, or SPDI.</source>
        <translation>Das Gensymbol lässt mehrere Stellen offen: {list}. Wählen Sie eine und senden Sie sie als g., c. mit Transkript oder SPDI.</translation>
    </message>
    <message>
        <source>REF is {stated}, reference has {there} at {place}.</source>
        <translation>REF ist {stated}, die Referenz hat {there} bei {place}.</translation>
    </message>
    <message>
        <source>The residue is stated as {stated}, {transcript} has {there} at p.{position}.</source>
        <translation>Als Aminosäure ist {stated} angegeben, {transcript} hat {there} bei p.{position}.</translation>
    </message>
    <message>
        <source>The allele equals the reference at {place}; there is nothing to annotate.</source>
        <translation>Das Allel gleicht der Referenz bei {place}; es gibt nichts zu annotieren.</translation>
    </message>
    <message>
        <source>The allele equals the stated reference allele.</source>
        <translation>Das Allel gleicht dem angegebenen Referenzallel.</translation>
    </message>
    <message>
        <source>{which} has a letter that is no base at place {position}; allowed are A C G T.</source>
        <translation>{which} hat an Stelle {position} einen Buchstaben, der keine Base ist; erlaubt sind A C G T.</translation>
    </message>
    <message>
        <source>{position} of {assembly} is outside the local reference.</source>
        <translation>{position} von {assembly} liegt außerhalb der lokalen Referenz.</translation>
    </message>
    <message>
        <source>{position} of {assembly} is outside the local reference, which covers {allowed}.</source>
        <translation>{position} von {assembly} liegt außerhalb der lokalen Referenz, die {allowed} abdeckt.</translation>
    </message>
    <message>
        <source>{place} lies outside what is bundled on this seat for {assembly}.</source>
        <translation>{place} liegt außerhalb dessen, was auf diesem Platz für {assembly} mitgeliefert ist.</translation>
    </message>
    <message>
        <source>{place} is on no contig that is bundled on this seat for {assembly}.</source>
        <translation>{place} liegt auf keinem Contig, das auf diesem Platz für {assembly} mitgeliefert ist.</translation>
    </message>
    <message>
        <source>The sequence {name} is not bundled on this seat.</source>
        <translation>Die Sequenz {name} ist auf diesem Platz nicht mitgeliefert.</translation>
    </message>
    <message>
        <source>The transcript {name} is not bundled on this seat.</source>
        <translation>Das Transkript {name} ist auf diesem Platz nicht mitgeliefert.</translation>
    </message>
    <message>
        <source>The protein {name} is not bundled on this seat.</source>
        <translation>Das Protein {name} ist auf diesem Platz nicht mitgeliefert.</translation>
    </message>
    <message>
        <source>The transcript {name} is not bundled on this seat in this version; bundled is {bundled}.</source>
        <translation>Das Transkript {name} ist auf diesem Platz nicht in dieser Version mitgeliefert; mitgeliefert ist {bundled}.</translation>
    </message>
    <message>
        <source>The deleted bases are given as a length and {name} is not bundled there.</source>
        <translation>Die gelöschten Basen sind als Länge angegeben, und {name} ist dort nicht mitgeliefert.</translation>
    </message>
    <message>
        <source>The local reference does not hold it.</source>
        <translation>Die lokale Referenz enthält es nicht.</translation>
    </message>
    <message>
        <source>ALT is &apos;.&apos;: the record names no alternative allele.</source>
        <translation>ALT ist &apos;.&apos;: der Eintrag nennt kein alternatives Allel.</translation>
    </message>
    <message>
        <source>ALT is &apos;*&apos;: the base is missing because of a deletion that its own record describes.</source>
        <translation>ALT ist &apos;*&apos;: die Base fehlt wegen einer Deletion, die ihr eigener Eintrag beschreibt.</translation>
    </message>
    <message>
        <source>The local engine needs letters for ALT; {allele} is symbolic.</source>
        <translation>Die lokale Engine braucht Buchstaben für ALT; {allele} ist symbolisch.</translation>
    </message>
    <message>
        <source>The local engine needs letters for the allele, not {allele}.</source>
        <translation>Die lokale Engine braucht Buchstaben für das Allel, nicht {allele}.</translation>
    </message>
    <message>
        <source>An id is resolved only by an annotation service; the local engine needs a place.</source>
        <translation>Eine Kennung löst nur ein Annotationsdienst auf; die lokale Engine braucht eine Stelle.</translation>
    </message>
    <message>
        <source>No bundled transcript holds this place; the local engine does not tell upstream, downstream, regulatory or intergenic effects.</source>
        <translation>Kein mitgeliefertes Transkript enthält diese Stelle; über vorgelagerte, nachgelagerte, regulatorische oder intergenische Wirkungen sagt die lokale Engine nichts.</translation>
    </message>
    <message>
        <source>Only the local engine was asked for.</source>
        <translation>Verlangt war nur die lokale Engine.</translation>
    </message>
    <message>
        <source>No annotation service is configured for {asked}.</source>
        <translation>Für {asked} ist kein Annotationsdienst eingerichtet.</translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Die Analyse wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The analysis was cancelled before this row&apos;s turn.</source>
        <translation>Die Analyse wurde abgebrochen, bevor diese Zeile an der Reihe war.</translation>
    </message>
    <message>
        <source>{words}</source>
        <translation>Der Dienst sagt: {words}</translation>
    </message>
    <message>
        <source>The service answered with status {status} without a reason.</source>
        <translation>Der Dienst antwortete mit Status {status} ohne Begründung.</translation>
    </message>
    <message>
        <source>The service refuses this client: {words}</source>
        <translation>Der Dienst weist dieses Programm ab: {words}</translation>
    </message>
    <message>
        <source>The service answered, but not about this input.</source>
        <translation>Der Dienst hat geantwortet, aber nicht zu dieser Eingabe.</translation>
    </message>
    <message>
        <source>The service skipped this input.</source>
        <translation>Der Dienst hat diese Eingabe übergangen.</translation>
    </message>
    <message>
        <source>No answer was assigned to this input.</source>
        <translation>Dieser Eingabe wurde keine Antwort zugeordnet.</translation>
    </message>
    <message>
        <source>The service answered for {other}, but {assembly} was asked.</source>
        <translation>Der Dienst antwortete für {other}, gefragt war {assembly}.</translation>
    </message>
    <message>
        <source>The service answered without an assembly, but {assembly} was asked.</source>
        <translation>Der Dienst antwortete ohne Assembly, gefragt war {assembly}.</translation>
    </message>
    <message>
        <source>The service holds {other}, not {assembly}.</source>
        <translation>Der Dienst hält {other} vor, nicht {assembly}.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The call to {host} was cancelled.</source>
        <translation>Die Anfrage an {host} wurde abgebrochen.</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>{host} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The exchange with {host} broke off.</source>
        <translation>Die Verbindung mit {host} brach ab.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted.</source>
        <translation>Dem Zertifikat von {host} wird nicht vertraut.</translation>
    </message>
    <message>
        <source>The reply of {host} is larger than allowed.</source>
        <translation>Die Antwort von {host} ist größer als erlaubt.</translation>
    </message>
    <message>
        <source>Not a usable http or https address: {host}.</source>
        <translation>Keine brauchbare http- oder https-Adresse: {host}.</translation>
    </message>
    <message>
        <source>{host} asks for fewer requests.</source>
        <translation>{host} verlangt weniger Anfragen.</translation>
    </message>
    <message>
        <source>{host} failed repeatedly and is left alone for a while.</source>
        <translation>{host} ist wiederholt ausgefallen und wird eine Weile in Ruhe gelassen.</translation>
    </message>
    <message>
        <source>{host} answered {status}.</source>
        <translation>{host} antwortete mit {status}.</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>das Ende</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a base (A C G T)</source>
        <translation>eine Base (A C G T)</translation>
    </message>
    <message>
        <source>a base (a c g u)</source>
        <translation>eine Base (a c g u)</translation>
    </message>
    <message>
        <source>an amino acid (Ala or A)</source>
        <translation>eine Aminosäure (Ala oder A)</translation>
    </message>
    <message>
        <source>an accession, a chromosome or a gene symbol</source>
        <translation>eine Zugangsnummer, ein Chromosom oder ein Gensymbol</translation>
    </message>
    <message>
        <source>a gene symbol</source>
        <translation>ein Gensymbol</translation>
    </message>
    <message>
        <source>one of c. g. m. n. r. p.</source>
        <translation>eines von c. g. m. n. r. p.</translation>
    </message>
    <message>
        <source>a position counted from 1</source>
        <translation>eine ab 1 gezählte Position</translation>
    </message>
    <message>
        <source>a position counted from 0</source>
        <translation>eine ab 0 gezählte Position</translation>
    </message>
    <message>
        <source>an accession or a chromosome</source>
        <translation>eine Zugangsnummer oder ein Chromosom</translation>
    </message>
    <message>
        <source>a length of at least 0</source>
        <translation>eine Länge von mindestens 0</translation>
    </message>
    <message>
        <source>A C G T or a length</source>
        <translation>A C G T oder eine Länge</translation>
    </message>
    <message>
        <source>a start counted from 1</source>
        <translation>ein ab 1 gezählter Anfang</translation>
    </message>
    <message>
        <source>an end of at least start - 1</source>
        <translation>ein Ende von mindestens Anfang - 1</translation>
    </message>
    <message>
        <source>a strand: 1 or -1</source>
        <translation>ein Strang: 1 oder -1</translation>
    </message>
    <message>
        <source>A C G T, -, INS, DUP, DEL or TDUP</source>
        <translation>A C G T, -, INS, DUP, DEL oder TDUP</translation>
    </message>
    <message>
        <source>alleles of A C G T or -, with / between</source>
        <translation>Allele aus A C G T oder -, mit / dazwischen</translation>
    </message>
    <message>
        <source>a chromosome</source>
        <translation>ein Chromosom</translation>
    </message>
    <message>
        <source>REF of A C G T (or N)</source>
        <translation>REF aus A C G T (oder N)</translation>
    </message>
    <message>
        <source>ALT of A C G T, &apos;.&apos;, &apos;*&apos; or a symbolic allele in &lt; &gt;</source>
        <translation>ALT aus A C G T, &apos;.&apos;, &apos;*&apos; oder ein symbolisches Allel in &lt; &gt;</translation>
    </message>
</context>
<context>
    <name>locus::ui::RecordSection</name>
    <message>
        <source>Filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>Read the list again</source>
        <translation>Liste neu lesen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung …</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Not connected to a core</source>
        <translation>Nicht mit einem Kern verbunden</translation>
    </message>
    <message>
        <source>This is kept by the core and appears as soon as there is a connection.</source>
        <translation>Das steht beim Kern und erscheint, sobald eine Verbindung besteht.</translation>
    </message>
    <message>
        <source>Not done: %1. %2</source>
        <translation>Nicht ausgeführt: %1. %2</translation>
    </message>
    <message>
        <source>More</source>
        <extracomment>Opens a menu of what else can be done</extracomment>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>locus::ui::RedriveRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of the redrive</source>
        <translation>Fortschritt der erneuten Verarbeitung</translation>
    </message>
    <message>
        <source>Cancel the redrive</source>
        <translation>Erneute Verarbeitung abbrechen</translation>
    </message>
    <message>
        <source>What was redriven stays so; the others stay open</source>
        <translation>Was verarbeitet ist, bleibt es; die übrigen bleiben offen</translation>
    </message>
    <message>
        <source>Redriven %1 of %2 · begun by %3</source>
        <extracomment>%1: how many were redriven, %2: of how many, %3: who began it</extracomment>
        <translation>%1 von %2 erneut verarbeitet · begonnen von %3</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>paused</source>
        <extracomment>After how far a redrive is</extracomment>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume the redrive</source>
        <translation>Erneute Verarbeitung fortsetzen</translation>
    </message>
    <message>
        <source>Pause the redrive</source>
        <translation>Erneute Verarbeitung anhalten</translation>
    </message>
</context>
<context>
    <name>locus::ui::RedriveStrip</name>
    <message>
        <source>Paused a redrive</source>
        <translation>Erneute Verarbeitung angehalten</translation>
    </message>
    <message>
        <source>Resumed a redrive</source>
        <translation>Erneute Verarbeitung fortgesetzt</translation>
    </message>
    <message>
        <source>Cancelled a redrive</source>
        <translation>Erneute Verarbeitung abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>Redrove %n dead letter(s)</source>
        <translation>
            <numerusform>%n Dead Letter erneut verarbeitet</numerusform>
            <numerusform>%n Dead Letters erneut verarbeitet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n not</source>
        <extracomment>%1: &quot;Redrove 2 dead letters&quot;</extracomment>
        <translation>
            <numerusform>%1, %n nicht</numerusform>
            <numerusform>%1, %n nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>Not redriven. %1</source>
        <translation>Nicht erneut verarbeitet. %1</translation>
    </message>
    <message>
        <source>%1: not done. %2</source>
        <extracomment>%1: what was wanted, %2: why not</extracomment>
        <translation>%1: nicht geschehen. %2</translation>
    </message>
</context>
<context>
    <name>locus::ui::RequestsSection</name>
    <message>
        <source>Requests</source>
        <translation>Anträge</translation>
    </message>
    <message>
        <source>What takes two people waits here for the second one, a day at most. It is done once, when somebody else who may do it himself approves it; nobody decides his own.</source>
        <translation>Was zwei Personen braucht, wartet hier auf die zweite, höchstens einen Tag. Es geschieht einmal, wenn jemand anderes, der es selbst darf, zustimmt; niemand entscheidet über den eigenen Antrag.</translation>
    </message>
    <message>
        <source>Nothing waits for a second person</source>
        <translation>Nichts wartet auf eine zweite Person</translation>
    </message>
    <message>
        <source>What</source>
        <extracomment>Column: what is asked for</extracomment>
        <translation>Was</translation>
    </message>
    <message>
        <source>Effect</source>
        <extracomment>Column: what it will do</extracomment>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Asked by</source>
        <extracomment>Column: who asked for it</extracomment>
        <translation>Beantragt von</translation>
    </message>
    <message>
        <source>Asked</source>
        <extracomment>Column: when it was asked for</extracomment>
        <translation>Beantragt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Approved: %1</source>
        <translation>Zugestimmt: %1</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Ablehnen …</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Withdrawn: %1</source>
        <translation>Zurückgezogen: %1</translation>
    </message>
    <message>
        <source>waits</source>
        <extracomment>State of a request for a second person</extracomment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>carried out</source>
        <extracomment>State of a request: approved and done</extracomment>
        <translation>ausgeführt</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>State of a request: approved, but it could not be done any more</extracomment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>rejected</source>
        <extracomment>State of a request</extracomment>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <extracomment>State of a request: by who asked</extracomment>
        <translation>zurückgezogen</translation>
    </message>
    <message>
        <source>expired</source>
        <extracomment>State of a request: nobody decided in time</extracomment>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Waits until</source>
        <translation>Wartet bis</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>Im Auftrag von</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden von</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Approve: %1</source>
        <translation>Zustimmen: %1</translation>
    </message>
    <message>
        <source>Reject a request</source>
        <translation>Antrag ablehnen</translation>
    </message>
    <message>
        <source>Reject it</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Rejected: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Say why it is not to be done; who asked reads it.</source>
        <translation>Nennen Sie den Grund der Ablehnung; wer gefragt hat, liest ihn.</translation>
    </message>
    <message>
        <source>Give a reason first</source>
        <translation>Nennen Sie zuerst einen Grund</translation>
    </message>
</context>
<context>
    <name>locus::ui::RevealStrip</name>
    <message>
        <source>Mask it again</source>
        <translation>Wieder maskieren</translation>
    </message>
    <message>
        <source>What is masked of %1 is shown to you for another %2. Every read is recorded.</source>
        <extracomment>%1: label of a patient, %2: how long still</extracomment>
        <translation>Maskiertes zu %1 wird Ihnen noch %2 lang gezeigt. Jedes Lesen wird aufgezeichnet.</translation>
    </message>
    <message numerus="yes">
        <source>What is masked of %n record(s) is shown to you, of the first for another %1. Every read is recorded.</source>
        <translation>
            <numerusform>Maskiertes zu %n Akte wird Ihnen gezeigt, noch %1 lang. Jedes Lesen wird aufgezeichnet.</numerusform>
            <numerusform>Maskiertes zu %n Akten wird Ihnen gezeigt, bei der ersten noch %1 lang. Jedes Lesen wird aufgezeichnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · another %2</source>
        <extracomment>%1: label of a patient, %2: how long still</extracomment>
        <translation>%1 · noch %2</translation>
    </message>
</context>
<context>
    <name>locus::ui::Reveals</name>
    <message>
        <source>Show what is masked</source>
        <translation>Maskiertes zeigen</translation>
    </message>
    <message>
        <source>%1
Shown to you alone, for a while. It is recorded with your reason and with every read made under it.</source>
        <extracomment>%1: label of a patient</extracomment>
        <translation>%1
Wird nur Ihnen und nur eine Zeit lang gezeigt. Es wird mit Ihrem Grund und mit jedem Lesen aufgezeichnet.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Give a reason first</source>
        <translation>Nennen Sie zuerst einen Grund</translation>
    </message>
    <message>
        <source> min</source>
        <extracomment>After a number of minutes</extracomment>
        <translation> min</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>What is masked of %1 is shown; it was recorded</source>
        <extracomment>%1: label of a patient</extracomment>
        <translation>Maskiertes zu %1 wird gezeigt; das wurde aufgezeichnet</translation>
    </message>
    <message>
        <source>It is masked again</source>
        <translation>Es ist wieder maskiert</translation>
    </message>
</context>
<context>
    <name>locus::ui::ReviewPane</name>
    <message>
        <source>Variants of the analysis</source>
        <translation>Varianten der Analyse</translation>
    </message>
    <message>
        <source>Retry the analysis</source>
        <translation>Analyse wiederholen</translation>
    </message>
    <message>
        <source>Cancel the analysis</source>
        <translation>Analyse abbrechen</translation>
    </message>
    <message>
        <source>Copy the link of the analysis</source>
        <translation>Link der Analyse kopieren</translation>
    </message>
    <message>
        <source>Close the review</source>
        <translation>Befundung schließen</translation>
    </message>
    <message>
        <source>This is not the id of an analysis</source>
        <translation>Das ist keine Kennung einer Analyse</translation>
    </message>
    <message>
        <source>Links look like locus://analysis/ followed by the id.</source>
        <translation>Links lauten locus://analysis/ gefolgt von der Kennung.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>Analysis %1</source>
        <translation>Analyse %1</translation>
    </message>
    <message>
        <source>submitted %1 by %2</source>
        <translation>eingereicht %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n variant(s)</source>
        <translation>
            <numerusform>%n Variante</numerusform>
            <numerusform>%n Varianten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not annotated</source>
        <translation>
            <numerusform>%n nicht annotiert</numerusform>
            <numerusform>%n nicht annotiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Only a failed, partial or cancelled analysis can be tried again</source>
        <translation>Nur eine fehlgeschlagene, teilweise oder abgebrochene Analyse lässt sich wiederholen</translation>
    </message>
    <message>
        <source>Only a queued or running analysis can be cancelled</source>
        <translation>Nur eine wartende oder laufende Analyse lässt sich abbrechen</translation>
    </message>
    <message>
        <source>The analysis failed</source>
        <translation>Die Analyse ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>No rows yet</source>
        <translation>Noch keine Zeilen</translation>
    </message>
    <message>
        <source>Rows appear here as soon as the annotator has answered.</source>
        <translation>Zeilen erscheinen hier, sobald der Annotator geantwortet hat.</translation>
    </message>
    <message>
        <source>Retried “%1”</source>
        <translation>„%1“ wiederholt</translation>
    </message>
    <message>
        <source>Cancelled “%1”</source>
        <translation>„%1“ abgebrochen</translation>
    </message>
    <message>
        <source>%1: not done. %2</source>
        <extracomment>%1 what was tried, %2 why it failed</extracomment>
        <translation>%1: nicht ausgeführt. %2</translation>
    </message>
    <message>
        <source>Export the variants…</source>
        <translation>Varianten exportieren …</translation>
    </message>
    <message>
        <source>Say whose analysis it is…</source>
        <translation>Sagen, wessen Analyse es ist…</translation>
    </message>
</context>
<context>
    <name>locus::ui::RoleWords</name>
    <message>
        <source>Clinician: submits, reviews and signs; sees patients</source>
        <translation>Ärztlich: reicht ein, beurteilt, unterschreibt; sieht Patienten</translation>
    </message>
    <message>
        <source>Coordinator: assigns, escalates, cancels; sees patients, signs nothing</source>
        <translation>Koordination: verteilt, eskaliert, storniert; sieht Patienten, unterschreibt nichts</translation>
    </message>
    <message>
        <source>Operator: watches and repairs the machinery; sees no patients</source>
        <translation>Betrieb: überwacht und repariert die Technik; sieht keine Patienten</translation>
    </message>
    <message>
        <source>Auditor: reads who saw and did what, nothing else</source>
        <translation>Revision: liest, wer was sah und tat, sonst nichts</translation>
    </message>
    <message>
        <source>Administrator: manages people and configuration; sees no patients</source>
        <translation>Verwaltung: betreut Personen und Einstellungen; sieht keine Patienten</translation>
    </message>
</context>
<context>
    <name>locus::ui::RolesSection</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>What each role may ask of this core. The longest name that fits decides; what no line names is denied to everybody.</source>
        <translation>Was jede Rolle von diesem Kern verlangen darf. Es entscheidet der längste passende Name; was keine Zeile nennt, ist niemandem erlaubt.</translation>
    </message>
    <message>
        <source>This core names no rights</source>
        <translation>Dieser Kern nennt keine Rechte</translation>
    </message>
    <message>
        <source>Call</source>
        <extracomment>Column: the calls of the core that a line of the rights is about</extracomment>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>Clinician</source>
        <extracomment>Column: a role</extracomment>
        <translation>Ärztlich</translation>
    </message>
    <message>
        <source>Coordinator</source>
        <extracomment>Column: a role</extracomment>
        <translation>Koordination</translation>
    </message>
    <message>
        <source>Operator</source>
        <extracomment>Column: a role</extracomment>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Auditor</source>
        <extracomment>Column: a role</extracomment>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Administrator</source>
        <extracomment>Column: a role</extracomment>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Also needed</source>
        <extracomment>Column: what else it takes to be allowed</extracomment>
        <translation>Außerdem nötig</translation>
    </message>
    <message>
        <source>a second person</source>
        <translation>eine zweite Person</translation>
    </message>
    <message>
        <source>a second person for many</source>
        <translation>eine zweite Person bei vielen</translation>
    </message>
    <message>
        <source>Allowed to</source>
        <translation>Erlaubt für</translation>
    </message>
    <message>
        <source>may</source>
        <extracomment>Whether a role may do something</extracomment>
        <translation>darf</translation>
    </message>
    <message>
        <source>password again</source>
        <translation>Passwort noch einmal</translation>
    </message>
</context>
<context>
    <name>locus::ui::SearchField</name>
    <message>
        <source>Clear</source>
        <extracomment>Name of the button in a text field that empties it</extracomment>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>locus::ui::SecondFactorDialog</name>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>An authenticator app on your phone shows a code that changes every 30 seconds. Signing in then takes the password and the code.</source>
        <translation>Eine Authenticator-App auf Ihrem Telefon zeigt einen Code, der alle 30 Sekunden wechselt. Zum Anmelden braucht es dann Passwort und Code.</translation>
    </message>
    <message>
        <source>Secret, to type into the app</source>
        <translation>Geheimnis, zum Eintippen in die App</translation>
    </message>
    <message>
        <source>The same as a link, for an app on this computer</source>
        <translation>Dasselbe als Link, für eine App auf diesem Rechner</translation>
    </message>
    <message>
        <source>Code that the app shows now</source>
        <translation>Code, den die App jetzt zeigt</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>6 digits</source>
        <translation>6 Ziffern</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Confirm the code</source>
        <translation>Code bestätigen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It is shown this once and counts when a code has confirmed it.</source>
        <translation>Es wird nur dieses eine Mal gezeigt und gilt, sobald ein Code es bestätigt hat.</translation>
    </message>
    <message>
        <source>The second factor counts from now on.</source>
        <translation>Der zweite Faktor gilt ab jetzt.</translation>
    </message>
    <message>
        <source>The second factor is removed; the password alone signs in.</source>
        <translation>Der zweite Faktor ist entfernt; das Passwort allein genügt.</translation>
    </message>
</context>
<context>
    <name>locus::ui::SecretField</name>
    <message>
        <source>Choose a file: %1</source>
        <translation>Datei wählen: %1</translation>
    </message>
    <message>
        <source>Keychain (recommended)</source>
        <translation>Schlüsselbund (empfohlen)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>This computer keeps it encrypted and gives it out only while you are signed in.</source>
        <translation>Dieser Computer bewahrt es verschlüsselt auf und gibt es nur heraus, solange Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>A file that only your account can read holds it.</source>
        <translation>Es steht in einer Datei, die nur Ihr Konto lesen kann.</translation>
    </message>
    <message>
        <source>Whoever starts Locus sets a variable that holds it.</source>
        <translation>Wer Locus startet, setzt eine Variable, die es enthält.</translation>
    </message>
    <message>
        <source>%1 is kept in</source>
        <extracomment>%1 is what is kept, such as &quot;Token&quot;</extracomment>
        <translation>Ort von: %1</translation>
    </message>
    <message>
        <source>path of a file that only you can read</source>
        <translation>Pfad einer Datei, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>name of the variable, such as LOCUS_TOKEN</source>
        <translation>Name der Variablen, etwa LOCUS_TOKEN</translation>
    </message>
    <message>
        <source>paste it here; only the keychain keeps it</source>
        <translation>hier einfügen; nur der Schlüsselbund behält es</translation>
    </message>
    <message>
        <source>in the keychain already; type to replace it</source>
        <translation>schon im Schlüsselbund; Eingabe ersetzt es</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>Variable: %1</source>
        <translation>Variable: %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::SessionsSection</name>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sessions end by themselves when nothing is done, at the latest at the end of the shift, and at once when an account is disabled or changed.</source>
        <translation>Sitzungen enden von selbst, wenn nichts geschieht, spätestens am Ende der Schicht, und sofort, wenn ein Konto gesperrt oder geändert wird.</translation>
    </message>
    <message>
        <source>Nobody is signed in with a password</source>
        <translation>Niemand ist mit einem Passwort angemeldet</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Last used</source>
        <extracomment>Column: when a session did something last</extracomment>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Ends at the latest</source>
        <extracomment>Column: when a session ends at the latest</extracomment>
        <translation>Endet spätestens</translation>
    </message>
    <message>
        <source>This one</source>
        <extracomment>Column: whether this is the session of this window</extracomment>
        <translation>Diese</translation>
    </message>
    <message>
        <source>End all of this person</source>
        <translation>Alle dieser Person beenden</translation>
    </message>
    <message>
        <source>Ended all sessions of %1</source>
        <translation>Alle Sitzungen von %1 beendet</translation>
    </message>
    <message>
        <source>this window</source>
        <translation>dieses Fenster</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>End all of %1</source>
        <translation>Alle von %1 beenden</translation>
    </message>
</context>
<context>
    <name>locus::ui::SettingsPage</name>
    <message>
        <source>Parts of the settings</source>
        <translation>Teile der Einstellungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Administration</source>
        <extracomment>Heading in the navigation</extracomment>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>locus::ui::SignInAgainDialog</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Code of your authenticator app</source>
        <translation>Code Ihrer Authenticator-App</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Sign in again to %1.</source>
        <extracomment>%1 is what is about to be done: &quot;change a password&quot;</extracomment>
        <translation>Erneut anmelden: %1.</translation>
    </message>
    <message>
        <source>This asks for your password once more, so that nobody does it at a desk that you have left.</source>
        <translation>Ihr Passwort wird noch einmal gefragt, damit niemand es an einem verlassenen Arbeitsplatz tut.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>This asks you to sign in at the identity provider once more, so that nobody does it at a desk that you have left.</source>
        <translation>Sie melden sich beim Identitätsanbieter noch einmal an, damit niemand es an einem verlassenen Arbeitsplatz tut.</translation>
    </message>
    <message>
        <source>Sign in again in the browser</source>
        <translation>Im Browser erneut anmelden</translation>
    </message>
</context>
<context>
    <name>locus::ui::SignInPage</name>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>The code is needed too.</source>
        <translation>Der Code ist auch nötig.</translation>
    </message>
    <message>
        <source>Locked. Your work is as you left it.</source>
        <translation>Gesperrt. Ihre Arbeit ist, wie Sie sie verlassen haben.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>6 digits</source>
        <translation>6 Ziffern</translation>
    </message>
    <message>
        <source>Code of your authenticator app</source>
        <translation>Code Ihrer Authenticator-App</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Sign in as somebody else</source>
        <translation>Als jemand anderes anmelden</translation>
    </message>
    <message>
        <source>Connect to another core…</source>
        <translation>Mit einem anderen Kern verbinden…</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>Geben Sie Ihren Benutzernamen ein.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Geben Sie Ihr Passwort ein.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft…</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n s.</source>
        <translation>
            <numerusform>Wieder möglich in %n s.</numerusform>
            <numerusform>Wieder möglich in %n s.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock by the identity provider</source>
        <translation>Über den Identitätsanbieter entsperren</translation>
    </message>
    <message>
        <source>Sign in by the identity provider</source>
        <translation>Über den Identitätsanbieter anmelden</translation>
    </message>
</context>
<context>
    <name>locus::ui::SignInWords</name>
    <message>
        <source>User name, password or code is wrong, or the account may not sign in now.</source>
        <translation>Benutzername, Passwort oder Code ist falsch, oder das Konto darf sich jetzt nicht anmelden.</translation>
    </message>
    <message>
        <source>There were too many attempts in a short time.</source>
        <translation>Es gab zu viele Versuche in kurzer Zeit.</translation>
    </message>
    <message>
        <source>The core does not answer. Nothing is lost; try again when it is back.</source>
        <translation>Der Kern antwortet nicht. Nichts ist verloren; versuchen Sie es, wenn er wieder da ist.</translation>
    </message>
    <message>
        <source>The password needs 12 characters or more and may not be the user name.</source>
        <translation>Das Passwort braucht mindestens 12 Zeichen und darf nicht der Benutzername sein.</translation>
    </message>
    <message>
        <source>There is an account with this user name already.</source>
        <translation>Es gibt schon ein Konto mit diesem Benutzernamen.</translation>
    </message>
    <message>
        <source>There are accounts already; an administrator makes further ones.</source>
        <translation>Es gibt schon Konten; weitere legt ein Administrator an.</translation>
    </message>
    <message>
        <source>A user name has 1 to 64 small letters, digits, hyphens, underscores or dots.</source>
        <translation>Ein Benutzername hat 1 bis 64 Kleinbuchstaben, Ziffern, Binde- oder Unterstriche oder Punkte.</translation>
    </message>
    <message>
        <source>The code is wrong or was used already; wait for the next one.</source>
        <translation>Der Code ist falsch oder schon benutzt; warten Sie auf den nächsten.</translation>
    </message>
    <message>
        <source>There is a second factor already; remove it before you set up another.</source>
        <translation>Es gibt schon einen zweiten Faktor; entfernen Sie ihn, bevor Sie einen anderen einrichten.</translation>
    </message>
    <message>
        <source>There is no second factor.</source>
        <translation>Es gibt keinen zweiten Faktor.</translation>
    </message>
    <message>
        <source>This sign-in is no longer valid. Sign in.</source>
        <translation>Diese Anmeldung gilt nicht mehr. Melden Sie sich an.</translation>
    </message>
    <message>
        <source>An administrator has disabled this account. Your work is kept.</source>
        <translation>Ein Administrator hat dieses Konto gesperrt. Ihre Arbeit bleibt erhalten.</translation>
    </message>
    <message>
        <source>Your roles have changed. Sign in again; your work is kept.</source>
        <translation>Ihre Rollen haben sich geändert. Melden Sie sich erneut an; Ihre Arbeit bleibt erhalten.</translation>
    </message>
    <message>
        <source>The password of this account was changed. Sign in with the new one; your work is kept.</source>
        <translation>Das Passwort dieses Kontos wurde geändert. Melden Sie sich mit dem neuen an; Ihre Arbeit bleibt erhalten.</translation>
    </message>
    <message>
        <source>The session is over: it was idle too long, was ended, or the core has started anew. Sign in again; your work is kept.</source>
        <translation>Die Sitzung ist vorbei: Sie war zu lange untätig, wurde beendet, oder der Kern ist neu gestartet. Melden Sie sich erneut an; Ihre Arbeit bleibt erhalten.</translation>
    </message>
    <message>
        <source>change a password</source>
        <translation>ein Passwort ändern</translation>
    </message>
    <message>
        <source>change the second factor</source>
        <translation>den zweiten Faktor ändern</translation>
    </message>
    <message>
        <source>end sessions</source>
        <translation>Sitzungen beenden</translation>
    </message>
    <message>
        <source>change accounts</source>
        <translation>Konten ändern</translation>
    </message>
    <message>
        <source>do this</source>
        <translation>dies tun</translation>
    </message>
    <message>
        <source>Nothing was changed: you have to sign in again for it.</source>
        <translation>Nichts wurde geändert: Dafür müssen Sie sich erneut anmelden.</translation>
    </message>
    <message>
        <source>The identity provider did not let you in, or you cancelled there.</source>
        <translation>Der Identitätsanbieter hat Sie nicht eingelassen, oder Sie haben dort abgebrochen.</translation>
    </message>
    <message>
        <source>Nobody signed in in the browser in time. Begin again.</source>
        <translation>Im Browser hat sich niemand rechtzeitig angemeldet. Beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The browser&apos;s answer does not belong to this sign-in; another program may have answered first. Begin again.</source>
        <translation>Die Antwort des Browsers gehört nicht zu dieser Anmeldung; vielleicht war ein anderes Programm schneller. Beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The core names an address that is not safe to open. Nothing was opened; tell whoever runs the core.</source>
        <translation>Der Kern nennt eine Adresse, die zu öffnen nicht sicher ist. Nichts wurde geöffnet; sagen Sie es dem Betreiber des Kerns.</translation>
    </message>
    <message>
        <source>The browser&apos;s answer cannot be received on this computer.</source>
        <translation>Die Antwort des Browsers kann auf diesem Computer nicht empfangen werden.</translation>
    </message>
    <message>
        <source>This core has no identity provider. Sign in with a password.</source>
        <translation>Dieser Kern hat keinen Identitätsanbieter. Melden Sie sich mit einem Passwort an.</translation>
    </message>
    <message>
        <source>The core does not reach the identity provider. Try again, or sign in with a password if you have one.</source>
        <translation>Der Kern erreicht den Identitätsanbieter nicht. Versuchen Sie es noch einmal, oder melden Sie sich mit einem Passwort an, wenn Sie eines haben.</translation>
    </message>
    <message>
        <source>The identity provider is not set up as it should be; tell whoever runs the core.</source>
        <translation>Der Identitätsanbieter ist nicht eingerichtet, wie er sein sollte; sagen Sie es dem Betreiber des Kerns.</translation>
    </message>
    <message>
        <source>The identity provider knows you, but you may not sign in here. Ask an administrator.</source>
        <translation>Der Identitätsanbieter kennt Sie, aber Sie dürfen sich hier nicht anmelden. Fragen Sie einen Administrator.</translation>
    </message>
    <message>
        <source>Somebody else signed in at the identity provider. Sign out there, then sign in yourself.</source>
        <translation>Beim Identitätsanbieter hat sich jemand anderes angemeldet. Melden Sie sich dort ab, dann melden Sie sich selbst an.</translation>
    </message>
    <message>
        <source>The identity provider did not ask you again. Sign out there, then try once more.</source>
        <translation>Der Identitätsanbieter hat Sie nicht noch einmal gefragt. Melden Sie sich dort ab, dann versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The identity provider&apos;s answer is not valid at this time: its clock and the core&apos;s differ, or it took too long. Begin again.</source>
        <translation>Die Antwort des Identitätsanbieters gilt jetzt nicht: Seine Uhr und die des Kerns gehen verschieden, oder es hat zu lange gedauert. Beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The identity provider does not say who you are; tell whoever runs the core.</source>
        <translation>Der Identitätsanbieter sagt nicht, wer Sie sind; sagen Sie es dem Betreiber des Kerns.</translation>
    </message>
    <message>
        <source>The identity provider&apos;s answer could not be verified, so nobody was signed in. Begin again; if it stays so, tell whoever runs the core.</source>
        <translation>Die Antwort des Identitätsanbieters ließ sich nicht prüfen, daher wurde niemand angemeldet. Beginnen Sie noch einmal; bleibt es so, sagen Sie es dem Betreiber des Kerns.</translation>
    </message>
</context>
<context>
    <name>locus::ui::StartPage</name>
    <message>
        <source>Welcome to Locus</source>
        <translation>Willkommen bei Locus</translation>
    </message>
    <message>
        <source>Submit sequences and variants, read annotations, follow the work. Where shall it run?</source>
        <translation>Sequenzen und Varianten einreichen, Annotationen lesen, die Arbeit verfolgen. Wo soll es laufen?</translation>
    </message>
    <message>
        <source>On this seat</source>
        <translation>An diesem Platz</translation>
    </message>
    <message>
        <source>Starts a core of its own here. Nothing else needs to be installed; data stay on this computer.</source>
        <translation>Startet hier einen eigenen Kern. Sonst muss nichts installiert sein; die Daten bleiben auf diesem Computer.</translation>
    </message>
    <message>
        <source>Start on this seat</source>
        <translation>An diesem Platz starten</translation>
    </message>
    <message>
        <source>With a core elsewhere</source>
        <translation>Mit einem Kern anderswo</translation>
    </message>
    <message>
        <source>Your hospital runs a core. You need its address and a token file.</source>
        <translation>Ihr Haus betreibt einen Kern. Sie brauchen seine Adresse und eine Tokendatei.</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>With sample data</source>
        <translation>Mit Beispieldaten</translation>
    </message>
    <message>
        <source>Fictional patients and public variants in a core that is deleted as a whole afterwards.</source>
        <translation>Erfundene Patienten und öffentliche Varianten in einem Kern, der danach als Ganzes gelöscht wird.</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Mit Beispieldaten ausprobieren</translation>
    </message>
</context>
<context>
    <name>locus::ui::StatusStrip</name>
    <message>
        <source>DEMO DATA</source>
        <translation>DEMODATEN</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>verbindet …</translation>
    </message>
    <message>
        <source>connection lost · trying again</source>
        <translation>Verbindung verloren · neuer Versuch</translation>
    </message>
    <message>
        <source>the core has another version</source>
        <translation>der Kern hat eine andere Version</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>connected · %1 ms</source>
        <translation>verbunden · %1 ms</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>Verbindung: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unsent</source>
        <translation>
            <numerusform>%n nicht gesendet</numerusform>
            <numerusform>%n nicht gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>watching in background</source>
        <translation>wacht im Hintergrund</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>activity (%1)</source>
        <translation>Verlauf (%1)</translation>
    </message>
    <message>
        <source>This core went on working when Locus was closed last.</source>
        <translation>Dieser Kern hat weitergearbeitet, als Locus zuletzt geschlossen wurde.</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <extracomment>%1 is who is here: &quot;A. Osei, clinician&quot;</extracomment>
        <translation>Konto: %1</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>Nobody has signed in: the seat&apos;s token is enough here</source>
        <translation>Niemand ist angemeldet: Das Token dieses Arbeitsplatzes genügt hier</translation>
    </message>
</context>
<context>
    <name>locus::ui::SubmissionsModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Submission</source>
        <translation>Einreichung</translation>
    </message>
    <message>
        <source>Rows</source>
        <extracomment>Column: rows answered of all rows</extracomment>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>on this seat</source>
        <translation>an diesem Platz</translation>
    </message>
    <message>
        <source>without label</source>
        <translation>ohne Bezeichnung</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>locus::ui::SubmitPage</name>
    <message>
        <source>Send the submission</source>
        <translation>Einreichung senden</translation>
    </message>
    <message>
        <source>Open a file to submit</source>
        <translation>Datei zum Einreichen öffnen</translation>
    </message>
    <message>
        <source>Clear the submission</source>
        <translation>Einreichung leeren</translation>
    </message>
    <message>
        <source>File to submit</source>
        <translation>Datei zum Einreichen</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Einreichen</translation>
    </message>
    <message>
        <source>Sequence, FASTA, VCF, HGVS, rsID, region or SPDI: paste it, type it or drop a file.</source>
        <translation>Sequenz, FASTA, VCF, HGVS, rsID, Region oder SPDI: einfügen, eintippen oder eine Datei hierher ziehen.</translation>
    </message>
    <message>
        <source>What to submit</source>
        <translation>Was eingereicht wird</translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>Verdict on every line</source>
        <translation>Urteil über jede Zeile</translation>
    </message>
    <message>
        <source>what you will look for later</source>
        <translation>wonach Sie später suchen</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Assembly</source>
        <translation>Assembly</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Sent from here</source>
        <translation>Von hier gesendet</translation>
    </message>
    <message>
        <source>Cancel the selected one</source>
        <translation>Auswahl abbrechen</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>„%1“ lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>“%1” is larger than 64 MiB. Use locusctl submit for it.</source>
        <translation>„%1“ ist größer als 64 MiB. Verwenden Sie dafür locusctl submit.</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>wie die Datei sagt</translation>
    </message>
    <message>
        <source>The file says %1: please check.</source>
        <translation>Die Datei nennt %1: bitte prüfen.</translation>
    </message>
    <message>
        <source>The draft cannot be kept: %1</source>
        <translation>Der Entwurf lässt sich nicht aufbewahren: %1</translation>
    </message>
    <message>
        <source>Submission without label</source>
        <translation>Einreichung ohne Bezeichnung</translation>
    </message>
    <message>
        <source>“%1” is queued.</source>
        <translation>„%1“ ist eingereiht.</translation>
    </message>
    <message>
        <source>Submitted “%1”</source>
        <translation>„%1“ eingereicht</translation>
    </message>
    <message>
        <source>“%1” is kept on this seat and sent as soon as the core answers.</source>
        <translation>„%1“ bleibt an diesem Platz und wird gesendet, sobald der Kern antwortet.</translation>
    </message>
    <message>
        <source>Kept “%1” for sending</source>
        <translation>„%1“ zum Senden aufbewahrt</translation>
    </message>
    <message>
        <source>Cancelled “%1”</source>
        <translation>„%1“ abgebrochen</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message numerus="yes">
        <source>Send %n</source>
        <translation>
            <numerusform>%n Zeile senden</numerusform>
            <numerusform>%n Zeilen senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %n and send later</source>
        <translation>
            <numerusform>%n Zeile aufbewahren und später senden</numerusform>
            <numerusform>%n Zeilen aufbewahren und später senden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message numerus="yes">
        <source>%n taken</source>
        <translation>
            <numerusform>%n Zeile angenommen</numerusform>
            <numerusform>%n Zeilen angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not usable: left out, listed in the result</source>
        <translation>
            <numerusform>%n nicht verwendbar: wird ausgelassen, steht im Ergebnis</numerusform>
            <numerusform>%n nicht verwendbar: werden ausgelassen, stehen im Ergebnis</numerusform>
        </translation>
    </message>
    <message>
        <source>Clinic</source>
        <extracomment>Heading in the navigation</extracomment>
        <translation>Klinik</translation>
    </message>
    <message>
        <source>What you send is listed here with its progress, also while the core is away.</source>
        <translation>Was Sie senden, steht hier mit seinem Fortschritt, auch während der Kern weg ist.</translation>
    </message>
    <message>
        <source>Each line gets a verdict here before anything is sent: what it is, and who will annotate it.</source>
        <translation>Jede Zeile bekommt hier ein Urteil, bevor etwas gesendet wird: was sie ist und wer sie annotieren wird.</translation>
    </message>
    <message>
        <source>what the content says</source>
        <extracomment>What the lines of a submission are taken for</extracomment>
        <translation>was der Inhalt sagt</translation>
    </message>
    <message>
        <source>Recognise as</source>
        <translation>Erkennen als</translation>
    </message>
    <message>
        <source>“%1” is damaged: %2 Only what could be read is shown; do not send it as the whole.</source>
        <translation>„%1“ ist beschädigt: %2 Nur was lesbar war, wird gezeigt; senden Sie es nicht als Ganzes.</translation>
    </message>
    <message>
        <source>“%1” is not all text: octet %2 is not UTF-8. Such places are shown as �.</source>
        <translation>„%1“ ist nicht durchweg Text: Oktett %2 ist kein UTF-8. Solche Stellen erscheinen als �.</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>A draft is here that was sealed with a key that is not at hand. It is kept as it is, also when you write another.</source>
        <translation>Hier liegt ein Entwurf, dessen Schlüssel nicht zur Hand ist. Er bleibt, wie er ist, auch wenn Sie einen neuen schreiben.</translation>
    </message>
    <message>
        <source>Choose the patient from those who are found, or leave the field empty.</source>
        <translation>Wählen Sie den Patienten unter den gefundenen, oder lassen Sie das Feld leer.</translation>
    </message>
</context>
<context>
    <name>locus::ui::TableHeader</name>
    <message>
        <source>Sort by “%1”</source>
        <extracomment>%1 is the name of a column; again: the other way round</extracomment>
        <translation>Nach „%1“ sortieren</translation>
    </message>
</context>
<context>
    <name>locus::ui::TeamsSection</name>
    <message>
        <source>Teams and departments</source>
        <translation>Teams und Abteilungen</translation>
    </message>
    <message>
        <source>Who works together, and where. Work is given to a team or a department; one that is in use stays until its people have moved.</source>
        <translation>Wer zusammenarbeitet und wo. Arbeit wird einem Team oder einer Abteilung gegeben; was in Gebrauch ist, bleibt, bis die Personen gewechselt haben.</translation>
    </message>
    <message>
        <source>There is no team and no department yet</source>
        <translation>Es gibt noch kein Team und keine Abteilung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <extracomment>Column: team or department</extracomment>
        <translation>Art</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <extracomment>Column: the department it belongs to</extracomment>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>New team…</source>
        <translation>Neues Team …</translation>
    </message>
    <message>
        <source>New department…</source>
        <translation>Neue Abteilung …</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>in use</source>
        <extracomment>State of a team: it is used, or not any more</extracomment>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht benutzt</translation>
    </message>
    <message>
        <source>Led by</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>New department</source>
        <translation>Neue Abteilung</translation>
    </message>
    <message>
        <source>New team</source>
        <translation>Neues Team</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>It needs a name</source>
        <translation>Es braucht einen Namen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>user names, separated by commas</source>
        <translation>Benutzernamen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Removed %1</source>
        <translation>%1 entfernt</translation>
    </message>
</context>
<context>
    <name>locus::ui::TimelineModel</name>
    <message>
        <source>Registered</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Record changed</source>
        <translation>Akte geändert</translation>
    </message>
    <message>
        <source>Identifier added</source>
        <translation>Nummer hinzugefügt</translation>
    </message>
    <message>
        <source>Identifier removed</source>
        <translation>Nummer entfernt</translation>
    </message>
    <message>
        <source>Record merged</source>
        <translation>Akte zusammengeführt</translation>
    </message>
    <message>
        <source>Merge taken back</source>
        <translation>Zusammenführung zurückgenommen</translation>
    </message>
    <message>
        <source>Record made inactive</source>
        <translation>Akte inaktiv gesetzt</translation>
    </message>
    <message>
        <source>Record made active</source>
        <translation>Akte aktiv gesetzt</translation>
    </message>
    <message>
        <source>Death recorded</source>
        <translation>Tod vermerkt</translation>
    </message>
    <message>
        <source>Flag added</source>
        <translation>Hinweis hinzugefügt</translation>
    </message>
    <message>
        <source>Flag removed</source>
        <translation>Hinweis entfernt</translation>
    </message>
    <message>
        <source>Analysis submitted</source>
        <translation>Analyse eingereicht</translation>
    </message>
    <message>
        <source>Analysis started</source>
        <translation>Analyse begonnen</translation>
    </message>
    <message>
        <source>Analysis completed</source>
        <translation>Analyse fertig</translation>
    </message>
    <message>
        <source>Analysis failed</source>
        <translation>Analyse gescheitert</translation>
    </message>
    <message>
        <source>Analysis given to a patient</source>
        <translation>Analyse zugeordnet</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Akte</translation>
    </message>
    <message>
        <source>erased</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>another system</source>
        <extracomment>In place of a person: another system reported it</extracomment>
        <translation>anderes System</translation>
    </message>
    <message>
        <source>Person erased</source>
        <translation>Person gelöscht</translation>
    </message>
</context>
<context>
    <name>locus::ui::TokensSection</name>
    <message>
        <source>Program tokens</source>
        <translation>Programm-Token</translation>
    </message>
    <message>
        <source>Programs sign in with a token instead of a password. A token is shown once, when it is issued; a revoked one ends at the program&apos;s next call.</source>
        <translation>Programme melden sich mit einem Token statt mit einem Passwort an. Ein Token wird einmal gezeigt, wenn es ausgestellt wird; ein widerrufenes endet beim nächsten Aufruf des Programms.</translation>
    </message>
    <message>
        <source>No program has a token</source>
        <translation>Kein Programm hat ein Token</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Issued</source>
        <extracomment>Column: when a token was made</extracomment>
        <translation>Ausgestellt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Issue a token…</source>
        <translation>Token ausstellen …</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>revoked</source>
        <extracomment>State of a token</extracomment>
        <translation>widerrufen</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>Signs in as</source>
        <translation>Meldet sich an als</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Revoke the token of %1</source>
        <translation>Token von %1 widerrufen</translation>
    </message>
    <message>
        <source>Issued a token of %1</source>
        <translation>Token von %1 ausgestellt</translation>
    </message>
    <message>
        <source>Revoked the token of %1</source>
        <translation>Token von %1 widerrufen</translation>
    </message>
    <message>
        <source>Issue a token</source>
        <translation>Token ausstellen</translation>
    </message>
    <message>
        <source>Issue the token</source>
        <translation>Token ausstellen</translation>
    </message>
    <message>
        <source>lower-case letters, digits, - _ .</source>
        <translation>Kleinbuchstaben, Ziffern, - _ .</translation>
    </message>
    <message>
        <source>Name of the program</source>
        <translation>Name des Programms</translation>
    </message>
    <message>
        <source>The token</source>
        <translation>Das Token</translation>
    </message>
    <message>
        <source>This is the token. It is shown this once and cannot be read again: put it where the program finds it, readable by it alone.</source>
        <translation>Das ist das Token. Es wird nur dieses eine Mal gezeigt und lässt sich nicht wieder lesen: Legen Sie es dorthin, wo das Programm es findet, lesbar nur für dieses.</translation>
    </message>
    <message>
        <source>Copy the token</source>
        <translation>Token kopieren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>locus::ui::TopBar</name>
    <message>
        <source>  Search or run   %1</source>
        <extracomment>In the top bar; %1 is a key such as Ctrl+K</extracomment>
        <translation>  Suchen oder ausführen   %1</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>DEMO DATA</source>
        <translation>DEMODATEN</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <translation>PRODUKTION</translation>
    </message>
    <message>
        <source>THIS SEAT</source>
        <translation>DIESER PLATZ</translation>
    </message>
    <message>
        <source>embedded log</source>
        <translation>eingebettetes Protokoll</translation>
    </message>
    <message>
        <source>NOT CONNECTED</source>
        <translation>NICHT VERBUNDEN</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>CONNECTED</source>
        <extracomment>In place of what a core is used for, to a person who may not ask it</extracomment>
        <translation>VERBUNDEN</translation>
    </message>
</context>
<context>
    <name>locus::ui::TranscriptsModel</name>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>Standing</source>
        <extracomment>Column: why a transcript stands where it does (MANE Select, canonical)</extracomment>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Consequence</source>
        <translation>Konsequenz</translation>
    </message>
    <message>
        <source>Exon</source>
        <translation>Exon</translation>
    </message>
    <message>
        <source>Biotype</source>
        <translation>Biotyp</translation>
    </message>
    <message>
        <source>canonical</source>
        <translation>kanonisch</translation>
    </message>
</context>
<context>
    <name>locus::ui::UnsentDialog</name>
    <message>
        <source>Unsent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Written on this seat and not yet acknowledged by the core. Nothing here is lost when the window closes.</source>
        <translation>An diesem Platz geschrieben und vom Kern noch nicht bestätigt. Hier geht nichts verloren, wenn das Fenster schließt.</translation>
    </message>
    <message>
        <source>Everything is sent.</source>
        <translation>Alles ist gesendet.</translation>
    </message>
    <message>
        <source>Submission without label</source>
        <translation>Einreichung ohne Bezeichnung</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Send again: %1</source>
        <translation>Noch einmal senden: %1</translation>
    </message>
    <message>
        <source>Discard 1 submission</source>
        <extracomment>Throws one unsent submission away; cannot be undone</extracomment>
        <translation>1 Einreichung verwerfen</translation>
    </message>
    <message>
        <source>Discard: %1</source>
        <translation>Verwerfen: %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::VariantDetail</name>
    <message>
        <source>Details of the variant</source>
        <translation>Einzelheiten der Variante</translation>
    </message>
    <message>
        <source>Not annotated</source>
        <translation>Nicht annotiert</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Transkripte</translation>
    </message>
    <message>
        <source>Transcripts, the displayed one first</source>
        <translation>Transkripte, das angezeigte zuerst</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Predictors</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Where this comes from</source>
        <translation>Woher das kommt</translation>
    </message>
    <message>
        <source>Show the engine&apos;s own reply</source>
        <translation>Antwort der Quelle im Original zeigen</translation>
    </message>
    <message>
        <source>The engine&apos;s own reply</source>
        <translation>Antwort der Quelle im Original</translation>
    </message>
    <message>
        <source>Choose a variant</source>
        <translation>Wählen Sie eine Variante</translation>
    </message>
    <message>
        <source>Its transcripts, evidence and provenance are shown here.</source>
        <translation>Hier stehen ihre Transkripte, Belege und ihre Herkunft.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>No statement about this variant: neither harmful nor harmless.</source>
        <translation>Keine Aussage über diese Variante: weder schädlich noch harmlos.</translation>
    </message>
    <message>
        <source>Known as</source>
        <translation>Bekannt als</translation>
    </message>
    <message>
        <source>fraction of alleles</source>
        <translation>Anteil der Allele</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>Häufigkeit</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>no score for the displayed transcript</source>
        <translation>kein Wert für das angezeigte Transkript</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Annotated at</source>
        <translation>Annotiert am</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>asked for, not delivered</source>
        <translation>angefordert, nicht geliefert</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Line %1, as sent: %2</source>
        <extracomment>%1 number of the line, %2 the text of the submission</extracomment>
        <translation>Zeile %1, wie gesendet: %2</translation>
    </message>
    <message>
        <source>Not looked up</source>
        <translation>Nicht nachgeschlagen</translation>
    </message>
    <message>
        <source>In full</source>
        <translation>Im Einzelnen</translation>
    </message>
    <message>
        <source>First: %1</source>
        <translation>Zuerst: %1</translation>
    </message>
</context>
<context>
    <name>locus::ui::VariantWords</name>
    <message>
        <source>strong for pathogenic</source>
        <translation>stark für pathogen</translation>
    </message>
    <message>
        <source>moderate for pathogenic</source>
        <translation>mäßig für pathogen</translation>
    </message>
    <message>
        <source>supporting for pathogenic</source>
        <translation>stützend für pathogen</translation>
    </message>
    <message>
        <source>no evidence either way</source>
        <translation>kein Hinweis in eine Richtung</translation>
    </message>
    <message>
        <source>supporting for benign</source>
        <translation>stützend für benigne</translation>
    </message>
    <message>
        <source>moderate for benign</source>
        <translation>mäßig für benigne</translation>
    </message>
    <message>
        <source>strong for benign</source>
        <translation>stark für benigne</translation>
    </message>
    <message>
        <source>impact on splicing</source>
        <translation>Wirkung auf das Spleißen</translation>
    </message>
    <message>
        <source>uninformative for splicing</source>
        <translation>nicht aussagekräftig für das Spleißen</translation>
    </message>
    <message>
        <source>no impact on splicing</source>
        <translation>keine Wirkung auf das Spleißen</translation>
    </message>
    <message>
        <source>MANE Select</source>
        <translation>MANE Select</translation>
    </message>
    <message>
        <source>MANE Plus Clinical: its worst term ranks higher</source>
        <translation>MANE Plus Clinical: der schwerste Begriff wiegt mehr</translation>
    </message>
    <message>
        <source>canonical; there is no MANE transcript</source>
        <translation>kanonisch; es gibt kein MANE-Transkript</translation>
    </message>
    <message>
        <source>%1 on %2, which is not the displayed transcript</source>
        <extracomment>%1 a consequence such as &quot;stop gained&quot;, %2 a transcript id</extracomment>
        <translation>%1 auf %2, das nicht das angezeigte Transkript ist</translation>
    </message>
    <message>
        <source>this allele, %1</source>
        <translation>dieses Allel, %1</translation>
    </message>
    <message>
        <source>site level only</source>
        <translation>nur für die Stelle</translation>
    </message>
    <message>
        <source>the source does not say for which allele: not evidence for this variant</source>
        <translation>die Quelle sagt nicht, für welches Allel: kein Beleg für diese Variante</translation>
    </message>
    <message>
        <source>not for this allele</source>
        <translation>nicht für dieses Allel</translation>
    </message>
    <message>
        <source>there is an entry for another allele of this position</source>
        <translation>es gibt einen Eintrag für ein anderes Allel dieser Stelle</translation>
    </message>
    <message>
        <source>no entry</source>
        <translation>kein Eintrag</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>outside local reference</source>
        <translation>außerhalb der lokalen Referenz</translation>
    </message>
    <message>
        <source>service down</source>
        <translation>Dienst ausgefallen</translation>
    </message>
    <message>
        <source>rejected by VEP</source>
        <translation>von VEP abgelehnt</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit überschritten</translation>
    </message>
    <message>
        <source>not found in the reference</source>
        <translation>nicht in der Referenz gefunden</translation>
    </message>
    <message>
        <source>several matches</source>
        <translation>mehrere Treffer</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>nicht unterstützt</translation>
    </message>
    <message>
        <source>REF differs from reference</source>
        <translation>REF weicht von der Referenz ab</translation>
    </message>
    <message>
        <source>equals the reference</source>
        <translation>gleicht der Referenz</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>local reference</source>
        <translation>lokale Referenz</translation>
    </message>
    <message>
        <source>Ensembl VEP service</source>
        <translation>Ensembl-VEP-Dienst</translation>
    </message>
    <message>
        <source>stored earlier answer</source>
        <translation>gespeicherte frühere Antwort</translation>
    </message>
    <message>
        <source>not looked up</source>
        <translation>nicht gefragt</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>nicht geliefert</translation>
    </message>
    <message>
        <source>the service was asked and did not answer this part</source>
        <translation>der Dienst wurde gefragt und hat diesen Teil nicht beantwortet</translation>
    </message>
    <message>
        <source>site level, allele not stated</source>
        <translation>nur zur Position, Allel nicht genannt</translation>
    </message>
    <message>
        <source>none known</source>
        <translation>keine bekannt</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>ClinVar</source>
        <translation>ClinVar</translation>
    </message>
    <message>
        <source>population frequencies</source>
        <translation>Häufigkeiten</translation>
    </message>
    <message>
        <source>predictor scores</source>
        <translation>Vorhersagewerte</translation>
    </message>
    <message>
        <source>consequences</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>the local reference holds no such data, and no service was asked</source>
        <translation>die lokale Referenz enthält solche Daten nicht, und kein Dienst wurde gefragt</translation>
    </message>
    <message>
        <source>coding, then worst consequence; MANE is not known here</source>
        <translation>kodierend, dann schwerste Folge; MANE ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>canonical; MANE does not exist for GRCh37</source>
        <translation>kanonisch; für GRCh37 gibt es kein MANE</translation>
    </message>
    <message>
        <source>the only one</source>
        <translation>das einzige</translation>
    </message>
    <message>
        <source>Ensembl&apos;s order; neither MANE nor canonical</source>
        <translation>Reihenfolge von Ensembl; weder MANE noch kanonisch</translation>
    </message>
</context>
<context>
    <name>locus::ui::VariantsModel</name>
    <message>
        <source>Frequency of this allele as a fraction, 0 to 1</source>
        <translation>Häufigkeit dieses Allels als Anteil, 0 bis 1</translation>
    </message>
    <message>
        <source>What ClinVar says about this allele</source>
        <translation>Was ClinVar über dieses Allel sagt</translation>
    </message>
    <message>
        <source>On the displayed transcript: MANE Select where there is one</source>
        <translation>Auf dem angezeigten Transkript: MANE Select, wo es eines gibt</translation>
    </message>
    <message>
        <source>Gene</source>
        <translation>Gen</translation>
    </message>
    <message>
        <source>c. (MANE)</source>
        <extracomment>Column: change of the coding sequence on the transcript that is displayed</extracomment>
        <translation>c. (MANE)</translation>
    </message>
    <message>
        <source>p.</source>
        <translation>p.</translation>
    </message>
    <message>
        <source>Consequence</source>
        <translation>Konsequenz</translation>
    </message>
    <message>
        <source>AF (0–1)</source>
        <extracomment>Column: allele frequency, a fraction</extracomment>
        <translation>AF (0–1)</translation>
    </message>
    <message>
        <source>ClinVar (allele)</source>
        <translation>ClinVar (Allel)</translation>
    </message>
    <message>
        <source>Annotated by</source>
        <translation>Annotiert von</translation>
    </message>
    <message>
        <source>As sent</source>
        <translation>Wie gesendet</translation>
    </message>
    <message>
        <source>not annotated: %1</source>
        <extracomment>%1 is a short reason</extracomment>
        <translation>nicht annotiert: %1</translation>
    </message>
    <message>
        <source>Line of the submission</source>
        <translation>Zeile der Einsendung</translation>
    </message>
    <message>
        <source>c. (displayed)</source>
        <translation>c. (angezeigt)</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
</context>
<context>
    <name>locus::ui::VerdictsModel</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>Erkannt als</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Annotated by, or why not</source>
        <extracomment>Column: the engine that will annotate the line, or the reason why none can</extracomment>
        <translation>Annotator oder Grund</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>nicht erkannt</translation>
    </message>
    <message>
        <source>plain sequence</source>
        <translation>reine Sequenz</translation>
    </message>
    <message>
        <source>FASTA record</source>
        <translation>FASTA-Eintrag</translation>
    </message>
    <message>
        <source>FASTA · %1</source>
        <translation>FASTA · %1</translation>
    </message>
    <message>
        <source>VCF line</source>
        <translation>VCF-Zeile</translation>
    </message>
    <message>
        <source>Ensembl format</source>
        <translation>Ensembl-Format</translation>
    </message>
    <message>
        <source>identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>VEP service</source>
        <translation>VEP-Dienst</translation>
    </message>
    <message>
        <source>local reference, after alignment</source>
        <translation>lokale Referenz, nach Alignment</translation>
    </message>
    <message>
        <source>known once a core is connected</source>
        <extracomment>Who annotates a line, while there is no connection to a core</extracomment>
        <translation>bekannt, sobald ein Kern verbunden ist</translation>
    </message>
    <message>
        <source>local reference</source>
        <translation>lokale Referenz</translation>
    </message>
    <message>
        <source>VEP service, else local reference</source>
        <translation>VEP-Dienst, sonst lokale Referenz</translation>
    </message>
    <message>
        <source>no annotator</source>
        <extracomment>Verdict on one line of a submission Verdict on one line of a submission: it is sent, but nobody can annotate it</extracomment>
        <translation>kein Annotator</translation>
    </message>
    <message>
        <source>Nobody will annotate this line: no reference is bundled that a sequence could be placed on.</source>
        <translation>Niemand wird diese Zeile annotieren: Es ist keine Referenz dabei, auf der eine Sequenz einen Ort finden könnte.</translation>
    </message>
    <message>
        <source>Nobody will annotate this line: it is not in the local reference, and no VEP service is configured.</source>
        <translation>Niemand wird diese Zeile annotieren: Sie liegt nicht in der lokalen Referenz, und kein VEP-Dienst ist eingerichtet.</translation>
    </message>
    <message>
        <source>no reference to place a sequence on</source>
        <translation>keine Referenz für den Ort einer Sequenz</translation>
    </message>
    <message>
        <source>outside reference, no VEP</source>
        <translation>außerhalb, kein VEP</translation>
    </message>
</context>
<context>
    <name>locus::ui::VerifyStrip</name>
    <message>
        <source>Show the place</source>
        <translation>Stelle zeigen</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>The core checks every record, its hash and the signed checkpoints (%1)</source>
        <translation>Der Kern prüft jeden Eintrag, seinen Hash und die signierten Prüfpunkte (%1)</translation>
    </message>
    <message>
        <source>Cancel the check</source>
        <translation>Prüfung abbrechen</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss the verdict</source>
        <translation>Urteil schließen</translation>
    </message>
    <message>
        <source>There is no record yet.</source>
        <translation>Es gibt noch keinen Eintrag.</translation>
    </message>
    <message>
        <source>%1 records were checked, number %2 to %3.</source>
        <translation>%1 Einträge wurden geprüft, Nummer %2 bis %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n signed checkpoint(s) of the store agree. No witness outside the store: an end that was cut off could not be seen.</source>
        <translation>
            <numerusform>%n signierter Prüfpunkt des Speichers stimmt. Kein Zeuge außerhalb des Speichers: Ein abgeschnittenes Ende wäre nicht zu sehen.</numerusform>
            <numerusform>%n signierte Prüfpunkte des Speichers stimmen. Kein Zeuge außerhalb des Speichers: Ein abgeschnittenes Ende wäre nicht zu sehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 signed checkpoints of the store and %2 of the witness file were compared.</source>
        <translation>%1 signierte Prüfpunkte des Speichers und %2 der Zeugendatei wurden verglichen.</translation>
    </message>
    <message>
        <source>record %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>records %1 to %2</source>
        <translation>Einträge %1 bis %2</translation>
    </message>
    <message>
        <source>%1 faults in all; locusctl verify-audit lists them.</source>
        <translation>%1 Fehler insgesamt; locusctl verify-audit zählt sie auf.</translation>
    </message>
    <message>
        <source>Keep the data folder as it is and compare it with a backup.</source>
        <translation>Lassen Sie den Datenordner, wie er ist, und vergleichen Sie ihn mit einer Sicherung.</translation>
    </message>
    <message>
        <source>whole</source>
        <extracomment>Verdict over the audit trail</extracomment>
        <translation>unversehrt</translation>
    </message>
    <message>
        <source>not whole</source>
        <translation>nicht unversehrt</translation>
    </message>
</context>
<context>
    <name>locus::ui::WindowActions</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>Menü öffnen</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>Switch between comfortable and compact rows</source>
        <translation>Zwischen bequemen und dichten Zeilen wechseln</translation>
    </message>
    <message>
        <source>Show the keys of this page</source>
        <translation>Tasten dieser Seite zeigen</translation>
    </message>
    <message>
        <source>Edit keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>Start with this page</source>
        <translation>Mit dieser Seite beginnen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Show or hide what I did</source>
        <translation>Zeigen oder verbergen, was ich getan habe</translation>
    </message>
    <message>
        <source>Show what is unsent</source>
        <translation>Zeigen, was nicht gesendet ist</translation>
    </message>
    <message>
        <source>Ask again on closing</source>
        <translation>Beim Schließen wieder fragen</translation>
    </message>
    <message>
        <source>it asks already</source>
        <translation>es wird schon gefragt</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Start with the first page</source>
        <translation>Mit der ersten Seite beginnen</translation>
    </message>
    <message>
        <source>Undo what I did last</source>
        <translation>Zurücknehmen, was ich zuletzt tat</translation>
    </message>
</context>
<context>
    <name>locus::ui::Words</name>
    <message>
        <source>queued</source>
        <extracomment>State of an analysis</extracomment>
        <translation>wartend</translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>State of an analysis</extracomment>
        <translation>laufend</translation>
    </message>
    <message>
        <source>completed</source>
        <extracomment>State of an analysis</extracomment>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>partial</source>
        <extracomment>State of an analysis: some rows could not be annotated</extracomment>
        <translation>teilweise</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>State of an analysis</extracomment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <extracomment>State of an analysis</extracomment>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Normal</source>
        <extracomment>Mode of an analysis</extracomment>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Big data</source>
        <extracomment>Mode of an analysis</extracomment>
        <translation>Große Daten</translation>
    </message>
    <message>
        <source>Node scale</source>
        <extracomment>Mode of an analysis</extracomment>
        <translation>Knotenskalierung</translation>
    </message>
    <message>
        <source>Lag drill</source>
        <extracomment>Mode of an analysis</extracomment>
        <translation>Rückstau-Übung</translation>
    </message>
    <message>
        <source>Clinical work: small batches, answered first.</source>
        <translation>Klinische Arbeit: kleine Pakete, zuerst beantwortet.</translation>
    </message>
    <message>
        <source>Large files: own queue and large batches, so that clinical work is not delayed.</source>
        <translation>Große Dateien: eigene Warteschlange und große Pakete, damit klinische Arbeit nicht warten muss.</translation>
    </message>
    <message>
        <source>Own queue whose workers a cluster scales by their lag.</source>
        <translation>Eigene Warteschlange, deren Arbeiter ein Cluster nach ihrem Rückstand vermehrt.</translation>
    </message>
    <message>
        <source>A drill for operators: own queue, used to practise lag. Not for patients.</source>
        <translation>Eine Übung für den Betrieb: eigene Warteschlange, um Rückstau zu üben. Nicht für Patienten.</translation>
    </message>
    <message>
        <source>%1 · urgent</source>
        <extracomment>Priority of an analysis, %1 is 0 to 9</extracomment>
        <translation>%1 · dringend</translation>
    </message>
    <message>
        <source>%1 · high</source>
        <translation>%1 · hoch</translation>
    </message>
    <message>
        <source>%1 · normal</source>
        <translation>%1 · normal</translation>
    </message>
    <message>
        <source>%1 · low</source>
        <translation>%1 · niedrig</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <extracomment>Age of something; %1 is a number of seconds</extracomment>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <extracomment>Age of something; %1 is a number of minutes</extracomment>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <extracomment>Age of something; %1 is a number of hours</extracomment>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>There is no connection to the core.</source>
        <translation>Es besteht keine Verbindung zum Kern.</translation>
    </message>
    <message>
        <source>The connection was lost before the core answered.</source>
        <translation>Die Verbindung brach ab, bevor der Kern geantwortet hat.</translation>
    </message>
    <message>
        <source>The core did not answer in time.</source>
        <translation>Der Kern hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>No core has run on this seat yet.</source>
        <translation>An diesem Platz lief noch kein Kern.</translation>
    </message>
    <message>
        <source>The sign-in token can be read by other accounts of this computer.</source>
        <translation>Das Anmeldetoken ist für andere Konten dieses Computers lesbar.</translation>
    </message>
    <message>
        <source>Let only your own account read the token file, then connect again.</source>
        <translation>Machen Sie die Tokendatei nur für Ihr eigenes Konto lesbar und verbinden Sie sich dann neu.</translation>
    </message>
    <message>
        <source>Start a core on this seat, or connect to another one.</source>
        <translation>Starten Sie einen Kern an diesem Platz, oder verbinden Sie sich mit einem anderen.</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>Erlaubt: %1</translation>
    </message>
    <message>
        <source>Try again; nothing was lost.</source>
        <translation>Versuchen Sie es noch einmal; nichts ging verloren.</translation>
    </message>
    <message>
        <source>Somebody changed it meanwhile: look at it again.</source>
        <translation>Jemand hat es inzwischen geändert: sehen Sie es sich noch einmal an.</translation>
    </message>
    <message>
        <source>It may have been removed: refresh the list.</source>
        <translation>Vielleicht wurde es entfernt: lesen Sie die Liste neu.</translation>
    </message>
    <message>
        <source>Ask the person who grants rights on this core.</source>
        <translation>Fragen Sie die Person, die auf diesem Kern Rechte vergibt.</translation>
    </message>
    <message>
        <source>Correct what you entered and try again.</source>
        <translation>Berichtigen Sie die Eingabe und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Copy the details and tell the person who runs the core.</source>
        <translation>Kopieren Sie die Einzelheiten und sagen Sie es der Person, die den Kern betreibt.</translation>
    </message>
    <message>
        <source>Analysis %1</source>
        <translation>Analyse %1</translation>
    </message>
    <message>
        <source>The file cannot be made there: %1.</source>
        <extracomment>%1: the system&apos;s words</extracomment>
        <translation>Die Datei kann dort nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>The disk is full; no half file was left behind.</source>
        <translation>Der Datenträger ist voll; keine halbe Datei blieb zurück.</translation>
    </message>
    <message>
        <source>The file could not be written, no half file was left behind: %1.</source>
        <translation>Die Datei konnte nicht geschrieben werden, keine halbe Datei blieb zurück: %1.</translation>
    </message>
    <message>
        <source>Choose another folder, or make room there and try again.</source>
        <translation>Einen anderen Ordner wählen oder dort Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>clinician</source>
        <extracomment>Roles of a person</extracomment>
        <translation>Klinik</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>Koordination</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>the newest %1</source>
        <extracomment>%1: number of rows that were read</extracomment>
        <translation>die neuesten %1</translation>
    </message>
    <message>
        <source>“%1” is not known here. Allowed: %2</source>
        <extracomment>%1 is what was typed</extracomment>
        <translation>„%1“ ist hier nicht bekannt. Erlaubt: %2</translation>
    </message>
</context>
</TS>
