import Testing

@testable import Announcements

@Suite struct OwedTests {
    @Test func anyKeyCutsSpeech() {
        var voice = Voice()
        voice.say("Composer, c", .text)
        voice.key()
        #expect(voice.story == ["Composer, c", "✂"])
        voice.pass(milliseconds: 5_000)
        #expect(voice.story == ["Composer, c", "✂"], "what was asked for is not owed")
    }

    @Test func anEventCutByTypingComesBackAfter700Milliseconds() {
        var voice = Voice()
        voice.say(
            "Appel de Dupont", .important, earcon: .incoming, requested: false, .untilHeard, topic: .call(1),
            reminder: "Dupont")
        voice.key()
        #expect(voice.story == ["♪incoming Appel de Dupont", "✂", "♪pending "])
        voice.forget()
        voice.pass(milliseconds: 400)
        voice.key()
        voice.pass(milliseconds: 699)
        #expect(voice.story.isEmpty, "not while keys come")
        voice.pass(milliseconds: 2)
        #expect(voice.story == ["Dupont"], "the name, without the earcon")
        voice.forget()
        voice.key()
        voice.pass(milliseconds: 800)
        #expect(voice.story == ["✂", "♪pending ", "Dupont"], "until heard whole")
        voice.finish()
        voice.forget()
        voice.key()
        voice.pass(milliseconds: 5_000)
        #expect(voice.story.isEmpty)
    }

    @Test func whoSettlesIt() {
        var voice = Voice()
        voice.say("Dupont", .important, requested: false, .untilHeard, topic: .call(1))
        voice.key()
        voice.queue.acknowledge(.call(1))
        voice.forget()
        voice.pass(milliseconds: 5_000)
        #expect(voice.story.isEmpty)
    }

    @Test func aSafetyMessageComesBackEvenAfterWhoAndSilence() {
        var voice = Voice()
        voice.say("Coupé", .important, .safety, topic: .microphone)
        voice.actions += voice.queue.silence(at: voice.now)
        voice.queue.acknowledge(.microphone)
        voice.forget()
        voice.pass(milliseconds: 700)
        #expect(voice.story == ["Coupé"])
    }

    @Test func silenceEndsWhatIsOwed() {
        var voice = Voice()
        voice.say("Dupont", .important, requested: false, .untilHeard, topic: .call(1))
        voice.actions += voice.queue.silence(at: voice.now)
        voice.forget()
        voice.pass(milliseconds: 5_000)
        #expect(voice.story.isEmpty)
    }

    @Test func newsReplacesWhatIsOwedOnTheSameTopic() {
        var voice = Voice()
        voice.say("Dupont", .important, requested: false, .untilHeard, topic: .call(1))
        voice.key()
        voice.forget()
        voice.say("Manqué", .message, requested: false, .untilHeard, topic: .call(1), replaces: true)
        voice.finish()
        voice.pass(milliseconds: 5_000)
        #expect(voice.story == ["Manqué"], "no stale name")
    }

    @Test func anEventInterruptedBySomethingMoreImportantIsSaidAfterIt() {
        var voice = Voice()
        voice.say("Manqué", .message, requested: false, .untilHeard, topic: .call(1))
        voice.say("Martin", .important, requested: false, .untilHeard, topic: .call(2))
        voice.finish()
        #expect(voice.story == ["Manqué", "✂", "Martin", "Manqué"])
    }

    @Test func theSameUnrequestedMessageIsNotSaidTwiceInTwoSeconds() {
        var voice = Voice()
        voice.say("Hors ligne", .message, requested: false)
        voice.finish()
        voice.pass(milliseconds: 1_900)
        voice.say("Hors ligne", .message, requested: false)
        #expect(voice.story == ["Hors ligne"])
        voice.pass(milliseconds: 200)
        voice.say("Hors ligne", .message, requested: false)
        #expect(voice.story == ["Hors ligne", "Hors ligne"])
    }

    @Test func requestedSpeechMayRepeat() {
        var voice = Voice()
        voice.say("Dupont", .text)
        voice.finish()
        voice.say("Dupont", .text)
        #expect(voice.story == ["Dupont", "Dupont"])
    }

    @Test func nothingUnrequestedOverTheCallersFirstThreeSeconds() {
        var voice = Voice()
        voice.actions += voice.queue.callAnswered(at: voice.now)
        voice.say("Martin", .important, earcon: .secondCall, requested: false, .untilHeard, topic: .call(2))
        #expect(voice.story == ["♪secondCall "], "earcons are heard")
        voice.say("Micro coupé", .important)
        #expect(voice.story == ["♪secondCall ", "Micro coupé"], "and what was asked for")
        voice.finish()
        voice.forget()
        voice.pass(milliseconds: 2_999)
        #expect(voice.story.isEmpty)
        voice.pass(milliseconds: 1)
        #expect(voice.story == ["Martin"])
    }

    @Test func whatIsHeldIsNotHeldLongerThanFiveSeconds() {
        var voice = Voice()
        voice.actions += voice.queue.callAnswered(at: voice.now)
        voice.say("Martin", .important, requested: false)
        for _ in 0..<4 {
            voice.pass(milliseconds: 1_200)
            voice.actions += voice.queue.callAnswered(at: voice.now)
        }
        #expect(voice.story.isEmpty)
        voice.pass(milliseconds: 200)
        #expect(voice.story == ["Martin"])
    }

    @Test func aPickUpStopsWhatNobodyAskedFor() {
        var voice = Voice()
        voice.say("Sonne chez Martin", .message, requested: false)
        voice.actions += voice.queue.callAnswered(at: voice.now)
        #expect(voice.story == ["Sonne chez Martin", "✂"])
    }

    @Test func anEarconAloneSoundsBesideTheVoice() {
        var voice = Voice()
        voice.say("Micro sans son", .important)
        voice.say("", .notification, earcon: .secondCall)
        #expect(voice.story == ["Micro sans son", "♪secondCall "])
        #expect(voice.queue.isSpeaking)
    }

    @Test func aVoiceThatNeverEndsIsGivenUp() {
        var voice = Voice()
        voice.say("a", .message)
        voice.say("b", .message)
        voice.pass(milliseconds: 3_300)
        #expect(voice.story == ["a", "b"])
    }

    @Test func everyUtteranceHasOneEndInTheTranscript() {
        var voice = Voice()
        let priorities = SpeechPriority.allCases
        for number in 0..<300 {
            voice.say(
                "\(number)", priorities[number * 7 % 5], requested: number % 3 == 0,
                SpeechPersistence.allCases[number % 3])
            if number % 4 == 0 { voice.finish() }
            if number % 11 == 0 { voice.key() }
            if number % 13 == 0 { voice.pass(milliseconds: 800) }
        }
        for _ in 0..<100 {
            voice.pass(milliseconds: 5_000)
            voice.finish()
        }
        #expect(!voice.queue.isSpeaking)
        var ends: [Int: Int] = [:]
        for case .log(let utterance, let outcome) in voice.actions where outcome != .started {
            ends[utterance.id, default: 0] += 1
        }
        let spoken = voice.actions.compactMap {
            if case .speak(let utterance) = $0, !utterance.text.isEmpty { utterance.id } else { nil }
        }
        #expect(spoken.count > 50)
        for id in spoken { #expect(ends[id] == 1) }
    }
}
