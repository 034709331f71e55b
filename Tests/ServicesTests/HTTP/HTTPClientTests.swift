import AgentDesk
import Testing

@testable import Services

@Suite("Requests by HTTP")
struct HTTPClientTests {
    private func client(most: Int = Services.Limits.answerOctets, seconds: Int = 20) -> HTTPClient {
        var access = HTTPAccess()
        access.proxy = ""
        access.most = most
        access.seconds = seconds
        return HTTPClient(access)
    }

    private func server(_ answer: String) throws -> (LoopbackServer, String) {
        let octets = Array(answer.utf8)
        let server = try LoopbackServer { _ in octets }
        return (server, "http://127.0.0.1:\(server.port)/fiches")
    }

    @Test func aRequestArrivesWholeAndItsAnswerComesBack() throws {
        let (server, url) = try server(
            "HTTP/1.1 201 Created\r\nLocation: /fiches/12\r\nContent-Length: 4\r\n\r\n\"é\"")
        let body = Array("{\"objet\":\"arbre tombé\"}".utf8)
        let answer = try client().answer(
            to: HTTPRequest("POST", url, fields: [.init("Content-Type", "application/json")], body: body))
        #expect(answer.status == 201)
        #expect(answer.value("location") == "/fiches/12")
        #expect(answer.body == Array("\"é\"".utf8))
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /fiches HTTP/1.1\r\n"))
        #expect(request.contains("Content-Type: application/json\r\n"))
        #expect(request.hasSuffix("\r\n\r\n{\"objet\":\"arbre tombé\"}"))
        #expect(!request.lowercased().contains("expect:"))
    }

    @Test func anEmptyBodyIsABodyAllTheSame() throws {
        let (server, url) = try server("HTTP/1.1 204 No Content\r\n\r\n")
        #expect(try client().answer(to: HTTPRequest("POST", url, body: [])).status == 204)
        #expect(try #require(server.requests.first).contains("Content-Length: 0\r\n"))
    }

    @Test func nobodyIsFollowedElsewhere() throws {
        let (server, url) = try server(
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        let answer = try client().answer(to: HTTPRequest("GET", url, fields: [.init("Authorization", "secret")]))
        #expect(answer.status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func whereNobodyListensNothingWasSent() throws {
        let (server, url) = try server("")
        server.stop()
        #expect(fate(of: HTTPRequest("POST", url, body: [1])) == .unsent)
        #expect(fate(of: HTTPRequest("GET", "http://nobody.invalid/")) == .unsent)
    }

    @Test(arguments: [
        "", "no HTTP at all\r\n\r\n", "HTTP/1.1 201 Created\r\nContent-Length: 40\r\n\r\nhalf",
    ])
    func aServerThatEndsTooSoonMayHaveTakenIt(_ answer: String) throws {
        let (server, url) = try server(answer)
        #expect(fate(of: HTTPRequest("POST", url, body: [1])) == .unanswered)
        #expect(server.requests.count == 1)
    }

    @Test func aServerWithoutOurTrustSeesNothing() throws {
        // It speaks no TLS at all: the handshake fails before the request.
        let (server, url) = try server("HTTP/1.1 200 OK\r\n\r\n")
        let secure = url.replacing("http:", with: "https:")
        #expect(fate(of: HTTPRequest("POST", secure, body: [1])) == .unsent)
        #expect(server.requests.allSatisfy { !$0.contains("POST") })
    }

    @Test func anAnswerIsBounded() throws {
        let body = String(repeating: "a", count: 2_000)
        let (small, url) = try server("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n\(body)")
        #expect(try client(most: 2_000).answer(to: HTTPRequest("GET", url)).body.count == 2_000)
        #expect(throws: HTTPProblem.tooLarge) { _ = try client(most: 1_999).answer(to: HTTPRequest("GET", url)) }
        let field = "X-Long: \(String(repeating: "b", count: 60_000))\r\n"
        #expect(small.requests.count == 2)
        let (large, flood) = try server("HTTP/1.1 200 OK\r\n\(field)\(field)\r\n")
        #expect(throws: HTTPProblem.self) { _ = try client().answer(to: HTTPRequest("GET", flood)) }
        #expect(large.requests.count == 1)
    }

    @Test func aFieldBeginsNoLineOfItsOwn() throws {
        let (server, url) = try server("HTTP/1.1 200 OK\r\n\r\n")
        let split = HTTPRequest("GET", url, fields: [.init("X-Caller", "a\r\nX-Admin: yes")])
        #expect(throws: HTTPProblem.self) { _ = try client().answer(to: split) }
        #expect(throws: HTTPProblem.self) { _ = try client().answer(to: HTTPRequest("GET /x HTTP/1.1\r\n", url)) }
        #expect(throws: HTTPProblem.self) { _ = try client().answer(to: HTTPRequest("GET", url + "\r\nX: y")) }
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "", "//", "http://"])
    func noOtherWayThanHTTP(_ url: String) {
        #expect(throws: HTTPProblem.self) { _ = try client().answer(to: HTTPRequest("GET", url)) }
    }

    /// How far the request came.
    private enum Fate { case answered, unsent, unanswered, other }

    private func fate(of request: HTTPRequest) -> Fate {
        do throws(HTTPProblem) {
            _ = try client().answer(to: request)
            return .answered
        } catch {
            switch error {
            case .unsent: return .unsent
            case .unanswered: return .unanswered
            case .tooLarge, .unsendable: return .other
            }
        }
    }
}
