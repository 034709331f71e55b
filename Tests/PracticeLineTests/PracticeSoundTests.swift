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
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        let heard = EventLog<Bool>()
        let media = try MediaLoop(endpoint: .port(AudioPort()), onFarEnd: { heard.add($0) })
        let events = EventLog<EngineEvent>()
        let account = AccountSettings(
            address: "sip:agent@127.0.0.1", name: "Practice", outboundProxy: ServerTarget(line.proxy))
        let agent = try UserAgent.start(
            settings: EngineSettings(accounts: [account]), media: media, onEvent: { event, _ in events.add(event) })
        agent.perform(.dial(to: "accueil", account: nil, token: 1))
        #expect(await heard.first { $0 } == true)
        let answered = await events.first {
            if case .callChanged(let snapshot) = $0 { return snapshot.state == .active }
            return false
        }
        guard case .callChanged(let call)? = answered else {
            Issue.record("no answer")
            return
        }
        agent.perform(.hold(call.id))
        #expect(await heard.first { !$0 } == false)
        agent.shutDown()
        media.stop()
        line.stop()
    }
}
