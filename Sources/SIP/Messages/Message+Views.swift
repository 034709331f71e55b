extension Message {
    var text: MessageText { MessageText(bytes: bytes, parameters: parameters) }

    /// Whether the start line is a Request-Line (RFC 3261 §7.1).
    public var isRequest: Bool {
        if case .request = start { return true }
        return false
    }

    /// The request's method; a response's is the one of its CSeq (RFC 3261 §8.1.3.3).
    public var method: Method { text.method(methodSlice) }

    /// The method's own text, known or not.
    public var methodName: String { text.string(methodSlice) }

    private var methodSlice: Slice {
        if case .request(let name, _) = start { return name }
        for case .cSeq(_, let name) in headers.lazy.map(\.kind) { return name }
        return .none
    }

    /// nil for a request.
    public var statusCode: Int? {
        if case .status(let code, _) = start { return Int(code) }
        return nil
    }

    /// "" for a request; may be empty in a response (RFC 3261 §7.2).
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

    /// RFC 3261 §20.20.
    public var from: NameAddress {
        for case .from(let slices) in headers.lazy.map(\.kind) { return address(slices) }
        return Self.nobody
    }

    /// RFC 3261 §20.39.
    public var to: NameAddress {
        for case .to(let slices) in headers.lazy.map(\.kind) { return address(slices) }
        return Self.nobody
    }

    /// The tag of From; nil from an RFC 2543 element.
    public var fromTag: String? {
        for case .from(let slices) in headers.lazy.map(\.kind) { return parameter("tag", slices.parameters) }
        return nil
    }
    /// The tag of To; nil outside of a dialog.
    public var toTag: String? {
        for case .to(let slices) in headers.lazy.map(\.kind) { return parameter("tag", slices.parameters) }
        return nil
    }

    /// The branch of the top Via (RFC 3261 §8.1.1.7), without the rest of it.
    public var topBranch: String? {
        for case .via(let slices) in headers.lazy.map(\.kind) { return parameter("branch", slices.parameters) }
        return nil
    }

    /// How many Via values there are.
    public var viaCount: Int {
        headers.reduce(0) { count, header in
            if case .via = header.kind { count + 1 } else { count }
        }
    }

    /// A parameter by its name in lower case: nil where it is absent, "" where it has no value.
    func parameter(_ name: StaticString, _ range: ParameterRange) -> String? {
        for index in range.range where index < parameters.count {
            let item = parameters[index]
            guard Int(item.name.count) == name.utf8CodeUnitCount,
                name.withUTF8Buffer({ zip(bytes[item.name.range], $0).allSatisfy { $0.lowercased == $1 } })
            else { continue }
            switch item.form {
            case .nameOnly: return ""
            case .token: return text.string(item.value)
            case .quoted: return text.unquoted(item.value)
            }
        }
        return nil
    }

    /// RFC 3261 §20.8.
    public var callID: String {
        for case .callID(let slice) in headers.lazy.map(\.kind) { return text.string(slice) }
        return ""
    }

    /// RFC 3261 §20.16.
    public var cSeq: (number: UInt32, method: Method) {
        for case .cSeq(let number, let method) in headers.lazy.map(\.kind) {
            return (number, text.method(method))
        }
        return (0, .other)
    }

    /// Every Via in order, the top one first (RFC 3261 §20.42).
    public var vias: [Via] {
        var isTop = true
        return headers.compactMap { header in
            guard case .via(let slices) = header.kind else { return nil }
            defer { isTop = false }
            return via(slices, isTop: isTop)
        }
    }

    /// The Via of the last hop.
    public var topVia: Via? {
        for case .via(let slices) in headers.lazy.map(\.kind) { return via(slices, isTop: true) }
        return nil
    }

    func via(_ slices: ViaSlices, isTop: Bool) -> Via {
        let via = Via(slices, bytes: bytes, parameters: parameters)
        return isTop ? stamp?.put(on: via) ?? via : via
    }

    /// RFC 3261 §20.10, over all its lines.
    public var contacts: [NameAddress] {
        headers.compactMap { header in
            guard case .contact(let slices) = header.kind else { return nil }
            return address(slices)
        }
    }

    /// RFC 3261 §20.34, over all its lines.
    public var routes: [NameAddress] {
        headers.compactMap { header in
            guard case .route(let slices) = header.kind else { return nil }
            return address(slices)
        }
    }

    /// RFC 3261 §20.30, over all its lines.
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

    /// RFC 3261 §20.19, in seconds.
    public var expires: UInt32? {
        for case .expires(let value) in headers.lazy.map(\.kind) { return value }
        return nil
    }

    /// RFC 3261 §20.15.
    public var contentType: MediaType? {
        for case .contentType(let type, let subtype, _) in headers.lazy.map(\.kind) {
            return MediaType(text.string(type).lowercased(), text.string(subtype).lowercased())
        }
        return nil
    }

    /// The octets after the empty line, as many as Content-Length says.
    public var body: ArraySlice<UInt8> { bytes[min(bodyStart, bytes.count)...] }

    /// WWW-Authenticate and Proxy-Authenticate in order.
    public var challenges: [Challenge] {
        headers.compactMap { header in
            guard case .challenge(let isProxy, let scheme, let range) = header.kind else { return nil }
            return Challenge(isProxy: isProxy, scheme: text.string(scheme), parameters: text.parameters(range))
        }
    }

    /// Authorization and Proxy-Authorization in order (RFC 3261 §20.7, §20.28): they have the form of a challenge.
    public var credentials: [Challenge] {
        headers.compactMap { header in
            guard case .credentials(let scheme, let range) = header.kind else { return nil }
            let isProxy = text.string(header.name).lowercased() == "proxy-authorization"
            return Challenge(isProxy: isProxy, scheme: text.string(scheme), parameters: text.parameters(range))
        }
    }
}
