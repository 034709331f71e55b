// How the program is worked and how much it says of itself.
extension Settings {
    /// `speech`, `low_vision` or `braille`: it changes the defaults of other settings.
    public var preset: String { text(.interfacePreset) ?? "speech" }
    /// The terminal's bell, which it may show as a flash.
    public var ringsBell: Bool { isOn(.interfaceBell) }
    /// `characters`, `words`, `both` or `none`.
    public var typingEcho: String { text(.interfaceTypingEcho) ?? "characters" }
    /// The same while a call is up.
    public var typingEchoInCall: String { text(.interfaceTypingEchoInCall) ?? "none" }
    public var confirmsHangUp: Bool { isOn(.interfaceConfirmHangUp) }
    public var confirmsTransfer: Bool { isOn(.interfaceConfirmTransfer) }
    public var confirmsQuit: Bool { isOn(.interfaceConfirmQuit) }
    /// A call key struck again within so many milliseconds is one press; 0: never.
    public var doubleStrikeMilliseconds: Int { integer(.interfaceDoubleStrike) ?? 500 }
    /// A cell of the screen tells that the other end speaks.
    public var showsSoundActivity: Bool { isOn(.interfaceSoundActivity) }
    /// `auto`, `self` or `reader`: the program's own voice, or a screen reader.
    public var spokenBy: String { text(.voiceSpokenBy) ?? "auto" }
    /// Names of announcements that are not said; the interface knows which there are.
    public var leftOutAnnouncements: [String] { list(.voiceLeftOut) }
    /// The call's length is said each so many minutes; nil: never.
    public var timeMarkMinutes: Int? { integer(.voiceTimeMarks) }
}
