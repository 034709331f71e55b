/// The fixed header of an RTP packet and where its payload lies (RFC 3550 §5.1).
public struct RTPHeader: Sendable, Equatable {
    /// Octets of the header without CSRC list and extension.
    static let fixedOctets = 12

    public var hasMarker = false
    public var payloadType: UInt8
    public var sequenceNumber: UInt16
    public var timestamp: UInt32
    public var ssrc: UInt32
    /// The one source that a mixer names (RFC 9071 §3.1); nil where there is none, or several.
    public var contributor: UInt32?
    /// The octets of the payload in the datagram, without padding.
    public private(set) var payload: Range<Int> = 12..<12

    public init(
        hasMarker: Bool = false, payloadType: UInt8, sequenceNumber: UInt16, timestamp: UInt32, ssrc: UInt32,
        contributor: UInt32? = nil
    ) {
        self.contributor = contributor
        self.hasMarker = hasMarker
        self.payloadType = payloadType & 0x7F
        self.sequenceNumber = sequenceNumber
        self.timestamp = timestamp
        self.ssrc = ssrc
    }

    /// Reads a datagram. A CSRC list of several and the extension (§5.3.1) are measured and skipped.
    public init(parsing octets: Span<UInt8>) throws(RTPError) {
        guard octets.count >= 12 else { throw .truncated }
        guard octets[0] >> 6 == 2 else { throw .version }
        hasMarker = octets[1] & 0x80 != 0
        payloadType = octets[1] & 0x7F
        sequenceNumber = octets.bigEndian16(at: 2)
        timestamp = octets.bigEndian32(at: 4)
        ssrc = octets.bigEndian32(at: 8)
        var start = 12 + 4 * Int(octets[0] & 0x0F)
        if octets[0] & 0x10 != 0 {
            guard start + 4 <= octets.count else { throw .truncated }
            start += 4 + 4 * Int(octets.bigEndian16(at: start + 2))
        }
        guard start <= octets.count else { throw .truncated }
        if octets[0] & 0x0F == 1 { contributor = octets.bigEndian32(at: Self.fixedOctets) }
        var end = octets.count
        if octets[0] & 0x20 != 0 {
            // §5.1: the last octet counts the padding, itself included.
            let padding = Int(octets[end - 1])
            guard padding > 0, end - padding >= start else { throw .malformed }
            end -= padding
        }
        payload = start..<end
    }

    /// Octets of the whole header.
    var count: Int { Self.fixedOctets + (contributor == nil ? 0 : 4) }

    /// Writes the 12 octets of the fixed header and the CSRC.
    func write(to writer: inout OctetWriter) {
        writer.append8(contributor == nil ? 0x80 : 0x81)
        writer.append8((hasMarker ? 0x80 : 0) | payloadType & 0x7F)
        writer.append16(sequenceNumber)
        writer.append32(timestamp)
        writer.append32(ssrc)
        if let contributor { writer.append32(contributor) }
    }
}
