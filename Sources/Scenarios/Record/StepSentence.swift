import Configuration

/// A step as a script says it: the sentences that a recording writes, each in the words of its row's first pattern.
public enum StepSentence {
    /// - Returns: nil where the step is none of these, or where no sentence reads back as it.
    public static func of(_ step: Step, in language: SettingLanguage) -> String? {
        guard let sentence = words(step)?[language], let read = try? TypedStep(sentence, in: language) else {
            return nil
        }
        return read.step == step ? sentence : nil
    }

    private static func words(_ step: Step) -> Bilingual? {
        switch step {
        case .setUp(.agent(let profile)):
            guard let french = profile.words(.french).first, let english = profile.words(.english).first else {
                return nil
            }
            return Bilingual("un agent \(french)", "a \(english) agent")
        case .setUp(.size(let size)):
            return Bilingual(
                "le terminal fait \(size.columns)x\(size.rows)", "the terminal is \(size.columns)x\(size.rows)")
        case .keys(let step): return words(step)
        case .heard(let step): return words(step)
        case .screen(.cursorOn(let text)): return around("le curseur est sur", "the cursor is on", text)
        case .screen(.page(let title)): return around("je suis sur la page", "I am on the page", title)
        case .kept(.ended(code: 0)): return Bilingual("le programme se ferme", "the program ends")
        default: return nil
        }
    }

    private static func words(_ step: KeyStep) -> Bilingual? {
        switch step {
        case .press(let key, let count, nil):
            guard let french = name(key, .french), let english = name(key, .english) else { return nil }
            return count == 1
                ? Bilingual("j'appuie sur \(french)", "I press \(english)")
                : Bilingual("j'appuie \(count) fois sur \(french)", "I press \(english) \(count) times")
        case .type(let text, nil): return around("je tape", "I type", text)
        case .paste(let text): return around("je colle", "I paste", text)
        case .wait(let duration):
            let parts = duration.components
            let milliseconds = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
            return Bilingual("j'attends \(milliseconds) ms", "I wait \(milliseconds) ms")
        default: return nil
        }
    }

    private static func words(_ step: HearingStep) -> Bilingual? {
        switch step {
        case .phrase(let phrase):
            return phrase.isPart
                ? around("j'entends une phrase qui contient", "I hear a phrase that contains", phrase.text)
                : around("j'entends", "I hear", phrase.text)
        case .earcon(let word): return around("j'entends le signal", "I hear the earcon", word)
        default: return nil
        }
    }

    private static func name(_ key: Key, _ language: SettingLanguage) -> String? {
        switch key {
        case .function(let number): "F\(number)"
        case .named(let name): name.names(language).first
        case .character(let character): quoted(String(character), language)
        }
    }

    private static func around(_ french: String, _ english: String, _ text: String) -> Bilingual? {
        guard let inFrench = quoted(text, .french), let inEnglish = quoted(text, .english) else { return nil }
        return Bilingual("\(french) \(inFrench)", "\(english) \(inEnglish)")
    }

    /// Between marks of which the text has none; nil where it has them all, or is more than a line.
    static func quoted(_ text: String, _ language: SettingLanguage) -> String? {
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isPlain, !text.isEmpty else { return nil }
        // French marks are set off by spaces: spaces at the ends of the text would be lost.
        let guillemets = Folding.trimmed(text) == text && !text.contains("»") ? "« \(text) »" : nil
        let straight = text.contains("\"") ? nil : "\"\(text)\""
        let curly = text.contains("\u{201D}") ? nil : "\u{201C}\(text)\u{201D}"
        switch language {
        case .french: return guillemets ?? straight ?? curly
        case .english: return straight ?? curly ?? guillemets
        }
    }
}
