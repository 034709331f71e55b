import CallEngine
import Media
import SIP
import Testing

/// The agent joins answered calls (RFC 4579 §5.1): held and resumed together, told to everybody as a focus.
@Suite struct ConferenceTests {
    /// Calls 1…count are up; all but the last are held.
    static func talking(
        _ count: Int, settings: EngineSettings = Bench.settings(maximumCalls: 9), text: String = ""
    ) throws -> Bench {
        var bench = Bench(settings)
        bench.grantsText = !text.isEmpty
        bench.start()
        for number in 1...count {
            bench.command(.dial(to: "party\(number)", account: nil, token: number))
            answerAll(&bench, text: text)
        }
        _ = bench.takeEvents()
        _ = bench.takeMedia()
        _ = bench.takeSent()
        return bench
    }

    /// Answers every INVITE that waits for it, as the far ends do.
    static func answerAll(_ bench: inout Bench, text: String = "") {
        while let invite = bench.sent.first(where: { $0.isRequest && $0.method == .invite }) {
            let offer = try? SessionDescription(parsing: invite.body)
            let isHold = offer?.media.first?.direction == .sendOnly
            bench.sent.removeAll { $0.bytes == invite.bytes }
            bench.receive(
                Peer.answer(
                    invite, 200, tag: "tag-" + invite.callID, body: Peer.sdp(isHold ? "recvonly" : "sendrecv") + text))
        }
    }

    static func ids(_ numbers: ClosedRange<Int>) -> [CallID] { numbers.map { CallID($0) } }

    static func invites(_ bench: Bench) -> [Message] { bench.sent.filter { $0.isRequest && $0.method == .invite } }

    @Test func twoCallsAreJoined() throws {
        var bench = try Self.talking(2)
        bench.command(.join(Self.ids(1...2)))
        #expect(bench.events.contains(.conferenceChanged(Self.ids(1...2))))
        #expect(bench.media.contains(.conference([MediaID(1), MediaID(2)])))
        // Both hear of the focus; the held one is resumed by the same re-INVITE.
        let invites = Self.invites(bench)
        #expect(invites.count == 2 && invites.allSatisfy { $0.contacts.first?.parameter("isfocus") == "" })
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.active, .active])
        #expect(bench.core.calls.map(\.isInConference) == [true, true])
        #expect(bench.plans.last?.direction == .sendReceive)
    }

    /// RFC 9071: each party is named to the others before it is joined with them, by no number; the agent writes to all.
    @Test func theirTextIsJoined() throws {
        var settings = Bench.settings(maximumCalls: 9)
        settings.accounts[0].offersText = true
        settings.accounts[0].displayName = "Accueil"
        var bench = try Self.talking(3, settings: settings, text: CallTextTests.text)
        bench.command(.join(Self.ids(1...2)))
        let names = MediaRequest.partyNames(
            [MediaID(1): NamedParty("1"), MediaID(2): NamedParty("2")], own: "Accueil")
        let place = try #require(bench.media.firstIndex(of: names))
        #expect(bench.media.dropFirst(place + 1).first == .conference([MediaID(1), MediaID(2)]))
        Self.answerAll(&bench, text: CallTextTests.text)
        bench.command(.sendText(CallID(2), "a"))
        bench.command(.sendText(CallID(3), "b"))
        #expect(
            bench.media.suffix(3) == [.text(MediaID(1), "a"), .text(MediaID(2), "a"), .text(MediaID(3), "b")])
        bench.input(.media(.text(MediaID(3), "x", from: TextSource(id: 7, name: "Anne"))))
        #expect(bench.events.last == .textReceived(CallID(3), "x", from: TextWriter(id: 7)), "no focus names others")
    }

    /// RFC 4579 §4: who joins others itself may name who writes through it.
    @Test func aPartyThatIsAFocusIsKnownAsOne() throws {
        var bench = Bench(Bench.settings(maximumCalls: 9))
        bench.start()
        for (number, contact) in [(1, "<sip:mixer@192.0.2.9:5070>;isfocus"), (2, "<sip:bob@192.0.2.9:5070>")] {
            bench.command(.dial(to: "party\(number)", account: nil, token: number))
            let invite = try #require(Self.invites(bench).last)
            bench.receive(
                Peer.answer(invite, 200, tag: "tag-" + invite.callID, body: Peer.sdp, contact: contact))
        }
        bench.command(.join(Self.ids(1...2)))
        let names = MediaRequest.partyNames(
            [MediaID(1): NamedParty("1", isFocus: true), MediaID(2): NamedParty("2")], own: "alice")
        #expect(bench.media.contains(names), "\(bench.media)")
    }

    @Test func theyAreHeldAndResumedTogether() throws {
        var bench = try Self.talking(3)
        bench.command(.join(Self.ids(1...3)))
        Self.answerAll(&bench)
        bench.command(.hold(CallID(2)))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.held, .held, .held])
        bench.command(.resume(CallID(3)))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.active, .active, .active])
        bench.command(.resume(CallID(3)))
        #expect(bench.events.last == .commandRefused(.resume(CallID(3)), .notInThisState))
    }

    /// Who is consulted is no party until joined; nobody in the conference hears the others meanwhile.
    @Test func aFurtherPartyIsCalledAndJoined() throws {
        var bench = try Self.talking(2)
        bench.command(.join(Self.ids(1...2)))
        Self.answerAll(&bench)
        bench.command(.dial(to: "party3", account: nil, token: 3))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.held, .held, .active])
        bench.command(.join([CallID(3)]))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.active, .active, .active])
        #expect(bench.events.contains(.conferenceChanged(Self.ids(1...3))))
        #expect(bench.media.contains(.conference([MediaID(1), MediaID(2), MediaID(3)])))
    }

    @Test func resumingAnotherCallHoldsTheConference() throws {
        var bench = try Self.talking(3)
        bench.command(.join(Self.ids(1...2)))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.active, .active, .held])
        bench.command(.resume(CallID(3)))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.held, .held, .active])
    }

    @Test func theLastTwoAreAnOrdinaryCall() throws {
        var bench = try Self.talking(3)
        bench.command(.join(Self.ids(1...3)))
        Self.answerAll(&bench)
        bench.command(.hangUp(CallID(1)))
        #expect(bench.events.last == .conferenceChanged(Self.ids(2...3)))
        #expect(bench.media.last == .conference([MediaID(2), MediaID(3)]))
        _ = bench.takeSent()
        bench.command(.hangUp(CallID(2)))
        #expect(bench.events.last == .conferenceChanged([]) && bench.media.last == .conference([]))
        #expect(bench.core.calls.map(\.isInConference) == [false])
        #expect(Self.invites(bench).first?.contacts.first?.parameter("isfocus") == nil)
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.active])
    }

    @Test func aPartyHangsUp() throws {
        var bench = try Self.talking(2)
        bench.command(.join(Self.ids(1...2)))
        let first = try #require(Self.invites(bench).first)
        Self.answerAll(&bench)
        bench.receive(Peer.within(first, "BYE", branch: "z9hG4bKb", cSeq: 1, tag: "tag-" + first.callID))
        #expect(bench.events.last == .conferenceChanged([]) && bench.core.calls.map(\.isInConference) == [false])
    }

    @Test func aPartyIsTakenOut() throws {
        var bench = try Self.talking(3)
        bench.command(.join(Self.ids(1...3)))
        Self.answerAll(&bench)
        bench.command(.leave(CallID(2)))
        let hold = try #require(Self.invites(bench).first)
        #expect(Self.invites(bench).count == 1 && hold.contacts.first?.parameter("isfocus") == nil)
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.active, .held, .active])
        #expect(bench.events.contains(.conferenceChanged([CallID(1), CallID(3)])))
        bench.command(.leave(CallID(1)))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [.held, .held, .active])
        #expect(bench.core.calls.allSatisfy { !$0.isInConference } && bench.media.contains(.conference([])))
    }

    /// The peer's own re-INVITE is answered by the focus too.
    @Test func theFocusAnswersAsOne() throws {
        var bench = try Self.talking(2)
        bench.command(.join(Self.ids(1...2)))
        let first = try #require(Self.invites(bench).first)
        Self.answerAll(&bench)
        let tag = "tag-" + first.callID
        bench.receive(
            Peer.within(first, "INVITE", branch: "z9hG4bKre", cSeq: 1, tag: tag, body: Peer.sdp("sendonly", version: 9))
        )
        #expect(bench.lastAnswer(.invite)?.contacts.first?.parameter("isfocus") == "")
        #expect(bench.core.calls.map(\.state) == [.heldByPeer, .active])
    }

    @Test func whatCannotBeJoined() throws {
        var bench = try Self.talking(2)
        func refused(_ command: EngineCommand, _ problem: CommandProblem) {
            bench.command(command)
            #expect(bench.events.last == .commandRefused(command, problem))
        }
        refused(.join([]), .notInThisState)
        refused(.join([CallID(1)]), .notInThisState)
        refused(.join([CallID(1), CallID(1)]), .notInThisState)
        refused(.join([CallID(1), CallID(9)]), .unknownCall)
        refused(.leave(CallID(1)), .notInThisState)
        refused(.leave(CallID(9)), .unknownCall)
        bench.receive(Peer.invite())
        refused(.join([CallID(1), CallID(3)]), .notInThisState)
        bench.command(.decline(CallID(3), .busy))
        bench.command(.join(Self.ids(1...2)))
        refused(.transfer(CallID(1), to: "carol"), .notInThisState)
        refused(.attendedTransfer(CallID(1), with: CallID(2)), .notInThisState)
    }

    @Test func eightPartiesAndNoMore() throws {
        var bench = try Self.talking(8)
        bench.command(.join(Self.ids(1...8)))
        #expect(bench.events.last == .commandRefused(.join(Self.ids(1...8)), .tooMany))
        bench.command(.join(Self.ids(1...7)))
        Self.answerAll(&bench)
        #expect(bench.core.calls.map(\.state) == [CallState](repeating: .active, count: 7) + [.held])
        bench.command(.join([CallID(8)]))
        #expect(bench.events.last == .commandRefused(.join([CallID(8)]), .tooMany))
    }
}
