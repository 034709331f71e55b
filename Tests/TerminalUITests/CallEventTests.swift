import Announcements
import CallEngine
import Testing

@testable import TerminalUI

@Suite struct CallEventTests {
    /// Where it becomes poor it is news, and where it is no longer; else it is told on request alone.
    @Test func aPoorQualityIsToldAndItsEnd() {
        var desk = Desk(language: .french, level: .middle)
        desk.talk()
        func change(_ grade: QualityGrade, _ tenths: Int, from old: QualityGrade?) -> Int {
            let lines = desk.state.eventLines.count
            desk.send(.engine(.qualityChanged(CallID(1), CallQuality(grade, scoreTenths: tenths), from: old)))
            return desk.state.eventLines.count - lines
        }
        #expect(change(.good, 42, from: nil) == 0 && change(.fair, 38, from: .good) == 0)
        #expect(
            change(.poor, 30, from: .fair) == 1 && desk.state.eventLines.last?.hasPrefix("Mauvaise qualité") == true)
        #expect(change(.poor, 25, from: .poor) == 0)
        #expect(
            change(.good, 42, from: .poor) == 1 && desk.state.eventLines.last?.hasPrefix("Meilleure qualité") == true)
    }

    @Test func anIncomingCallDuringTypingNeitherMovesTheFocusNorEatsAKey() {
        var desk = Desk()
        desk.press(.character("c"))
        desk.type("047", every: .milliseconds(100))
        let before = desk.screen
        desk.rings(1, "Martin")
        #expect(desk.screen.items == before.items && desk.screen.focus == before.focus)
        #expect(desk.screen.cursorColumn == before.cursorColumn)
        #expect(desk.screen.callLine == "Sonne Martin, 04 76 00 11 22")
        #expect(desk.said.last == "Martin")
        desk.forget()
        desk.type("6", every: .milliseconds(100))
        #expect(desk.focusedLine == "Numéro : 0476")
        #expect(desk.said == ["six"])
        #expect(desk.earcons == [.pending], "the name that the key cut is owed")
        desk.pass(.milliseconds(700))
        #expect(desk.said == ["six", "Martin"])
        desk.press(.character("²"), .character("v"))
        #expect(desk.focusedLine == "Sonne Martin, 04 76 00 11 22")
        desk.press(.character("v"))
        #expect(desk.focusedLine == "Numéro : 0476", "back in the same place")
        #expect(desk.screen.cursorColumn == before.cursorColumn + 1)
    }

    @Test func aSecondCallIsOneEarconAndTheNameAndNoRing() {
        var desk = Desk()
        desk.talk(1, "Dupont")
        let before = desk.screen
        desk.rings(2, "Martin")
        #expect(desk.said == ["Martin"])
        #expect(desk.earcons == [.secondCall])
        #expect(!desk.effects.contains(.startRinging(CallID(2), .normal)))
        #expect(desk.screen.items == before.items && desk.screen.focus == before.focus)
        #expect(desk.screen.callLine.hasPrefix("Sonne Martin"))
        desk.hearAll()
        desk.pass(.milliseconds(9_999))
        #expect(desk.earcons == [.secondCall])
        desk.pass(.milliseconds(10_001))
        #expect(desk.earcons == [.secondCall, .secondCall, .secondCall], "again each ten seconds")
        #expect(desk.said == ["Martin"])
    }

    @Test func answeringASecondCallHoldsTheFirstAndSaysBoth() {
        var desk = Desk(level: .middle)
        desk.talk(1, "Dupont")
        desk.rings(2, "Martin")
        desk.pass(.seconds(2))
        desk.hearAll()
        desk.forget()
        desk.press(.function(4))
        #expect(desk.commands == [.hold(CallID(1)), .answer(CallID(2))])
        desk.becomes(1, .held)
        desk.becomes(2, .active)
        #expect(desk.said == ["Martin, Dupont attend"])
        #expect(desk.screen.items.first == "Appel Dupont, 04 76 00 11 22")
        #expect(desk.screen.items.last == "Appel Martin, 04 76 00 11 22")
        desk.pass(.seconds(5))
        desk.forget()
        desk.press(.function(6))
        #expect(desk.commands == [.hold(CallID(2)), .resume(CallID(1))])
    }

    @Test func aRingThatTheFirstCallOutlivesBecomesTheOnlyCall() {
        var desk = Desk()
        desk.talk(1, "Dupont")
        desk.rings(2, "Martin")
        desk.forget()
        desk.ends(1, .endedByPeer)
        #expect(desk.effects.contains(.startRinging(CallID(2), .normal)))
        #expect(desk.screen.title == "Appel entrant")
        #expect(desk.focusedLine.hasPrefix("Sonne Martin"))
        desk.ends(2, .missed)
        #expect(desk.effects.contains(.stopRinging))
        #expect(desk.screen.title == "Accueil")
    }

    @Test func eachEndIsSaidInItsOwnWord() {
        let words: [(EndReason.Cause, String)] = [
            (.endedByMe, ""), (.cancelledByMe, "Annulé"), (.declinedByMe, "Rejeté"), (.endedByPeer, "Fini"),
            (.missed, "Manqué"), (.answeredElsewhere, "Pris ailleurs"), (.busy, "Occupé"),
            (.noAnswer, "Sans réponse"), (.declinedByPeer, "Décliné"), (.unknownNumber, "Inexistant"),
            (.unavailable, "Absent"), (.noCommonMedia, "Pas de voix"), (.noEncryption, "Sans clé"),
            (.fingerprintMismatch, "Clé fausse"), (.handshakeFailed, "Clé ratée"),
            (.credentialsRefused, "Interdit"),
            (.networkFailure, "Sans réseau"), (.serverFailure, "Serveur"), (.other, "Raté"),
        ]
        #expect(words.count == EndReason.Cause.allCases.count)
        for (cause, word) in words {
            var desk = Desk()
            desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 7)))
            desk.ends(1, cause)
            #expect(desk.said == (word.isEmpty ? [] : [word]))
            #expect(desk.state.calls.isEmpty)
            #expect(desk.state.pages.count == 1)
        }
    }

    @Test func whatIsNotEncryptedIsSaidOnceAndThatItIsOnlyAfterwards() {
        var desk = Desk(level: .middle)
        desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 7)))
        var call = desk.call(1, "Dupont", .active)
        call.answeredAt = desk.now
        call.encryption = .notEncrypted
        desk.send(.engine(.callChanged(call)))
        // Nothing but earcons over the first words of the other end.
        #expect(!desk.said.contains("Appel non chiffré"))
        desk.pass(.seconds(6))
        desk.hearAll()
        #expect(desk.said.contains("Appel non chiffré"))
        #expect(desk.screen.events.last == "Appel non chiffré")
        desk.forget()
        desk.send(.engine(.callChanged(call)))
        desk.hearAll()
        #expect(desk.said.isEmpty)
        desk.press(.function(3))
        #expect(desk.said.last?.contains("non chiffré") == true)
        desk.hearAll()
        desk.forget()
        call.encryption = .encrypted
        desk.send(.engine(.callChanged(call)))
        desk.pass(.seconds(6))
        desk.hearAll()
        #expect(desk.said == ["Appel chiffré"])
    }

    @Test func anEncryptedCallSaysSoOnlyWhenAsked() {
        var desk = Desk(level: .middle)
        desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 7)))
        var call = desk.call(1, "Dupont", .active)
        call.answeredAt = desk.now
        call.encryption = .encrypted
        desk.send(.engine(.callChanged(call)))
        desk.pass(.seconds(6))
        desk.hearAll()
        #expect(!desk.said.contains { $0.contains("chiffr") })
        desk.press(.function(3))
        #expect(desk.said.last?.contains("Dupont, chiffré") == true)
    }

    @Test func aCallRefusedInClearIsTold() {
        var desk = Desk(level: .middle)
        desk.send(.engine(.callRefusedInClear(desk.call(1, "Dupont", .incoming).remote, AccountID(0))))
        desk.hearAll()
        #expect(desk.said == ["Dupont refusé, non chiffré"])
        #expect(!desk.effects.contains(.startRinging(CallID(1), .normal)))
    }

    @Test func anEndThatGivesNoSignIsToldOfAndThatItIsBack() {
        var desk = Desk(level: .middle)
        desk.talk()
        var call = desk.call(1, "Dupont", .active)
        call.isSilent = true
        desk.send(.engine(.callChanged(call)))
        desk.hearAll()
        call.isSilent = false
        desk.send(.engine(.callChanged(call)))
        desk.hearAll()
        #expect(desk.said == ["Plus rien de Dupont", "Dupont revient"])
    }

    @Test func whatTheOtherEndWritesIsReadLineByLineOrAfterAPause() {
        var desk = Desk(level: .middle)
        desk.talk()
        desk.send(.engine(.textReceived(CallID(1), "un arbr")))
        desk.send(.engine(.textReceived(CallID(1), "x\u{08}e")))
        desk.pass(.milliseconds(1_400))
        #expect(desk.said.isEmpty)
        desk.pass(.milliseconds(200))
        desk.hearAll()
        #expect(desk.said == ["Dupont écrit", "un arbre"])
        #expect(desk.screen.events.suffix(2) == ["Dupont écrit", "Dupont : un arbre"])
        desk.pass(.seconds(2))
        desk.forget()
        desk.send(.engine(.textReceived(CallID(1), "est tombé\n")))
        desk.hearAll()
        // Who writes was just said.
        #expect(desk.said.last == "est tombé")
        desk.forget()
        // Line upon line is read no oftener than every pause.
        for _ in 0..<10 { desk.send(.engine(.textReceived(CallID(1), "encore\n"))) }
        desk.hearAll()
        #expect(desk.said.isEmpty)
        desk.send(.engine(.textReceived(CallID(1), "au revoir")))
        desk.ends(1, .endedByPeer)
        desk.hearAll()
        #expect(desk.said.contains { $0.hasSuffix("encore au revoir") })
    }

    /// Who writes behind a focus is known by its word alone.
    @Test func whoeverNamesAWriterIsNamedToo() {
        var desk = Desk(level: .middle)
        desk.talk()
        let writer = TextWriter(id: 7, name: "Anne")
        desk.send(.engine(.textReceived(CallID(1), "un arbre", from: writer)))
        desk.pass(.seconds(2))
        desk.hearAll()
        #expect(desk.said == ["Anne via Dupont écrit", "un arbre"])
    }

    /// A peer that gives each of its packets another writer does not speak without end.
    @Test func manyWritersAreReadNoOftenerThanOne() {
        var desk = Desk(level: .middle)
        desk.talk()
        for number in 0..<300 {
            let writer = TextWriter(id: UInt32(number), name: "w\(number)")
            desk.send(.engine(.textReceived(CallID(1), "a\(number) ", from: writer)))
            desk.pass(.milliseconds(10))
            desk.hearAll()
        }
        #expect(desk.said.count <= 20, "\(desk.said.count) utterances in three seconds")
        desk.pass(.seconds(2))
        desk.hearAll()
        #expect(desk.screen.events.contains { $0.hasSuffix("a299") }, "and all is there")
    }

    @Test func whoWritesWithoutAPauseIsReadAllTheSame() {
        var desk = Desk(level: .middle)
        desk.talk()
        for _ in 0..<60 {
            desk.send(.engine(.textReceived(CallID(1), "mots ")))
            desk.pass(.milliseconds(300))
            desk.hearAll()
        }
        #expect(desk.said.filter { $0.hasPrefix("mots") }.count == 3)
    }

    @Test func holdAndResumeByEachSide() {
        var desk = Desk()
        desk.talk()
        desk.press(.function(8))
        #expect(desk.commands == [.hold(CallID(1))])
        desk.becomes(1, .held)
        #expect(desk.said == ["Garde"] && desk.earcons == [.held])
        desk.pass(.seconds(1))
        desk.hearAll()
        desk.forget()
        desk.press(.character("a"))
        #expect(desk.commands == [.resume(CallID(1))])
        desk.becomes(1, .active)
        #expect(desk.said == ["Repris"])
        desk.hearAll()
        desk.becomes(1, .heldByPeer)
        desk.hearAll()
        desk.becomes(1, .active)
        #expect(desk.said == ["Repris", "On patiente", "De retour"])
    }

    @Test func nothingButEarconsOverTheCallersFirstWords() {
        var desk = Desk(level: .middle)
        desk.press(.character("1"), .enter)
        desk.send(.engine(.callDialled(desk.call(1, nil, .dialing, number: "1"), token: 1)))
        desk.becomes(1, .ringing)
        desk.pass(.seconds(2))
        desk.forget()
        desk.becomes(1, .active)
        #expect(desk.said.isEmpty && desk.earcons == [.answered])
        desk.pass(.milliseconds(2_999))
        #expect(desk.said.isEmpty)
        desk.pass(.milliseconds(2))
        #expect(desk.said == ["Pris"])
    }

    @Test func headsetLostIsToldOnTheLineByTheBellAndAgain() {
        var desk = Desk()
        desk.talk()
        desk.send(.device(.voiceHeard(by: .nobody)))
        desk.send(.device(.headsetLost))
        #expect(desk.effects.contains(.bell))
        #expect(desk.said.isEmpty, "no private device, no speech")
        #expect(desk.screen.events.last == "Casque")
        desk.pass(.seconds(21))
        #expect(desk.screen.events.filter { $0 == "Casque" }.count == 3)
        desk.send(.device(.voiceHeard(by: .agent)))
        desk.send(.device(.headsetBack))
        #expect(desk.said == ["Rebranché"])
        desk.pass(.seconds(30))
        #expect(desk.screen.events.filter { $0 == "Casque" }.count == 3)
    }

    @Test func speakingWhileMutedIsToldOnceAMute() {
        var desk = Desk()
        desk.talk()
        desk.becomes(1, .active, muted: true)
        desk.hearAll()
        desk.forget()
        desk.send(.device(.speakingWhileMuted))
        desk.send(.device(.speakingWhileMuted))
        #expect(desk.earcons == [.speakingWhileMuted])
        #expect(desk.screen.events.last == "Muet")
    }

    @Test func refusalsAreSentences() {
        var desk = Desk()
        for problem in [DialProblem.invalidAddress, .noAccount, .lineUnavailable, .tooManyCalls, .mediaUnavailable] {
            desk.forget()
            desk.send(.engine(.dialRefused(problem, token: 1)))
            #expect(desk.said.count == 1 && desk.screen.events.last == desk.said.first)
        }
        desk.forget()
        desk.send(.engine(.commandRefused(.hold(CallID(1)), .notInThisState)))
        #expect(desk.said == ["Impossible à ce moment de l'appel"])
    }

    @Test func aReaderReadsEveryAnswerAndEventOnAFreshLineAndWeAreSilent() {
        var desk = Desk(delivery: .reader)
        desk.press(.down, .up, .function(2))
        desk.rings(1)
        desk.press(.function(2))
        desk.becomes(1, .active)
        #expect(desk.said.isEmpty)
        #expect(desk.earcons == [.incoming, .answered])
        #expect(desk.screen.events == ["Aucun appel", "Dupont", "Dupont", "Pris"])
        desk.press(.character("²"), .function(11))
        desk.press(.character("y"), .enter)
        #expect(desk.said == ["Notre voix parle"])
    }

    @Test func theHistoryKeepsFiftyAnnouncementsWithTheirTimes() {
        var desk = Desk()
        for id in 1...30 {
            desk.rings(id, "Client \(id)")
            desk.ends(id, .missed)
        }
        #expect(desk.state.history.count == TerminalUI.Limits.history)
        #expect(desk.screen.events.count == TerminalUI.Limits.history)
        #expect(desk.screen.firstEvent == 10)
        desk.press(.function(11), .character("n"), .enter)
        #expect(desk.focusedLine == "Manqué, 14 heures 5")
        #expect(desk.screen.items.count == TerminalUI.Limits.history + 1)
        let items = desk.screen.items
        desk.press(.up)
        desk.rings(31, "Martin")
        desk.press(.backspace)
        #expect(desk.screen.items == items, "nothing moves under the cursor")
    }
}
