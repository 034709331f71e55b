import CallEngine
import Testing

@testable import Announcements

@Suite struct PhraseTests {
    static let styles: [PhraseStyle] = Language.allCases.flatMap { language in
        SpeechLevel.allCases.map { PhraseStyle(level: $0, language: language) }
    }

    @Test(arguments: styles) func everyEventHasWordsForTheScreen(style: PhraseStyle) {
        for announcement in Phrases.samples {
            #expect(!announcement.phrase(style).written.isEmpty, "\(announcement)")
        }
    }

    @Test func onlyLevelOneMayBeAnEarconAlone() {
        for announcement in Phrases.samples {
            for language in Language.allCases {
                for level in SpeechLevel.allCases {
                    let phrase = announcement.phrase(PhraseStyle(level: level, language: language))
                    guard phrase.text.isEmpty else { continue }
                    #expect(level == .short)
                    #expect(phrase.earcon != nil && phrase.word != nil, "an earcon alone declares its word")
                }
            }
        }
    }

    @Test(arguments: Language.allCases) func noTwoShortPhrasesAreEqualOrEndAlike(language: Language) {
        let style = PhraseStyle(level: .short, language: language)
        var heard: [String: String] = [:]
        var ends: [String: String] = [:]
        for announcement in Phrases.samples {
            let phrase = announcement.phrase(style)
            // The four reasons of a lost line share their word at level 1.
            if case .lineLost = announcement, heard["-\(phrase.text)"] != nil { continue }
            let sound = "\(phrase.earcon?.rawValue ?? "")-\(phrase.text)"
            #expect(heard[sound] == nil, "\(sound)")
            heard[sound] = phrase.text
            let last = phrase.text.split(separator: " ").last.map(String.init) ?? ""
            if last.isEmpty || last == "Dupont" || last == "Martin" { continue }
            let end = String(Folded.text(last).suffix(4))
            #expect(ends[end] == nil, "\(phrase.text) and \(ends[end] ?? "") end alike")
            ends[end] = phrase.text
        }
    }

    @Test(arguments: [
        ("Prêt", "Prêt, ligne Accueil", "Prêt, ligne Accueil. F1 ou h : aide", 0),
        ("Hors ligne", "Hors ligne, serveur muet", "Hors ligne : serveur muet, nouvel essai dans 30 secondes", 1),
        ("", "Ligne rétablie", "Ligne Accueil rétablie", 5),
        ("Dupont", "Dupont, ligne Accueil", "Appel de Dupont, ligne Accueil", 7),
        ("Martin", "Second appel, Martin", "Second appel : Martin. Décrocher met Dupont en attente", 8),
        ("Manqué", "Manqué, Dupont", "Appel manqué, Dupont", 9),
        ("", "Pris", "Pris, Dupont", 12),
        ("Sonne", "Sonne chez Dupont", "Sonne chez Dupont, ligne Accueil", 14),
        ("Occupé", "Dupont occupé", "Dupont occupé. Entrée : rappeler", 15),
        ("Fini", "Dupont a fini", "Dupont a raccroché, 3 minutes 12", 25),
        ("", "Appel clos", "Appel clos, 3 minutes 12", 26),
        ("Coupé", "Micro coupé", "Micro coupé, Dupont ne vous entend plus", 28),
    ]) func theStartingTable(short: String, middle: String, long: String, index: Int) {
        let announcement = Phrases.samples[index]
        #expect(announcement.phrase(PhraseStyle(level: .short)).text == short)
        #expect(announcement.phrase(PhraseStyle(level: .middle)).text == middle)
        #expect(announcement.phrase(PhraseStyle(level: .long)).text == long)
    }

    /// Where there are several lines, what is said of one names it.
    @Test(arguments: Language.allCases, SpeechLevel.allCases)
    func aLineIsNamedWhereThereAreSeveral(language: Language, level: SpeechLevel) {
        var style = PhraseStyle(level: level, language: language)
        style.namesLines = true
        for announcement in Phrases.samples {
            let text = announcement.phrase(style).text
            switch announcement {
            case .ready, .lineLost, .lineBack, .passwordRefused: #expect(text.contains("Accueil"))
            case .forwardingOn, .forwardingOff, .voicemail: #expect(level == .short || text.contains("Accueil"))
            default: #expect(announcement.phrase(PhraseStyle(level: level, language: language)).text == text)
            }
        }
        #expect(Phrases.named(level, language).count >= 10)
    }

    @Test func safetyMessagesComeFirstAndComeBack() {
        let dupont = Party(name: "Dupont", number: nil, address: "sip:d@example.org")
        for announcement in [Announcement.muteOn(dupont), .muteOff(dupont), .microphoneSilent, .speakingWhileMuted] {
            #expect(announcement.persistence == .safety)
            #expect(announcement.priority == .important)
        }
    }
}

/// Letters without case and accents, for comparing sounds roughly.
enum Folded {
    static func text(_ text: String) -> String {
        String(text.lowercased().map { ["é": "e", "è": "e", "ê": "e", "à": "a"][$0] ?? $0 })
    }
}
