extension Setting {
    /// What an agent may type, in words that follow "takes": no quotes and no words of the file's own.
    public var asked: Bilingual {
        switch kind {
        case .text, .secret: Bilingual("un texte d'une ligne", "one line of text")
        case .secretDigest: Bilingual("32 ou 64 chiffres hexadécimaux", "32 or 64 hexadecimal digits")
        case .choice:
            Bilingual(
                choices.map { choiceName($0).french }.joined(separator: ", ou "),
                choices.map { choiceName($0).english }.joined(separator: ", or "))
        case .list(let names):
            names.isEmpty
                ? Bilingual("des textes séparés par des virgules", "texts with commas between them")
                : Bilingual(
                    "un ou plusieurs de " + names.map { choiceName($0).french }.joined(separator: ", ")
                        + ", séparés par des virgules",
                    "one or more of " + names.map { choiceName($0).english }.joined(separator: ", ")
                        + ", with commas between them")
        case .command: Bilingual("un programme et ses arguments", "a program and its arguments")
        case .boolean: Bilingual("oui ou non", "yes or no")
        case .integerOrOff(let range):
            Bilingual(
                "un nombre entier de \(range.lowerBound) à \(range.upperBound), ou non",
                "a whole number from \(range.lowerBound) to \(range.upperBound), or no")
        case .integer, .address, .server, .mediaServer, .servers, .digests, .path, .urlTemplate, .devices, .portRange:
            expected
        }
    }

    /// The example as an agent types it; nil where it would be of no use.
    private var typedExample: String? {
        guard !isSecret, choices.isEmpty else { return nil }
        let bare = example.filter { !"\"[]".contains($0) }
        return bare.isEmpty ? nil : bare
    }

    /// The words of a value that was refused: what, why, what to do.
    fileprivate func refusal(of given: String?) -> Bilingual {
        let quoted = given?.isEmpty == true ? nil : given
        let remedy = typedExample.map { Bilingual(" ; par exemple \($0)", "; for example \($0)") } ?? Bilingual("", "")
        return Bilingual(
            "\(label.french) attend \(asked.french)" + (quoted.map { ", pas « \($0) »" } ?? "") + remedy.french,
            "\(label.english) takes \(asked.english)" + (quoted.map { ", not \"\($0)\"" } ?? "") + remedy.english)
    }
}

extension ConfigurationProblem {
    /// One sentence to be said to an agent who changed a setting: by its label, without file and line.
    public func spoken(in language: SettingLanguage) -> String {
        let words: Bilingual =
            switch fault {
            case .badValue(let setting, let quoted): setting.refusal(of: quoted)
            case .wrongType(let setting, _): setting.refusal(of: nil)
            case .missing(let key):
                Bilingual(
                    "Il manque « \(Setting.of(key).label.french) » ; donnez-lui d'abord une valeur",
                    "\"\(Setting.of(key).label.english)\" is missing; give it a value first")
            case .contradiction(let one, let other):
                Bilingual(
                    "« \(Setting.of(one).label.french) » et « \(Setting.of(other).label.french) » ne vont pas ensemble ; effacez l'un des deux",
                    "\"\(Setting.of(one).label.english)\" and \"\(Setting.of(other).label.english)\" do not go together; clear one of them"
                )
            case .unknownKey, .plainServer, .userInAddress, .notATable, .notAListOfKeys, .notByServer, .tooManyAccounts,
                .tooManyConnectors,
                .tooManyContacts, .tooManyTables,
                .syntax,
                .readableByOthers, .unreadable,
                .unwritable, .irregular, .unchangeable, .tooLarge, .passwordCommand:
                words(file: Bilingual("le fichier des réglages", "the settings file")[language])
            }
        let sentence = words[language]
        let first = sentence.prefix(1).uppercased() + sentence.dropFirst()
        return first.hasSuffix("?") ? first : first + "."
    }
}
