/// The frames of ITU-T G.729 in RTP (RFC 3551 §4.5.6).
enum G729 {
    /// Of 10 ms.
    static let frameSamples = 80
    static let frameOctets = 10
    /// A frame of noise, which ends a packet (annex B): understood, though we ask for none.
    static let noiseOctets = 2

    /// The frames of a payload, 0 where it is none.
    static func frames(inOctets octets: Int) -> Int {
        let rest = octets % frameOctets
        guard rest == 0 || rest == noiseOctets else { return 0 }
        return octets / frameOctets + (rest == 0 ? 0 : 1)
    }
}
