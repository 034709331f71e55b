/// When a changed setting holds.
public enum SettingEffect: Sendable, Equatable {
    /// Without a new start of the program.
    case atOnce
    /// Some of it without a new start: the first device of a list, the keys and pages of a language, all of a preset but its voice.
    case inPartAtOnce
    case atNextStart
}

extension Setting {
    /// When a changed value holds.
    public var takesEffect: SettingEffect {
        switch key {
        case .audioEars, .audioCallUnderVoice, .audioSideTone: return .atOnce
        case .language, .audioMicrophone, .audioHeadset, .audioVoiceDevice, .audioRingDevices, .interfacePreset:
            return .inPartAtOnce
        case .interfaceScreen, .voiceEngine: return .atNextStart
        default: break
        }
        switch section {
        case .voice, .interface, .braille: return .atOnce
        case .general, .accounts, .dialling, .sound, .tones, .history, .network, .numbers, .directories, .connectors,
            .provisioning, .contacts, .events, .links, .hooks, .linkedPages:
            return .atNextStart
        }
    }
}
