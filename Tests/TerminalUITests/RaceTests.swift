import Announcements
import CallEngine
import Testing
import Time

@testable import TerminalUI

/// A small seeded generator, so that a failing race can be run again.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &self)] }
}

@Suite struct RaceTests {
    /// A model of the calls, apart from the interface, with what each key could have meant at each moment.
    struct World {
        var desk = Desk()
        var random: Seeded
        var next = 1
        /// The calls that a key of each kind could mean, with the time from which they could.
        var ringingSince: [(CallID?, Instant)] = []
        var currentSince: [(CallID?, Instant)] = []
        var wrong: [String] = []
        var acted = 0

        init(seed: UInt64) { random = Seeded(seed) }

        mutating func note() {
            let ringing = desk.state.targets.ringing
            let current = desk.state.targets.current
            if ringingSince.last?.0 != ringing { ringingSince.append((ringing, desk.now)) }
            if currentSince.last?.0 != current { currentSince.append((current, desk.now)) }
        }

        /// The calls that were meant in the 700 ms before a moment; nil: none was.
        func meant(_ list: [(CallID?, Instant)], at moment: Instant) -> Set<CallID?> {
            var calls: Set<CallID?> = []
            for (index, entry) in list.enumerated() where entry.1 <= moment {
                let until = index + 1 < list.count ? list[index + 1].1 : nil
                if until.map({ moment - $0 < .milliseconds(700) }) ?? true { calls.insert(entry.0) }
            }
            return calls
        }

        mutating func event() {
            let live = desk.state.calls
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1:
                guard live.count < 4 else { break }
                desk.rings(next, "Client \(next)")
                // What was heard is for other races.
                desk.hearAll()
                next += 1
            case 2:
                if let call = live.randomElement(using: &random) {
                    desk.ends(call.id.number, call.state == .incoming ? .missed : .endedByPeer)
                }
            case 3:
                if let call = live.first(where: { $0.state == .active }) {
                    desk.becomes(call.id.number, random.pick([.held, .heldByPeer]))
                }
            case 4:
                if let call = live.first(where: { $0.state == .held }), !live.contains(where: { $0.state == .active }) {
                    desk.becomes(call.id.number, .active)
                }
            default: break
            }
            note()
        }

        /// Presses one key, and judges every command that comes of it by what could be meant when it was pressed.
        mutating func key() {
            let chord = random.pick(
                [4, 5, 8, 9, 12].map { KeyChord.function($0) } + ["d", "x", "f", "a", "m"].map { .character($0) })
            let pressedAt = desk.now
            let ringing = meant(ringingSince, at: pressedAt)
            let current = meant(currentSince, at: pressedAt)
            desk.forget()
            desk.press(chord)
            // A letter may wait; what it does within its time is still this press.
            var left = 300
            judge(ringing, current, chord)
            while left > 0, desk.state.keys.waitingLetter != nil {
                let step = Int.random(in: 10...120, using: &random)
                desk.forget()
                desk.pass(.milliseconds(step))
                judge(ringing, current, chord)
                left -= step
                if Int.random(in: 0..<3, using: &random) == 0 {
                    desk.forget()
                    event()
                    judge(ringing, current, chord)
                }
            }
            note()
        }

        /// A press that only said the new target has told it: the next press means that call.
        private mutating func noteTold() {
            guard desk.commands.isEmpty, let last = desk.said.last else { return }
            for target in [desk.state.targets.ringing, desk.state.targets.current].compactMap({ $0 })
            where last == "Client \(target.number)" {
                if target == desk.state.targets.ringing { ringingSince = [(target, desk.now)] }
                if target == desk.state.targets.current { currentSince = [(target, desk.now)] }
            }
        }

        mutating func judge(_ ringing: Set<CallID?>, _ current: Set<CallID?>, _ chord: KeyChord) {
            defer { noteTold() }
            for command in desk.commands {
                acted += 1
                switch command {
                case .answer(let call), .decline(let call, _):
                    if ringing != [call] { wrong.append("\(chord): \(command), meant \(ringing)") }
                    if case .decline = command, chord == .function(12) || chord == .character("f") {
                        wrong.append("hang-up declined \(call)")
                    }
                    obey(command)
                case .hangUp(let call), .resume(let call), .mute(let call, _), .record(let call, _),
                    .ownSound(let call, _):
                    if current != [call] { wrong.append("\(chord): \(command), meant \(current)") }
                    obey(command)
                case .hold(let call):
                    // Answering holds the call that is up; the hold key means the current one.
                    let isAnswering = desk.commands.contains { if case .answer = $0 { true } else { false } }
                    if !isAnswering, current != [call] { wrong.append("\(chord): \(command), meant \(current)") }
                    obey(command)
                case .register, .unregister, .dial, .digits, .sendText, .statistics, .shutDown,
                    .transfer, .attendedTransfer, .answerTransferRequest, .join, .leave,
                    .pickUp, .park, .moveToMobile, .takeBack, .setDoNotDisturb, .setForwarding, .sendMessage, .watch,
                    .unwatch, .publishPresence:
                    continue
                }
            }
        }

        /// The engine does as it is told.
        mutating func obey(_ command: EngineCommand) {
            switch command {
            case .answer(let call):
                guard desk.state.call(call) != nil else { break }
                let hadNone = desk.state.targets.current == nil
                desk.becomes(call.number, .active)
                // Who answers knows whom he has on the line.
                if hadNone { currentSince = [(call, desk.now)] }
            case .decline(let call, _): desk.ends(call.number, .declinedByMe)
            case .hangUp(let call): desk.ends(call.number, .endedByMe)
            case .hold(let call): if desk.state.call(call) != nil { desk.becomes(call.number, .held) }
            case .resume(let call): if desk.state.call(call) != nil { desk.becomes(call.number, .active) }
            case .mute, .record, .ownSound, .register, .unregister, .dial, .digits, .sendText, .statistics, .shutDown,
                .transfer, .attendedTransfer, .answerTransferRequest, .join, .leave,
                .pickUp, .park, .moveToMobile, .takeBack, .setDoNotDisturb, .setForwarding, .sendMessage, .watch,
                .unwatch, .publishPresence:
                return
            }
            note()
        }
    }

    @Test func aThousandRacesReachNoWrongCall() {
        var acted = 0
        for seed in 1...1_000 {
            var world = World(seed: UInt64(seed))
            for _ in 0..<30 {
                if Bool.random(using: &world.random) { world.event() } else { world.key() }
                world.desk.pass(.milliseconds(Int.random(in: 0...900, using: &world.random)))
            }
            acted += world.acted
            #expect(world.wrong.isEmpty, "seed \(seed): \(world.wrong)")
        }
        #expect(acted > 2_000, "the races did something: \(acted)")
    }

    @Test func anyKeysInAnyOrderKeepTheScreenWhole() {
        let chords: [KeyChord] =
            (1...13).map { .function($0) } + "abcdefghijklmnopqrstuvwxyz0123456789é&²`*# \u{0}".map { .character($0) }
            + [
                .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .backspace, .delete, .tab, .escape,
                .unknown,
            ]
        for seed in 1...250 {
            var world = World(seed: UInt64(seed) &* 77)
            for _ in 0..<40 {
                if Int.random(in: 0..<5, using: &world.random) == 0 {
                    world.event()
                } else {
                    world.desk.press(world.random.pick(chords))
                }
                world.desk.pass(.milliseconds(Int.random(in: 0...400, using: &world.random)))
                let screen = world.desk.screen
                #expect(screen.items.isEmpty ? screen.focus == 0 : screen.items.indices.contains(screen.focus))
                #expect(!screen.title.isEmpty)
                #expect(world.desk.state.pages.count <= TerminalUI.Limits.pages)
                #expect(screen.cursorColumn >= 0 && screen.cursorColumn < 80)
                world.desk.effects.removeAll(keepingCapacity: true)
            }
        }
    }
}
