import Announcements
import Devices
import Scenarios
import Testing

@testable import Audit

/// How often, in which order, cut or whole; what is not heard.
@Suite struct HeardMannerTests {
    @Test func wordsThatSoundedAreNotUnsaid() throws {
        let scene = try SoundScene()
        scene.say("Dupont, ligne Accueil", at: 700)
        scene.tell("Occupé", nil, 2_000, outcome: "dropped")
        scene.end(at: 4_000)
        let hearing = try scene.hearing()
        #expect(hearing.says("Dupont", from: 0))
        #expect(!hearing.says("Martin", from: 0))
        #expect(!hearing.says("Occupé", from: 0))
        #expect(!hearing.says("Dupont", from: 3_000 * 8))
    }

    @Test func aPhraseThatSoundsTwiceUnderOneLineIsCountedTwice() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 700)
        scene.put(Voice.render("Micro coupé", language: .french, rate: 260), at: 2_500)
        scene.end(at: 5_000)
        let hearing = try scene.hearing()
        #expect(hearing.count(of: "Micro coupé", from: 0) == 1)
        #expect(hearing.untold(hearing.rendering("Micro coupé", .french, rate: 260), from: 0).count == 1)
    }

    @Test func twoPhrasesAlikeAreTwo() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 700)
        scene.say("Micro ouvert", at: 2_000)
        scene.say("Micro coupé", at: 3_300)
        scene.end(at: 6_000)
        let hearing = try scene.hearing()
        #expect(hearing.count(of: "Micro coupé", from: 0) == 2)
        #expect(hearing.count(of: "Micro ouvert", from: 0) == 1)
        #expect(hearing.untold(hearing.rendering("Micro coupé", .french, rate: 260), from: 0).isEmpty)
    }

    @Test func theOrderIsTheSounds() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 700)
        scene.say("Micro ouvert", at: 2_000)
        scene.end(at: 5_000)
        let hearing = try scene.hearing()
        #expect(hearing.order(of: ["Micro coupé", "Micro ouvert"], from: 0) != nil)
        #expect(hearing.order(of: ["Micro ouvert", "Micro coupé"], from: 0) == nil)
        #expect(hearing.order(of: ["Micro coupé", "Micro coupé"], from: 0) == nil)
    }

    @Test(arguments: [250, 400, 700])
    func aCutIsFoundWhereItIs(after: Int) throws {
        let scene = try SoundScene()
        scene.say("Prêt", at: 300)
        let sound = Voice.render("Hors ligne, réseau absent", language: .french, rate: 260)
        scene.put(Array(sound.prefix(after * 48)), at: 2_000)
        scene.tell("Hors ligne, réseau absent", 2_000, 2_000 + after, outcome: "cut")
        scene.end(at: 5_000)
        let hearing = try scene.hearing()
        let cut = try #require(hearing.cut("Hors ligne, réseau absent", after: (2_000 + after - 80) * 8))
        #expect(abs(cut.end - (2_000 + after) * 8) <= 60 * 8)
        #expect(!cut.isWhole)
        #expect(hearing.count(of: "Hors ligne, réseau absent", from: 0) == 0)
    }

    @Test func aCutThatTheSoundDoesNotKnowIsNone() throws {
        let scene = try SoundScene()
        scene.say("Prêt", at: 300)
        let sound = Voice.render("Hors ligne, réseau absent", language: .french, rate: 260)
        scene.put(sound, at: 2_000)
        scene.tell("Hors ligne, réseau absent", 2_000, 2_500, outcome: "cut")
        scene.end(at: 5_000)
        #expect(try scene.hearing().cut("Hors ligne, réseau absent", after: 2_400 * 8) == nil)
    }

    /// The voice was silent when it was cut: the sound ends before, and the transcript tells when.
    @Test func aPauseMayBeCut() throws {
        let scene = try SoundScene()
        scene.say("Prêt", at: 300)
        let sound = Voice.render("Dupont, ligne Accueil", language: .french, rate: 150)
        let pause = try #require(
            sound.indices.first { first in
                first > 300 * 48 && sound[first...].prefix(100 * 48).allSatisfy { abs(Int($0)) < 32 }
            })
        let cut = 2_000 + pause / 48 + 90
        scene.put(Array(sound.prefix(pause)), at: 2_000)
        scene.tell("Dupont, ligne Accueil", 2_000, cut, outcome: "cut")
        scene.end(at: 5_000)
        let (recording, transcript) = try scene.files()
        let hearing = transcript.hearing(in: recording)
        hearing.configure(rate: 150)
        hearing.update(transcript.lines, waits: false)
        #expect(hearing.cut("Dupont, ligne Accueil", after: (cut - 10) * 8) != nil)
        #expect(hearing.cut("Dupont, ligne Accueil", after: (cut + 200) * 8) == nil)
    }

    @Test func anotherPhraseMayFollowTheCutAtOnce() throws {
        let scene = try SoundScene()
        scene.say("Prêt", at: 300)
        let sound = Voice.render("Hors ligne, réseau absent", language: .french, rate: 260)
        scene.put(Array(sound.prefix(500 * 48)), at: 2_000)
        scene.tell("Hors ligne, réseau absent", 2_000, 2_500, outcome: "cut")
        scene.say("Micro coupé", at: 2_510)
        scene.end(at: 5_000)
        let hearing = try scene.hearing()
        let cut = try #require(hearing.cut("Hors ligne, réseau absent", after: 2_450 * 8))
        #expect(abs(cut.end - 2_500 * 8) <= 60 * 8)
        #expect(hearing.count(of: "Micro coupé", from: 0) == 1)
    }

    @Test func anotherPhraseMayFillThePausesOfTheCutOne() throws {
        let scene = try SoundScene()
        scene.say("Prêt", at: 300)
        let sound = Voice.render("Accueil, Composer, c, 1 sur 15", language: .french, rate: 260)
        scene.put(Array(sound.prefix(315 * 48)), at: 2_000)
        scene.tell("Accueil, Composer, c, 1 sur 15", 2_000, 2_315, outcome: "cut")
        scene.say("Aller à l'appel, v", at: 2_320)
        scene.end(at: 5_000)
        let hearing = try scene.hearing()
        let cut = try #require(hearing.cut("Accueil, Composer, c, 1 sur 15", after: 2_200 * 8))
        #expect(abs(cut.end - 2_315 * 8) <= 60 * 8)
        #expect(hearing.count(of: "Aller à l'appel, v", from: 0) == 1)
    }

    @Test func theVoiceStopsWhereItsSoundDoes() throws {
        let scene = try SoundScene()
        scene.put(
            Array(Voice.render("Hors ligne, réseau absent", language: .french, rate: 260).prefix(500 * 48)), at: 1_000)
        scene.end(at: 3_000)
        let stop = try #require(try scene.hearing().voiceStop(after: 1_460 * 8))
        #expect(abs(stop - 1_500 * 8) <= 160)
    }

    @Test func aVoiceThatGoesOnDoesNotStop() throws {
        let scene = try SoundScene()
        let text = "Un instant, je regarde votre dossier"
        let end = scene.say(text, at: 1_000)
        scene.end(at: 4_000)
        let stop = try #require(try scene.hearing().voiceStop(after: 1_500 * 8))
        #expect(stop > 1_600 * 8)
        #expect(stop <= (end + 10) * 8)
    }

    @Test func silenceIsSilence() throws {
        let scene = try SoundScene()
        scene.say("Prêt", at: 500)
        scene.end(at: 4_000)
        let hearing = try scene.hearing()
        #expect(hearing.recording.loudest(from: 2_000 * 8, to: hearing.end) <= Hearing.silence)
        #expect(hearing.recording.loudest(from: 0, to: hearing.end) > Hearing.silence)
        #expect(hearing.recording.isQuiet(for: .seconds(1)))
    }

    @Test func whatSoundedAlreadyMayEnd() throws {
        let scene = try SoundScene()
        scene.put(Array(Voice.render("Micro coupé", language: .french, rate: 260).prefix(12_000)), at: 1_000)
        scene.end(at: 4_000)
        let hearing = try scene.hearing()
        let first = hearing.quietAfter(1_200 * 8)
        #expect(first <= 1_300 * 8)
        #expect(hearing.recording.loudest(from: first, to: hearing.end) <= Hearing.silence)
        let early = hearing.quietAfter(1_100 * 8)
        #expect(hearing.recording.loudest(from: early, to: hearing.end) > Hearing.silence)
    }
}
