import CLinux
import NIOCore
import NIOPosix
import Synchronization

/// Turns host names into addresses on a thread that may block; numeric addresses need no thread and answer at once.
/// Confined to one event loop.
final class NameResolver {
    private let loop: any EventLoop
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let gate = Gate()
    private var pending: [Int: EventLoopPromise<[SocketAddress]>] = [:]
    /// Look-ups that the thread has not finished, answered or not.
    private var running = 0
    private var lastLookUp = 0

    init(loop: any EventLoop) {
        self.loop = loop
        pool.start()
    }

    /// Answers who waits, and ends the thread once the look-up that it is in has come back.
    func stop() {
        gate.close()
        for number in pending.keys { answer(number, [], isOver: false) }
        pool.shutdownGracefully { _ in }
    }

    /// The addresses of a host, best first, at most `Limits.resolvedAddresses`; empty where there is none, where too
    /// many names wait already, or after `Limits.openingSeconds`.
    func addresses(of host: String, port: UInt16) -> EventLoopFuture<[SocketAddress]> {
        if let numeric = try? SocketAddress(ipAddress: host, port: Int(port)) {
            return loop.makeSucceededFuture([numeric])
        }
        guard running < Limits.pendingResolutions else { return loop.makeSucceededFuture([]) }
        running += 1
        lastLookUp += 1
        let number = lastLookUp
        let promise = loop.makePromise(of: [SocketAddress].self)
        pending[number] = promise
        let bound = NIOLoopBound(self, eventLoop: loop)
        pool.submit { [loop, gate] _ in
            let found = Self.lookUp(host, port: port)
            gate.ifOpen { loop.execute { bound.value.answer(number, found, isOver: true) } }
        }
        loop.scheduleTask(in: .seconds(Limits.openingSeconds)) { bound.value.answer(number, [], isOver: false) }
        return promise.futureResult
    }

    /// Of two answers, the look-up's and the clock's, the first counts. The thread is busy until the look-up is over.
    private func answer(_ number: Int, _ addresses: [SocketAddress], isOver: Bool) {
        if isOver { running -= 1 }
        pending.removeValue(forKey: number)?.succeed(addresses)
    }

    /// Whether the loop still runs: a look-up may take longer than the program.
    private final class Gate: Sendable {
        private let isOpen = Mutex(true)

        func close() { isOpen.withLock { $0 = false } }

        func ifOpen(_ body: () -> Void) { isOpen.withLock { if $0 { body() } } }
    }

    /// Blocks: getaddrinfo(3) with the order of RFC 6724.
    private static func lookUp(_ host: String, port: UInt16) -> [SocketAddress] {
        var found = [clinux_endpoint](repeating: clinux_endpoint(), count: Limits.resolvedAddresses)
        let count = Int(clinux_resolve(host, &found, Int32(found.count)))
        return found.prefix(count).compactMap { try? SocketAddress(ipAddress: $0.host, port: Int(port)) }
    }
}
