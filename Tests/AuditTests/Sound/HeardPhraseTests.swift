import Announcements
import Configuration
import Devices
import Testing

@testable import Audit
@testable import Scenarios

/// Phrases that are heard: found in the sound, in their ear, in their language, in time.
@Suite struct HeardPhraseTests {
    private func phrase(
        _ text: String, part: Bool = false, ear: Ear? = nil, language: SettingLanguage? = nil, within: Duration? = nil
    ) -> HeardPhrase {
        HeardPhrase(text: text, isPart: part, ear: ear, language: language, within: within)
    }

    @Test func aPhraseIsHeardWhole() throws {
        let scene = try SoundScene()
        scene.say("Prêt, ligne Accueil", at: 900)
        scene.end(at: 4_000)
        let hearing = try scene.hearing()
        #expect(hearing.answer(phrase("prêt, ligne accueil"), after: 0).isHeard)
        #expect(hearing.utterances.first?.sound?.isWhole == true)
        #expect(hearing.answer(phrase("Prêt"), after: 0) == .notYet)
        #expect(hearing.answer(phrase("ligne", part: true), after: 0).isHeard)
        #expect(hearing.answer(phrase("Dupont", part: true), after: 0) == .notYet)
    }

    @Test func whatBeganBeforeTheActIsNotItsConsequence() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 900)
        scene.end(at: 4_000)
        #expect(try scene.hearing().answer(phrase("Micro coupé"), after: 8 * 1_000) == .notYet)
    }

    @Test func aLineWithoutItsSoundIsNoPhrase() throws {
        let scene = try SoundScene()
        scene.tell("Micro coupé", 900, 1_700)
        scene.put(Voice.render("Micro ouvert", language: .french, rate: 260), at: 900)
        scene.end(at: 4_000)
        let hearing = try scene.hearing()
        #expect(hearing.answer(phrase("Micro coupé"), after: 0) == .notYet)
        #expect(hearing.utterances.first?.sound == nil)
    }

    @Test func aPhraseWithoutALineIsFoundInTheSound() throws {
        let scene = try SoundScene()
        scene.put(Voice.render("Second appel, Martin", language: .french, rate: 260), at: 2_345)
        scene.end(at: 6_000)
        let hearing = try scene.hearing()
        #expect(hearing.answerUntold(phrase("Second appel, Martin"), .french, after: 0).isHeard)
        #expect(hearing.answerUntold(phrase("Second appel, Durand"), .french, after: 0) == .notYet)
        #expect(hearing.answerUntold(phrase("Second appel, Martin"), .french, after: 3_000 * 8) == .notYet)
    }

    @Test(arguments: [(Ear.left, Ear.right), (.right, .left)])
    func theEarIsTheOneThatHears(ear: Ear, other: Ear) throws {
        let scene = try SoundScene()
        scene.say("Ligne rétablie", at: 700, in: ear)
        scene.end(at: 3_000)
        let hearing = try scene.hearing()
        #expect(hearing.answer(phrase("Ligne rétablie", ear: ear), after: 0).isHeard)
        #expect(hearing.answer(phrase("Ligne rétablie", ear: other), after: 0).isOtherwise)
        #expect(hearing.answer(phrase("Ligne rétablie", ear: .both), after: 0).isOtherwise)
    }

    @Test func aWhisperInTheOtherEarIsHeardThere() throws {
        let scene = try SoundScene()
        scene.say("Ligne rétablie", at: 700, in: .left)
        scene.put(Voice.render("Ligne rétablie", language: .french, rate: 260), at: 700, in: .right, gain: 0.03)
        scene.end(at: 3_000)
        let hearing = try scene.hearing()
        #expect(hearing.answer(phrase("Ligne rétablie", ear: .left), after: 0).isOtherwise)
    }

    @Test func bothEarsAreBoth() throws {
        let scene = try SoundScene()
        scene.say("Ligne rétablie", at: 700)
        scene.end(at: 3_000)
        let hearing = try scene.hearing()
        #expect(hearing.answer(phrase("Ligne rétablie", ear: .both), after: 0).isHeard)
        #expect(hearing.answer(phrase("Ligne rétablie", ear: .left), after: 0).isOtherwise)
    }

    @Test func theLanguageIsTheVoices() throws {
        let scene = try SoundScene()
        scene.say("Hors ligne, réseau absent", at: 700)
        scene.end(at: 4_000)
        let hearing = try scene.hearing()
        #expect(hearing.answer(phrase("Hors ligne, réseau absent", language: .french), after: 0).isHeard)
        #expect(hearing.answer(phrase("Hors ligne, réseau absent", language: .english), after: 0).isOtherwise)
    }

    @Test func aTranscriptThatNamesTheWrongLanguageIsNotBelieved() throws {
        let scene = try SoundScene()
        scene.put(Voice.render("Hors ligne, réseau absent", language: .english, rate: 260), at: 700)
        scene.tell("Hors ligne, réseau absent", 700, 2_600, language: "fr")
        scene.end(at: 5_000)
        #expect(try !scene.hearing().answer(phrase("Hors ligne, réseau absent"), after: 0).isHeard)
    }

    @Test func theTimeIsTheSounds() throws {
        let scene = try SoundScene()
        scene.say("Prêt", at: 700)
        scene.say("Micro coupé", at: 2_390)
        scene.end(at: 5_000)
        let hearing = try scene.hearing()
        #expect(hearing.answer(phrase("Micro coupé", within: .milliseconds(400)), after: 2_000 * 8).isHeard)
        #expect(hearing.answer(phrase("Micro coupé", within: .milliseconds(350)), after: 2_000 * 8).isOtherwise)
    }

    @Test func theClocksNeedNotAgree() throws {
        let scene = try SoundScene()
        let sound = Voice.render("Prêt, ligne Accueil", language: .french, rate: 260)
        scene.put(sound, at: 400)
        scene.tell("Prêt, ligne Accueil", 1_730, 3_000)
        scene.put(Voice.render("Micro coupé", language: .french, rate: 260), at: 3_000)
        scene.tell("Micro coupé", 4_333, 5_000)
        scene.end(at: 6_000)
        let hearing = try scene.hearing()
        #expect(hearing.sounded(from: 0).count == 2)
        #expect(hearing.offset.map { abs($0 + 1_331 * 8) < 80 } == true)
    }

    @Test func aToldRateHoldsFromThen() throws {
        let scene = try SoundScene()
        scene.say("Prêt, ligne Accueil", at: 500)
        scene.say("Vitesse 350", at: 3_000, rate: 350)
        scene.say("Micro coupé, rien ne part", at: 5_000, rate: 350)
        scene.end(at: 8_000)
        let hearing = try scene.hearing()
        #expect(hearing.sounded(from: 0).count == 3)
        #expect(hearing.rate == 350)
        hearing.configure(rate: 260)
        #expect(hearing.rate == 350)
    }

    @Test func softerSpeechIsTheSamePhrase() throws {
        let scene = try SoundScene()
        scene.say("Appel annulé", at: 700, gain: 0.3)
        scene.end(at: 3_000)
        #expect(try scene.hearing().answer(phrase("Appel annulé"), after: 0).isHeard)
    }

    @Test func aCutPhraseIsNotHeard() throws {
        let scene = try SoundScene()
        let end = scene.say("Hors ligne, serveur muet", at: 700)
        scene.clear(from: end - 500)
        scene.end(at: 4_000)
        #expect(try !scene.hearing().answer(phrase("Hors ligne, serveur muet"), after: 0).isHeard)
    }

    @Test func theRateIsReadFromTheScript() {
        #expect(Stage.rate(in: ["[voice]\nrate = 350"]) == 350)
        #expect(Stage.rate(in: ["voice.rate = 300 # quick"]) == 300)
        #expect(Stage.rate(in: ["[audio]", "rate = 300"]) == nil)
    }
}
