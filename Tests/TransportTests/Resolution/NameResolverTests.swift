import NIOCore
import NIOPosix
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct NameResolverTests {
    /// Looks so many hosts up in one turn of the loop and waits for all the answers.
    private func addresses(of hosts: [String], stopsAtOnce: Bool = false) throws -> [[SocketAddress]] {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        let loop = group.next()
        return try loop.flatSubmit {
            let resolver = NameResolver(loop: loop)
            let answers = hosts.map { resolver.addresses(of: $0, port: 5_060) }
            let all = EventLoopFuture.whenAllSucceed(answers, on: loop)
            let bound = NIOLoopBound(resolver, eventLoop: loop)
            if stopsAtOnce { resolver.stop() } else { all.whenComplete { _ in bound.value.stop() } }
            return all
        }.wait()
    }

    @Test(arguments: ["127.0.0.1", "::1", "2001:db8::5"]) func aNumericAddressIsItself(host: String) throws {
        let found = try addresses(of: [host])
        #expect(found == [[try SocketAddress(ipAddress: host, port: 5_060)]])
    }

    @Test func aNameIsLookedUp() throws {
        let found = try addresses(of: ["localhost", "a..b"])
        #expect(found[0].allSatisfy { ["127.0.0.1", "::1"].contains($0.ipAddress) && $0.port == 5_060 })
        #expect(!found[0].isEmpty && found[1].isEmpty)
    }

    @Test func onlySoManyNamesWait() throws {
        // Names that no server is asked for: a label longer than 63 octets. One in the file of hosts comes too late.
        let label = String(repeating: "x", count: 64)
        let names = (0..<Limits.pendingResolutions).map { "\(label)\($0)" }
        let found = try addresses(of: names + ["localhost"])
        #expect(found.allSatisfy(\.isEmpty) && found.count == names.count + 1)
        #expect(try addresses(of: ["localhost"])[0].isEmpty == false)
    }

    @Test func whoWaitsWhenItStopsIsAnswered() throws {
        #expect(try addresses(of: ["localhost", "localhost"], stopsAtOnce: true) == [[], []])
    }
}
