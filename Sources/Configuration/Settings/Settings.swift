/// All settings as they hold: what the file says, and the defaults of the table for the rest.
public struct Settings: Sendable, Equatable {
    /// One `[[account]]` table.
    public struct Account: Sendable, Equatable {
        var values: [SettingKey: SettingValue] = [:]
        /// What layers beneath the file say.
        var beneath: [SettingKey: ProvidedValue] = [:]
    }

    /// The accounts, in the file's order.
    public var accounts: [Account] = []
    /// The contacts, in the file's order.
    public var contacts: [Contact] = []
    /// The contacts that layers beneath the file give: the agent does not change them.
    public var providedContacts: [Contact] = []
    /// The directories, in the file's order.
    public var directories: [Directory] = []
    /// The servers that take records, in the file's order.
    public var connectors: [Connector] = []
    /// The programs that are run at events of calls, and the pages that are opened, in the file's order.
    public var hooks: [Hook] = []
    public var links: [Link] = []
    var values: [SettingKey: SettingValue] = [:]
    /// What layers beneath the file say, and who of them locked which key.
    var beneath: [SettingKey: ProvidedValue] = [:]
    var locks: [SettingKey: LayerKind] = [:]

    /// The defaults alone.
    public init() {}

    /// The value that holds: given, or the default; nil where there is neither.
    public func value(_ key: SettingKey) -> SettingValue? { values[key] ?? standard(key) }

    /// What holds where the file says nothing: what a layer beneath it says, else the default under the chosen preset; nil where there
    /// is none.
    public func standard(_ key: SettingKey) -> SettingValue? {
        let preset = values[.interfacePreset] ?? beneath[.interfacePreset]?.value
        return beneath[key]?.value ?? SettingPreset.standard(of: key, under: preset) ?? Setting.of(key).standard
    }

    /// Puts an option of the command line over the file's value.
    /// - Throws: where the setting does not take this text.
    public mutating func override(_ key: SettingKey, text: String) throws(ConfigurationProblem) {
        let value = ConfigurationValue(.text(text), line: 0)
        values[key] = try Setting.of(key).accept(value, path: key.rawValue)
    }

    /// The value that holds in an account or a contact, or in the program where the key is of neither.
    /// - Parameter account: the place in the file, from 0, of the account, or of the contact where the key is a contact's.
    /// - Returns: given, or the default; nil where there is neither, or no such account.
    public func value(_ key: SettingKey, account: Int?) -> SettingValue? {
        guard let place = place(of: key, element: account) else { return nil }
        if place == \.values { return value(key) }
        if let account, Setting.of(key).section.isOfAccount { return accounts[account].value(key) }
        return self[keyPath: place][key] ?? Setting.of(key).standard
    }

    /// Whether the file itself gives the value.
    public func isGiven(_ key: SettingKey, account: Int?) -> Bool {
        place(of: key, element: account).map { self[keyPath: $0][key] != nil } ?? false
    }

    /// These settings with one more value.
    /// - Parameters:
    ///   - value: one that the setting accepted; nil: back to the default.
    ///   - account: the place in the file, from 0, of the account, or of the contact where the key is a contact's; where there is none
    ///     nothing changes.
    public func setting(_ value: SettingValue?, for key: SettingKey, account: Int?) -> Settings {
        var changed = self
        if let place = place(of: key, element: account) { changed[keyPath: place][key] = value }
        return changed
    }

    /// Where the key's value is kept; nil where there is no such account or contact.
    private func place(
        of key: SettingKey, element: Int?
    ) -> WritableKeyPath<Settings, [SettingKey: SettingValue]>? {
        let section = Setting.of(key).section
        guard section.list != nil else { return \.values }
        guard let element else { return nil }
        switch section {
        case .directories: return directories.indices.contains(element) ? \.directories[element].values : nil
        case .connectors: return connectors.indices.contains(element) ? \.connectors[element].values : nil
        case .hooks: return hooks.indices.contains(element) ? \.hooks[element].values : nil
        case .linkedPages: return links.indices.contains(element) ? \.links[element].values : nil
        case .contacts: return contacts.indices.contains(element) ? \.contacts[element].values : nil
        default: return accounts.indices.contains(element) ? \.accounts[element].values : nil
        }
    }

    /// These settings with one more account, the last.
    /// - Parameter account: values of account keys, which the settings accepted; others are left out.
    public func adding(account: [SettingKey: SettingValue]) -> Settings {
        var changed = self
        changed.accounts.append(Account(values: account.filter { Setting.of($0.key).section.isOfAccount }))
        return changed
    }

    func text(_ key: SettingKey) -> String? {
        if case .text(let text)? = value(key) { text } else { nil }
    }

    func list(_ key: SettingKey) -> [String] { if case .list(let texts)? = value(key) { texts } else { [] } }

    func integer(_ key: SettingKey) -> Int? {
        if case .integer(let number)? = value(key) { number } else { nil }
    }

    func isOn(_ key: SettingKey) -> Bool { value(key) == .boolean(true) }
}

extension Settings {
    /// The language, or nil: the system's.
    public var language: SettingLanguage? { text(.language).flatMap(SettingLanguage.init) }
    /// The URIs of the microphones, the preferred one first; the first that is there is used.
    public var microphones: [String] { list(.audioMicrophone) }
    /// The URIs of the headsets, in the same way.
    public var headsets: [String] { list(.audioHeadset) }
    /// The URIs of the voice's own devices, in the same way; empty: the headset.
    public var voiceDevices: [String] { list(.audioVoiceDevice) }
    /// The URIs of the devices that calls ring on, all of them; empty: the voice's.
    public var ringDevices: [String] { list(.audioRingDevices) }
    /// The URIs of the devices that the agent alone hears. Without the setting (EN 301 549 §5.1.3.9: "explicitly chosen by the user") the
    /// devices that were chosen for the voice: the first headset, and the first of the voice's own. What comes in their place does so by
    /// itself, and a loudspeaker that rings was not chosen for words.
    public var privateDevices: [String] {
        guard value(.audioPrivateDevices) == nil else { return list(.audioPrivateDevices) }
        return Array(headsets.prefix(1) + voiceDevices.prefix(1))
    }
    /// `both`, `voice_left` or `voice_right`.
    public var ears: String { text(.audioEars) ?? "both" }
    /// Decibels by which the call is lowered while the voice speaks.
    public var callUnderVoice: Int { integer(.audioCallUnderVoice) ?? 0 }
    /// How loud the agent hears their own voice while a call hears it, in percent.
    public var sideTone: Int { integer(.audioSideTone) ?? 0 }
    /// What is done to the microphone before it is sent.
    public var controlsEcho: Bool { isOn(.audioEchoControl) }
    public var suppressesNoise: Bool { isOn(.audioNoiseSuppression) }
    public var hasAutomaticGain: Bool { isOn(.audioAutomaticGain) }
    /// Whether the other end is told of a recording, and in which words; nil: the program's own.
    public var announcesRecordings: Bool { isOn(.audioRecordingAnnounced) }
    public var recordingNotice: String? { text(.audioRecordingNotice) }
    /// "wav" or "opus".
    public var recordingFormat: String { text(.audioRecordingFormat) ?? "wav" }
    /// The codecs' names, best first: `opus`, `g722`, `pcma`, `pcmu`.
    public var codecs: [String] { list(.audioCodecs) }
    /// Sound is repeated where packets are lost and the peer takes it.
    public var isDiscontinuous: Bool { isOn(.audioDiscontinuous) }
    public var isRedundant: Bool { isOn(.audioRedundancy) }
    /// The UDP ports of RTP; nil: free ones.
    public var rtpPorts: ClosedRange<UInt16>? { text(.audioRTPPorts).flatMap(PortRange.init(parsing:))?.ports }
    /// The level of a progress tone in dB below full scale; nil where it is off.
    public func toneLevel(_ key: SettingKey) -> Int? { integer(key) }
    /// `espeak`, `speech-dispatcher` or `none`.
    public var voiceEngine: String { text(.voiceEngine) ?? "espeak" }
    /// The length of announcements, 1 to 3.
    public var voiceLevel: Int { integer(.voiceLevel) ?? 2 }
    /// Words a minute.
    public var voiceRate: Int { integer(.voiceRate) ?? 260 }
    /// 0 to 100.
    public var voicePitch: Int { integer(.voicePitch) ?? 50 }
    /// 0 to 100.
    public var voiceVolume: Int { integer(.voiceVolume) ?? 100 }
    /// Numbers are spoken digit by digit, not by pairs.
    public var spellsNumbers: Bool { text(.voiceNumbers) == "digits" }
    public var playsEarcons: Bool { isOn(.voiceEarcons) }
    /// The name of the earcons' theme.
    public var earconTheme: String { text(.voiceEarconTheme) ?? "standard" }
    /// The earcons that are said as words instead, by name.
    public var earconWords: [String] { list(.voiceEarconWords) }
    /// espeak-ng's names of the voices.
    public var frenchVoice: String { text(.voiceFrench) ?? "fr" }
    public var englishVoice: String { text(.voiceEnglish) ?? "en" }
    /// `french` or `international`.
    public var alphabet: String { text(.voiceAlphabet) ?? "french" }
    /// The unshifted row of digits is & é " ' ( - è _ ç à.
    public var isAzerty: Bool { text(.interfaceKeyboard) == "azerty" }
    /// The pages are printed as appended lines.
    public var printsLines: Bool { text(.interfaceScreen) == "lines" }
    /// Bare letters are commands.
    public var usesLetters: Bool { isOn(.interfaceLetters) }
    /// The local SIP port; 0: a free one.
    public var sipPort: UInt16 { integer(.sipPort).flatMap(UInt16.init(exactly:)) ?? 0 }
    /// IP addresses of DNS servers, with `:port` where it is not 53; empty: the system's.
    public var dnsServers: [String] { list(.sipDNSServers) }
    /// Whether the file itself holds a password or an HA1, so that only its owner may read it.
    public var holdsSecret: Bool {
        let secrets: [SettingKey] = [.accountPassword, .accountHA1, .accountTURNPassword]
        return accounts.contains { account in secrets.contains { account.values[$0] != nil } }
            || directories.contains { $0.values[.directoryPassword] != nil }
            || connectors.contains(where: \.holdsSecret)
    }
}

/// `LOW-HIGH`: UDP ports of RTP.
struct PortRange {
    var ports: ClosedRange<UInt16>

    init?(parsing text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 1024 else { return nil }
        guard high >= low, high - low >= 3 else { return nil }
        ports = low...high
    }
}
