import CLinux
import NIOCore
import NIOPosix

/// Turns host names into addresses on a thread that may block; numeric addresses need no thread and answer at once.
/// Confined to one event loop.
final class NameResolver {
    private let loop: any EventLoop
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private var pending = 0

    init(loop: any EventLoop) {
        self.loop = loop
        pool.start()
    }

    /// Ends the thread once the look-up that it is in has come back.
    func stop() {
        pool.shutdownGracefully { _ in }
    }

    /// The addresses of a host, best first, at most `Limits.resolvedAddresses`; empty where there is none, where too many
    /// names wait already, or after `Limits.openingSeconds`.
    func addresses(of host: String, port: UInt16) -> EventLoopFuture<[SocketAddress]> {
        if let numeric = try? SocketAddress(ipAddress: host, port: Int(port)) {
            return loop.makeSucceededFuture([numeric])
        }
        guard pending < Limits.pendingResolutions else { return loop.makeSucceededFuture([]) }
        pending += 1
        let promise = loop.makePromise(of: [SocketAddress].self)
        let bound = NIOLoopBound(Answer(promise: promise), eventLoop: loop)
        let counter = NIOLoopBound(self, eventLoop: loop)
        pool.runIfActive(eventLoop: loop) { Self.lookUp(host, port: port) }.whenComplete { result in
            counter.value.pending -= 1
            bound.value.give((try? result.get()) ?? [])
        }
        loop.scheduleTask(in: .seconds(Limits.openingSeconds)) { bound.value.give([]) }
        return promise.futureResult
    }

    /// A promise that takes the first of two answers: the look-up's or the clock's.
    private final class Answer {
        private var promise: EventLoopPromise<[SocketAddress]>?

        init(promise: EventLoopPromise<[SocketAddress]>) { self.promise = promise }

        func give(_ addresses: [SocketAddress]) {
            promise?.succeed(addresses)
            promise = nil
        }
    }

    /// Blocks: getaddrinfo(3) with the order of RFC 6724.
    private static func lookUp(_ host: String, port: UInt16) -> [SocketAddress] {
        var found = [clinux_endpoint](repeating: clinux_endpoint(), count: Limits.resolvedAddresses)
        let count = Int(clinux_resolve(host, &found, Int32(found.count)))
        return found.prefix(count).compactMap { try? SocketAddress(ipAddress: $0.host, port: Int(port)) }
    }
}
