import Media

/// Samples as a WAVE file: 48 kHz, mono, 16 bits.
enum WaveWriting {
    /// - Returns: false where it cannot be written, with errno.
    static func write(_ samples: [Int16], to path: String) -> Bool {
        var octets = WaveFile.header(sampleRate: 48_000, channels: 1, soundOctets: samples.count * 2)
        octets.reserveCapacity(octets.count + samples.count * 2)
        for sample in samples {
            let bits = UInt16(bitPattern: sample)
            octets.append(UInt8(truncatingIfNeeded: bits))
            octets.append(UInt8(truncatingIfNeeded: bits >> 8))
        }
        return WholeFile.write(octets, to: path)
    }
}
