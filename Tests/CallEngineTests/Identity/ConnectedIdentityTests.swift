import CallEngine
import SIP
import Testing

/// Who is at the far end, as the line's own server says it while the call goes on (RFC 3325, RFC 4916).
@Suite struct ConnectedIdentityTests {
    static let martin = "P-Asserted-Identity: \"Martin\" <sip:0476003344@example.org>"

    /// A message with more header fields.
    static func adding(_ headers: String..., to text: String) -> String {
        text.replacing("Content-Length:", with: headers.joined(separator: "\n") + "\nContent-Length:")
    }

    static func remotes(_ bench: Bench) -> [Party] {
        bench.events.compactMap { if case .callChanged(let call) = $0 { call.remote } else { nil } }
    }

    /// The next request of the caller in an answered call.
    static func next(
        _ answer: Message, _ method: String = "UPDATE", cSeq: Int = 2, body: String = "", _ headers: String...
    ) -> String {
        var text = Peer.within(answer: answer, method, branch: "z9hG4bKn\(cSeq)", cSeq: cSeq, body: body)
        for header in headers { text = adding(header, to: text) }
        return text
    }

    @Test(arguments: [
        martin, "Remote-Party-ID: \"Martin\" <sip:0476003344@example.org>;party=calling;screen=yes;privacy=off",
        "Remote-Party-ID: \"Martin\" <sip:0476003344@example.org>;party=called",
        "P-Asserted-Identity: "
            + "<tel:+33476003344>, \"Martin\" <sip:0476003344@example.org>",
    ]) func anUpdateChangesTheName(header: String) throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        bench.events = []
        bench.receive(Self.next(accepted, "UPDATE", header))
        #expect(bench.lastAnswer(.update)?.statusCode == 200)
        #expect(
            Self.remotes(bench) == [
                Party(
                    name: "Martin", number: "0476003344", address: "sip:0476003344@example.org", isAsserted: true)
            ])
        bench.receive(Self.next(accepted, "UPDATE", cSeq: 3, header))
        #expect(bench.events.count == 1, "told once")
    }

    /// RFC 4916 §4.1, §4.2: who rings by now is told in the early dialog, by our own server alone.
    @Test(arguments: [(Bench.server, "Martin"), (StrangerTests.stranger, nil)])
    func anEarlyUpdateChangesTheName(source: TransportAddress, name: String?) throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        #expect(invite.supported.contains("from-change"))
        bench.receive(Peer.answer(invite, 180))
        bench.receive(
            Self.adding(Self.martin, to: Peer.within(invite, "UPDATE", branch: "z9hG4bKeu", cSeq: 1)), from: source)
        #expect(bench.lastAnswer(.update)?.statusCode == 200 && bench.core.calls.first?.remote.name == name)
        #expect(Self.remotes(bench).last?.isAsserted == (name == nil ? false : true))
    }

    @Test func anEarlyUpdatesFromChangesTheNumber() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 180))
        let update = Peer.within(invite, "UPDATE", branch: "z9hG4bKeu", cSeq: 1)
        bench.receive(update.replacing("<sip:bob@example.org>", with: "\"Martin\" <sip:0476003344@example.org>"))
        #expect(bench.core.calls.first?.remote.number == "0476003344")
    }

    /// RFC 4916 §4.2: a call to the group's number was answered here, and the caller follows.
    @Test(arguments: [
        ("accueil", ["Supported: from-change", "Allow: INVITE, ACK, BYE, UPDATE"], true),
        ("alice", ["Supported: from-change", "Allow: INVITE, ACK, BYE, UPDATE"], false),
        ("accueil", ["Allow: INVITE, ACK, BYE, UPDATE"], false),
        ("accueil", ["Supported: from-change", "Allow: INVITE, ACK, BYE"], false),
    ]) func whoAnswersAnotherNumberSaysSo(called: String, headers: [String], says: Bool) throws {
        var bench = Bench(Bench.settings(registers: true))
        bench.start()
        try bench.grant()
        let invite = Peer.invite(headers: headers).replacing(
            "To: <sip:alice@example.org>", with: "To: <sip:\(called)@example.org>")
        let contact = try #require(bench.last(.register)?.contacts.first?.uri)
        bench.receive(invite.replacing("INVITE sip:alice@192.0.2.10:5062", with: "INVITE \(contact)"))
        #expect(bench.lastAnswer(.invite)?.supported.contains("from-change") == true)
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        #expect(accepted.statusCode == 200 && accepted.supported.contains("from-change"))
        #expect(bench.requests(.update).isEmpty)
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        let update = bench.last(.update)
        #expect((update != nil) == says)
        if let update {
            #expect(update.from.uri.user == "alice" && update.fromTag == accepted.toTag && update.body.isEmpty)
            // Who takes no UPDATE after all is told by the re-INVITE that refreshes the session.
            bench.receive(Peer.answer(update, 405, contact: nil))
        }
        #expect(bench.requests(.invite).map(\.from.uri.user) == (says ? ["alice"] : []))
        bench.command(.hangUp(CallID(1)))
        #expect(bench.last(.bye)?.from.uri.user == (says ? "alice" : called))
    }

    @Test func aReinvitationAndItsAcknowledgementChangeTheName() throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        bench.receive(Self.next(accepted, "INVITE", body: Peer.sdp("sendrecv"), Self.martin))
        #expect(bench.core.calls.first?.remote.name == "Martin")
        bench.receive(
            Self.adding(
                "P-Asserted-Identity: \"Durand\" <sip:0476005566@example.org>",
                to: Peer.within(answer: accepted, "ACK", branch: "z9hG4bKa2", cSeq: 2)))
        #expect(bench.core.calls.first?.remote.name == "Durand" && Self.remotes(bench).last?.name == "Durand")
    }

    @Test func fromTellsTheNewPeerAndBecomesOurTo() throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        let changed = Self.next(accepted).replacing(
            "\"Bob Dupont\" <sip:0476001122@example.org>", with: "\"Martin\" <sip:0476003344@example.org>")
        bench.receive(changed)
        #expect(bench.core.calls.first?.remote.name == "Martin" && bench.core.calls.first?.remote.isAsserted == false)
        bench.command(.hangUp(CallID(1)))
        let bye = try #require(bench.last(.bye))
        #expect(bye.to.uri.user == "0476003344" && bye.toTag == "caller", "RFC 4916 §4.4.1")
    }

    @Test func aStrangersWordChangesNothing() throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        bench.events = []
        let changed = Self.next(accepted, "UPDATE", Self.martin)
            .replacing("\"Bob Dupont\" <sip:0476001122@example.org>", with: "\"Martin\" <sip:0476003344@example.org>")
        bench.receive(changed, from: StrangerTests.stranger)
        bench.receive(
            Self.next(accepted, "UPDATE", cSeq: 3, "Remote-Party-ID: \"Martin\" <sip:0476003344@example.org>"),
            from: StrangerTests.stranger)
        #expect(bench.events.isEmpty && bench.core.calls.first?.remote.name == "Bob Dupont")
    }

    @Test func aGatewayThatTheAccountNamesIsBelieved() throws {
        var settings = Bench.settings()
        settings.accounts[0].trusted = [StrangerTests.stranger.host]
        var (bench, accepted) = try IncomingCallTests.talking(settings)
        bench.receive(Self.next(accepted, "UPDATE", Self.martin), from: StrangerTests.stranger)
        #expect(bench.core.calls.first?.remote.name == "Martin")
    }

    /// Another letter case, blanks, or the same number in another form are no news.
    @Test(arguments: [
        "\"BOB  DUPONT\" <sip:0476001122@example.org>", "\"bob dupont\" <sip:+33476001122@example.org>",
        "<sip:04.76.00.11.22@gateway.example.org>", "\"Bob-Dupont\" <tel:0033476001122>",
    ]) func formAloneIsNoNews(identity: String) throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        bench.events = []
        bench.receive(Self.next(accepted, "UPDATE", "P-Asserted-Identity: \(identity)"))
        let remote = bench.core.calls.first?.remote
        #expect(remote?.name == "Bob Dupont" && remote?.number == "0476001122" && remote?.isAsserted == true)
    }

    @Test func whoIsCalledIsTheOneThatTheServerNames() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 180, headers: [Self.martin]))
        #expect(bench.states == [.dialing, .ringing] && bench.core.calls.first?.remote.name == "Martin")
        let rpid = "Remote-Party-ID: \"Durand\" <sip:0476005566@example.org>;party=called;screen=yes"
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp, headers: [rpid]))
        #expect(bench.states == [.dialing, .ringing, .active], "the name comes with the state, not beside it")
        #expect(bench.core.calls.first?.remote.name == "Durand" && bench.core.calls.first?.remote.isAsserted == true)
        bench.receive(
            Self.adding(Self.martin, to: Peer.within(invite, "UPDATE", branch: "z9hG4bKu1", cSeq: 1)))
        #expect(bench.core.calls.first?.remote.name == "Martin")
    }

    @Test(arguments: [
        ["Privacy: id", martin], ["Remote-Party-ID: \"Martin\" <sip:0476003344@example.org>;privacy=full"],
        ["P-Asserted-Identity: <sip:anonymous@anonymous.invalid>"],
    ]) func whoWantsNoMentionHasNone(headers: [String]) throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        var text = Self.next(accepted)
        for header in headers { text = Self.adding(header, to: text) }
        bench.receive(text)
        let remote = bench.core.calls.first?.remote
        #expect(remote?.isWithheld == true && remote?.name == nil && remote?.number == nil)
    }

    /// THREATS §3: what reaches the screen and the voice.
    @Test func aHostileNameIsCleaned() throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        let evil = "\"\u{202e}Mar\u{200b}tin\u{2066} \u{feff}[31m\" <sip:%1b%5b2J0476%e2%80%ae@example.org>"
        bench.receive(Self.next(accepted, "UPDATE", "P-Asserted-Identity: \(evil)"))
        let remote = try #require(bench.core.calls.first?.remote)
        #expect(remote.name == "Martin [31m" && remote.number == "[2J0476")
        for text in [remote.name ?? "", remote.number ?? "", remote.address] {
            #expect(
                text.unicodeScalars.allSatisfy {
                    $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
                })
        }
        let long = String(repeating: "x", count: 5_000)
        bench.receive(Self.next(accepted, "UPDATE", cSeq: 3, "P-Asserted-Identity: \"\(long)\" <sip:1@example.org>"))
        #expect(bench.core.calls.first?.remote.name?.count == Limits.nameCharacters)
    }
}
