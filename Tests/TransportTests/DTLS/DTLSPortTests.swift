import CLinux
import Glibc
import Media
import Testing
import Time

@testable import Transport

/// Handshakes between two sockets of this test: every datagram passes by hand, so that it can be lost, spoiled or added to.
@Suite struct DTLSPortTests {
    /// One end: its certificate, its handshakes, its socket, and what came of it.
    private final class End {
        let identity: DTLSIdentity
        let port: DTLSPort
        let socket: Int32
        let address: MediaAddress
        var outcomes: [DTLSPort.Outcome] = []

        init() throws {
            identity = try #require(DTLSIdentity())
            port = DTLSPort(identity)
            var bound: UInt16 = 0
            socket = clinux_udp_bind("127.0.0.1", 0, &bound)
            address = try #require(MediaAddress(host: "127.0.0.1", port: bound))
        }

        deinit { close(socket) }

        var fingerprint: HandshakePlan.Fingerprint { .init(.sha256, identity.fingerprint) }

        func apply(
            _ isClient: Bool, _ peer: End, at now: Instant = .now, association: Int = 1,
            fingerprint: HandshakePlan.Fingerprint? = nil
        ) -> Bool {
            let plan = HandshakePlan(
                isClient: isClient, fingerprints: [fingerprint ?? peer.fingerprint], association: association)
            let isNew = port.apply(plan, to: peer.address, by: socket, at: now)
            tick(at: now)
            return isNew
        }

        func tick(at now: Instant = .now) { note(port.handleTimeout(by: socket, at: now)) }

        func note(_ outcome: DTLSPort.Outcome?) { if let outcome { outcomes.append(outcome) } }

        func take(_ octets: [UInt8], from source: MediaAddress) {
            note(octets.withUnsafeBufferPointer { port.receive($0, from: source, by: socket, at: .now) })
        }

        /// The datagrams that wait, each handed over where `passes` says so.
        func receive(_ passes: ([UInt8]) -> Bool = { _ in true }) -> Int {
            var count = 0
            var storage = [UInt8](repeating: 0, count: 2_048)
            while true {
                var from = clinux_endpoint()
                let octets = clinux_udp_receive(socket, &storage, storage.count, &from)
                guard octets >= 0 else { return count }
                count += 1
                let datagram = Array(storage[..<octets])
                if passes(datagram) { take(datagram, from: from.mediaAddress) }
            }
        }

        func send(_ octets: [UInt8], to end: End) {
            var endpoint = clinux_endpoint(end.address)
            _ = clinux_udp_send(socket, &endpoint, octets, octets.count)
        }

        var keys: SRTPKeys? {
            if case .secured(let keys, _)? = outcomes.last { keys } else { nil }
        }
    }

    /// Lets both speak until each has an outcome; what is lost is sent again by the library's own waits.
    private func run(
        _ ends: [End], seconds: Double = 8, passes: ([UInt8]) -> Bool = { _ in true },
        until isDone: (() -> Bool)? = nil
    ) {
        let deadline = Instant.now + .seconds(seconds)
        while Instant.now < deadline {
            if isDone?() ?? ends.allSatisfy({ !$0.outcomes.isEmpty }) { return }
            var descriptors = ends.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
            _ = poll(&descriptors, nfds_t(descriptors.count), 20)
            for end in ends {
                _ = end.receive(passes)
                end.tick()
            }
        }
    }

    @Test func bothHaveTheSameKeysTheOtherWayRound() throws {
        let (one, two) = (try End(), try End())
        #expect(two.apply(false, one) && one.apply(true, two))
        run(
            [one, two],
            passes: { datagram in
                #expect(datagram.count <= Transport.Limits.dtlsDatagramOctets)
                return true
            })
        let keys = try #require(one.keys)
        #expect(keys.suite == .aes256GCM && keys.sending.octets.count == 44)
        #expect(two.keys?.receiving == [keys.sending] && two.keys.map { [$0.sending] } == keys.receiving)
        #expect(keys.sending.octets != keys.receiving[0].octets)
        // The same plan is the same association, and the next one another.
        #expect(!one.apply(true, two) && !two.apply(false, one))
        #expect(two.apply(false, one, association: 2) && one.apply(true, two, association: 2))
        run([one, two], until: { one.outcomes.count == 2 && two.outcomes.count == 2 })
        #expect(one.outcomes.count == 2 && one.keys != nil && one.keys != keys)
    }

    @Test(arguments: 0..<8) func aLostDatagramIsSentAgain(lost: Int) throws {
        let (one, two) = (try End(), try End())
        _ = two.apply(false, one)
        _ = one.apply(true, two)
        var count = 0
        run(
            [one, two],
            passes: { _ in
                defer { count += 1 }
                return count != lost
            })
        #expect(one.keys != nil && two.keys?.receiving == one.keys.map { [$0.sending] })
    }

    @Test(arguments: [true, false]) func anotherCertificateIsTold(isClientsWrong: Bool) throws {
        let (one, two) = (try End(), try End())
        let wrong = HandshakePlan.Fingerprint(.sha256, [UInt8](repeating: 7, count: 32))
        _ = two.apply(false, one, fingerprint: isClientsWrong ? wrong : nil)
        _ = one.apply(true, two, fingerprint: isClientsWrong ? nil : wrong)
        run([one, two])
        #expect((isClientsWrong ? two : one).outcomes == [.failed(.fingerprintMismatch)])
        // Told once, and nothing is taken any more.
        run([one, two], seconds: 0.3, until: { false })
        #expect((isClientsWrong ? two : one).outcomes.count == 1)
    }

    @Test func aHandshakeBeforeTheAnswerIsJudgedWithIt() throws {
        let (one, two) = (try End(), try End())
        two.port.expect()
        _ = one.apply(true, two)
        run([one, two], until: { !one.outcomes.isEmpty })
        #expect(one.keys != nil && two.outcomes.isEmpty)
        #expect(two.apply(false, one))
        #expect(two.keys?.receiving == one.keys.map { [$0.sending] })
        // Who asked for none takes none.
        let three = try End()
        _ = one.apply(true, three, association: 3)
        run([one, three], seconds: 0.6, until: { false })
        #expect(three.outcomes.isEmpty && one.outcomes.count == 1)
    }

    @Test func aBranchWithAnotherCertificateDoesNoHarm() throws {
        let (one, two, three) = (try End(), try End(), try End())
        two.port.expect()
        _ = three.apply(true, two)
        run([three, two], until: { three.keys != nil })
        _ = one.apply(true, two)
        run([one, two], until: { one.keys != nil })
        _ = two.apply(false, one)
        #expect(two.outcomes.count == 1 && two.keys?.receiving == one.keys.map { [$0.sending] })
    }

    @Test func garbageAndStrangersSpoilNothing() throws {
        let (one, two, stranger) = (try End(), try End(), try End())
        _ = two.apply(false, one)
        _ = one.apply(true, two)
        // handshake_failure, fatal.
        let alert: [UInt8] = [21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40]
        let rubbish: [[UInt8]] = [
            [20], [22, 254, 253], DTLSRecordsTests.record(0), DTLSRecordsTests.record(60),
            DTLSRecordsTests.record(1_400),
            alert, [UInt8](repeating: 63, count: 1_500),
        ]
        var turns = 0
        run(
            [one, two],
            passes: { _ in
                turns += 1
                for octets in rubbish where turns <= 12 {
                    stranger.send(octets, to: one)
                    stranger.send(octets, to: two)
                }
                // Alerts that anybody can write are nothing, even from the peer's own address.
                one.take(alert, from: two.address)
                two.take(alert, from: one.address)
                return true
            })
        #expect(turns > 4 && one.keys != nil && two.keys?.receiving == one.keys.map { [$0.sending] })
    }

    @Test func strangersFillNoMoreThanTheirPlaces() throws {
        let (one, two) = (try End(), try End())
        _ = two.apply(false, one)
        let strangers = try (0..<12).map { _ in try End() }
        for stranger in strangers { _ = stranger.apply(true, two) }
        _ = two.receive()
        _ = one.apply(true, two)
        run([one, two])
        #expect(one.keys != nil && two.keys != nil)
    }

    @Test func theTimeIsBounded() throws {
        for isClient in [true, false] {
            let (one, two) = (try End(), try End())
            let start = Instant.now
            _ = one.apply(isClient, two, at: start)
            one.tick(at: start + .seconds(9))
            #expect(one.outcomes.isEmpty)
            one.tick(at: start + .seconds(11))
            #expect(one.outcomes == [.failed(.timedOut)])
            one.tick(at: start + .seconds(12))
            #expect(one.outcomes.count == 1)
            // The same plan once more, after a failure, is another try.
            #expect(one.apply(isClient, two, at: start + .seconds(13)))
        }
    }

    /// Handshakes that strangers finished before the description came make room for the peer, and are no sign of another one.
    @Test func finishedStrangersLeaveRoomAndTellNothing() throws {
        let (one, two) = (try End(), try End())
        one.port.expect()
        let strangers = try (0..<Transport.Limits.dtlsAssociations).map { _ in try End() }
        for stranger in strangers { _ = stranger.apply(true, one) }
        run(strangers + [one], until: { strangers.allSatisfy { $0.keys != nil } })
        #expect(strangers.allSatisfy { $0.keys != nil })
        _ = one.apply(false, two)
        _ = two.apply(true, one)
        run([one, two])
        #expect(one.keys != nil && two.keys?.receiving == one.keys.map { [$0.sending] })

        let alone = try End()
        alone.port.expect()
        let stranger = try End()
        _ = stranger.apply(true, alone)
        run([stranger, alone], until: { stranger.keys != nil })
        let now = Instant.now
        _ = alone.apply(false, two, at: now)
        alone.tick(at: now + .seconds(60))
        #expect(alone.outcomes == [.failed(.timedOut)])
    }

    @Test func otherSocketsKeepTheKeysUntilTheNextPlan() throws {
        let (one, two) = (try End(), try End())
        _ = two.apply(false, one)
        _ = one.apply(true, two)
        run([one, two])
        two.port.rebind()
        #expect(!two.apply(false, one))
        #expect(two.apply(false, one, association: 2))
    }

    @Test func theStrongestFunctionCounts() throws {
        let (one, two) = (try End(), try End())
        let long = HandshakePlan.Fingerprint(.sha512, [UInt8](repeating: 0, count: 64))
        let plan = HandshakePlan(isClient: true, fingerprints: [two.fingerprint, long], association: 1)
        _ = two.apply(false, one)
        _ = one.port.apply(plan, to: two.address, by: one.socket, at: .now)
        run([one, two])
        #expect(one.outcomes == [.failed(.fingerprintMismatch)])
    }
}
