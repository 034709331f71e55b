import Configuration

extension ParameterKind {
    /// The value of the tokens that took one of its forms.
    func value(_ form: Form, _ tokens: ArraySlice<Token>, _ language: SettingLanguage) throws(ArgumentProblem)
        -> Argument
    {
        let first = tokens.first
        switch self {
        case .text, .peer:
            let text = first?.raw ?? ""
            if self == .peer, text.isEmpty {
                throw .bad(Bilingual("le nom est vide", "the name is empty"))
            }
            return .text(text)
        case .number:
            if let word = form.value, let number = Int(word) { return .thousandths(number * 1_000) }
            return .thousandths(try Self.bounded(first))
        case .level, .percent: return .thousandths(try Self.bounded(first))
        case .duration: return .duration(try Self.duration(form, first))
        case .size:
            let columns = try Self.bounded(first)
            let rows = try Self.bounded(tokens.last)
            return .size(columns: columns / 1_000, rows: rows / 1_000)
        case .key:
            let name = form.value ?? first?.raw ?? ""
            guard let key = Key(named: name, in: language) else { throw .bad(Self.unknownKey(name)) }
            return .key(key)
        case .ear, .language, .profile, .reader, .direction, .method, .outcome, .callState, .behaviour, .microphone,
            .presence, .bound, .burst, .act:
            return .choice(form.value ?? "")
        }
    }

    private static func bounded(_ token: Token?) throws(ArgumentProblem) -> Int {
        guard let number = token?.thousandths, abs(number) <= Limits.number * 1_000 else {
            throw .bad(
                Bilingual("le nombre dépasse \(Limits.number)", "the number is larger than \(Limits.number)"))
        }
        return number
    }

    private static func duration(_ form: Form, _ token: Token?) throws(ArgumentProblem) -> Duration {
        let number = try bounded(token)
        let unit = form.value.flatMap { Int($0) } ?? 1
        // At most 10⁹ thousandths of a minute: 6·10¹³.
        let microseconds = number * unit
        guard microseconds >= 0, microseconds <= Limits.durationMilliseconds * 1_000 else {
            throw .bad(Bilingual("la durée dépasse une heure", "the duration is longer than an hour"))
        }
        return .microseconds(microseconds)
    }

    private static func unknownKey(_ name: String) -> Bilingual {
        let shown = ShownText.quoted(name)
        let french = Key.Named.allCases.compactMap { $0.names(.french).first }.joined(separator: ", ")
        let english = Key.Named.allCases.compactMap { $0.names(.english).first }.joined(separator: ", ")
        return Bilingual(
            "touche inconnue : \(shown.french) ; connues : F1 à F12, un caractère, \(french)",
            "unknown key: \(shown.english); known: F1 to F12, one character, \(english)")
    }
}
