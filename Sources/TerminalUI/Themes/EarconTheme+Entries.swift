import Announcements
import Configuration

/// Why a file is no theme of earcons.
public enum EarconThemeFault: Error, Sendable, Equatable {
    case unknownKey(String)
    /// The theme lacks this earcon.
    case missing(Earcon)
    /// No list of notes `[hertz, milliseconds, quiet after it]`.
    case badNotes(Earcon)
    case tooLong(Earcon, milliseconds: Int)
    /// Two earcons of one rhythm.
    case alike(Earcon, Earcon)
    case badVolume

    public var words: Bilingual {
        switch self {
        case .unknownKey(let key):
            Bilingual("clé inconnue « \(key) »", "unknown key \"\(key)\"")
        case .missing(let earcon):
            Bilingual("il manque \(earcon.rawValue)", "\(earcon.rawValue) is missing")
        case .badNotes(let earcon):
            Bilingual(
                "\(earcon.rawValue) n'est pas une liste de notes [hertz, millisecondes, silence]",
                "\(earcon.rawValue) is no list of notes [hertz, milliseconds, quiet]")
        case .tooLong(let earcon, let milliseconds):
            Bilingual(
                "\(earcon.rawValue) dure \(milliseconds) millisecondes, au plus \(EarconTheme.longestMilliseconds)",
                "\(earcon.rawValue) takes \(milliseconds) milliseconds, at most \(EarconTheme.longestMilliseconds)")
        case .alike(let one, let other):
            Bilingual(
                "\(one.rawValue) et \(other.rawValue) ont le même rythme",
                "\(one.rawValue) and \(other.rawValue) have one rhythm")
        case .badVolume: Bilingual("volume va de 10 à 200", "volume is 10 to 200")
        }
    }
}

extension EarconTheme {
    /// From the entries of a file: `volume`, and a table `earcons` with the notes of every earcon.
    public init(_ entries: [ConfigurationEntry]) throws(EarconThemeFault) {
        var volume = 100
        var notes: [Earcon: [EarconNote]] = [:]
        for entry in entries {
            switch (entry.key, entry.value.content) {
            case ("volume", .integer(let percent)) where (10...200).contains(percent): volume = percent
            case ("volume", _): throw .badVolume
            case ("earcons", .table(let table)):
                for entry in table {
                    guard let earcon = Earcon(rawValue: entry.key) else { throw .unknownKey(entry.key.quoted) }
                    guard let list = Self.notes(entry.value) else { throw .badNotes(earcon) }
                    notes[earcon] = list
                }
            case (let key, _): throw .unknownKey(key.quoted)
            }
        }
        self.init(notes: notes, volumePercent: volume)
        var heard: [(Earcon, [Int])] = []
        for earcon in Earcon.allCases {
            guard notes[earcon] != nil else { throw .missing(earcon) }
            let length = milliseconds(of: earcon)
            guard length <= Self.longestMilliseconds else { throw .tooLong(earcon, milliseconds: length) }
            let rhythm = rhythm(of: earcon)
            if let twin = heard.first(where: { !Self.differ($0.1, rhythm) }) { throw .alike(twin.0, earcon) }
            heard.append((earcon, rhythm))
        }
    }

    private static func notes(_ value: ConfigurationValue) -> [EarconNote]? {
        guard case .list(let elements) = value.content, (1...8).contains(elements.count) else { return nil }
        var notes: [EarconNote] = []
        for element in elements {
            guard case .list(let parts) = element.content, (2...3).contains(parts.count) else { return nil }
            var numbers: [Int] = []
            for part in parts {
                guard case .integer(let number) = part.content else { return nil }
                numbers.append(number)
            }
            guard let hertz = numbers.first, (100...4_000).contains(hertz), (5...1_000).contains(numbers[1]) else {
                return nil
            }
            let gap = numbers.count > 2 ? numbers[2] : 0
            guard (0...1_000).contains(gap) else { return nil }
            notes.append(EarconNote(hertz, numbers[1], gap))
        }
        return notes
    }
}

extension String {
    /// What a stranger wrote, short and without controls.
    fileprivate var quoted: String {
        String(prefix(Configuration.Limits.quotedCharacters).filter { !$0.unicodeScalars.contains { $0.value < 0x20 } })
    }
}
