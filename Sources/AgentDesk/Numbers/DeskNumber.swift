/// What a written number means at this desk.
public struct DeskNumber: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A subscriber somewhere, in E.164.
        case outside
        /// One of the exchange's own: what is dialled inside.
        case `internal`(String)
        /// 15, 17, 18, 112 and their kin: dialled as they are.
        case emergency
        /// A short public number, such as 3939 or 118 712: known in its country alone.
        case short
        /// A service code with a star or a hash.
        case code
        /// Digits of no plan that is known here.
        case unknown
    }

    public var kind: Kind
    /// By this all writings of the number are the same: E.164 with its plus sign where it is known.
    public var key: String
    /// With its plus sign; nil where it has none, or it is not known.
    public var e164: String?
    /// The number without prefixes of the exchange.
    public var digits: String

    init(_ kind: Kind, key: String, e164: String? = nil, digits: String? = nil) {
        self.kind = kind
        self.key = key
        self.e164 = e164
        self.digits = digits ?? key
    }
}
