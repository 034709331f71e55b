import Announcements
import Devices
import Foundation
import Testing

@testable import Audit

/// What a far end hears.
@Suite struct SentSoundTests {
    private func tone(_ hertz: Double, milliseconds: Int, amplitude: Double = 8_000) -> [Int16] {
        (0..<milliseconds * 48).map { Int16(amplitude * sin(2 * .pi * hertz * Double($0) / 48_000)) }
    }

    private func quiet(_ milliseconds: Int) -> [Int16] { [Int16](repeating: 0, count: milliseconds * 48) }

    @Test func aBurstIsShort() {
        let burst = quiet(300) + tone(440, milliseconds: 250) + quiet(750)
        #expect(SentSound(burst + burst).hasBurst)
        #expect(!SentSound(tone(440, milliseconds: 2_000)).hasBurst)
        #expect(!SentSound(quiet(300) + tone(520, milliseconds: 250) + quiet(750)).hasBurst)
        #expect(!SentSound(quiet(2_000)).hasBurst)
        #expect(!SentSound(Voice.render("Un instant, je regarde", language: .french, rate: 260)).hasBurst)
    }

    @Test func aSteadyToneIsFoundAndMeasured() throws {
        for hertz in [100, 250, 1_000, 7_000] {
            let sound = quiet(300) + tone(Double(hertz), milliseconds: 1_500, amplitude: 10_000) + quiet(300)
            let level = try #require(SteadyTone(hertz: hertz).level(in: sound))
            #expect(abs(level + 13.32) < 0.2, "\(hertz): \(level)")
            #expect(SteadyTone(hertz: hertz == 7_000 ? 3_000 : 7_000).level(in: sound) == nil)
        }
        // A click, speech and silence are none.
        #expect(SteadyTone(hertz: 7_000).level(in: quiet(900) + tone(7_000, milliseconds: 200) + quiet(900)) == nil)
        let speech = Voice.render("Un instant, je regarde", language: .french, rate: 260)
        #expect(SteadyTone(hertz: 1_000).level(in: speech) == nil)
        #expect(SteadyTone(hertz: 1_000).level(in: []) == nil)
    }

    @Test func aFarEndPlaysItsTone() throws {
        let sound = PeerVoice.tone(hertz: 7_000)
        #expect(abs(try #require(SteadyTone(hertz: 7_000).level(in: sound)) - PeerVoice.toneLevel) < 0.2)
    }

    @Test func theMicrophonesVoiceIsRecognised() {
        let text = "Bonjour, ici la mairie, je vous écoute. Un instant, je regarde votre dossier."
        let speech = Voice.render(text, language: .french, rate: 200)
        let track = EarTrack(whole: speech)
        #expect(SentSound(quiet(200) + Array(speech[30_000..<130_000])).hasVoice(of: track))
        #expect(!SentSound(quiet(3_000)).hasVoice(of: track))
        #expect(!SentSound(tone(440, milliseconds: 2_000)).hasVoice(of: track))
        var state: UInt32 = 1
        var noise: [Int16] = []
        for _ in 0..<96_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            noise.append(Int16(truncatingIfNeeded: state >> 16) / 8)
        }
        #expect(!SentSound(noise).hasVoice(of: track))
    }

    @Test func silenceAndLevels() {
        #expect(SentSound(quiet(1_000)).isSilent())
        #expect(SentSound(tone(300, milliseconds: 1_000, amplitude: 30)).isSilent())
        #expect(!SentSound(quiet(980) + tone(300, milliseconds: 20, amplitude: 80) + quiet(300)).isSilent())
        // A sine of half of full scale.
        #expect(abs(SentSound(tone(300, milliseconds: 3_000, amplitude: 16_384)).level + 9.03) < 0.1)
    }

    @Test func whatIsSaidIsFoundInWhatIsSent() {
        let speech = Voice.render(
            "Bonjour, ici la mairie, je vous écoute. Un instant, je regarde votre dossier.", language: .french,
            rate: 200)
        let said = Rendering("Second appel, Martin", .french, rate: 260)
        let leaked = Voice.render("Second appel, Martin", language: .french, rate: 260)
        let soft = leaked.map { $0 / 30 }
        let own: Float = SentSound(speech).likeness(to: said)
        let loud: Float = SentSound(quiet(500) + leaked + quiet(100)).likeness(to: said)
        let whispered: Float = SentSound(quiet(500) + soft + quiet(100)).likeness(to: said)
        #expect(own < SentSound.leakBesideSpeech)
        #expect(loud >= SentSound.leakBesideSpeech)
        #expect(whispered >= SentSound.leakBesideSpeech)
        #expect(SentSound(quiet(2_000)).likeness(to: said) < SentSound.leak)
    }
}
