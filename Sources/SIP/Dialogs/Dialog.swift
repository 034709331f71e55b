/// A dialog (RFC 3261 §12): what both sides keep of each other between requests.
public struct Dialog: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        /// Made by a 101–199 with To tag.
        case early
        /// Made or confirmed by a 2xx.
        case confirmed
    }

    public let id: DialogID
    public private(set) var state: State
    /// Our From in requests of ours, with our tag. Its URI may change (RFC 4916 §4.4.1), its tag never.
    public private(set) var localAddress: NameAddress
    /// The peer's address, with its tag where it has one. The peer may change its URI (RFC 4916 §4.4.2), never its tag.
    public private(set) var remoteAddress: NameAddress
    /// The peer's Contact: the Request-URI of our requests (RFC 3261 §12.2.1.1).
    public var remoteTarget: URI { target.uri }
    /// RFC 4579 §4: the peer's Contact says that it is the focus of a conference.
    public var isWithFocus: Bool { target.parameters.contains { $0.isNamed("isfocus") } }
    private var target: NameAddress
    /// The proxies on the way, nearest first.
    public private(set) var routeSet: [NameAddress]
    /// The CSeq number of our last request; nil before the first.
    public private(set) var localSequence: UInt32?
    /// The CSeq number of the peer's last request; nil before the first.
    public private(set) var remoteSequence: UInt32?
    /// RFC 3261 §12.1.1: made by a request over TLS to a sips URI.
    public let isSecure: Bool
    /// An INVITE of ours has no final answer yet (RFC 3261 §14.1): no second one may begin.
    public private(set) var isLocalInvitePending: Bool
    /// An INVITE of the peer has no final answer from us yet.
    public private(set) var isRemoteInvitePending: Bool
    /// RFC 3261 §14.1: the owner of the Call-ID waits longer after 491.
    private let isCallIDOwner: Bool
    private var inviteSequence: UInt32?
    /// Where a request of the peer wants the next ones sent; it counts once we accept that request (RFC 6141 §4.6).
    private var offeredTarget: NameAddress?

    /// The user agent client's view (RFC 3261 §12.1.2): our request and a 101–299 answer with To tag make it.
    /// nil where the answer makes no dialog: another status, or a provisional one without To tag or Contact. A 2xx owes
    /// us a Contact; without one it still wants its ACK and our BYE, so the address that we called stands for it.
    public init?(asUAC request: Message, response: Message) {
        guard let status = response.statusCode, (101..<300).contains(status),
            request.isRequest, let localTag = request.fromTag,
            let target = response.contacts.first ?? (status >= 200 ? NameAddress(uri: request.requestURI) : nil),
            status >= 200 || response.toTag != nil
        else { return nil }
        id = DialogID(callID: request.callID, localTag: localTag, remoteTag: response.toTag ?? "")
        state = status < 200 ? .early : .confirmed
        localAddress = request.from
        remoteAddress = response.to
        self.target = target
        routeSet = Array(response.recordRoutes.reversed().prefix(DialogLimits.routes))
        localSequence = request.cSeq.number
        remoteSequence = nil
        isSecure = Self.isSecure(request)
        let isInvite = request.method == .invite
        isLocalInvitePending = isInvite && status < 200
        isRemoteInvitePending = false
        inviteSequence = isInvite ? request.cSeq.number : nil
        isCallIDOwner = true
    }

    /// The user agent server's view (RFC 3261 §12.1.1): the peer's request makes it once we answer 101–299 with our
    /// tag. nil where the request has no Contact or already a To tag.
    public init?(asUAS request: Message, localTag: String, state: State = .early) {
        guard request.isRequest, request.toTag == nil, let contact = request.contacts.first else { return nil }
        id = DialogID(callID: request.callID, localTag: localTag, remoteTag: request.fromTag ?? "")
        self.state = state
        localAddress = request.to.tagged(localTag)
        remoteAddress = request.from
        target = contact
        routeSet = Array(request.recordRoutes.prefix(DialogLimits.routes))
        localSequence = nil
        remoteSequence = request.cSeq.number
        isSecure = Self.isSecure(request)
        isLocalInvitePending = false
        isRemoteInvitePending = request.method == .invite && state == .early
        inviteSequence = nil
        isCallIDOwner = false
    }

    /// The subscriber's view (RFC 6665 §4.4.1): the NOTIFY that follows our SUBSCRIBE makes it, whether its 2xx came or not.
    /// nil where the NOTIFY has no To tag or no Contact.
    /// - Parameters:
    ///   - localAddress: the From of our SUBSCRIBE, with its tag.
    ///   - localSequence: the CSeq number of our SUBSCRIBE.
    public init?(asSubscriber localAddress: NameAddress, localSequence: UInt32, notify request: Message) {
        guard request.isRequest, let localTag = request.toTag, let contact = request.contacts.first else { return nil }
        id = DialogID(callID: request.callID, localTag: localTag, remoteTag: request.fromTag ?? "")
        state = .confirmed
        self.localAddress = localAddress
        remoteAddress = request.from
        target = contact
        routeSet = Array(request.recordRoutes.prefix(DialogLimits.routes))
        self.localSequence = localSequence
        remoteSequence = request.cSeq.number
        isSecure = Self.isSecure(request)
        isLocalInvitePending = false
        isRemoteInvitePending = false
        inviteSequence = nil
        isCallIDOwner = true
    }

    private static func isSecure(_ request: Message) -> Bool {
        request.requestURI.scheme == .sips && request.topVia?.transport == .tls
    }

    /// Where the next request goes first (RFC 3261 §12.2.1.1, §8.1.2): the nearest proxy, else the peer's target.
    public var nextHop: URI { routeSet.first?.uri ?? remoteTarget }

    /// Our address is another than the one that the dialog began with (RFC 4916 §4.2, §4.3): requests from now on say so.
    public mutating func identify(as address: NameAddress) { localAddress = address.tagged(id.localTag) }

    // MARK: Our requests

    /// A request of ours inside the dialog (RFC 3261 §12.2.1.1), routed loosely or strictly as the nearest proxy asks.
    /// - Parameters:
    ///   - method: any but ACK and CANCEL: see `acknowledgement` and `TransactionLayer.cancel`.
    ///   - via: with a fresh branch.
    ///   - contact: needed in requests that refresh the target: INVITE, UPDATE, SUBSCRIBE, REFER, NOTIFY.
    ///   - headers: further fields, credentials among them.
    public mutating func request(
        _ method: Method, via: Via, contact: NameAddress? = nil, headers: [HeaderField] = [], body: [UInt8] = [],
        contentType: String? = nil
    ) -> Message {
        precondition(method != .ack && method != .cancel, "ACK and CANCEL have the CSeq of their INVITE")
        let number = (localSequence ?? 0) &+ 1
        localSequence = number
        if method == .invite {
            isLocalInvitePending = true
            inviteSequence = number
        }
        let contacts = contact.map { [HeaderField.contact($0)] } ?? []
        return build(
            method, number: number, via: via, headers: contacts + headers, body: body, contentType: contentType)
    }

    /// The ACK of a 2xx to our INVITE (RFC 3261 §13.2.2.4): the INVITE's CSeq number, and its credentials in `headers`.
    /// - Parameter response: the 2xx; its CSeq tells the INVITE.
    public func acknowledgement(
        of response: Message, via: Via, headers: [HeaderField] = [], body: [UInt8] = [], contentType: String? = nil
    ) -> Message {
        build(.ack, number: response.cSeq.number, via: via, headers: headers, body: body, contentType: contentType)
    }

    /// Our last request was sent again with credentials under this CSeq number (`Message.retried`).
    public mutating func retried(_ request: Message) {
        localSequence = max(localSequence ?? 0, request.cSeq.number)
        if request.method == .invite {
            isLocalInvitePending = true
            inviteSequence = request.cSeq.number
        }
    }

    private func build(
        _ method: Method, number: UInt32, via: Via, headers: [HeaderField], body: [UInt8], contentType: String?
    ) -> Message {
        var target = remoteTarget.asRequestURI
        var routes = routeSet
        if let first = routes.first, !first.uri.isLooseRouting {
            // A strict router: it takes the Request-URI's place, and our target goes to the end of the routes.
            target = first.uri.asRequestURI
            routes.removeFirst()
            routes.append(NameAddress(uri: remoteTarget))
        }
        var fields: [HeaderField] = [.via(via), .maxForwards(70)]
        fields += routes.map { .route($0) }
        fields += [.from(localAddress), .to(remoteAddress), .callID(id.callID), .cSeq(number, method)]
        return Message.request(method, uri: target, headers: fields + headers, body: body, contentType: contentType)
    }

    // MARK: Answers to our requests

    /// A response to a request of ours in this dialog: confirms, refreshes the target, frees the way for the next
    /// INVITE.
    public mutating func receive(_ response: Message) {
        guard let status = response.statusCode else { return }
        let isInvite = response.method == .invite
        if isInvite, status >= 200, response.cSeq.number == inviteSequence { isLocalInvitePending = false }
        guard (200..<300).contains(status) else { return }
        if state == .early, isInvite {
            state = .confirmed
            // RFC 3261 §13.2.2.4: the route set is computed anew from the 2xx, for old proxies that recorded only
            // there.
            routeSet = Array(response.recordRoutes.reversed().prefix(DialogLimits.routes))
        }
        if let target = Self.newTarget(in: response) { self.target = target }
    }

    /// RFC 3261 §12.2.1.2: an answer after which the dialog is no more, besides that to BYE.
    public static func isEnded(by status: Int) -> Bool { status == 481 || status == 408 }

    /// How long to wait after 491 before the INVITE is tried again (RFC 3261 §14.1), in steps of 10 ms.
    public func glareDelay(using randomness: inout Randomness) -> Duration {
        isCallIDOwner
            ? .milliseconds(Int.random(in: 210...400, using: &randomness) * 10)
            : .milliseconds(Int.random(in: 0...200, using: &randomness) * 10)
    }

    // MARK: The peer's requests

    /// A request of the peer in this dialog (RFC 3261 §12.2.2, §14.2). Where the verdict is `.accept`, `answered` is owed.
    /// ACK and CANCEL follow the INVITE and change nothing.
    public mutating func receive(request: Message) -> DialogVerdict {
        if request.method == .ack || request.method == .cancel { return .accept }
        if let remoteSequence, request.cSeq.number <= remoteSequence { return .outOfOrder }
        // The number counts even where the request is refused.
        remoteSequence = request.cSeq.number
        if request.method == .invite {
            if isLocalInvitePending { return .requestPending }
            if isRemoteInvitePending { return .earlierInvitePending }
            isRemoteInvitePending = true
        }
        offeredTarget = Self.newTarget(in: request)
        refreshIdentity(from: request)
        return .accept
    }

    /// RFC 4916 §4.4.2: the From URI of a request within the dialog is the peer's address from now on, our To.
    private mutating func refreshIdentity(from request: Message) {
        guard request.method == .invite || request.method == .update, request.from.uri != remoteAddress.uri else {
            return
        }
        remoteAddress = request.from
    }

    /// We gave a response to a request of the peer in this dialog, the one that made it included.
    public mutating func answered(_ method: Method, status: Int) {
        guard status >= 200 else { return }
        if status < 300, let offeredTarget { target = offeredTarget }
        offeredTarget = nil
        guard method == .invite else { return }
        isRemoteInvitePending = false
        if status < 300 { state = .confirmed }
    }

    /// RFC 3261 §12.2: target refresh requests and their 2xx (RFC 3311 §5.1 for UPDATE) carry the new target.
    private static func newTarget(in message: Message) -> NameAddress? {
        switch message.method {
        case .invite, .update, .subscribe, .notify, .refer: message.contacts.first
        case .ack, .bye, .cancel, .register, .options, .prack, .info, .message, .publish, .other: nil
        }
    }
}

extension URI {
    /// RFC 3261 §12.2.1.1: what is not allowed in a Request-URI (the `method` parameter, header fields) is taken off.
    var asRequestURI: URI {
        var copy = self
        copy.parameters.removeAll { $0.isNamed("method") }
        copy.headers = ""
        return copy
    }
}
