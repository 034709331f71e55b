import Announcements
import Configuration
import Devices
import Foundation
import Testing

@testable import Audit
@testable import Scenarios

/// Judgements of a scenario on a recording that is there already.
@Suite struct StageHearingTests {
    private func stage(_ scene: SoundScene) throws -> Stage {
        try scene.write()
        return try Stage(program: "/nowhere", folder: scene.folder.path, language: .french)
    }

    private func phrase(_ text: String) -> HeardPhrase {
        HeardPhrase(text: text, isPart: false, ear: nil, language: nil, within: nil)
    }

    @Test func whatWasHeardIsSoAtOnce() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 700)
        scene.say("Micro ouvert", at: 2_000)
        scene.put(Voice.sound(of: .answered), at: 4_000)
        scene.tell("", 4_000, 4_130, earcon: "answered")
        scene.end(at: 6_000)
        let stage = try stage(scene)
        try stage.judge(HearingStep.phrase(phrase("Micro coupé")))
        try stage.judge(HearingStep.order(["Micro coupé", "Micro ouvert"]))
        try stage.judge(HearingStep.whole("Micro ouvert"))
        try stage.judge(HearingStep.earcon("Pris"))
        #expect(stage.wordsHeard() == 4)
    }

    @Test func quietIsAskedForBehindWhatWasNamed() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 700)
        scene.end(at: 3_000)
        let stage = try stage(scene)
        #expect(throws: Stop.self) { try stage.judge(HearingStep.nothing(during: .milliseconds(10))) }
        try stage.judge(HearingStep.phrase(phrase("Micro coupé")))
        try stage.judge(HearingStep.nothing(during: .milliseconds(10)))
        try stage.judge(HearingStep.notHeard("Micro coupé", during: .milliseconds(10)))
    }

    @Test func aMissNamesWhatWasHeard() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 700)
        scene.tell("Micro ouvert", 2_000, 2_700)
        scene.tell("Occupé", nil, 2_800, outcome: "dropped")
        scene.end(at: 5_000)
        let stage = try stage(scene)
        _ = stage.hear()
        let stop = #expect(throws: Stop.self) {
            try stage.judge(HearingStep.notHeard("coupé", during: .milliseconds(700)))
        }
        let reason = try #require(stop).reason
        #expect(reason.french.contains("« Micro coupé » (entendu)"))
        #expect(stage.transcript.hearing(in: stage.recording).utterances.count <= 3)
    }

    @Test func wordsThatNoLineTellsOfAreHeard() throws {
        let scene = try SoundScene()
        scene.put(Voice.render("Hors ligne", language: .french, rate: 260), at: 1_000)
        scene.end(at: 3_000)
        let stage = try stage(scene)
        let stop = #expect(throws: Stop.self) {
            try stage.judge(HearingStep.notHeard("Hors ligne", during: .milliseconds(10)))
        }
        #expect(try #require(stop).reason.english.contains("the transcript does not tell of it"))
        try stage.judge(HearingStep.notHeard("Rétabli", during: .milliseconds(10)))
    }

    /// Said later than the time that a step asks for, it breaks nothing.
    @Test func whatBeginsAfterTheTimeIsNotAskedFor() throws {
        let scene = try SoundScene()
        scene.say("Micro coupé", at: 3_000)
        scene.end(at: 6_000)
        let hearing = try scene.hearing()
        #expect(hearing.says("Micro coupé", from: 0))
        #expect(!hearing.says("Micro coupé", from: 0, before: 2_000 * 8))
    }

    @Test func anUnknownPeerOrEarconCannotBeJudged() throws {
        let stage = try stage(try SoundScene())
        #expect(throws: Stop.self) { try stage.judge(HearingStep.peerVoice("Dupont", ear: .left)) }
        #expect(throws: Stop.self) { try stage.judge(HearingStep.earcon("Mardi")) }
    }
}
