/// The user that a web address names, and the password (RFC 3986 §3.2.1). They would be sent to any server, in clear too.
struct AddressUser: Sendable, Equatable {
    var user: String
    /// nil: none is given.
    var password: String?
    /// The address without them.
    var address: String

    /// Nil where the address names none, or one that cannot be read.
    init?(parsing text: String) {
        guard let range = Self.range(in: text) else { return nil }
        let halves = text[range].dropLast().split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = halves.first, let user = PercentEncoding.decoded(name) else { return nil }
        self.user = user
        if halves.count == 2 {
            guard let password = PercentEncoding.decoded(halves[1]) else { return nil }
            self.password = password
        }
        address = String(text[..<range.lowerBound] + text[range.upperBound...])
    }

    /// Where they stand in an address, the sign behind them included; nil where none does. A "#" that is not encoded may be a password's.
    static func range(in text: String) -> Range<String.Index>? {
        guard let scheme = text.firstRange(of: "://") else { return nil }
        let authority = text[scheme.upperBound...].prefix { !"/?".contains($0) }
        return authority.lastIndex(of: "@").map { scheme.upperBound..<authority.index(after: $0) }
    }
}
