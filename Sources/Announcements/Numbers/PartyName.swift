import CallEngine

#if FAULTS
    import Faults
#endif

/// How numbers are said and written.
public enum NumberReading: String, Sendable, Equatable, CaseIterable {
    /// Two digits at a time: "04, 76, 00, 11, 22".
    case pairs
    /// One digit at a time.
    case digits
}

/// What the words of a phrase depend on, besides its values.
public struct PhraseStyle: Sendable, Equatable {
    public var level: SpeechLevel
    public var language: Language
    public var numbers: NumberReading
    /// For the screen: numbers in pairs with blanks, no words for signs.
    public var isWritten: Bool
    /// Others hear the voice (EN 301 549 §5.1.3.9): the fact alone, in its shortest words, and nobody's name or number.
    public private(set) var isNameless = false
    /// There are several lines: what is said of one names it.
    public var namesLines = false
    /// Enter does what a phrase offers: it calls again, or corrects the number.
    public var enterFollows = true

    public init(
        level: SpeechLevel = .middle, language: Language = .french, numbers: NumberReading = .pairs,
        isWritten: Bool = false
    ) {
        self.level = level
        self.language = language
        self.numbers = numbers
        self.isWritten = isWritten
    }

    /// The same style, with or without what Enter does.
    public func offeringEnter(_ follows: Bool) -> PhraseStyle {
        var style = self
        style.enterFollows = follows
        return style
    }

    /// The same style for a voice that others hear.
    public var nameless: PhraseStyle {
        var style = self
        style.isNameless = true
        style.level = .short
        return style
    }

    /// The same style at another level.
    public func at(_ level: SpeechLevel) -> PhraseStyle {
        var style = self
        style.level = level
        return style
    }

    /// The same words as they are written on the screen.
    public var written: PhraseStyle {
        var style = self
        style.isWritten = true
        return style
    }

    var callAgain: String {
        guard enterFollows else { return "" }
        return language == .french ? ". Entrée : rappeler" : ". Enter: call again"
    }

    var callLink: String {
        guard enterFollows else { return "" }
        return language == .french ? ". Entrée : appeler" : ". Enter: call"
    }

    var correct: String {
        guard enterFollows else { return "" }
        return language == .french ? ". Entrée : corriger" : ". Enter: correct it"
    }

    /// Who is at the far end: the name, else the number, else "Masqué".
    public func name(_ party: Party) -> String {
        if isNameless { return language == .french ? "quelqu'un" : "someone" }
        #if FAULTS
            if Fault.withheldNamed.isOn, party.isWithheld { return language == .french ? "Anonyme" : "Anonymous" }
        #endif
        if party.isWithheld { return language.withheld }
        if let name = party.name.map({ CleanedName.clean($0) }), !name.isEmpty { return name }
        return number(party) ?? language.withheld
    }

    /// Who writes, and through whom, where another end says so.
    func writer(_ party: Party, _ via: Party?) -> String {
        guard let via, !isNameless else { return name(party) }
        return "\(name(party)) via \(name(via))"
    }

    /// The number or address alone; nil where it is withheld.
    public func number(_ party: Party) -> String? {
        guard !isNameless, !party.isWithheld, let number = party.number, !number.isEmpty else { return nil }
        return self.number(number)
    }

    /// A number or a user name, as it is said or written.
    public func number(_ text: String) -> String {
        guard let number = TelephoneNumber(text) else { return CleanedName.clean(text) }
        return isWritten ? number.written : number.spoken(numbers, language)
    }
}

extension Language {
    /// The word for a caller who does not show a number.
    public var withheld: String {
        switch self {
        case .french: "Masqué"
        case .english: "Withheld"
        }
    }
}
