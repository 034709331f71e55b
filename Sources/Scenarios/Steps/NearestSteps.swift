import Configuration

/// The known steps that an unknown one most likely meant: by the words that they share, misspelt ones among them.
extension Vocabulary {
    /// - Returns: an example of each, the nearest first.
    func nearest(to tokens: [Token]) -> [String] {
        var words = Set(tokens.filter { $0.kind == .word }.map(\.text))
        words = words.filter { $0.unicodeScalars.count <= Limits.comparedLetters }
        let said = words.reduce(0) { $0 + weight($1) } + 0.3
        var likeness: [String: Double] = [:]
        var best: [Int: Double] = [:]
        for entry in entries {
            var shared = 0.0
            var whole = 0.0
            for element in entry.pattern.elements {
                switch element {
                case .word(let known):
                    if likeness[known] == nil { likeness[known] = Self.likeness(of: known, to: words) }
                    whole += weight(known)
                    shared += weight(known) * (likeness[known] ?? 0)
                case .parameter(_, let kind):
                    whole += 0.3
                    if kind == .text, tokens.contains(where: { $0.kind == .quoted }) { shared += 0.3 }
                    if kind.choices != nil, isNamed(kind, tokens) { shared += 0.6 }
                }
            }
            let score = 2 * shared / max(0.1, whole + said)
            best[entry.kind] = max(best[entry.kind] ?? 0, score)
        }
        let ordered = best.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        return ordered.prefix(Limits.nearestSteps).compactMap { nearest in
            guard kinds.indices.contains(nearest.key) else { return nil }
            return kinds[nearest.key].examples.first?[language]
        }
    }

    /// Rare words say more of what is meant than articles.
    private func weight(_ word: String) -> Double {
        1 / Double(max(1, frequency[word] ?? 1)).squareRoot()
    }

    /// A form of the choice stands in the sentence.
    private func isNamed(_ kind: ParameterKind, _ tokens: [Token]) -> Bool {
        kind.forms(language).contains { form in
            form.predicates.allSatisfy { predicate in tokens.contains { predicate.holds($0) } }
        }
    }

    /// 1 for a word that is there, less for one that is misspelt, 0 where none is near.
    private static func likeness(of known: String, to words: Set<String>) -> Double {
        if words.contains(known) { return 1 }
        let length = known.unicodeScalars.count
        guard length >= 4 else { return 0 }
        var best = 0.0
        for word in words where abs(word.unicodeScalars.count - length) <= length / 3 {
            let distance = editDistance(Array(known.unicodeScalars), Array(word.unicodeScalars))
            if distance <= length / 3 { best = max(best, 1 - Double(distance) / Double(length)) }
        }
        return best
    }

    /// The least number of insertions, deletions and replacements between two words.
    static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = last[column] + (letter == other ? 0 : 1)
                current.append(min(last[column + 1] + 1, current[column] + 1, replaced))
            }
            last = current
        }
        return last.last ?? left.count
    }
}
