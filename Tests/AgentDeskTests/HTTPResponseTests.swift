import Testing

@testable import AgentDesk

@Suite("Answers of servers")
struct HTTPResponseTests {
    @Test func aFieldIsFoundWhateverItsCase() {
        let answer = HTTPResponse(status: 201, fields: [.init("ETag", "\"a\""), .init("etag", "\"b\"")])
        #expect(answer.value("Etag") == "\"b\"")
        #expect(answer.value("Location") == nil)
    }
}
