import Foundation
import Glibc

/// Measures on sound.
enum SoundJudge {
    /// The frequency in Hz of the strongest sine among the candidates (Goertzel), of 48 kHz samples.
    static func pitch(_ samples: [Int16], among candidates: ClosedRange<Int>) -> Int {
        candidates.max { power(samples, $0) < power(samples, $1) } ?? 0
    }

    static func power(_ samples: [Int16], _ hertz: Int) -> Double {
        let coefficient = 2 * cos(2 * .pi * Double(hertz) / 48_000)
        var (one, two) = (0.0, 0.0)
        for sample in samples { (one, two) = (Double(sample) + coefficient * one - two, one) }
        return one * one + two * two - coefficient * one * two
    }

    /// The left channel of a stereo WAVE file or raw sound; skips `header` bytes.
    static func left(_ path: String, header: Int) -> [Int16] {
        let bytes = [UInt8]((FileManager.default.contents(atPath: path) ?? Data()).dropFirst(header))
        return stride(from: 0, to: bytes.count - 3, by: 4).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }

    static func peak(_ samples: some Sequence<Int16>) -> Int { samples.reduce(0) { max($0, abs(Int($1))) } }

    static func temporaryPath(_ name: String) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)").path
    }
}
