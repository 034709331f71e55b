import Announcements

extension Command {
    /// The spoken name in a language.
    public func name(_ language: Language) -> String {
        switch language {
        case .french: frenchName
        case .english: englishName
        }
    }

    /// One line of help in a language.
    public func help(_ language: Language) -> String {
        switch language {
        case .french: frenchHelp
        case .english: englishHelp
        }
    }

    /// The spoken name in English.
    var englishName: String {
        switch self {
        case .keys: "Help with keys"
        case .who: "Who"
        case .whereAmI: "Where"
        case .answer: "Answer"
        case .decline: "Reject"
        case .swap: "Swap calls"
        case .transfer: "Transfer"
        case .hold: "Hold"
        case .mute: "Microphone"
        case .repeat: "Repeat"
        case .palette: "All commands"
        case .hangUp: "Hang up"
        case .silence: "Silence"
        case .visitCall: "Go to the call"
        case .dial: "Dial"
        case .write: "Write"
        case .note: "Note"
        case .incident: "Incident form"
        case .time: "Time and duration"
        case .swapEars: "Swap ears"
        case .volumeDown: "Caller quieter"
        case .volumeUp: "Caller louder"
        case .rateDown: "Voice slower"
        case .rateUp: "Voice faster"
        case .announcements: "Announcements"
        case .speaker: "Own voice or screen reader"
        case .level: "Length of announcements"
        case .record: "Record the call"
        case .acceptTransfer: "Permit the transfer"
        case .refuseTransfer: "Forbid the transfer"
        case .quit: "Quit"
        }
    }

    /// One line of help in English.
    var englishHelp: String {
        switch self {
        case .keys: "lists the keys of this page; again: describes each key"
        case .who: "says the caller; again: number, digits, spelling"
        case .whereAmI: "says the page, the calls, the microphone, what is on and what waits"
        case .answer: "takes the ringing call; puts the current call on hold"
        case .decline: "rejects the ringing call, that one only"
        case .swap: "goes from one call to the other"
        case .transfer: "hands the call to somebody else"
        case .hold: "puts the call on hold, or resumes it"
        case .mute: "mutes or opens the microphone"
        case .repeat: "says the last announcement again; again: the one before"
        case .palette: "lists all commands"
        case .hangUp: "ends the call; never rejects a ringing call"
        case .silence: "stops the ring and the voice, nothing else"
        case .visitCall: "goes to the call, and back"
        case .dial: "opens the Dial page"
        case .write: "writes to the caller during the call"
        case .note: "takes a note about the call"
        case .incident: "opens the incident form"
        case .time: "says the time and the call's duration"
        case .swapEars: "puts the voice left, right, or on both sides"
        case .volumeDown: "turns the caller down"
        case .volumeUp: "turns the caller up"
        case .rateDown: "slows the voice"
        case .rateUp: "speeds the voice up"
        case .announcements: "lists the last fifty announcements"
        case .speaker: "chooses who speaks: our voice or the screen reader"
        case .level: "sets the length of announcements, from one to three"
        case .record: "records the call and says so to the other end, or stops"
        case .acceptTransfer: "calls the one to whom the caller sends you"
        case .refuseTransfer: "stays with the caller who wants to send you on"
        case .quit: "closes Clairvoix"
        }
    }
}
