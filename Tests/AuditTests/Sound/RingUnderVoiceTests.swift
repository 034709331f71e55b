import Devices
import Foundation
import Scenarios
import Testing

@testable import Audit

/// EN 301 549 §5.1.3.10, on recordings made for it: a voice on the left, a ring on both sides.
@Suite struct RingUnderVoiceTests {
    private static let text =
        "Appel entrant, Dupont, ligne Accueil, un sur quatre, le micro est ouvert, un message attend d'être lu"
        + ", trois collègues sont libres"

    /// - Parameter under: the ring's gain while the voice speaks.
    private func finding(
        under: Double, voice: Ear = .left, text: String = Self.text, ringsAfter: Bool = true
    ) throws -> RingUnderVoice.Finding {
        let scene = try SoundScene()
        let turn = Voice.sound(of: RingTone.normal)
        let milliseconds = turn.count / 48
        let end = scene.say(text, at: milliseconds, in: voice)
        for number in 0..<5 {
            let begin = number * milliseconds
            let isOver = begin > end
            if isOver, !ringsAfter { break }
            let isUnder = begin >= milliseconds && !isOver
            scene.put(turn, at: begin, in: .both, gain: isUnder ? under / 5 : 0.2)
        }
        scene.end(at: 5 * milliseconds + 500)
        return try scene.hearing().ringUnderVoice(from: 0)
    }

    private func lowered(_ finding: RingUnderVoice.Finding) throws -> Double {
        guard case .levels(let levels) = finding else {
            Issue.record("\(finding)")
            return .nan
        }
        return levels.lowered
    }

    @Test func theRingIsComparedWithItselfAlone() throws {
        #expect(try lowered(finding(under: 0)) > 40)
        #expect(abs(try lowered(finding(under: 0.1)) - 20) < 2)
        #expect(abs(try lowered(finding(under: 1))) < 2)
    }

    @Test func whatProvesNothingIsNoFinding() throws {
        #expect(try finding(under: 0, text: "Dupont") == .notYet(isVoiceLong: false))
        #expect(try finding(under: 0, ringsAfter: false) == .notYet(isVoiceLong: true))
        #expect(try finding(under: 0, voice: .both) == .inBothEars)
    }
}
