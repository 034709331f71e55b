import AgentDesk
import Configuration
import Foundation
import Testing

@testable import Services

@Suite("Forms that a server describes")
struct PublikReaderTests {
    private static let tree = """
        {"name": "Arbre tombé", "fields": [
        {"type": "string", "label": "Adresse", "varname": "adresse", "required": "required"},
        {"type": "string", "label": "Réf", "varname": "reference", "required": "optional"}]}
        """
    private static let ranked = """
        {"name": "Rangs", "fields": [{"type": "ranked-items", "label": "R", "varname": "r", "required": true}]}
        """

    private static func answer(_ status: String, _ body: String) -> [UInt8] {
        Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)".utf8)
    }

    private func reader(_ server: LoopbackServer) throws -> PublikReader {
        let text = """
            [[connector]]
            name = "srm"
            kind = "publik"
            url = "http://127.0.0.1:\(server.port)"
            client = "clairvoix"
            secret = "clé"
            key_field = "reference"
            """
        let read = SettingsReader(try TOMLReading.entries(of: text)).settings.connectors
        let settings = try #require(read.first)
        return try #require(PublikReader("srm", try ServedConnector(settings, home: nil)))
    }

    @Test func theirDescriptionsAreReadAndOneThatCannotBeFilledIsLeftOut() throws {
        let server = try LoopbackServer { request in
            let line = String(decoding: request, as: UTF8.self).prefix { $0 != "\r\n" }
            if line.contains("arbre/schema") { return Self.answer("200 OK", Self.tree) }
            if line.contains("rangs/schema") { return Self.answer("200 OK", Self.ranked) }
            if line.contains("perdu/schema") { return Self.answer("500 Failed", "{}") }
            return Self.answer(
                "200 OK",
                #"{"err": 0, "data": [{"slug": "arbre"}, {"slug": "rangs"}, {"slug": "perdu"}, {"slug": "x", "redirection": true}]}"#
            )
        }
        defer { server.stop() }
        let old = KeptForm(connector: "srm", slug: "perdu", schema: Array(Self.tree.utf8))
        let reader = try reader(server)
        let kept = try #require(reader.read([old]))
        #expect(kept.map(\.slug) == ["arbre", "rangs", "perdu"])
        let forms = reader.forms(kept)
        #expect(forms.map(\.id) == ["arbre", "perdu"] && forms.allSatisfy { $0.connector == "srm" })
        #expect(forms[0].fields.map(\.key) == ["adresse"] && forms[0].fields[0].isRequired)
    }

    @Test func withoutAListAllStaysAsItWas() throws {
        let server = try LoopbackServer { _ in Self.answer("403 Forbidden", "{\"err\": 1}") }
        defer { server.stop() }
        #expect(try reader(server).read([]) == nil)
        #expect(server.requests.count == 1)
    }

    @Test func whatWasKeptComesBack() throws {
        let path = NSTemporaryDirectory() + "forms-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = ServerFormFile(in: StateFolder(path: path, environment: { _ in nil }))
        #expect(file.read().isEmpty)
        let form = KeptForm(connector: "srm", slug: "arbre", schema: Array(#"{"name":"Arbre tombé","fields":[]}"#.utf8))
        try file.write([form])
        #expect(file.read() == [form])
        try "{\"forms\": [{}, 4".write(toFile: file.path, atomically: true, encoding: .utf8)
        #expect(file.read().isEmpty)
    }
}
