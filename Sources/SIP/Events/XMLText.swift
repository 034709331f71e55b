/// Text made fit to stand in a document of ours.
public enum XMLText {
    /// XML 1.0 §2.2, §2.4: markup escaped, characters that no document may hold left out. Fit for text and for attribute values in
    /// either quotes.
    public static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&apos;".unicodeScalars)
            default:
                let isAllowed =
                    scalar.value >= 32 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                    || scalar == "\t" || scalar == "\n" || scalar == "\r"
                if isAllowed { result.append(scalar) }
            }
        }
        return String(result)
    }
}
