import Configuration

extension FeatureReader {
    mutating func open(_ section: Keywords.Section, _ title: String, _ number: Int) {
        let tags = waitingTags
        waitingTags = []
        switch section {
        case .feature: openFeature(title, tags, number)
        case .background:
            if blocks.contains(where: { $0.kind == .background }) {
                problems.tell(
                    number, "un deuxième contexte ; un seul est permis", "a second background; one is allowed")
            } else if !blocks.isEmpty {
                problems.tell(
                    number, "le contexte se place avant le premier scénario",
                    "the background stands before the first scenario")
            }
            if !tags.isEmpty {
                problems.tell(number, "un contexte ne prend pas d'étiquette", "a background takes no tags")
            }
            add(Block(kind: .background, name: title, line: number, tags: []), number)
        case .scenario: add(Block(kind: .scenario, name: title, line: number, tags: tags), number)
        case .outline: add(Block(kind: .outline, name: title, line: number, tags: tags), number)
        case .examples:
            guard let last = blocks.indices.last, blocks[last].kind == .outline else {
                return problems.tell(
                    number, "des exemples suivent un « Plan du scénario »", "examples follow a \"Scenario Outline\"")
            }
            blocks[last].examples.append(Examples(line: number, tags: tags))
            place = .examples
        }
    }

    private mutating func openFeature(_ title: String, _ tags: [String], _ number: Int) {
        if hasFeature {
            problems.tell(
                number, "une deuxième fonctionnalité ; une seule par fichier", "a second feature; one a file is allowed"
            )
        } else {
            hasFeature = true
            name = title
            featureTags = tags
            if title.isEmpty {
                problems.tell(number, "la fonctionnalité n'a pas de titre", "the feature has no title")
            }
        }
        place = .feature
    }

    private mutating func add(_ block: Block, _ number: Int) {
        if !hasFeature {
            hasFeature = true
            problems.tell(
                number, "attendu d'abord : « Fonctionnalité: » et son titre (« # language: fr » avant, en français)",
                "expected first: \"Feature:\" and its title (in French, \"# language: fr\" before it)")
        }
        if block.kind != .background, block.name.isEmpty {
            problems.tell(number, "le scénario n'a pas de titre", "the scenario has no title")
        }
        guard blocks.count < Limits.scenarios else {
            isOver = true
            return problems.tell(
                number, "plus de \(Limits.scenarios) scénarios, la suite n'est pas lue",
                "more than \(Limits.scenarios) scenarios, the rest is not read")
        }
        blocks.append(block)
        place = .block
    }

    mutating func readStep(_ text: String, _ number: Int) {
        let sentence: Sentence
        do { sentence = try Sentence(text) } catch {
            guard place != .feature, !(place == .start && hasToldStart) else { return }
            hasToldStart = hasToldStart || place == .start
            noteWrongLine()
            return problems.tell(number, error.sentence)
        }
        let step = Keywords.step(sentence.tokens, in: language)
        switch place {
        case .start:
            guard !hasToldStart else { return }
            hasToldStart = true
            // Every further line would be wrong for the same reason.
            isOver = Self.isForeign(text, language)
            problems.tell(number, Self.expectedAtStart(isForeign: isOver, language))
        case .feature:
            // A line of an explanation may begin with "and".
            guard step != nil, text.first?.isUppercase == true else { return }
            problems.tell(
                number, "une étape avant le premier scénario ; attendu : « Scénario: » et son titre",
                "a step before the first scenario; expected: \"Scenario:\" and its title")
        case .examples:
            problems.tell(number, "attendu : une ligne d'exemples, « | … | »", "expected: a row of examples, \"| … |\"")
        case .block:
            guard let (role, count) = step else {
                noteWrongLine()
                return problems.tell(number, expectedStep(text))
            }
            guard let last = blocks.indices.last else { return }
            guard blocks[last].steps.count < Limits.steps else {
                if !blocks[last].isFull {
                    problems.tell(number, "plus de \(Limits.steps) étapes", "more than \(Limits.steps) steps")
                }
                blocks[last].isFull = true
                return
            }
            blocks[last].steps.append(
                WrittenStep(role: role, text: sentence.text(from: count), line: number, attachment: .none))
        }
    }

    /// A block with a line that could not be read is not told to be empty too.
    private mutating func noteWrongLine() {
        guard let last = blocks.indices.last else { return }
        blocks[last].hasWrongLine = true
    }

    private func expectedStep(_ text: String) -> Bilingual {
        let shown = ShownText.quoted(text)
        return Bilingual(
            "attendu : une étape qui commence par Étant donné, Quand, Alors, Et ou Mais, au lieu de \(shown.french) "
                + "(une explication se met sous la fonctionnalité ou après #)",
            "expected: a step that begins with Given, When, Then, And or But instead of \(shown.english) "
                + "(explanations go below the feature or after #)")
    }

    private static func isForeign(_ text: String, _ language: SettingLanguage) -> Bool {
        SettingLanguage.allCases.contains { $0 != language && Keywords.section(text, in: $0) != nil }
    }

    /// A keyword of the other language most likely lacks its header.
    private static func expectedAtStart(isForeign: Bool, _ language: SettingLanguage) -> Bilingual {
        guard isForeign else {
            return Bilingual(
                "attendu : « # language: fr », des étiquettes, ou « Fonctionnalité: » et son titre",
                "expected: \"# language: fr\", tags, or \"Feature:\" and its title")
        }
        let header = language == .french ? "# language: en" : "# language: fr"
        return Bilingual(
            "ce mot est de l'autre langue ; attendu en première ligne : « \(header) »",
            "this word is of the other language; expected as the first line: \"\(header)\"")
    }

    /// What can be wrong only once the whole script is known.
    mutating func finish() {
        if let open = openText {
            problems.tell(
                open.line, "le texte n'est pas fermé par \(open.mark)", "the text is not closed by \(open.mark)")
        }
        if !waitingTags.isEmpty, !isOver {
            problems.tell(
                waitingTagLine, "des étiquettes sans scénario après elles", "tags with no scenario after them")
        }
        guard problems.all.isEmpty || hasFeature else { return }
        guard hasFeature else {
            return problems.tell(
                1, "le fichier n'a pas de « Fonctionnalité: »", "the file has no \"Feature:\"")
        }
        if !isOver, !blocks.contains(where: { $0.kind != .background }) {
            problems.tell(1, "la fonctionnalité n'a aucun scénario", "the feature has no scenario")
        }
        for (index, block) in blocks.enumerated() where !isOver || index + 1 < blocks.count {
            if block.steps.isEmpty, !block.hasWrongLine {
                problems.tell(block.line, "aucune étape ici", "there is no step here")
            }
            if block.kind == .outline, !block.examples.contains(where: { !$0.rows.isEmpty }) {
                problems.tell(
                    block.line, "le plan n'a aucun exemple ; attendu : « Exemples: » et un tableau",
                    "the outline has no example; expected: \"Examples:\" and a table")
            }
        }
    }
}

extension SentenceProblem {
    var sentence: Bilingual {
        switch self {
        case .unclosed(let mark):
            Bilingual(
                "le guillemet \(mark) n'est pas fermé sur la même ligne",
                "the quotation mark \(mark) is not closed on the same line")
        case .tooManyWords:
            Bilingual("plus de \(Limits.words) mots dans l'étape", "more than \(Limits.words) words in the step")
        }
    }
}
