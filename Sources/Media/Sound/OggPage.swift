/// Pages of an Ogg stream (RFC 3533 §6), made of whole packets.
struct OggPage {
    /// RFC 3533 §6: the kinds of a page that are not its packets'.
    static let first: UInt8 = 2
    static let last: UInt8 = 4
    /// The segments of one page.
    static let segments = 255

    /// The stream's number, and that of its next page.
    let serial: UInt32
    private var sequence: UInt32 = 0
    private var lacing: [UInt8] = []
    private var body: [UInt8] = []
    private(set) var packets = 0

    init(serial: UInt32) { self.serial = serial }

    /// Takes a packet; false where it does not fit on the page any more.
    mutating func append(_ packet: some Collection<UInt8>) -> Bool {
        guard lacing.count + packet.count / 255 + 1 <= Self.segments else { return false }
        lacing += [UInt8](repeating: 255, count: packet.count / 255)
        lacing.append(UInt8(packet.count % 255))
        body += packet
        packets += 1
        return true
    }

    /// Ends the page and begins the next one.
    /// - Parameter granule: the position of the page's last packet, by the codec's rule.
    mutating func take(granule: Int64, kind: UInt8 = 0) -> [UInt8] {
        var octets = Array("OggS".utf8) + [0, kind]
        octets.append(little: granule)
        octets.append(little: serial)
        octets.append(little: sequence)
        octets.append(little: UInt32(0))
        octets.append(UInt8(lacing.count))
        octets += lacing
        octets += body
        let sum = Self.checksum(octets)
        for index in 0..<4 { octets[22 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
        sequence &+= 1
        lacing.removeAll(keepingCapacity: true)
        body.removeAll(keepingCapacity: true)
        packets = 0
        return octets
    }

    /// The CRC of RFC 3533 §6: polynomial 0x04C11DB7, nothing reflected, begun at 0.
    static func checksum(_ octets: [UInt8]) -> UInt32 {
        octets.reduce(0) { sum, octet in (sum << 8) ^ table[Int(UInt8(truncatingIfNeeded: sum >> 24) ^ octet)] }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index) << 24) { sum, _ in sum & 0x8000_0000 == 0 ? sum << 1 : (sum << 1) ^ 0x04C1_1DB7 }
    }
}

extension [UInt8] {
    /// Appends a number, its lowest octet first.
    mutating func append(little value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
