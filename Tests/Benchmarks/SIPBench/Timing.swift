import Glibc

/// The cost of an operation over several rounds.
struct Timing {
    /// "iterations, median, best, a second", tab-separated; FAIL where the operation did not succeed.
    let row: String

    static func measure(_ body: () -> Bool) -> Timing {
        let count = max(setting("N", 100_000), 1)
        let rounds = max(setting("ROUNDS", 5), 1)
        guard body() else { return Timing(row: "0\tFAIL\t-\t-") }
        for _ in 0..<count / 10 where !body() { return Timing(row: "0\tFAIL\t-\t-") }
        var costs: [Double] = []
        for _ in 0..<rounds {
            let start = processorNanoseconds()
            for _ in 0..<count where !body() { return Timing(row: "0\tFAIL\t-\t-") }
            costs.append(Double(processorNanoseconds() - start) / Double(count))
        }
        costs.sort()
        let median = max(costs[costs.count / 2], 1)
        return Timing(row: "\(count * rounds)\t\(Int(median))\t\(Int(costs[0]))\t\(Int(1e9 / median))")
    }

    private static func setting(_ name: String, _ standard: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? standard
    }

    private static func processorNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
