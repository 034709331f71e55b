/// Octets → typed header values. One pass; folds are blanked first, in place (RFC 3261 §7.3.1).
struct MessageParser {
    var cursor: Cursor
    var start: Message.StartLine
    var headers: [Header] = []
    private var viaCount = 0

    /// Octets from the start line on. The body begins at `bodyStart`.
    let bodyStart: Int

    init(_ message: [UInt8]) throws(SIPError) {
        guard message.count <= MessageLimits.messageOctets else { throw .limit(.messageOctets) }
        var bytes = message
        bodyStart = try Self.blankFolds(&bytes)
        cursor = Cursor(bytes)
        start = .status(0, .none)
        cursor.parameters.reserveCapacity(48)
        headers.reserveCapacity(32)
        start = try startLine()
        try headerLines()
    }

    /// Replaces each line break that is followed by a blank with blanks; returns where the body begins.
    static func blankFolds(_ bytes: inout [UInt8]) throws(SIPError) -> Int {
        var index = 0
        while index + 1 < bytes.count {
            let second = bytes[index + 1]
            guard second == 10, bytes[index] == 13 else {
                // What no CR is begins no line break either.
                index += second == 13 ? 1 : 2
                continue
            }
            let after = index + 2
            if after + 1 < bytes.count, bytes[after] == 13, bytes[after + 1] == 10 { return after + 2 }
            if after < bytes.count, bytes[after].isBlank, index > 0 {
                bytes[index] = 32
                bytes[index + 1] = 32
            }
            index = after
        }
        throw .incomplete
    }

    /// Sets the cursor on the next line and returns its end, nil at the empty line.
    private mutating func enterLine() -> Int? {
        cursor.end = bodyStart
        var end = cursor.index
        while end + 1 < bodyStart, !(cursor.bytes[end] == 13 && cursor.bytes[end + 1] == 10) { end += 1 }
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
