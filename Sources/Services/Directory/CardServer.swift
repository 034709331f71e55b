import AgentDesk
import Configuration
import SIP

/// People kept as vCards on an HTTP server: a shared file, or an address book of CardDAV (RFC 6352). Both are read, never written.
struct CardServer: Sendable {
    let settings: Settings.Directory
    let access: DirectoryAccess
    let client: HTTPClient

    init(_ settings: Settings.Directory, _ access: DirectoryAccess) {
        self.settings = settings
        self.access = access
        var http = HTTPAccess()
        http.authorities = access.authorities
        client = HTTPClient(http)
    }

    /// Everybody, and the mark by which the server tells that nothing changed; nil: nothing changed since this mark.
    func people(since mark: String?) throws(DirectoryProblem) -> (people: [Person], mark: String?)? {
        let authorization = try authorization()
        return settings.kind == .file
            ? try file(since: mark, authorization) : try addressBook(since: mark, authorization)
    }

    // MARK: A shared file

    private func file(
        since mark: String?, _ authorization: [HTTPRequest.Field]
    ) throws(DirectoryProblem) -> (people: [Person], mark: String?)? {
        var fields = authorization
        // RFC 9110 §13.1.2: "304" instead of all again.
        if let mark { fields.append(HTTPRequest.Field("If-None-Match", mark)) }
        let answer = try answer(HTTPRequest("GET", settings.url, fields: fields))
        if answer.status == 304, mark != nil { return nil }
        guard answer.status == 200 else { throw .refused("\(answer.status)") }
        let reading = CardReading(answer.body)
        // A page that says "not here" with a 200 must not empty the directory.
        guard !reading.people.isEmpty || reading.problemCount == 0 else { throw .unreadable }
        return (reading.people.filter { !$0.numbers.isEmpty }, Self.mark(answer.value("ETag")))
    }

    /// It is given back as it came, in a header field.
    private static func mark(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text.utf8.count <= 1_024, text.utf8.allSatisfy({ $0 > 0x1f && $0 != 0x7f })
        else {
            return nil
        }
        return text
    }

    // MARK: An address book

    /// The book's mark (`getctag`, or `sync-token` of RFC 6578), the cards' addresses, then the cards by some hundreds (RFC 6352 §8.7).
    private func addressBook(
        since mark: String?, _ authorization: [HTTPRequest.Field]
    ) throws(DirectoryProblem) -> (people: [Person], mark: String?)? {
        let list = try multistatus("PROPFIND", depth: "1", CardRequests.list, authorization)
        var found: String?
        var addresses: [String] = []
        for response in list.children("response") {
            let properties = CardRequests.properties(of: response)
            let href = response.child("href")?.trimmedText ?? ""
            if properties.contains(where: { $0.child("resourcetype")?.child("addressbook") != nil }) {
                let marks = ["getctag", "sync-token"].compactMap { name in
                    properties.compactMap { $0.child(name)?.trimmedText }.first { !$0.isEmpty }
                }
                found = Self.mark(marks.first)
            } else if properties.contains(where: { $0.child("resourcetype")?.child("collection") != nil }) {
                continue
            } else if !href.isEmpty, addresses.count < PeopleLimits.people {
                addresses.append(href)
            }
        }
        if let mark, mark == found { return nil }
        var people: [Person] = []
        for start in stride(from: 0, to: addresses.count, by: Limits.cardsOfRequest) {
            let some = addresses[start..<min(start + Limits.cardsOfRequest, addresses.count)]
            let answer = try multistatus("REPORT", depth: "1", CardRequests.cards(some), authorization)
            for response in answer.children("response") {
                for card in CardRequests.properties(of: response).compactMap({ $0.child("address-data")?.text }) {
                    people += CardReading(Array(card.utf8)).people.filter { !$0.numbers.isEmpty }
                }
            }
        }
        return (people, found)
    }

    private func multistatus(
        _ method: String, depth: String, _ body: String, _ authorization: [HTTPRequest.Field]
    ) throws(DirectoryProblem) -> XMLElement {
        let fields =
            authorization + [
                HTTPRequest.Field("Depth", depth), HTTPRequest.Field("Content-Type", "application/xml; charset=utf-8"),
            ]
        let answer = try answer(HTTPRequest(method, settings.url, fields: fields, body: Array(body.utf8)))
        // RFC 4918 §13.
        guard answer.status == 207 else { throw .refused("\(answer.status)") }
        do throws(XMLError) {
            return try XMLReader.document(
                answer.body, mostOctets: Limits.answerOctets, mostElements: Limits.addressBookElements)
        } catch { throw .unreadable }
    }

    // MARK: Requests

    /// Basic authentication (RFC 7617), never in clear.
    private func authorization() throws(DirectoryProblem) -> [HTTPRequest.Field] {
        let isEncrypted = settings.url.lowercased().hasPrefix("https:")
        guard let password = try access.password(of: settings, isEncrypted: isEncrypted) else { return [] }
        return [Credentials.basic(settings.user, password)]
    }

    private func answer(_ request: HTTPRequest) throws(DirectoryProblem) -> HTTPResponse {
        let answer: HTTPResponse
        do throws(HTTPProblem) {
            answer = try client.answer(to: request)
        } catch {
            switch error {
            case .unsent(let words), .unanswered(let words):
                let isOfTrust = words.lowercased().contains("certificate")
                throw isOfTrust ? .untrusted(words) : .unreachable(words)
            case .tooLarge: throw .tooLarge
            case .unsendable(let words): throw .refused(words)
            }
        }
        if answer.status == 401 || answer.status == 403 { throw .credentialsRefused }
        return answer
    }
}
