import Glibc
import Media
import Synchronization

/// From mouth to ear through two of our engines on real sockets, with cards of 10 ms periods: 50 bursts a codec, five calls
/// of ten, each with its clocks in another phase. One line a codec:
/// `codec  median ms  p99 ms  jitter target ms  limit ms`. Exit 1 past a limit.
@main struct DelayBench {
    static func main() throws {
        var isPast = false
        for (codec, limit) in [(Codec.pcma, 50.0), (.opus, 60.0)] {
            var delays: [Double] = []
            var target = 0.0
            for _ in 0..<5 {
                let (some, targetOfCall) = try call(codec)
                delays += some
                target = max(target, targetOfCall)
            }
            delays.sort()
            guard delays.count >= 40 else {
                print("\(codec.rawValue)\tonly \(delays.count) of 50 bursts were heard")
                exit(1)
            }
            let (median, last) = (delays[delays.count / 2], delays[delays.count * 99 / 100])
            print(
                "\(codec.rawValue)\t\(tenths(median))\t\(tenths(last))\t\(tenths(target))\t\(tenths(limit))")
            if median > limit || last > median + 15 { isPast = true }
        }
        exit(isPast ? 1 : 0)
    }

    private static func call(_ codec: Codec) throws -> (delays: [Double], target: Double) {
        let (near, far) = (try End(), try End())
        near.talk(to: far, codec)
        far.talk(to: near, codec)
        near.start(speaks: true, phase: Int.random(in: 0..<End.period))
        far.start(speaks: false, phase: Int.random(in: 0..<End.period))
        // A second before the first burst, then ten of them.
        usleep(6_200_000)
        let target = far.figures.targetMilliseconds
        near.stop()
        far.stop()
        let heard = far.onsets.withLock { $0 }
        let delays = near.onsets.withLock { $0 }.prefix(10).compactMap { spoken in
            heard.first { $0 > spoken && $0 < spoken + 300_000_000 }.map { Double($0 - spoken) / 1_000_000 }
        }
        return (delays, target)
    }

    private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
