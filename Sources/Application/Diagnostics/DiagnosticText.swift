/// What leaves this computer in a bundle: without secrets, and without numbers and names of people unless the agent wants them in.
struct DiagnosticText {
    /// Values that never leave, wherever they stand.
    var secrets: [String]
    var keepsNumbers: Bool

    func clean(_ text: String) -> String {
        var text = secrets.filter { $0.count >= 3 }.sorted { $0.count > $1.count }.reduce(text) { text, secret in
            text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "(secret)")
        }
        text = Self.unfolded(text).map(Self.withoutKeys).joined(separator: "\n")
        return keepsNumbers ? text : Self.withoutUsers(Self.withoutNumbers(text))
    }

    /// The lines of the text; a header field that goes on in the next line (RFC 3261 §7.3.1) is one.
    private static func unfolded(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let goesOn = (line.first == " " || line.first == "\t") && lines.last?.contains(":") == true
            if goesOn, let last = lines.popLast() {
                lines.append(last + line)
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    /// The keys of encrypted sound (RFC 4568 §6.1) and what answers a challenge (RFC 3261 §20.7).
    private static func withoutKeys(_ line: String) -> String {
        if let place = line.firstRange(of: "inline:") { return line[..<place.upperBound] + "(secret)" }
        if let place = line.firstRange(of: "ice-pwd:") { return line[..<place.upperBound] + "(secret)" }
        let name = line.prefix { $0 != ":" }
        let words = name.lowercased().split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
        return ["authorization", "proxy-authorization"].contains(words) ? name + ": (secret)" : line
    }

    /// Six digits and more are a number, with what is written between them: its last two stay, so that two of them can be told apart.
    private static func withoutNumbers(_ text: String) -> String {
        var result = ""
        var run = ""
        func masked() -> String {
            let digits = run.count(where: \.isNumber)
            guard digits >= 6, !isAddress(run) else { return run }
            var left = digits - 2
            return String(
                run.map { sign in
                    guard sign.isNumber, left > 0 else { return sign }
                    left -= 1
                    return "*"
                })
        }
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if isDigit || !run.isEmpty && "-. ()".contains(character) {
                run.append(character)
            } else {
                result += masked()
                run = ""
                result.append(character)
            }
        }
        return result + masked()
    }

    /// 192.0.2.10 is nobody's telephone.
    private static func isAddress(_ run: String) -> Bool {
        let groups = run.split(separator: ".", omittingEmptySubsequences: false)
        return groups.count == 4 && groups.allSatisfy { UInt8($0) != nil }
    }

    /// `"Alice" <sip:alice@example.org>` is `"***" <sip:***@example.org>`.
    private static func withoutUsers(_ text: String) -> String {
        let nameless = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.firstRange(of: "<sip").map { place in
                let before = line[..<place.lowerBound]
                // The field's name stays: "From: ", "P-Asserted-Identity: ".
                let label = before.prefix { $0 != ":" }
                return before.dropFirst(label.count + 1).contains { !$0.isWhitespace }
                    ? label + ": \"***\" " + line[place.lowerBound...] : String(line)
            } ?? String(line)
        }.joined(separator: "\n")
        return ["sip:", "sips:"].reduce(nameless) { withoutUsers($0, of: $1) }
    }

    private static func withoutUsers(_ text: String, of scheme: String) -> String {
        text.split(separator: scheme, omittingEmptySubsequences: false).enumerated().map { index, piece in
            guard index > 0 else { return String(piece) }
            let user = piece.prefix { !" \t\r\n<>\"@;".contains($0) }
            return piece.dropFirst(user.count).first == "@" ? "***" + piece.dropFirst(user.count) : String(piece)
        }.joined(separator: scheme)
    }
}
