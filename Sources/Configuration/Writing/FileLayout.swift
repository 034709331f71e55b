/// Where every key and value of a TOML text stands, in octets and lines: parsers tell values and no places. It reads texts that a parser has
/// accepted, and never traps on others: a wrong place is then the worst.
public struct FileLayout: Sendable {
    /// A header's table, an inline table, or the file itself.
    struct Table: Sendable, Equatable {
        /// Elements of lists by their number: `account`, `0`, `dial`.
        var path: [String]
        var isInline: Bool
        /// The octets of its header, from `[` to `]`, or of the inline table with its braces; empty for the file itself.
        var octets: Range<Int>
        var line: Int
    }

    /// A key with its value.
    struct Pair: Sendable, Equatable {
        var path: [String]
        /// Where the key begins and ends, dotted names included.
        var key: Range<Int>
        var value: Range<Int>
        var line: Int
        /// Its place in `tables`.
        var table: Int
    }

    /// An element of a list of values, with what it is in.
    struct Element: Sendable, Equatable {
        var path: [String]
        var octets: Range<Int>
        var line: Int
    }

    let octets: [UInt8]
    /// The first is the file itself.
    private(set) var tables: [Table]
    private(set) var pairs: [Pair] = []
    private(set) var elements: [Element] = []
    private var lines: [String: Int] = [:]

    /// Finds the places of a text.
    public init(_ text: String) {
        octets = Array(text.utf8)
        let start = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        tables = [Table(path: [], isInline: false, octets: start..<start, line: 1)]
        var scan = LayoutScan(octets: octets, place: start)
        scan.readFile(into: &self)
    }

    /// The line of a path such as `account.0.address`, or of the nearest path above it that has one; 0 where there is none.
    public func line(of path: String) -> Int {
        var path = Substring(path)
        while true {
            if let line = lines[String(path)] { return line }
            guard let dot = path.lastIndex(of: ".") else { return 0 }
            path = path[..<dot]
        }
    }

    mutating func add(_ table: Table) -> Int {
        note(table.path, line: table.line)
        tables.append(table)
        return tables.count - 1
    }

    /// Where an inline table ends is known at last.
    mutating func close(_ table: Int, at end: Int) {
        tables[table].octets = tables[table].octets.lowerBound..<end
    }

    mutating func add(_ pair: Pair, under above: Int) {
        for depth in min(above + 1, pair.path.count)...pair.path.count {
            note(Array(pair.path.prefix(depth)), line: pair.line)
        }
        pairs.append(pair)
    }

    mutating func add(_ element: Element) {
        note(element.path, line: element.line)
        elements.append(element)
    }

    /// The first line that would end the program in the parser: a header without a name, such as `[[[`, or tables in tables deeper than
    /// `Limits.layoutDepth`, by a header, a dotted key or a value. nil: there is none.
    public private(set) var unreadableLine: Int?

    mutating func noteUnreadable(line: Int) {
        if unreadableLine == nil { unreadableLine = line }
    }

    /// The first line that names a path is its line.
    mutating func note(_ path: [String], line: Int) {
        let joined = path.joined(separator: ".")
        if lines[joined] == nil { lines[joined] = line }
    }
}
