/// `a=crypto` of a medium (RFC 4568 §4, §6): the cipher and the keys of what its writer sends.
public struct CryptoAttribute: Sendable, Equatable {
    /// 1 to 999,999,999: an answer names by it the attribute that it takes (RFC 4568 §4.1).
    public var tag: Int
    public var suite: CryptoSuite
    /// One, or several that their identifiers tell apart.
    public var keys: [MasterKey]

    public init(tag: Int, suite: CryptoSuite, keys: [MasterKey]) {
        self.tag = tag
        self.suite = suite
        self.keys = keys
    }

    /// Reads the value of one attribute; nil where it is none, or asks for what we do not do: another suite or key method,
    /// streams without encryption or authentication, key derivation rates, forward error correction, any parameter that must
    /// be understood and is not (RFC 4568 §6.3.7).
    public init?(parsing value: String) {
        let text = SDPText(octets: Array(value.utf8))
        var rest = 0..<text.octets.count
        guard rest.count <= CryptoLimits.octets, let tagWord = text.takeWord(&rest),
            text.octets[tagWord.lowerBound] != 48, let tag = text.number(tagWord, most: 999_999_999),
            let suiteWord = text.takeWord(&rest), let suite = CryptoSuite(rawValue: text.string(suiteWord)),
            var keyWord = text.takeWord(&rest)
        else { return nil }
        var keys: [MasterKey] = []
        while let part = text.takePart(&keyWord, endedBy: 59) {
            guard keys.count < CryptoLimits.keys, let key = MasterKey(text, part, suite) else { return nil }
            keys.append(key)
        }
        while let word = text.takeWord(&rest) { guard Self.isAcceptable(text.string(word)) else { return nil } }
        // RFC 4568 §6.1: several keys are told apart by identifiers of one length.
        let lengths = Set(keys.map { $0.identifier.count })
        guard !keys.isEmpty, lengths.count == 1, Set(keys.map(\.identifier)).count == keys.count else { return nil }
        self.init(tag: tag, suite: suite, keys: keys)
    }

    /// The window hint is only a hint (RFC 4568 §6.3.6); what begins with a dash may be passed over.
    private static func isAcceptable(_ parameter: String) -> Bool {
        parameter.hasPrefix("-") || parameter.hasPrefix("WSH=")
    }

    func write(to writer: inout OctetWriter) {
        writer.append(number: UInt(clamping: tag))
        writer.append(32)
        writer.append(suite.rawValue)
        writer.append(32)
        for (place, key) in keys.enumerated() {
            if place > 0 { writer.append(59) }
            key.write(to: &writer)
        }
    }
}

/// A master key and its salt (RFC 4568 §6.1). Its description and its mirror show nothing of it.
public struct MasterKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key, then the salt.
    public var octets: [UInt8]
    /// The most packets that it may protect; nil: as many as the cipher allows.
    public var lifetime: UInt64?
    /// The master key identifier as it stands in each packet, 1 to 128 octets; empty: packets carry none.
    public var identifier: [UInt8]

    public init(octets: [UInt8], lifetime: UInt64? = nil, identifier: [UInt8] = []) {
        self.octets = octets
        self.lifetime = lifetime
        self.identifier = identifier
    }

    /// A fresh one for a suite.
    public init(for suite: CryptoSuite, using randomness: inout Randomness) {
        let count = suite.keyOctets + suite.saltOctets
        self.init(octets: (0..<count).map { _ in UInt8(truncatingIfNeeded: randomness.next()) })
    }

    public var description: String { "••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// `inline:key||salt|lifetime|MKI:length`
    fileprivate init?(_ text: SDPText, _ part: Range<Int>, _ suite: CryptoSuite) {
        var rest = part
        let method = text.takeAll(&rest, before: 58)
        guard text.equals(method, "inline"), let encoded = text.takePart(&rest, endedBy: 124),
            let octets = Base64.octets(of: Array(text.octets[encoded])),
            octets.count == suite.keyOctets + suite.saltOctets
        else { return nil }
        self.init(octets: octets)
        while let field = text.takePart(&rest, endedBy: 124) {
            if text.octets[field].contains(58) {
                guard identifier.isEmpty, let identifier = Self.identifier(text, field) else { return nil }
                self.identifier = identifier
            } else {
                guard lifetime == nil, identifier.isEmpty, let lifetime = Self.lifetime(text, field) else { return nil }
                self.lifetime = lifetime
            }
        }
    }

    /// A number of packets, or `2^` and its exponent; the ciphers end at 2^48 (RFC 3711 §9.2).
    private static func lifetime(_ text: SDPText, _ field: Range<Int>) -> UInt64? {
        if field.count > 2, text.octets[field.lowerBound] == 50, text.octets[field.lowerBound + 1] == 94 {
            return text.number(field.dropFirst(2), most: 48).map { 1 << UInt64($0) }
        }
        guard text.octets[field.lowerBound] != 48 else { return nil }
        return text.number(field, most: 1 << 48).map { UInt64($0) }
    }

    /// The identifier as a big-endian number in so many octets; the number itself may fill eight of them.
    private static func identifier(_ text: SDPText, _ field: Range<Int>) -> [UInt8]? {
        var rest = field
        let value = text.takeAll(&rest, before: 58)
        guard let length = text.number(rest, most: 128), length >= 1, value.count <= 18,
            let number = text.number(value, most: .max / 10 - 10), number >= 1
        else { return nil }
        let octets = (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        guard octets.dropLast(length).allSatisfy({ $0 == 0 }) else { return nil }
        return [UInt8](repeating: 0, count: max(0, length - 8)) + octets.suffix(length)
    }

    fileprivate func write(to writer: inout OctetWriter) {
        writer.write("inline:")
        writer.append(Base64.text(of: octets))
        if let lifetime {
            writer.append(124)
            writer.append(number: lifetime)
        }
        guard !identifier.isEmpty else { return }
        writer.append(124)
        writer.append(number: identifier.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        writer.append(58)
        writer.append(number: UInt(identifier.count))
    }
}

/// The bounds of what is read of one attribute.
public enum CryptoLimits {
    /// Octets of a value.
    public static let octets = 1_024
    /// Keys of one attribute.
    public static let keys = 8
    /// Attributes of one medium.
    public static let attributes = 16
}
