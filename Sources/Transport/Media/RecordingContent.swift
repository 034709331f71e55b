import Media

/// How recordings are written, by the ending of their names.
public enum RecordingFormat: String, Sendable, CaseIterable {
    case wav, opus

    /// What a file of this name holds: WAVE, unless it says Opus.
    init(path: String) { self = path.lowercased().hasSuffix(".opus") ? .opus : .wav }
}

/// The octets of a recording in its format; the samples are 48 kHz, the agent left and the peer right.
protocol RecordingContent: AnyObject {
    /// What the file begins with, for so many octets after it: written again as it grows; nil: it was written for good.
    func header(after octets: Int) -> [UInt8]?
    func append(_ stereo: [Int16]) -> [UInt8]
    func finish() -> [UInt8]
}

/// WAVE: stereo, 16 kHz, 16 bits.
final class WaveContent: RecordingContent {
    static let sampleRate = 16_000
    private var left: Resampler
    private var right: Resampler

    init() throws(CodecError) {
        left = try Resampler(from: 48_000, to: Self.sampleRate)
        right = try Resampler(from: 48_000, to: Self.sampleRate)
    }

    func header(after octets: Int) -> [UInt8]? {
        WaveFile.header(sampleRate: Self.sampleRate, channels: 2, soundOctets: octets)
    }

    func append(_ stereo: [Int16]) -> [UInt8] {
        let agent = Self.one(stride(from: 0, to: stereo.count - 1, by: 2).map { stereo[$0] }, &left)
        let peer = Self.one(stride(from: 1, to: stereo.count, by: 2).map { stereo[$0] }, &right)
        var octets: [UInt8] = []
        octets.reserveCapacity(agent.count * 4)
        for (one, other) in zip(agent, peer) {
            for sample in [one, other] {
                octets += [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
            }
        }
        return octets
    }

    func finish() -> [UInt8] { [] }

    private static func one(_ samples: [Int16], _ resampler: inout Resampler) -> [Int16] {
        [Int16](unsafeUninitializedCapacity: samples.count) { target, count in
            count = samples.withUnsafeBufferPointer { resampler.process($0, into: target) }
        }
    }
}

/// Ogg Opus (RFC 7845).
final class OpusContent: RecordingContent {
    private var recording: OpusRecording
    private var isBegun = false

    init() throws(CodecError) { recording = try OpusRecording(serial: UInt32.random(in: .min ... .max)) }

    func header(after octets: Int) -> [UInt8]? {
        guard !isBegun else { return nil }
        isBegun = true
        return recording.header()
    }

    func append(_ stereo: [Int16]) -> [UInt8] { recording.append(stereo) }
    func finish() -> [UInt8] { recording.finish() }
}
