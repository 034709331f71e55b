/// The text that a MESSAGE carries (RFC 3428), plain or wrapped for a gateway (RFC 3862).
public enum InstantMessage {
    /// What a body is.
    public enum Content: Sendable, Equatable {
        /// Raw, to be cleaned before it is shown.
        case text(String)
        /// A sign that somebody writes (RFC 3994): nothing to show.
        case composing
        /// A media type that we do not read; the answer is 415 (RFC 3428 §7).
        case unsupported
    }

    /// The media types that we read, for Accept.
    public static let accepted = ["text/plain", "message/cpim"]

    /// What the request carries. Octets that are no UTF-8 are replaced.
    public static func content(of request: Message) -> Content {
        let encoding = request.header("Content-Encoding")?.lowercased() ?? "identity"
        guard encoding == "identity" else { return .unsupported }
        switch request.contentType?.name {
        // RFC 3428 §4 has no default; plain text is what a body without type can be.
        case nil, "text/plain": return .text(String(decoding: request.body, as: UTF8.self))
        case "application/im-iscomposing+xml": return .composing
        case "message/cpim": return wrapped(request.body)
        case .some: return .unsupported
        }
    }

    /// RFC 3862 §2: header fields, an empty line, the header fields of the content, an empty line, the content.
    private static func wrapped(_ body: ArraySlice<UInt8>) -> Content {
        guard let (_, inner) = split(body), let (fields, content) = split(inner) else { return .unsupported }
        let text = String(decoding: fields, as: UTF8.self)
        let type = text.split(whereSeparator: \.isNewline).lazy
            .map { $0.split(separator: ":", maxSplits: 1) }
            .first { $0.count == 2 && $0[0].trimmedBlanks.lowercased() == "content-type" }?[1]
        switch type?.prefix(while: { $0 != ";" }).trimmedBlanks.lowercased() {
        case nil, "text/plain": return .text(String(decoding: content, as: UTF8.self))
        case "application/im-iscomposing+xml": return .composing
        case .some: return .unsupported
        }
    }

    /// What stands before and after the first empty line.
    private static func split(_ octets: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        var place = octets.startIndex
        while let end = octets[place...].firstIndex(of: 10) {
            let next = octets.index(after: end)
            let line = octets[place..<end]
            if line.isEmpty || line.elementsEqual([13]) { return (octets[octets.startIndex..<place], octets[next...]) }
            place = next
        }
        return nil
    }
}
