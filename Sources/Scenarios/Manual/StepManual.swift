import Configuration

/// The manual of steps, made from the table: `Accessibility/steps.fr.md` and `steps.en.md`.
public enum StepManual {
    /// The whole manual as Markdown.
    public static func text(_ language: SettingLanguage) -> String {
        var lines = introduction(language)
        for area in StepArea.allCases {
            lines += ["", "## " + area.title[language]]
            for kind in area.kinds { lines += [""] + entry(kind, language) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func entry(_ kind: StepKind, _ language: SettingLanguage) -> [String] {
        var lines = ["### " + (kind.examples.first?[language] ?? kind.id), "", kind.help[language], ""]
        for pattern in kind.patterns(language) { lines.append("- `\(shown(pattern, language))`") }
        for example in kind.examples.dropFirst() {
            lines.append("- " + Bilingual("Exemple : ", "Example: ")[language] + example[language])
        }
        return lines
    }

    /// A pattern with its places named in words.
    static func shown(_ pattern: String, _ language: SettingLanguage) -> String {
        var result = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = rest[open..<close].split(separator: ":").last.map(String.init) ?? ""
            let kind = ParameterKind(rawValue: name.replacingBraces)
            result += "<" + (kind?.title[language] ?? name) + ">"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func introduction(_ language: SettingLanguage) -> [String] {
        let text: Bilingual = Bilingual(french, english)
        return [text[language]] + values(language)
    }

    /// What each place takes.
    private static func values(_ language: SettingLanguage) -> [String] {
        var lines = ["", Bilingual("## Ce qui se met à la place", "## What goes into the places")[language], ""]
        for kind in ParameterKind.allCases {
            lines.append("- `<\(kind.title[language])>` : ".replacingColon(language) + kind.explanation[language])
        }
        return lines
    }

    private static let french = """
        # Les étapes des scénarios d'accessibilité

        Ce manuel est tiré du programme lui-même. Un scénario pilote le vrai programme, sur un terminal, avec des correspondants et un
        réseau à lui ; le son du casque est enregistré, et c'est ce son qui est jugé.

        - `clairvoix audit --check FICHIER` dit si un scénario est compris, sans rien lancer.
        - `clairvoix audit FICHIER` l'exécute : une ligne par scénario, et ce qui manque quand il n'est pas conforme.
        - `clairvoix audit DOSSIER --report RAPPORT` exécute tous les scénarios d'un dossier et écrit les rapports ; avec `--keep`, les
          sons enregistrés sont gardés.
        - `--tags A5,EN-6.3` ne prend que les scénarios de ces étiquettes.
        - `clairvoix audit --record FICHIER` écrit un scénario pendant que vous vous servez du programme à la main.

        Un fichier `.feature` commence par `# language: fr`, puis `Fonctionnalité:` et un titre, puis des scénarios :

            # language: fr
            @A5
            Fonctionnalité: Recevoir un appel

              Contexte:
                Étant donné un agent aveugle

              Scénario: Le nom d'abord
                Quand Dupont appelle
                Alors j'entends « Dupont, ligne Accueil » en moins de 400 ms
                Et le curseur est sur « Sonne Dupont »

        Une étape commence par Étant donné (que), Soit, Quand, Lorsque, Alors, Donc, Et ou Mais. Un `Plan du scénario:` est
        répété pour chaque ligne de ses `Exemples:`, un tableau dont les colonnes se nomment `<ainsi>` dans les étapes. Les étiquettes
        (`@EN-6.2.1.2 @A7`) se placent au-dessus. Une explication se met sous le titre de la fonctionnalité, ou après `#`.

        Un plan est répété pour chaque ligne de ses exemples ; un tableau d'une colonne, ou un texte entre deux lignes de trois guillemets, se met
        sous l'étape qui le demande :

              Plan du scénario: Décrocher par <touche>
                Quand Dupont appelle
                Alors j'entends une phrase qui contient « Dupont »
                Quand j'appuie sur <touche>
                Alors l'appel de Dupont est pris

                Exemples:
                  | touche |
                  | F4     |
                  | d      |

        ## Enregistrer un scénario

        `clairvoix audit --record appel.feature --profile blind` (ou `low-vision`, `deafblind`) ouvre le programme dans votre terminal, et
        vos touches deviennent des étapes. Ce qui est dit en entier après chacune devient « j'entends » ; la page et la ligne où va le
        curseur sont jugées quand l'écran est resté immobile. Les durées, les heures et les dates sont laissées de côté.

        Ctrl-] ouvre une ligne à vous, en bas de l'écran : toute étape de ce manuel y est faite ou jugée aussitôt (« Dupont appelle »,
        « l'appel de Dupont est pris »), et n'est écrite que si elle tient. Une ligne vide revient au programme, `fin` termine ; fermer
        le programme aussi. Le programme parle dans votre casque, et seules les phrases se jugent alors ; avec `--silent` le son est enregistré
        comme dans un scénario, et tout se juge.

        Le fichier dit ce qui a été, pas ce qui devrait être. Relisez-le, ôtez ce qui ne compte pas, ajoutez les délais et les étiquettes, puis
        jugez : `clairvoix audit appel.feature`.

        ## Le départ

        Ce qui précède le premier geste règle le départ, dans n'importe quel ordre. Le programme démarre de lui-même, la ligne est
        enregistrée, et le scénario continue quand il a dit qu'il est prêt ; l'étape « le programme démarre » fait juger ce début. La
        voix du programme est dans l'oreille gauche et les correspondants dans la droite, sauf réglage de `audio.ears`. Un correspondant
        porte un seul nom : un contact de ce nom, c'est lui. En ligne il parle une seconde, puis se tait jusqu'à ce qu'une étape le
        fasse parler. Le micro capte une voix là où une étape juge ce que l'agent envoie ; sans cela le silence. Un agent aveugle a la
        voix, un agent malvoyant un thème contrasté, un agent sourdaveugle le braille sans voix : une plage de 40 cellules, sans autre
        étape. L'appel courant est celui que l'agent entend.

        ## Le temps

        - Une étape `Quand` est un geste, celle d'un correspondant ou du réseau aussi, et chaque `Et` qui la suit. Les gestes qui se suivent
          forment un groupe ; une étape `Alors` le ferme, et le geste d'après en ouvre un autre.
        - Ce qui est entendu, montré ou envoyé doit venir après le dernier geste ; « en moins de 400 ms » part de lui et va au début de la
          phrase. « De nouveau » ne dit rien de plus.
        - L'ordre, le nombre, « jamais » et « rien » regardent depuis le premier geste du groupe ; avec une durée, à partir de l'étape elle-même.
        - Une étape `Alors` attend d'elle-même, dix secondes au plus, ou le temps qu'elle nomme s'il est plus long : un réseau coupé se
          remarque après une demi-minute (« en moins de 40 s »). Il est inutile d'attendre un événement.
        - Un appel qui vient de sonner, ou de remplacer un autre, est d'abord nommé : une touche pressée dans les 0,7 s le nomme sans agir. Faites
          entendre le nom avant de décrocher. Deux gestes du même doigt ont 0,5 s entre eux ; plus vite, c'est une frappe double.
        - Un scénario qui échoue pendant que l'ordinateur lui-même a plus de 10 ms de retard est refait, seul, deux fois au plus : sa ligne le dit.

        Un verdict est : conforme, non conforme, non applicable, à vérifier (une machine ne peut pas en décider), non testé (il manque un
        lecteur d'écran, une carte son). Les deux derniers ne comptent jamais comme conformes, et disent pourquoi.

        Les étiquettes nomment ce qui est prouvé : `@EN-6.3` une clause de l'EN 301 549 (V3.2.1 ; `@EN41-6.2.5` si elle n'existe qu'en
        V4.1), `@A1` à `@A30` les besoins des agents, `@G1` à `@G10` les buts, `@R1` à `@R8` les règles de l'écran, `@keys` et `@voice`
        celles des touches et de la voix : la liste est dans [coverage.fr.md](coverage.fr.md). `@day` met le scénario au tableau de la
        journée. Toute autre étiquette est à vous. Au-dessus de la fonctionnalité, elle vaut pour tous ses scénarios. Un scénario sans étiquette
        d'exigence est jugé, mais ne compte pour aucune.

        Le programme jugé parle la langue du script ; les verdicts et les rapports sont dans la vôtre, ou dans celle de `--language`.

        Les touches sont dans [keys.fr.md](keys.fr.md), les phrases et les pages dans [guide.fr.md](guide.fr.md), les réglages dans
        `clairvoix config schema`.

        Apostrophes droites ou courbes, « », “ ” ou " ", espaces et majuscules ne changent rien ; un accent oublié non plus, sauf entre
        guillemets : là, il compte.
        Ci-dessous, `(…)` peut manquer, `[un|autre]` se choisit, et `|` sépare deux façons de dire.
        """

    private static let english = """
        # The steps of accessibility scenarios

        This manual is made from the program itself. A scenario drives the real program, on a terminal, with far ends and a network of
        its own; the headset's sound is recorded, and that sound is what is judged.

        - `clairvoix audit --check FILE` says whether a scenario is understood, without running anything.
        - `clairvoix audit FILE` runs it: a line a scenario, and what is missing where it does not pass.
        - `clairvoix audit FOLDER --report REPORTS` runs all scenarios of a folder and writes the reports; with `--keep` the recorded sound
          is kept.
        - `--tags A5,EN-6.3` takes only the scenarios with these tags.
        - `clairvoix audit --record FILE` writes a scenario while you use the program by hand.

        A `.feature` file begins with `Feature:` and a title, then scenarios:

            @A5
            Feature: Receiving a call

              Background:
                Given a blind agent

              Scenario: The name first
                When Dupont calls
                Then I hear "Dupont, line Reception" within 400 ms
                And the cursor is on "Incoming Dupont"

        A step begins with Given, When, Then, And or But. A `Scenario Outline:` is repeated for each row of its `Examples:`, a table
        whose columns are named `<like this>` in the steps. Tags (`@EN-6.2.1.2 @A7`) stand above. Explanations go below the title of
        the feature, or after `#`.

        An outline is repeated for each row of its examples; a table of one column, or a text between two lines of three quotation marks, goes
        below the step that asks for it:

              Scenario Outline: Answering by <key>
                When Dupont calls
                Then I hear a phrase that contains "Dupont"
                When I press <key>
                Then the call from Dupont is answered

                Examples:
                  | key |
                  | F4  |
                  | a   |

        ## Recording a scenario

        `clairvoix audit --record call.feature --profile blind` (or `low-vision`, `deafblind`) opens the program in your terminal, and your keys
        become steps. What is said to its end after each becomes "I hear"; the page and the line that the cursor goes to are judged where
        the screen has been still. Durations, times of day and dates are left out.

        Ctrl-] opens a line of your own at the bottom of the screen: any step of this manual is carried out or judged there at once ("Dupont calls",
        "the call from Dupont is answered"), and is written only where it holds. An empty line goes back to the program, `end` is the
        end; leaving the program is too. The program speaks in your headset, and phrases alone are judged then; with `--silent` the sound is
        recorded as in a scenario, and everything is judged.

        The file says what was so, not what ought to be. Read it over, take out what does not matter, add limits of time and tags, then
        judge: `clairvoix audit call.feature`.

        ## The start

        What stands before the first act prepares the start, in any order. The program starts by itself, the line is registered, and the
        scenario goes on when the program has said that it is ready; the step "the program starts" has this beginning judged. The program's voice is
        in the left ear and the far ends are in the right one, unless `audio.ears` is set. A peer has one name: a contact of that
        name is that peer. Once connected it speaks for a second, then is silent until a step has it speak. The microphone hears a
        voice where a step judges what the agent sends, else silence. A blind agent has the voice, a low-vision agent a theme of
        high contrast, a deafblind agent braille without voice: a line of 40 cells, without any further step. The current call is the
        one that the agent hears.

        ## Time

        - A `When` step is an act, that of a peer or of the network too, and each `And` after it. Acts in a row are a group; a `Then` step
          closes it, and the next act opens another.
        - What is heard, shown or sent must come after the last act; "within 400 ms" counts from it to the beginning of the phrase.
          "Again" says nothing more.
        - Order, counts, "never" and "nothing" look at everything since the first act of the group; with a duration, from the step itself on.
        - A `Then` step waits by itself, for ten seconds at most, or for the time that it names where that is longer: a network that is
          down is noticed after half a minute ("within 40 s"). No event needs to be waited for.
        - A call that has just begun to ring, or has taken the place of another, is named first: a key pressed within 0.7 s names it and does
          not act. Have the name heard before answering. Two presses of one finger are 0.5 s apart; faster is a double strike.
        - A scenario that fails while the computer itself is more than 10 ms late is run again, by itself, twice at most: its line says so.

        A verdict is: pass, fail, not applicable, to be checked (a machine cannot decide), not tested (a screen reader or a sound card is
        missing). The last two never count as passed, and tell why.

        Tags name what is proved: `@EN-6.3` a clause of EN 301 549 (V3.2.1; `@EN41-6.2.5` where V4.1 alone has it), `@A1` to `@A30` the
        needs of agents, `@G1` to `@G10` the goals, `@R1` to `@R8` the rules of the screen, `@keys` and `@voice` those of keys and voice: the
        list is in [coverage.en.md](coverage.en.md). `@day` puts the scenario into the table of the day. Any other tag is your own. Above the
        feature it holds for all its scenarios. A scenario without the tag of a requirement is judged, but counts for none.

        The program that is judged speaks the script's language; verdicts and reports are in yours, or in that of `--language`.

        The keys are in [keys.en.md](keys.en.md), the phrases and pages in [guide.en.md](guide.en.md), the settings in
        `clairvoix config schema`.

        Straight or curly apostrophes, « », “ ” or " ", spaces and capitals make no difference; nor do missing accents, but within
        quotation marks, where they count.
        Below, `(…)` may be left out, `[one|other]` is chosen from, and `|` separates two ways to say it.
        """
}

extension String {
    fileprivate var replacingBraces: String { String(filter { $0 != "{" && $0 != "}" }) }

    fileprivate func replacingColon(_ language: SettingLanguage) -> String {
        switch language {
        case .french: self
        case .english: String(dropLast(3)) + ": "
        }
    }
}
