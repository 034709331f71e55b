import SIP

/// The messages that tests of transactions and dialogs exchange.
enum Requests {
    static func make(
        _ method: Method, branch: String = "z9hG4bK1", host: String = "192.0.2.1", number: UInt32 = 1,
        fromTag: String = "from",
        toTag: String? = nil, callID: String = "call", uri: String = "sip:bob@192.0.2.2", extra: [HeaderField] = []
    ) throws -> Message {
        let alice = try NameAddress(parsing: "<sip:alice@example.org>")
        let bob = try NameAddress(parsing: "<sip:bob@example.org>")
        return Message.request(
            method, uri: try URI(parsing: uri),
            headers: [
                .via(Via(transport: .udp, host: host, port: 5060, branch: branch)), .maxForwards(70),
                .from(alice.tagged(fromTag)), .to(bob.tagged(toTag)), .callID(callID), .cSeq(number, method),
                .contact(try NameAddress(parsing: "<sip:alice@\(host)>")),
            ] + extra)
    }

    static func answer(_ request: Message, _ status: Int, tag: String? = "to", extra: [HeaderField] = []) -> Message {
        Message.response(to: request, status: status, toTag: status == 100 ? nil : tag, headers: extra)
    }
}

/// An action without its messages, short enough for a table.
func outline(_ actions: [TransactionAction]) -> [String] {
    actions.map { action in
        switch action {
        case .send(let message, .client): "client sends \(name(message))"
        case .send(let message, .server): "server sends \(name(message))"
        case .sendStatelessly(let message): "stateless \(name(message))"
        case .request(let message, _): "request \(name(message))"
        case .acknowledgement: "acknowledgement"
        case .cancelled: "cancelled"
        case .response(let message, _): "response \(name(message))"
        case .timedOut(.client): "client timed out"
        case .timedOut(.server): "server timed out"
        case .transportFailed(.client): "client transport failed"
        case .transportFailed(.server): "server transport failed"
        case .refused: "refused"
        case .terminated(.client): "client terminated"
        case .terminated(.server): "server terminated"
        }
    }
}

private func name(_ message: Message) -> String {
    message.statusCode.map(String.init) ?? message.methodName
}

/// The server transaction that a new request began.
func serverID(_ actions: [TransactionAction]) -> ServerTransactionID? {
    for case .request(_, let id) in actions { return id }
    return nil
}
