import Testing

@testable import Announcements

/// SSIP, "Priority Categories": each rule is one test.
@Suite struct PriorityTests {
    @Test(arguments: [SpeechPriority.message, .text, .notification, .progress])
    func importantInterruptsAllOthers(other: SpeechPriority) {
        var voice = Voice()
        voice.say("b", other)
        voice.say("a", .important)
        #expect(voice.story == ["b", "✂", "a"])
        #expect(voice.logged(.cut) == ["b"])
    }

    @Test(arguments: SpeechPriority.allCases) func importantIsNeverInterrupted(other: SpeechPriority) {
        var voice = Voice()
        voice.say("a", .important)
        voice.say("b", other)
        #expect(voice.story == ["a"])
    }

    @Test func importantOnesAreSaidInOrder() {
        var voice = Voice()
        for text in ["a", "b", "c"] { voice.say(text, .important) }
        voice.finish()
        voice.finish()
        #expect(voice.story == ["a", "b", "c"])
    }

    @Test func importantPostponesMessageAndText() {
        var voice = Voice()
        voice.say("a", .important)
        voice.say("t", .text)
        voice.say("b", .important)
        voice.finish()
        voice.finish()
        #expect(voice.story == ["a", "b", "t"])
        voice = Voice()
        voice.say("a", .important)
        voice.say("m", .message)
        voice.say("b", .important)
        voice.finish()
        voice.finish()
        #expect(voice.story == ["a", "b", "m"])
    }

    @Test func messagesDoNotInterruptEachOther() {
        var voice = Voice()
        voice.say("a", .message)
        voice.say("b", .message)
        #expect(voice.story == ["a"])
        voice.finish()
        #expect(voice.story == ["a", "b"])
    }

    @Test(arguments: [SpeechPriority.text, .notification, .progress])
    func messageCancelsLowerOnesThatAreSpoken(other: SpeechPriority) {
        var voice = Voice()
        voice.say("b", other)
        voice.say("a", .message)
        #expect(voice.story == ["b", "✂", "a"])
        voice.finish()
        #expect(voice.story == ["b", "✂", "a"], "what was cancelled does not come back")
    }

    @Test func messageCancelsTextThatWaits() {
        var voice = Voice()
        voice.say("a", .important)
        voice.say("t", .text)
        voice.say("m", .message)
        #expect(voice.logged(.dropped) == ["t"])
        voice.finish()
        voice.finish()
        #expect(voice.story == ["a", "m"])
    }

    @Test func textWaitsForMessages() {
        var voice = Voice()
        voice.say("m", .message)
        voice.say("t", .text)
        #expect(voice.story == ["m"])
        voice.finish()
        #expect(voice.story == ["m", "t"])
    }

    @Test func textInterruptsItselfAndOnlyTheLatestIsSaid() {
        var voice = Voice()
        for text in ["a", "b", "c"] { voice.say(text, .text) }
        #expect(voice.story == ["a", "✂", "b", "✂", "c"])
        voice = Voice()
        voice.say("m", .message)
        for text in ["a", "b", "c"] { voice.say(text, .text) }
        voice.finish()
        voice.finish()
        #expect(voice.story == ["m", "c"], "keys that repeat leave one line to say")
    }

    @Test(arguments: [SpeechPriority.notification, .progress])
    func textCancelsNotificationAndProgress(other: SpeechPriority) {
        var voice = Voice()
        voice.say("n", other)
        voice.say("t", .text)
        #expect(voice.story == ["n", "✂", "t"])
    }

    @Test(arguments: [SpeechPriority.important, .message, .text, .progress])
    func notificationIsCancelledByAnyOther(other: SpeechPriority) {
        var voice = Voice()
        voice.say("a", other)
        voice.say("n", .notification)
        voice.finish()
        #expect(voice.story == ["a"])
        #expect(voice.logged(.dropped) == ["n"])
    }

    @Test func notificationInterruptsItself() {
        var voice = Voice()
        voice.say("a", .notification)
        voice.say("b", .notification)
        #expect(voice.story == ["a", "✂", "b"])
    }

    @Test func progressDoesNotInterruptItselfAndItsLastIsSaid() {
        var voice = Voice()
        for text in ["10", "20", "30", "100"] { voice.say(text, .progress) }
        #expect(voice.story == ["10"])
        voice.finish()
        #expect(voice.story == ["10", "100"])
        if case .speak(let last) = voice.actions.last(where: { if case .speak = $0 { true } else { false } }) {
            #expect(last.priority == .message, "the last of a series counts as a message")
        }
    }

    @Test func progressIsCancelledWhileAnythingElseIsSaid() {
        var voice = Voice()
        voice.say("m", .message)
        voice.say("50", .progress)
        #expect(voice.story == ["m"])
    }

    @Test func theQueueIsBounded() {
        var voice = Voice()
        for number in 0..<50 { voice.say("\(number)", .message) }
        #expect(voice.queue.waiting.count == Announcements.Limits.waiting)
        #expect(voice.logged(.dropped).count == 49 - Announcements.Limits.waiting)
    }
}
