import Configuration

extension SettingKey {
    static var voiceSpokenBy: SettingKey { .voiceEngine }
    static var voiceLeftOut: SettingKey { .audioCodecs }
    static var interfacePreset: SettingKey { .interfaceScreen }
}
