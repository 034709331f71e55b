extension Message {
    var text: MessageText { MessageText(bytes: bytes, parameters: parameters) }

    public var isRequest: Bool {
        if case .request = start { return true }
        return false
    }

    /// The request's method; a response's is the one of its CSeq (RFC 3261 §8.1.3.3).
    public var method: Method { Method(name: methodName) }

    public var methodName: String {
        if case .request(let name, _) = start { return text.string(name) }
        return cSeqMethodName
    }

    /// nil for a request.
    public var statusCode: Int? {
        if case .status(let code, _) = start { return Int(code) }
        return nil
    }

    public var reasonPhrase: String {
        if case .status(_, let phrase) = start { return text.string(phrase) }
        return ""
    }

    /// The Request-URI; for a response a URI that is none.
    public var requestURI: URI {
        if case .request(_, let uri) = start { return URI(uri, bytes: bytes, parameters: parameters) }
        return URI(scheme: .other(""), host: "")
    }

    private func address(_ slices: NameAddressSlices) -> NameAddress {
        NameAddress(slices, bytes: bytes, parameters: parameters)
    }

    private static let nobody = NameAddress(uri: URI(scheme: .other(""), host: ""))

    public var from: NameAddress {
        for case .from(let slices) in headers.lazy.map(\.kind) { return address(slices) }
        return Self.nobody
    }

    public var to: NameAddress {
        for case .to(let slices) in headers.lazy.map(\.kind) { return address(slices) }
        return Self.nobody
    }

    public var fromTag: String? { from.tag }
    public var toTag: String? { to.tag }

    public var callID: String {
        for case .callID(let slice) in headers.lazy.map(\.kind) { return text.string(slice) }
        return ""
    }

    public var cSeq: (number: UInt32, method: Method) {
        for case .cSeq(let number, let method) in headers.lazy.map(\.kind) {
            return (number, Method(name: text.string(method)))
        }
        return (0, .other)
    }

    private var cSeqMethodName: String {
        for case .cSeq(_, let method) in headers.lazy.map(\.kind) { return text.string(method) }
        return ""
    }

    public var vias: [Via] {
        headers.compactMap { header in
            guard case .via(let slices) = header.kind else { return nil }
            return Via(slices, bytes: bytes, parameters: parameters)
        }
    }

    public var topVia: Via? {
        for case .via(let slices) in headers.lazy.map(\.kind) {
            return Via(slices, bytes: bytes, parameters: parameters)
        }
        return nil
    }

    public var contacts: [NameAddress] {
        headers.compactMap { header in
            guard case .contact(let slices) = header.kind else { return nil }
            return address(slices)
        }
    }

    /// `Contact: *` (RFC 3261 §10.2.2).
    public var contactIsStar: Bool { headers.contains { $0.kind == .contactStar } }

    public var routes: [NameAddress] {
        headers.compactMap { header in
            guard case .route(let slices) = header.kind else { return nil }
            return address(slices)
        }
    }

    public var recordRoutes: [NameAddress] {
        headers.compactMap { header in
            guard case .recordRoute(let slices) = header.kind else { return nil }
            return address(slices)
        }
    }

    /// RFC 3325 §9.1; believed only on a trusted flow.
    public var assertedIdentities: [NameAddress] {
        headers.compactMap { header in
            guard case .assertedIdentity(let slices) = header.kind else { return nil }
            return address(slices)
        }
    }

    /// nil where absent or out of range.
    public var maxForwards: Int? {
        for case .maxForwards(let value) in headers.lazy.map(\.kind) { return value.map(Int.init) }
        return nil
    }

    public var expires: UInt32? {
        for case .expires(let value) in headers.lazy.map(\.kind) { return value }
        return nil
    }

    public var contentType: MediaType? {
        for case .contentType(let type, let subtype, _) in headers.lazy.map(\.kind) {
            return MediaType(text.string(type).lowercased(), text.string(subtype).lowercased())
        }
        return nil
    }

    public var body: ArraySlice<UInt8> { bytes[min(bodyStart, bytes.count)...] }

    public var challenges: [Challenge] {
        headers.compactMap { header in
            guard case .challenge(let isProxy, let scheme, let range) = header.kind else { return nil }
            return Challenge(isProxy: isProxy, scheme: text.string(scheme), parameters: text.parameters(range))
        }
    }
}
