/// A line cut into words and quoted texts. Apostrophes of both forms, spaces of every kind, capitals and accents make no
/// difference; punctuation separates words; « », “ ” and " " hold a text.
struct Sentence {
    private(set) var tokens: [Token] = []
    private let scalars: [Unicode.Scalar]
    private var word = ""
    private var raw = ""
    private var start = 0

    init(_ line: String) throws(SentenceProblem) {
        scalars = Array(line.unicodeScalars)
        var index = 0
        while index < scalars.count {
            index = try take(at: index)
            guard tokens.count <= Limits.words else { throw .tooManyWords }
        }
        close()
        guard tokens.count <= Limits.words else { throw .tooManyWords }
    }

    /// What was written from a token on.
    func text(from token: Int) -> String {
        guard tokens.indices.contains(token) else { return "" }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[tokens[token].start...])
        return Folding.trimmed(String(result))
    }

    private mutating func take(at index: Int) throws(SentenceProblem) -> Int {
        let scalar = scalars[index]
        if Folding.isSpace(scalar) {
            close()
        } else if let closing = Self.marks[scalar] {
            close()
            return try quoted(from: index, until: closing)
        } else if scalar == "'" || scalar == "\u{2019}" {
            if !word.isEmpty {
                word += "'"
                raw += "'"
                close()
            }
        } else if Self.separators.contains(scalar) {
            if isInsideNumber(index) { append(scalar, at: index) } else { close() }
        } else if scalar == "%" {
            close()
            append(scalar, at: index)
            close()
        } else if scalar == "×" || scalar == "x" && isInsideNumber(index) {
            close()
            append("x", at: index)
            close()
        } else {
            if scalar.properties.isAlphabetic, DecimalText.thousandths(word) != nil { close() }
            append(scalar, at: index)
        }
        return index + 1
    }

    private mutating func append(_ scalar: Unicode.Scalar, at index: Int) {
        if raw.isEmpty { start = index }
        word += Folding.folded(scalar)
        raw.unicodeScalars.append(scalar)
    }

    private mutating func close() {
        if !word.isEmpty, word != "-" { tokens.append(Token(kind: .word, text: word, raw: raw, start: start)) }
        word = ""
        raw = ""
    }

    private mutating func quoted(from index: Int, until closing: [Unicode.Scalar]) throws(SentenceProblem) -> Int {
        guard let end = scalars[(index + 1)...].firstIndex(where: closing.contains) else {
            throw .unclosed(String(Character(scalars[index])))
        }
        var content = String.UnicodeScalarView()
        content.append(contentsOf: scalars[(index + 1)..<end])
        var text = String(content)
        // French marks are set off by spaces, which are no part of the text.
        if scalars[index] == "«" { text = Folding.trimmed(text) }
        tokens.append(Token(kind: .quoted, text: text, raw: text, start: index))
        return end + 1
    }

    private func isInsideNumber(_ index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        return Self.isDigit(scalars[index - 1]) && Self.isDigit(scalars[index + 1])
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    private static let separators: Set<Unicode.Scalar> = [",", ";", ":", ".", "!", "?", "…", "(", ")"]
    private static let marks: [Unicode.Scalar: [Unicode.Scalar]] = [
        "«": ["»"], "\"": ["\""], "\u{201C}": ["\u{201D}"], "\u{201E}": ["\u{201C}", "\u{201D}"],
    ]
}
