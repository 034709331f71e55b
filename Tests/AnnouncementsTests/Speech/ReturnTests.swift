import Testing

@testable import Announcements

/// How often what was cut comes back, and what it makes room for.
@Suite struct ReturnTests {
    @Test func whatWasCutComesBackTwiceAndNoMore() {
        var voice = Voice()
        voice.say("Manqué, Dupont", .message, requested: false, .untilHeard, topic: .call(1))
        for _ in 0..<25 {
            voice.key()
            voice.pass(milliseconds: 800)
        }
        #expect(voice.story.filter { $0 == "Manqué, Dupont" }.count == 1 + Limits.returns)
        #expect(voice.queue.pendingTexts.isEmpty && voice.queue.nextDeadline == nil)
    }

    /// The law on keys and phrases: until heard whole or Qui is pressed.
    @Test func theNameOfACallThatRingsComesBackUntilItIsHeard() {
        var voice = Voice()
        voice.say("Dupont", .important, requested: false, .whileRinging, topic: .call(1))
        for _ in 0..<10 {
            voice.key()
            voice.pass(milliseconds: 800)
        }
        #expect(voice.story.filter { $0 == "Dupont" }.count == 11)
        voice.actions += voice.queue.callAnswered(.call(1), at: voice.now)
        voice.forget()
        for _ in 0..<10 {
            voice.pass(milliseconds: 5_000)
            voice.key()
        }
        #expect(voice.story.filter { $0 == "Dupont" }.count <= 1, "taken: an event like any other")
    }

    @Test func newsIsSaidBeforeWhatWasCut() {
        var voice = Voice()
        voice.say("Manqué, Dupont", .message, requested: false, .untilHeard, topic: .call(1))
        voice.key()
        voice.pass(milliseconds: 800)
        voice.forget()
        voice.say("Sonne chez Martin", .message, requested: false, topic: .call(2), replaces: true)
        #expect(voice.story == ["✂", "Sonne chez Martin"], "it makes room")
        voice.finish()
        #expect(voice.story.last == "Manqué, Dupont", "and comes after")
        voice.finish()
        #expect(!voice.queue.isSpeaking)
    }

    @Test func aListThatIsFullGivesUpWhatWasCutBefore() {
        var voice = Voice()
        voice.say("Manqué, Dupont", .message, requested: false, .untilHeard, topic: .call(1))
        voice.key()
        voice.pass(milliseconds: 800)
        for number in 2..<(2 + Limits.owed) {
            voice.say("Message \(number)", .message, requested: false, .untilHeard, topic: .call(number))
        }
        voice.key()
        #expect(voice.queue.pendingTexts.count == Limits.owed)
        #expect(voice.queue.pendingTexts.contains("Message \(1 + Limits.owed)"))
        #expect(!voice.queue.pendingTexts.contains("Manqué, Dupont"))
    }

    @Test func whatTheAgentAskedForIsNotCutByAReturn() {
        var voice = Voice()
        voice.say("Manqué, Dupont", .message, requested: false, .untilHeard, topic: .call(1))
        voice.key()
        voice.say("Composer, c", .text)
        voice.forget()
        voice.pass(milliseconds: 800)
        #expect(voice.story.isEmpty)
        voice.finish()
        #expect(voice.story == ["Manqué, Dupont"])
    }

    @Test func silenceEndsWhatIsHeldBackForTheCallerToo() {
        var voice = Voice()
        voice.actions += voice.queue.callAnswered(at: voice.now)
        voice.say("Martin", .important, requested: false, .whileRinging, topic: .call(2))
        voice.actions += voice.queue.silence(at: voice.now)
        voice.forget()
        voice.pass(milliseconds: 10_000)
        #expect(voice.story.isEmpty)
    }

    @Test func theEndOfACallIsOutOfDateWithTheNextOneOfTheSameParty() {
        for (party, isSaid) in [("dupont", false), ("martin", true)] {
            var voice = Voice()
            voice.say(
                "Dupont a fini", .message, requested: false, .untilHeard, topic: .call(1), validity: .untilNextCall,
                party: "dupont")
            voice.key()
            voice.say("Sonne", .important, requested: false, .whileRinging, topic: .call(2), party: party)
            voice.finish()
            voice.forget()
            voice.pass(milliseconds: 5_000)
            #expect(voice.story.contains("Dupont a fini") == isSaid)
        }
    }

    @Test func aLineThatIsReadyIsNoNewsOnceACallIsUp() {
        for isBeingSaid in [true, false] {
            var voice = Voice()
            voice.say(
                "Prêt, ligne Accueil", .message, requested: false, .untilHeard, topic: .line(0),
                validity: .untilCallIsUp)
            if !isBeingSaid { voice.key() }
            voice.actions += voice.queue.callAnswered(.call(1), at: voice.now)
            voice.forget()
            voice.say("Pris", .message, requested: false, .untilHeard, topic: .call(1))
            voice.pass(milliseconds: 10_000)
            voice.finish()
            #expect(voice.story == ["Pris"])
        }
    }

    @Test func whatIsBeingSaidDoesNotComeBackOnceItIsOutOfDate() {
        var voice = Voice()
        voice.say("Dupont en attente", .message, requested: false, .untilHeard, topic: .call(1), replaces: true)
        voice.say("Dupont repris", .message, requested: false, .untilHeard, topic: .call(1), replaces: true)
        voice.key()
        voice.forget()
        voice.pass(milliseconds: 5_000)
        voice.finish()
        #expect(voice.story == ["Dupont repris"])
    }

    @Test func whatWasCutOfACallThatIsUpComesBackBeforeTheEndOfAnother() {
        var voice = Voice()
        voice.say(
            "Manqué, Martin", .message, requested: false, .untilHeard, topic: .call(1), validity: .untilNextCall)
        voice.key()
        voice.say("Pris", .message, requested: false, .untilHeard, topic: .call(2))
        voice.key()
        voice.forget()
        voice.pass(milliseconds: 800)
        voice.finish()
        voice.finish()
        #expect(voice.story == ["Pris", "Manqué, Martin"])
    }
}
