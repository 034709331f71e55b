import Testing

@testable import Audit

@Suite struct SSIPSessionTests {
    private func take(_ session: inout SSIPSession, _ text: String) -> String? {
        session.take(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func aTextIsWhatStandsBeforeItsDot() {
        var session = SSIPSession()
        #expect(take(&session, "SPEAK\r\n") == "230 OK RECEIVING DATA\r\n")
        #expect(take(&session, "Sonne  Dupont\r\n..suite\r\n") == "")
        #expect(take(&session, ".\r\n") == "225-1\r\n225 OK MESSAGE QUEUED\r\n")
        #expect(session.said == ["Sonne Dupont .suite"])
    }

    @Test func piecesOfALineAreOneLine() {
        var session = SSIPSession()
        #expect(take(&session, "CH") == "")
        #expect(take(&session, "AR e\r\n") == "225-1\r\n225 OK MESSAGE QUEUED\r\n")
        #expect(session.said == ["e"])
    }

    @Test func markupIsNotSaid() {
        var session = SSIPSession()
        _ = take(&session, "SET SELF SSML_MODE on\r\nSPEAK\r\n<speak>A &amp;lt; <break time=\"1\"/>B</speak>\r\n.\r\n")
        #expect(session.said == ["A &lt; B"])
    }

    @Test func anEndlessLineEndsTheSession() {
        var session = SSIPSession()
        #expect(session.take([UInt8](repeating: 65, count: Limits.speechLineOctets + 1)) == nil)
    }

    @Test func quitEndsTheSession() {
        var session = SSIPSession()
        #expect(take(&session, "QUIT\r\n") == nil)
        #expect(take(&session, "NONSENSE\r\n") == "500 ERR INVALID COMMAND\r\n")
    }
}
