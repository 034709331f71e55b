/// Letters compared without case and accents: by them everything is searched.
public enum PlainLetters {
    /// "Élodie" is "elodie", "œuf" is "oeuf".
    public static func of(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: folded.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 0x20)))
            case 0..<0x80: folded.append(scalar)
            // Accents that stand after their letter.
            case 0x300...0x36F: continue
            default: folded.append(contentsOf: accents[scalar] ?? scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(folded)
    }

    /// Whether a text has these octets somewhere; both as `of` gives them, in UTF-8. Nothing is in every text.
    public static func holds(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        guard text.count >= wanted.count else { return false }
        return text.withUnsafeBufferPointer { text in
            text.indices.dropLast(wanted.count - 1).contains {
                text[$0] == first && text[$0...].starts(with: wanted)
            }
        }
    }

    /// Small and capital letters with accents, by what they are without.
    private static let accents: [Unicode.Scalar: String.UnicodeScalarView] = {
        let letters: [(Character, String)] = [
            ("a", "àâäáãåÀÂÄÁÃÅ"), ("c", "çÇ"), ("e", "éèêëÉÈÊË"), ("i", "îïíìÎÏÍÌ"), ("n", "ñÑ"),
            ("o", "ôöóòõøÔÖÓÒÕØ"),
            ("u", "ùûüúÙÛÜÚ"), ("y", "ÿýŸÝ"),
        ]
        var table: [Unicode.Scalar: String.UnicodeScalarView] = [:]
        for (plain, accented) in letters {
            for scalar in accented.unicodeScalars { table[scalar] = String(plain).unicodeScalars }
        }
        for (scalar, plain) in [("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae")] {
            if let scalar = scalar.unicodeScalars.first { table[scalar] = plain.unicodeScalars }
        }
        return table
    }()
}
