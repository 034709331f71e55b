import Announcements
import Configuration

/// First steps: everything that is needed for a first call, in the order in which it is asked, without sight.
extension AppState {
    var firstStartLines: [Item] {
        let keys: [SettingKey] = [
            .language, .interfaceKeyboard, .voiceSpokenBy, .audioEars, .voiceRate, .voiceLevel, .interfacePreset,
        ]
        let outputs = deviceOptions.filter { $0.role == .headset }
        return [Item(Word.welcome.text(language)), Item(Word.firstKeys.text(language))]
            + keys.prefix(4).map { settingItem(SettingPlace(key: $0, account: nil)) }
            + keys.dropFirst(4).map { settingItem(SettingPlace(key: $0, account: nil)) }
            + [
                Item(Word.tryVoice.text(language), .tryVoice),
                Item(Word.lineHelp.text(language), .open(.newLine, .none)), commandItem(.keys),
                Item(Word.finish.text(language), .finishFirstSteps),
            ]
            // Last: they come a moment after the page is opened.
            + outputs.map { Item("\(Word.headset.text(language))\(colon) \($0.name)", .select($0)) }
    }

    func newLineLines(_ page: PageState) -> [Item] {
        let fields: [Field] = [.lineAddress, .linePassword, .lineName, .lineServer]
        return fields.map { fieldItem($0, page) } + [Item(Word.keep.text(language), .keepLine)]
    }
}
