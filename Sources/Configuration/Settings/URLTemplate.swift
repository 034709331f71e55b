/// The address of another program's page with places for what is known of a call, such as
/// `https://example.org/new?channel=phone&caller={from.number}`.
public struct URLTemplate: Sendable, Equatable {
    /// What a place may be filled with.
    public enum Field: String, Sendable, Equatable, CaseIterable {
        case event, direction, queue, account, agent
        case callID = "call_id"
        case sipCallID = "sip_call_id"
        case time = "t"
        /// In E.164 where it is known, else as the network says it.
        case fromNumber = "from.number"
        case fromE164 = "from.e164"
        case fromRaw = "from.raw"
        case fromName = "from.display"
        case toNumber = "to.number"
        case toE164 = "to.e164"
        case toRaw = "to.raw"
        case toName = "to.display"
        /// The other end, whoever began the call.
        case peerNumber = "peer.number"
        case peerName = "peer.display"
        case divertedBy = "diverted_by.number"
    }

    private enum Part: Sendable, Equatable {
        case text(String)
        case field(Field)
    }

    private let parts: [Part]

    /// - Returns: nil where it is no `https:` or `http:` address, names a field that does not exist, or has a field before the path or
    ///   the query: who calls must not choose the server.
    public init?(parsing text: String) {
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix),
            text.count <= Limits.textCharacters,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c })
        else { return nil }
        let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isOfHost) else { return nil }
        var parts: [Part] = [.text(String(text.prefix(scheme.count + host.count)))]
        var rest = text.dropFirst(scheme.count + host.count)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}"),
                let field = Field(rawValue: String(rest[rest.index(after: open)..<close]))
            else { return nil }
            parts += [.text(String(rest[..<open])), .field(field)]
            rest = rest[rest.index(after: close)...]
        }
        self.parts = parts + [.text(String(rest))]
    }

    /// The address with what is known; a field that is not known is empty. Each value is escaped down to the unreserved characters
    /// (RFC 3986 §2.3), so that none can end its own part of the address.
    public func filled(_ value: (Field) -> String?) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field):
                PercentEncoding.of((value(field) ?? "").unicodeScalars.prefix(Limits.textCharacters))
            }
        }.joined()
    }

    /// A name, a numeric address or a port; no user part.
    private static func isOfHost(_ octet: UInt8) -> Bool { isAlphanumeric(octet) || ".-:[]".utf8.contains(octet) }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
    }
}
