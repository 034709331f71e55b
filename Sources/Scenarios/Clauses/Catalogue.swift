/// Everything that is asked of the program, in the order of reports.
public enum Catalogue {
    public static let all: [Requirement] =
        functionalPerformance + generic + twoWayVoice + otherTechnology + software + assistiveTechnology + documentation
        + needs + goals + rules + keysAndVoice

    static let byTag: [String: Requirement] = Dictionary(
        all.map { ($0.tag, $0) }, uniquingKeysWith: { first, _ in first })

    /// - Parameter tag: without `@`.
    public static func requirement(_ tag: String) -> Requirement? { byTag[tag] }

    /// The clauses of V3.2.1: what the accessibility statement counts.
    public static var presentClauses: [Requirement] { all.filter { $0.number != nil } }
}
