import Configuration

/// What a tag of a script may be: the name of a requirement, or a note on how the scenario is run and reported.
public enum ScenarioTag {
    /// A task of the working day: its keys, seconds and words are told in the report.
    public static let day = "day"

    /// Whether it is a requirement, or none that was meant as one: authors have tags of their own.
    public static func isKnown(_ tag: String) -> Bool {
        Catalogue.requirement(tag) != nil || !looksLikeRequirement(tag)
    }

    /// `EN-…`, `EN41-…`, or a letter with a number.
    private static func looksLikeRequirement(_ tag: String) -> Bool {
        let folded = letters(tag)
        if folded.starts(with: "en".unicodeScalars), let next = folded.dropFirst(2).first {
            return next == "-" || next == "_" || ("0"..."9").contains(next)
        }
        guard let first = folded.first, ("a"..."z").contains(first), folded.count > 1 else { return false }
        return folded.dropFirst().allSatisfy { ("0"..."9").contains($0) }
    }

    /// The known tag that an unknown one most likely meant.
    static func nearest(to tag: String) -> String {
        if let renumbered = renumbered(tag) { return renumbered }
        let written = letters(tag)
        var best = (distance: Int.max, tag: "A1")
        for known in Catalogue.all.map(\.tag) {
            let distance = Vocabulary.editDistance(letters(known), written)
            if distance < best.distance { best = (distance, known) }
        }
        return best.tag
    }

    static func unknown(_ tag: String) -> Bilingual {
        let (shown, near) = (ShownText.quoted(tag), nearest(to: tag))
        return Bilingual(
            "étiquette inconnue \(shown.french) ; la plus proche : @\(near)",
            "unknown tag \(shown.english); the nearest: @\(near)")
    }

    /// The clause is known by the number of the other edition.
    private static func renumbered(_ tag: String) -> String? {
        guard let dash = tag.firstIndex(of: "-") else { return nil }
        let number = String(tag[tag.index(after: dash)...])
        switch tag[..<dash] {
        case "EN41":
            return (Catalogue.all.first { $0.laterNumber == number } ?? Catalogue.all.first { $0.number == number })?
                .tag
        case "EN": return Catalogue.all.first { $0.laterNumber == number }?.tag
        default: return nil
        }
    }

    private static func letters(_ text: String) -> [Unicode.Scalar] {
        Array(Folding.folded(String(text.unicodeScalars.prefix(Limits.comparedLetters))).unicodeScalars)
    }
}
