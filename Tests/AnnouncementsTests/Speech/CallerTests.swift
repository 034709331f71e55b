import Testing
import Time

@testable import Announcements

/// The voice never talks over the caller.
@Suite struct CallerTests {
    private func talking() -> Voice {
        var voice = Voice()
        voice.actions += voice.queue.callerIsHeard(true, at: voice.now)
        return voice
    }

    @Test func whatNobodyAskedForWaitsForAPause() {
        var voice = talking()
        voice.say("Message de Martin", .message, earcon: .secondCall, requested: false, .untilHeard)
        #expect(voice.story == ["♪secondCall "], "earcons are heard")
        voice.pass(milliseconds: 3_000)
        #expect(voice.story == ["♪secondCall "])
        voice.actions += voice.queue.callerIsHeard(false, at: voice.now)
        #expect(voice.story == ["♪secondCall ", "Message de Martin"])
        #expect(voice.queue.nextDeadline.map { $0 - voice.now > .seconds(1) } ?? false, "the voice's alone")
    }

    @Test func andFiveSecondsAtMostEachOfThem() {
        var voice = talking()
        voice.say("Martin", .message, requested: false, .untilHeard)
        voice.pass(milliseconds: 2_000)
        voice.say("Durand", .message, requested: false, .untilHeard)
        voice.pass(milliseconds: 2_999)
        #expect(voice.story.isEmpty)
        voice.pass(milliseconds: 1)
        #expect(voice.story == ["Martin"])
        voice.finish()
        voice.pass(milliseconds: 1_999)
        #expect(voice.story == ["Martin"])
        voice.pass(milliseconds: 1)
        #expect(voice.story == ["Martin", "Durand"])
    }

    @Test func whatTheAgentAskedForIsSaidAtOnce() {
        var voice = talking()
        voice.say("Dupont", .text)
        #expect(voice.story == ["Dupont"])
        voice.say("Martin", .message, requested: false, .untilHeard)
        voice.finish()
        #expect(voice.story == ["Dupont"], "it does not bring the rest with it")
    }

    @Test func whatHasBegunGoesOnAndWhatWaitsBehindItWaits() {
        var voice = Voice()
        voice.say("Martin", .message, requested: false, .untilHeard)
        voice.say("Durand", .message, requested: false, .untilHeard)
        voice.actions += voice.queue.callerIsHeard(true, at: voice.now)
        voice.finish()
        #expect(voice.story == ["Martin"])
        voice.actions += voice.queue.callerIsHeard(false, at: voice.now)
        #expect(voice.story == ["Martin", "Durand"])
    }

    @Test func whatAKeyCutWaitsToo() {
        for heard in [true, false] {
            var voice = Voice()
            voice.say("Martin", .message, requested: false, .untilHeard)
            voice.actions += voice.queue.callerIsHeard(heard, at: voice.now)
            voice.key()
            voice.forget()
            voice.pass(milliseconds: 4_999)
            #expect(voice.story == (heard ? [] : ["Martin"]))
            voice.pass(milliseconds: 1)
            #expect(voice.story == ["Martin"])
        }
    }

    @Test func aPauseWithinTheFirstThreeSecondsIsNone() {
        var voice = Voice()
        voice.actions += voice.queue.callAnswered(at: voice.now)
        voice.actions += voice.queue.callerIsHeard(true, at: voice.now)
        voice.say("Martin", .message, requested: false, .untilHeard)
        voice.pass(milliseconds: 1_000)
        voice.actions += voice.queue.callerIsHeard(false, at: voice.now)
        voice.pass(milliseconds: 1_999)
        #expect(voice.story.isEmpty)
        voice.pass(milliseconds: 1)
        #expect(voice.story == ["Martin"])
    }

    @Test func theEndOfTheCallEndsTheWait() {
        var voice = talking()
        voice.say("Dupont a fini", .message, requested: false, .untilHeard)
        voice.actions += voice.queue.callsEnded(at: voice.now)
        #expect(voice.story == ["Dupont a fini"])
        #expect(voice.queue.callerIsHeard(false, at: voice.now).isEmpty)
    }

    @Test func whatTheAgentAskedForComesBackAtItsTime() {
        var voice = Voice()
        voice.say("Micro coupé", .message, .untilHeard)
        voice.say("Martin", .message, requested: false, .untilHeard)
        voice.actions += voice.queue.callerIsHeard(true, at: voice.now)
        voice.key()
        voice.forget()
        voice.pass(milliseconds: 699)
        #expect(voice.story.isEmpty)
        voice.pass(milliseconds: 1)
        #expect(voice.story == ["Micro coupé"])
        voice.finish()
        #expect(voice.story == ["Micro coupé"])
    }

    @Test func aNotificationIsNoNewsLater() {
        var voice = talking()
        voice.say("3 minutes", .notification, requested: false)
        voice.say("50 %", .progress, requested: false)
        voice.actions += voice.queue.callerIsHeard(false, at: voice.now)
        voice.pass(milliseconds: 10_000)
        #expect(voice.story.isEmpty)
    }

    /// Whatever comes and goes, nobody who waits is forgotten, and nothing unasked begins while the caller is heard and it is young.
    @Test func everythingIsSaidInTheEndAndNothingTooSoon() {
        var voice = Voice()
        var isHeard = false
        for number in 0..<400 {
            if number % 3 == 0 {
                isHeard.toggle()
                voice.actions += voice.queue.callerIsHeard(isHeard, at: voice.now)
            }
            voice.forget()
            voice.say("\(number)", .message, requested: number % 5 == 0, .untilHeard)
            if isHeard, number % 5 != 0 { #expect(!voice.story.contains("\(number)")) }
            if number % 4 == 1 { voice.key() }
            voice.pass(milliseconds: 400 + number * 37 % 900)
            voice.finish()
            voice.finish()
        }
        for _ in 0..<40 {
            voice.pass(milliseconds: 5_000)
            voice.finish()
        }
        #expect(!voice.queue.isSpeaking && voice.queue.pendingTexts.isEmpty && voice.queue.nextDeadline == nil)
    }
}
