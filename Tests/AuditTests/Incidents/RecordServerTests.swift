import AgentDesk
import Scenarios
import Services
import Testing

@testable import Audit

@Suite struct RecordServerTests {
    private func post(_ server: RecordServer, _ body: String) -> Int? {
        let request = HTTPRequest(
            "POST", "http://127.0.0.1:\(server.port)" + RecordServer.path, body: Array(body.utf8))
        return try? HTTPClient(HTTPAccess()).answer(to: request).status
    }

    private static let record = #"{"ref": "k1", "fields": {"Objet": "chêne tombé"}}"#

    @Test func itTakesRecords() throws {
        let server = try RecordServer()
        defer { server.end() }
        #expect(post(server, Self.record) == 201)
        #expect(server.records.map(\.fields) == [[WrittenAnswer(field: "Objet", text: "chêne tombé")]])
    }

    @Test func itRefusesTheNextAlone() throws {
        let server = try RecordServer()
        defer { server.end() }
        server.refuseNext("Rue inconnue")
        #expect(post(server, Self.record) == 422)
        #expect(post(server, Self.record) == 201)
    }

    /// The port stays its own meanwhile.
    @Test func itFallsSilentAndComesBack() throws {
        let server = try RecordServer()
        defer { server.end() }
        server.fallSilent(true)
        #expect(post(server, Self.record) == nil && server.records.isEmpty)
        server.fallSilent(false)
        #expect(post(server, Self.record) == 201 && server.records.count == 1)
    }

    @Test func itEndsTwice() throws {
        let server = try RecordServer()
        server.end()
        server.end()
        #expect(post(server, Self.record) == nil)
    }
}
