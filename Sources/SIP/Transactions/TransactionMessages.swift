extension Message {
    /// The ACK of a 300–699 answer to this INVITE (RFC 3261 §17.1.1.3): the INVITE's Request-URI, top Via, From,
    /// Call-ID, CSeq number and Route; the answer's To.
    func acknowledgement(of response: Message) -> Message {
        Message.request(.ack, uri: requestURI, headers: hopHeaders(.ack, to: response.to))
    }

    /// The CANCEL of this INVITE (RFC 3261 §9.1): the same Request-URI, top Via, From, To, Call-ID, CSeq number and
    /// Route.
    func cancellation(headers: [HeaderField]) -> Message {
        Message.request(.cancel, uri: requestURI, headers: hopHeaders(.cancel, to: to) + headers)
    }

    /// What ACK and CANCEL copy from the request whose hop they share: the top Via alone, the From, the whole Route.
    private func hopHeaders(_ method: Method, to: NameAddress) -> [HeaderField] {
        var fields: [HeaderField] = []
        if let via = topVia { fields.append(.via(via)) }
        fields.append(.maxForwards(70))
        fields += routes.map { .route($0) }
        fields += [.from(from), .to(to), .callID(callID), .cSeq(cSeq.number, method)]
        return fields
    }
}
