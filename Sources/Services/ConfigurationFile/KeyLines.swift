/// The line of every key of a TOML text. The parser tells positions for syntax errors only, so this small scanner finds
/// them. It reads texts that the parser has accepted, and never traps on others: a wrong line is then the worst.
struct KeyLines {
    /// Line by path; elements of a list of tables are numbered: `account.0.address`.
    private(set) var lines: [String: Int] = [:]
    private let octets: [UInt8]
    private var place = 0
    private var line = 1
    private var prefix = ""
    private var listCounts: [String: Int] = [:]

    init(_ text: String) {
        octets = Array(text.utf8)
        while let octet = current {
            switch octet {
            case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "["): readHeader()
            default: readPair()
            }
        }
    }

    /// The line of a path, or of the nearest path above it that has one; 0 where there is none.
    func line(of path: String) -> Int {
        var path = Substring(path)
        while true {
            if let line = lines[String(path)] { return line }
            guard let dot = path.lastIndex(of: ".") else { return 0 }
            path = path[..<dot]
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
        while let octet = current, octet != UInt8(ascii: "\n") {
            advance()
            _ = octet
        }
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= octets.count else { return false }
        for offset in 0..<count where octets[place + offset] != text.utf8Start[offset] { return false }
        return true
    }

    private mutating func readHeader() {
        let isList = starts(with: "[[")
        let headerLine = line
        advance(isList ? 2 : 1)
        var names = readNames(until: UInt8(ascii: "]"))
        skipLine()
        var path = ""
        let last = names.popLast() ?? ""
        for name in names { path = numbered(join(path, name)) }
        path = join(path, last)
        if isList {
            let count = listCounts[path, default: 0]
            listCounts[path] = count + 1
            if count == 0 { lines[path] = headerLine }
            path += ".\(count)"
        }
        lines[path] = headerLine
        prefix = path
    }

    private mutating func readPair() {
        let keyLine = line
        let before = place
        let names = readNames(until: UInt8(ascii: "="))
        var path = prefix
        for name in names {
            path = join(path, name)
            if lines[path] == nil { lines[path] = keyLine }
        }
        if current == UInt8(ascii: "=") { advance() }
        skipValue()
        if place == before { advance() }
    }

    private func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }

    private func numbered(_ path: String) -> String {
        listCounts[path].map { path + ".\(max($0, 1) - 1)" } ?? path
    }

    /// Reads a dotted key: bare or quoted names, up to `end` or the end of the line.
    private mutating func readNames(until end: UInt8) -> [String] {
        var names: [String] = []
        var name: [UInt8] = []
        while let octet = current, octet != end, octet != UInt8(ascii: "\n") {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                advance()
                while let inner = current, inner != octet, inner != UInt8(ascii: "\n") {
                    name.append(inner)
                    advance()
                }
            case UInt8(ascii: "."):
                names.append(String(decoding: name, as: UTF8.self))
                name = []
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: name.append(octet)
            }
            advance()
        }
        if current == end, end == UInt8(ascii: "]") { advance() }
        return names + [String(decoding: name, as: UTF8.self)]
    }

    /// Goes to the end of the value: strings of four kinds, brackets, comments.
    private mutating func skipValue() {
        var depth = 0
        while let octet = current {
            switch octet {
            case UInt8(ascii: "\n"):
                if depth <= 0 { return }
                advance()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                advance()
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                advance()
            case UInt8(ascii: "\""):
                starts(with: "\"\"\"") ? skipLongText(closing: "\"\"\"") : skipText(octet)
            case UInt8(ascii: "'"):
                starts(with: "'''") ? skipLongText(closing: "'''") : skipText(octet)
            default: advance()
            }
        }
    }

    private mutating func skipText(_ quote: UInt8) {
        advance()
        while let octet = current, octet != quote, octet != UInt8(ascii: "\n") {
            advance(octet == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1)
        }
        if current == quote { advance() }
    }

    private mutating func skipLongText(closing: StaticString) {
        advance(3)
        while current != nil, !starts(with: closing) {
            advance(current == UInt8(ascii: "\\") ? 2 : 1)
        }
        advance(3)
    }
}
