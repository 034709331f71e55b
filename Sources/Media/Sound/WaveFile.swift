/// RIFF WAVE files of 16-bit linear PCM, as values over octets.
public enum WaveFile {
    /// Why a file was refused.
    public enum Problem: Error, Sendable, Equatable {
        /// Not RIFF/WAVE, or cut before its sound.
        case notWave
        /// Not 16-bit linear PCM of one or two channels between 8,000 and 192,000 Hz.
        case format
    }

    /// What a file says of its sound, and where that lies.
    public struct Description: Sendable, Equatable {
        public var sampleRate: Int
        public var channels: Int
        /// The octets of whole sample frames; where the header says more than the file has, to the file's end.
        public var sound: Range<Int>
    }

    /// Octets of the header that `header` makes.
    public static let headerOctets = 44
    /// Chunks that are passed over before the sound.
    private static let maximumChunks = 64

    /// Reads a file's header. Unknown chunks are passed over; a `data` chunk of length 0 or 0xFFFFFFFF (a recording
    /// that was not closed) reaches to the end.
    public static func parse(_ octets: Span<UInt8>) throws(Problem) -> Description {
        guard octets.count >= 12, tag(octets, at: 0) == 0x52_49_46_46, tag(octets, at: 8) == 0x57_41_56_45
        else { throw .notWave }
        var at = 12
        var format: (rate: Int, channels: Int)?
        for _ in 0..<maximumChunks {
            guard at + 8 <= octets.count else { throw .notWave }
            let name = tag(octets, at: at)
            let length = Int(little32(octets, at: at + 4))
            let body = at + 8
            if name == 0x66_6D_74_20 {
                format = try readFormat(octets, at: body, length: length)
            } else if name == 0x64_61_74_61 {
                guard let format else { throw .format }
                let available = octets.count - body
                let claimed = length == 0 || length == 0xFFFF_FFFF ? available : min(length, available)
                let frame = 2 * format.channels
                return Description(
                    sampleRate: format.rate, channels: format.channels,
                    sound: body..<(body + claimed / frame * frame))
            }
            at = body + length + length % 2
        }
        throw .notWave
    }

    /// The sound as mono samples, two channels averaged. One allocation of its length.
    public static func monoSamples(_ octets: Span<UInt8>, _ description: Description) -> [Int16] {
        let frame = 2 * min(max(description.channels, 1), 2)
        let sound = description.sound.clamped(to: 0..<octets.count)
        var samples: [Int16] = []
        samples.reserveCapacity(sound.count / frame)
        var at = sound.lowerBound
        while at + frame <= sound.upperBound {
            let left = Int(little16(octets, at: at))
            samples.append(frame == 2 ? Int16(left) : Int16((left + Int(little16(octets, at: at + 2))) / 2))
            at += frame
        }
        return samples
    }

    /// The 44 octets before `soundOctets` octets of 16-bit sound. A writer patches it as the file grows.
    public static func header(sampleRate: Int, channels: Int, soundOctets: Int) -> [UInt8] {
        let sound = UInt32(clamping: min(max(soundOctets, 0), 0xFFFF_FFFF - 36))
        let rate = UInt32(clamping: sampleRate)
        let count = UInt16(clamping: channels)
        var octets: [UInt8] = Array("RIFF".utf8)
        append(sound + 36, to: &octets)
        octets += Array("WAVEfmt ".utf8)
        append(UInt32(16), to: &octets)
        append(UInt16(1), to: &octets)
        append(count, to: &octets)
        append(rate, to: &octets)
        append(rate &* UInt32(count) &* 2, to: &octets)
        append(count &* 2, to: &octets)
        append(UInt16(16), to: &octets)
        octets += Array("data".utf8)
        append(sound, to: &octets)
        return octets
    }

    private static func readFormat(
        _ octets: Span<UInt8>, at body: Int, length: Int
    ) throws(Problem) -> (rate: Int, channels: Int) {
        guard length >= 16, body + 16 <= octets.count else { throw .notWave }
        let kind = UInt16(bitPattern: little16(octets, at: body))
        let channels = Int(little16(octets, at: body + 2))
        let rate = Int(little32(octets, at: body + 4))
        let bits = Int(little16(octets, at: body + 14))
        // 0xFFFE is the extensible form; its sub-format is PCM wherever the samples have 16 bits.
        guard kind == 1 || kind == 0xFFFE, (1...2).contains(channels), bits == 16, (8_000...192_000).contains(rate)
        else { throw .format }
        return (rate, channels)
    }

    private static func tag(_ octets: Span<UInt8>, at offset: Int) -> UInt32 { octets.bigEndian32(at: offset) }

    private static func little16(_ octets: Span<UInt8>, at offset: Int) -> Int16 {
        Int16(bitPattern: octets.bigEndian16(at: offset).byteSwapped)
    }

    private static func little32(_ octets: Span<UInt8>, at offset: Int) -> UInt32 {
        octets.bigEndian32(at: offset).byteSwapped
    }

    private static func append(_ value: some FixedWidthInteger, to octets: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { octets.append(contentsOf: $0) }
    }
}
