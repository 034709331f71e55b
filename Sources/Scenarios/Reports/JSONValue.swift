/// A value of JSON (RFC 8259) that is written with its members in the order given.
indirect enum JSONValue {
    case text(String)
    case list([JSONValue])
    case object([(String, JSONValue)])

    func written(_ indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .text(let text): return ReportText.quoted(text)
        case .list(let values):
            guard !values.isEmpty else { return "[]" }
            return "[\n" + values.map { inner + $0.written(inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            let lines = members.map { inner + ReportText.quoted($0.0) + ": " + $0.1.written(inner) }
            return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }
}
