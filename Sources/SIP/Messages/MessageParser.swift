/// Octets → typed header values. One pass; folds are blanked first, in place (RFC 3261 §7.3.1).
struct MessageParser {
    var cursor: Cursor
    var start: Message.StartLine
    var headers: [Header] = []
    private var viaCount = 0
    /// Where each line ends, the start line's first; and how many of them were read.
    private let lineEnds: [UInt16]
    private var linesRead = 0

    /// Octets from the start line on. The body begins at `bodyStart`.
    let bodyStart: Int

    init(_ message: [UInt8]) throws(SIPError) {
        guard message.count <= MessageLimits.messageOctets else { throw .limit(.messageOctets) }
        var bytes = message
        (lineEnds, bodyStart) = try Self.lines(&bytes)
        cursor = Cursor(bytes)
        start = .status(0, .none)
        cursor.parameters.reserveCapacity(48)
        headers.reserveCapacity(32)
        start = try startLine()
        try headerLines()
    }

    /// Replaces each line break that is followed by a blank with blanks; returns where lines end and the body begins.
    static func lines(_ bytes: inout [UInt8]) throws(SIPError) -> (ends: [UInt16], bodyStart: Int) {
        var ends: [UInt16] = []
        ends.reserveCapacity(32)
        var index = 0
        while let found = lineBreak(in: bytes, from: index) {
            let after = found + 2
            let isFolded = after < bytes.count && bytes[after].isBlank && found > 0
            if isFolded {
                bytes[found] = 32
                bytes[found + 1] = 32
            } else {
                ends.append(UInt16(truncatingIfNeeded: found))
                if after + 1 < bytes.count, bytes[after] == 13, bytes[after + 1] == 10 { return (ends, after + 2) }
            }
            index = after
        }
        throw .incomplete
    }

    /// The next CR LF. Eight octets at a time are passed over where none of them is a CR.
    private static func lineBreak(in bytes: [UInt8], from start: Int) -> Int? {
        let octets = bytes.span.bytes
        var index = start
        while index + 8 < bytes.count {
            let word = octets.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0D0D_0D0D_0D0D_0D0D
            // Has a high bit where an octet of the word is zero.
            if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 == 0 {
                index += 8
                continue
            }
            for place in index..<index + 8 where bytes[place] == 13 && bytes[place + 1] == 10 { return place }
            index += 8
        }
        while index + 1 < bytes.count {
            if bytes[index] == 13, bytes[index + 1] == 10 { return index }
            index += 1
        }
        return nil
    }

    /// Sets the cursor on the next line and returns its end, nil at the empty line.
    private mutating func enterLine() -> Int? {
        guard linesRead < lineEnds.count else { return nil }
        let end = Int(lineEnds[linesRead])
        linesRead += 1
        guard end > cursor.index else { return nil }
        cursor.end = end
        return end
    }

    private mutating func leaveLine(_ end: Int) {
        cursor.index = end + 2
    }

    private mutating func startLine() throws(SIPError) -> Message.StartLine {
        guard let end = enterLine() else { throw .syntax(at: 0) }
        defer { leaveLine(end) }
        let first = try cursor.some(.token)
        if cursor.equals(first, "sip"), cursor.next == 47 { return try statusLine() }
        try cursor.expect(32)
        let uri = try cursor.uri(bare: false)
        try cursor.expect(32)
        try version()
        guard cursor.isAtEnd else { throw cursor.fault }
        return .request(method: first, uri)
    }

    private mutating func statusLine() throws(SIPError) -> Message.StartLine {
        cursor.index = 0
        try version()
        try cursor.expect(32)
        let code = try cursor.number(most: 699)
        guard code >= 100 else { throw cursor.fault }
        // RFC 4475 §3.1.1.13: the space is required, the phrase is not.
        try cursor.expect(32)
        let phrase = Slice(cursor.index, cursor.end)
        while let octet = cursor.next {
            guard octet != 13, octet != 10 else { throw cursor.fault }
            cursor.index += 1
        }
        return .status(UInt16(truncatingIfNeeded: code), phrase)
    }

    private mutating func version() throws(SIPError) {
        let name = try cursor.some(.token)
        guard cursor.equals(name, "sip") else { throw cursor.fault }
        try cursor.expect(47)
        let major = try cursor.number(most: 1_000)
        try cursor.expect(46)
        let minor = try cursor.number(most: 1_000)
        guard major == 2, minor == 0 else { throw .unsupportedVersion }
    }

    private mutating func headerLines() throws(SIPError) {
        while let end = enterLine() {
            let name = try cursor.some(.token)
            cursor.skipBlanks()
            try cursor.expect(58)
            cursor.skipBlanks()
            try header(named: name)
            cursor.skipBlanks()
            guard cursor.isAtEnd else { throw cursor.fault }
            leaveLine(end)
        }
    }

    mutating func append(_ header: Header) throws(SIPError) {
        guard headers.count < MessageLimits.headers else { throw .limit(.headers) }
        if case .via = header.kind {
            viaCount += 1
            guard viaCount <= MessageLimits.vias else { throw .limit(.vias) }
        }
        headers.append(header)
    }
}
