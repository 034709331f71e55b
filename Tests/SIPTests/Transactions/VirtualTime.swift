import SIP
import Time

/// The moment at which every test of time begins.
let epoch = Instant.now

/// The moment so many seconds after the epoch.
func at(_ seconds: Double) -> Instant {
    epoch.advanced(by: .milliseconds(Int((seconds * 1000).rounded())))
}

/// Seconds after the epoch, to the millisecond.
func seconds(_ instant: Instant) -> Double {
    let (whole, atto) = epoch.duration(to: instant).components
    return Double(whole) + Double(atto / 1_000_000_000_000_000) / 1000
}

/// What happened when.
struct Event<Step: Equatable & Sendable>: Equatable, Sendable {
    var seconds: Double
    var step: Step

    init(_ seconds: Double, _ step: Step) {
        self.seconds = seconds
        self.step = step
    }
}

/// Anything that is woken by its own deadline.
protocol Timed {
    associatedtype Step: Equatable & Sendable
    var nextDeadline: Instant? { get }
    mutating func handleTimeout(at now: Instant) -> [Step]
}

extension Timed {
    /// Wakes the machine at each of its deadlines until a moment, and writes down what it asks for.
    mutating func run(until end: Double) -> [Event<Step>] {
        var events: [Event<Step>] = []
        var wakes = 0
        while let deadline = nextDeadline, deadline <= at(end), wakes < 10_000 {
            wakes += 1
            events += handleTimeout(at: deadline).map { Event(seconds(deadline), $0) }
        }
        return events
    }
}

extension InviteClientTransaction: Timed {}
extension NonInviteClientTransaction: Timed {}
extension InviteServerTransaction: Timed {}
extension NonInviteServerTransaction: Timed {}
extension AcceptedRetransmission: Timed {}
extension TransactionLayer: Timed {}
