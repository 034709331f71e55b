import Announcements
import CallEngine
import Testing
import Time

@testable import TerminalUI

/// The same unrequested fact is never said twice within two seconds, however often and however late the world repeats it.
@Suite struct NeverTwiceTests {
    /// What happens to a desk without a key being pressed. Each kind leaves the one before it time to be said: the same words are then
    /// the same fact.
    struct World {
        var world = HearingDesk(Desk())
        var random: Seeded
        var next = 1
        private var lastOfKind: [Int: Instant] = [:]
        /// What was told last of each subject: the world repeats only what still holds.
        private var lastOfSubject: [String: AppEvent] = [:]
        /// What the world says once more, and when.
        private var echoes: [(AppEvent, Instant)] = []
        private(set) var repeated = 0

        init(_ seed: Int) { random = Seeded(UInt64(seed) &* 101) }

        mutating func step() {
            let kind = Int.random(in: 0..<11, using: &random)
            if lastOfKind[kind].map({ world.desk.now - $0 >= .seconds(6) }) ?? true, let event = event(kind) {
                lastOfKind[kind] = world.desk.now
                lastOfSubject[subject(event)] = event
                world.send(event)
                for _ in 0..<Int.random(in: 0...2, using: &random) {
                    echoes.append((event, world.desk.now + .milliseconds(Int.random(in: 0...1_500, using: &random))))
                }
            }
            pass(.milliseconds(Int.random(in: 0...1_200, using: &random)))
        }

        private mutating func pass(_ duration: Duration) {
            let end = world.desk.now + duration
            for (event, at) in echoes.filter({ $0.1 <= end }).sorted(by: { $0.1 < $1.1 }) {
                world.pass(max(.zero, at - world.desk.now))
                guard lastOfSubject[subject(event)] == event else { continue }
                world.send(event)
                repeated += 1
            }
            echoes.removeAll { $0.1 <= end }
            world.pass(max(.zero, end - world.desk.now))
        }

        private func subject(_ event: AppEvent) -> String {
            switch event {
            case .engine(.callReceived(let call)), .engine(.callChanged(let call)), .engine(.callEnded(let call, _)):
                "call \(call.id.number)"
            case .engine(.accountChanged): "line"
            case .engine(.doNotDisturbChanged): "do not disturb"
            default: "device"
            }
        }

        private mutating func event(_ kind: Int) -> AppEvent? {
            let desk = world.desk
            let line = AccountID(0)
            func call(_ wanted: CallState, as state: CallState, muted: Bool? = nil) -> CallSnapshot? {
                guard let found = desk.state.calls.last(where: { $0.state == wanted }) else { return nil }
                return desk.call(
                    found.id.number, found.remote.name, state, number: found.remote.number,
                    muted: muted ?? found.isMuted)
            }
            switch kind {
            case 0:
                guard desk.state.calls.count < 3 else { return nil }
                defer { next += 1 }
                return .engine(.callReceived(desk.call(next, "Client \(next).", number: "04760011\(next)")))
            case 1: return call(.incoming, as: .active).map { .engine(.callChanged($0)) }
            case 2: return call(.active, as: .heldByPeer).map { .engine(.callChanged($0)) }
            case 3: return call(.heldByPeer, as: .active).map { .engine(.callChanged($0)) }
            case 4:
                return call(.active, as: .active, muted: Bool.random(using: &random)).map { .engine(.callChanged($0)) }
            case 5: return call(.active, as: .ended).map { .engine(.callEnded($0, EndReason(.endedByPeer))) }
            case 6: return call(.incoming, as: .ended).map { .engine(.callEnded($0, EndReason(.missed))) }
            case 7: return .engine(.accountChanged(line, .failed(.serverSilent(retrySeconds: 30))))
            case 8: return .engine(.accountChanged(line, .registered))
            case 9: return .device(random.pick([.headsetLost, .headsetBack, .noAudioDevice, .microphoneSilent]))
            default: return .engine(.doNotDisturbChanged(Bool.random(using: &random)))
            }
        }
    }

    @Test func noFactIsSaidTwiceWithinTwoSeconds() {
        var said = 0
        var repeated = 0
        for seed in 1...1_000 {
            var world = World(seed)
            for _ in 0..<30 { world.step() }
            let heard = world.world.heard
            said += heard.count
            repeated += world.repeated
            for (index, fact) in heard.enumerated() {
                let again = heard[..<index].last { $0.text == fact.text && fact.at - $0.at < .seconds(2) }
                #expect(again == nil, "seed \(seed): \(fact.text), \(heard[..<index].suffix(4).map(\.text))")
            }
        }
        #expect(said > 5_000 && repeated > 5_000, "\(said) said, \(repeated) repeated")
    }
}
