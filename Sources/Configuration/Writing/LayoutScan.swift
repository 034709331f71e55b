/// One walk over the octets of a TOML text.
struct LayoutScan {
    let octets: [UInt8]
    var place: Int
    private var line = 1
    private var listCounts: [[String]: Int] = [:]

    init(octets: [UInt8], place: Int) {
        self.octets = octets
        self.place = place
    }

    mutating func readFile(into layout: inout FileLayout) {
        var table = 0
        while let octet = current {
            let before = place
            switch octet {
            case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "["): table = readHeader(into: &layout)
            default: readPair(in: table, depth: 0, into: &layout)
            }
            if place == before { advance() }
        }
    }

    private var current: UInt8? { place < octets.count ? octets[place] : nil }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where place < octets.count {
            if octets[place] == UInt8(ascii: "\n") { line += 1 }
            place += 1
        }
    }

    private mutating func skipLine() {
        while current.map({ $0 != UInt8(ascii: "\n") }) ?? false { advance() }
    }

    private mutating func skipSpace(andLines: Bool) {
        while let octet = current {
            switch octet {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): advance()
            case UInt8(ascii: "\n") where andLines, UInt8(ascii: "\r") where andLines: advance()
            case UInt8(ascii: "#") where andLines: skipLine()
            default: return
            }
        }
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= octets.count else { return false }
        for offset in 0..<count where octets[place + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// `[table]` or `[[list of tables]]`: names before the last that are lists mean their last element.
    private mutating func readHeader(into layout: inout FileLayout) -> Int {
        let isList = starts(with: "[[")
        let start = place
        let headerLine = line
        advance(isList ? 2 : 1)
        var next = place
        while next < octets.count, octets[next] == UInt8(ascii: " ") || octets[next] == UInt8(ascii: "\t") { next += 1 }
        if !Self.beginsKey(next < octets.count ? octets[next] : nil) { layout.noteUnreadable(line: headerLine) }
        var names = readNames(until: UInt8(ascii: "]"), into: &layout)
        if current == UInt8(ascii: "]") { advance() }
        if isList, current == UInt8(ascii: "]") { advance() }
        let end = place
        skipLine()
        var path: [String] = []
        let last = names.popLast() ?? ""
        for name in names { path = numbered(path + [name]) }
        path.append(last)
        if isList {
            let count = listCounts[path, default: 0]
            listCounts[path] = count + 1
            layout.note(path, line: headerLine)
            path.append(String(count))
        }
        return layout.add(FileLayout.Table(path: path, isInline: false, octets: start..<end, line: headerLine))
    }

    /// Whether a key can begin with it: a bare one, or a quoted one.
    private static func beginsKey(_ octet: UInt8?) -> Bool {
        guard let octet else { return false }
        return switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }

    private func numbered(_ path: [String]) -> [String] {
        listCounts[path].map { path + [String(max($0, 1) - 1)] } ?? path
    }

    private mutating func readPair(in table: Int, depth: Int, into layout: inout FileLayout) {
        let keyLine = line
        let start = place
        let names = readNames(until: UInt8(ascii: "="), into: &layout)
        var keyEnd = place
        while keyEnd > start, [0x20, 0x09].contains(octets[keyEnd - 1]) { keyEnd -= 1 }
        guard current == UInt8(ascii: "=") else { return }
        advance()
        skipSpace(andLines: false)
        let above = layout.tables[table].path
        let path = above + names
        let value = readValue(path: path, depth: depth, into: &layout)
        layout.add(
            FileLayout.Pair(path: path, key: start..<keyEnd, value: value, line: keyLine, table: table),
            under: above.count)
    }

    /// - Returns: the octets of the value.
    private mutating func readValue(path: [String], depth: Int, into layout: inout FileLayout) -> Range<Int> {
        let start = place
        guard depth < Limits.layoutDepth else {
            layout.noteUnreadable(line: line)
            skipDeep()
            return start..<place
        }
        switch current {
        case UInt8(ascii: "["): readList(path: path, depth: depth + 1, into: &layout)
        case UInt8(ascii: "{"): readInlineTable(path: path, depth: depth + 1, into: &layout)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): skipText()
        default:
            while let octet = current, !",]}#\n\r".utf8.contains(octet) { advance() }
            var end = place
            while end > start, [0x20, 0x09].contains(octets[end - 1]) { end -= 1 }
            return start..<end
        }
        return start..<place
    }

    private mutating func readList(path: [String], depth: Int, into layout: inout FileLayout) {
        advance()
        var count = 0
        while true {
            skipSpace(andLines: true)
            guard let octet = current else { return }
            if octet == UInt8(ascii: "]") { return advance() }
            let before = place
            if octet == UInt8(ascii: ",") {
                advance()
            } else {
                let elementLine = line
                let element = path + [String(count)]
                count += 1
                let value = readValue(path: element, depth: depth, into: &layout)
                layout.add(FileLayout.Element(path: element, octets: value, line: elementLine))
            }
            if place == before { advance() }
        }
    }

    private mutating func readInlineTable(path: [String], depth: Int, into layout: inout FileLayout) {
        let start = place
        let table = layout.add(
            FileLayout.Table(path: path, isInline: true, octets: start..<start, line: line))
        advance()
        while true {
            skipSpace(andLines: true)
            guard let octet = current else { break }
            if octet == UInt8(ascii: "}") {
                advance()
                break
            }
            let before = place
            if octet == UInt8(ascii: ",") {
                advance()
            } else {
                readPair(in: table, depth: depth, into: &layout)
            }
            if place == before { advance() }
        }
        layout.close(table, at: place)
    }

    /// Reads a dotted key, up to `end` or the end of the line; of one that is too deep, its first names.
    private mutating func readNames(until end: UInt8, into layout: inout FileLayout) -> [String] {
        var names: [String] = []
        var name: [UInt8] = []
        while let octet = current, octet != end, octet != UInt8(ascii: "\n") {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let start = place
                skipText()
                let inner = octets[min(start + 1, place)..<max(min(start + 1, place), place - 1)]
                name += octet == UInt8(ascii: "\"") ? KeyEscapes.undone(inner) : Array(inner)
                continue
            case UInt8(ascii: "."):
                if names.count < Limits.layoutDepth {
                    names.append(String(decoding: name, as: UTF8.self))
                } else {
                    layout.noteUnreadable(line: line)
                }
                name = []
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: name.append(octet)
            }
            advance()
        }
        return names + [String(decoding: name, as: UTF8.self)]
    }

    /// A string of any of the four kinds.
    private mutating func skipText() {
        if starts(with: "\"\"\"") { return skipLongText(closing: "\"\"\"", quote: UInt8(ascii: "\"")) }
        if starts(with: "'''") { return skipLongText(closing: "'''", quote: UInt8(ascii: "'")) }
        guard let quote = current else { return }
        advance()
        while let octet = current, octet != quote, octet != UInt8(ascii: "\n") {
            advance(octet == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1)
        }
        if current == quote { advance() }
    }

    /// One or two quotes before the closing three belong to the text.
    private mutating func skipLongText(closing: StaticString, quote: UInt8) {
        advance(3)
        while current != nil, !starts(with: closing) {
            advance(current == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1)
        }
        advance(3)
        for _ in 0..<2 where current == quote { advance() }
    }

    /// A value that is nested too deep for any setting, by its brackets alone.
    private mutating func skipDeep() {
        var depth = 0
        while let octet = current {
            switch octet {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                advance()
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return }
                depth -= 1
                advance()
                if depth == 0 { return }
            case UInt8(ascii: ",") where depth == 0: return
            case UInt8(ascii: "\n") where depth == 0: return
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipText()
            default: advance()
            }
        }
    }
}
