import Announcements
import CallEngine
import Configuration
import Testing
import Time

@testable import TerminalUI

@Suite struct SettingPagesTests {
    private func opened(_ place: SettingPlace, _ language: Language = .french) -> Desk {
        var desk = PageGraphTests.busyDesk(language)
        var turn = Turn(state: desk.state, now: desk.now)
        turn.open(.setting, .setting(place))
        desk.state = turn.state
        return desk
    }

    /// Every setting is on a page, with its value and its help, in both languages and within 80 columns whole by Où.
    @Test(arguments: SettingKey.allCases.filter { Setting.of($0).section.hasPage })
    func everySettingIsThere(key: SettingKey) {
        let isOfAccount = Setting.of(key).section.isOfAccount
        for language in Language.allCases {
            let desk = opened(SettingPlace(key: key, account: isOfAccount ? 0 : nil), language)
            #expect(desk.state.items.first?.text.hasPrefix(Setting.of(key).label[language]) == true)
            let help = Setting.of(key).help[language]
            let words = desk.state.items.map(\.text).joined(separator: " ")
            #expect(words.contains(help), "whole, over several lines")
            #expect(desk.state.items.count >= 4)
        }
        let section = SettingSection.allCases.contains { $0.settings.contains { $0.key == key } }
        #expect(section)
    }

    @Test func aChoiceHoldsAtOnceAndIsKept() {
        var desk = opened(SettingPlace(key: .voiceLevel))
        while desk.state.focusedField == nil { desk.press(.down) }
        #expect(desk.focusedLine == "Valeur : ")
        desk.type("3", every: .milliseconds(50))
        desk.forget()
        desk.press(.enter)
        #expect(desk.effects.contains(.changeSetting(SettingPlace(key: .voiceLevel), .integer(3))))
        #expect(desk.state.settings.level == .long)
        #expect(desk.said.last == "Longueur des annonces : 3")
    }

    @Test func aWrongValueIsRefusedWithItsReason() {
        var desk = opened(SettingPlace(key: .voiceLevel))
        while desk.state.focusedField == nil { desk.press(.down) }
        desk.type("9", every: .milliseconds(50))
        desk.forget()
        desk.press(.enter)
        #expect(!desk.effects.contains { if case .changeSetting = $0 { true } else { false } })
        #expect(desk.said.count == 1 && desk.said[0].contains("3"), "\(desk.said)")
        #expect(desk.focusedLine == "Valeur : 9", "to be corrected")
    }

    /// A secret is neither shown nor said, at no key.
    @Test func aSecretIsNeitherShownNorSaid() {
        var desk = opened(SettingPlace(key: .accountPassword, account: 0))
        while desk.state.focusedField == nil { desk.press(.down) }
        desk.forget()
        desk.type("s7cr3t", every: .milliseconds(50))
        desk.press(.left, .home, .end, .backspace, .up, .down, .function(3))
        let heard = desk.said.joined(separator: " ")
        #expect(!heard.contains("7") && !heard.contains("cr") && heard.contains("caractères"))
        #expect(!desk.screen.items.contains { $0.contains("7") } && !desk.screen.events.contains { $0.contains("7") })
        #expect(desk.focusedLine == "Valeur : *****")
    }

    @Test func theLanguageChangesWhileTheProgramRuns() {
        var desk = Desk()
        desk.press(.function(11), .character("l"), .enter)
        #expect(desk.said.last == "English" && desk.screen.title == "Home")
        #expect(desk.focusedLine == "Dial, d")
        desk.forget()
        desk.press(.character("d"))
        #expect(desk.said == ["Number: "], "the letters are those of the other table")
        desk.press(.character("`"), .backspace, .function(11), .character("l"), .enter)
        #expect(desk.said.last == "Français" && desk.screen.title == "Accueil")
    }

    @Test func aLetterIsChangedAndAConflictRefused() {
        var desk = Desk()
        desk.press(.function(1))
        while !desk.focusedLine.hasPrefix("Note") { desk.press(.down) }
        desk.press(.enter)
        while desk.focusedLine != "Choisir une lettre" { desk.press(.down) }
        desk.press(.enter)
        #expect(desk.said.last == "Appuyez sur la lettre")
        desk.press(.character("h"))
        #expect(desk.said.last == "h est déjà : Touches")
        desk.press(.enter, .character("z"))
        #expect(desk.said.last == "Note, z")
        #expect(desk.effects.contains(.keepKeys("[letters]\nnote = \"z\"\n")))
        #expect(desk.state.keymap.command(letter: "z") == .note && desk.state.keymap.command(letter: "n") == nil)
    }

    @Test func anAnnouncementIsLeftOutAndStillWritten() {
        var desk = Desk()
        let place = SettingPlace(key: .voiceLeftOut)
        var turn = Turn(state: desk.state, now: desk.now)
        turn.open(.phrases)
        desk.state = turn.state
        while !desk.focusedLine.hasPrefix("Dupont repris") { desk.press(.down) }
        #expect(desk.focusedLine == "Dupont repris : dite")
        desk.press(.enter)
        #expect(desk.said.last == "Dupont repris : pas dite")
        #expect(desk.effects.contains(.changeSetting(place, .list(["resumed"]))))
        desk.press(.character("²"), .backspace)
        desk.talk()
        desk.becomes(1, .held)
        desk.hearAll()
        desk.forget()
        desk.becomes(1, .active)
        #expect(desk.said.isEmpty && desk.screen.events.last == "Repris")
    }

    /// Who starts for the first time hears each output until one is confirmed, then is asked everything on one page.
    @Test func theFirstStartLooksForAnOutputByEar() {
        var desk = Desk(hasLine: false)
        desk.state.settings.isFirstStart = true
        desk.send(.started)
        #expect(desk.screen.title == "Premiers pas" && desk.effects.contains(.listDevices))
        let outputs = ["Haut-parleur", "Casque USB"].map { DeviceOption(role: .headset, uri: "alsa:" + $0, name: $0) }
        desk.send(.devicesListed(outputs))
        desk.pass(.seconds(3))
        #expect(desk.effects.contains(.select(outputs[0])))
        #expect(desk.said.last == "Sortie 1, Haut-parleur. Entrée si vous entendez")
        desk.pass(.seconds(7))
        #expect(desk.said.last == "Sortie 2, Casque USB. Entrée si vous entendez")
        desk.press(.enter)
        #expect(
            desk.effects.contains(
                .changeSetting(
                    SettingPlace(key: .audioHeadset), .list(["alsa:Casque USB", "alsa:default"]))))
        desk.forget()
        desk.pass(.seconds(60))
        #expect(desk.said.isEmpty, "the search is over")
        while desk.focusedLine != "Fini, aller à l'accueil" { desk.press(.down) }
        desk.press(.enter)
        #expect(desk.screen.title == "Accueil")
    }

    /// Whoever chose an output before, on the practice line or in the file, is not asked again.
    @Test func anOutputThatWasChosenIsNotLookedFor() throws {
        var chosen = Settings()
        try chosen.override(.audioHeadset, text: "alsa:plughw:CARD=Headset")
        var desk = Desk(hasLine: false, configuration: chosen)
        desk.state.settings.isFirstStart = true
        desk.send(.started)
        #expect(desk.screen.title == "Premiers pas")
        desk.send(.devicesListed(["A", "B"].map { DeviceOption(role: .headset, uri: "alsa:" + $0, name: $0) }))
        desk.pass(.seconds(60))
        #expect(!desk.said.contains { $0.contains("Sortie") })
    }

    /// A line was just entered: there is one, from the next start on.
    @Test func afterALineWasKeptNobodyHearsThatThereIsNone() {
        var desk = Desk(hasLine: false)
        desk.state.settings.isFirstStart = true
        desk.send(.started)
        desk.send(.kept(.line, problem: nil))
        while desk.state.focusedItem?.enter != .finishFirstSteps { desk.press(.down) }
        desk.press(.enter)
        #expect(desk.screen.title == "Accueil" && !desk.screen.events.contains { $0.contains("--practice") })
    }

    /// Ten steps of the rate at once are not kept for one reason: told once for each setting, and again once it had been kept.
    @Test func whyASettingIsNotKeptIsToldOnce() {
        var desk = Desk()
        let rate = Kept.setting(SettingPlace(key: .voiceRate))
        for _ in 0..<10 { desk.send(.kept(rate, problem: "ligne 3")) }
        #expect(desk.said == ["Pas gardé : ligne 3"])
        desk.send(.kept(.setting(SettingPlace(key: .voicePitch)), problem: "ligne 3"))
        desk.send(.kept(rate, problem: "ligne 4"))
        #expect(desk.said.count == 3)
        desk.send(.kept(rate, problem: nil))
        desk.send(.kept(rate, problem: "ligne 4"))
        #expect(desk.said.count == 4)
        // What is asked for by Enter is answered each time.
        for _ in 0..<2 { desk.send(.kept(.note, problem: "disque plein")) }
        #expect(desk.said.count == 6)
    }

    /// Steps in a row are one act, however long the key is held; a step after a pause is another.
    @Test func aStepAfterAPauseIsAnsweredAgain() {
        var desk = Desk()
        let rate = Kept.setting(SettingPlace(key: .voiceRate))
        for _ in 0..<10 {
            desk.send(.kept(rate, problem: "disque plein"))
            desk.pass(TerminalUI.Limits.stepsOfOneAct - .milliseconds(1))
        }
        #expect(desk.said == ["Pas gardé : disque plein"])
        desk.pass(.milliseconds(1))
        desk.send(.kept(rate, problem: "disque plein"))
        #expect(desk.said == ["Pas gardé : disque plein", "Pas gardé : disque plein"])
    }

    /// The same value is set again because it was not kept: silence would say that now it is.
    @Test func whatIsSetAgainIsAnsweredAgain() {
        var desk = Desk()
        let language = Kept.setting(SettingPlace(key: .language))
        for _ in 0..<2 { desk.send(.kept(language, problem: "disque plein")) }
        #expect(desk.said == ["Pas gardé : disque plein", "Pas gardé : disque plein"])
    }

    @Test func whatElseIsWrongInTheFileIsToldOnce() {
        var desk = Desk()
        for _ in 0..<10 { desk.send(.configurationFault("ligne 3")) }
        let words = "Gardé, mais à corriger avant le prochain démarrage : ligne 3"
        desk.hearAll()
        #expect(desk.said == [words] && desk.screen.events == [words])
        desk.send(.configurationFault(nil))
        desk.pass(.seconds(3))
        desk.send(.configurationFault("ligne 3"))
        desk.hearAll()
        #expect(desk.said.count == 2, "it was mended, and broken again")
    }

    /// The bell is an incoming call's: its help promises no other, and a wrong key rings none.
    @Test func theBellIsForCallsAlone() {
        let configuration = Settings().setting(.boolean(true), for: .interfaceBell, account: nil)
        var desk = Desk(configuration: configuration)
        desk.state.settings.take(configuration)
        // Nothing to hang up, no such key, no such letter.
        desk.press(.function(12), .unknown, .character("z"), .function(5))
        #expect(!desk.effects.contains(.bell) && !desk.said.isEmpty)
        desk.rings(1)
        #expect(desk.effects.contains(.bell))
        for language in SettingLanguage.allCases {
            let help = Setting.of(.interfaceBell).help[language]
            #expect(!help.contains("touche") && !help.contains("key"))
        }
    }

    /// Another value than the standard one.
    private static func other(_ setting: Setting) -> SettingValue {
        switch setting.kind {
        case .boolean: .boolean(setting.standard == .boolean(false))
        case .choice(let names): .text(names.last { setting.standard != .text($0) } ?? "")
        case .integer(let range), .integerOrOff(let range):
            .integer(setting.standard == .integer(range.lowerBound) ? range.upperBound : range.lowerBound)
        case .list(let names): .list([names.first ?? "muteOn"])
        case .text, .secret, .secretDigest, .command, .address, .server, .mediaServer, .servers, .digests, .path,
            .urlTemplate,
            .devices,
            .portRange:
            .text("other")
        }
    }

    /// A page that says nothing of the next start does not lie: the change is the interface's at once, or a shell's, which is told.
    @Test(arguments: Setting.all.filter { $0.takesEffect == .atOnce }.map(\.key))
    func whatSaysNothingOfTheNextStartHoldsAtOnce(key: SettingKey) {
        // What is heard and shown: `SoundSettingsTests` and the displays' tests have them.
        let others: Set<SettingKey> = [
            .audioCallUnderVoice, .audioSideTone, .voiceEarconTheme, .voiceFrench, .voiceEnglish, .interfaceTheme,
            .interfaceLarge, .brailleMessages,
        ]
        var desk = Desk()
        desk.state.settings.take(Settings())
        let before = desk.state.settings
        let (place, value) = (SettingPlace(key: key), Self.other(Setting.of(key)))
        var turn = Turn(state: desk.state, now: desk.now)
        turn.change(place, to: value)
        #expect(turn.effects == [.changeSetting(place, value)])
        #expect((turn.state.settings == before) == others.contains(key))
        #expect(turn.state.configuration.value(key) == value)
    }

    @Test func aSettingSaysWhenItHolds() {
        func lastLine(_ key: SettingKey) -> String? {
            let desk = Desk()
            var turn = Turn(state: desk.state, now: desk.now)
            turn.open(.setting, .setting(SettingPlace(key: key)))
            return view(turn.state).items.last
        }
        #expect(lastLine(.toneBusy) == "Au prochain démarrage")
        #expect(lastLine(.interfacePreset) == "En entier au prochain démarrage")
        #expect(lastLine(.voiceLeftOut)?.contains("démarrage") == false)
    }

    @Test func aLineIsEnteredByKeys() {
        var desk = Desk(hasLine: false)
        desk.press(.function(11), .character("1"), .enter)
        while desk.focusedLine != "Ajouter votre ligne" { desk.press(.down) }
        desk.press(.enter)
        desk.type("alice", every: .milliseconds(20))
        desk.press(.end, .down, .down, .down, .down, .enter)
        #expect(desk.said.last == "Il faut une adresse, comme nom@serveur" && desk.focusedLine == "Adresse SIP : alice")
        desk.type("@example.org", every: .milliseconds(20))
        desk.press(.enter)
        desk.type("secret", every: .milliseconds(20))
        desk.pass(.seconds(1))
        desk.press(.end, .down, .down, .down, .enter)
        #expect(
            desk.effects.contains(
                .keepLine(NewLine(address: "sip:alice@example.org", password: "secret", name: "", server: ""))))
        #expect(!desk.said.contains { $0.contains("secret") })
    }

    @Test func anotherLanguageKeepsWhatTheAgentChanged() {
        let french = Keymap.starting(.french)
        let changed = try? french.giving("z", to: .mute)
        let english = Keymap.starting(.english).changed(as: changed ?? french, over: french)
        #expect(english.letter(of: .mute) == "z" && english.letter(of: .answer) == "a")
        #expect(throws: KeymapProblem.notALetter("é")) { try french.giving("é", to: .mute) }
    }

    @Test func theKeysFileSaysWhatCannotBe() {
        func entry(_ key: String, _ content: ConfigurationValue.Content, _ line: Int) -> ConfigurationEntry {
            ConfigurationEntry(key: key, line: line, value: ConfigurationValue(content, line: line))
        }
        let starting = Keymap.starting(.french)
        let (map, problems) = starting.reading([
            entry(
                "letters",
                .table([
                    entry("note", .text("f"), 2), entry("hang_up", .text("n"), 3), entry("who", .text("h"), 4),
                    entry("nonsense", .text("w"), 5), entry("time", .boolean(false), 6),
                ]), 1)
        ])
        #expect(map.command(letter: "f") == .note && map.command(letter: "n") == .hangUp, "two may change theirs")
        #expect(map.command(letter: "q") == .who, "what cannot be leaves the key that was")
        #expect(map.letter(of: .time) == nil)
        #expect(problems.map(\.line) == [5, 4])
        #expect(
            problems.contains { $0.1 == .taken("h", by: .keys) }
                && problems.contains { $0.1 == .unknownCommand("nonsense") })
        #expect(
            map.file(over: starting).contains("hang_up = \"n\"") && map.file(over: starting).contains("time = false"))
    }
}

@Suite struct QuittingTests {
    /// Ctrl-C ends no call, and asks where Quit asks.
    @Test func anInterruptIsAskedForAsQuitIs() {
        var desk = Desk()
        desk.talk()
        desk.press(.interrupt)
        #expect(desk.commands.isEmpty && desk.said == ["Un appel est en cours : raccrochez d'abord"])
        desk.ends(1, .endedByPeer)
        desk.hearAll()
        desk.pass(.seconds(1))
        desk.state.settings.confirmsQuit = true
        desk.forget()
        desk.press(.interrupt)
        #expect(desk.commands.isEmpty && desk.said == ["Quitter ? La même touche : oui"])
        desk.pass(.seconds(1))
        desk.press(.interrupt)
        #expect(desk.commands == [.shutDown])
    }

    /// The palette stays where a command asks once more: the same Enter confirms.
    @Test func quittingIsConfirmedByTheSameLineOfThePalette() {
        var desk = Desk()
        desk.state.settings.confirmsQuit = true
        desk.press(.function(11), .character("q"), .enter)
        #expect(desk.said.last == "Quitter ? La même touche : oui" && desk.commands.isEmpty)
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.commands == [.shutDown])
    }

    /// Backspace leaves an empty field, but not while it is held to empty it.
    @Test func backspaceLeavesAnEmptyField() {
        var desk = Desk()
        desk.press(.character("c"))
        desk.type("04", every: .milliseconds(300))
        for _ in 0..<6 {
            desk.press(.backspace)
            desk.pass(.milliseconds(100))
        }
        #expect(desk.screen.title == "Composer" && desk.said.last == "Champ vide")
        desk.pass(.seconds(1))
        desk.press(.backspace)
        #expect(desk.screen.title == "Accueil")
    }

    /// Going back erases nothing: another empty field is left at once.
    @Test func emptyFieldsAreLeftOneAfterTheOther() {
        var desk = Desk()
        for _ in 0..<2 {
            desk.press(.character("c"), .backspace)
            #expect(desk.screen.title == "Accueil")
        }
    }
}
