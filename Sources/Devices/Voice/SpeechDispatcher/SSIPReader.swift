/// One answer or event of Speech Dispatcher (SSIP, "General Rules"): lines `NNN-…` and a last one `NNN …`.
struct SSIPBlock: Sendable, Equatable {
    var code: Int
    /// The texts of the lines before the last.
    var data: [String]
    /// The text of the last line.
    var text: String

    /// Events begin with 7, whatever was asked meanwhile.
    var isEvent: Bool { code / 100 == 7 }
    /// The server did what was asked.
    var isSuccess: Bool { code / 100 == 2 }
}

/// Octets that are no SSIP: the connection is of no use any more.
struct SSIPFault: Error, Equatable {}

/// Cuts what the server sends into blocks, however the octets arrive. A pure value.
struct SSIPReader: Sendable {
    private var line: [UInt8] = []
    private var data: [String] = []
    /// The code of the lines in `data`.
    private var code = 0

    mutating func take(_ octets: some Sequence<UInt8>) throws(SSIPFault) -> [SSIPBlock] {
        var blocks: [SSIPBlock] = []
        for octet in octets {
            if octet == UInt8(ascii: "\n") {
                if let block = try endLine() { blocks.append(block) }
                line.removeAll(keepingCapacity: true)
            } else {
                guard line.count < Limits.dispatcherLineOctets else { throw SSIPFault() }
                line.append(octet)
            }
        }
        return blocks
    }

    private mutating func endLine() throws(SSIPFault) -> SSIPBlock? {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let digits = line.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { throw SSIPFault() }
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        guard data.isEmpty || number == code else { throw SSIPFault() }
        let mark = line.dropFirst(3).first
        let text = String(decoding: line.dropFirst(4), as: UTF8.self)
        switch mark {
        case UInt8(ascii: "-"):
            guard data.count < Limits.dispatcherDataLines else { throw SSIPFault() }
            code = number
            data.append(text)
            return nil
        case UInt8(ascii: " "), nil:
            defer { data = [] }
            return SSIPBlock(code: number, data: data, text: text)
        case .some: throw SSIPFault()
        }
    }
}
