import Announcements
import Configuration

/// Sound: devices, ears, levels, and a try of each.
extension AppState {
    var soundLines: [Item] {
        let commands: [Command] = [.swapEars, .volumeDown, .volumeUp, .rateDown, .rateUp]
        return [Item(Word.tryVoice.text(language), .tryVoice)] + commands.map { commandItem($0) }
            + [SettingKey.audioEars, .audioCallUnderVoice, .audioSideTone].map {
                settingItem(SettingPlace(key: $0, account: nil))
            }
            // Last: they come a moment after the page is opened.
            + deviceOptions.map { option in
                let role: Word = option.role == .microphone ? .microphone : .headset
                return Item("\(role.text(language))\(colon) \(option.name)", .select(option))
            }
    }
}
