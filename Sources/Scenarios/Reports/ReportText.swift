/// Texts from scripts and from the program under test, as reports may hold them: each language of files has its own marks.
enum ReportText {
    /// One line, bounded, without anything that a terminal, a reader or a parser would obey.
    static func line(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < Limits.reportedCharacters else {
                result.append("…")
                break
            }
            result.append(shown(scalar))
        }
        return String(result)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\n", "\r", "\t": return " "
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            return "\u{FFFD}"
        default: return scalar
        }
    }

    /// XML 1.0 §2.4 and HTML: also between double or single quotation marks.
    static func markup(_ text: String) -> String {
        replacing(
            line(text), ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"])
    }

    /// A string of JSON (RFC 8259 §7) with its quotation marks; YAML 1.2 §7.3.1 reads it the same way.
    static func quoted(_ text: String) -> String {
        "\"" + replacing(line(text), ["\"": "\\\"", "\\": "\\\\"]) + "\""
    }

    /// CommonMark §2.4: every mark is escaped, so that a text is nothing but text, in a cell of a table too.
    static func markdown(_ text: String) -> String {
        var result = ""
        for scalar in line(text).unicodeScalars {
            if scalar.isASCII, markdownMarks.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    private static let markdownMarks = Set("\\`*_{}[]<>()#+!|~&$@".unicodeScalars)

    private static func replacing(_ text: String, _ marks: [Unicode.Scalar: String]) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if let mark = marks[scalar] { result += mark } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// A path below the folder of reports as a relative reference (RFC 3986 §4.2): no scheme, no host, no step upwards.
    static func reference(_ path: String) -> String {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
        let kept = parts.filter { $0 != Array(".".utf8) && $0 != Array("..".utf8) }
        return kept.map(encoded).joined(separator: "/")
    }

    private static func encoded(_ part: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF")
        var result = ""
        for octet in part.prefix(Limits.reportedCharacters) {
            let scalar = Unicode.Scalar(octet)
            if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "%" + String(digits[Int(octet >> 4)]) + String(digits[Int(octet & 15)])
            }
        }
        return result
    }
}
