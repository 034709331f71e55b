import Announcements
import CallEngine
import Testing
import Time

@testable import TerminalUI

/// Races with a voice that takes its time: what the agent had heard when a key was pressed.
@Suite struct HearingRaceTests {
    /// Every caller's name is heard whole within three seconds of the last key, and no typed key is lost.
    @Test func everyNameIsHeardAndNoTypedKeyIsLost() {
        for seed in 1...1_000 {
            var random = Seeded(UInt64(seed))
            var world = HearingDesk(Desk())
            world.press(.character("c"))
            world.pass(.seconds(2))
            world.forgetHeard()
            var typed = ""
            var callers: [Int] = []
            for step in 0..<20 {
                switch Int.random(in: 0..<5, using: &random) {
                case 0 where callers.count < 3:
                    let id = step + 1
                    callers.append(id)
                    world.happen { $0.rings(id, "Client \(id).") }
                case 1 where !callers.isEmpty && Bool.random(using: &random):
                    let id = callers.removeFirst()
                    world.happen { $0.ends(id, .missed) }
                default:
                    let digit = random.pick(Array("0123456789"))
                    typed.append(digit)
                    world.press(.character(digit))
                }
                world.pass(.milliseconds(Int.random(in: 20...900, using: &random)))
            }
            #expect(world.desk.state.page[.number].text == typed, "seed \(seed)")
            // Of each call the name in its ring, or in the news that it was missed.
            world.press(.character("1"))
            world.pass(.seconds(3) + HearingDesk.length("Client 00.") * 3)
            for id in callers {
                #expect(
                    world.hasHeard("Client \(id)."), "seed \(seed): \(id) of \(callers), \(world.heard.map(\.text))")
            }
        }
    }

    /// Keys of calls at any moment, with a voice that takes its time: a call is answered or declined only once its name was said to its
    /// end, or for as long as a key's target must have stood still, or was told by that very key before.
    @Test func noCallIsTakenThatWasNotHeardNamed() {
        let chords: [KeyChord] =
            [4, 4, 4, 5, 12].map { .function($0) } + [.down, .enter, .backspace]
            + "²²ddxf1234".map { .character($0) }
        var taken = 0
        var soon = 0
        for seed in 1...1_000 {
            var random = Seeded(UInt64(seed) &* 31)
            var world = HearingDesk(Desk())
            var next = 1
            for _ in 0..<25 {
                if Int.random(in: 0..<3, using: &random) == 0, world.desk.state.calls.count < 3 {
                    world.happen { $0.rings(next, "Client \(next), de la voirie.") }
                    next += 1
                } else {
                    world.press(random.pick(chords))
                }
                taken += judge(&world, "seed \(seed)", &soon)
                // A letter waits before it acts: what it does is judged as it comes.
                for _ in 0..<Int.random(in: 0...12, using: &random) {
                    world.pass(.milliseconds(75))
                    taken += judge(&world, "seed \(seed)", &soon)
                }
            }
        }
        #expect(taken > 1_000 && soon > 100, "the races did something: \(taken), \(soon) of them within two seconds")
    }

    /// What the keys did: the engine obeys, and each call that was taken had been heard named when the last key was pressed.
    private func judge(_ world: inout HearingDesk, _ seed: String, _ soon: inout Int) -> Int {
        let commands = world.desk.commands
        world.forgetEffects()
        var taken = 0
        for command in commands {
            switch command {
            case .answer(let call), .decline(let call, _):
                let name = "Client \(call.number),"
                taken += 1
                let keys: [KeyChord] =
                    if case .answer = command {
                        [.function(4), .character("d"), .enter]
                    } else {
                        [.function(5), .character("x"), .enter]
                    }
                // A reader says what it says.
                let wasNamed = world.desk.state.settings.speechDelivery != .own || world.wasNamed(name, by: keys)
                #expect(
                    wasNamed,
                    "\(seed): \(command), \(world.sounded.filter { $0.text.contains(name) }), \(world.pressed.suffix(4))"
                )
                if let first = world.begun.first(where: { $0.text.contains(name) }),
                    world.desk.now - first.at < .seconds(2)
                {
                    soon += 1
                }
                if case .answer = command { world.happen { $0.becomes(call.number, .active) } }
                if case .decline = command { world.happen { $0.ends(call.number, .declinedByMe) } }
            case .hold(let call): world.happen { $0.becomes(call.number, .held) }
            case .hangUp(let call): world.happen { $0.ends(call.number, .endedByMe) }
            default: continue
            }
        }
        return taken
    }

    /// Eight hours in a moment: 500 calls and 20,000 keys. What is kept stays bounded, nothing waits behind more than one, and each
    /// call's end was heard, or its caller's name.
    @Test func aShiftOfEightHoursLosesNothing() {
        var random = Seeded(8)
        var world = HearingDesk(Desk())
        let chords: [KeyChord] =
            [2, 3, 8, 9, 10, 11].map { .function($0) } + [.up, .down, .home, .end, .enter, .backspace]
            + "abcjklmnopqrstuvwxyz".map { .character($0) }
        var keys = 0
        var lost: [String] = []
        for id in 1...500 {
            world.forgetHeard()
            world.happen { $0.rings(id, "Client \(id).") }
            for _ in 0..<20 {
                world.press(random.pick(chords))
                keys += 1
                world.pass(.milliseconds(Int.random(in: 40...1_500, using: &random)))
            }
            if let call = world.desk.state.call(CallID(id)), call.state == .incoming, Bool.random(using: &random) {
                world.happen { $0.becomes(id, .active) }
                world.pass(.seconds(8))
            }
            for _ in 0..<20 {
                world.press(random.pick(chords))
                keys += 1
                world.pass(.milliseconds(Int.random(in: 40...1_500, using: &random)))
            }
            world.happen { $0.ends(id, $0.state.call(CallID(id))?.state == .incoming ? .missed : .endedByPeer) }
            world.pass(.seconds(12))
            if !world.hasHeard("Client \(id).")
                && !world.heard.contains(where: { ["Fini", "Manqué"].contains($0.text) })
            {
                lost.append("\(id): \(world.heard.map(\.text))")
            }
            #expect(world.desk.state.speech.pendingTexts.count <= 1, "after call \(id)")
        }
        #expect(keys == 20_000 && lost.isEmpty, "\(lost.prefix(3))")
        let state = world.desk.state
        #expect(state.pages.count <= TerminalUI.Limits.pages && state.history.count <= TerminalUI.Limits.history)
        #expect(
            state.eventLines.count <= TerminalUI.Limits.history && state.pastCalls.count <= TerminalUI.Limits.pastCalls)
        #expect(
            state.conversations.isEmpty && state.sentWriting.isEmpty && state.drafts.count <= TerminalUI.Limits.drafts)
        #expect(state.calls.isEmpty && state.writing.isEmpty && world.longestQueue <= 3, "\(world.longestQueue)")
    }
}
