import Testing

@testable import SIP

/// Every message of RFC 4475 and RFC 5118 with the verdict of the manifest.
@Suite struct TortureTests {
    /// Well-formed in the manifest's classes, yet to be refused by a user agent: missing or doubled fields.
    static let refusable: Set<String> = ["insuf", "multi01", "mcl01"]

    @Test func everyFileOfTheManifestIsThere() {
        #expect(TortureFile.all.count == 62)
    }

    @Test(arguments: TortureFile.all) func asDatagram(file: TortureFile) throws {
        switch file.kind {
        case "valid", "transaction", "application", "compat", "tolerate":
            if Self.refusable.contains(file.name) {
                #expect(throws: SIPError.self) { try Message(parsing: file.octets) }
            } else {
                let message = try Message(parsing: file.octets)
                #expect(!message.callID.isEmpty)
                #expect(!message.vias.isEmpty)
            }
        case "invalid":
            // A Date that is not GMT is the one fault that does not matter to a phone (RFC 4475 §3.1.2.12).
            // Headers in a Request-URI are judged with the request (§3.1.2.11).
            if file.name == "baddate" || file.name == "escruri" {
                _ = try Message(parsing: file.octets)
            } else {
                #expect(throws: SIPError.self) { try Message(parsing: file.octets) }
            }
        default:
            #expect(file.kind == "extra")
            #expect(throws: SIPError.self) { try Message(parsing: file.octets) }
        }
    }

    @Test(arguments: TortureFile.all.filter { !$0.allowedAnswers.isEmpty }) func answerOfUserAgent(file: TortureFile) {
        let verdict = TortureFile.verdict(file.octets)
        let allowed = file.allowedAnswers
        if verdict == "accept" {
            // Whether it rings, is answered 200 or fits no dialog is for the core to say.
            #expect(!allowed.isDisjoint(with: ["2xx", "200", "481", "488"]), "\(allowed)")
        } else {
            #expect(allowed.contains(verdict), "answered \(verdict), allowed \(allowed)")
        }
    }

    /// The preferred answer stands first in the manifest.
    @Test(arguments: [
        ("mismatch02", "501"), ("quotbal", "400"), ("ltgtruri", "400"), ("lwsruri", "400"), ("lwsstart", "400"),
        ("trws", "400"), ("escruri", "400"), ("badaspec", "400"), ("baddn", "400"), ("insuf", "400"), ("sdp01", "406"),
        ("unkscm", "416"), ("badvers", "505"), ("test", "drop"), ("regbadct", "400"), ("bext01", "420"),
    ]) func preferredAnswer(name: String, wanted: String) throws {
        let file = try #require(TortureFile.all.first { $0.name == name })
        #expect(TortureFile.verdict(file.octets) == wanted)
    }

    /// `baddn` ends without its empty line; with it, the commas in the display names are still the fault.
    @Test func commaInDisplayNameIsTheFault() throws {
        let file = try #require(TortureFile.all.first { $0.name == "baddn" })
        #expect(throws: SIPError.self) { try Message(parsing: file.octets + [13, 10]) }
        #expect(TortureFile.verdict(file.octets + [13, 10]) == "400")
    }

    @Test(arguments: TortureFile.all) func byteByByte(file: TortureFile) {
        var framer = StreamFramer()
        var messages: [[UInt8]] = []
        var fault: SIPError?
        for octet in file.octets where fault == nil {
            framer.append([octet])
            do throws(SIPError) {
                while let message = try framer.next() { messages.append(message) }
            } catch {
                fault = error
            }
        }
        switch file.name {
        case "dblreq":
            #expect(messages.map { TortureFile.verdict($0) } == ["405", "accept"])
            // The second body is five octets longer than it says: they open a third message that is none.
            #expect(fault == .missing(.contentLength))
        case "clerr", "baddn":
            #expect(messages.isEmpty && fault == nil && framer.isMidMessage)
        case "ncl", "mcl01":
            #expect(messages.isEmpty && fault != nil)
        case "inv2543":
            #expect(messages.isEmpty && fault == .missing(.contentLength))
        case "ipv6-in-sdp", "mult-ip-in-sdp", "ipv4-mapped-ipv6":
            #expect(messages.count == 1 && fault == nil && framer.isMidMessage)
        case "test":
            #expect(messages.count <= 1)
        default:
            #expect(messages.count == 1 && fault == nil && !framer.isMidMessage)
            #expect(messages.first.map { TortureFile.verdict($0) } == TortureFile.verdict(file.octets))
        }
    }
}
