/// When a changed setting holds.
public enum SettingEffect: Sendable, Equatable {
    /// Without a new start of the program.
    case atOnce
    case atNextStart
}

extension Setting {
    /// When a changed value holds.
    public var takesEffect: SettingEffect {
        switch key {
        case .language, .audioMicrophone, .audioHeadset, .audioVoiceDevice, .audioRingDevices, .audioEars,
            .audioCallUnderVoice, .audioSideTone:
            return .atOnce
        case .interfaceScreen, .voiceEngine: return .atNextStart
        default: break
        }
        switch section {
        case .voice, .interface, .braille: return .atOnce
        case .general, .accounts, .dialling, .sound, .tones, .network, .contacts: return .atNextStart
        }
    }
}
