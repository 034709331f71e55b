/// A STUN message (RFC 8489 §5): what it is, its transaction, and its attributes as they are written.
public struct STUNMessage: Sendable, Equatable {
    /// RFC 8489 §5.
    public enum Class: UInt16, Sendable, Equatable, CaseIterable {
        case request, indication, success, failure
    }

    /// RFC 8489 §18.2, RFC 8656 §17.
    public enum Method: UInt16, Sendable, Equatable, CaseIterable {
        case binding = 0x001
        case allocate = 0x003
        case refresh = 0x004
        case send = 0x006
        case data = 0x007
        case createPermission = 0x008
        case channelBind = 0x009
    }

    /// One attribute: its type and its value without padding.
    public struct Attribute: Sendable, Equatable {
        public var type: UInt16
        public var value: [UInt8]

        public init(_ type: UInt16, _ value: [UInt8]) {
            self.type = type
            self.value = value
        }
    }

    public var messageClass: Class
    public var method: Method
    /// 96 bits that nobody can guess (§5).
    public var transaction: STUNTransactionID
    /// In the order of the message, without MESSAGE-INTEGRITY and FINGERPRINT and without what follows the former (§14.5).
    public var attributes: [Attribute]
    /// What is to be proved by MESSAGE-INTEGRITY; nil: the message has none.
    private(set) var integrity: Integrity?
    public private(set) var hasFingerprint = false

    /// The octets that MESSAGE-INTEGRITY covers, with the length that it demands, and its value.
    struct Integrity: Sendable, Equatable {
        var covered: [UInt8]
        var value: [UInt8]
    }

    public init(
        _ messageClass: Class, _ method: Method, _ transaction: STUNTransactionID, _ attributes: [Attribute] = []
    ) {
        self.messageClass = messageClass
        self.method = method
        self.transaction = transaction
        self.attributes = attributes
    }

    /// Reads a datagram; nil where it is no STUN message that we know, is longer than it says or shorter, has more attributes
    /// than are looked at, or a FINGERPRINT that is wrong (§14.7).
    public init?(parsing octets: [UInt8]) {
        guard (20...STUNLimits.octets).contains(octets.count), octets[0] < 64,
            Array(octets[4..<8]) == STUNMessage.cookie, let transaction = STUNTransactionID(octets[8..<20])
        else { return nil }
        let type = STUNMessage.word(octets, 0)
        guard Int(STUNMessage.word(octets, 2)) == octets.count - 20, octets.count % 4 == 0,
            let messageClass = Class(rawValue: (type >> 7 & 2) | (type >> 4 & 1)),
            let method = Method(rawValue: (type & 0x0F) | (type >> 1 & 0x70) | (type >> 2 & 0xF80))
        else { return nil }
        self.init(messageClass, method, transaction)
        guard readAttributes(octets) else { return nil }
    }

    private mutating func readAttributes(_ octets: [UInt8]) -> Bool {
        var place = 20
        var read = 0
        while place < octets.count {
            read += 1
            guard octets.count - place >= 4, read <= STUNLimits.attributes, !hasFingerprint else { return false }
            let type = STUNMessage.word(octets, place)
            let length = Int(STUNMessage.word(octets, place + 2))
            let start = place + 4
            guard length <= octets.count - start else { return false }
            let value = Array(octets[start..<start + length])
            switch type {
            case STUNAttribute.messageIntegrity:
                guard length == 20 else { return false }
                if integrity == nil {
                    integrity = Integrity(covered: Self.covered(octets, to: place, with: 24), value: value)
                }
            case STUNAttribute.fingerprint:
                guard value == Self.fingerprint(of: Self.covered(octets, to: place, with: 8)) else { return false }
                hasFingerprint = true
            default: if integrity == nil { attributes.append(Attribute(type, value)) }
            }
            place = start + (length + 3) / 4 * 4
        }
        return place == octets.count
    }

    /// The message up to an attribute, with the length that it has with this attribute of so many octets.
    private static func covered(_ octets: [UInt8], to place: Int, with own: Int) -> [UInt8] {
        var covered = Array(octets[..<place])
        let length = UInt16(clamping: place - 20 + own)
        covered[2] = UInt8(length >> 8)
        covered[3] = UInt8(length & 255)
        return covered
    }

    /// Whether MESSAGE-INTEGRITY proves that who wrote this has the key (§9).
    public func isProved(by key: [UInt8]) -> Bool {
        guard let integrity else { return false }
        return STUNHash.isHMACSHA1(integrity.value, of: integrity.covered, key: key)
    }

    /// The message as a datagram.
    /// - Parameters:
    ///   - key: proves it by MESSAGE-INTEGRITY; nil: none.
    ///   - isFingerprinted: FINGERPRINT is its last attribute (§14.7).
    public func octets(key: [UInt8]? = nil, isFingerprinted: Bool = false) -> [UInt8] {
        let type =
            (method.rawValue & 0x0F) | (method.rawValue & 0x70) << 1 | (method.rawValue & 0xF80) << 2
            | (messageClass.rawValue & 1) << 4 | (messageClass.rawValue & 2) << 7
        var octets = [UInt8(type >> 8), UInt8(type & 255), 0, 0] + Self.cookie + transaction.octets
        for attribute in attributes { Self.append(attribute.type, attribute.value, to: &octets) }
        if let key {
            let covered = Self.covered(octets, to: octets.count, with: 24)
            Self.append(STUNAttribute.messageIntegrity, STUNHash.hmacSHA1(of: covered, key: key), to: &octets)
        }
        if isFingerprinted {
            let covered = Self.covered(octets, to: octets.count, with: 8)
            Self.append(STUNAttribute.fingerprint, Self.fingerprint(of: covered), to: &octets)
        }
        return Self.covered(octets, to: octets.count, with: 0)
    }

    private static func append(_ type: UInt16, _ value: [UInt8], to octets: inout [UInt8]) {
        let length = UInt16(clamping: value.count)
        octets += [UInt8(type >> 8), UInt8(type & 255), UInt8(length >> 8), UInt8(length & 255)]
        octets += value.prefix(Int(length))
        octets += [UInt8](repeating: 0, count: (4 - Int(length) % 4) % 4)
    }

    private static func fingerprint(of octets: [UInt8]) -> [UInt8] {
        let sum = STUNHash.crc32(of: octets) ^ 0x5354_554E
        return STUNMessage.octets(of: sum)
    }

    static let cookie: [UInt8] = [0x21, 0x12, 0xA4, 0x42]

    static func word(_ octets: [UInt8], _ place: Int) -> UInt16 {
        guard octets.count > place, place >= 0, octets.count - place >= 2 else { return 0 }
        return UInt16(octets[place]) << 8 | UInt16(octets[place + 1])
    }

    static func octets(of number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    static func octets(of number: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}

/// The 96 bits that pair a response with its request (RFC 8489 §5).
public struct STUNTransactionID: Sendable, Hashable {
    let upper: UInt64
    let lower: UInt32

    /// A fresh one.
    public init(using random: inout some RandomNumberGenerator) {
        upper = random.next()
        lower = UInt32(truncatingIfNeeded: random.next())
    }

    /// nil where there are not 12 octets.
    public init?(_ octets: some Collection<UInt8>) {
        guard octets.count == 12 else { return nil }
        upper = octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        lower = octets.dropFirst(8).reduce(0) { $0 << 8 | UInt32($1) }
    }

    public var octets: [UInt8] { STUNMessage.octets(of: upper) + STUNMessage.octets(of: lower) }
}

/// The bounds of what is read of STUN.
public enum STUNLimits {
    /// Octets of a message.
    public static let octets = 2_048
    /// Attributes of a message; a real one has a dozen.
    public static let attributes = 32
}
