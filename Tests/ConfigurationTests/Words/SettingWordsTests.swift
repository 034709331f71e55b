import Testing

@testable import Configuration

@Suite("The spoken words of settings")
struct SettingWordsTests {
    @Test(arguments: SettingLanguage.allCases)
    func everySettingHasAShortLabelOfItsOwn(_ language: SettingLanguage) {
        var seen: [String: SettingKey] = [:]
        for setting in Setting.all {
            let label = setting.label[language]
            #expect(SettingLabels.of(setting.key) != nil, "\(setting.key.rawValue) has no label")
            #expect(!label.isEmpty && label.count <= Limits.labelCells, "\(label)")
            #expect(seen[label.lowercased()] == nil, "\(label)")
            seen[label.lowercased()] = setting.key
        }
    }

    @Test func everyTableIsASectionInTheOrderOfTheFile() {
        #expect(SettingSection.allCases.map(\.tablePath) == SettingKey.tablePaths)
        #expect(SettingSection.allCases.flatMap(\.settings).map(\.key) == SettingKey.allCases)
        for language in SettingLanguage.allCases {
            #expect(Set(SettingSection.allCases.map { $0.title[language] }).count == SettingSection.allCases.count)
        }
    }

    @Test(arguments: SettingLanguage.allCases)
    func everyChoiceHasANameOfItsOwn(_ language: SettingLanguage) {
        for setting in Setting.all {
            for choice in setting.choices {
                #expect(ChoiceNames.of(choice, for: setting.key) != nil, "\(setting.key.rawValue) \(choice)")
            }
            let names = setting.choices.map { setting.choiceName($0)[language].lowercased() }
            #expect(Set(names).count == names.count, "\(setting.key.rawValue)")
        }
    }

    @Test func valuesAreShownInWords() {
        #expect(Setting.of(.audioEars).choiceName("voice_left") == Bilingual("voix à gauche", "voice left"))
        #expect(Setting.of(.audioEars).shown(.text("voice_left"), in: .french) == "voix à gauche")
        #expect(Setting.of(.accountICE).shown(.boolean(true), in: .french) == "oui")
        #expect(Setting.of(.accountICE).shown(.boolean(false), in: .english) == "no")
        #expect(Setting.of(.accountPassword).shown(.text("hunter2"), in: .french) == "(caché)")
        #expect(Setting.of(.accountPasswordCommand).shown(.list(["hunter2"]), in: .english) == "(hidden)")
        #expect(Setting.of(.accountName).shown(nil, in: .french) == "non réglé")
        #expect(Setting.of(.accountPassword).shown(nil, in: .english) == "not set")
        #expect(Setting.of(.audioCodecs).shown(.list(["opus", "pcma"]), in: .french) == "Opus, G.711 loi A")
        #expect(Setting.of(.accountTrusted).shown(.list([]), in: .english) == "none")
        #expect(Setting.of(.toneBusy).shown(.off, in: .french) == "non")
        #expect(Setting.of(.accountRegistrar).shown(.off, in: .english) == "none, a direct line")
        #expect(Setting.of(.accountName).shown(.text("pairs"), in: .french) == "pairs", "only choices have names")
    }

    @Test func whatTakesEffectAtOnceIsKnown() {
        let atOnce = Setting.all.filter { $0.takesEffect == .atOnce }.map(\.key)
        #expect(atOnce.contains(.voiceRate) && atOnce.contains(.audioEars) && atOnce.contains(.audioSideTone))
        #expect(!atOnce.contains(.language) && atOnce.contains(.interfaceKeyboard) && !atOnce.contains(.voiceEngine))
        #expect(!atOnce.contains(.interfaceScreen) && !atOnce.contains(.accountName) && !atOnce.contains(.sipPort))
        // Of a list of devices the first is used at once, and what is to come in its place is not.
        let inPart = Setting.all.filter { $0.takesEffect == .inPartAtOnce }.map(\.key)
        #expect(
            Set(inPart) == [
                .language, .audioMicrophone, .audioHeadset, .audioVoiceDevice, .audioRingDevices, .interfacePreset,
            ])
        #expect(!atOnce.contains(.toneBusy))
    }
}
