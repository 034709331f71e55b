import Glibc
import Synchronization

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
    /// The frequency by the times of the upward zero crossings; 0 where there is none.
    var frequency: Double {
        var crossings: [Double] = []
        for index in 1..<Swift.max(count, 1) where self[index - 1] < 0 && self[index] >= 0 {
            let rise = Double(self[index]) - Double(self[index - 1])
            crossings.append(Double(index - 1) - Double(self[index - 1]) / rise)
        }
        guard let first = crossings.first, let last = crossings.last, crossings.count > 1 else { return 0 }
        return Double(crossings.count - 1) * 48_000 / (last - first)
    }

    var rootMeanSquare: Double {
        isEmpty ? 0 : sqrt(reduce(0.0) { $0 + Double($1) * Double($1) } / Double(count))
    }
}
