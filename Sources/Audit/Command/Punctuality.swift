import Foundation
import Glibc
import Synchronization
import Time

/// How late this computer is: a thread that asks to be woken each 5 ms notes when it was not.
///
/// Scenarios judge times of some ten milliseconds: where the computer itself is later than that, what they find says little of
/// the program.
final class Punctuality: Sendable {
    private struct Delay {
        var time: Instant
        var late: Duration
    }

    private static let period = Duration.milliseconds(5)
    /// Half of the least time that scenarios allow (20 ms).
    static let tolerated = Duration.milliseconds(10)

    private let delays = Mutex<[Delay]>([])
    private let isOver = Atomic<Bool>(false)

    /// Watches from now on, until `stop`.
    func start() {
        Thread { [self] in
            while !isOver.load(ordering: .relaxed) {
                let asked = Instant.now
                usleep(UInt32(Self.period.wholeMilliseconds * 1_000))
                note(asked.duration(to: .now) - Self.period)
            }
        }.start()
    }

    func stop() { isOver.store(true, ordering: .relaxed) }

    func note(_ late: Duration) {
        guard late > Self.tolerated else { return }
        delays.withLock { delays in
            if delays.count >= Limits.delays { delays.removeFirst(Limits.delays / 2) }
            delays.append(Delay(time: .now, late: late))
        }
    }

    /// The worst delay since a moment; nil where there was none that matters.
    func worst(since moment: Instant) -> Duration? {
        delays.withLock { delays in delays.filter { $0.time >= moment }.map(\.late).max() }
    }
}
