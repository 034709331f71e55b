import SIP
import Testing

@Suite struct DialogTests {
    static let via = Via(transport: .udp, host: "192.0.2.1", port: 5060, branch: "z9hG4bKnew")

    static func recordRoutes(_ uris: [String]) throws -> [HeaderField] {
        try uris.map { .recordRoute(try NameAddress(parsing: "<\($0)>")) }
    }

    static func contact(_ uri: String) throws -> HeaderField { .contact(try NameAddress(parsing: "<\(uri)>")) }

    /// The caller's dialog after an answer that went through these proxies (nearest to the called first).
    static func caller(_ status: Int = 200, through proxies: [String] = []) throws -> Dialog {
        let invite = try Requests.make(.invite, number: 10)
        let extra = [try contact("sip:bob@198.51.100.2:5062")] + (try recordRoutes(proxies))
        return try #require(Dialog(asUAC: invite, response: Requests.answer(invite, status, extra: extra)))
    }

    static func called(through proxies: [String] = []) throws -> Dialog {
        let invite = try Requests.make(.invite, number: 10, extra: try recordRoutes(proxies))
        return try #require(Dialog(asUAS: invite, localTag: "to"))
    }

    @Test func theCallersDialog() throws {
        let dialog = try Self.caller(180)
        #expect(dialog.id == DialogID(callID: "call", localTag: "from", remoteTag: "to"))
        #expect(dialog.state == .early && dialog.localSequence == 10 && dialog.remoteSequence == nil)
        #expect(dialog.remoteTarget.description == "sip:bob@198.51.100.2:5062" && !dialog.isSecure)
        #expect(dialog.nextHop == dialog.remoteTarget && dialog.isLocalInvitePending)
    }

    @Test func theCalledOnesDialog() throws {
        let dialog = try Self.called(through: ["sip:p1.example.org;lr", "sip:p2.example.org;lr"])
        #expect(dialog.id == DialogID(callID: "call", localTag: "to", remoteTag: "from"))
        #expect(dialog.routeSet.map(\.uri.host) == ["p1.example.org", "p2.example.org"])
        #expect(dialog.localAddress.tag == "to" && dialog.remoteAddress.tag == "from")
        #expect(dialog.localSequence == nil && dialog.remoteSequence == 10 && dialog.isRemoteInvitePending)
    }

    @Test(arguments: [100, 300, 486])
    func otherAnswersMakeNoDialog(status: Int) throws {
        let invite = try Requests.make(.invite)
        let answer = Requests.answer(invite, status, extra: [try Self.contact("sip:bob@198.51.100.2")])
        #expect(Dialog(asUAC: invite, response: answer) == nil)
    }

    @Test func withoutTagOrContactThereIsNoDialog() throws {
        let invite = try Requests.make(.invite)
        let contact = try Self.contact("sip:bob@198.51.100.2")
        #expect(Dialog(asUAC: invite, response: Requests.answer(invite, 180, tag: nil, extra: [contact])) == nil)
        #expect(Dialog(asUAC: invite, response: Requests.answer(invite, 180)) == nil)
        // A 2xx without Contact is still acknowledged: the address that was called stands for it.
        #expect(
            Dialog(asUAC: invite, response: Requests.answer(invite, 200))?.remoteTarget == invite.requestURI)
        // RFC 3261 §12.1.2: a 2xx of RFC 2543 without tag counts as one with an empty tag.
        #expect(
            Dialog(asUAC: invite, response: Requests.answer(invite, 200, tag: nil, extra: [contact]))?.id.remoteTag
                == "")
        #expect(Dialog(asUAS: try Requests.make(.invite, toTag: "x"), localTag: "to") == nil)
    }

    @Test func bothSidesNameOneDialog() throws {
        var caller = try Self.caller()
        let bye = caller.request(.bye, via: Self.via)
        #expect(DialogID(incoming: bye) == (try Self.called()).id)
        #expect(DialogID(response: Requests.answer(bye, 200)) == caller.id)
        #expect(DialogID(incoming: try Requests.make(.invite)) == nil)
    }

    // MARK: Routes (RFC 3261 §12.2.1.1)

    @Test func withoutRoutes() throws {
        var dialog = try Self.caller()
        let bye = dialog.request(.bye, via: Self.via)
        #expect(bye.requestURI.description == "sip:bob@198.51.100.2:5062" && bye.routes.isEmpty)
        #expect(bye.cSeq.number == 11 && bye.topVia == Self.via && bye.maxForwards == 70 && bye.contacts.isEmpty)
        #expect(bye.from == dialog.localAddress && bye.to == dialog.remoteAddress && bye.callID == "call")
    }

    @Test func looseRoutes() throws {
        var dialog = try Self.caller(through: ["sip:near-bob.example.org;lr", "sip:near-alice.example.org;lr"])
        let bye = dialog.request(.bye, via: Self.via)
        #expect(dialog.nextHop.host == "near-alice.example.org")
        #expect(bye.requestURI.description == "sip:bob@198.51.100.2:5062")
        #expect(bye.routes.map(\.uri.host) == ["near-alice.example.org", "near-bob.example.org"])
    }

    /// The example of §12.2.1.1: the strict router takes the Request-URI, the target goes to the end.
    @Test func strictRoutes() throws {
        var dialog = try Self.caller(through: [
            "sip:proxy4;lr", "sip:proxy3", "sip:proxy2", "sip:proxy1?h=1;method=INVITE",
        ])
        let bye = dialog.request(.bye, via: Self.via)
        #expect(dialog.nextHop.host == "proxy1")
        #expect(bye.requestURI.description == "sip:proxy1")
        #expect(bye.routes.map(\.uri.host) == ["proxy2", "proxy3", "proxy4", "198.51.100.2"])
    }

    @Test func theAcknowledgementOf2xx() throws {
        var dialog = try Self.caller(through: ["sip:p;lr"])
        let invite = dialog.request(.invite, via: Self.via, contact: try NameAddress(parsing: "<sip:alice@192.0.2.1>"))
        _ = dialog.request(.info, via: Self.via)
        let ack = dialog.acknowledgement(
            of: Requests.answer(invite, 200), via: Self.via, headers: [.authorization("x")])
        #expect(ack.method == .ack && ack.cSeq.number == 11 && ack.cSeq.method == .ack)
        #expect(ack.routes.count == 1 && ack.header("Authorization") == "x" && ack.topVia?.branch == "z9hG4bKnew")
        #expect(dialog.localSequence == 12)
    }

    @Test func longRouteSetsAreCut() throws {
        let dialog = try Self.called(through: (0..<40).map { "sip:p\($0);lr" })
        #expect(dialog.routeSet.count == DialogLimits.routes)
    }

    // MARK: Confirmation, refresh, sequence

    @Test func the2xxConfirmsAndBringsRouteAndTarget() throws {
        var dialog = try Self.caller(180, through: ["sip:early;lr"])
        let invite = try Requests.make(.invite, number: 10)
        let extra = [try Self.contact("sip:bob@198.51.100.9")] + (try Self.recordRoutes(["sip:late;lr"]))
        dialog.receive(Requests.answer(invite, 200, extra: extra))
        #expect(dialog.state == .confirmed && !dialog.isLocalInvitePending)
        #expect(dialog.routeSet.map(\.uri.host) == ["late"] && dialog.remoteTarget.host == "198.51.100.9")
    }

    /// A re-INVITE moves the target; the route set of a confirmed dialog stays as it is.
    @Test func aTargetRefreshKeepsTheRoutes() throws {
        var dialog = try Self.caller(through: ["sip:p;lr"])
        let invite = dialog.request(.invite, via: Self.via)
        let extra = [try Self.contact("sip:bob@203.0.113.7")] + (try Self.recordRoutes(["sip:other;lr"]))
        dialog.receive(Requests.answer(invite, 200, extra: extra))
        #expect(dialog.remoteTarget.host == "203.0.113.7" && dialog.routeSet.map(\.uri.host) == ["p"])
        let info = dialog.request(.info, via: Self.via)
        dialog.receive(Requests.answer(info, 200, extra: [try Self.contact("sip:bob@evil.example.org")]))
        #expect(dialog.remoteTarget.host == "203.0.113.7")
    }

    @Test func thePeersRequestsComeInOrder() throws {
        var dialog = try Self.called()
        dialog.answered(.invite, status: 200)
        #expect(dialog.state == .confirmed)
        #expect(dialog.receive(request: try Requests.make(.info, number: 10, toTag: "to")) == .outOfOrder)
        #expect(dialog.receive(request: try Requests.make(.info, number: 15, toTag: "to")) == .accept)
        #expect(dialog.receive(request: try Requests.make(.info, number: 14, toTag: "to")).status == 500)
        #expect(dialog.receive(request: try Requests.make(.ack, number: 10, toTag: "to")) == .accept)
        #expect(dialog.remoteSequence == 15)
    }

    @Test func thePeerMovesItsTarget() throws {
        var dialog = try Self.called()
        dialog.answered(.invite, status: 200)
        let update = try Requests.make(.update, host: "203.0.113.5", number: 11, toTag: "to")
        #expect(dialog.receive(request: update) == .accept)
        dialog.answered(.update, status: 200)
        #expect(dialog.remoteTarget.host == "203.0.113.5")
        _ = dialog.receive(request: try Requests.make(.info, host: "203.0.113.6", number: 12, toTag: "to"))
        #expect(dialog.remoteTarget.host == "203.0.113.5")
    }

    /// RFC 6141 §4.6: a request that is refused moves nothing, neither at once nor with a later one's answer.
    @Test(arguments: [Method.invite, .update]) func aRefusedRequestMovesNoTarget(method: Method) throws {
        var dialog = try Self.called()
        dialog.answered(.invite, status: 200)
        let known = dialog.remoteTarget
        let request = try Requests.make(method, host: "203.0.113.5", number: 11, toTag: "to")
        #expect(dialog.receive(request: request) == .accept)
        dialog.answered(method, status: 488)
        _ = dialog.receive(request: try Requests.make(.info, number: 12, toTag: "to"))
        dialog.answered(.info, status: 200)
        #expect(dialog.remoteTarget == known)
    }

    // MARK: Glare (RFC 3261 §14)

    @Test func twoInvitesCross() throws {
        var dialog = try Self.caller()
        let mine = dialog.request(.invite, via: Self.via)
        let theirs = try Requests.make(.invite, host: "203.0.113.5", number: 5, toTag: "from")
        #expect(dialog.receive(request: theirs).status == 491)
        #expect(dialog.remoteTarget.host == "198.51.100.2")
        dialog.receive(Requests.answer(mine, 491))
        #expect(!dialog.isLocalInvitePending)
        #expect(dialog.receive(request: try Requests.make(.invite, number: 6, toTag: "from")) == .accept)
        #expect(dialog.receive(request: try Requests.make(.invite, number: 7, toTag: "from")) == .earlierInvitePending)
        dialog.answered(.invite, status: 180)
        #expect(dialog.isRemoteInvitePending)
        dialog.answered(.invite, status: 488)
        #expect(dialog.receive(request: try Requests.make(.invite, number: 8, toTag: "from")) == .accept)
    }

    /// A late answer to an older INVITE does not free the way.
    @Test func onlyTheInvitesOwnAnswerEndsIt() throws {
        var dialog = try Self.caller()
        let first = dialog.request(.invite, via: Self.via)
        let second = first.retried(branch: "z9hG4bKb", cSeq: 12, authorizations: [.authorization("x")])
        dialog.retried(second)
        dialog.receive(Requests.answer(first, 401))
        #expect(dialog.isLocalInvitePending && dialog.localSequence == 12)
        dialog.receive(Requests.answer(second, 200))
        #expect(!dialog.isLocalInvitePending)
    }

    @Test func theOwnerOfTheCallIDWaitsLonger() throws {
        var randomness = Randomness(seed: [3])
        let caller = try Self.caller()
        let called = try Self.called()
        for _ in 0..<200 {
            let long = caller.glareDelay(using: &randomness)
            let short = called.glareDelay(using: &randomness)
            #expect(long >= .milliseconds(2100) && long <= .seconds(4))
            #expect(short >= .zero && short <= .seconds(2))
        }
    }

    @Test func sipsOverTLSIsSecure() throws {
        let alice = try NameAddress(parsing: "<sips:alice@example.org>;tag=1")
        let invite = Message.request(
            .invite, uri: try URI(parsing: "sips:bob@example.org"),
            headers: [
                .via(Via(transport: .tls, host: "192.0.2.1", port: 5061, branch: "z9hG4bK1")), .from(alice),
                .to(try NameAddress(parsing: "<sips:bob@example.org>")), .callID("c"), .cSeq(1, .invite),
                try Self.contact("sips:alice@192.0.2.1"),
            ])
        #expect(Dialog(asUAS: invite, localTag: "2")?.isSecure == true)
    }

    @Test(arguments: [(481, true), (408, true), (200, false), (500, false)])
    func theAnswersThatEndADialog(status: Int, ends: Bool) {
        #expect(Dialog.isEnded(by: status) == ends)
    }
}
