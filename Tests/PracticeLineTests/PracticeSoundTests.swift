import AwaitedEvents
import CallEngine
import Media
import SIP
import Testing
import Transport

@testable import PracticeLine

/// The sound of a far end as the softphone sees it: whether it is heard.
@Suite(.timeLimit(.minutes(2))) struct PracticeSoundTests {
    @Test func aFarEndIsHeardUntilItIsHeld() async throws {
        try await talk(watches: true) { _, heard, agent, call in
            #expect(await heard.first { $0 } == true)
            agent.perform(.hold(call))
            #expect(await heard.first { !$0 } == false)
        }
    }

    /// The wish holds at once, in the middle of a call and of a sound.
    @Test func whoDoesNotWantToKnowIsToldNothing() async throws {
        try await talk(watches: false) { media, heard, _, _ in
            #expect(heard.all.isEmpty)
            media.watchesFarEnds = true
            #expect(await heard.first { $0 } == true)
            media.watchesFarEnds = false
            #expect(await heard.first { !$0 } == false, "the sound goes on; what was told of it does not stay")
        }
    }

    /// A far end whose tone never pauses is on the line.
    private func talk(
        watches: Bool, _ body: (MediaLoop, EventLog<Bool>, UserAgent, CallID) async throws -> Void
    ) async throws {
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        let heard = EventLog<Bool>()
        let media = try MediaLoop(endpoint: .port(AudioPort()), onFarEnd: { heard.add($0) })
        media.watchesFarEnds = watches
        let events = EventLog<EngineEvent>()
        let account = AccountSettings(
            address: "sip:agent@127.0.0.1", name: "Practice", outboundProxy: ServerTarget(line.proxy))
        let agent = try UserAgent.start(
            settings: EngineSettings(accounts: [account]), media: media, onEvent: { event, _ in events.add(event) })
        agent.perform(.dial(to: "accueil", account: nil, token: 1))
        let answered = await events.first {
            if case .callChanged(let snapshot) = $0 { return snapshot.state == .active }
            return false
        }
        if case .callChanged(let call)? = answered {
            try await body(media, heard, agent, call.id)
        } else {
            Issue.record("no answer")
        }
        agent.shutDown()
        media.stop()
        line.stop()
    }
}
