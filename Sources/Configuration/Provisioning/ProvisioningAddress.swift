/// The `https:` address of a provisioning server, or `http:` on this computer alone (RFC 3986, as much of it as that takes).
public struct ProvisioningAddress: Sendable, Equatable {
    /// The whole address, percent-encoded.
    public let text: String
    /// `https://host:port`: what two addresses of one server have in common.
    public let origin: String
    /// From "/" on, without query.
    private let path: String

    /// - Returns: nil where it is none that may be asked: another scheme, a user or a fragment in it, characters to be escaped.
    public init?(_ text: String) {
        guard text.utf8.count <= Limits.addressOctets, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            return nil
        }
        guard !text.contains(where: { "\"<>\\^`{|}#".contains($0) }) else { return nil }
        let scheme = text.hasPrefix("https://") ? "https://" : "http://"
        guard text.hasPrefix(scheme) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.isEmpty, !authority.contains("@"), !authority.hasPrefix(":") else { return nil }
        guard Self.isSafe(text) else { return nil }
        self.text = text
        origin = scheme + authority.lowercased()
        let path = rest.dropFirst(authority.count).prefix { $0 != "?" }
        self.path = path.isEmpty ? "/" : String(path)
    }

    /// The address of an agent: `{user}` and `{host}` are put in, every character escaped that could mean something.
    public init?(template: String, user: String, host: String) {
        guard let text = Self.filled(template, user: user, host: host) else { return nil }
        self.init(text)
    }

    /// The address that a reference of the manifest names (RFC 3986 §5), where it is of the same server.
    public func resolving(_ reference: String, user: String, host: String) -> ProvisioningAddress? {
        guard let reference = Self.filled(reference, user: user, host: host), !reference.hasPrefix("//") else {
            return nil
        }
        let resolved: ProvisioningAddress?
        if reference.contains("://") {
            resolved = ProvisioningAddress(reference)
        } else if reference.hasPrefix("/") {
            resolved = ProvisioningAddress(origin + reference)
        } else {
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
            resolved = ProvisioningAddress(origin + folder + reference)
        }
        return resolved?.origin == origin ? resolved : nil
    }

    /// Nobody on the way can read what goes there: `https:`, or `http:` on this computer alone. Its path may be a template.
    static func isSafe(_ text: String) -> Bool {
        let lower = text.lowercased()
        if lower.hasPrefix("https://") { return true }
        guard lower.hasPrefix("http://") else { return false }
        // A user before "@" could look like this computer; a backslash ends the host for some readers.
        let authority = lower.dropFirst(7).prefix { !"/?#".contains($0) }
        return ["127.0.0.1", "[::1]", "localhost"].contains(host(authority))
            && !authority.contains { "@\\".contains($0) }
    }

    private static func host(_ authority: Substring) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return authority.prefix { $0 != ":" }.lowercased()
    }

    /// nil where a value is needed and empty.
    private static func filled(_ template: String, user: String, host: String) -> String? {
        var text = template
        for (name, value) in [("{user}", user), ("{host}", host)] {
            while let place = text.firstRange(of: name) {
                guard !value.isEmpty else { return nil }
                text.replaceSubrange(place, with: escaped(value))
            }
        }
        return text
    }

    /// "." alone would name a folder (RFC 3986 §5.2.4): it is escaped too.
    private static func escaped(_ value: String) -> String {
        let isFolder = value == "." || value == ".."
        return isFolder ? value.replacing(".", with: "%2E") : PercentEncoding.of(value.unicodeScalars)
    }
}
