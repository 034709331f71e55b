import CallEngine

/// Answers to keys on the pages: what was found, asked, kept or refused there.
public enum PageAnswer: Sendable, Equatable {
    /// Words that are made already, in the agent's language: a line, a value, a reason.
    case text(String)
    /// How many lines a filter leaves, or a name fits.
    case found(Int)
    /// The name fits so many: one is to be chosen below.
    case several(Int)
    // Asked in words; the same key again confirms.
    case confirmTransfer(Party, to: Party)
    case confirmHangUp(Party)
    case confirmRemoval(String)
    case confirmQuit
    /// All that is kept of somebody is to be taken out.
    case confirmErasure(String)
    /// So many were taken out; so many records still go to their servers, and were not.
    case personErased(calls: Int, notes: Int, others: Int, waiting: Int)
    /// The files of all calls, by the start of their names.
    case exported(String)
    /// A line of a written conversation is ended.
    case lineSent
    /// A character of a secret is gone.
    case erased
    case messageLeaves
    /// A form was confirmed; what becomes of it is told when it is known.
    case formLeaves
    /// The language itself, said in it.
    case language
    case pressALetter
    case voiceTried
    case kept
    case removed
    case noteKept
    case linkDeclined
    /// Too many links wait: the oldest is not kept.
    case linkLost
    /// The pages of other programs are asked for.
    case pageOpens
    /// A line holds from the next start on.
    case lineKept
    /// What failed, why, and what to do.
    case notKept(String)
    /// It was kept; what else is wrong in that file, and what to do.
    case keptInFaultyFile(String)
    case output(number: Int, name: String)
    case pitch(Int)
    case voiceVolume(percent: Int)
    case letters(areActive: Bool)

    /// It tells names, numbers, or what somebody types or wrote.
    var isPersonal: Bool {
        switch self {
        case .text, .confirmTransfer, .confirmHangUp, .confirmRemoval, .confirmErasure: true
        case .found, .several, .confirmQuit, .lineSent, .erased, .messageLeaves, .formLeaves, .language, .pressALetter,
            .voiceTried,
            .personErased, .exported, .kept,
            .removed,
            .noteKept, .linkDeclined, .linkLost, .pageOpens, .lineKept, .notKept, .keptInFaultyFile, .output, .pitch,
            .voiceVolume,
            .letters:
            false
        }
    }

    func text(_ style: PhraseStyle) -> String {
        let words = words(style)
        return style.language == .french ? words.french : words.english
    }

    private func words(_ style: PhraseStyle) -> (french: String, english: String) {
        switch self {
        case .text(let text): (text, text)
        case .found(let count):
            count == 0
                ? ("Rien trouvé", "Nothing found") : (count == 1 ? "1 trouvé" : "\(count) trouvés", "\(count) found")
        case .several(let count):
            count == 0
                ? ("Personne de ce nom", "Nobody of that name")
                : ("\(count) possibles, Bas pour choisir", "\(count) fit, Down to choose")
        case .confirmTransfer(let party, let target):
            (
                "Transférer \(style.name(party)) à \(style.name(target)) ? Entrée encore : oui",
                "Transfer \(style.name(party)) to \(style.name(target))? Enter again: yes"
            )
        case .confirmHangUp(let party):
            (
                "Raccrocher \(style.name(party)) ? La même touche : oui",
                "Hang up on \(style.name(party))? The same key: yes"
            )
        case .confirmRemoval(let name):
            ("Supprimer \(name) ? Entrée encore : oui", "Delete \(name)? Enter again: yes")
        case .confirmErasure(let name):
            ("Effacer tout de \(name) ? Entrée encore : oui", "Erase all of \(name)? Enter again: yes")
        case .personErased(let calls, let notes, let others, let waiting):
            (
                Self.erased(calls, notes, others, .french) + Self.left(waiting, .french),
                Self.erased(calls, notes, others, .english) + Self.left(waiting, .english)
            )
        case .exported(let path): ("Appels écrits dans \(path)", "Calls written to \(path)")
        case .confirmQuit: ("Quitter ? La même touche : oui", "Quit? The same key: yes")
        case .lineSent: ("Envoyé", "Sent")
        case .erased: ("Effacé", "Erased")
        case .formLeaves: ("Fiche en route", "Form on its way")
        case .messageLeaves: ("Message en route", "Message on its way")
        case .language: ("Français", "English")
        case .pressALetter: ("Appuyez sur la lettre", "Press the letter")
        case .voiceTried: ("Voici la voix, 04, 76, 15", "This is the voice, 04, 76, 15")
        case .kept: ("Enregistré", "Saved")
        case .removed: ("Supprimé", "Deleted")
        case .linkDeclined: ("Lien refusé", "Link declined")
        case .linkLost: ("Trop de liens, le plus ancien est perdu", "Too many links, the oldest is lost")
        case .pageOpens: ("La page s'ouvre", "The page opens")
        case .noteKept: ("Note gardée", "Note kept")
        case .lineKept: ("Ligne gardée, pour le prochain démarrage", "Line kept, for the next start")
        case .notKept(let reason): ("Pas gardé : \(reason)", "Not kept: \(reason)")
        case .keptInFaultyFile(let fault):
            (
                "Gardé, mais à corriger avant le prochain démarrage : \(fault)",
                "Kept, but mend this before the next start: \(fault)"
            )
        case .output(let number, let name):
            ("Sortie \(number), \(name). Entrée si vous entendez", "Output \(number), \(name). Enter if you hear it")
        case .pitch(let pitch): ("Hauteur \(pitch)", "Pitch \(pitch)")
        case .voiceVolume(let percent): ("Volume de la voix \(percent)", "Voice volume \(percent)")
        case .letters(let areActive):
            (areActive ? "Lettres actives" : "Lettres coupées", areActive ? "Letters on" : "Letters off")
        }
    }

    /// ". Pas encore envoyé, gardé : 2 fiches"; "" where there is none.
    private static func left(_ records: Int, _ language: Language) -> String {
        guard records > 0 else { return "" }
        return language == .french
            ? ". Pas encore envoyé, gardé : " + SpokenTime.plural(records, "fiche", language)
            : ". Not sent yet, kept: " + SpokenTime.plural(records, "form", language)
    }

    /// "Effacé : 3 appels, 1 note".
    private static func erased(_ calls: Int, _ notes: Int, _ others: Int, _ language: Language) -> String {
        let isFrench = language == .french
        let counts = [(calls, isFrench ? "appel" : "call"), (notes, "note"), (others, isFrench ? "autre" : "other")]
        let words = counts.filter { $0.0 > 0 }.map { SpokenTime.plural($0.0, $0.1, language) }
        guard !words.isEmpty else { return isFrench ? "Rien n'était gardé" : "Nothing was kept" }
        return (isFrench ? "Effacé : " : "Erased: ") + words.joined(separator: ", ")
    }
}
