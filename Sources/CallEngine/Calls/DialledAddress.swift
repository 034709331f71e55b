import SIP

/// What the agent typed, made an address (RFC 3261 §19.1, RFC 3966).
enum DialledAddress {
    /// - Parameter domain: the host of the line's own address, for a bare number or name and for `tel:`.
    /// - Returns: nil where it is no address that this engine can call.
    static func parse(_ text: String, domain: String) -> URI? {
        guard text.utf8.count <= Limits.dialledOctets else { return nil }
        let trimmed = text.filter { !$0.isWhitespace || $0 == " " }
        var bare = Substring(trimmed)
        while bare.first == " " { bare.removeFirst() }
        while bare.last == " " { bare.removeLast() }
        guard !bare.isEmpty else { return nil }
        let lower = bare.lowercased()
        if lower.hasPrefix("sip:") || lower.hasPrefix("sips:") { return sip(String(bare)) }
        if lower.hasPrefix("tel:") {
            return telephone(bare.dropFirst(4), domain: domain)
        }
        if let at = bare.firstIndex(of: "@") {
            // Another scheme, such as mailto:, is no user with a password.
            return bare[..<at].contains(":") ? nil : sip("sip:" + bare)
        }
        return number(bare, domain: domain)
    }

    private static func sip(_ text: String) -> URI? {
        guard let uri = try? URI(parsing: text), uri.scheme == .sip || uri.scheme == .sips,
            !uri.host.isEmpty
        else { return nil }
        var clean = uri
        // RFC 3261 §19.1.5: headers of a typed address could forge our request; they are not obeyed.
        clean.headers = ""
        return clean
    }

    /// A telephone number with its parameters (RFC 3966 §3): a global one, or a local one of a `phone-context`. A context that
    /// is a domain is where the number means something (§9); one that is a prefix says only which country's numbers it is of,
    /// and the line's own server reads those as they are dialled.
    private static func telephone(_ text: Substring, domain: String) -> URI? {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        let digits = (parts.first ?? "").filter { !" -.()".contains($0) }
        let isGlobal = digits.hasPrefix("+")
        let allowed = isGlobal ? "0123456789" : "0123456789ABCDEFabcdef*#"
        guard !(isGlobal ? digits.dropFirst() : digits[...]).isEmpty,
            digits.dropFirst(isGlobal ? 1 : 0).allSatisfy({ allowed.contains($0) }), !domain.isEmpty
        else { return nil }
        let context = parts.dropFirst().first { $0.lowercased().hasPrefix("phone-context=") }?.dropFirst(14)
        guard !isGlobal, let context, !context.hasPrefix("+") else {
            return URI(scheme: .sip, user: digits, host: domain)
        }
        return sip("sip:" + digits.replacing("#", with: "%23") + "@" + context)
    }

    /// A number loses its visual separators (RFC 3966 §5.1.1); a name must be one word.
    private static func number(_ text: Substring, domain: String) -> URI? {
        let first = text.drop { $0 == " " || $0 == "(" }.first
        let isNumber = first.map { $0.isASCII && ($0.isNumber || $0 == "+" || $0 == "*" || $0 == "#") } ?? false
        let user = isNumber ? text.filter { !" .-()/".contains($0) } : String(text)
        guard !user.isEmpty, !user.contains(where: { $0 == " " || $0 == ":" || $0 == "/" }), !domain.isEmpty else {
            return nil
        }
        return URI(scheme: .sip, user: user, host: domain)
    }
}
