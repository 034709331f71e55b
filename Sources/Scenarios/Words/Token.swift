/// A piece of a step: a word as it is compared, or a text between quotation marks as it was written.
struct Token: Sendable, Equatable {
    enum Kind: Sendable { case word, quoted }

    var kind: Kind
    /// A word without capitals and accents; a quoted text as it is.
    var text: String
    /// As it was written.
    var raw: String
    /// Where it begins, in scalars of the line.
    var start: Int

    /// A number, with a sign and up to three decimals.
    var thousandths: Int? { kind == .word ? DecimalText.thousandths(text) : nil }
}

/// Why a line cannot be cut into words.
enum SentenceProblem: Error, Equatable {
    /// The mark that opens and the place where it stands.
    case unclosed(String)
    case tooManyWords
}

/// Decimal numbers as auditors write them: a comma or a point, and a sign.
enum DecimalText {
    /// - Returns: the number times a thousand; nil where the text is no number or beyond every limit.
    static func thousandths(_ text: String) -> Int? {
        var digits = Substring(text)
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
        let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 9 else { return nil }
        var fraction = parts.count == 2 ? String(parts[1]) : "0"
        guard !fraction.isEmpty, fraction.utf8.count <= 3 else { return nil }
        while fraction.utf8.count < 3 { fraction += "0" }
        let isDigits = (whole + fraction).utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isDigits, let left = Int(whole), let right = Int(fraction) else { return nil }
        return (left * 1_000 + right) * (isNegative ? -1 : 1)
    }
}
