import JSONText

/// The forms that an agent may fill for somebody else, as a server of Publik lists them (`/api/formdefs/?backoffice-submission=on`).
public enum PublikForms {
    /// Their slugs in the server's order, no more than a desk has; nil: it is no list.
    public static func slugs(_ octets: [UInt8]) -> [String]? {
        guard let json = try? JSONParser.parse(octets, most: Limits.answerOctets),
            case .array(let forms)? = json["data"]
        else { return nil }
        return Array(forms.compactMap { slug(of: $0) }.prefix(FormLimits.forms))
    }

    /// A form that was moved elsewhere is none that can be filled.
    private static func slug(of form: JSON) -> String? {
        guard form["redirection"]?.boolean != true, let slug = form["slug"]?.text, !slug.isEmpty,
            slug.unicodeScalars.count <= FormLimits.labelCharacters
        else { return nil }
        return slug
    }
}
