import CallEngine
import JSONText
import Testing

@testable import AgentDesk

@Suite("Calls as a table and as JSON")
struct CallTableTests {
    private let call = PastCall(
        id: "run-1", line: "Accueil",
        party: Party(name: "=cmd()|\"x\"", number: "+33476001122", address: "sip:+33476001122@b.example"),
        isIncoming: true, cause: .endedByPeer, begunAt: 951_782_400, endedAt: 951_782_465, seconds: 60,
        qualityTenths: 42)

    @Test func nothingIsAFormulaAndQuotesAreDoubled() {
        let line = CallTable.line(call, notes: ["chêne, tombé"])
        #expect(line.hasPrefix("\"run-1\",\"Accueil\",\"incoming\",\"2000-02-29T00:00:00\",\"2000-02-29T00:00:05\","))
        #expect(line.contains("\"'=cmd()|\"\"x\"\"\"") && line.contains("\"'+33476001122\""))
        #expect(line.contains("\"4.2\"") && line.hasSuffix("\"chêne, tombé\"\r\n"))
        #expect(CallTable.heading.hasPrefix("\u{feff}id,line,") && CallTable.heading.hasSuffix(",notes\r\n"))
    }

    @Test func jsonIsRead() throws {
        let json = try JSONParser.parse(Array(CallTable.json(call, notes: ["a"]).utf8))
        #expect(json["name"]?.text == "=cmd()|\"x\"" && json["seconds"]?.integer == 60)
        #expect(json["notes"] == .array([.text("a")]) && json["directory_name"] == .null)
        #expect(CallTable.moment(0) == "1970-01-01T00:00:00" && CallTable.moment(86_399).hasSuffix("23:59:59"))
    }

    @Test func whoAskedNotToBeShownIsNotExported() {
        var hidden = call
        hidden.party.isWithheld = true
        #expect(!CallTable.line(hidden, notes: []).contains("33476001122"))
    }
}
