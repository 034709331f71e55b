import SIP
import Testing

@testable import CallEngine

@Suite struct WatchingTests {
    static func document(_ version: Int, _ state: String = "full", _ dialogs: String...) -> String {
        "<dialog-info version=\"\(version)\" state=\"\(state)\" entity=\"sip:bob@example.org\">\(dialogs.joined())</dialog-info>"
    }

    static func dialog(
        _ id: String, _ state: String, direction: String = "recipient", renders: Bool = true, name: String = "Luc"
    ) -> String {
        "<dialog id=\"\(id)\" call-id=\"c-\(id)\" local-tag=\"l-\(id)\" remote-tag=\"r-\(id)\" direction=\"\(direction)\">"
            + "<state>\(state)</state><local><target uri=\"sip:bob@192.0.2.9\">"
            + "<param pname=\"+sip.rendering\" pval=\"\(renders ? "yes" : "no")\"/></target></local>"
            + "<remote><identity display=\"\(name)\">sip:0476@example.org</identity><target uri=\"sip:luc@192.0.2.66\"/></remote></dialog>"
    }

    static func watching() throws -> (Bench, Message) {
        var bench = try Bench.registeredLine()
        bench.command(.watch("bob", .lines, account: nil))
        let subscribe = try #require(bench.subscriptions("dialog").last)
        return (bench, subscribe)
    }

    @Test func theLinesOfAColleagueAreTold() throws {
        var (bench, subscribe) = try Self.watching()
        #expect(subscribe.requestURI.description == "sip:bob@example.org" && bench.watched.isEmpty)
        bench.accept(subscribe, body: Self.document(0))
        #expect(bench.watched.map(\.line) == [.free] && bench.watched[0].who == "bob" && bench.watched[0].other == nil)
        bench.notify(subscribe, 2, body: Self.document(1, "partial", Self.dialog("a", "early")))
        #expect(bench.watched.last?.line == .ringing && bench.watched.last?.other?.name == "Luc")
        #expect(bench.watched.last?.other?.number == "0476")
        bench.notify(subscribe, 3, body: Self.document(2, "partial", Self.dialog("a", "confirmed")))
        #expect(bench.watched.last?.line == .busy)
        bench.notify(subscribe, 4, body: Self.document(3, "partial", Self.dialog("a", "confirmed", renders: false)))
        #expect(bench.watched.last?.line == .held)
        bench.notify(subscribe, 5, body: Self.document(4, "partial", Self.dialog("a", "terminated")))
        #expect(bench.watched.last?.line == .free && bench.watched.count == 5)
        bench.notify(subscribe, 6, body: Self.document(5, "full"))
        #expect(bench.watched.count == 5)
    }

    @Test func aCallThatGoesOutMakesTheLineBusy() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe, body: Self.document(0, "full", Self.dialog("a", "trying", direction: "initiator")))
        #expect(bench.watched.last?.line == .busy)
        #expect(bench.core.dialogOfWatched("bob") == nil)
    }

    /// FEATURES, lesson 30: an idle line is not an unknown one; without a document nothing is known.
    @Test func idleIsNotUnknown() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe)
        #expect(bench.watched.isEmpty)
        bench.notify(subscribe, 2, body: Self.document(0))
        #expect(bench.watched.map(\.line) == [.free])
        bench.notify(subscribe, 3)
        #expect(bench.watched.map(\.line) == [.free, .unknown])
    }

    @Test func whatOthersWriteIsCleaned() throws {
        var (bench, subscribe) = try Self.watching()
        let name = "Luc&#x1B;[31m&#x202E;&#10;&lt;b&gt;" + String(repeating: "x", count: 90)
        bench.accept(subscribe, body: Self.document(0, "full", Self.dialog("a", "early", name: name)))
        let told = try #require(bench.watched.last?.other?.name)
        #expect(told.hasPrefix("Luc[31m <b>xxx") && told.count <= Limits.nameCharacters)
    }

    @Test func aLostDocumentIsAskedFor() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe, body: Self.document(0))
        bench.notify(subscribe, 2, body: Self.document(4, "partial", Self.dialog("a", "early")))
        let refresh = try #require(bench.subscriptions("dialog").last)
        #expect(
            bench.subscriptions("dialog").count == 2 && refresh.toTag == "notifier"
                && bench.watched.last?.line == .ringing)
        bench.notify(subscribe, 3, body: Self.document(3, "full"))
        #expect(bench.watched.last?.line == .ringing)
        bench.notify(subscribe, 4, body: Self.document(5, "full"))
        #expect(bench.watched.last?.line == .free)
    }

    @Test(arguments: [("<dialog-info", 400), ("<!DOCTYPE a><dialog-info version='0' state='full'/>", 400)])
    func aBadDocumentIsRefusedAndTheSubscriptionStays(body: String, status: Int) throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe, body: Self.document(0))
        bench.notify(subscribe, 2, body: body)
        #expect(bench.lastAnswer(.notify)?.statusCode == status && bench.watched.count == 1)
        bench.notify(subscribe, 3, body: "x", type: "text/plain")
        #expect(bench.lastAnswer(.notify)?.statusCode == 415)
        #expect(bench.lastAnswer(.notify)?.header("Accept") == "application/dialog-info+xml")
        bench.notify(subscribe, 4, body: Self.document(1, "full", Self.dialog("a", "early")))
        #expect(bench.watched.last?.line == .ringing)
    }

    @Test func theRingingDialogIsNamedForAPickUp() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(
            subscribe, body: Self.document(0, "full", Self.dialog("a", "confirmed"), Self.dialog("b", "early")))
        #expect(bench.watched.last?.line == .busy)
        let dialog = try #require(bench.core.dialogOfWatched("bob"))
        #expect(dialog.callID == "c-b" && dialog.localTag == "l-b" && dialog.remoteTag == "r-b")
        #expect(dialog.caller?.description == "sip:luc@192.0.2.66" && dialog.watched.user == "bob")
        #expect(bench.core.dialogOfWatched("carol") == nil)
        bench.notify(subscribe, 2, body: Self.document(1, "partial", Self.dialog("b", "terminated")))
        #expect(bench.core.dialogOfWatched("bob") == nil)
    }

    @Test func presenceIsTold() throws {
        var bench = try Bench.registeredLine()
        bench.command(.watch("sip:bob@example.org", .presence, account: AccountID(0)))
        let subscribe = try #require(bench.subscriptions("presence").last)
        func document(_ basic: String, _ activity: String, _ note: String) -> String {
            "<presence><tuple id='a'><status><basic>\(basic)</basic></status><note>\(note)</note></tuple>"
                + "<person id='p'><activities>\(activity)</activities></person></presence>"
        }
        let type = "application/pidf+xml"
        bench.accept(subscribe, body: document("open", "", "Là"), type: type)
        bench.notify(subscribe, 2, body: document("open", "<on-the-phone/>", "Là"), type: type)
        bench.notify(subscribe, 3, body: document("open", "<away/>", ""), type: type)
        bench.notify(subscribe, 4, body: document("closed", "<busy/>", ""), type: type)
        bench.notify(subscribe, 5)
        #expect(bench.watched.map(\.presence) == [.available, .busy, .away, .offline, nil])
        #expect(bench.watched.map(\.note) == ["Là", "Là", nil, nil, nil])
        #expect(bench.watched.allSatisfy { $0.thing == .presence && $0.line == .unknown })
    }

    @Test func aRefusalIsToldWithItsReason() throws {
        var (bench, subscribe) = try Self.watching()
        bench.receive(Peer.answer(subscribe, 403))
        #expect(bench.watched.last?.problem == "403" && bench.watched.last?.line == .unknown)
        // The agent may ask again.
        bench.command(.watch("bob", .lines, account: nil))
        let again = try #require(bench.subscriptions("dialog").last)
        #expect(again.callID != subscribe.callID)
        bench.accept(again, body: Self.document(0))
        bench.notify(again, 2, state: "terminated;reason=noresource")
        #expect(bench.watched.last?.problem == "noresource" && bench.watched.last?.line == .unknown)
    }

    @Test func aServerThatFallsSilentMakesTheLineUnknown() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe, body: Self.document(0))
        bench.notify(subscribe, 2, state: "terminated;reason=probation;retry-after=100")
        #expect(bench.watched.map(\.line) == [.free, .unknown])
        bench.keepRegistered(for: .seconds(110))
        #expect(bench.subscriptions("dialog").count == 2)
    }

    /// RFC 6665 §4.4.1: the notifier may move; our next SUBSCRIBE follows it.
    @Test func aNoticeMovesTheTarget() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe, body: Self.document(0))
        let notice = Notifier.notify(
            callID: subscribe.callID, to: subscribe.header("From") ?? "", from: "<sip:bob@example.org>;tag=notifier",
            event: "dialog", cSeq: 2, state: "active;expires=3600", body: Self.document(1),
            type: "application/dialog-info+xml")
        bench.receive(notice.replacing("Contact: <sip:192.0.2.1:5060>", with: "Contact: <sip:192.0.2.66>"))
        bench.command(.unwatch("bob", .lines, account: nil))
        #expect(bench.subscriptions("dialog").last?.requestURI.host == "192.0.2.66")
    }

    @Test func unwatchingEndsTheSubscription() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe, body: Self.document(0))
        bench.command(.unwatch("bob", .lines, account: nil))
        let last = try #require(bench.subscriptions("dialog").last)
        #expect(last.expires == 0 && last.toTag == "notifier")
        bench.receive(Peer.answer(last, 200, headers: ["Expires: 0"]))
        bench.notify(subscribe, 2, body: Self.document(1, "full", Self.dialog("a", "early")), state: "terminated")
        #expect(bench.lastAnswer(.notify)?.statusCode == 200 && bench.watched.count == 1)
        bench.notify(subscribe, 3)
        #expect(bench.lastAnswer(.notify)?.statusCode == 481)
        let command = EngineCommand.unwatch("bob", .lines, account: nil)
        bench.command(command)
        #expect(bench.takeEvents().last == .commandRefused(command, .notInThisState))
    }

    @Test func whatCannotBeWatchedIsRefused() throws {
        var bench = try Bench.registeredLine()
        func refused(_ command: EngineCommand, _ problem: CommandProblem) {
            bench.command(command)
            #expect(bench.takeEvents().last == .commandRefused(command, problem))
        }
        refused(.watch("", .lines, account: nil), .invalidAddress)
        refused(.watch("bob", .lines, account: AccountID(7)), .unknownAccount)
        for number in 0..<Limits.watched { bench.command(.watch("u\(number)", .lines, account: nil)) }
        #expect(bench.subscriptions("dialog").count == Limits.watched && bench.takeEvents().isEmpty)
        refused(.watch("one-more", .lines, account: nil), .tooMany)
        bench.command(.watch("u1", .lines, account: nil))
        #expect(bench.subscriptions("dialog").count == Limits.watched)
        bench.command(.unwatch("u1", .lines, account: nil))
        bench.command(.watch("one-more", .lines, account: nil))
        #expect(bench.subscriptions("dialog").count == Limits.watched + 1)
    }

    @Test func whatIsWatchedBeforeTheLineIsThereBeginsWithIt() throws {
        var (bench, register) = try AccountTests.started()
        bench.command(.watch("bob", .lines, account: nil))
        #expect(bench.subscriptions("dialog").isEmpty)
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        let subscribe = try #require(bench.subscriptions("dialog").last)
        bench.accept(subscribe, body: Self.document(0))
        bench.command(.unregister(AccountID(0)))
        #expect(bench.subscriptions("dialog").last?.expires == 0)
        bench.receive(Peer.answer(try #require(bench.last(.register)), 200, contact: nil))
        bench.notify(subscribe, 2, state: "terminated;reason=timeout")
        #expect(bench.watched.last?.line == .unknown)
        bench.command(.register(AccountID(0)))
        let back = try #require(bench.last(.register))
        bench.receive(Peer.answer(back, 200, contact: AccountTests.contact(back)))
        let fresh = try #require(bench.subscriptions("dialog").last)
        #expect(fresh.toTag == nil && fresh.callID != subscribe.callID && fresh.expires == 3_600)
    }

    @Test func aDirectLineWatchesToo() throws {
        var bench = Bench()
        bench.start()
        bench.command(.watch("bob", .lines, account: nil))
        #expect(bench.subscriptions("dialog").count == 1 && bench.destinations == [Bench.server])
    }

    @Test func shutdownGivesEverySubscriptionBack() throws {
        var (bench, subscribe) = try Self.watching()
        bench.accept(subscribe, body: Self.document(0))
        bench.command(.shutDown)
        let last = try #require(bench.subscriptions("dialog").last)
        #expect(last.expires == 0 && !bench.events.contains(.shutDownFinished))
        bench.receive(Peer.answer(last, 200))
        bench.receive(Peer.answer(try #require(bench.last(.register)), 200, contact: nil))
        #expect(bench.events.last == .shutDownFinished)
    }

    // MARK: RFC 3680

    static func registration(_ event: String, uri: String = "sip:CONTACT@192.0.2.10:5062", more: String = "") -> String
    {
        "<reginfo version='1' state='partial'><registration aor='sip:alice@example.org' id='a' state='active'>"
            + "<contact id='1' state='terminated' event='\(event)'\(more)><uri>\(uri)</uri></contact></registration></reginfo>"
    }

    static func registrationWatched() throws -> (Bench, Message) {
        var bench = try Bench.registeredLine(watchesItself: true)
        bench.advance(by: .seconds(4))
        let subscribe = try #require(bench.subscriptions("reg").last)
        bench.accept(subscribe)
        _ = bench.takeSent()
        return (bench, subscribe)
    }

    /// A document about our own Contact, which is not to be guessed.
    static func own(_ body: String, _ bench: Bench) -> String {
        body.replacing("CONTACT", with: bench.core.lines[0].contactUser ?? "")
    }

    @Test(arguments: ["deactivated", "probation", "rejected", "unregistered", "expired"])
    func aRegistrationThatTheRegistrarEndedIsMadeAgain(event: String) throws {
        var (bench, subscribe) = try Self.registrationWatched()
        bench.notify(subscribe, 2, body: Self.own(Self.registration(event), bench), type: "application/reginfo+xml")
        #expect(bench.lastAnswer(.notify)?.statusCode == 200 && bench.last(.register) == nil)
        bench.advance(by: .seconds(4))
        #expect(bench.last(.register)?.expires == 300)
    }

    @Test func probationWaitsAsLongAsItSays() throws {
        var (bench, subscribe) = try Self.registrationWatched()
        let body = Self.own(Self.registration("probation", more: " retry-after='20'"), bench)
        bench.notify(subscribe, 2, body: body, type: "application/reginfo+xml")
        guard case .failed(.endedByServer(let wait)) = bench.core.accounts[0].state else {
            Issue.record("\(bench.accountStates)")
            return
        }
        #expect((20...24).contains(wait))
        // Neither the same word nor the link shortens or lengthens it.
        bench.notify(subscribe, 3, body: body, type: "application/reginfo+xml")
        bench.input(.network(.lost))
        bench.input(.network(.changed))
        bench.advance(by: .seconds(19))
        #expect(bench.last(.register) == nil)
        bench.advance(by: .seconds(5))
        #expect(bench.last(.register) != nil)
        try bench.grant()
        #expect(bench.core.accounts[0].state == .registered)
    }

    /// The agent need not wait, and a short absence is not told.
    @Test func theAgentEndsTheWait() throws {
        var (bench, subscribe) = try Self.registrationWatched()
        let states = bench.accountStates.count
        bench.notify(
            subscribe, 2, body: Self.own(Self.registration("deactivated"), bench), type: "application/reginfo+xml")
        #expect(bench.accountStates.count == states && !bench.core.lines[0].ways[0].isRegistered)
        bench.command(.register(AccountID(0)))
        #expect(bench.registrations == 1)
    }

    @Test(arguments: [
        registration("deactivated", uri: "sip:alice@192.0.2.11:5062"),
        registration("unregistered", uri: "sip:CONTACT@192.0.2.10:5064"),
        registration("expired").replacing(
            "</registration>",
            with: "<contact id='2' state='active'><uri>sip:CONTACT@192.0.2.10:5062</uri></contact></registration>"),
        registration("rejected", uri: "sip:192.0.2.10:5062"), registration("rejected", uri: "nonsense"),
    ])
    func otherContactsAndEventsChangeNothing(body: String) throws {
        var (bench, subscribe) = try Self.registrationWatched()
        bench.notify(subscribe, 2, body: Self.own(body, bench), type: "application/reginfo+xml")
        bench.advance(by: .seconds(5))
        #expect(bench.last(.register) == nil && bench.lastAnswer(.notify)?.statusCode == 200)
    }
}
