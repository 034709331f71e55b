import CallEngine
import SIP
import Testing

/// CANCEL, BYE and their kin from those who are not in the call (THREATS: CANCEL and BYE spoofed).
@Suite struct SpoofTests {
    static let stranger = TransportAddress(transport: .udp, host: "198.51.100.1", port: 5_060)

    @Test func aCancelFromElsewhereDoesNotEndTheRinging() {
        var bench = Bench()
        bench.start()
        bench.receive(Peer.invite())
        bench.receive(Peer.request("CANCEL", branch: "z9hG4bKin1", cSeq: 1), from: Self.stranger)
        #expect(bench.ends.isEmpty && bench.core.calls.first?.state == .incoming)
        bench.receive(Peer.request("CANCEL", branch: "z9hG4bKin1", cSeq: 1))
        #expect(bench.ends.isEmpty, "the transaction is spent: its copy is answered alone")
    }

    @Test func aCancelFromTheCallersOwnAddressEndsIt() {
        var bench = Bench()
        bench.start()
        bench.receive(Peer.invite())
        var otherPort = Bench.server
        otherPort.port = 6_000
        bench.receive(Peer.request("CANCEL", branch: "z9hG4bKin1", cSeq: 1), from: otherPort)
        #expect(bench.ends.map(\.cause) == [.missed])
    }

    @Test(arguments: ["caller", "other"])
    func aByeNeedsBothTagsAndTheCallID(tag: String) throws {
        var (bench, ok) = try IncomingCallTests.talking()
        let own = ok.toTag ?? ""
        let fakes = [
            (callID: "incoming-1", from: tag, to: "guess"), (callID: "incoming-2", from: "caller", to: own),
            (callID: "incoming-1", from: tag + "x", to: own),
        ]
        for (number, fake) in fakes.enumerated() {
            bench.receive(
                Peer.request(
                    "BYE", branch: "z9hG4bKf\(number)", callID: fake.callID,
                    from: "<sip:x@example.org>;tag=\(fake.from)", to: "<sip:alice@example.org>;tag=\(fake.to)", cSeq: 9),
                from: Self.stranger)
            #expect(bench.lastAnswer(.bye)?.statusCode == 481)
        }
        #expect(bench.ends.isEmpty && bench.core.calls.count == 1)
    }

    /// A call over TLS is not ended by a datagram in clear, whoever guessed its tags.
    @Test func aCallOverTLSIsLeftAloneByMessagesInClear() throws {
        var settings = Bench.settings(transport: .tls)
        settings.accounts[0].encryption = .off
        var bench = Bench(settings)
        bench.start()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        let secure = TransportAddress(transport: .tls, host: Bench.server.host, port: Bench.server.port)
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp), from: secure)
        #expect(bench.core.calls.first?.state == .active)
        bench.input(.flowAccepted(FlowID(-1), local: Bench.own, remote: Self.stranger))
        let bye = Peer.within(invite, "BYE", branch: "z9hG4bKclear", cSeq: 1)
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        bench.input(.received(Array(bye.utf8), on: FlowID(-1), from: Self.stranger))
        #expect(bench.lastAnswer(.bye)?.statusCode == 481 && bench.core.calls.count == 1)
        bench.receive(Peer.within(invite, "BYE", branch: "z9hG4bKsecure", cSeq: 1), from: secure)
        #expect(bench.core.calls.isEmpty)
    }

    /// svwar and its kin: what is asked of an unknown user is answered as what is asked of ours.
    @Test(arguments: ["OPTIONS", "REGISTER", "SUBSCRIBE"])
    func aScanLearnsNoUser(method: String) throws {
        func answer(_ user: String) -> [String] {
            var bench = Bench()
            bench.start()
            bench.receive(
                Peer.request(method, branch: "z9hG4bKscan", uri: "sip:\(user)@192.0.2.10:5062", cSeq: 1),
                from: Self.stranger)
            let lines = bench.sent.last.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
            return lines.split(separator: "\r\n").filter { !$0.hasPrefix("To:") }.map(String.init)
        }
        let known = answer("alice")
        #expect(!known.isEmpty && known == answer("1000"))
    }

    /// Neither version nor platform is told to anybody but the line's registrar.
    @Test func strangersLearnNoVersion() throws {
        var settings = Bench.settings(registers: true)
        settings.userAgent = "Clairvoix"
        settings.registrarUserAgent = "Clairvoix/9.9.9"
        var bench = Bench(settings)
        bench.start()
        #expect(bench.last(.register)?.header("User-Agent") == "Clairvoix/9.9.9")
        bench.receive(Peer.request("OPTIONS", branch: "z9hG4bKo", cSeq: 1), from: Self.stranger)
        bench.receive(Peer.invite())
        bench.command(.answer(CallID(1)))
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let others = bench.sent.filter { $0.method != .register }
        #expect(others.count >= 3)
        for message in others {
            let text = String(decoding: message.bytes, as: UTF8.self).lowercased()
            #expect(!["9.9.9", "linux", "debian", "swift"].contains { text.contains($0) }, "\(message)")
        }
        #expect(EngineSettings(accounts: [], userAgent: "Clairvoix/9.9.9").userAgent == "Clairvoix")
    }
}
