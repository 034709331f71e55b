/// A JSON value (RFC 8259), as far as a trace needs it: no nesting beyond a few levels, whole numbers apart from fractions.
enum TraceValue: Sendable, Equatable {
    case null
    case truth(Bool)
    case whole(Int64)
    case fraction(Double)
    case text(String)
    case list([TraceValue])
    case object([String: TraceValue])

    /// Members in alphabetical order, so that the same value is always the same text.
    var json: String {
        switch self {
        case .null: "null"
        case .truth(let value): value ? "true" : "false"
        case .whole(let value): String(value)
        case .fraction(let value): value.isFinite ? "\(value)" : "0.0"
        case .text(let value): Self.quoted(value)
        case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + ":" + $0.value.json }
                .joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\r": result += "\\r"
            case "\n": result += "\\n"
            default:
                if scalar.value < 32 || scalar.value == 127 || (0x2028...0x2029).contains(scalar.value) {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    subscript(name: String) -> TraceValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var string: String? { if case .text(let value) = self { value } else { nil } }
    var bool: Bool? { if case .truth(let value) = self { value } else { nil } }
    var int: Int? { if case .whole(let value) = self { Int(value) } else { nil } }
    var int64: Int64? { if case .whole(let value) = self { value } else { nil } }
    var double: Double? {
        switch self {
        case .fraction(let value): value
        case .whole(let value): Double(value)
        case .null, .truth, .text, .list, .object: nil
        }
    }
    var list: [TraceValue]? { if case .list(let values) = self { values } else { nil } }
}
