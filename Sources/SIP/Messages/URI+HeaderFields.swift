extension URI {
    /// The header fields after `?` (RFC 3261 §19.1.1), unescaped, at most `MessageLimits.uriHeaders`. Nobody obeys them all:
    /// whoever looks for one takes it by name (§19.1.5). One without `=` has no value.
    public var headerFields: [Parameter] {
        headers.utf8.split(separator: 38, maxSplits: MessageLimits.uriHeaders).prefix(MessageLimits.uriHeaders).map {
            field in
            let parts = field.split(separator: 61, maxSplits: 1, omittingEmptySubsequences: false)
            return Parameter(Self.unescaped(parts.first), parts.count == 2 ? Self.unescaped(parts.last) : nil)
        }
    }

    /// The values of a header field by its name, letter case aside.
    public func headerValues(_ name: String) -> [String] {
        headerFields.filter { $0.name.lowercased() == name.lowercased() }.map { $0.value ?? "" }
    }

    /// The same URI with one more header field, escaped: all but letters, digits and the marks of RFC 3261 §25.1.
    public func adding(header name: String, value: String) -> URI {
        var copy = self
        let field = OctetWriter.text { writer in
            writer.append(name, escapingAllBut: .unreserved)
            writer.append(61)
            writer.append(value, escapingAllBut: .unreserved)
        }
        copy.headers += (copy.headers.isEmpty ? "" : "&") + field
        return copy
    }

    private static func unescaped(_ text: Substring.UTF8View?) -> String {
        let octets = Array(text ?? "".utf8[...])
        return MessageText(bytes: octets, parameters: []).unescaped(Slice(0, min(octets.count, Int(UInt16.max))))
    }
}
