import SIP

/// A message on its way through the exchange (RFC 3261 §16.6): its lines, of which a proxy changes a few, and its body.
struct PassingMessage {
    private var lines: [[UInt8]]
    private var body: [UInt8]

    init(_ message: Message) {
        body = Array(message.body)
        lines = []
        var line: [UInt8] = []
        for octet in message.written.dropLast(body.count) {
            switch octet {
            case 13: continue
            case 10:
                if !line.isEmpty { lines.append(line) }
                line = []
            default: line.append(octet)
            }
        }
    }

    /// The whole message.
    var octets: [UInt8] {
        var all: [UInt8] = []
        for line in lines where Self.name(of: line) != "content-length" { all += line + [13, 10] }
        return all + Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }

    mutating func setRequestURI(_ uri: URI, method: String) {
        guard !lines.isEmpty else { return }
        lines[0] = Array("\(method) \(uri) SIP/2.0".utf8)
    }

    mutating func setStatus(_ status: Int) {
        guard !lines.isEmpty else { return }
        lines[0] = Array("SIP/2.0 \(status) \(Message.standardReason(status))".utf8)
    }

    mutating func setBody(_ octets: [UInt8]) { body = octets }

    /// A field above all others.
    mutating func insert(_ field: HeaderField) {
        lines.insert(Array(field.description.utf8), at: min(1, lines.count))
    }

    /// The first value of a field goes, as the hop that it is for takes it off.
    mutating func removeFirst(_ name: String) {
        if let place = place(of: name) { lines.remove(at: place) }
    }

    mutating func replaceFirst(_ name: String, by field: HeaderField) {
        if let place = place(of: name) { lines[place] = Array(field.description.utf8) }
    }

    private func place(of name: String) -> Int? {
        let wanted = name.lowercased()
        return lines.indices.dropFirst().first { Self.name(of: lines[$0]) == wanted }
    }

    private static func name(of line: [UInt8]) -> String {
        String(decoding: line.prefix { $0 != 58 && $0 != 32 }, as: UTF8.self).lowercased()
    }
}
