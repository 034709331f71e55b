import Glibc
import Media
import Synchronization

/// From mouth to ear through two of our engines on real sockets, with cards of 10 ms periods: 50 bursts a codec, five calls
/// of ten, each with its clocks in another phase. One line a codec:
/// `codec  median ms  p99 ms  jitter target ms  limit ms`. Exit 1 past a limit. `delay-bench cost CODEC CALLS` instead tells
/// what so many calls cost one end: the share of a processor, in percent, and the memory of both, in MB.
@main struct DelayBench {
    static func main() throws {
        let words = CommandLine.arguments
        if words.count == 4, words[1] == "cost", let codec = Codec(rawValue: words[2]), let calls = Int(words[3]),
            calls > 0
        {
            return try cost(codec, calls: calls)
        }
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

    /// Two ends of equal work in this process: each costs half of it.
    private static func cost(_ codec: Codec, calls: Int) throws {
        let (near, far) = (try End(calls: calls), try End(calls: calls))
        near.talk(to: far, codec)
        far.talk(to: near, codec)
        near.start(speaks: true, phase: 0)
        far.start(speaks: true, phase: 5_000_000)
        usleep(3_000_000)
        let (before, start) = (processorNanoseconds(), monotonicNow())
        usleep(20_000_000)
        let share = Double(processorNanoseconds() - before) / Double(monotonicNow() - start) * 100 / 2
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let missing = near.port.playout.missingSamples + far.port.playout.missingSamples
        print(
            "\(codec.rawValue)\t\(calls) calls\t\(tenths(share)) %\t\(usage.ru_maxrss / 1_024) MB\t\(missing) samples missing"
        )
        near.stop()
        far.stop()
    }

    private static func processorNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
