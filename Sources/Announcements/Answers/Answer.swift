import CallEngine

#if FAULTS
    import Faults
#endif

/// What the agent's own key asked to hear: never levelled, never held back, the same on the screen.
public enum Answer: Sendable, Equatable {
    // Qui
    case noCall
    case caller(Party)
    /// Who calls, and by whom the call was sent on, the last first.
    case callerForwarded(Party, by: [Party])
    /// Who it is by a directory, or by the agent's contacts where `from` is empty; and the name that they give themselves, where it is
    /// another.
    case callerKnown(Party, from: String, claimed: String?)
    case callerNumber(Party)
    case callerDigits(Party)
    /// The digits of a caller for whom the line's server does not vouch.
    case callerDigitsUnverified(Party)
    case callerSpelled(Party, SpellingAlphabet)
    // Où
    case place(Place)
    case timeAndDuration(secondsOfDay: Int, callSeconds: Int?)
    // Settings in words
    case callVolume(percent: Int)
    case ears(Ears)
    case speechRate(wordsPerMinute: Int)
    case speaker(isOwn: Bool)
    case level(SpeechLevel)
    // Keys
    case unknownKey
    /// Letters typed where no field is.
    case outsideField
    case impossible(Obstacle)
    /// A call key's target changed just now: who it is.
    case newTarget(Party)
    case describing
    case describingEnded
    case described(name: String, help: String)
    case nothingToRepeat
    /// The agent's word on a transfer that the peer asked for.
    case transferAnswered(to: Party, accepts: Bool)
    case atHome
    // Fields and lists
    case character(Character)
    case emptyField
    /// A directory does not answer.
    case directorySilent
    /// What the pages answer.
    case page(PageAnswer)
    // Calls
    case calling(String)
    case dialRefused(DialProblem)
    case refused(CommandProblem)
    case digitReceived(Character)
    case closing
    /// Others hear the voice: what was asked for stands on the screen.
    case onScreen
    /// There is no account: how to try the program, and where an account is written.
    case noLine(configurationFile: String)
}

/// Why a command cannot be carried out now.
public enum Obstacle: String, Sendable, Equatable, CaseIterable {
    /// A call rings, and none is up.
    case onlyRings
    case nothingRings, noCall, noOtherCall, notAnswered, noNumber, callInProgress, noSuchPlace, noTransferAsked
    /// No line begins with that letter, which is a command's elsewhere.
    case noSuchPlaceButCommand
    /// The call is on hold, by us or by the other end.
    case isHeld, holdsUs
    case noText, noMailbox, nobodyRings, noLine
    /// No link to call was given; no page is set that opens for a call.
    case noLink, noPage
    case noPastCall, nothingWritten, noName, noAddress, noSpeedDial, fieldFull, tooManyContacts, tooManyWatched
    case noForm, tooManyDrafts
}

/// All that Où tells.
public struct Place: Sendable, Equatable {
    public var page: String
    /// The whole line, however narrow the screen is.
    public var line: String
    /// From 1.
    public var position: Int
    public var count: Int
    /// The calls, state first: the one that rings, the one that is up, the others.
    public var calls: [String]
    /// Whether the microphone's sound is sent; false: it is muted; nil: no sound flows anyhow.
    public var isMicrophoneSent: Bool?
    /// How the call that is up is heard; nil: no sound flows, or it is not judged yet.
    public var quality: CallQuality?
    /// What is on and told in its own words: the conference, a transfer that waits for an answer, do not disturb,
    /// forwarding.
    public var states: [Announcement]
    /// The events that are still owed.
    public var pending: [String]

    public init(
        page: String, line: String, position: Int, count: Int, calls: [String],
        isMicrophoneSent: Bool?, quality: CallQuality? = nil, states: [Announcement] = [], pending: [String]
    ) {
        self.page = page
        self.line = line
        self.position = position
        self.count = count
        self.calls = calls
        self.isMicrophoneSent = isMicrophoneSent
        self.quality = quality
        self.states = states
        self.pending = pending
    }

    /// The states by the words that tell them when they begin.
    func stateWords(_ style: PhraseStyle) -> [String] {
        var style = style
        style.level = .middle
        return states.map { $0.phrase(style).written }
    }
}

extension Answer {
    /// It tells names, numbers, or what somebody types or wrote.
    public var isPersonal: Bool {
        switch self {
        case .caller, .callerForwarded, .callerKnown, .callerNumber, .callerDigits, .callerDigitsUnverified,
            .callerSpelled, .place, .newTarget, .transferAnswered, .character, .calling, .digitReceived:
            true
        case .page(let answer): answer.isPersonal
        case .noCall, .timeAndDuration, .callVolume, .ears, .speechRate, .speaker, .level, .unknownKey, .outsideField,
            .impossible, .describing, .describingEnded, .described, .nothingToRepeat, .atHome,
            .emptyField, .directorySilent, .dialRefused, .refused, .closing, .onScreen, .noLine:
            false
        }
    }

    /// Its words in the style's language; the style's level does not matter.
    public func text(_ style: PhraseStyle) -> String {
        #if FAULTS
            if Fault.colourInstruction.isOn, case .impossible(.onlyRings) = self {
                return style.language == .french ? "Appuyez sur la touche verte" : "Press the green key"
            }
        #endif
        return switch style.language {
        case .french: french(style)
        case .english: english(style)
        }
    }

    /// Several names in a row.
    static func names(_ parties: [Party], _ style: PhraseStyle) -> String {
        parties.map { style.name($0) }.joined(separator: ", ")
    }

    /// The digits of a party one by one; its name where it has no number.
    static func digits(_ party: Party, _ style: PhraseStyle) -> String {
        guard !party.isWithheld, let number = party.number, !number.isEmpty else { return style.name(party) }
        return Spelling.characters(TelephoneNumber(number)?.signs ?? CleanedName.clean(number), style.language)
    }

    /// The name, or the number where there is none, by the alphabet.
    static func spelled(_ party: Party, _ alphabet: SpellingAlphabet, _ style: PhraseStyle) -> String {
        guard !party.isWithheld else { return style.name(party) }
        let name = party.name.map { CleanedName.clean($0) } ?? ""
        return Spelling.phonetic(name.isEmpty ? party.number ?? "" : name, alphabet, style.language)
    }
}
