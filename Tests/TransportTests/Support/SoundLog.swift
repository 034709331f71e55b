import AwaitedEvents
import Glibc
import Media
import Synchronization
import Testing

/// The sound that came out at one end, at 48 kHz, and ways to wait for it and to judge it.
final class SoundLog: Sendable {
    private let samples = Mutex<[Int16]>([])
    private let totals = EventLog<Int>()

    func add(_ frame: [Int16]) {
        totals.add(
            samples.withLock { samples in
                samples += frame
                return samples.count
            })
    }

    var all: [Int16] { samples.withLock { $0 } }

    /// Waits until so many more seconds of sound have come; false where they did not within the time-out.
    func more(seconds: Double, within timeout: Double = 15) async -> Bool {
        let wanted = all.count + Int(seconds * 48_000)
        return await totals.first(within: timeout) { $0 >= wanted } != nil
    }

    /// The last so many seconds.
    func last(seconds: Double) -> [Int16] { all.suffix(Int(seconds * 48_000)) }

    static func tone(hertz: Double, seconds: Double = 1) -> [Int16] {
        (0..<Int(seconds * 48_000)).map { Int16(8_000 * sin(2 * .pi * hertz * Double($0) / 48_000)) }
    }
}

extension [Int16] {
    /// The frequency of the sound: the median of its tenths of a second, so that a hole does not count as a lower tone.
    var frequency: Double {
        let tenths = stride(from: 0, to: count - 4_799, by: 4_800).map { Array(self[$0..<$0 + 4_800]).crossingRate }
        return tenths.isEmpty ? 0 : tenths.sorted()[tenths.count / 2]
    }

    /// Upward zero crossings a second, by their times; 0 where there are none.
    private var crossingRate: Double {
        var crossings: [Double] = []
        for index in 1..<Swift.max(count, 1) where self[index - 1] < 0 && self[index] >= 0 {
            let rise = Double(self[index]) - Double(self[index - 1])
            crossings.append(Double(index - 1) - Double(self[index - 1]) / rise)
        }
        guard let first = crossings.first, let last = crossings.last, crossings.count > 1 else { return 0 }
        return Double(crossings.count - 1) * 48_000 / (last - first)
    }

    /// The amplitude of one frequency in the sound: the median of its tenths of a second, each correlated with a sine and
    /// a cosine.
    func strength(of hertz: Double) -> Double {
        let tenths = stride(from: 0, to: count - 4_799, by: 4_800).map { start -> Double in
            var (a, b) = (0.0, 0.0)
            for index in 0..<4_800 {
                let phase = 2 * .pi * hertz * Double(index) / 48_000
                a += Double(self[start + index]) * sin(phase)
                b += Double(self[start + index]) * cos(phase)
            }
            return 2 * sqrt(a * a + b * b) / 4_800
        }
        return tenths.isEmpty ? 0 : tenths.sorted()[tenths.count / 2]
    }

    var rootMeanSquare: Double {
        isEmpty ? 0 : sqrt(reduce(0.0) { $0 + Double($1) * Double($1) } / Double(count))
    }
}

/// What a stretch of a stream lost: this computer may be busy with other things, so the best of three stretches counts.
func concealedShare(
    of statistics: (Int) async -> StreamStatistics?, waiting: () async -> Bool
) async throws -> Double {
    var best = 1.0
    for stretch in 1...3 {
        let before = try #require(await statistics(2 * stretch))
        guard await waiting() else { return 1 }
        let after = try #require(await statistics(2 * stretch + 1))
        let played = after.framesPlayed - before.framesPlayed
        let concealed = after.framesConcealed - before.framesConcealed
        if played > 100 { best = min(best, Double(concealed) / Double(played)) }
        if best <= 0.01 { break }
    }
    return best
}
