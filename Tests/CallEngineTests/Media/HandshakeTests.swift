import CallEngine
import Media
import SIP
import Testing

/// Keys by a handshake on the way of the sound (RFC 5763): who offers it, what becomes of it, and that nothing falls back.
@Suite struct HandshakeTests {
    static let own = [UInt8](repeating: 0xAB, count: 32)
    static let peerFingerprint = "sha-256 " + Array(repeating: "CD", count: 32).joined(separator: ":")

    static func sdp(_ setup: String, fingerprint: String = peerFingerprint, extra: String = "") -> String {
        Peer.sdp.replacing("RTP/AVP", with: "UDP/TLS/RTP/SAVP")
            + "a=fingerprint:\(fingerprint)\na=setup:\(setup)\na=rtcp-mux\n" + extra
    }

    static func settings(
        _ encryption: MediaEncryption = .preferred, _ exchange: KeyExchange = .dtls,
        transport: TransportProtocol = .udp
    ) -> EngineSettings {
        var settings = EncryptionTests.settings(encryption, transport: transport)
        settings.accounts[0].keyExchange = exchange
        return settings
    }

    static func dialling(_ settings: EngineSettings = settings()) throws -> (Bench, Message) {
        var bench = Bench(settings)
        bench.fingerprint = own
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        return (bench, try #require(bench.last(.invite)))
    }

    static func talking(_ settings: EngineSettings = settings()) throws -> (Bench, Message) {
        var (bench, invite) = try dialling(settings)
        bench.receive(Peer.answer(invite, 200, body: sdp("active")))
        return (bench, invite)
    }

    static let secured = EngineInput.media(.handshake(MediaID(1), isText: false, .secured(.aes256GCM)))

    static func failed(_ failure: HandshakeFailure, isText: Bool = false) -> EngineInput {
        .media(.handshake(MediaID(1), isText: isText, .failed(failure)))
    }

    // MARK: Outgoing

    @Test(arguments: [MediaEncryption.preferred, .required])
    func itIsOfferedOverAnySignallingAndToldWhenItIsThrough(encryption: MediaEncryption) throws {
        var (bench, invite) = try Self.dialling(Self.settings(encryption))
        let offer = try EncryptionTests.offer(invite)
        #expect(offer.profile == "UDP/TLS/RTP/SAVP" && offer.crypto.isEmpty && offer.isMultiplexed)
        #expect(offer.dtls == DTLSAttributes(fingerprints: [Fingerprint(.sha256, Self.own)], setup: .actpass))
        // The peer may begin before its answer comes.
        #expect(bench.media.contains(.expectHandshake(MediaID(1))))
        bench.receive(Peer.answer(invite, 200, body: Self.sdp("active")))
        let plan = try #require(bench.plans.last)
        #expect(plan.handshake?.isClient == false && plan.keys == nil && plan.isMultiplexed)
        #expect(plan.handshake?.fingerprints == [.init(.sha256, [UInt8](repeating: 0xCD, count: 32))])
        #expect(bench.core.calls.first?.state == .active && bench.core.calls.first?.encryption == nil)
        _ = bench.takeEvents()
        bench.input(Self.secured)
        #expect(bench.core.calls.first?.encryption == .encrypted && bench.events.count == 1)
    }

    @Test func aPassivePeerIsCalledByUs() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 200, body: Self.sdp("passive")))
        #expect(bench.plans.last?.handshake?.isClient == true)
    }

    @Test func withoutACertificateThereIsNone() throws {
        var bench = Bench(Self.settings(.preferred))
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        #expect(try EncryptionTests.offer(try #require(bench.last(.invite))).profile == "RTP/AVP")
        var other = Bench(Self.settings(.required))
        other.start()
        other.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        #expect(other.last(.invite) == nil && other.ends == [EndReason(.noEncryption)])
    }

    @Test func linesWithKeysInTheDescriptionOfferThem() throws {
        let (bench, invite) = try Self.dialling(Self.settings(.preferred, .sdes, transport: .tls))
        #expect(try EncryptionTests.offer(invite).profile == "RTP/SAVP")
        #expect(!bench.media.contains(.expectHandshake(MediaID(1))))
    }

    @Test(arguments: [488, 415, 606]) func aRefusalIsTriedOnceInClear(status: Int) throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, status))
        let second = try #require(bench.last(.invite))
        #expect(try EncryptionTests.offer(second).profile == "RTP/AVP")
        bench.receive(Peer.answer(second, 200, body: Peer.sdp))
        #expect(bench.core.calls.first?.encryption == .notEncrypted && bench.plans.last?.handshake == nil)
        bench.receive(Peer.within(second, "BYE", branch: "z9hG4bKbye", cSeq: 1))
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 6))
        #expect(try EncryptionTests.offer(try #require(bench.last(.invite))).profile == "RTP/AVP")
    }

    @Test func requiredNeverFallsBack() throws {
        var (bench, invite) = try Self.dialling(Self.settings(.required))
        bench.receive(Peer.answer(invite, 488))
        #expect(bench.sent.filter { $0.isRequest && $0.method == .invite }.count == 1)
        #expect(bench.ends == [EndReason(.noEncryption, status: 488)])
    }

    @Test(arguments: [Peer.sdp, sdp("actpass"), sdp("holdconn"), sdp("active", fingerprint: "md5 00")])
    func anAnswerWithoutAHandshakeIsNoAgreement(body: String) throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 200, body: body))
        #expect(bench.plans.isEmpty && bench.last(.bye) != nil && bench.ends.map(\.cause) == [.noCommonMedia])
    }

    // MARK: Ends

    @Test(
        arguments: [
            (HandshakeFailure.fingerprintMismatch, EndReason.Cause.fingerprintMismatch), (.timedOut, .handshakeFailed),
            (.noCommonProfile, .handshakeFailed),
        ], [MediaEncryption.preferred, .required])
    func aFailureEndsTheCallAndNothingGoesInClear(
        end: (HandshakeFailure, EndReason.Cause), encryption: MediaEncryption
    ) throws {
        var (bench, _) = try Self.talking(Self.settings(encryption))
        let plans = bench.plans.count
        bench.input(Self.failed(end.0))
        #expect(bench.last(.bye) != nil && bench.ends == [EndReason(end.1)] && bench.plans.count == plans)
    }

    @Test func whoRingsMayBeginWithTheAnswer() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 183, body: Self.sdp("active")))
        bench.input(Self.failed(.timedOut))
        #expect(bench.ends.isEmpty && bench.plans.count == 1)
        bench.receive(Peer.answer(invite, 200, body: Self.sdp("active")))
        #expect(bench.plans.count == 2 && bench.plans[0] == bench.plans[1])
        bench.input(Self.failed(.timedOut))
        #expect(bench.ends == [EndReason(.handshakeFailed)])
    }

    @Test func aStrangerWhileItRingsEndsIt() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 183, body: Self.sdp("active")))
        bench.input(Self.failed(.fingerprintMismatch))
        #expect(bench.last(.cancel) != nil && bench.ends == [EndReason(.fingerprintMismatch)])
    }

    @Test func whatIsToldTooLateIsNothing() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 488))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp))
        for input in [Self.secured, Self.failed(.fingerprintMismatch), Self.failed(.timedOut, isText: true)] {
            bench.input(input)
        }
        #expect(bench.ends.isEmpty && bench.core.calls.first?.encryption == .notEncrypted)
    }

    // MARK: What stands

    @Test func holdAndResumeKeepTheHandshake() throws {
        var (bench, invite) = try Self.talking()
        bench.input(Self.secured)
        let handshake = bench.plans.last?.handshake
        for isHeld in [true, false] {
            bench.command(isHeld ? .hold(CallID(1)) : .resume(CallID(1)))
            let change = try #require(bench.last(.invite))
            #expect(try EncryptionTests.offer(change).dtls.setup == .actpass)
            bench.receive(Peer.answer(change, 200, body: Self.sdp("active") + (isHeld ? "a=recvonly\n" : "")))
            #expect(bench.plans.last?.handshake == handshake)
            #expect(bench.core.calls.first?.encryption == .encrypted)
        }
        // The peer holds: the roles stay.
        bench.receive(
            Peer.within(invite, "INVITE", branch: "z9hG4bKre", cSeq: 1, body: Self.sdp("actpass") + "a=sendonly\n"))
        #expect(try EncryptionTests.offer(try #require(bench.lastAnswer(.invite))).dtls.setup == .passive)
        #expect(bench.plans.last?.handshake == handshake && bench.core.calls.first?.state == .heldByPeer)
    }

    @Test func anotherFingerprintAsksForAnotherHandshake() throws {
        var (bench, invite) = try Self.talking()
        bench.input(Self.secured)
        let other = Self.peerFingerprint.replacing("CD", with: "EF")
        bench.receive(
            Peer.within(
                invite, "INVITE", branch: "z9hG4bKre", cSeq: 1, body: Self.sdp("actpass", fingerprint: other)))
        #expect(bench.plans.last?.handshake?.association == 2 && bench.plans.last?.handshake?.isClient == true)
        #expect(bench.plans.last?.handshake?.fingerprints.first?.octets.first == 0xEF)
    }

    // MARK: Incoming

    static func ringing(_ body: String, _ settings: EngineSettings) -> Bench {
        var bench = Bench(settings)
        bench.fingerprint = own
        bench.start()
        bench.receive(Peer.invite(body: body))
        return bench
    }

    /// Whatever the line itself offers, and without a way for keys.
    @Test(arguments: [MediaEncryption.preferred, .required]) func anEmergencyCallAsksForNoHandshake(
        encryption: MediaEncryption
    ) throws {
        var bench = Bench(Self.settings(encryption))
        bench.fingerprint = Self.own
        bench.start()
        bench.command(.dial(to: "112", account: nil, token: 5))
        let offer = try EncryptionTests.offer(try #require(bench.last(.invite)))
        #expect(offer.dtls == DTLSAttributes() && !offer.profile.hasPrefix("UDP/TLS"))
    }

    /// A gateway with one certificate that moves its sound with the answer has another association there (RFC 8842 §4).
    @Test func anAnswerFromAnotherPlaceIsAnotherAssociation() throws {
        var (bench, invite) = try Self.dialling()
        let early = Self.sdp("active")
        let moved = early.replacing(/m=audio \d+/, with: "m=audio 47110")
        bench.receive(Peer.answer(invite, 183, body: early))
        let first = try #require(bench.plans.last?.handshake)
        bench.receive(Peer.answer(invite, 200, body: moved))
        let second = try #require(bench.plans.last?.handshake)
        #expect(bench.plans.last?.remotePort == 47_110)
        #expect(first != second && first.fingerprints == second.fingerprints)
    }

    @Test(arguments: [KeyExchange.sdes, .dtls], [MediaEncryption.preferred, .required])
    func anOfferedHandshakeIsAnsweredWithOurBeginning(exchange: KeyExchange, encryption: MediaEncryption) throws {
        var bench = Self.ringing(Self.sdp("actpass"), Self.settings(encryption, exchange))
        bench.command(.answer(CallID(1)))
        let answer = try EncryptionTests.offer(try #require(bench.lastAnswer(.invite)))
        #expect(answer.profile == "UDP/TLS/RTP/SAVP" && answer.dtls.setup == .active && answer.isMultiplexed)
        #expect(bench.plans.last?.handshake?.isClient == true)
        bench.input(Self.secured)
        #expect(bench.core.calls.last?.encryption == .encrypted)
    }

    @Test func whereEncryptionIsOffItIsRefused() throws {
        let bench = Self.ringing(Self.sdp("actpass"), Self.settings(.off))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488)
    }

    @Test func aCallInClearIsRefusedWhereEncryptionIsRequired() throws {
        let bench = Self.ringing(Peer.sdp, Self.settings(.required))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488)
        #expect(bench.events.contains { if case .callRefusedInClear = $0 { true } else { false } })
    }

    @Test func anInvitationWithoutOfferGetsAPlainOneWhereEncryptionIsNoMust() throws {
        for (encryption, profile) in [(MediaEncryption.preferred, "RTP/AVP"), (.required, "UDP/TLS/RTP/SAVP")] {
            var bench = Self.ringing("", Self.settings(encryption))
            bench.command(.answer(CallID(1)))
            #expect(try EncryptionTests.offer(try #require(bench.lastAnswer(.invite))).profile == profile)
        }
    }

    // MARK: Text

    @Test func textThatIsNotSecuredInTimeIsNone() throws {
        var settings = Self.settings()
        settings.accounts[0].offersText = true
        var bench = Bench(settings)
        bench.fingerprint = Self.own
        bench.grantsText = true
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        let invite = try #require(bench.last(.invite))
        let text =
            CallTextTests.text.replacing("RTP/AVP", with: "UDP/TLS/RTP/SAVP")
            + "a=fingerprint:\(Self.peerFingerprint)\na=setup:active\na=rtcp-mux\n"
        bench.receive(Peer.answer(invite, 200, body: Self.sdp("active") + text))
        let plan = try #require(CallTextTests.textPlans(bench).last as? TextPlan)
        #expect(plan.handshake?.isClient == false && bench.core.calls.first?.hasText == true)
        bench.input(Self.failed(.timedOut, isText: true))
        #expect(bench.core.calls.first?.hasText == false && bench.ends.isEmpty)
        bench.input(Self.failed(.fingerprintMismatch, isText: false))
        #expect(bench.ends == [EndReason(.fingerprintMismatch)])
    }
}
