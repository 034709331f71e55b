/// Writes octets of a message: lines that cannot be broken by their values, and the Content-Length last.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []
    let isCompact: Bool

    init(isCompact: Bool) {
        self.isCompact = isCompact
        bytes.reserveCapacity(1_200)
    }

    mutating func startLine(_ text: String) {
        bytes.append(contentsOf: MessageText.printable(text).utf8)
        lineBreak()
    }

    mutating func field(_ field: HeaderField) { line(field.name, field.value) }

    mutating func line(_ name: String, _ value: String) {
        let short = isCompact ? Message.compactForms[name.lowercased()] : nil
        bytes.append(contentsOf: MessageText.printable(short ?? name).utf8)
        bytes.append(58)
        bytes.append(32)
        bytes.append(contentsOf: MessageText.printable(value).utf8)
        lineBreak()
    }

    /// A line whose value was read from a message: octet for octet, since a quoted pair may hold a control character
    /// that cannot be left out (RFC 4475 §3.1.1.2). The parser lets no line end through.
    mutating func copy(_ name: String, _ value: ArraySlice<UInt8>) {
        let short = isCompact ? Message.compactForms[name.lowercased()] : nil
        bytes.append(contentsOf: (short ?? name).utf8)
        bytes.append(58)
        bytes.append(32)
        bytes.append(contentsOf: value)
        lineBreak()
    }

    mutating func body(_ body: some Collection<UInt8>, contentType: String?) {
        if let contentType, !body.isEmpty { line("Content-Type", contentType) }
        line("Content-Length", "\(body.count)")
        lineBreak()
        bytes.append(contentsOf: body)
    }

    private mutating func lineBreak() {
        bytes.append(13)
        bytes.append(10)
    }

    /// The message, read back: what is sent is what was understood.
    func message() -> Message {
        (try? Message(parsing: bytes)) ?? Message(unread: bytes)
    }
}
