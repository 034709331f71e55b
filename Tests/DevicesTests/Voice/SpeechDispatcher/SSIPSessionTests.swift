import Announcements
import Testing

@testable import Devices

@Suite("SSIP, octet by octet")
struct SSIPSessionTests {
    /// A session that has introduced itself.
    static func introduced(takesMarkup: Bool = true) throws -> SSIPSession {
        var session = SSIPSession(user: "anne")
        #expect(text(session.takeOutput()) == "SET SELF CLIENT_NAME anne:clairvoix:main\r\n")
        #expect(try session.receive(Array("208 OK CLIENT NAME SET\r\n".utf8)) == [.ready])
        for kind in ["BEGIN", "END", "CANCEL"] {
            #expect(text(session.takeOutput()) == "SET SELF NOTIFICATION \(kind) on\r\n")
            #expect(try session.receive(Array("220 OK NOTIFICATION SET\r\n".utf8)) == [])
        }
        #expect(text(session.takeOutput()) == "SET SELF SSML_MODE on\r\n")
        let answer = takesMarkup ? "219 OK SSML MODE SET\r\n" : "500 ERR INVALID COMMAND\r\n"
        #expect(try session.receive(Array(answer.utf8)) == [])
        #expect(!session.awaitsAnswer)
        return session
    }

    static func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

    static func message(_ id: Int, _ text: String, _ priority: SpeechPriority = .text) -> SSIPMessage {
        SSIPMessage(id: id, text: text, language: .french, priority: priority)
    }

    /// The answers to what is asked before a first text, up to the text itself.
    static func reachText(_ session: inout SSIPSession, priority: String = "text") throws {
        #expect(text(session.takeOutput()) == "SET SELF PRIORITY \(priority)\r\n")
        _ = try session.receive(Array("202 OK PRIORITY SET\r\n".utf8))
        #expect(text(session.takeOutput()) == "SET SELF LANGUAGE fr\r\n")
        _ = try session.receive(Array("201 OK LANGUAGE SET\r\n".utf8))
        #expect(text(session.takeOutput()) == "SPEAK\r\n")
        _ = try session.receive(Array("230 OK RECEIVING DATA\r\n".utf8))
    }

    @Test func anUtteranceBeginsAndEnds() throws {
        var session = try Self.introduced()
        #expect(session.speak(Self.message(7, "Prêt")) == [])
        try Self.reachText(&session)
        #expect(Self.text(session.takeOutput()) == "<speak>Prêt</speak>\r\n.\r\n")
        var events: [SSIPEvent] = []
        // Each octet by itself.
        for octet in "225-21\r\n225 OK MESSAGE QUEUED\r\n701-21\r\n701-3\r\n701 BEGIN\r\n702-21\r\n702-3\r\n702 END\r\n"
            .utf8
        {
            events += try session.receive([octet])
        }
        #expect(events == [.began(7), .ended(7)])
        // What was set once is not set again.
        #expect(session.speak(Self.message(8, "Encore")) == [])
        #expect(Self.text(session.takeOutput()) == "SPEAK\r\n")
    }

    /// What others write is never part of the markup, and the pauses of a number are ours, where the server knows how.
    @Test(arguments: [
        ("60, 15", true, "<speak>60<break time=\"120ms\"/> 15</speak>"), ("60, 15", false, "60, 15"),
        (
            "</speak><audio src=\"/etc/passwd\"/>&", true,
            "<speak>&lt;/speak&gt;&lt;audio src=\"/etc/passwd\"/&gt;&amp;</speak>"
        ),
        ("a<b & c", false, "a<b & c"), (".", true, "<speak>.</speak>"), (".", false, ".."),
        ("un\r\n.\r\nQUIT", true, "<speak>un  .  QUIT</speak>"),
    ])
    func pausesAreMarkedWhereTheServerKnowsHow(words: String, takesMarkup: Bool, sent: String) throws {
        var session = try Self.introduced(takesMarkup: takesMarkup)
        _ = session.speak(Self.message(7, words))
        try Self.reachText(&session)
        #expect(Self.text(session.takeOutput()) == sent + "\r\n.\r\n")
    }

    @Test func anEventBeforeTheAnswerIsNotLost() throws {
        var session = try Self.introduced()
        _ = session.speak(Self.message(7, "Prêt"))
        try Self.reachText(&session)
        _ = session.takeOutput()
        let octets = "701-21\r\n701-3\r\n701 BEGIN\r\n225-21\r\n225 OK MESSAGE QUEUED\r\n"
        #expect(try session.receive(Array(octets.utf8)) == [.began(7)])
        #expect(try session.receive(Array("703-21\r\n703-3\r\n703 CANCELED\r\n".utf8)) == [.cancelled(7)])
    }

    @Test(arguments: [
        (".", ".."), (".quit", "..quit"), ("un\r\nQUIT\r\n", "un  QUIT  "), ("a.b", "a.b"), ("\n.\n", " . "), ("", ""),
        ("d\u{e9}j\u{e0}\t\u{7f}", "d\u{e9}j\u{e0}  "),
    ])
    func aTextIsOneLineAndNeverTheEnd(text: String, sent: String) { #expect(SSIPSession.escaped(text) == sent) }

    @Test func cutGoesBeforeWhatWaitsAndTheTextUnderWayIsNotSaid() throws {
        var session = try Self.introduced()
        _ = session.speak(Self.message(7, "Prêt"))
        _ = session.speak(Self.message(8, "Encore"))
        #expect(Self.text(session.takeOutput()) == "SET SELF PRIORITY text\r\n")
        _ = try session.receive(Array("202 OK\r\n".utf8))
        _ = session.takeOutput()
        _ = try session.receive(Array("201 OK\r\n".utf8))
        #expect(Self.text(session.takeOutput()) == "SPEAK\r\n")
        session.cancel()
        #expect(session.takeOutput() == [], "nothing goes between SPEAK and its answer")
        #expect(try session.receive(Array("230 OK\r\n".utf8)) == [])
        #expect(Self.text(session.takeOutput()) == ".\r\n")
        #expect(try session.receive(Array("225-22\r\n225 OK MESSAGE QUEUED\r\n".utf8)) == [])
        #expect(session.takeOutput() == [], "the other is not said either")
        #expect(try session.receive(Array("701-22\r\n701-3\r\n701 BEGIN\r\n".utf8)) == [])
    }

    @Test func cutCancelsWhatIsThere() throws {
        var session = try Self.introduced()
        _ = session.speak(Self.message(7, "Prêt"))
        try Self.reachText(&session)
        _ = session.takeOutput()
        _ = try session.receive(Array("225-21\r\n225 OK\r\n701-21\r\n701-3\r\n701 BEGIN\r\n".utf8))
        session.cancel()
        #expect(Self.text(session.takeOutput()) == "CANCEL SELF\r\n")
        #expect(session.speak(Self.message(8, "Neuf")) == [])
        #expect(session.takeOutput() == [])
        #expect(try session.receive(Array("703-21\r\n703-3\r\n703 CANCELED\r\n210 OK CANCELED\r\n".utf8)) == [])
        #expect(Self.text(session.takeOutput()) == "SPEAK\r\n")
        _ = try session.receive(Array("230 OK\r\n".utf8))
        #expect(
            Self.text(session.takeOutput()) == "<speak>Neuf</speak>\r\n.\r\n",
            "said whole, though what was before it was cut")
        session.cancel()
        #expect(session.takeOutput() == [])
        _ = try session.receive(Array("225-22\r\n225 OK\r\n".utf8))
        #expect(Self.text(session.takeOutput()) == "CANCEL SELF\r\n", "it may be sounding already")
        session.cancel()
        #expect(session.takeOutput() == [], "once is enough")
    }

    @Test(arguments: ["300 ERR INTERNAL\r\n", "500 ERR INVALID COMMAND\r\n"])
    func whatIsRefusedIsTold(answer: String) throws {
        var session = try Self.introduced()
        _ = session.speak(Self.message(7, "Prêt", .important))
        for line in ["SET SELF PRIORITY important\r\n", "SET SELF LANGUAGE fr\r\n"] {
            #expect(Self.text(session.takeOutput()) == line)
            // Words in another language are better than none.
            #expect(try session.receive(Array(answer.utf8)) == [])
        }
        #expect(try session.receive(Array(answer.utf8)) == [.refused(7)])
        #expect(!session.awaitsAnswer)
    }

    @Test func theUsersOwnRateIsKeptAndOurKeysMoveIt() throws {
        var session = try Self.introduced()
        session.change(.rate, by: 0)
        #expect(session.takeOutput() == [])
        session.change(.rate, by: 9)
        #expect(Self.text(session.takeOutput()) == "GET RATE\r\n")
        session.change(.rate, by: 18)
        _ = try session.receive(Array("251-40\r\n251 OK GET RETURNED\r\n".utf8))
        #expect(Self.text(session.takeOutput()) == "SET SELF RATE 58\r\n")
        _ = try session.receive(Array("203 OK RATE SET\r\n".utf8))
        session.change(.rate, by: 90)
        #expect(Self.text(session.takeOutput()) == "SET SELF RATE 100\r\n")
        session.change(.rate, by: 0)
        _ = try session.receive(Array("203 OK RATE SET\r\n".utf8))
        #expect(Self.text(session.takeOutput()) == "SET SELF RATE 40\r\n")
    }

    @Test(arguments: [
        "220 OK\r\n220 OK\r\n", "hello\r\n", "20 OK\r\n", "\r\n", "208-a\r\n209 OK\r\n", "208_OK\r\n",
        String(repeating: "2", count: 1_025), String(repeating: "208-a\r\n", count: 17), "500 ERR\r\n",
    ])
    func whatIsNoAnswerEndsTheConnection(octets: String) {
        var session = SSIPSession(user: "")
        #expect(throws: SSIPFault.self) {
            _ = try session.receive(Array(octets.utf8)) + session.receive(Array("99 ".utf8 + [10]))
        }
    }

    @Test func whatWaitsIsBounded() throws {
        var session = try Self.introduced()
        var refused = 0
        for id in 0..<1_000 { refused += session.speak(Self.message(id, "x")).count }
        #expect(refused > 800)
    }

    @Test func aNameIsLettersAndDigits() {
        var session = SSIPSession(user: "a:b c\r\né9")
        #expect(Self.text(session.takeOutput()) == "SET SELF CLIENT_NAME abc9:clairvoix:main\r\n")
    }
}

@Suite("Where Speech Dispatcher listens")
struct DispatcherAddressTests {
    @Test(
        arguments: [
            ("unix_socket:/tmp/s", "/run/user/1", "/tmp/s"),
            ("unix_socket", "/run/user/1", "/run/user/1/speech-dispatcher/speechd.sock"),
            (nil, "/run/user/1", "/run/user/1/speech-dispatcher/speechd.sock"),
            ("", "/r", "/r/speech-dispatcher/speechd.sock"),
            ("inet_socket:localhost:6560", "/r", nil), (nil, nil, nil), (nil, "relative", nil),
        ] as [(String?, String?, String?)])
    func addressIsThatOfItsLibrary(address: String?, runtime: String?, path: String?) {
        #expect(DispatcherAddress(address: address, runtime: runtime)?.path == path)
    }
}
