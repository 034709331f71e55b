import SIP

/// A message taken apart into typed values once, and written from them again and again.
struct Writing {
    private let original: Message
    /// What a response is written for; the request itself otherwise.
    private let request: Message
    private let extra: [HeaderField]
    private let body: [UInt8]

    init(_ message: Message) {
        original = message
        body = Array(message.body)
        var core: [HeaderField] = message.vias.map { .via($0) }
        core += [.from(message.from), .to(message.to), .callID(message.callID)]
        core.append(.cSeq(message.cSeq.number, message.cSeq.method))
        let own = core
        core = message.routes.map { .route($0) } + message.recordRoutes.map { .recordRoute($0) }
        core += message.contacts.map { .contact($0) }
        if let hops = message.maxForwards { core.append(.maxForwards(hops)) }
        if let seconds = message.expires { core.append(.expires(seconds)) }
        if let methods = message.allow { core.append(.allow(methods)) }
        if !message.supported.isEmpty { core.append(.supported(message.supported)) }
        for value in message.headers("Authorization") { core.append(.authorization(value)) }
        for name in Self.asText {
            for value in message.headers(name) { core.append(.other(name, value)) }
        }
        request =
            message.isRequest
            ? message
            : Message.request(
                message.method, uri: message.to.uri, headers: own + [.maxForwards(70)], body: [], contentType: nil)
        extra = message.isRequest ? own + core : core
    }

    private static let asText = [
        "Proxy-Authorization", "WWW-Authenticate", "Proxy-Authenticate", "User-Agent", "Server", "Session-Expires",
        "Min-SE", "P-Preferred-Identity", "P-Asserted-Identity", "Accept", "Require", "Date", "Reason", "Allow-Events",
    ]

    func message() -> Message {
        let type = body.isEmpty ? nil : "application/sdp"
        if original.isRequest {
            return .request(original.method, uri: original.requestURI, headers: extra, body: body, contentType: type)
        }
        return .response(
            to: request, status: original.statusCode ?? 200, reason: original.reasonPhrase, toTag: nil, headers: extra,
            body: body, contentType: type)
    }
}
