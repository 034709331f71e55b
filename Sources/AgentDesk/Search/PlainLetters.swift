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
