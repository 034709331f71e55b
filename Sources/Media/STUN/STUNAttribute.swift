/// The types of attributes (RFC 8489 §18.3, RFC 8445 §16.1, RFC 8656 §18).
public enum STUNAttribute {
    public static let mappedAddress: UInt16 = 0x0001
    public static let username: UInt16 = 0x0006
    static let messageIntegrity: UInt16 = 0x0008
    public static let errorCode: UInt16 = 0x0009
    public static let unknownAttributes: UInt16 = 0x000A
    public static let channelNumber: UInt16 = 0x000C
    public static let lifetime: UInt16 = 0x000D
    public static let xorPeerAddress: UInt16 = 0x0012
    public static let data: UInt16 = 0x0013
    public static let realm: UInt16 = 0x0014
    public static let nonce: UInt16 = 0x0015
    public static let xorRelayedAddress: UInt16 = 0x0016
    public static let requestedAddressFamily: UInt16 = 0x0017
    public static let requestedTransport: UInt16 = 0x0019
    public static let xorMappedAddress: UInt16 = 0x0020
    public static let priority: UInt16 = 0x0024
    public static let useCandidate: UInt16 = 0x0025
    static let fingerprint: UInt16 = 0x8028
    public static let iceControlled: UInt16 = 0x8029
    public static let iceControlling: UInt16 = 0x802A

    /// Of those that must be understood (§14), the ones that we do.
    static let known: Set<UInt16> = [
        mappedAddress, username, messageIntegrity, errorCode, unknownAttributes, channelNumber, lifetime,
        xorPeerAddress,
        data, realm, nonce, xorRelayedAddress, requestedAddressFamily, requestedTransport, xorMappedAddress, priority,
        useCandidate,
    ]
}

extension STUNMessage.Attribute {
    public static func text(_ type: UInt16, _ text: String) -> Self { .init(type, Array(text.utf8)) }

    public static func number(_ type: UInt16, _ number: UInt32) -> Self { .init(type, STUNMessage.octets(of: number)) }

    public static func wide(_ type: UInt16, _ number: UInt64) -> Self { .init(type, STUNMessage.octets(of: number)) }

    /// RFC 8489 §14.2: an address that no translator on the way recognises.
    public static func address(_ type: UInt16, _ address: MediaAddress, _ transaction: STUNTransactionID) -> Self {
        var value = [UInt8(address.port >> 8), UInt8(address.port & 255)]
        if let ipv4 = address.ipv4 {
            value += STUNMessage.octets(of: ipv4)
        } else {
            value += STUNMessage.octets(of: address.upper) + STUNMessage.octets(of: address.lower)
        }
        let isFour = value.count == 6
        return .init(type, [0, isFour ? 1 : 2] + STUNMessage.masked(value, transaction))
    }

    /// RFC 8489 §14.8.
    public static func error(_ code: Int, _ reason: String) -> Self {
        .init(STUNAttribute.errorCode, [0, 0, UInt8(clamping: code / 100), UInt8(clamping: code % 100)] + reason.utf8)
    }

    /// RFC 8656 §18.8: UDP.
    static let udp = Self(STUNAttribute.requestedTransport, [17, 0, 0, 0])
}

extension STUNMessage {
    /// The first attribute of a type (§14).
    public func value(_ type: UInt16) -> [UInt8]? { attributes.first { $0.type == type }?.value }

    public func text(_ type: UInt16) -> String? {
        value(type).flatMap { $0.count <= 763 ? String(validating: $0, as: UTF8.self) : nil }
    }

    public func number(_ type: UInt16) -> UInt32? {
        value(type).flatMap { $0.count == 4 ? $0.reduce(0) { $0 << 8 | UInt32($1) } : nil }
    }

    public func wide(_ type: UInt16) -> UInt64? {
        value(type).flatMap { $0.count == 8 ? $0.reduce(0) { $0 << 8 | UInt64($1) } : nil }
    }

    public func has(_ type: UInt16) -> Bool { attributes.contains { $0.type == type } }

    /// A masked address (§14.2, RFC 8656 §18.3, §18.5).
    public func address(_ type: UInt16) -> MediaAddress? {
        value(type).flatMap { Self.address($0) { Self.masked($0, transaction) } }
    }

    /// Where the server saw us: masked, or plain by an old one.
    public var mappedAddress: MediaAddress? {
        address(STUNAttribute.xorMappedAddress)
            ?? value(STUNAttribute.mappedAddress).flatMap { Self.address($0) { $0 } }
    }

    /// 300 to 699 (§14.8); nil for anything else.
    public var failureCode: Int? {
        guard let value = value(STUNAttribute.errorCode), value.count >= 4 else { return nil }
        let hundreds = Int(value[2] & 7)
        let rest = Int(value[3])
        return (3...6).contains(hundreds) && rest < 100 ? hundreds * 100 + rest : nil
    }

    /// The attributes that must be understood and are not (§6.3.1).
    var unknownTypes: [UInt16] {
        attributes.map(\.type).filter { $0 < 0x8000 && !STUNAttribute.known.contains($0) }
    }

    private static func address(_ value: [UInt8], unmask: ([UInt8]) -> [UInt8]) -> MediaAddress? {
        guard value.count == 8 && value[1] == 1 || value.count == 20 && value[1] == 2 else { return nil }
        let plain = unmask(Array(value[2...]))
        guard plain.count == value.count - 2 else { return nil }
        let port = word(plain, 0)
        if plain.count == 6 { return MediaAddress(ipv4: plain[2...].reduce(0) { $0 << 8 | UInt32($1) }, port: port) }
        return MediaAddress(
            upper: plain[2..<10].reduce(0) { $0 << 8 | UInt64($1) },
            lower: plain[10..<18].reduce(0) { $0 << 8 | UInt64($1) }, port: port)
    }

    /// Port and address under the cookie and the transaction.
    fileprivate static func masked(_ value: [UInt8], _ transaction: STUNTransactionID) -> [UInt8] {
        let mask = Array(cookie.prefix(2)) + cookie + transaction.octets
        return zip(value, mask).map { $0 ^ $1 }
    }
}
