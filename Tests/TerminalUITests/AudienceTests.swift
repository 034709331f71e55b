import Announcements
import CallEngine
import Testing

@testable import TerminalUI

/// EN 301 549 §5.1.3.8 and §5.1.3.9: what others hear tells no name, no number, no message and nothing that is typed.
@Suite("Who hears the voice") struct AudienceTests {
    private func room(_ level: SpeechLevel = .long) -> Desk {
        var desk = Desk(level: level)
        desk.send(.device(.voiceHeard(by: .room)))
        return desk
    }

    @Test(arguments: SpeechLevel.allCases) func aRoomHearsTheFactAndTheScreenShowsTheName(_ level: SpeechLevel) {
        var desk = room(level)
        desk.rings(1)
        #expect(desk.said == ["Appel entrant"])
        #expect(desk.screen.events.last?.contains("Dupont") == true)
        desk.hearAll()
        desk.forget()
        desk.press(.function(2))
        #expect(desk.said == ["À l'écran"], "Qui is asked")
        #expect(desk.screen.events.last?.contains("Dupont") == true)
        desk.press(.function(3))
        desk.becomes(1, .active)
        desk.pass(.seconds(10))
        desk.hearAll()
        desk.press(.function(10))
        desk.rings(2, "Martin")
        desk.pass(.seconds(2))
        desk.hearAll()
        desk.ends(1, .endedByPeer)
        desk.hearAll()
        for words in desk.said { #expect(!words.contains("Dupont") && !words.contains("Martin"), "\(words)") }
        #expect(desk.said.contains("Second appel"))
    }

    @Test func aRoomHearsNoMessageAndNoDigit() {
        var desk = room()
        desk.send(
            .engine(
                .messageReceived(
                    ReceivedMessage(
                        account: AccountID(0), from: Desk.party("Martin", "0476003344"), text: "Le code est 4711",
                        receivedAt: desk.now))))
        desk.hearAll()
        #expect(desk.said == ["Mot de quelqu'un"])
        #expect(desk.screen.events.last == "Martin : Le code est 4711")
        desk.forget()
        desk.press(.character("c"))
        desk.type("0476")
        #expect(desk.said == ["À l'écran"], "the field, and no digit")
    }

    @Test func noPhraseTellsARoomWhoCalls() {
        for language in Language.allCases {
            for announcement in Phrases.samples {
                let phrase = announcement.phrase(PhraseStyle(level: .long, language: language).nameless)
                for name in ["Dupont", "Martin", "76"] { #expect(!phrase.written.contains(name), "\(phrase)") }
            }
        }
    }

    @Test func whatWasForTheAgentIsNotSaidWhereTheVoiceGoes() {
        var desk = Desk()
        desk.rings(1)
        #expect(desk.said == ["Dupont"])
        desk.press(.unknown)
        desk.forget()
        desk.send(.device(.voiceHeard(by: .room)))
        desk.pass(.seconds(5))
        #expect(desk.said.isEmpty, "the name that the key cut was owed")
        desk.send(.device(.voiceHeard(by: .agent)))
        desk.press(.function(2))
        #expect(desk.said == ["Dupont"])
        desk.forget()
        desk.send(.device(.voiceHeard(by: .nobody)))
        #expect(desk.effects.contains(.speech(.cut)), "in the middle of the word")
    }

    @Test func anotherHeadsetIsTold() {
        var desk = Desk(level: .middle)
        desk.talk()
        desk.pass(.seconds(5))
        desk.hearAll()
        desk.forget()
        desk.send(.device(.voiceHeard(by: .nobody)))
        desk.send(.device(.headsetLost))
        #expect(desk.said.isEmpty)
        desk.send(.device(.voiceHeard(by: .agent)))
        desk.send(.device(.microphoneMissing))
        desk.pass(.seconds(10))
        #expect(
            desk.screen.events.suffix(2) == ["Casque perdu", "Micro sans son"], "the microphone is the dead one now")
        desk.hearAll()
        desk.send(.device(.headsetReplaced))
        #expect(desk.said.last == "Casque remplacé" && desk.screen.events.last == "Casque remplacé")
        let count = desk.screen.events.count
        desk.pass(.seconds(30))
        #expect(desk.screen.events.count == count)
    }

    @Test func aCallsOwnDeviceIsToldOnceAndAgainUntilItIsBack() {
        var desk = Desk(level: .long)
        desk.talk()
        desk.pass(.seconds(5))
        desk.hearAll()
        desk.forget()
        desk.send(.device(.ownDevicesMissing(in: [CallID(1), CallID(7)])))
        desk.send(.device(.ownDevicesMissing(in: [CallID(1)])))
        #expect(desk.effects.filter { $0 == .bell }.count == 1)
        desk.hearAll()
        #expect(desk.said == ["Appareil de l'appel avec Dupont perdu"])
        desk.forget()
        desk.pass(.seconds(10))
        desk.hearAll()
        #expect(desk.said == ["Appareil de l'appel avec Dupont perdu"])
        desk.forget()
        desk.send(.device(.ownDevicesMissing(in: [])))
        desk.pass(.seconds(30))
        desk.hearAll()
        #expect(desk.said == ["Appareil de l'appel avec Dupont retrouvé"])
        #expect(desk.state.nextDeadline == nil)
    }

    /// Who gave the call another device knows it; whether that one works is told when it does not.
    @Test func aLostDeviceThatIsReplacedByAScriptIsNotSaidToBeBack() {
        var desk = Desk(level: .long)
        desk.talk()
        desk.pass(.seconds(5))
        desk.send(.device(.ownDevicesMissing(in: [CallID(1)])))
        desk.hearAll()
        desk.forget()
        desk.send(.device(.ownDevicesChanged(of: CallID(1))))
        desk.send(.device(.ownDevicesMissing(in: [])))
        desk.pass(.seconds(30))
        desk.hearAll()
        #expect(desk.said.isEmpty && desk.state.nextDeadline == nil)
    }

    @Test func whoseDeviceIsLostARoomDoesNotHear() {
        var desk = room()
        desk.talk()
        desk.pass(.seconds(5))
        desk.hearAll()
        desk.forget()
        desk.send(.device(.ownDevicesMissing(in: [CallID(1)])))
        desk.hearAll()
        #expect(desk.said.count == 1 && !desk.said[0].contains("Dupont"))
        #expect(desk.screen.events.last == "Appareil de l'appel avec Dupont perdu")
        desk.ends(1, .endedByPeer)
        desk.pass(.seconds(30))
        #expect(desk.state.nextDeadline == nil && desk.screen.events.filter { $0.contains("perdu") }.count == 1)
    }

    @Test func theHeadsetIsBackAndTheCallsDeviceIsStillMissed() {
        var desk = Desk(level: .middle)
        desk.talk()
        desk.pass(.seconds(5))
        desk.send(.device(.headsetLost))
        desk.send(.device(.ownDevicesMissing(in: [CallID(1)])))
        desk.send(.device(.headsetBack))
        desk.pass(.seconds(10))
        #expect(desk.screen.events.last == "Son de l'appel perdu")
    }
}
