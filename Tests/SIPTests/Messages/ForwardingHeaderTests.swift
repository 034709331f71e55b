import Testing

@testable import SIP

/// Diversion (RFC 5806), History-Info (RFC 7044, RFC 4244), Reason (RFC 3326).
@Suite struct ForwardingHeaderTests {
    static func message(_ lines: String...) throws -> Message {
        let head = [
            "INVITE sip:alice@example.org SIP/2.0", "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1", "Max-Forwards: 70",
            "From: <sip:bob@example.org>;tag=1", "To: <sip:alice@example.org>", "Call-ID: c", "CSeq: 1 INVITE",
        ]
        return try Message(
            parsing: Array((head + lines + ["Content-Length: 0", "", ""]).joined(separator: "\r\n").utf8))
    }

    @Test func diversionsComeLastFirst() throws {
        let message = try Self.message(
            "Diversion: \"Accueil, étage 2\" <sip:200@example.org>;reason=no-answer;counter=1;screen=no;privacy=off",
            "Diversion: <tel:+33476001122>;reason=\"unconditional\";privacy=full, <sip:300@example.org>;Reason=user-busy"
        )
        let found = message.diversions
        #expect(found.map(\.address.uri.user) == ["200", "+33476001122", "300"])
        #expect(found.map(\.reason) == ["no-answer", "unconditional", "user-busy"])
        #expect(found.map(\.privacy) == ["off", "full", nil] && found[0].address.displayName == "Accueil, étage 2")
    }

    @Test(arguments: [
        "</", "\"abc\\", "<sip:", "", ",,,,", "\"\" <>", "<sip:200@example.org", ";reason=x", "<sip:2@h>;reason=\"",
    ])
    func whatCannotBeReadIsLeftOut(value: String) throws {
        let message = try Self.message(
            "Diversion: \(value)", "History-Info: \(value)", "Remote-Party-ID: \(value)", "Alert-Info: \(value)",
            "Call-Info: \(value)", "Diversion: <sip:200@example.org>")
        #expect(message.diversions.map(\.address.uri.user) == ["200"])
        #expect(message.historyInfo.isEmpty && message.remotePartyIDs.isEmpty && message.historyOfForwarding.isEmpty)
        #expect(message.alertInfos.allSatisfy { $0.answersAfterSeconds == nil })
        #expect(message.callInfos.allSatisfy { $0.answersAfterSeconds == nil })
    }

    @Test func aFieldThatGoesOnAndOnIsBounded() throws {
        let many = Array(repeating: "<sip:200@example.org>", count: 200).joined(separator: ",")
        let message = try Self.message("Diversion: \(many)", "History-Info: \(many)", "Alert-Info: \(many)")
        #expect(message.diversions.count == MessageLimits.identities)
        #expect(message.historyInfo.count == MessageLimits.identities)
        #expect(message.alertInfos.count == MessageLimits.identities)
    }

    /// The shape of RFC 7044 §10: Bob's line is busy, his mobile does not answer, the call comes to the office.
    @Test func theHistoryTellsWhoSentTheCallOn() throws {
        let message = try Self.message(
            "History-Info: <sip:bob@example.org?Reason=SIP%3Bcause%3D302>;index=1;np=1,"
                + "<sip:bob@192.0.2.4?Reason=SIP%3Bcause%3D486%3Btext%3D%22Busy%20Here%22>;index=1.1;rc=1",
            "History-Info: <sip:mobile@example.org?Reason=SIP%3Bcause%3D408&Privacy=history>;index=1.2;mp=1,"
                + "<sip:office@example.org;cause=408>;index=1.3;mp=1.2")
        let entries = message.historyInfo
        #expect(entries.map(\.index) == ["1", "1.1", "1.2", "1.3"])
        #expect(entries[1].reasons == [Reason(protocolName: "SIP", cause: 486, text: "Busy Here")])
        #expect(entries.map(\.isPrivate) == [false, false, true, false] && entries[2].address.uri.headers.isEmpty)
        #expect(message.historyOfForwarding.map(\.index) == ["1.2", "1.1", "1"])
    }

    @Test func aChangeOfAddressIsNoForwarding() throws {
        let message = try Self.message(
            "History-Info: <sip:alice@example.org>;index=1, <sip:alice@192.0.2.9>;index=1.1;rc=1")
        #expect(message.historyInfo.count == 2 && message.historyOfForwarding.isEmpty)
        let byCause = try Self.message(
            "History-Info: <sip:bob@example.org>;index=1", "History-Info: <sip:alice@example.org;cause=302>;index=1.1")
        #expect(byCause.historyOfForwarding.map(\.address.uri.user) == ["bob"])
    }

    @Test(arguments: [
        ("SIP;cause=200;text=\"Call completed elsewhere\"", true), ("sip ; cause = 200", true),
        ("Q.850;cause=26", true),
        ("Q.850;cause=16, SIP;cause=200", true), ("SIP;cause=487", false), ("Q.850;cause=200", false),
        ("SIP;text=\"a;cause=200\"", false), ("X;cause=200", false), ("SIP;cause=99999999999999999999", false),
    ]) func reasons(value: String, isElsewhere: Bool) throws {
        #expect(try Self.message("Reason: \(value)").reasons.contains(where: \.isCompletedElsewhere) == isElsewhere)
    }
}
