import CallEngine
import Foundation
import SIP
import Testing
import Time

/// A thousand storms, each from its seed: whatever the network did, every call ends once, nothing is told twice or after its
/// end, and all lines come back. `SIMULATION_SEEDS=100000` runs more, `SIMULATION_SEED=n` runs one again.
@Suite struct StormTests {
    static let parts = 20
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    static func seeds(of part: Int) -> [UInt64] {
        if let one = environment["SIMULATION_SEED"].flatMap(UInt64.init) { return part == 0 ? [one] : [] }
        let count = environment["SIMULATION_SEEDS"].flatMap(UInt64.init) ?? 1_000
        return Array(stride(from: UInt64(part), to: count, by: parts))
    }

    @Test(arguments: 0..<parts)
    func everythingComesToRest(part: Int) {
        for seed in Self.seeds(of: part) {
            let faults = StormJudge.faults(in: Self.weathered(seed))
            #expect(
                faults.isEmpty,
                "seed \(seed): \(faults.prefix(4)). Again: SIMULATION_SEED=\(seed) make one T=StormTests")
        }
    }

    /// One storm from its beginning to the calm after it.
    static func weathered(_ seed: UInt64) -> Storm {
        var storm = Storm(seed: seed)
        storm.start()
        storm.run(until: Bench.origin + .seconds(15))
        for _ in 0..<Int.random(in: 4...16, using: &storm.randomness) {
            let who = Int.random(in: 0...2, using: &storm.randomness)
            let step = Storm.Step.allCases.randomElement(using: &storm.randomness) ?? .dial
            let weighted = Int.random(in: 0...2, using: &storm.randomness) == 0 ? .dial : step
            storm.put(.step(who, weighted), after: moment(20_000, &storm))
        }
        for who in 0...2 { for _ in 0..<3 { storm.put(.step(who, .answer), after: moment(20_000, &storm)) } }
        if !seed.isMultiple(of: 4) { disturb(&storm) }
        storm.run(until: Bench.origin + .seconds(60))
        storm.calm()
        // RFC 3261 §17: every transaction and its retransmissions end within 64 times T1, a line's back-off later.
        storm.run(until: Bench.origin + .seconds(160))
        for who in 0...2 { for _ in storm.cores[who].calls { storm.put(.step(who, .hangUp), after: .zero) } }
        for round in 1...8 {
            storm.run(until: Bench.origin + .seconds(160 + 2 * round))
            for who in 0...2 { for _ in storm.cores[who].calls { storm.put(.step(who, .hangUp), after: .zero) } }
        }
        storm.run(until: Bench.origin + .seconds(2_400))
        return storm
    }

    private static func disturb(_ storm: inout Storm) {
        for _ in 0..<Int.random(in: 0...3, using: &storm.randomness) {
            let who = Int.random(in: 0...2, using: &storm.randomness)
            let at = moment(25_000, &storm)
            switch Int.random(in: 0...3, using: &storm.randomness) {
            case 0: storm.put(.fault(.crash(who)), after: at)
            case 1: storm.put(.fault(.proxyRestarts), after: at)
            case _:
                storm.put(.fault(.cutOff(who)), after: at)
                storm.put(.fault(.heal(who)), after: at + moment(20_000, &storm))
            }
        }
    }

    private static func moment(_ milliseconds: Int, _ storm: inout Storm) -> Duration {
        .milliseconds(Int.random(in: 0...milliseconds, using: &storm.randomness))
    }

    /// The judge is worth something only if there is something to judge.
    @Test func theStormsAreNotIdle() {
        var causes: Set<EndReason.Cause> = []
        var answered = 0
        var crashes = 0
        for seed in UInt64(0)..<80 {
            let storm = Self.weathered(seed)
            crashes += storm.lives.reduce(0, +)
            for case .callEnded(let call, let reason) in storm.histories.joined().joined() {
                causes.insert(reason.cause)
                answered += call.answeredAt == nil ? 0 : 1
            }
        }
        #expect(answered > 60)
        #expect(crashes > 5)
        #expect(causes.isSuperset(of: [.endedByMe, .endedByPeer, .declinedByMe, .cancelledByMe, .missed]))
    }

    /// The same seed gives the same storm: else no failure could be looked at again.
    @Test func aSeedIsAReplay() {
        for seed in UInt64(1)...3 {
            #expect(Self.weathered(seed).histories == Self.weathered(seed).histories)
        }
    }
}
