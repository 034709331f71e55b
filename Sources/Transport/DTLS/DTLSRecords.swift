/// The records of DTLS (RFC 6347 §4.1) as octets one after the other, put into datagrams.
enum DTLSRecords {
    static let headerOctets = 13
    private static let alertType: UInt8 = 21
    private static let handshakeType: UInt8 = 22
    private static let clientHello: UInt8 = 1

    /// Whole records together, as many as fit each time; a larger one goes alone. What is no whole record ends it.
    static func datagrams(in octets: some RandomAccessCollection<UInt8>, most: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        var end = 0
        while let next = record(at: end, in: octets) {
            if next.upperBound - start > most, end > start {
                found.append(start..<end)
                start = end
            }
            end = next.upperBound
        }
        if end > start { found.append(start..<end) }
        return found
    }

    private static func record(at place: Int, in octets: some RandomAccessCollection<UInt8>) -> Range<Int>? {
        guard octets.count - place >= headerOctets else { return nil }
        let length = octets.index(octets.startIndex, offsetBy: place + 11)
        let count = Int(octets[length]) << 8 | Int(octets[octets.index(after: length)])
        let end = place + headerOctets + count
        return end <= octets.count ? place..<end : nil
    }

    /// Whether a datagram has an alert that is not encrypted: anybody could have written it, so that it ends nothing
    /// (RFC 6347 §4.1.2.7).
    static func hasPlainAlert(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while let next = record(at: place, in: octets) {
            if octets[place] == alertType, octets[place + 3] == 0, octets[place + 4] == 0 { return true }
            place = next.upperBound
        }
        return false
    }

    /// Whether a datagram begins a handshake: a first flight of a client, not encrypted.
    static func isClientHello(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        octets.count > headerOctets && octets[0] == handshakeType && octets[3] == 0 && octets[4] == 0
            && octets[headerOctets] == clientHello
    }
}
