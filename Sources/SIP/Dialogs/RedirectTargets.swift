/// The target set of a request that is redirected (RFC 3261 §8.1.3.4, §19.1.5): contacts of 3xx answers by their `q`,
/// none twice, no more than `DialogLimits.redirectTargets` in all.
public struct RedirectTargets: Sendable, Equatable {
    private struct Target: Sendable, Equatable {
        var uri: URI
        /// Thousandths.
        var preference: Int
    }

    private let isSecure: Bool
    private var seen: [URI]
    private var waiting: [Target] = []

    /// - Parameter original: the Request-URI of the request as the user asked for it.
    public init(original: URI) {
        isSecure = original.scheme == .sips
        seen = [original]
    }

    /// True where nothing is left to try.
    public var isEmpty: Bool { waiting.isEmpty }

    /// Adds the contacts of a 3xx answer. What was tried or waits already, what is none of sip, sips and tel, and what would
    /// take a sips request to plain sip (RFC 3261 §8.1.3.4, §26.2.2) is left out.
    public mutating func add(_ contacts: [NameAddress]) {
        for contact in contacts where seen.count <= DialogLimits.redirectTargets {
            guard isAllowed(contact.uri.scheme) else { continue }
            let uri = contact.uri.asRequestURI
            guard !seen.contains(where: { $0.matches(uri) }) else { continue }
            seen.append(uri)
            let target = Target(uri: uri, preference: Self.thousandths(contact.parameter("q")))
            // After all that are preferred as much: the answer's own order decides between equals.
            let place = waiting.firstIndex { $0.preference < target.preference } ?? waiting.endIndex
            waiting.insert(target, at: place)
        }
    }

    /// The next target to try, the most preferred first; nil: all are tried.
    public mutating func next() -> URI? {
        waiting.isEmpty ? nil : waiting.removeFirst().uri
    }

    private func isAllowed(_ scheme: URI.Scheme) -> Bool {
        switch scheme {
        case .sips: true
        // A number is called through our own proxy (RFC 3261 §19.1.6).
        case .sip, .tel: !isSecure
        case .other: false
        }
    }

    /// A qvalue of RFC 3261 §25.1 ("0.5", "1.000") in thousandths. Absent: 1; unreadable: 0, the least preferred.
    static func thousandths(_ text: String?) -> Int {
        guard let text else { return 1000 }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1" else { return 0 }
        guard parts.count == 2 else { return whole == "1" ? 1000 : 0 }
        let decimals = parts[1]
        guard decimals.utf8.count <= 3, decimals.utf8.allSatisfy({ (48...57).contains($0) }) else { return 0 }
        if whole == "1" { return decimals.allSatisfy { $0 == "0" } ? 1000 : 0 }
        return Int(decimals + String(repeating: "0", count: 3 - decimals.utf8.count)) ?? 0
    }
}
