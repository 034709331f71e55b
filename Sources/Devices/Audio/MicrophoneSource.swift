import Glibc

/// The sound of a microphone that is no card: a tone, bursts, silence or a file, looped. Mono, 48 kHz.
struct MicrophoneSource {
    private let samples: [Int16]
    private var next = 0

    /// Throws the error number of a file that cannot be read, EINVAL where it is no WAVE file of 16 bits.
    init(_ device: DeviceURI) throws(ALSAError) {
        switch device {
        case .tone(let hertz): samples = Self.sine(hertz, on: 48_000)
        case .burst(let hertz): samples = Self.sine(hertz, on: 12_000)
        case .wave(let path): samples = try Self.file(path)
        case .alsa, .silence, .null: samples = []
        }
    }

    mutating func fill(_ mono: UnsafeMutablePointer<Int16>, count: Int) {
        for index in 0..<count {
            mono[index] = samples.isEmpty ? 0 : samples[next]
            next = samples.isEmpty ? 0 : (next + 1) % samples.count
        }
    }

    /// One second: whole periods of a whole frequency, so that the loop has no seam.
    private static func sine(_ hertz: Int, on: Int) -> [Int16] {
        (0..<48_000).map { index in
            index < on ? Int16(10_000 * sin(2 * Double.pi * Double(hertz * index % 48_000) / 48_000)) : 0
        }
    }

    private static func file(_ path: String) throws(ALSAError) -> [Int16] {
        guard let stream = fopen(path, "rb") else { throw ALSAError(code: -errno) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < Limits.microphoneFrames * 2 {
            let count = fread(&piece, 1, piece.count, stream)
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        guard let mono = parse(bytes) else { throw ALSAError(code: -EINVAL) }
        return mono
    }

    /// The mono 48 kHz samples of a RIFF WAVE file of 16-bit PCM; nil where it is none.
    static func parse(_ bytes: [UInt8]) -> [Int16]? {
        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        guard bytes.count >= 44, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WAVE".utf8)
        else { return nil }
        var offset = 12
        var rate = 0
        var channels = 0
        while offset + 8 <= bytes.count {
            let name = bytes[offset..<(offset + 4)]
            let body = offset + 8
            let size = min(number(offset + 4, 4), bytes.count - body)
            if name.elementsEqual("fmt ".utf8) {
                guard size >= 16, number(body + 14, 2) == 16, [1, 0xFFFE].contains(number(body, 2)) else { return nil }
                channels = number(body + 2, 2)
                rate = number(body + 4, 4)
            } else if name.elementsEqual("data".utf8) {
                guard (1...8).contains(channels), (4_000...192_000).contains(rate) else { return nil }
                let frames = size / (2 * channels)
                let mono = (0..<frames).map { Int16(truncatingIfNeeded: number(body + $0 * 2 * channels, 2)) }
                if rate == 48_000 { return mono }
                var converter = RateConverter(fromRate: rate)
                return converter.convert(mono) + converter.finish()
            }
            offset = body + size + size % 2
        }
        return nil
    }
}
