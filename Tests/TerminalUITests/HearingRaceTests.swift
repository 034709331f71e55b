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
