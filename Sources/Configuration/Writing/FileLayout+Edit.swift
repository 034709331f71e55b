// The changes of a text whose layout is known.
extension FileLayout {
    func pair(at path: [String]) -> Pair? { pairs.first { $0.path == path } }

    /// The text with these octets replaced.
    func replacing(_ range: Range<Int>, with text: String) -> String {
        var changed = octets
        changed.replaceSubrange(range.clamped(to: 0..<changed.count), with: Array(text.utf8))
        return String(decoding: changed, as: UTF8.self)
    }

    /// The text without a key. A comment on its line stays.
    func removing(_ pair: Pair) -> String {
        if tables[pair.table].isInline {
            let ranges = own(pair.table).map { $0.key.lowerBound..<$0.value.upperBound }
            return removing(pair.key.lowerBound..<pair.value.upperBound, outOf: ranges)
        }
        let after = octets[pair.value.upperBound...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? octets.count
        if after < octets.count, octets[after] == UInt8(ascii: "#") {
            return replacing(pair.key.lowerBound..<after, with: "")
        }
        return replacing(lineStart(pair.key.lowerBound)..<lineEnd(after, withItsEnd: true), with: "")
    }

    /// The text without one of several things that commas divide.
    private func removing(_ range: Range<Int>, outOf ranges: [Range<Int>]) -> String {
        if let next = ranges.first(where: { $0.lowerBound > range.lowerBound }) {
            return replacing(range.lowerBound..<next.lowerBound, with: "")
        }
        let before = ranges.last { $0.lowerBound < range.lowerBound }
        return replacing((before?.upperBound ?? range.lowerBound)..<range.upperBound, with: "")
    }

    /// The text with a key that it lacks: in its table where there is one, beside the dotted keys that make it, in the inline table above
    /// it, or under a new header.
    func adding(_ path: [String], written: String) -> String {
        let wanted = path.count - 1
        for depth in stride(from: wanted, through: 0, by: -1) {
            let prefix = Array(path.prefix(depth))
            if let table = tables.firstIndex(where: { $0.isInline && $0.path == prefix }) {
                return adding(pair(path, below: table, written), inTable: table)
            }
            if let table = tables.firstIndex(where: { !$0.isInline && $0.path == prefix }) {
                if depth == wanted { return adding(pair(path, below: table, written), inTable: table) }
                return addingHeader(path, written: written, above: table)
            }
            // Dotted keys make a table that no header may name again.
            let dotted = pairs.last { pair in
                pair.path.starts(with: prefix) && pair.path.count > depth && tables[pair.table].path.count < depth
            }
            if let dotted {
                let text = pair(path, below: dotted.table, written)
                return tables[dotted.table].isInline
                    ? adding(text, inTable: dotted.table) : adding([text], afterLineOf: dotted)
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    private func pair(_ path: [String], below table: Int, _ written: String) -> String {
        path.dropFirst(tables[table].path.count).joined(separator: ".") + " = " + written
    }

    /// A header's table holds a number where it is an element of a list.
    private func addingHeader(_ path: [String], written: String, above table: Int) -> String {
        let names = path.dropLast().filter { Int($0) == nil }
        let lines = ["[\(names.joined(separator: "."))]", "\(path.last ?? "") = \(written)"]
        // A list that has no such element gets none.
        if names.count < path.count - 1, tables[table].path.isEmpty { return String(decoding: octets, as: UTF8.self) }
        guard !tables[table].path.isEmpty, names.count < path.count - 1 else { return appending(lines) }
        if let last = own(table).last { return adding([""] + lines, after: last.value.upperBound, indent: "") }
        return adding([""] + lines, after: tables[table].octets.upperBound, indent: "")
    }

    private func adding(_ text: String, inTable table: Int) -> String {
        let last = own(table).last
        if tables[table].isInline {
            if let last { return inserting(", " + text, at: last.value.upperBound) }
            return inserting(" " + text + " ", at: tables[table].octets.lowerBound + 1)
        }
        if let last { return adding([text], afterLineOf: last) }
        let place = tables[table].octets.upperBound
        if tables[table].path.isEmpty {
            return inserting(text + lineEnding + (place < octets.count ? lineEnding : ""), at: place)
        }
        return adding([text], after: place, indent: "")
    }

    private func adding(_ lines: [String], afterLineOf pair: Pair) -> String {
        let start = lineStart(pair.key.lowerBound)
        let indent = String(decoding: octets[start..<pair.key.lowerBound], as: UTF8.self)
        return adding(lines, after: pair.value.upperBound, indent: indent)
    }

    private func adding(_ lines: [String], after place: Int, indent: String) -> String {
        let text = lines.map { lineEnding + ($0.isEmpty ? "" : indent) + $0 }.joined()
        return inserting(text, at: lineEnd(place, withItsEnd: false))
    }

    /// The text with these lines at its end, after an empty one.
    func appending(_ lines: [String]) -> String {
        let isBare = octets.count == tables[0].octets.upperBound
        let isEnded = isBare || octets.last == UInt8(ascii: "\n")
        let text = lines.map { $0 + lineEnding }.joined()
        return inserting((isEnded ? "" : lineEnding) + (isBare ? "" : lineEnding) + text, at: octets.count)
    }

    /// The text with one more element in a list that is written as a value.
    func adding(_ text: String, toListAt pair: Pair) -> String {
        let own = elements.filter { $0.path.count == pair.path.count + 1 && $0.path.starts(with: pair.path) }
        if let last = own.last { return inserting(", " + text, at: last.octets.upperBound) }
        // No list at all: the reader of the result finds that out.
        guard octets[pair.value].first == UInt8(ascii: "[") else { return String(decoding: octets, as: UTF8.self) }
        return inserting(text, at: pair.value.lowerBound + 1)
    }

    /// The text without one element of a list of tables, whether they have headers or are a value.
    func removing(element: Int, of list: String) -> String {
        let path = [list, String(element)]
        if let found = elements.first(where: { $0.path == path }) {
            let all = elements.filter { $0.path.count == 2 && $0.path[0] == list }.map(\.octets)
            return removing(found.octets, outOf: all)
        }
        guard let first = tables.firstIndex(where: { !$0.isInline && $0.path == path }) else {
            return String(decoding: octets, as: UTF8.self)
        }
        let headed = tables[first...].filter { !$0.isInline }.prefix { $0.path.starts(with: path) }
        let last = pairs.filter { $0.path.starts(with: path) }.map(\.value.upperBound).max() ?? 0
        let end = lineEnd(max(last, headed.last?.octets.upperBound ?? last), withItsEnd: true)
        var start = lineStart(tables[first].octets.lowerBound)
        // One of the empty lines around it goes too.
        if start > 0 {
            let before = lineStart(start - 1)
            if octets[before..<start].allSatisfy({ [0x0A, 0x0D, 0x20, 0x09].contains($0) }) { start = before }
        }
        return replacing(start..<end, with: "")
    }

    /// The pairs of one table, in the text's order.
    private func own(_ table: Int) -> [Pair] {
        pairs.filter { $0.table == table }.sorted { $0.key.lowerBound < $1.key.lowerBound }
    }

    private func inserting(_ text: String, at place: Int) -> String { replacing(place..<place, with: text) }

    /// The text's own line end, by its first.
    private var lineEnding: String {
        guard let end = octets.firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return "\n" }
        return octets[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
    }

    private func lineStart(_ place: Int) -> Int {
        let start = octets[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return max(start, tables[0].octets.lowerBound)
    }

    /// Where the line of a place ends: before its line end, or after it.
    private func lineEnd(_ place: Int, withItsEnd: Bool) -> Int {
        guard let end = octets[place...].firstIndex(of: UInt8(ascii: "\n")) else { return octets.count }
        if withItsEnd { return end + 1 }
        return end > place && octets[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }
}
