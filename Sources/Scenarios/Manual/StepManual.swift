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

        Ce manuel est tiré du programme lui-même. `clairvoix audit --check FICHIER` dit si un scénario est compris, sans rien
        lancer. L'exécution des scénarios n'est pas encore disponible.

        Un fichier `.feature` commence par `# language: fr`, puis `Fonctionnalité:` et un titre, puis des scénarios :

            # language: fr
            @A5
            Fonctionnalité: Recevoir un appel

              Contexte:
                Étant donné un agent aveugle

              Scénario: Le nom d'abord
                Quand Dupont appelle
                Alors j'entends « Dupont » en moins de 400 ms
                Et le curseur est sur « Sonne Dupont »

        Une étape commence par Étant donné (que), Soit, Quand, Lorsque, Alors, Donc, Et ou Mais. Un `Plan du scénario:` est
        répété pour chaque ligne de ses `Exemples:`, un tableau dont les colonnes se nomment `<ainsi>` dans les étapes. Les étiquettes
        (`@EN-6.2.1.2 @A7`) se placent au-dessus. Une explication se met sous le titre de la fonctionnalité, ou après `#`.

        Apostrophes droites ou courbes, « », “ ” ou " ", espaces, majuscules et accents oubliés ne changent rien.
        Ci-dessous, `(…)` peut manquer, `[un|autre]` se choisit, et `|` sépare deux façons de dire.
        """

    private static let english = """
        # The steps of accessibility scenarios

        This manual is made from the program itself. `clairvoix audit --check FILE` says whether a scenario is understood, without
        running anything. Running scenarios is not available yet.

        A `.feature` file begins with `Feature:` and a title, then scenarios:

            @A5
            Feature: Receiving a call

              Background:
                Given a blind agent

              Scenario: The name first
                When Dupont calls
                Then I hear "Dupont" within 400 ms
                And the cursor is on "Incoming Dupont"

        A step begins with Given, When, Then, And or But. A `Scenario Outline:` is repeated for each row of its `Examples:`, a table
        whose columns are named `<like this>` in the steps. Tags (`@EN-6.2.1.2 @A7`) stand above. Explanations go below the title of
        the feature, or after `#`.

        Straight or curly apostrophes, « », “ ” or " ", spaces, capitals and missing accents make no difference.
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
