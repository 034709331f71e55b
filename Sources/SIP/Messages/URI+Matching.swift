extension URI {
    /// Whether both name the same resource (RFC 3261 §19.1.4; of telephone numbers RFC 3966 §4). User and password compare
    /// with letter case, all else without it; a port or a user that only one has makes a difference; of the parameters
    /// `user`, `ttl`, `method`, `maddr` and `transport` must stand in both or in none, others agree where both have them.
    public func matches(_ other: URI) -> Bool {
        switch (scheme, other.scheme) {
        case (.sip, .sip), (.sips, .sips):
            user == other.user && password == other.password && host.lowercased() == other.host.lowercased()
                && port == other.port && parametersMatch(other) && headersMatch(other)
        case (.tel, .tel):
            Self.digits(user) == Self.digits(other.user) && parametersAgree(other) && other.parametersAgree(self)
                && parameters.count == other.parameters.count
        case (.other(let name), .other(let otherName)):
            name == otherName && host == other.host
        case (.sip, _), (.sips, _), (.tel, _), (.other, _):
            false
        }
    }

    private func parametersMatch(_ other: URI) -> Bool {
        for name in ["user", "ttl", "method", "maddr", "transport"] {
            if (parameter(name) == nil) != (other.parameter(name) == nil) { return false }
        }
        return parametersAgree(other)
    }

    /// Parameters that both have, have the same value.
    private func parametersAgree(_ other: URI) -> Bool {
        parameters.allSatisfy { mine in
            guard let theirs = other.parameter(mine.name.lowercased()) else { return scheme != .tel }
            return theirs.lowercased() == (mine.value ?? "").lowercased()
        }
    }

    /// URI headers are never ignored; their order does not matter.
    private func headersMatch(_ other: URI) -> Bool {
        headers.lowercased().split(separator: "&").sorted() == other.headers.lowercased().split(separator: "&").sorted()
    }

    /// A number without its visual separators (RFC 3966 §3).
    private static func digits(_ number: String?) -> String {
        (number ?? "").filter { !"-.()".contains($0) }.lowercased()
    }
}
