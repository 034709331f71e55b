import CallEngine
import Media
import SIP
import Testing

/// Keys for the sound, told by the signalling (RFC 4568): who tells them, and what becomes of calls that have none.
@Suite struct EncryptionTests {
    static let secure = TransportAddress(transport: .tls, host: Bench.server.host, port: Bench.server.port)
    static let key = "PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR"
    static let encrypted =
        Peer.sdp.replacing("RTP/AVP", with: "RTP/SAVP")
        + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key)\n"

    static func settings(
        _ encryption: MediaEncryption, transport: TransportProtocol = .tls, tellsKeysInClear: Bool = false
    ) -> EngineSettings {
        var settings = Bench.settings(transport: transport)
        settings.accounts[0].encryption = encryption
        settings.accounts[0].tellsKeysInClear = tellsKeysInClear
        return settings
    }

    /// The description of the INVITE, and the tag of one of its suites.
    static func offer(_ invite: Message) throws -> MediaDescription {
        try #require(try SessionDescription(parsing: invite.body).media.first)
    }

    /// An answer that takes the suite of RFC 4568 with the peer's key.
    static func answer(to invite: Message) throws -> String {
        let tag = try #require(try offer(invite).crypto.first { $0.suite == .aes128SHA80 }?.tag)
        return encrypted.replacing("crypto:1 ", with: "crypto:\(tag) ")
    }

    @Test func overVerifiedTLSKeysAreOfferedAndRun() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.preferred))
        let offer = try Self.offer(invite)
        #expect(offer.profile == "RTP/SAVP" && offer.crypto.map(\.suite) == CryptoSuite.allCases)
        #expect(Set(offer.crypto.flatMap(\.keys).map(\.octets)).count == CryptoSuite.allCases.count)
        bench.receive(Peer.answer(invite, 200, body: try Self.answer(to: invite)), from: Self.secure)
        let keys = try #require(bench.plans.last?.keys)
        #expect(keys.suite == .aes128SHA80)
        #expect(keys.sending.octets == offer.crypto.first { $0.suite == .aes128SHA80 }?.keys.first?.octets)
        #expect(keys.receiving.map(\.octets.count) == [30] && keys.receiving[0] != keys.sending)
        #expect(bench.core.calls.first?.encryption == .encrypted)
    }

    @Test(arguments: [MediaEncryption.off, .preferred])
    func inClearSignallingTellsNoKey(encryption: MediaEncryption) throws {
        let (bench, invite) = try OutgoingCallTests.dialling(Self.settings(encryption, transport: .tcp))
        #expect(
            try Self.offer(invite).profile == "RTP/AVP"
                && !String(decoding: invite.body, as: UTF8.self).contains("crypto"))
        #expect(bench.core.calls.first?.encryption == nil)
    }

    @Test func theAccountMayTellKeysInClear() throws {
        let (_, invite) = try OutgoingCallTests.dialling(
            Self.settings(.preferred, transport: .tcp, tellsKeysInClear: true))
        #expect(try Self.offer(invite).profile == "RTP/SAVP")
    }

    @Test func requiredWithoutAWayForKeysIsNotCalled() throws {
        var bench = Bench(Self.settings(.required, transport: .udp))
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        #expect(bench.last(.invite) == nil && bench.ends == [EndReason(.noEncryption)])
    }

    @Test(arguments: [488, 415, 606])
    func aRefusalIsTriedOnceInClearAndToldAndRemembered(status: Int) throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.preferred))
        bench.receive(Peer.answer(invite, status), from: Self.secure)
        let second = try #require(bench.last(.invite))
        #expect(second.cSeq.number == invite.cSeq.number + 1 && second.callID == invite.callID)
        #expect(second.topVia?.branch != invite.topVia?.branch)
        #expect(try Self.offer(second).profile == "RTP/AVP" && bench.ends.isEmpty)
        bench.receive(Peer.answer(second, 200, body: Peer.sdp), from: Self.secure)
        #expect(bench.core.calls.first?.encryption == .notEncrypted && bench.plans.last?.keys == nil)
        bench.receive(Peer.within(second, "BYE", branch: "z9hG4bKbye", cSeq: 1), from: Self.secure)
        // The next call there is in clear at once; one elsewhere is not.
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 6))
        #expect(try Self.offer(try #require(bench.last(.invite))).profile == "RTP/AVP")
        bench.command(.hangUp(CallID(2)))
        bench.command(.dial(to: "sip:carol@example.net", account: nil, token: 7))
        #expect(try Self.offer(try #require(bench.last(.invite))).profile == "RTP/SAVP")
    }

    @Test func aSecondRefusalEndsTheCall() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.preferred))
        bench.receive(Peer.answer(invite, 488), from: Self.secure)
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 488), from: Self.secure)
        #expect(bench.ends == [EndReason(.noCommonMedia, status: 488)])
    }

    @Test func requiredNeverFallsBack() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.required))
        bench.receive(Peer.answer(invite, 488), from: Self.secure)
        #expect(bench.sent.filter { $0.isRequest && $0.method == .invite }.count == 1)
        #expect(bench.ends == [EndReason(.noEncryption, status: 488)])
    }

    @Test func anAnswerInClearToAnEncryptedOfferIsNoAgreement() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.preferred))
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp), from: Self.secure)
        #expect(bench.plans.isEmpty && bench.last(.bye) != nil && bench.ends.map(\.cause) == [.noCommonMedia])
    }

    @Test func aRedirectionIntoClearSignallingTellsNoKey() throws {
        var settings = Self.settings(.preferred)
        settings.accounts[0].outboundProxy = nil
        var bench = Bench(settings)
        bench.places["secure.example"] = [
            ServerCandidate(
                address: TransportAddress(transport: .tls, host: "192.0.2.5", port: 5_061), name: "secure.example")
        ]
        bench.start()
        bench.command(.dial(to: "sip:bob@secure.example;transport=tls", account: nil, token: 1))
        let first = try #require(bench.last(.invite))
        #expect(try Self.offer(first).profile == "RTP/SAVP")
        bench.receive(
            Peer.answer(first, 302, contact: "<sip:bob@clear.example>"),
            from: TransportAddress(transport: .tls, host: "192.0.2.5", port: 5_061))
        let second = try #require(bench.last(.invite))
        #expect(second.callID != first.callID)
        #expect(try Self.offer(second).profile == "RTP/AVP")
        #expect(!String(decoding: second.body, as: UTF8.self).contains("crypto"))
    }

    @Test func anotherTargetIsAskedForEncryptionAnew() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.preferred))
        bench.receive(Peer.answer(invite, 488), from: Self.secure)
        let plain = try #require(bench.last(.invite))
        bench.receive(Peer.answer(plain, 302, contact: "<sip:carol@example.net>"), from: Self.secure)
        let third = try #require(bench.last(.invite))
        #expect(third.requestURI.user == "carol")
        #expect(try Self.offer(third).profile == "RTP/SAVP")
        #expect(try Self.offer(third).crypto.first?.keys != Self.offer(invite).crypto.first?.keys)
    }

    @Test(arguments: [MediaEncryption.preferred, .required])
    func whoTakesTheCallAndNoneOfItsSoundIsRemembered(encryption: MediaEncryption) throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(encryption))
        bench.receive(
            Peer.answer(invite, 200, body: Peer.sdp.replacing("audio 7000", with: "audio 0")), from: Self.secure)
        #expect(bench.ends.map(\.cause) == [encryption == .required ? .noEncryption : .noCommonMedia])
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 6))
        let next = try Self.offer(try #require(bench.last(.invite)))
        #expect(next.profile == (encryption == .required ? "RTP/SAVP" : "RTP/AVP"))
    }

    @Test func keysComeOfASecretThatIsInNoTrace() throws {
        func keys(_ secret: [UInt8]?) throws -> ([[UInt8]], String) {
            var bench = Bench(Self.settings(.preferred))
            bench.core = UserAgentCore(settings: Self.settings(.preferred), seed: [1], secret: secret)
            bench.start()
            bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
            let invite = try #require(bench.last(.invite))
            return (try Self.offer(invite).crypto.flatMap(\.keys).map(\.octets), invite.callID)
        }
        let (one, two) = (try keys([1, 2, 3]), try keys([4, 5, 6]))
        #expect(one.1 == two.1 && Set(one.0).isDisjoint(with: Set(two.0)))
        #expect(try keys(nil).0 == keys(nil).0)
    }

    @Test func anEmergencyCallGoesWithoutKeysIfNeedBe() throws {
        var bench = Bench(Self.settings(.required))
        bench.start()
        bench.command(.dial(to: "112", account: nil, token: 5))
        let invite = try #require(bench.last(.invite))
        bench.receive(Peer.answer(invite, 488), from: Self.secure)
        let second = try #require(bench.last(.invite))
        bench.receive(Peer.answer(second, 200, body: Peer.sdp), from: Self.secure)
        #expect(bench.core.calls.first?.state == .active && bench.core.calls.first?.encryption == .notEncrypted)
    }

    // MARK: Incoming

    static func ringing(_ body: String, _ settings: EngineSettings) -> Bench {
        var bench = Bench(settings)
        bench.start()
        // The line's own connection.
        bench.command(.dial(to: "sip:nobody@example.net", account: nil, token: 1))
        bench.command(.hangUp(CallID(1)))
        _ = bench.takeSent()
        bench.receive(Peer.invite(body: body), from: Self.secure)
        return bench
    }

    @Test func anEncryptedCallIsAnsweredWithAKeyOfOurs() throws {
        var bench = Self.ringing(Self.encrypted, Self.settings(.required))
        bench.command(.answer(CallID(2)))
        let accepted = try #require(bench.lastAnswer(.invite))
        let answer = try Self.offer(accepted)
        #expect(accepted.statusCode == 200 && answer.profile == "RTP/SAVP" && answer.crypto.count == 1)
        #expect(answer.crypto.first?.tag == 1 && answer.crypto.first?.suite == .aes128SHA80)
        bench.receive(
            Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1), from: Self.secure)
        #expect(bench.core.calls.last?.encryption == .encrypted)
        #expect(bench.plans.last?.keys?.sending.octets == answer.crypto.first?.keys.first?.octets)
    }

    @Test func aCallInClearIsRefusedWhereEncryptionIsRequiredAndToldOnce() throws {
        let bench = Self.ringing(Peer.sdp, Self.settings(.required))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488)
        let told = bench.events.filter { if case .callRefusedInClear = $0 { true } else { false } }
        #expect(told.count == 1 && !bench.states.contains(.incoming))
        // Whoever calls again and again is not told again and again.
        var again = bench
        for number in 0..<20 {
            again.receive(
                Peer.invite(branch: "z9hG4bKm\(number)", callID: "more-\(number)"), from: Self.secure)
        }
        #expect(again.events.filter { if case .callRefusedInClear = $0 { true } else { false } }.count == 1)
    }

    @Test func aCallInClearIsTakenWhereEncryptionIsPreferredAndToldSo() throws {
        var bench = Self.ringing(Peer.sdp, Self.settings(.preferred))
        bench.command(.answer(CallID(2)))
        let accepted = try #require(bench.lastAnswer(.invite))
        bench.receive(
            Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1), from: Self.secure)
        #expect(bench.core.calls.last?.encryption == .notEncrypted)
        // A hold of ours keeps what was agreed: this peer may know nothing else.
        bench.command(.hold(CallID(2)))
        #expect(try Self.offer(try #require(bench.last(.invite))).profile == "RTP/AVP")
    }

    @Test func aHoldKeepsKeysAndSuite() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.preferred))
        bench.receive(Peer.answer(invite, 200, body: try Self.answer(to: invite)), from: Self.secure)
        let keys = try #require(bench.plans.last?.keys)
        bench.command(.hold(CallID(1)))
        let hold = try #require(bench.last(.invite))
        #expect(try Self.offer(hold).profile == "RTP/SAVP")
        bench.receive(
            Peer.answer(hold, 200, body: try Self.answer(to: hold) + "a=recvonly\n"), from: Self.secure)
        #expect(bench.plans.last?.keys == keys && bench.plans.last?.direction == .inactive)
    }

    @Test func aPeerThatGoesOnInClearIsToldOf() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.preferred))
        bench.receive(Peer.answer(invite, 200, body: try Self.answer(to: invite)), from: Self.secure)
        bench.receive(
            Peer.within(invite, "INVITE", branch: "z9hG4bKre", cSeq: 1, body: Peer.sdp("sendrecv")), from: Self.secure)
        #expect(bench.lastAnswer(.invite)?.statusCode == 200)
        #expect(bench.core.calls.first?.encryption == .notEncrypted && bench.plans.last?.keys == nil)
    }

    @Test func whereItIsRequiredThePeerCannotGoOnInClear() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(.required))
        bench.receive(Peer.answer(invite, 200, body: try Self.answer(to: invite)), from: Self.secure)
        let plans = bench.plans.count
        bench.receive(
            Peer.within(invite, "INVITE", branch: "z9hG4bKre", cSeq: 1, body: Peer.sdp("sendrecv")), from: Self.secure)
        #expect(bench.lastAnswer(.invite)?.statusCode == 488 && bench.plans.count == plans)
        #expect(bench.core.calls.first?.state == .active)
    }

    @Test func anInvitationWithoutOfferGetsAPlainOneWhereEncryptionIsNoMust() throws {
        for (encryption, profile) in [(MediaEncryption.preferred, "RTP/AVP"), (.required, "RTP/SAVP")] {
            var bench = Self.ringing("", Self.settings(encryption))
            bench.command(.answer(CallID(2)))
            #expect(try Self.offer(try #require(bench.lastAnswer(.invite))).profile == profile)
        }
    }
}
