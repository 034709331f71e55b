extension JSON: CustomStringConvertible {
    /// The value on one line.
    public var description: String {
        var line = ""
        write(into: &line)
        return line
    }

    private func write(into line: inout String) {
        switch self {
        case .null: line += "null"
        case .boolean(let flag): line += flag ? "true" : "false"
        case .integer(let number): line += String(number)
        case .number(let number): line += number.isFinite ? String(number) : "null"
        case .text(let text): Self.quote(text, into: &line)
        case .array(let elements):
            line += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { line += "," }
                element.write(into: &line)
            }
            line += "]"
        case .object(let members):
            line += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { line += "," }
                Self.quote(member.name, into: &line)
                line += ":"
                member.value.write(into: &line)
            }
            line += "}"
        }
    }

    /// RFC 8259 §7: quotation mark, reverse solidus and the control characters are escaped.
    private static func quote(_ text: String, into line: inout String) {
        line += "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: line += "\\\""
            case 0x5c: line += "\\\\"
            case 0x0a: line += "\\n"
            case 0x0d: line += "\\r"
            case 0x09: line += "\\t"
            case 0..<0x20, 0x7f, 0x2028, 0x2029:
                let digits = String(scalar.value, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: line.unicodeScalars.append(scalar)
            }
        }
        line += "\""
    }
}
