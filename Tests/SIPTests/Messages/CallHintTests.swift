import Testing

@testable import SIP

/// What a PBX asks by Alert-Info, Call-Info, Answer-Mode, Privacy and Remote-Party-ID.
@Suite struct CallHintTests {
    @Test(arguments: [
        ("Alert-Info: <http://www.example.org>;info=alert-autoanswer;delay=0", 0),
        ("Alert-Info: info=alert-autoanswer;delay=3", 3), ("Alert-Info: <sip:192.0.2.1>;answer-after=2", 2),
        ("Alert-Info: Auto Answer", 0), ("Alert-Info: ;info=Ring-Answer", 0), ("Alert-Info: ring answer", 0),
        ("Alert-Info: <urn:alert:source:internal>", nil), ("Alert-Info: Bellcore-dr3", nil),
        ("Alert-Info: <sip:h>;answer-after=soon", nil),
    ]) func anAlertMayAskForAnAnswer(line: String, seconds: Int?) throws {
        let message = try ForwardingHeaderTests.message(line)
        #expect(message.alertInfos.first?.answersAfterSeconds == seconds)
    }

    @Test(arguments: [
        ("<sip:192.0.2.1>;answer-after=0", 0), ("<sip:192.0.2.1>; Answer-After = 5", 5), ("answer-after=1", 1),
        ("<https://example.org/photo,1.png>;purpose=icon, <sip:h>;answer-after=4", nil),
        ("<urn:x-cisco-remotecc:callinfo>;security=NotAuthenticated;orientation=to;gci=1-2;call-instance=1", nil),
        ("<sip:h;answer-after=0>", nil), ("<sip:h>;answer-after=-1", -1),
    ]) func callInfo(value: String, seconds: Int?) throws {
        let message = try ForwardingHeaderTests.message("Call-Info: \(value)")
        #expect(message.callInfos.first?.answersAfterSeconds == seconds)
        if value.contains("photo") {
            #expect(message.callInfos.map(\.uri) == ["https://example.org/photo,1.png", "sip:h"])
        }
    }

    @Test(arguments: [
        ("Auto", AnswerMode(isAutomatic: true, isRequired: false)),
        ("auto ; require", AnswerMode(isAutomatic: true, isRequired: true)),
        ("Manual", AnswerMode(isAutomatic: false, isRequired: false)),
        ("Manual;require", AnswerMode(isAutomatic: false, isRequired: true)),
        ("x", AnswerMode(isAutomatic: false, isRequired: false)),
    ]) func answerModes(value: String, mode: AnswerMode) throws {
        #expect(try ForwardingHeaderTests.message("Answer-Mode: \(value)").answerMode == mode)
        #expect(try ForwardingHeaderTests.message("Subject: \(value)").answerMode == nil)
    }

    /// RFC 3323 §4.2, RFC 3325 §9.3, RFC 7044 §10.1.1.
    @Test(arguments: [
        ("id", true, false), ("user;critical", true, false), ("header", true, true), ("history", false, true),
        ("session", false, false), ("critical", false, false), ("none", false, false), ("none;id", false, false),
        (" ID ; Session", true, false), ("id,critical", true, false), ("", false, false),
    ]) func privacyLevels(value: String, hidesIdentity: Bool, hidesHistory: Bool) {
        let privacy = Privacy(parsing: value)
        #expect(privacy.hidesIdentity == hidesIdentity && privacy.hidesHistory == hidesHistory)
    }

    @Test func remotePartyIDs() throws {
        let message = try ForwardingHeaderTests.message(
            "Remote-Party-ID: \"Martin\" <sip:201@example.org>;party=called;screen=yes;privacy=off",
            "Remote-Party-ID: <sip:t@example.org>;id-type=term, \"Bob\" <sip:202@example.org>;party=calling;privacy=full",
            "Remote-Party-ID: <sip:203@example.org>")
        #expect(message.remotePartyIDs.map(\.address.uri.user) == ["201", "202", "203"])
        #expect(message.remotePartyIDs.map(\.side) == [.called, .calling, nil])
        #expect(message.remotePartyIDs.map(\.privacy) == ["off", "full", nil])
    }
}
