import Configuration

/// What holds before the program starts, or what happens to it from outside.
public enum SetUpStep: Sendable, Equatable {
    case agent(AgentProfile)
    case preset(String)
    case theme(String)
    case size(TerminalSize)
    /// NO_COLOR is set.
    case withoutColour
    case language(SettingLanguage)
    /// A key of the configuration and its value as it is written there.
    case setting(SettingKey, value: String)
    /// Lines of the configuration file.
    case configuration(String)
    /// Nothing is configured: the first steps.
    case firstStart
    case contact(name: String, number: String)
    case reader(ScreenReader)
    case brailleCells(Int)
    case microphone(MicrophoneSource)
    case microphoneTone(hertz: Int)
    case withoutSound
    case headset(isPlugged: Bool)
    /// The voice is heard on a device of its own, beside the headset.
    case ownVoiceDevice
    case voiceDevice(isPlugged: Bool)
    /// From a page, by `clairvoix open`.
    case linkOpens(String)
    case programStarts
    case programRestarts
    /// The line is registered; waited for.
    case online
    case callInProgress(with: String)
}
