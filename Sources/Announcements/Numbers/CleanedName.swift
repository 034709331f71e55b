/// Names as the network gives them, made fit for a voice and a screen.
public enum CleanedName {
    /// Without controls, marks of direction and quotes; runs of blanks are one; bounded.
    /// - Parameter limit: the most characters.
    public static func clean(_ name: String, atMost limit: Int = Limits.nameCharacters) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if isIgnored(scalar) { continue }
            scalars.append(isBlank(scalar) ? " " : scalar)
            if scalars.count >= limit * 4 { break }
        }
        let words = String(scalars).split(separator: " ", omittingEmptySubsequences: true)
        return String(words.joined(separator: " ").prefix(limit))
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "_" || scalar.properties.generalCategory == .control
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .privateUse, .surrogate, .unassigned: true
        default: scalar == "\"" || scalar == "«" || scalar == "»"
        }
    }
}
