import CallEngine

extension Answer {
    func english(_ style: PhraseStyle) -> String {
        switch self {
        case .noCall: "No call"
        case .caller(let party), .newTarget(let party): style.name(party)
        case .callerKnown(let party, let source, let claimed):
            [style.name(party), source.isEmpty ? "your contacts" : CleanedName.clean(source)].joined(separator: ", ")
                + (claimed.map { ", calls themselves \(CleanedName.clean($0))" } ?? "")
        case .directorySilent: "Directory silent"
        case .callerNumber(let party): style.number(party) ?? style.language.withheld
        case .callerForwarded(let party, let others):
            "\(style.name(party)), sent by \(Self.names(others, style))"
        case .callerDigitsUnverified(let party): Self.digits(party, style) + ", unverified"
        case .callerDigits(let party): Self.digits(party, style)
        case .callerSpelled(let party, let alphabet): Self.spelled(party, alphabet, style)
        case .place(let place): place.english(style)
        case .timeAndDuration(let clock, let call):
            SpokenTime.clock(secondsOfDay: clock, .english)
                + (call.map { ", call \(SpokenTime.duration(seconds: $0, .english))" } ?? "")
        case .callVolume(let percent): "Volume \(percent)"
        case .ears(.both): "Both ears"
        case .ears(.voiceLeft): "Voice left, call right"
        case .ears(.voiceRight): "Voice right, call left"
        case .speechRate(let rate): "Rate \(rate)"
        case .speaker(let isOwn): isOwn ? "Our voice speaks" : "The screen reader speaks"
        case .level(let level): "Announcements of level \(level.rawValue)"
        case .unknownKey: "Unknown key"
        case .outsideField: "Outside a field"
        case .impossible(let obstacle): obstacle.english
        case .describing: "Keys described. Backspace to end"
        case .describingEnded: "End of description"
        case .described(let name, let help): "\(name): \(help)"
        case .transferAnswered(let party, let accepts):
            accepts ? "To \(style.name(party))" : "Transfer forbidden"
        case .nothingToRepeat: "Nothing to repeat"
        case .atHome: "Home page"
        case .character(let character): SpokenCharacter.word(for: character, .english)
        case .emptyField: "Empty field"
        case .page(let answer): answer.text(style)
        case .calling(let whom): "Calling \(whom)"
        case .dialRefused(let problem): Self.english(problem)
        case .refused(let problem): Self.english(problem)
        case .digitReceived(let digit): "Received \(SpokenCharacter.word(for: digit, .english))"
        case .closing: "Closing"
        case .onScreen: "On the screen"
        case .noLine(let file):
            "No line. To try without one: clairvoix --practice. For your account: clairvoix config schema, file \(file)"
        }
    }

    private static func english(_ problem: DialProblem) -> String {
        switch problem {
        case .invalidAddress: "Invalid number or address: correct it"
        case .noAccount: "No line: see the configuration"
        case .lineUnavailable: "Offline: no call is possible now"
        case .tooManyCalls: "Too many calls: end one"
        case .mediaUnavailable: "No sound: no call is possible"
        case .noSuchService: "This line has no such code: see the configuration"
        }
    }

    private static func english(_ problem: CommandProblem) -> String {
        switch problem {
        case .unknownCall: "That call is over"
        case .unknownAccount: "That line does not exist"
        case .notInThisState: "Not possible at this point of the call"
        case .invalidDigits: "Those keys cannot be sent"
        case .invalidAddress: "Invalid number or address: correct it"
        case .notConfigured: "This line has no such code: see the configuration"
        case .tooMany: "Too many at one time: end one"
        case .notRecordable: "The recording cannot be written"
        }
    }
}

extension Obstacle {
    var english: String {
        switch self {
        case .onlyRings: "It rings: F4 answers, F5 rejects"
        case .nothingRings: "Nothing rings"
        case .noCall: "No call"
        case .noOtherCall: "No other call"
        case .notAnswered: "Call not answered yet"
        case .noSpeedDial: "No contact has this speed dial"
        case .noNumber: "No number"
        case .callInProgress: "A call is up: hang up first"
        case .noSuchPlace: "Nothing with that letter"
        case .noSuchPlaceButCommand: "Nothing with that letter. Command: ` then the letter"
        case .isHeld: "On hold: resume first, F8"
        case .holdsUs: "They keep you on hold"
        case .noText: "No text in this call"
        case .noMailbox: "No mailbox known"
        case .noLink: "No link to call"
        case .noPage: "No page is set for calls"
        case .nobodyRings: "No colleague's line rings"
        case .noLine: "No line: see First steps"
        case .noPastCall: "Choose a call in Recent calls first"
        case .nothingWritten: "The message is empty"
        case .noName: "The name is missing"
        case .noAddress: "An address is needed, such as name@server"
        case .fieldFull: "Field full"
        case .noForm: "No form here, see config check"
        case .tooManyDrafts: "Too many drafts of forms"
        case .tooManyWatched: "Too many watched colleagues"
        case .tooManyContacts: "Too many contacts: delete some"
        case .noTransferAsked: "Nobody asks for a transfer"
        }
    }
}

extension Place {
    func english(_ style: PhraseStyle) -> String {
        var parts = ["\(page), \(line), \(position) of \(count)"]
        parts += calls
        if let isMicrophoneSent { parts.append(isMicrophoneSent ? "microphone open" : "microphone muted") }
        if let quality { parts.append("Quality \(quality.grade.rawValue), \(quality.score("."))") }
        parts += stateWords(style)
        if !pending.isEmpty { parts.append("to be heard: \(pending.joined(separator: "; "))") }
        return parts.joined(separator: ". ")
    }
}
