import Configuration

/// A step that somebody typed by itself, its keyword or not before it, understood as a script's would be.
public struct TypedStep: Sendable, Equatable {
    public var step: Step
    /// As it was typed, without its keyword.
    public var text: String

    /// - Throws: what is not understood, with the nearest steps.
    public init(_ line: String, in language: SettingLanguage) throws(TypedStepProblem) {
        guard line.utf8.count <= Limits.lineOctets else {
            throw TypedStepProblem(
                Bilingual(
                    "la ligne dépasse \(Limits.lineOctets) octets",
                    "the line is longer than \(Limits.lineOctets) octets"))
        }
        let (tokens, text): ([Token], String)
        do {
            let sentence = try Sentence(line)
            let count = Keywords.step(sentence.tokens, in: language)?.count ?? 0
            tokens = Array(sentence.tokens.dropFirst(count))
            text = count == 0 ? Folding.trimmed(line) : sentence.text(from: count)
        } catch {
            throw TypedStepProblem(error.sentence)
        }
        let vocabulary = Vocabulary.of(language)
        let shown = ShownText.quoted(text)
        switch vocabulary.match(tokens, .none) {
        case .step(_, let step):
            self.step = step
            self.text = text
        case .wrong(_, let reason): throw TypedStepProblem(reason)
        case .ambiguous(let kinds):
            let names = kinds.map(\.id).joined(separator: ", ")
            throw TypedStepProblem(Bilingual("étape à double sens : \(names)", "ambiguous step: \(names)"))
        case .unknown:
            let near = vocabulary.nearest(to: tokens).joined(separator: " | ")
            throw TypedStepProblem(
                Bilingual(
                    "étape inconnue \(shown.french) ; les plus proches : \(near)",
                    "unknown step \(shown.english); the nearest: \(near)"))
        }
    }
}

/// Why a typed step is not understood.
public struct TypedStepProblem: Error, Sendable, Equatable {
    public var sentence: Bilingual

    init(_ sentence: Bilingual) { self.sentence = sentence }
}

extension Step {
    /// Whether it judges, and does nothing.
    public var isJudgement: Bool {
        switch self {
        case .heard, .screen, .reader, .sound, .carried, .kept: true
        case .setUp, .keys, .peer, .network: false
        }
    }

    /// The keyword that it goes with.
    var role: WrittenStep.Role {
        switch self {
        case .heard, .screen, .reader, .sound, .carried, .kept: .then
        case .setUp(.size), .setUp(.programRestarts), .setUp(.programStarts), .setUp(.headset): .when
        case .setUp, .peer(_, .exists), .peer(_, .existsWithoutText): .given
        case .keys, .peer, .network: .when
        }
    }
}
