/// The one STUN exchange that SIP itself needs: a Binding request on the flow and the address in its answer (RFC 8489
/// §5, §14.1, §14.2; RFC 5626 §4.4.2). No credentials, no fingerprint: the transaction's identifier is the proof.
public enum StunBinding {
    /// Where the server saw us.
    public struct Mapped: Sendable, Hashable {
        /// 4 or 16 octets.
        public var octets: [UInt8]
        public var port: UInt16

        public init(octets: [UInt8], port: UInt16) {
            self.octets = octets
            self.port = port
        }
    }

    /// Octets of a transaction's identifier.
    public static let identifierOctets = 12
    private static let cookie: [UInt8] = [0x21, 0x12, 0xA4, 0x42]

    /// RFC 5626 §8: the first two bits of STUN are zero, and no SIP message begins with 0 or 1.
    public static func isStun(_ octets: [UInt8]) -> Bool { octets.first.map { $0 < 2 } ?? false }

    /// A Binding request without attributes.
    public static func request(_ identifier: [UInt8]) -> [UInt8] { [0, 1, 0, 0] + cookie + identifier }

    /// The mapped address in the success response of this transaction; nil: it is another message, or none.
    public static func mapped(in octets: [UInt8], of identifier: [UInt8]) -> Mapped? {
        guard octets.count >= 20, identifier.count == identifierOctets, octets[0] == 1, octets[1] == 1,
            Array(octets[4..<8]) == cookie, Array(octets[8..<20]) == identifier
        else { return nil }
        let end = 20 + word(octets, 2)
        guard end == octets.count else { return nil }
        var place = 20
        var plain: Mapped?
        while place + 4 <= end {
            let kind = word(octets, place)
            let length = word(octets, place + 2)
            guard place + 4 + length <= end else { return nil }
            let value = Array(octets[(place + 4)..<(place + 4 + length)])
            if kind == 0x0020 { return address(value, mask: cookie + identifier) }
            if kind == 0x0001, plain == nil { plain = address(value, mask: []) }
            place += 4 + (length + 3) / 4 * 4
        }
        return plain
    }

    /// RFC 8489 §14.1, §14.2: family, port and address, the latter two masked in the XOR form.
    private static func address(_ value: [UInt8], mask: [UInt8]) -> Mapped? {
        guard value.count == 8 && value[1] == 1 || value.count == 20 && value[1] == 2 else { return nil }
        var octets = Array(value[2...])
        let own = mask.isEmpty ? [] : Array(mask.prefix(2)) + mask
        for place in octets.indices where place < own.count { octets[place] ^= own[place] }
        return Mapped(octets: Array(octets[2...]), port: UInt16(octets[0]) << 8 | UInt16(octets[1]))
    }

    private static func word(_ octets: [UInt8], _ place: Int) -> Int {
        Int(octets[place]) << 8 | Int(octets[place + 1])
    }
}
