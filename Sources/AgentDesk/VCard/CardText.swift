/// Texts of vCards: their octets, escapes and parts.
enum CardText {
    /// UTF-8 (RFC 6350 §3.1); what is none, or says so, is of the old telephones' ISO 8859-1.
    static func text(_ line: CardLine) -> String {
        let charset = line.values("CHARSET").first ?? "utf-8"
        if charset == "utf-8", let text = String(validating: line.value, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(line.value.map { Unicode.Scalar($0) }))
    }

    /// The parts between unescaped separators, their escapes undone (RFC 6350 §3.4).
    static func parts(_ text: String, by separator: Unicode.Scalar) -> [String] {
        var parts: [String.UnicodeScalarView] = [.init()]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            let last = parts.count - 1
            if isEscaped {
                isEscaped = false
                switch scalar {
                case "n", "N": parts[last].append("\n")
                case "\\", ";", ",", ":": parts[last].append(scalar)
                // vCard 2.1 has no escapes but these: a backslash is one.
                default: parts[last].append(contentsOf: ["\\", scalar])
                }
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == separator {
                guard parts.count < PeopleLimits.ofOnePerson else { break }
                parts.append(.init())
            } else {
                parts[last].append(scalar)
            }
        }
        if isEscaped { parts[parts.count - 1].append("\\") }
        return parts.map { String($0) }
    }

    /// The whole text, its escapes undone: no separator divides it.
    static func whole(_ text: String) -> String { parts(text, by: "\u{0}").joined() }

    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ",", ";": escaped.append(contentsOf: ["\\", scalar])
            case "\n": escaped.append(contentsOf: ["\\", "n"])
            case "\r": continue
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
