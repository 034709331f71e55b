import CallEngine
import Testing
import Time

/// A call between two engines over a bad network, with agents who do this and that at random moments.
@Suite struct SimulationTests {
    static let seeds = 1_000
    static let parts = 20

    @Test(arguments: 0..<parts)
    func everyCallEndsOnceAndBothSidesAgree(part: Int) {
        for seed in stride(from: part, to: Self.seeds, by: Self.parts) {
            var world = World(seed: UInt64(seed), lossPercent: seed.isMultiple(of: 4) ? 0 : 12)
            world.start()
            world.run(until: Bench.origin + .seconds(20))
            let caller = Int.random(in: 0...1, using: &world.randomness)
            world.put(.script(caller, .dial), after: .zero)
            for _ in 0..<Int.random(in: 1...6, using: &world.randomness) {
                let step = World.Step.allCases.filter { $0 != .dial }.randomElement(using: &world.randomness) ?? .answer
                let who =
                    step == .answer || step == .decline ? 1 - caller : Int.random(in: 0...1, using: &world.randomness)
                world.put(
                    .script(who, step), after: .milliseconds(Int.random(in: 0...12_000, using: &world.randomness)))
            }
            if !seed.isMultiple(of: 3) {
                world.put(
                    .script(1 - caller, .answer),
                    after: .milliseconds(Int.random(in: 100...6_000, using: &world.randomness)))
            }
            world.run(until: Bench.origin + .seconds(60))
            if seed.isMultiple(of: 5) { judgeTalking(world, seed: seed) }
            for index in 0...1 {
                for _ in world.cores[index].calls { world.put(.script(index, .hangUp), after: .zero) }
            }
            world.run(until: Bench.origin + .seconds(180))
            judge(world, caller: caller, seed: seed)
        }
    }

    /// Long after the last command, both sides are in a call together, or neither is.
    private func judgeTalking(_ world: World, seed: Int) {
        let answered = world.cores.map { $0.calls.filter { $0.answeredAt != nil }.count }
        let held = world.cores.map { $0.calls.first?.state }
        if answered == [1, 1] {
            #expect(
                (held[0] == .held) == (held[1] == .heldByPeer || held[1] == .held) || held.contains(.held),
                "seed \(seed): \(held)")
        }
    }

    private func judge(_ world: World, caller: Int, seed: Int) {
        for index in 0...1 {
            #expect(world.cores[index].calls.isEmpty, "seed \(seed): a call remains")
            var begun: [CallID] = []
            var ended: [CallID] = []
            var last: [CallID: CallSnapshot] = [:]
            for event in world.events[index] {
                switch event {
                case .callDialled(let call, _), .callReceived(let call):
                    begun.append(call.id)
                    last[call.id] = call
                case .callChanged(let call):
                    #expect(last[call.id] != call, "seed \(seed): told twice")
                    #expect(!ended.contains(call.id), "seed \(seed): told after its end")
                    last[call.id] = call
                case .callEnded(let call, _):
                    ended.append(call.id)
                case .accountChanged, .dialRefused, .textReceived, .digitReceived, .statistics, .commandRefused,
                    .shutDownFinished,
                    .transferChanged, .transferRequested, .callReplaced, .conferenceChanged, .doNotDisturbChanged,
                    .forwardingChanged, .voicemailChanged, .watchedChanged, .messageReceived, .messageAnswered,
                    .strangersRefused, .callRefusedInClear,
                    .callMeasured, .qualityChanged:
                    break
                }
            }
            #expect(begun == ended, "seed \(seed): begun \(begun), ended \(ended)")
            #expect(begun.count <= 1, "seed \(seed): rang twice")
        }
        agree(Self.end(of: world.events[caller]), Self.end(of: world.events[1 - caller]), seed: seed)
    }

    private func agree(_ caller: (CallSnapshot, EndReason)?, _ callee: (CallSnapshot, EndReason)?, seed: Int) {
        guard let caller else { return }
        guard let callee else {
            #expect(caller.0.answeredAt == nil, "seed \(seed): answered by nobody")
            return
        }
        // The caller cannot have been answered by one who did not answer.
        if caller.0.answeredAt != nil { #expect(callee.0.answeredAt != nil, "seed \(seed): \(callee.1)") }
        if caller.1.cause == .declinedByPeer { #expect(callee.1.cause == .declinedByMe, "seed \(seed)") }
        if callee.1.cause == .missed { #expect(caller.0.answeredAt == nil, "seed \(seed): \(caller.1)") }
        if callee.1.cause == .endedByPeer {
            #expect(
                [.endedByMe, .cancelledByMe, .networkFailure].contains(caller.1.cause), "seed \(seed): \(caller.1)")
        }
    }

    private static func end(of events: [EngineEvent]) -> (CallSnapshot, EndReason)? {
        for case .callEnded(let call, let reason) in events { return (call, reason) }
        return nil
    }

    /// The judge is worth something only if the network really is bad and calls really are made on it.
    @Test func theSimulationIsNotIdle() {
        var causes: Set<EndReason.Cause> = []
        var answered = 0
        for seed in 0..<60 {
            var world = World(seed: UInt64(seed), lossPercent: 12)
            world.start()
            world.run(until: Bench.origin + .seconds(20))
            world.put(.script(0, .dial), after: .zero)
            world.put(.script(1, seed.isMultiple(of: 3) ? .decline : .answer), after: .seconds(3))
            world.put(.script(seed % 2, .hangUp), after: .milliseconds(1_000 + seed * 80))
            world.run(until: Bench.origin + .seconds(180))
            for (call, reason) in world.events.compactMap({ Self.end(of: $0) }) {
                causes.insert(reason.cause)
                answered += call.answeredAt == nil ? 0 : 1
            }
        }
        #expect(answered > 40)
        #expect(
            causes.isSuperset(of: [.endedByMe, .endedByPeer, .declinedByMe, .declinedByPeer, .cancelledByMe, .missed]))
    }

    @Test func withoutLossEveryCallThatIsAnsweredIsTalkedIn() {
        for seed in 0..<20 {
            var world = World(seed: UInt64(seed), lossPercent: 0)
            world.start()
            world.run(until: Bench.origin + .seconds(5))
            #expect(world.cores.allSatisfy { $0.accounts[0].state == .registered })
            world.put(.script(0, .dial), after: .zero)
            world.put(.script(1, .answer), after: .seconds(3))
            world.put(.script(0, .hold), after: .seconds(5))
            world.put(.script(1, .hold), after: .seconds(5))
            world.run(until: Bench.origin + .seconds(30))
            #expect(world.cores.map { $0.calls.map(\.state) } == [[.held], [.held]], "seed \(seed)")
            world.put(.script(0, .resume), after: .zero)
            world.put(.script(1, .resume), after: .milliseconds(40))
            world.run(until: Bench.origin + .seconds(60))
            #expect(world.cores.map { $0.calls.map(\.state) } == [[.active], [.active]], "seed \(seed)")
        }
    }
}
