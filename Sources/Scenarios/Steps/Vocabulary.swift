import Configuration

/// The steps of one language, ready to be matched.
public struct Vocabulary: Sendable {
    struct Entry: Sendable {
        var kind: Int
        var pattern: Pattern
    }

    /// What a sentence is.
    enum Match {
        case step(StepKind, Step)
        case unknown
        /// Two kinds match: the table's test keeps this from happening.
        case ambiguous([StepKind])
        case wrong(StepKind, Bilingual)
    }

    let language: SettingLanguage
    let kinds: [StepKind]
    /// Faults of the table itself: empty, which a test sees to.
    private(set) var faults: [String] = []
    private(set) var entries: [Entry] = []
    /// In how many kinds a word stands.
    private(set) var frequency: [String: Int] = [:]
    private var byFirstWord: [String: [Int]] = [:]
    private var withoutFirstWord: [Int] = []

    public static let french = Vocabulary(.french, StepKind.all)
    public static let english = Vocabulary(.english, StepKind.all)

    /// The vocabulary of a language.
    public static func of(_ language: SettingLanguage) -> Vocabulary {
        switch language {
        case .french: french
        case .english: english
        }
    }

    init(_ language: SettingLanguage, _ kinds: [StepKind]) {
        self.language = language
        self.kinds = kinds
        for (index, kind) in kinds.enumerated() {
            let first = entries.count
            for text in kind.patterns(language) {
                do {
                    for pattern in try PatternReader.read(text) { add(Entry(kind: index, pattern: pattern)) }
                } catch {
                    faults.append("\(kind.id): \(error.reason)")
                }
            }
            var words: Set<String> = []
            for entry in entries[first...] {
                for case .word(let word) in entry.pattern.elements { words.insert(word) }
            }
            for word in words { frequency[word, default: 0] += 1 }
        }
    }

    private mutating func add(_ entry: Entry) {
        if case .word(let word)? = entry.pattern.elements.first {
            byFirstWord[word, default: []].append(entries.count)
        } else {
            withoutFirstWord.append(entries.count)
        }
        entries.append(entry)
    }

    func match(_ tokens: [Token], _ attachment: WrittenStep.Attachment) -> Match {
        var found: [(kind: Int, places: [Pattern.Found])] = []
        let candidates =
            (tokens.first.flatMap { $0.kind == .word ? byFirstWord[$0.text] : nil } ?? []) + withoutFirstWord
        for index in candidates {
            let entry = entries[index]
            guard !found.contains(where: { $0.kind == entry.kind }) else { continue }
            if let places = entry.pattern.match(tokens, language) { found.append((entry.kind, places)) }
        }
        guard let first = found.first else { return .unknown }
        let kind = kinds[first.kind]
        guard found.count == 1 else { return .ambiguous(found.map { kinds[$0.kind] }) }
        if let problem = Self.problem(kind.below, attachment) { return .wrong(kind, problem) }
        do {
            var arguments = Arguments(attachment: attachment)
            for place in first.places {
                arguments.values[place.name] = try place.kind.value(place.form, place.tokens, language)
            }
            return .step(kind, try kind.build(arguments))
        } catch {
            switch error {
            case .bad(let sentence): return .wrong(kind, sentence)
            case .missing(let name):
                return .wrong(kind, Bilingual("il manque : \(name)", "missing: \(name)"))
            }
        }
    }

    private static func problem(_ wanted: StepKind.Below, _ attachment: WrittenStep.Attachment) -> Bilingual? {
        switch (wanted, attachment) {
        case (.nothing, .none), (.text, .text), (.table, .table): nil
        case (.nothing, .text), (.nothing, .table):
            Bilingual("cette étape ne prend ni texte ni tableau", "this step takes neither a text nor a table")
        case (.text, .none), (.text, .table):
            Bilingual(
                "un texte entre deux lignes \"\"\" est attendu sous l'étape",
                "a text between two lines of \"\"\" is expected below the step")
        case (.table, .none), (.table, .text):
            Bilingual("un tableau est attendu sous l'étape", "a table is expected below the step")
        }
    }

    /// Pairs of kinds that one sentence says both; empty, which a test sees to.
    func ambiguities() -> [String] {
        var result: Set<String> = []
        for left in entries.indices {
            for right in entries.indices.dropFirst(left + 1) {
                let (one, two) = (entries[left], entries[right])
                guard one.kind != two.kind, Self.mayMeet(one.pattern, two.pattern) else { continue }
                if one.pattern.meets(two.pattern, language) {
                    result.insert("\(kinds[one.kind].id) and \(kinds[two.kind].id)")
                }
            }
        }
        return result.sorted()
    }

    /// Most pairs differ in their first word.
    private static func mayMeet(_ left: Pattern, _ right: Pattern) -> Bool {
        guard case .word(let one)? = left.elements.first, case .word(let two)? = right.elements.first else {
            return true
        }
        return one == two
    }
}
