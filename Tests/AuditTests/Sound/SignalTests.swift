import Announcements
import Devices
import Foundation
import Scenarios
import Testing

@testable import Audit

/// Earcons, rings and the voices of far ends.
@Suite struct SignalTests {
    @Test(arguments: Earcon.allCases)
    func eachEarconIsItself(earcon: Earcon) throws {
        let scene = try SoundScene()
        scene.put(Voice.sound(of: earcon), at: 1_003)
        scene.tell("", 1_003, 1_200, earcon: earcon.rawValue)
        scene.end(at: 3_000)
        let hearing = try scene.hearing()
        #expect(hearing.earcon(among: [earcon], after: 0) != nil)
        #expect(hearing.earcon(among: [earcon], after: 1_500 * 8) == nil)
    }

    @Test(arguments: Earcon.allCases)
    func aLineThatNamesAnotherEarconIsNotBelieved(earcon: Earcon) throws {
        let other: Earcon = earcon == .answered ? .ended : .answered
        let scene = try SoundScene()
        scene.put(Voice.sound(of: other), at: 1_000)
        scene.tell("", 1_000, 1_200, earcon: earcon.rawValue)
        scene.end(at: 3_000)
        #expect(try scene.hearing().earcon(among: [earcon], after: 0) == nil)
    }

    @Test func anEarconOpensItsWords() throws {
        let scene = try SoundScene()
        let sound = Voice.sound(of: .incoming) + Voice.render("Dupont", language: .french, rate: 260)
        scene.put(sound, at: 800)
        scene.tell("Dupont", 800, 800 + sound.count / 48, earcon: "incoming")
        scene.end(at: 3_000)
        let hearing = try scene.hearing()
        #expect(hearing.earcon(among: [.incoming], after: 0) != nil)
        #expect(hearing.count(of: "Dupont", from: 0) == 1)
    }

    @Test func wordsNameTheirEarcon() {
        #expect(EarconWords.earcons("Pris") == [.answered])
        #expect(EarconWords.earcons("connected") == [.answered])
        #expect(EarconWords.earcons("ligne rétablie").contains(.lineBack))
        #expect(EarconWords.earcons("Mardi").isEmpty)
    }

    @Test(arguments: RingTone.allCases)
    func everyRingIsHeard(tone: RingTone) throws {
        let scene = try SoundScene()
        scene.put(Voice.sound(of: tone), at: 1_000, gain: 0.5)
        scene.end(at: 6_000)
        let hearing = try scene.hearing()
        #expect(hearing.ring(from: 0) != nil)
        #expect(hearing.ring(from: 2_600 * 8) == nil || tone == .urgent)
    }

    @Test func speechAndOtherTonesAreNoRing() throws {
        let scene = try SoundScene()
        scene.say("Un instant, je regarde votre dossier", at: 500)
        for earcon in Earcon.allCases {
            scene.put(Voice.sound(of: earcon), at: 4_000 + 300 * (Earcon.allCases.firstIndex(of: earcon) ?? 0))
        }
        // The far end rings: a tone of 440 Hz of 1.5 s.
        scene.put((0..<72_000).map { Int16(6_000 * sin(2 * .pi * 440 * Double($0) / 48_000)) }, at: 9_000)
        scene.end(at: 12_000)
        #expect(try scene.hearing().ring(from: 0) == nil)
    }

    /// Syllables of 200 ms with 80 ms between them.
    private func peer(_ hertz: Double, syllables: Int) -> [Int16] {
        (0..<syllables * 13_440).map { index in
            guard index % 13_440 < 9_600 else { return 0 }
            let turn = 2 * Double.pi * hertz * Double(index) / 48_000
            return Int16(3_000 * (sin(turn) + sin(2 * turn) / 2 + sin(3 * turn) / 3))
        }
    }

    @Test func aPeersVoiceIsItsOwnAndInItsEar() throws {
        let scene = try SoundScene()
        scene.put(peer(170, syllables: 6), at: 500, in: .right)
        scene.put(noise(count: 150_000, amplitude: 60), at: 0)
        scene.end(at: 3_500)
        let hearing = try scene.hearing()
        #expect(hearing.syllables(of: PeerTone(hertz: 170), from: 0).right >= 5)
        #expect(hearing.syllables(of: PeerTone(hertz: 170), from: 0).left == 0)
        #expect(hearing.syllables(of: PeerTone(hertz: 230), from: 0).right == 0)
    }

    @Test func aHumIsNoVoice() throws {
        let scene = try SoundScene()
        scene.put(
            (0..<96_000).map { index in
                let turn = 2 * Double.pi * 170 * Double(index) / 48_000
                return Int16(3_000 * (sin(turn) + sin(2 * turn) / 2 + sin(3 * turn) / 3))
            }, at: 500)
        scene.end(at: 4_000)
        #expect(try scene.hearing().syllables(of: PeerTone(hertz: 170), from: 0).left <= 1)
    }

    @Test func theProgramsVoiceIsNoPeers() throws {
        let scene = try SoundScene()
        scene.say("Un instant, je regarde votre dossier", at: 500)
        scene.end(at: 4_000)
        #expect(try scene.hearing().syllables(of: PeerTone(hertz: 170), from: 0).left < 3)
    }

    /// The same at every run.
    private func noise(count: Int, amplitude: Int) -> [Int16] {
        var state: UInt32 = 1
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Int16(Int(state >> 16) % (2 * amplitude + 1) - amplitude)
        }
    }
}
