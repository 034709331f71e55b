/// The name of every setting: its path in the file, tables separated by dots. `account` is a list of tables.
public enum SettingKey: String, Sendable, Hashable, CaseIterable {
    case language

    case accountAddress = "account.address"
    case accountName = "account.name"
    case accountPassword = "account.password"
    case accountPasswordCommand = "account.password_command"
    case accountHA1 = "account.ha1"
    case accountAuthenticationUser = "account.auth_user"
    case accountRegistrar = "account.registrar"
    case accountOutboundProxy = "account.outbound_proxy"
    case accountExpires = "account.expires"
    case accountTrusted = "account.trusted"

    case audioMicrophone = "audio.microphone"
    case audioHeadset = "audio.headset"
    case audioCodecs = "audio.codecs"
    case audioRTPPorts = "audio.rtp_ports"
    case toneRingBack = "audio.tones.ring_back"
    case toneBusy = "audio.tones.busy"
    case toneCongestion = "audio.tones.congestion"
    case toneCallWaiting = "audio.tones.call_waiting"

    case voiceEngine = "voice.engine"
    case voiceLevel = "voice.level"
    case voiceRate = "voice.rate"
    case voicePitch = "voice.pitch"
    case voiceVolume = "voice.volume"
    case voiceNumbers = "voice.numbers"
    case voiceEarcons = "voice.earcons"

    case interfaceKeyboard = "interface.keyboard"
    case interfaceScreen = "interface.screen"
    case interfaceLetters = "interface.letters"

    case sipPort = "sip.port"

    /// The path of the table that holds the key: "" for the file itself.
    public var tablePath: String {
        guard let dot = rawValue.lastIndex(of: ".") else { return "" }
        return String(rawValue[..<dot])
    }

    /// The key without its table.
    public var name: String {
        guard let dot = rawValue.lastIndex(of: ".") else { return rawValue }
        return String(rawValue[rawValue.index(after: dot)...])
    }

    /// The tables of the file, in the order in which they are written; the first is the file itself.
    public static let tablePaths = ["", "account", "audio", "audio.tones", "voice", "interface", "sip"]
}
