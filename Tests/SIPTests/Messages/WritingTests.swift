import SIP
import Testing

/// A message written again from its typed values.
@Suite struct WritingTests {
    static let invite = """
        INVITE sip:4512@[2001:db8::7]:5070;transport=tls SIP/2.0
        v: SIP / 2.0 / TLS [2001:db8::1]:50610 ;rport;branch=z9hG4bKa1;alias
        Max-Forwards:   70
        f: "Accueil \\"A\\"" <sip:4207:pw@ipbx.example.fr>;tag=6f1b
        To: Durand <tel:+33123;phone-context=example.fr>
        m: <sip:4207@192.0.2.1;ob>;+sip.instance="<urn:uuid:0>";reg-id=1
        Call-ID: 7c2a@b
        CSeq: 20917 INVITE
        Route: <sip:sbc1.example.fr;lr>, <sip:sbc2.example.fr;lr?Subject=x>
        Allow: PRACK, INVITE,,ACK
        k: replaces, 100rel
        Session-Expires: 1800;refresher=uac
        Min-SE: 90
        P-Preferred-Identity: <sip:4207@ipbx.example.fr>
        Authorization: Digest username="4207", nonce="5f", qop=auth, nc=00000001
        Subject: folded
          twice
        c: text/plain; charset=utf-8
        l: 5

        hello
        """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")

    @Test func everyValueIsTheSameOnceWrittenAgain() throws {
        let message = try Message(parsing: Array(Self.invite.utf8))
        let again = try Message(parsing: message.written)
        #expect(again.requestURI == message.requestURI && again.vias == message.vias)
        #expect(again.from == message.from && again.to == message.to && again.contacts == message.contacts)
        #expect(again.routes == message.routes && again.routes.count == 2)
        #expect(again.allow == [.prack, .invite, .ack] && again.supported == ["replaces", "100rel"])
        #expect(again.header("Session-Expires") == "1800;refresher=uac" && again.header("Min-SE") == "90")
        #expect(again.header("Authorization")?.contains("nonce=\"5f\", qop=auth, nc=00000001") == true)
        #expect(again.header("Subject")?.hasPrefix("folded") == true)
        #expect(again.contentType == message.contentType && Array(again.body) == Array("hello".utf8))
        #expect(again.written == message.written)
    }

    /// A value that is not what its name promises is kept as it came: no request fails for it.
    @Test(arguments: [
        "Allow: a b", "Supported: \"x\"", "Min-SE: soon", "Authorization: Basic cXdlcg==", "Require: a;b",
    ])
    func aMalformedLessImportantFieldStaysText(line: String) throws {
        let text = Self.invite.replacing("Max-Forwards:   70", with: "\(line)\r\nMax-Forwards: 70")
        let message = try Message(parsing: Array(text.utf8))
        let again = String(decoding: message.written, as: UTF8.self)
        #expect(again.contains("\r\n\(line)\r\n") && again.contains("\r\nMax-Forwards: 70\r\n"))
    }

    /// RFC 4475's messages too: what was read is read again the same.
    @Test func theTortureMessagesSurviveBeingWritten() throws {
        for file in TortureFile.all {
            guard let message = try? Message(parsing: file.octets) else { continue }
            let again = try Message(parsing: message.written)
            #expect(again.written == message.written, "\(file.name)")
            #expect(again.callID == message.callID && again.vias.count == message.vias.count, "\(file.name)")
        }
    }
}
