import Announcements
import CallEngine
import Configuration
import Testing
import Time

@testable import TerminalUI

/// Settings that a layer beneath the agent's file has locked.
@Suite struct LockedSettingTests {
    private func desk(locked: Set<SettingKey>) -> Desk {
        let layer = SettingsLayer(kind: .organisation, settings: Settings(), locked: locked)
        return Desk(language: .french, configuration: LayeredSettings([layer], local: Settings()).settings)
    }

    private func change(_ desk: Desk) -> [Effect] {
        desk.effects.filter { if case .changeSetting = $0 { true } else { false } }
    }

    /// A key that changes one says who locked it, and nothing is changed.
    @Test(arguments: [
        (KeyChord.character("u"), SettingKey.voiceRate, "Débit de la voix"),
        (.character("y"), .voiceRate, "Débit de la voix"),
        (.character("g"), .audioEars, "Partage des deux oreilles"),
    ])
    func aKeySaysWhoLockedIt(_ chord: KeyChord, _ key: SettingKey, _ label: String) {
        var locked = desk(locked: [key])
        let before = locked.state.settings
        locked.forget()
        locked.press(chord)
        #expect(locked.said == ["\(label) : verrouillé par l'organisation"])
        #expect(change(locked).isEmpty && locked.state.settings == before)
        var open = desk(locked: [])
        open.forget()
        open.press(chord)
        #expect(change(open).count == 1)
    }

    /// Its page has its value and help, and nothing to enter.
    @Test(arguments: [SettingKey.voiceRate, .voiceNumbers, .voiceEarcons, .interfaceTheme])
    func itsPageChangesNothing(_ key: SettingKey) {
        var desk = desk(locked: [key])
        var turn = Turn(state: desk.state, now: desk.now)
        turn.open(.setting, .setting(SettingPlace(key: key)))
        desk.state = turn.state
        let items = desk.state.items
        #expect(items.first?.text.hasSuffix(", verrouillé par l'organisation") == true)
        #expect(items.allSatisfy { $0.enter == .read })
        #expect(items.map(\.text).joined(separator: " ").contains(Setting.of(key).help.french))
    }

    @Test func newsOfAServerAreSaidAndTheirReasonIsWritten() {
        var desk = desk(locked: [])
        desk.forget()
        desk.send(.provisioning(.faulty, reason: "ligne 3 : clé inconnue"))
        #expect(desk.said == ["Fautifs"])
        #expect(desk.state.history.map(\.written).contains("ligne 3 : clé inconnue"))
    }
}
