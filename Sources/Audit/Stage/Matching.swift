/// Texts as an auditor compares them: capital letters, the kind of an apostrophe and the kind and number of blanks make no
/// difference; accents do.

/// Whether a text has another one in it.
func contains(_ text: String, _ part: String) -> Bool { comparable(text).contains(comparable(part)) }

/// Whether two texts are the same.
func same(_ one: String, _ other: String) -> Bool { comparable(one) == comparable(other) }

/// Whether a text begins with another one.
func begins(_ text: String, with start: String) -> Bool { comparable(text).hasPrefix(comparable(start)) }

/// The form in which texts are compared.
func comparable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var owesBlank = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace {
            owesBlank = !result.isEmpty
            continue
        }
        // Of no width: nobody sees them.
        if scalar == "\u{200B}" || scalar == "\u{2060}" || scalar == "\u{FEFF}" { continue }
        if owesBlank { result.append(" ") }
        owesBlank = false
        switch scalar {
        case "\u{2019}", "\u{2018}", "\u{02BC}": result.append("'")
        case "\u{2011}", "\u{2010}": result.append("-")
        default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }
    return String(result)
}
