import CallEngine

/// What becomes of an incident form.
public enum FormNews: Sendable, Equatable {
    /// The server has it, under this number.
    case sent(number: String)
    /// It is on this computer, and is sent by itself as soon as the server can be reached.
    case kept
    /// The server does not take it, for this reason in its words.
    case refused(reason: String)
    /// Nobody knows whether the server has it: the agent decides.
    case uncertain
    /// What was typed before the program ended is there again.
    case draftBack

    func words(_ style: PhraseStyle) -> String {
        switch style.language {
        case .french: french(style)
        case .english: english(style)
        }
    }

    private func french(_ style: PhraseStyle) -> String {
        switch self {
        case .sent(let number):
            style.of("Fiche \(style.reference(number))", "Fiche \(style.reference(number)) envoyée")
        case .kept: style.of("Fiche gardée", "Fiche gardée", "Fiche gardée, envoi plus tard")
        case .refused(let reason):
            style.of(
                "Fiche refusée", "Fiche refusée : \(ServerReason.spoken(reason, style.language))")
        case .uncertain: style.of("En doute", "Fiche incertaine", "Fiche incertaine, voir Fiches en attente")
        case .draftBack: style.of("Brouillon", "Brouillon repris", "Brouillon de fiche repris")
        }
    }

    private func english(_ style: PhraseStyle) -> String {
        switch self {
        case .sent(let number): style.of("Form \(style.reference(number))", "Form \(style.reference(number)) sent")
        case .kept: style.of("Form kept", "Form kept", "Form kept, sent later")
        case .refused(let reason):
            style.of(
                "Form invalid", "Refused: \(ServerReason.spoken(reason, style.language))",
                "Form refused: \(ServerReason.spoken(reason, style.language))")
        case .uncertain: style.of("Unsure", "Form in doubt", "Form in doubt, see Waiting forms")
        case .draftBack: style.of("Draft", "Draft restored", "Draft of a form restored")
        }
    }
}

extension PhraseStyle {
    /// The words of its level; where there are two, the long level has those of the middle one.
    fileprivate func of(_ short: String, _ middle: String, _ long: String? = nil) -> String {
        switch level {
        case .short: short
        case .middle: middle
        case .long: long ?? middle
        }
    }

    /// A record's number so that it can be written down: letters one by one, long numbers digit by digit; on the screen as it is.
    func reference(_ number: String) -> String {
        let number = CleanedName.clean(number, atMost: Limits.referenceCharacters)
        guard !isWritten else { return number }
        var words: [String] = []
        var digits = ""
        func endDigits() {
            guard !digits.isEmpty else { return }
            let isShort = digits.count <= Limits.wholeNumberDigits && !(digits.hasPrefix("0") && digits.count > 1)
            words += isShort ? [digits] : digits.map { String($0) }
            digits = ""
        }
        for character in number {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                endDigits()
                if character.isLetter {
                    words.append(String(character))
                } else if character != " " {
                    words.append(SpokenCharacter.word(for: character, language))
                }
            }
        }
        endDigits()
        return words.joined(separator: " ")
    }
}
