import Announcements
import CallEngine
import Testing

@testable import TerminalUI

/// What is heard of identity, transfer, conference, forwarding and messages.
@Suite struct ServiceEventTests {
    static let martin = Desk.party("Martin", "0476003344")

    static func talking(level: SpeechLevel = .middle) -> Desk {
        var desk = Desk(level: level)
        desk.talk()
        return desk
    }

    static func changed(_ desk: inout Desk, _ name: String?, _ number: String?, _ state: CallState = .active) {
        desk.send(.engine(.callChanged(desk.call(1, name, state, number: number))))
    }

    // MARK: Who it is

    @Test(arguments: [
        (SpeechLevel.short, "C'est Martin"), (.middle, "Vous parlez à Martin"),
        (.long, "Vous parlez maintenant à Martin"),
    ]) func anotherPartyIsToldOnce(level: SpeechLevel, words: String) {
        var desk = Self.talking(level: level)
        Self.changed(&desk, "Martin", "0476003344")
        #expect(desk.said == [words] && desk.screen.events.last == words)
        Self.changed(&desk, "MARTIN", "+33476003344")
        Self.changed(&desk, " martin ", "0476003344")
        desk.pass(.seconds(10))
        #expect(desk.said == [words])
    }

    @Test func whoComesWhileOnHoldIsToldWhenHeard() {
        var desk = Self.talking()
        Self.changed(&desk, "Dupont", "0476001122", .heldByPeer)
        desk.hearAll()
        desk.forget()
        Self.changed(&desk, "Martin", "0476003344", .heldByPeer)
        #expect(desk.said.isEmpty)
        Self.changed(&desk, "Martin", "0476003344", .active)
        #expect(desk.said == ["Vous parlez à Martin"])
        desk.hearAll()
        Self.changed(&desk, "Martin", "0476003344", .held)
        desk.hearAll()
        Self.changed(&desk, "Martin", "0476003344", .active)
        desk.hearAll()
        #expect(desk.said.filter { $0 == "Vous parlez à Martin" }.count == 1)
    }

    @Test func theOneWhoAnswersIsNamedWhereItIsSomebodyElse() {
        var desk = Desk(level: .middle)
        desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 1)))
        Self.changed(&desk, "Dupont", "0476001122", .ringing)
        desk.hearAll()
        Self.changed(&desk, "Durand", "0476005566", .ringing)
        desk.hearAll()
        Self.changed(&desk, "Martin", "0476003344", .active)
        desk.pass(.seconds(6))
        desk.hearAll()
        #expect(desk.said.prefix(2) == ["Sonne chez Dupont", "Sonne chez Durand"])
        #expect(desk.said.last == "Vous parlez à Martin")
    }

    @Test func whoSentTheCallOnIsTold() {
        for (level, words) in [
            (SpeechLevel.short, "Dupont"), (.middle, "Dupont, renvoyé par Martin"),
            (.long, "Dupont, renvoyé par Martin, ligne Accueil"),
        ] {
            var desk = Desk(level: level)
            var call = desk.call(1)
            call.forwardedBy = [Self.martin, Desk.party(nil, nil, withheld: true)]
            desk.send(.engine(.callReceived(call)))
            #expect(desk.said == [words])
            desk.hearAll()
            desk.press(.function(2))
            #expect(desk.said.last == "Dupont, renvoyé par Martin, Masqué")
            desk.press(.function(3))
            #expect(desk.said.last?.contains("Sonne Dupont, renvoyé par Martin, Masqué") == true)
        }
    }

    /// THREATS §3: "unverified", on Qui alone.
    @Test func whoIsNotVouchedForIsToldOnQuiAlone() {
        for (asserted, ending) in [(false, ", non vérifié"), (true, "deux")] {
            var desk = Desk(level: .middle)
            desk.send(.engine(.accountChanged(AccountID(0), .registered)))
            desk.hearAll()
            var call = desk.call(1)
            call.remote.isAsserted = asserted
            desk.send(.engine(.callReceived(call)))
            desk.hearAll()
            #expect(desk.said.allSatisfy { !$0.contains("vérifié") })
            desk.press(.function(2), .function(2), .function(2))
            #expect(desk.said.last?.hasSuffix(ending) == true, "\(desk.said.last ?? "")")
        }
    }

    @Test func aCallThatAnswersItselfSaysSo() {
        var desk = Desk(level: .middle)
        var call = desk.call(1)
        call.answersAfterSeconds = 0
        desk.send(.engine(.callReceived(call)))
        #expect(desk.said == ["Dupont, prise automatique"] && desk.earcons == [.incoming])
    }

    @Test func aSilentRingIsToldAndDoesNotRing() {
        var desk = Desk()
        var call = desk.call(1)
        call.ring = .silent
        desk.send(.engine(.callReceived(call)))
        #expect(desk.said == ["Dupont"] && !desk.effects.contains(.startRinging(CallID(1), .normal)))
    }

    @Test(arguments: [RingChoice.internal, .external, .priority])
    func theRingIsTheOneThatThePBXAskedFor(ring: RingChoice) {
        var desk = Desk()
        var call = desk.call(1)
        call.ring = ring
        desk.send(.engine(.callReceived(call)))
        #expect(desk.effects.contains(.startRinging(CallID(1), ring)))
    }

    @Test func aSilentSecondCallStaysSilentWhenItIsTheOnlyOne() {
        var desk = Desk()
        desk.talk(1, "Dupont")
        var call = desk.call(2)
        call.ring = .silent
        desk.send(.engine(.callReceived(call)))
        desk.forget()
        desk.ends(1, .endedByPeer)
        #expect(!desk.effects.contains { if case .startRinging = $0 { true } else { false } })
    }

    /// Whatever the engine lets through, no control reaches the screen or the voice.
    @Test(arguments: [
        "\u{1b}[2JMar\u{7}tin", "\u{202e}nitraM\u{2066}", "a\r\nb", "\u{9b}31m", "\u{200b}\u{feff}", "«»\"",
        "\u{e000}x",
    ]) func hostileNamesAndMessagesAreHarmless(name: String) {
        var desk = Self.talking()
        var call = desk.call(2, name, number: name)
        call.forwardedBy = [Desk.party(name, name)]
        desk.send(.engine(.callReceived(call)))
        Self.changed(&desk, name, name)
        desk.send(.engine(.transferRequested(CallID(1), to: Desk.party(name, name), by: nil)))
        desk.send(
            .engine(
                .messageReceived(
                    ReceivedMessage(
                        account: AccountID(0), from: Desk.party(name, name), text: String(repeating: name, count: 500),
                        receivedAt: desk.now))))
        desk.pass(.seconds(20))
        desk.hearAll()
        for text in desk.said + desk.screen.events + desk.screen.items + [desk.screen.callLine] {
            #expect(
                text.unicodeScalars.allSatisfy {
                    ![.control, .format, .privateUse].contains($0.properties.generalCategory)
                }, "\(text.debugDescription)")
            #expect(text.count <= TerminalUI.Limits.messageCharacters + 100)
        }
    }

    // MARK: Transfer

    @Test func aTransferOfOursIsFollowed() {
        var desk = Self.talking()
        for progress in [TransferProgress.requested, .ringing, .done] {
            desk.send(.engine(.transferChanged(CallID(1), progress)))
            desk.hearAll()
        }
        #expect(desk.said == ["Transfert en cours", "Dupont transféré"])
        desk.send(.engine(.transferChanged(CallID(1), .failed(status: 486))))
        desk.hearAll()
        #expect(desk.said.last == "Échec, Dupont attend")
    }

    /// Nothing is done before the agent agrees; the palette does it in three strokes.
    @Test(arguments: [("p", true, "Vers Martin"), ("i", false, "Transfert interdit")])
    func aTransferThatIsAskedForWaitsForTheAgent(letter: String, accepts: Bool, words: String) {
        var desk = Self.talking()
        desk.send(.engine(.transferRequested(CallID(1), to: Self.martin, by: nil)))
        #expect(desk.said == ["Dupont vous envoie à Martin"] && desk.commands.isEmpty)
        desk.hearAll()
        desk.press(.character("p"), .character(Character(letter)), .enter)
        #expect(desk.commands == [.answerTransferRequest(CallID(1), accept: accepts)])
        #expect(desk.said.last == words)
        desk.pass(.seconds(1))
        desk.press(.character("p"), .character(Character(letter)), .enter)
        #expect(desk.said.last == "Personne ne demande de transfert" && desk.commands.count == 1)
    }

    @Test func aRequestEndsWithItsCall() {
        var desk = Self.talking()
        desk.send(.engine(.transferRequested(CallID(1), to: Self.martin, by: nil)))
        desk.ends(1, .endedByPeer)
        desk.press(.character("p"), .character("p"), .enter)
        #expect(desk.commands.isEmpty && desk.said.last == "Personne ne demande de transfert")
    }

    @Test func aCallThatTakesThePlaceOfAnotherStandsThere() {
        var desk = Self.talking()
        let items = desk.screen.items.count
        desk.send(.engine(.callReplaced(CallID(1), by: desk.call(2, "Martin", .active))))
        #expect(desk.said == ["Vous parlez à Martin"] && desk.state.calls.map(\.id) == [CallID(2)])
        #expect(desk.screen.items.count == items && desk.screen.items.first?.contains("Martin") == true)
        desk.hearAll()
        desk.pass(.seconds(1))
        desk.press(.function(12))
        #expect(desk.commands == [.hangUp(CallID(2))])
    }

    // MARK: The desk's states

    @Test func aConferenceIsCountedWithTheAgent() {
        var desk = Self.talking()
        for calls in [[1, 2], [1, 2], [1, 2, 3], [], []] {
            desk.send(.engine(.conferenceChanged(calls.map { CallID($0) })))
            desk.hearAll()
        }
        #expect(desk.said == ["Conférence à 3", "Conférence à 4", "Conférence finie"])
    }

    @Test func statesOfTheDeskAreToldOnceAChange() {
        var desk = Desk(level: .middle)
        for isOn in [true, true, false] {
            desk.send(.engine(.doNotDisturbChanged(isOn)))
            desk.hearAll()
        }
        for rule in [Forwarding(always: "201"), Forwarding(always: "201"), Forwarding(busy: "202"), Forwarding()] {
            desk.send(.engine(.forwardingChanged(AccountID(0), rule)))
            desk.hearAll()
        }
        #expect(
            desk.said == [
                "Ne pas déranger", "De nouveau joignable", "Renvoi de tout appel", "Renvoi si non pris",
                "Plus de renvoi",
            ])
    }

    @Test func voiceMessagesAreToldWhenThereAreMore() {
        var desk = Desk(level: .middle)
        let boxes = [
            Voicemail(isWaiting: false, newMessages: 0), Voicemail(isWaiting: true, newMessages: 2),
            Voicemail(isWaiting: true, newMessages: 2), Voicemail(isWaiting: true, newMessages: 1),
            Voicemail(isWaiting: false), Voicemail(isWaiting: true), Voicemail(isWaiting: true),
        ]
        for box in boxes {
            desk.send(.engine(.voicemailChanged(AccountID(0), box)))
            desk.hearAll()
            desk.pass(.seconds(3))
        }
        #expect(desk.said == ["2 messages vocaux", "Messages vocaux"])
    }

    @Test func aMessageIsNamedThenRead() {
        var desk = Desk(level: .middle)
        desk.send(
            .engine(
                .messageReceived(
                    ReceivedMessage(
                        account: AccountID(0), from: Self.martin, text: "Réunion\nà midi", receivedAt: desk.now))))
        desk.hearAll()
        #expect(desk.said == ["Message de Martin", "Réunion à midi"])
        #expect(desk.screen.events.suffix(2) == ["Message de Martin", "Martin : Réunion à midi"])
        desk.forget()
        for status in [200, 202, 404, nil] {
            desk.send(.engine(.messageAnswered(status: status, token: 1)))
            desk.hearAll()
            desk.pass(.seconds(3))
        }
        #expect(desk.said == ["Message envoyé", "Message envoyé", "Message non envoyé", "Message non envoyé"])
    }

    @Test func whatIsWatchedIsKeptAndNotSaid() {
        var desk = Desk()
        for number in 0..<300 {
            desk.send(.engine(.watchedChanged(Watched(who: "sip:\(number)", account: AccountID(0), thing: .lines))))
        }
        desk.send(
            .engine(.watchedChanged(Watched(who: "sip:3", account: AccountID(0), thing: .lines, line: .busy))))
        desk.send(.engine(.strangersRefused(total: 12)))
        #expect(desk.state.watched.count == TerminalUI.Limits.watched && desk.state.watched[3].line == .busy)
        #expect(desk.said.isEmpty && desk.earcons.isEmpty)
    }

    @Test func englishSaysTheSame() {
        var desk = Desk(language: .english, level: .middle)
        desk.talk()
        Self.changed(&desk, "Martin", "0476003344")
        desk.hearAll()
        desk.send(.engine(.transferRequested(CallID(1), to: Self.martin, by: nil)))
        desk.hearAll()
        desk.press(.character("c"), .character("n"), .enter)
        #expect(desk.said.prefix(2) == ["You speak to Martin", "Martin: call Martin"])
        #expect(desk.commands == [.answerTransferRequest(CallID(1), accept: false)])
    }
}
