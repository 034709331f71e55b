/// What leaves this computer in a bundle: without secrets, and without numbers and names of people unless the agent wants them in.
struct DiagnosticText {
    /// Values that never leave, wherever they stand.
    var secrets: [String]
    var keepsNumbers: Bool

    func clean(_ text: String) -> String {
        var text = secrets.filter { $0.count >= 3 }.sorted { $0.count > $1.count }.reduce(text) { text, secret in
            text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "(secret)")
        }
        text = text.split(separator: "\n", omittingEmptySubsequences: false).map { Self.withoutKeys(String($0)) }
            .joined(separator: "\n")
        return keepsNumbers ? text : Self.withoutUsers(Self.withoutNumbers(text))
    }

    /// The keys of encrypted sound (RFC 4568 §6.1) and what answers a challenge (RFC 3261 §20.7).
    private static func withoutKeys(_ line: String) -> String {
        if let place = line.firstRange(of: "inline:") { return line[..<place.upperBound] + "(secret)" }
        let name = line.prefix { $0 != ":" }.lowercased()
        return ["authorization", "proxy-authorization"].contains(name) ? line.prefix(name.count) + ": (secret)" : line
    }

    /// Six digits and more are a number: its last two stay, so that two of them can be told apart.
    private static func withoutNumbers(_ text: String) -> String {
        var result = ""
        var digits = ""
        func masked() -> String {
            digits.count < 6 ? digits : String(repeating: "*", count: digits.count - 2) + digits.suffix(2)
        }
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                result += masked()
                digits = ""
                result.append(character)
            }
        }
        return result + masked()
    }

    /// `sip:alice@example.org` is `sip:***@example.org`.
    private static func withoutUsers(_ text: String) -> String {
        text.split(separator: "sip:", omittingEmptySubsequences: false).enumerated().map { index, piece in
            guard index > 0 else { return String(piece) }
            let user = piece.prefix { !" \t\r\n<>\"@;".contains($0) }
            return piece.dropFirst(user.count).first == "@" ? "***" + piece.dropFirst(user.count) : String(piece)
        }.joined(separator: "sip:")
    }
}
