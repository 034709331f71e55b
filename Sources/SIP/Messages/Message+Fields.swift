extension Message {
    /// Every value of a header field by its long name, letter case aside; compact forms of RFC 3261 §7.3.3 count too.
    public func headers(_ name: String) -> [String] { fields(name).map { text.string($0.value) } }

    /// The first value of a header field.
    public func header(_ name: String) -> String? { fields(name).first.map { text.string($0.value) } }

    func fields(_ name: String) -> [Header] {
        var long = name
        // Few messages have compact forms: the others are spared the search for this one.
        let hasCompactForms = headers.contains { $0.name.count == 1 }
        var short = hasCompactForms ? Self.compactForms[name.lowercased()] ?? "" : ""
        return long.withUTF8 { long in
            short.withUTF8 { short in headers.filter { isNamed($0, long) || isNamed($0, short) } }
        }
    }

    private func isNamed(_ header: Header, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(header.name.count) == name.count, header.name.range.upperBound <= bytes.count else { return false }
        var place = Int(header.name.start)
        for octet in name {
            guard bytes[place].lowercased == octet.lowercased else { return false }
            place += 1
        }
        return true
    }

    static let compactForms = [
        "call-id": "i", "contact": "m", "content-encoding": "e", "content-length": "l", "content-type": "c",
        "event": "o",
        "from": "f", "refer-to": "r", "session-expires": "x", "subject": "s", "supported": "k", "to": "t", "via": "v",
        "allow-events": "u", "referred-by": "b",
    ]

    /// The comma-separated tokens of a field, over all its lines.
    public func tokens(_ name: String) -> [String] { tokens(of: fields(name)) }

    private func tokens(of fields: [Header]) -> [String] {
        fields.flatMap { field -> [String] in
            if case .tokens(let range) = field.kind { return text.parameters(range).map(\.name) }
            return text.string(field.value).split(separator: ",").map { Self.trimmed($0) }.filter { !$0.isEmpty }
        }
    }

    /// The comma-separated addresses of a field, over all its lines: a comma between angle brackets or quotes is no
    /// separator (RFC 3261 §7.3.1).
    public func addresses(_ name: String) -> [String] {
        var items: [String] = []
        for value in headers(name) {
            var item = ""
            var isQuoted = false
            var isBracketed = false
            for character in value {
                if character == "\"", !isBracketed { isQuoted.toggle() }
                if !isQuoted, character == "<" || character == ">" { isBracketed = character == "<" }
                if character == ",", !isQuoted, !isBracketed {
                    items.append(Self.trimmed(item))
                    item = ""
                } else {
                    item.append(character)
                }
            }
            items.append(Self.trimmed(item))
        }
        return items.filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var slice = text[...]
        while slice.first?.isWhitespace == true { slice = slice.dropFirst() }
        while slice.last?.isWhitespace == true { slice = slice.dropLast() }
        return String(slice)
    }

    /// Option tags (RFC 3261 §20.37).
    public var supported: [String] { tokens("Supported") }
    /// Option tags (RFC 3261 §20.32).
    public var require: [String] { tokens("Require") }
    /// Option tags (RFC 3261 §20.29).
    public var proxyRequire: [String] { tokens("Proxy-Require") }
    /// RFC 3261 §20.5; nil where the field is absent.
    public var allow: [Method]? {
        let fields = fields("Allow")
        guard !fields.isEmpty else { return nil }
        var methods: [Method] = []
        for field in fields {
            if case .tokens(let range) = field.kind, range.range.upperBound <= parameters.count {
                methods += parameters[range.range].map { text.method($0.name) }
            } else {
                methods += tokens(of: [field]).map { Method(name: $0) }
            }
        }
        return methods.filter { $0 != .other }
    }
    /// RFC 6665 §8.2.1: the event package, without parameters.
    public var event: String? { header("Event").map { Self.trimmed($0.prefix { $0 != ";" }).lowercased() } }
    /// RFC 3261 §20.33, in seconds.
    public var retryAfter: UInt32? { header("Retry-After").flatMap { UInt32($0.prefix { $0.isNumber }) } }
    /// RFC 3261 §20.23, in seconds.
    public var minExpires: UInt32? { header("Min-Expires").flatMap { UInt32(Self.trimmed($0)) } }
}
