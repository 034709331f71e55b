/// Reads the patterns of the table: words, `{name:kind}`, `(may be left out)`, `[one|or another]`, `one|or another`.
struct PatternReader {
    /// A fault of the table: told by a test.
    struct Fault: Error, Equatable { var reason: String }

    private var rest: Substring.UnicodeScalarView

    /// Every way to say it.
    static func read(_ text: String) throws(Fault) -> [Pattern] {
        var reader = PatternReader(rest: Substring(text).unicodeScalars)
        let ways = try reader.alternatives()
        guard reader.rest.isEmpty else { throw Fault(reason: "a bracket too many: \(text)") }
        guard ways.allSatisfy({ !$0.isEmpty }) else { throw Fault(reason: "says nothing: \(text)") }
        return ways.map { Pattern(elements: $0) }
    }

    private mutating func alternatives() throws(Fault) -> [[Pattern.Element]] {
        var result = try sequence()
        while rest.first == "|" {
            rest.removeFirst()
            result += try sequence()
        }
        return result
    }

    private mutating func sequence() throws(Fault) -> [[Pattern.Element]] {
        var ways: [[Pattern.Element]] = [[]]
        while let next = rest.first, next != "|", next != ")", next != "]" {
            var parts: [[Pattern.Element]]
            switch next {
            case "(", "[":
                rest.removeFirst()
                parts = try alternatives()
                guard rest.popFirst() == (next == "(" ? ")" : "]") else { throw Fault(reason: "an open bracket") }
                if next == "(" { parts.append([]) }
            case "{": parts = [[try parameter()]]
            default: parts = [try words()]
            }
            ways = ways.flatMap { way in parts.map { way + $0 } }
        }
        return ways
    }

    private mutating func parameter() throws(Fault) -> Pattern.Element {
        let inside = String(rest.dropFirst().prefix { $0 != "}" })
        rest = rest.dropFirst(inside.unicodeScalars.count + 2)
        let parts = inside.split(separator: ":").map(String.init)
        guard let name = parts.first, let last = parts.last, let kind = ParameterKind(rawValue: last) else {
            throw Fault(reason: "no such kind: \(inside)")
        }
        return .parameter(name: name, kind)
    }

    private mutating func words() throws(Fault) -> [Pattern.Element] {
        let marks: Set<Unicode.Scalar> = ["(", ")", "[", "]", "{", "|"]
        let text = String(rest.prefix { !marks.contains($0) })
        rest = rest.dropFirst(text.unicodeScalars.count)
        do {
            return try Sentence(text).tokens.map { .word($0.text) }
        } catch {
            throw Fault(reason: "no words: \(text)")
        }
    }
}
