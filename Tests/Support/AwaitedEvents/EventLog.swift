import Synchronization

/// What happened, in order, and a way to wait for something in it. Sockets' threads write, a test reads.
public final class EventLog<Element: Sendable>: Sendable {
    private struct Waiter {
        var accepts: @Sendable (Element) -> Bool
        var continuation: CheckedContinuation<Element?, Never>
    }

    private struct State {
        var elements: [Element] = []
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// Everything so far.
    public var all: [Element] { state.withLock { $0.elements } }

    public func add(_ element: Element) {
        let woken = state.withLock { state -> [Waiter] in
            state.elements.append(element)
            let found = state.waiters.filter { $0.value.accepts(element) }
            for key in found.keys { state.waiters[key] = nil }
            return Array(found.values)
        }
        for waiter in woken { waiter.continuation.resume(returning: element) }
    }

    /// The first element that fits, of those that were or that come within the time-out; nil where none came.
    public func first(
        within seconds: Double = 10, after start: Int = 0, where accepts: @escaping @Sendable (Element) -> Bool
    ) async -> Element? {
        let key = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let clock = Task {
            try? await Task.sleep(for: .seconds(seconds))
            expire(key)
        }
        defer { clock.cancel() }
        return await withCheckedContinuation { continuation in
            let found = state.withLock { state -> Element? in
                if let element = state.elements.dropFirst(start).first(where: accepts) { return element }
                state.waiters[key] = Waiter(accepts: accepts, continuation: continuation)
                return nil
            }
            if let found { continuation.resume(returning: found) }
        }
    }

    /// Whether so many elements fit, of those that were or that come within the time-out.
    public func has(
        _ count: Int, within seconds: Double = 10, where accepts: @escaping @Sendable (Element) -> Bool
    ) async -> Bool {
        let left = Left(count)
        return await first(within: seconds) { accepts($0) && left.isLast() } != nil
    }

    /// Counts what fits; each element is looked at once.
    private final class Left: Sendable {
        private let count: Mutex<Int>

        init(_ count: Int) { self.count = Mutex(count) }

        func isLast() -> Bool {
            count.withLock { count in
                count -= 1
                return count == 0
            }
        }
    }

    private func expire(_ key: Int) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: key) }
        waiter?.continuation.resume(returning: nil)
    }
}
