/// Letters as they are compared: small, and without accents.
public enum Folding {
    /// - Returns: what stands for the letter; empty for an accent that stands alone after its letter.
    static func folded(_ scalar: Unicode.Scalar) -> String {
        if let known = letters[scalar] { return known }
        if (0x300...0x36F).contains(scalar.value) { return "" }
        if scalar.isASCII { return asciiLower(scalar) }
        let small = scalar.properties.lowercaseMapping
        if small.unicodeScalars.count == 1, let first = small.unicodeScalars.first, let known = letters[first] {
            return known
        }
        return small
    }

    /// A text as it is compared.
    public static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars { result += folded(scalar) }
        return result
    }

    private static func asciiLower(_ scalar: Unicode.Scalar) -> String {
        guard (0x41...0x5A).contains(scalar.value), let small = Unicode.Scalar(scalar.value + 0x20) else {
            return String(Character(scalar))
        }
        return String(Character(small))
    }

    private static let letters: [Unicode.Scalar: String] = {
        var result: [Unicode.Scalar: String] = ["œ": "oe", "æ": "ae", "\u{2212}": "-", "\u{2013}": "-"]
        let rows: [(String, String)] = [
            ("àáâãäå", "a"), ("ç", "c"), ("èéêë", "e"), ("ìíîï", "i"), ("ñ", "n"), ("òóôõö", "o"), ("ùúûü", "u"),
            ("ýÿ", "y"),
        ]
        for (accented, plain) in rows { for scalar in accented.unicodeScalars { result[scalar] = plain } }
        return result
    }()

    /// Spaces of every kind, no-break ones and those of no width among them.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
    }

    /// Without spaces at both ends.
    public static func trimmed(_ text: some StringProtocol) -> String {
        var scalars = Substring(text).unicodeScalars
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars))
    }
}
