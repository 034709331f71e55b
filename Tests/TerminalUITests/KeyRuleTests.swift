import Announcements
import CallEngine
import Configuration
import Testing

@testable import TerminalUI

@Suite struct KeyRuleTests {
    @Test func callLettersWait250Milliseconds() {
        var desk = Desk()
        desk.rings(1)
        desk.pass(.seconds(1))
        desk.forget()
        desk.press(.character("d"))
        #expect(desk.commands.isEmpty)
        desk.pass(.milliseconds(249))
        #expect(desk.commands.isEmpty)
        desk.pass(.milliseconds(1))
        #expect(desk.commands == [.answer(CallID(1))])
    }

    @Test func aSecondLetterMeansTyping() {
        var desk = Desk()
        desk.rings(1)
        desk.hearAll()
        desk.pass(.seconds(1))
        desk.forget()
        desk.type("dupont", every: .milliseconds(100))
        desk.pass(.seconds(1))
        #expect(desk.commands.isEmpty)
        #expect(desk.said == ["Hors champ"])
        #expect(desk.screen.title == "Appel entrant")
    }

    @Test func otherLettersActAtOnce() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("m"))
        #expect(desk.commands == [.mute(CallID(1), true)])
    }

    @Test func anotherKeyDoesNotTakeTheLetterBack() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("f"), .down)
        #expect(desk.commands == [.hangUp(CallID(1))])
    }

    @Test func thePrefixOpensALetterCommandFromAField() {
        for prefix: Character in ["²", "`"] {
            var desk = Desk()
            desk.press(.character("c"), .character("0"), .character(prefix), .character("o"))
            #expect(desk.said.last?.hasPrefix("Composer, Numéro : 0") == true)
            #expect(desk.focusedLine == "Numéro : 0", "the field is untouched")
            desk.press(.character(prefix), .backspace)
            #expect(desk.screen.title == "Accueil")
        }
    }

    @Test func azertyRowTypesDigits() {
        var desk = Desk()
        desk.press(.character("c"))
        for character in "&é\"'(-è_çà" { desk.press(.character(character)) }
        #expect(desk.focusedLine == "Numéro : 1234567890")
        desk.press(.character("d"), .character("e"))
        #expect(desk.focusedLine == "Numéro : 1234567890#*")
        #expect(desk.said.suffix(2) == ["dièse", "étoile"])
        var home = Desk()
        home.press(.character("à"))
        #expect(home.focusedLine == "Numéro : 0")
        var qwerty = Desk(language: .english, keyboard: .qwerty)
        qwerty.press(.character("é"))
        #expect(qwerty.said == ["Unknown key"])
    }

    @Test func aFirstLetterBeginsANameThatFilters() {
        var desk = Desk()
        desk.press(.character("c"))
        desk.forget()
        desk.type("éch", every: .milliseconds(100))
        #expect(desk.focusedLine == "Numéro : 2ch", "on AZERTY é is the 2")
        desk.press(.backspace, .backspace, .backspace)
        desk.type("ech", every: .milliseconds(100))
        #expect(desk.focusedLine == "Numéro : ech")
        #expect(desk.screen.items == ["Numéro : ech", "Entraînement : Écho, 1"])
        #expect(!desk.said.contains("1 ligne"))
        desk.pass(.milliseconds(400))
        #expect(desk.said.last == "1 trouvé", "after a pause")
        desk.press(.enter)
        #expect(desk.commands == [.dial(to: "1", account: nil, token: 1)])
    }

    @Test func aLetterInAListJumpsAndCommandsNothing() {
        var desk = Desk()
        desk.press(.function(11))
        desk.forget()
        desk.press(.character("r"))
        #expect(desk.focusedLine == "Réglages, F11 r", "its code first")
        desk.press(.character("r"))
        #expect(desk.focusedLine == "Refuser, F5 ou x")
        desk.press(.character("h"), .character("h"))
        #expect(
            desk.said == [
                "Réglages, F11 r", "Refuser, F5 ou x", "Lien à appeler, F11 h", "Heure et durée, l",
            ])
        desk.press(.character("%"))
        #expect(desk.said.last == "Rien avec cette lettre")
        #expect(desk.commands.isEmpty)
    }

    @Test func hangUpNeverDeclinesARingingCall() {
        var desk = Desk()
        desk.rings(1)
        desk.pass(.seconds(1))
        desk.hearAll()
        desk.forget()
        desk.press(.function(12), .character("f"))
        desk.pass(.seconds(1))
        #expect(desk.commands.isEmpty)
        #expect(desk.said.first == "Ça sonne : F4 décroche, F5 refuse")
        desk.press(.function(5))
        #expect(desk.commands == [.decline(CallID(1), .declined)])
    }

    @Test func autorepeatIsOnePress() {
        var desk = Desk()
        desk.talk()
        for _ in 0..<20 {
            desk.press(.function(9))
            desk.pass(.milliseconds(30))
        }
        #expect(desk.commands == [.mute(CallID(1), true)])
        desk.becomes(1, .active, muted: true)
        desk.pass(.milliseconds(500))
        desk.press(.function(9))
        #expect(desk.commands == [.mute(CallID(1), true), .mute(CallID(1), false)])
    }

    @Test func aHeldLetterIsOnePress() {
        var desk = Desk()
        desk.talk()
        for _ in 0..<40 {
            desk.press(.character("f"))
            desk.pass(.milliseconds(30))
        }
        #expect(desk.commands == [.hangUp(CallID(1))])
    }

    @Test func aKeyWhoseTargetJustChangedSaysTheNewTarget() {
        var desk = Desk()
        desk.rings(1, "Dupont")
        desk.rings(2, "Martin")
        desk.pass(.seconds(5))
        desk.forget()
        desk.ends(2, .missed)
        desk.pass(.milliseconds(300))
        desk.forget()
        desk.press(.function(4))
        #expect(desk.commands.isEmpty)
        #expect(desk.said == ["Dupont"])
        desk.pass(.milliseconds(600))
        desk.press(.function(4))
        #expect(desk.commands == [.answer(CallID(1))])
    }

    @Test func aLetterMeansTheCallThatRangWhenItWasPressed() {
        var desk = Desk()
        desk.rings(1, "Dupont")
        desk.pass(.seconds(2))
        desk.press(.character("d"))
        desk.pass(.milliseconds(100))
        desk.ends(1, .missed)
        desk.rings(2, "Martin")
        desk.pass(.milliseconds(400))
        #expect(!desk.commands.contains(.answer(CallID(2))))
        #expect(desk.said.last == "Martin")
    }

    @Test func lettersCanBeTurnedOff() {
        var desk = Desk()
        desk.state.settings.areLettersActive = false
        desk.press(.character("t"), .character("c"), .up, .up)
        #expect(desk.screen.title == "Accueil")
        #expect(desk.focusedLine == "Composer", "a letter jumps; the line names no letter")
        desk.press(.enter)
        #expect(desk.screen.title == "Composer")
    }

    @Test func silenceStopsRingAndVoiceAndNothingElse() {
        var desk = Desk()
        desk.rings(1)
        let screen = desk.screen
        desk.forget()
        desk.press(.character("s"))
        #expect(desk.effects.contains(.stopRinging))
        #expect(desk.effects.contains(.speech(.cut)))
        #expect(desk.commands.isEmpty)
        #expect(desk.screen == screen)
        desk.forget()
        desk.pass(.seconds(20))
        #expect(desk.said.isEmpty)
    }

    @Test func volumeAndRateAreSpokenAndBounded() {
        var desk = Desk()
        desk.press(.character("k"), .character("u"))
        #expect(desk.said == ["Volume 110", "Vitesse 375"])
        #expect(desk.effects.contains(.setCallVolume(110)))
        #expect(desk.effects.contains(.changeSetting(SettingPlace(key: .voiceRate), .integer(375))))
        for _ in 0..<100 { desk.press(.character("j"), .character("y")) }
        #expect(desk.said.suffix(2) == ["Volume 0", "Vitesse 80"])
    }

    @Test func theEarsAreChangedByOneKeyAndSaid() {
        var desk = Desk()
        for _ in 0..<3 {
            desk.press(.character("g"))
            desk.pass(.seconds(1))
        }
        #expect(desk.said == ["Voix à gauche, appel à droite", "Voix à droite, appel à gauche", "Deux oreilles"])
        let ears = desk.effects.compactMap { if case .changeSetting(_, let value) = $0 { value } else { nil } }
        #expect(ears == [.text("voice_left"), .text("voice_right"), .text("both")])
    }

    @Test func theMicrophoneThatIsDeadIsToldAgainUntilItIsHeard() {
        var desk = Desk()
        desk.talk()
        desk.forget()
        desk.send(.device(.microphoneSilent))
        #expect(desk.said == ["Micro muet"])
        desk.pass(.seconds(11))
        #expect(desk.said == ["Micro muet", "Micro muet"])
        desk.send(.device(.microphoneBack))
        desk.pass(.seconds(30))
        #expect(desk.said.count == 2)
    }

    @Test func theVoiceSaysWhereItIsAfterItsDeviceIsGone() {
        var desk = Desk()
        desk.send(.device(.voiceMoved))
        desk.pass(.seconds(3))
        desk.send(.device(.voiceBack))
        desk.pass(.seconds(3))
        desk.send(.device(.ringLost))
        desk.pass(.seconds(3))
        #expect(desk.said == ["Voix ici", "Revenue", "Sonnerie"])
    }

    @Test func timeAndDuration() {
        var desk = Desk()
        desk.press(.character("l"))
        #expect(desk.said == ["14 heures 5"])
        desk.talk()
        desk.pass(.seconds(186))
        desk.forget()
        desk.press(.character("l"))
        #expect(desk.said == ["14 heures 8, appel 3 minutes 12"])
    }

    @Test func quitWaitsForTheEngine() {
        var desk = Desk()
        desk.press(.end)
        #expect(desk.focusedLine == "Quitter, F11 q")
        desk.press(.enter)
        #expect(desk.commands == [.shutDown])
        #expect(!desk.effects.contains(.quit))
        desk.send(.engine(.shutDownFinished))
        #expect(desk.effects.last == .quit)
        var deaf = Desk()
        deaf.press(.end, .enter)
        deaf.pass(.seconds(3))
        #expect(deaf.effects.last == .quit, "whatever the engine does")
        var busy = Desk()
        busy.talk()
        busy.press(.backspace, .end, .enter)
        #expect(busy.commands.isEmpty)
        #expect(busy.said.last == "Un appel est en cours : raccrochez d'abord")
    }

    @Test func noPageIsOpenTwiceAndTheNumberIsKept() {
        var desk = Desk()
        desk.type("047", every: .milliseconds(100))
        desk.press(.function(1), .function(11), .function(1), .function(11))
        #expect(desk.state.pages.map(\.page) == [.home, .dial, .keys, .palette])
        desk.press(.character("²"), .character("c"))
        #expect(desk.focusedLine == "Numéro : 047")
        #expect(desk.state.pages.map(\.page) == [.home, .keys, .palette, .dial])
    }

    @Test func sentDigitsAreNotTakenBack() {
        var desk = Desk()
        desk.talk()
        desk.press(.down, .character("5"), .delete)
        #expect(desk.screen.items[1] == "Pavé numérique : 5")
        #expect(desk.said.last == "Touche inconnue")
        desk.press(.backspace)
        #expect(desk.screen.title == "Accueil", "Backspace is Back where nothing can be deleted")
    }

    @Test func aBellWhereItIsWanted() {
        var desk = Desk()
        desk.rings(1)
        #expect(!desk.effects.contains(.bell))
        desk = Desk()
        desk.state.settings.ringsBell = true
        desk.rings(1)
        #expect(desk.effects.contains(.bell))
    }

    @Test func aRefusedAnswerDoesNotSilenceLaterHolds() {
        var desk = Desk()
        desk.talk()
        desk.rings(2, "Martin")
        desk.pass(.seconds(1))
        desk.press(.function(4))
        desk.send(.engine(.commandRefused(.answer(CallID(2)), .notInThisState)))
        desk.ends(2, .missed)
        desk.hearAll()
        desk.forget()
        desk.becomes(1, .held)
        #expect(desk.said == ["Garde"])
    }

    @Test(arguments: [6, 8, 9, 12]) func whatNeedsACallThatIsUpSaysThatOneOnlyRings(key: Int) {
        for (language, words) in [
            (Language.french, "Ça sonne : F4 décroche, F5 refuse"), (.english, "It rings: F4 answers, F5 rejects"),
        ] {
            var desk = Desk(language: language)
            desk.press(.function(key))
            #expect(desk.said == [language == .french ? "Aucun appel" : "No call"])
            desk.rings(1)
            desk.hearAll()
            desk.pass(.seconds(1))
            desk.forget()
            desk.press(.function(key))
            #expect(desk.said == [words] && desk.commands.isEmpty)
        }
    }
}
