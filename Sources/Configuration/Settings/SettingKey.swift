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

    case historyKeepDays = "history.keep_days"

    case sipPort = "sip.port"
    case sipDNSServers = "sip.dns_servers"

    case numbersCountry = "numbers.country"
    case numbersNationalPrefix = "numbers.national_prefix"
    case numbersInternationalPrefix = "numbers.international_prefix"
    case numbersOutsideLine = "numbers.outside_line"
    case numbersInternalLengths = "numbers.internal_lengths"
    case numbersInternalPrefix = "numbers.internal_prefix"

    case directoryName = "directory.name"
    case directoryKind = "directory.kind"
    case directoryURL = "directory.url"
    case directoryUser = "directory.user"
    case directoryPassword = "directory.password"
    case directoryPasswordCommand = "directory.password_command"
    case directoryAuthorities = "directory.authorities"
    case directoryStartTLS = "directory.start_tls"
    case directoryTrusted = "directory.trusted"
    case directoryRefresh = "directory.refresh_minutes"
    case directoryBase = "directory.base"
    case directoryFilter = "directory.filter"
    case directorySearch = "directory.search"
    case directoryNameAttribute = "directory.name_attribute"
    case directoryNumberAttributes = "directory.number_attributes"
    case directoryMailAttribute = "directory.mail_attribute"
    case directoryOrganisationAttribute = "directory.organisation_attribute"

    case connectorName = "connector.name"
    case connectorKind = "connector.kind"
    case connectorURL = "connector.url"
    case connectorUser = "connector.user"
    case connectorClient = "connector.client"
    case connectorSecret = "connector.secret"
    case connectorSecretCommand = "connector.secret_command"
    case connectorSecretFile = "connector.secret_file"
    case connectorApplicationSecret = "connector.application_secret"
    case connectorEventSecret = "connector.event_secret"
    case connectorKeyField = "connector.key_field"
    case connectorGroup = "connector.group"
    case connectorCustomer = "connector.customer"
    case connectorValues = "connector.values"
    case connectorMethod = "connector.method"
    case connectorHeaders = "connector.headers"
    case connectorTemplate = "connector.template"
    case connectorSuccess = "connector.success"
    case connectorNumber = "connector.number"
    case connectorAddress = "connector.address"
    case connectorAskURL = "connector.ask_url"
    case connectorAskNumber = "connector.ask_number"
    case connectorAuthorities = "connector.authorities"
    case connectorCertificate = "connector.certificate"
    case connectorCertificateKey = "connector.certificate_key"
    case connectorProxy = "connector.proxy"
    case connectorTimeout = "connector.timeout"

    case eventsAgent = "events.agent"
    case eventsQueueField = "events.queue_header"
    case eventsOpener = "events.opener"
    case linksDial = "links.dial"

    case hookEvents = "hook.events"
    case hookProgram = "hook.program"

    case linkName = "link.name"
    case linkURL = "link.url"
    case linkOn = "link.on"

    case provisioningURL = "provisioning.url"
    case provisioningUser = "provisioning.user"
    case provisioningAuthorities = "provisioning.authorities"
    case provisioningCertificate = "provisioning.certificate"
    case provisioningKey = "provisioning.key"
    case provisioningTokenFile = "provisioning.token_file"
    case provisioningTokenCommand = "provisioning.token_command"
    case provisioningHours = "provisioning.hours"
    case provisioningSpread = "provisioning.spread_seconds"
    case provisioningTrial = "provisioning.trial_seconds"
    case provisioningCommands = "provisioning.commands"

    case contactName = "contact.name"
    case contactAddress = "contact.address"
    case contactWatched = "contact.watched"
    case contactFavourite = "contact.favourite"
    case contactNumbers = "contact.numbers"
    case contactMail = "contact.mail"
    case contactOrganisation = "contact.organisation"
    case contactGroups = "contact.groups"
    case contactSpeedDial = "contact.speed_dial"

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
        "", "account", "account.dial", "audio", "audio.tones", "voice", "interface", "braille", "history", "sip",
        "numbers",
        "directory", "connector",
        "events",
        "links",
        "hook", "link", "provisioning",
        "contact",
    ]

    /// The settings of one table, in the order of the file.
    static func keys(of table: String) -> [SettingKey] { allCases.filter { $0.tablePath == table } }
}
