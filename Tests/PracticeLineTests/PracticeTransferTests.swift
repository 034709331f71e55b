import AwaitedEvents
import CallEngine
import SIP
import Testing
import Transport

@testable import PracticeLine

/// Several far ends at one time, and what an agent does with them: hold, transfer, write.
@Suite(.timeLimit(.minutes(2))) struct PracticeTransferTests {
    private func entry(_ behaviour: PracticeEntry.Behaviour) throws -> PracticeEntry {
        try #require(PracticeFarEnds.entries.first { $0.behaviour == behaviour })
    }

    private struct Scene {
        let line: PracticeFarEnds
        let caller: Caller

        init() throws {
            line = try PracticeFarEnds.start(welcome: [], isFrench: true)
            caller = try Caller(proxy: line.proxy)
        }

        func stop() {
            caller.stop()
            line.stop()
        }

        /// The state in which a call is now.
        func state(of call: CallID) -> CallState? {
            for case .callChanged(let snapshot) in caller.events.all.reversed() where snapshot.id == call {
                return snapshot.state
            }
            return nil
        }

        func read(in call: CallID) -> String {
            caller.events.all.compactMap {
                if case .textReceived(call, let text, from: nil) = $0 { return text }
                return nil
            }.joined()
        }

        func transferEnds(_ call: CallID) async -> TransferProgress? {
            let event = await caller.events.first(within: 20) {
                switch $0 {
                case .transferChanged(let id, .done), .transferChanged(let id, .failed): id == call
                case _: false
                }
            }
            guard case .transferChanged(_, let progress)? = event else { return nil }
            return progress
        }
    }

    private func wasHeldByPeer(_ scene: Scene) -> Bool {
        scene.caller.events.all.contains {
            if case .callChanged(let snapshot) = $0 { return snapshot.state == .heldByPeer }
            return false
        }
    }

    @Test func aSecondCallMakesNoFarEndHoldTheFirst() async throws {
        let scene = try Scene()
        let caller = scene.caller
        let first = try await caller.dial(entry(.echo).user)
        #expect(await caller.reaches(.active, first))
        let second = try await caller.dial(entry(.welcome).user)
        #expect(await caller.reaches(.held, first))
        #expect(await caller.reaches(.active, second))
        let seen = caller.events.all.count
        caller.agent.perform(.resume(first))
        let resumed = await caller.events.first(after: seen) {
            if case .callChanged(let snapshot) = $0 { return snapshot.id == first && snapshot.state != .held }
            return false
        }
        guard case .callChanged(let snapshot)? = resumed else {
            Issue.record("the first call is not resumed")
            return scene.stop()
        }
        #expect(snapshot.state == .active)
        #expect(await caller.reaches(.held, second))
        #expect(!wasHeldByPeer(scene))
        scene.stop()
    }

    @Test(arguments: [PracticeEntry.Behaviour.welcome, .ringBack, .tenSeconds])
    func oneFarEndIsSentToAnother(target: PracticeEntry.Behaviour) async throws {
        let scene = try Scene()
        let call = try await scene.caller.dial(entry(.echo).user)
        #expect(await scene.caller.reaches(.active, call))
        try scene.caller.agent.perform(.transfer(call, to: scene.line.address(of: entry(target))))
        #expect(await scene.transferEnds(call) == .done)
        #expect(await scene.caller.end(of: call)?.cause == .endedByMe)
        scene.stop()
    }

    @Test func aBusyTargetFailsTheTransferAndTheCallStays() async throws {
        let scene = try Scene()
        let call = try await scene.caller.dial(entry(.echo).user)
        #expect(await scene.caller.reaches(.active, call))
        try scene.caller.agent.perform(.transfer(call, to: scene.line.address(of: entry(.busy))))
        #expect(await scene.transferEnds(call) == .failed(status: 486))
        #expect(scene.state(of: call) == .held)
        scene.stop()
    }

    @Test func noFarEndCallsAStranger() async throws {
        let scene = try Scene()
        let call = try await scene.caller.dial(entry(.echo).user)
        #expect(await scene.caller.reaches(.active, call))
        scene.caller.agent.perform(.transfer(call, to: "sip:accueil@192.0.2.1"))
        #expect(await scene.transferEnds(call) == .failed(status: 603))
        scene.stop()
    }

    @Test func twoFarEndsAreJoinedAfterAWord() async throws {
        let scene = try Scene()
        let first = try await scene.caller.dial(entry(.echo).user)
        #expect(await scene.caller.reaches(.active, first))
        let second = try await scene.caller.dial(entry(.welcome).user)
        #expect(await scene.caller.reaches(.active, second))
        scene.caller.agent.perform(.attendedTransfer(first, with: second))
        #expect(await scene.transferEnds(first) == .done)
        #expect(await scene.caller.end(of: first)?.cause == .endedByMe)
        #expect(await scene.caller.end(of: second) != nil)
        scene.stop()
    }

    @Test func whatIsWrittenToTheEchoComesBack() async throws {
        let scene = try Scene()
        let call = try await scene.caller.dial(entry(.echo).user)
        #expect(await scene.caller.reaches(.active, call))
        scene.caller.agent.perform(.sendText(call, "Été\u{2028}"))
        _ = await scene.caller.events.first {
            if case .textReceived(call, let text, from: nil) = $0 { return text.hasSuffix("\n") }
            return false
        }
        #expect(scene.read(in: call) == "Été\n")
        scene.stop()
    }

    @Test func theOthersTakeNoText() async throws {
        let scene = try Scene()
        let call = try await scene.caller.dial(entry(.welcome).user)
        #expect(await scene.caller.reaches(.active, call))
        scene.caller.agent.perform(.sendText(call, "a"))
        let refusal = await scene.caller.events.first {
            if case .commandRefused(.sendText, _) = $0 { return true }
            return false
        }
        #expect(refusal == .commandRefused(.sendText(call, "a"), .notInThisState))
        scene.stop()
    }
}
