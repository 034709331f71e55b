/// Writes octets of a message: lines that cannot be broken by their values, and the Content-Length last.
struct MessageWriter: ~Copyable {
    private var writer = OctetWriter(capacity: 2_048)
    private let isCompact: Bool

    init(isCompact: Bool) {
        self.isCompact = isCompact
    }

    mutating func requestLine(_ method: Method, _ uri: URI) {
        writer.append(method.name)
        writer.append(32)
        uri.write(to: &writer)
        writer.write(" SIP/2.0\r\n")
    }

    mutating func statusLine(_ status: Int, _ reason: String) {
        writer.write("SIP/2.0 ")
        writer.append(number: UInt(clamping: status))
        writer.append(32)
        writer.append(reason)
        writer.lineBreak()
    }

    mutating func field(_ field: HeaderField) {
        begin(field.name)
        field.writeValue(to: &writer)
        writer.lineBreak()
    }

    mutating func line(_ name: String, _ value: String) {
        begin(name)
        writer.append(value)
        writer.lineBreak()
    }

    private mutating func begin(_ name: String) {
        let short = isCompact ? Message.compactForms[name.lowercased()] : nil
        writer.append(short ?? name)
        writer.write(": ")
    }

    /// A line whose value was read from a message: octet for octet, since a quoted pair may hold a control character
    /// that cannot be left out (RFC 4475 §3.1.1.2). The parser lets no line end through.
    /// - Parameter tag: what follows it.
    mutating func copy(_ name: String, _ value: Slice, of message: Message, tag: String? = nil) {
        begin(name)
        writer.copying(message.bytes) { $0.append(value) }
        if let tag { writer.append([Parameter("tag", tag)]) }
        writer.lineBreak()
    }

    /// A line of a message that is written again, from its typed value.
    mutating func again(_ header: Header, of message: Message) {
        writer.copying(message.bytes) { message.write(header, to: &$0) }
    }

    mutating func startLineAgain(of message: Message) {
        writer.copying(message.bytes) { message.writeStartLine(to: &$0) }
    }

    mutating func body(_ body: some Collection<UInt8>, contentType: String?) {
        if let contentType, !body.isEmpty { line("Content-Type", contentType) }
        begin("Content-Length")
        writer.append(number: UInt(body.count))
        writer.lineBreak()
        writer.lineBreak()
        writer.append(octets: body)
    }

    /// What was written.
    var octets: [UInt8] { writer.octets }

    /// The message, read back: what is sent is what was understood.
    func message() -> Message {
        let octets = writer.octets
        return (try? Message(parsing: octets)) ?? Message(unread: octets)
    }
}
