import Glibc
import Media

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
        guard !samples.isEmpty else { return mono.update(repeating: 0, count: count) }
        var done = 0
        while done < count {
            let length = min(count - done, samples.count - next)
            samples.withUnsafeBufferPointer {
                if let base = $0.baseAddress { (mono + done).update(from: base + next, count: length) }
            }
            done += length
            next = (next + length) % samples.count
        }
    }

    /// One second: whole periods of a whole frequency, so that the loop has no seam.
    private static func sine(_ hertz: Int, on: Int) -> [Int16] {
        (0..<48_000).map { index in
            index < on ? Int16(10_000 * sin(2 * Double.pi * Double(hertz * index % 48_000) / 48_000)) : 0
        }
    }

    private static func file(_ path: String) throws(ALSAError) -> [Int16] {
        // A pipe would keep the microphone's thread waiting for who writes into it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw ALSAError(code: -errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let stream = fdopen(descriptor, "rb")
        else {
            close(descriptor)
            throw ALSAError(code: -EINVAL)
        }
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
        guard let description = try? WaveFile.parse(bytes.span) else { return nil }
        let mono = WaveFile.monoSamples(bytes.span, description)
        guard description.sampleRate != 48_000 else { return mono }
        var converter = RateConverter(fromRate: description.sampleRate)
        return converter.convert(mono) + converter.finish()
    }
}
