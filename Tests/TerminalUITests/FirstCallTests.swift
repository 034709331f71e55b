import Announcements
import CallEngine
import Testing

@testable import TerminalUI

@Suite struct FirstCallTests {
    @Test func theLineIsReadyOnceThenBack() {
        var desk = Desk()
        desk.send(.engine(.accountChanged(AccountID(0), .registering)))
        desk.send(.engine(.accountChanged(AccountID(0), .registered)))
        #expect(desk.said == ["Prêt"])
        desk.hearAll()
        desk.forget()
        desk.send(.engine(.accountChanged(AccountID(0), .failed(.serverSilent(retrySeconds: 30)))))
        desk.send(.engine(.accountChanged(AccountID(0), .failed(.serverSilent(retrySeconds: 60)))))
        #expect(desk.said == ["Hors ligne"])
        desk.hearAll()
        desk.forget()
        desk.send(.engine(.accountChanged(AccountID(0), .registered)))
        #expect(desk.said.isEmpty)
        #expect(desk.earcons == [.lineBack])
        #expect(desk.screen.events == ["Prêt", "Hors ligne", "Rétabli"])
    }

    @Test func withSeveralLinesTheLineIsNamed() {
        var desk = Desk(level: .middle)
        desk.state.accounts.append(AccountLine(id: AccountID(1), name: "Standard"))
        for account in [
            AccountState.registered, .failed(.serverSilent(retrySeconds: 30)), .registered,
            .failed(.credentialsRefused),
        ] {
            desk.send(.engine(.accountChanged(AccountID(1), account)))
            desk.hearAll()
        }
        #expect(
            desk.said == [
                "Prêt, ligne Standard", "Standard hors ligne, serveur muet", "Ligne Standard rétablie",
                "Standard, mot de passe refusé",
            ])
        #expect(desk.screen.events == desk.said)
    }

    /// Who leaves the first steps without a line hears what to do, then the page's first line, both whole, and reads it.
    @Test(arguments: Language.allCases, SpeechDelivery.allCases)
    func withoutAnyLineTheFirstWordsSayWhatToDo(language: Language, delivery: SpeechDelivery) {
        var desk = Desk(language: language, delivery: delivery, hasLine: false)
        desk.state.settings.isFirstStart = true
        desk.send(.started)
        #expect(desk.state.page.page == .firstStart)
        while desk.state.focusedItem?.enter != .finishFirstSteps { desk.press(.down) }
        desk.hearAll()
        desk.forget()
        desk.press(.enter)
        desk.hearAll()
        let advice = desk.screen.events.last ?? ""
        #expect(advice.contains("clairvoix --practice") && advice.contains("config.toml"))
        #expect(desk.said == (delivery == .own ? [advice, desk.focusedLine] : []))
        var usual = Desk(language: language, delivery: delivery)
        usual.send(.started)
        #expect(usual.screen.events.isEmpty)
    }

    @Test func anIncomingCallIsAnEarconAndTheNameAndMovesTheCursorToItsLine() {
        var desk = Desk()
        desk.rings(1)
        #expect(desk.said == ["Dupont"])
        #expect(desk.earcons == [.incoming])
        #expect(desk.utterances.first?.priority == .important)
        #expect(desk.effects.contains(.startRinging(CallID(1), .normal)))
        #expect(desk.screen.title == "Appel entrant")
        #expect(desk.focusedLine == "Sonne Dupont, 04 76 00 11 22")
        #expect(desk.screen.events.last == "Dupont")
    }

    @Test func aWholeCallByKeys() {
        var desk = Desk()
        desk.press(.down, .down)
        let place = desk.focusedLine
        desk.forget()
        desk.rings(1)
        desk.pass(.seconds(2))
        desk.press(.function(4))
        #expect(desk.commands == [.answer(CallID(1))])
        #expect(desk.effects.contains(.stopRinging))
        desk.forget()
        desk.becomes(1, .active)
        #expect(desk.earcons == [.answered])
        #expect(desk.screen.title == "En communication")
        #expect(desk.focusedLine == "Appel Dupont, 04 76 00 11 22")
        let items = desk.screen.items
        desk.pass(.seconds(10))
        desk.forget()
        desk.press(.function(9))
        #expect(desk.commands == [.mute(CallID(1), true)])
        #expect(desk.said.isEmpty, "the word waits for what is really sent")
        desk.becomes(1, .active, muted: true)
        #expect(desk.said == ["Coupé"])
        #expect(desk.screen.items == items, "no line is rewritten while it may be read")
        #expect(desk.screen.events.last == "Coupé")
        desk.pass(.seconds(10))
        desk.forget()
        desk.press(.function(12))
        #expect(desk.commands == [.hangUp(CallID(1))])
        desk.ends(1, .endedByMe)
        #expect(desk.earcons.last == .ended)
        #expect(desk.screen.title == "Accueil")
        #expect(desk.focusedLine == place, "the cursor is back in its place")
        #expect(desk.screen.callLine.isEmpty)
    }

    @Test func aNumberOnHomeIsDialled() {
        var desk = Desk()
        desk.type("0476")
        #expect(desk.screen.title == "Composer")
        #expect(desk.said == ["zéro", "quatre", "sept", "six"])
        #expect(desk.focusedLine == "Numéro : 0476")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.dial(to: "0476", account: nil, token: 1)])
        #expect(desk.said == ["Appelle zéro, quatre, sept, six"])
        desk.send(.engine(.callDialled(desk.call(1, nil, .dialing, number: "0476"), token: 1)))
        #expect(desk.screen.title == "En communication")
        #expect(desk.focusedLine == "Appel 0476")
        desk.hearAll()
        desk.forget()
        desk.becomes(1, .ringing)
        #expect(desk.said == ["Sonne"])
        desk.ends(1, .busy)
        #expect(desk.screen.title == "Composer")
        #expect(desk.focusedLine == "Numéro : ", "the next number begins anew")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.dial(to: "0476", account: nil, token: 2)], "Enter calls again")
    }

    @Test func aNumberThatDoesNotExistComesBackToBeCorrected() {
        var desk = Desk()
        desk.type("0476")
        desk.press(.enter)
        desk.send(.engine(.callDialled(desk.call(1, nil, .dialing, number: "0476"), token: 1)))
        desk.ends(1, .unknownNumber)
        #expect(desk.focusedLine == "Numéro : ")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands.isEmpty && desk.said == ["Numéro : 0476"] && desk.focusedLine == "Numéro : 0476")
        desk.press(.backspace, .character("7"), .enter)
        #expect(desk.commands == [.dial(to: "0477", account: nil, token: 2)])
    }

    @Test func theNextNumberIsNotAppendedToTheLastOne() {
        var desk = Desk()
        desk.type("0476")
        desk.press(.enter)
        desk.send(.engine(.callDialled(desk.call(1, nil, .dialing, number: "0476"), token: 1)))
        desk.becomes(1, .active)
        desk.pass(.seconds(6))
        desk.press(.function(12))
        desk.ends(1, .endedByMe)
        desk.type("12")
        #expect(desk.focusedLine == "Numéro : 12")
    }

    @Test func aRefusedNumberStaysInItsField() {
        var desk = Desk()
        desk.press(.character("c"), .enter)
        #expect(desk.said.last == "Aucun numéro")
        desk.type("0476")
        desk.press(.enter)
        desk.send(.engine(.dialRefused(.lineUnavailable, token: 1)))
        #expect(desk.focusedLine == "Numéro : 0476")
    }

    @Test func anEntryOfThePracticeLineIsCalledByItsName() {
        var desk = Desk(level: .middle)
        desk.press(.character("c"), .down)
        #expect(desk.said.last == "Entraînement : Écho, 1")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.dial(to: "1", account: nil, token: 1)])
        desk.send(.engine(.callDialled(desk.call(1, nil, .dialing, number: "1"), token: 1)))
        desk.hearAll()
        desk.becomes(1, .ringing)
        #expect(desk.said.last == "Sonne chez Entraînement : Écho")
    }

    @Test func whoGoesOneLevelDownAPress() {
        var desk = Desk()
        desk.rings(1)
        desk.forget()
        desk.press(.function(2), .function(2), .function(2), .function(2), .function(2))
        #expect(desk.said[0] == "Dupont")
        #expect(desk.said[1] == "04, 76, 00, 11, 22")
        #expect(desk.said[2] == "zéro, quatre, sept, six, zéro, zéro, un, un, deux, deux")
        #expect(desk.said[3] == "Désiré, Ursule, Pierre, Oscar, Nicolas, Thérèse")
        #expect(desk.said[4] == desk.said[3])
        desk.press(.function(3), .function(2))
        #expect(desk.said.last == "Dupont", "another key begins anew")
    }

    @Test func aWithheldCallerIsMasked() {
        var desk = Desk()
        desk.send(.engine(.callReceived(desk.call(1, "Anonymous", number: nil, withheld: true))))
        #expect(desk.said == ["Masqué"])
        desk.press(.function(2), .function(2))
        #expect(desk.said == ["Masqué", "Masqué", "Masqué"])
        #expect(desk.focusedLine == "Sonne Masqué")
    }

    @Test func whereTellsPageLineCallAndMicrophone() {
        var desk = Desk()
        desk.talk()
        desk.press(.function(3))
        #expect(
            desk.said == [
                "En communication, Appel Dupont, 04 76 00 11 22, 1 sur 12. En ligne Dupont. micro ouvert"
            ])
    }

    @Test func repeatGoesBack() {
        var desk = Desk()
        desk.rings(1)
        desk.ends(1, .missed)
        desk.forget()
        desk.press(.function(10), .function(10), .function(10))
        #expect(desk.said == ["Manqué", "Dupont", "Dupont"])
        desk.forget()
        var fresh = Desk()
        fresh.press(.function(10))
        #expect(fresh.said == ["Rien à répéter"])
    }

    @Test func digitsInACallAreSentAndEchoed() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("5"), .character("é"), .character("#"))
        #expect(
            desk.commands == [.digits(CallID(1), "5"), .digits(CallID(1), "2"), .digits(CallID(1), "#")])
        #expect(desk.said == ["cinq", "deux", "dièse"])
        #expect(desk.screen.items[1] == "Pavé numérique : 52#")
        desk.forget()
        desk.press(.down, .character("e"), .character("d"))
        #expect(desk.commands == [.digits(CallID(1), "*"), .digits(CallID(1), "#")])
    }

    /// What Enter does is said where Enter does it, and nowhere else.
    @Test(arguments: [
        ("c", "Dupont occupé. Entrée : rappeler"), ("", "Dupont occupé"),
    ]) func whatEnterDoesIsSaidWhereItIsTrue(page: String, words: String) {
        var desk = Desk(level: .long)
        if !page.isEmpty {
            desk.press(.character("c"))
            desk.type("0476")
            desk.press(.enter)
        }
        desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 1)))
        desk.hearAll()
        desk.ends(1, .busy)
        #expect(desk.said.last == words && desk.screen.events.last == words)
        desk.press(.down)
        desk.hearAll()
        desk.forget()
        desk.pass(.seconds(1))
        desk.hearAll()
        #expect(desk.said == ["Dupont occupé"], "said again without it")
        desk.press(.function(10))
        #expect(desk.said.last == "Dupont occupé")
    }

    @Test func enterCallsAnEntryAgainWhereTheCursorIsOnIt() {
        var desk = Desk(language: .english, level: .long)
        desk.press(.character("d"), .down, .down, .enter)
        desk.send(.engine(.callDialled(desk.call(1, "Training", .dialing), token: 1)))
        desk.hearAll()
        desk.ends(1, .noAnswer)
        #expect(desk.said.last == "Training, no answer. Enter: call again")
        desk.pass(.seconds(1))
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.dial(to: "2", account: nil, token: 2)])
    }
}
