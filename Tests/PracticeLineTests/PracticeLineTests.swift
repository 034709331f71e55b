import AwaitedEvents
import CallEngine
import Media
import SIP
import Synchronization
import Testing
import Time
import Transport

@testable import PracticeLine

/// Each number of the practice line, called as the softphone calls it.
@Suite(.timeLimit(.minutes(2))) struct PracticeLineTests {
    private func entry(_ behaviour: PracticeEntry.Behaviour) throws -> PracticeEntry {
        try #require(PracticeFarEnds.entries.first { $0.behaviour == behaviour })
    }

    @Test(arguments: [PracticeEntry.Behaviour.echo, .welcome])
    func itAnswersAndIsHeard(behaviour: PracticeEntry.Behaviour) async throws {
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        let caller = try Caller(proxy: line.proxy)
        let call = try await caller.dial(entry(behaviour).user)
        #expect(await caller.reaches(.ringing, call))
        #expect(await caller.reaches(.active, call))
        #expect(await caller.hearsTone())
        caller.agent.perform(.hangUp(call))
        #expect(await caller.end(of: call)?.cause == .endedByMe)
        caller.stop()
        line.stop()
    }

    @Test(arguments: [(PracticeEntry.Behaviour.busy, EndReason.Cause.busy), (.refuse, .declinedByPeer)])
    func itDeclines(behaviour: PracticeEntry.Behaviour, cause: EndReason.Cause) async throws {
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        let caller = try Caller(proxy: line.proxy)
        let call = try await caller.dial(line.address(of: entry(behaviour)))
        #expect(await caller.end(of: call)?.cause == cause)
        caller.stop()
        line.stop()
    }

    @Test func theSilentOneRingsUntilTheCallerGivesUp() async throws {
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        let caller = try Caller(proxy: line.proxy)
        let call = try await caller.dial(entry(.silent).user)
        #expect(await caller.reaches(.ringing, call))
        caller.agent.perform(.hangUp(call))
        #expect(await caller.end(of: call)?.cause == .cancelledByMe)
        caller.stop()
        line.stop()
    }

    @Test func itHangsUpAfterTenSeconds() async throws {
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        let caller = try Caller(proxy: line.proxy)
        let call = try await caller.dial(entry(.tenSeconds).user)
        #expect(await caller.hearsTone())
        #expect(await caller.end(of: call)?.cause == .endedByPeer)
        let ended = try #require(caller.ended(call))
        let lasted = try #require(ended.endedAt) - #require(ended.answeredAt)
        // A busy machine is late, never early.
        #expect(lasted > .milliseconds(9_500) && lasted < .seconds(20))
        caller.stop()
        line.stop()
    }

    @Test func itRingsBackWithItsName() async throws {
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        let caller = try Caller(proxy: line.proxy)
        let call = try await caller.dial(entry(.ringBack).user)
        #expect(await caller.end(of: call)?.cause == .endedByPeer)
        let event = await caller.events.first {
            if case .callReceived = $0 { return true }
            return false
        }
        guard case .callReceived(let incoming)? = event else {
            Issue.record("nobody rang back")
            return
        }
        #expect(incoming.remote.name == "Rappel dans 3 secondes" && incoming.remote.number == "rappel")
        caller.agent.perform(.answer(incoming.id))
        #expect(await caller.reaches(.active, incoming.id))
        #expect(await caller.hearsTone())
        caller.agent.perform(.hangUp(incoming.id))
        #expect(await caller.end(of: incoming.id)?.cause == .endedByMe)
        caller.stop()
        line.stop()
    }

    @Test func aStoppedLineIsGone() throws {
        let line = try PracticeFarEnds.start(welcome: [], isFrench: true)
        line.stop()
        let port = line.proxy.port
        let again = try MediaLoop(endpoint: .internal { _ in .silence })
        let agent = try UserAgent.start(
            settings: EngineSettings(accounts: []), media: again,
            options: UserAgentOptions(bindAddress: "127.0.0.1", sipPort: port), onEvent: { _, _ in })
        #expect(agent.listeningAddress?.port == port)
        agent.shutDown()
        again.stop()
    }
}
