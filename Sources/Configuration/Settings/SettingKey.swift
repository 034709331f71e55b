/// The name of every setting: its path in the file, tables separated by dots. `account` and `contact` are lists of tables.
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
    case accountRealms = "account.realms"
    case accountMD5 = "account.md5"
    case accountEncryption = "account.encryption"
    case accountKeyExchange = "account.key_exchange"
    case accountKeysInClear = "account.keys_in_clear"
    case accountText = "account.text"
    case accountICE = "account.ice"
    case accountSTUNServer = "account.stun_server"
    case accountTURNServer = "account.turn_server"
    case accountTURNUser = "account.turn_user"
    case accountTURNPassword = "account.turn_password"
    case accountSilence = "account.silence"
    case accountOutbound = "account.outbound"
    case accountSessionTimer = "account.session_timer"
    case accountAutoAnswer = "account.auto_answer"
    case accountEmergency = "account.emergency"
    case accountForwardAlways = "account.forward_always"
    case accountForwardBusy = "account.forward_busy"
    case accountForwardNoAnswer = "account.forward_no_answer"
    case accountForwardNoAnswerSeconds = "account.forward_no_answer_seconds"
    case accountTLSAuthorities = "account.tls_authorities"
    case accountTLSPin = "account.tls_pin"
    case accountTLSTrust = "account.tls_trust"
    case accountTLSCertificate = "account.tls_certificate"
    case accountTLSKey = "account.tls_key"

    case dialPickUp = "account.dial.pick_up"
    case dialPark = "account.dial.park"
    case dialMobile = "account.dial.mobile"
    case dialTakeBack = "account.dial.take_back"
    case dialForwardAlways = "account.dial.forward_always"
    case dialForwardBusy = "account.dial.forward_busy"
    case dialForwardNoAnswer = "account.dial.forward_no_answer"
    case dialForwardOff = "account.dial.forward_off"

    case audioMicrophone = "audio.microphone"
    case audioHeadset = "audio.headset"
    case audioVoiceDevice = "audio.voice_device"
    case audioRingDevices = "audio.ring_devices"
    case audioPrivateDevices = "audio.private_devices"
    case audioEars = "audio.ears"
    case audioCallUnderVoice = "audio.call_under_voice"
    case audioSideTone = "audio.side_tone"
    case audioEchoControl = "audio.echo_control"
    case audioNoiseSuppression = "audio.noise_suppression"
    case audioAutomaticGain = "audio.automatic_gain"
    case audioRecordingAnnounced = "audio.recording_announced"
    case audioRecordingNotice = "audio.recording_notice"
    case audioRecordingFormat = "audio.recording_format"
    case audioCodecs = "audio.codecs"
    case audioDiscontinuous = "audio.dtx"
    case audioRedundancy = "audio.redundancy"
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
    case voiceSpokenBy = "voice.spoken_by"
    case voiceLeftOut = "voice.left_out"
    case voiceTimeMarks = "voice.time_marks"
    case voiceEarconTheme = "voice.earcon_theme"
    case voiceEarconWords = "voice.earcon_words"
    case voiceFrench = "voice.french"
    case voiceEnglish = "voice.english"
    case voiceAlphabet = "voice.alphabet"

    case interfacePreset = "interface.preset"
    case interfaceKeyboard = "interface.keyboard"
    case interfaceScreen = "interface.screen"
    case interfaceLetters = "interface.letters"
    case interfaceBell = "interface.bell"
    case interfaceTypingEcho = "interface.typing_echo"
    case interfaceTypingEchoInCall = "interface.typing_echo_in_call"
    case interfaceConfirmHangUp = "interface.confirm_hang_up"
    case interfaceConfirmTransfer = "interface.confirm_transfer"
    case interfaceConfirmQuit = "interface.confirm_quit"
    case interfaceDoubleStrike = "interface.double_strike"
    case interfaceSoundActivity = "interface.sound_activity"
    case interfaceTheme = "interface.theme"
    case interfaceLarge = "interface.large"

    case brailleMessages = "braille.messages"

    case sipPort = "sip.port"
    case sipDNSServers = "sip.dns_servers"

    case contactName = "contact.name"
    case contactAddress = "contact.address"
    case contactWatched = "contact.watched"
    case contactFavourite = "contact.favourite"

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
    public static let tablePaths = [
        "", "account", "account.dial", "audio", "audio.tones", "voice", "interface", "braille", "sip", "contact",
    ]

    /// The settings of one table, in the order of the file.
    static func keys(of table: String) -> [SettingKey] { allCases.filter { $0.tablePath == table } }
}
