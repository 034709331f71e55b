/// Everything that a key can ask for. Its words, keys and conditions are data: see `CommandRow`.
///
/// The raw value names the command in `keys.toml`.
public enum Command: String, Sendable, Hashable, CaseIterable {
    // With an F-key and a letter.
    case keys
    case who
    case whereAmI = "where"
    case answer
    case decline = "reject"
    case swap
    case transfer
    case hold
    case mute = "microphone"
    case `repeat`
    case palette = "commands"
    case hangUp = "hang_up"
    // With a letter.
    case silence
    case visitCall = "go_to_call"
    case dial
    case write
    case note
    case incident
    case time
    case swapEars = "ears"
    case volumeDown = "caller_quieter"
    case volumeUp = "caller_louder"
    case rateDown = "voice_slower"
    case rateUp = "voice_faster"
    // In the palette: calls.
    case record
    case conference
    case join
    case park
    case moveToMobile = "to_mobile"
    case takeBack = "from_mobile"
    case pickUp = "pick_up"
    case acceptTransfer = "permit_transfer"
    case refuseTransfer = "forbid_transfer"
    case openRecord = "open_record"
    // Pages.
    case link
    case contacts
    case newContact = "new_contact"
    case callHistory = "calls"
    case pastCall = "call_details"
    case exportCalls = "export_calls"
    case messages
    case newMessage = "new_message"
    case voicemail
    case colleagues
    case waitingRecords = "waiting_records"
    case announcements
    case settings
    case sound
    case firstStart = "first_steps"
    case about
    // What changes at once.
    case doNotDisturb = "do_not_disturb"
    case language
    case level = "length"
    case speaker = "speaker"
    case pitchDown = "voice_lower"
    case pitchUp = "voice_higher"
    case voiceVolumeDown = "voice_quieter"
    case voiceVolumeUp = "voice_louder"
    case letters
    case quit

    /// The F-key, 1 to 12; nil where the palette and the letter do.
    public var functionKey: Int? { row.functionKey }

    /// Its letter waits for a second one, which would mean typing.
    var letterWaits: Bool { row.traits.contains(.letterWaits) }

    /// Pressed again at once it is the keyboard's repeat: it ends or toggles something.
    var ignoresAutorepeat: Bool { row.traits.contains(.once) }
}
